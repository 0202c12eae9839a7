"""What is made of bytes and addresses: encodings, names, kinds, archives, blocks, public addresses."""

from pathlib import Path

import pytest

from flows.crawl.addresses import is_public, is_web
from flows.crawl.archive import Budget, Member, members
from flows.crawl.blocked import blocked_reason, is_front_page
from flows.crawl.charset import address_name, decode_page, disposition_name, plain_name
from flows.crawl.course import ARTICLE, FILE, LISTING, Course, Task
from flows.crawl.job import Fetch, Job, JobError, Known, Limits, Rules, read_job, read_journal, write_job
from flows.crawl.journal import Journal
from flows.crawl.media import sniff
from flows.crawl.memory import Link, Page
from tests.site.bodies import DOC, RAR, XLS, archive, bomb, pdf
from tests.site.habits import CAPTCHA, CHALLENGE

SMALL = Limits(file_bytes=1 << 20, archive_bytes=3 << 20, archive_members=5)


@pytest.mark.parametrize("address", ["8.8.8.8", "223.5.5.5", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_a_public_address_is_one(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "::127.0.0.1", "fe80::1",
        "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:a00:1", "64:ff9b::7f00:1",
        "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1", "localhost", "",
    ],
)  # fmt: skip
def test_no_other_address_is_public(address: str) -> None:
    assert not is_public(address)


def test_only_plain_addresses_of_the_web_are_followed() -> None:
    good = ["http://a.example/x", "https://a.example:8443/"]
    bad = [
        "file:///etc/passwd",
        "ftp://a.example/",
        "http:///x",
        "http://u:p@a.example/",
        "javascript:x",
        "http://[::1/",
    ]
    assert [is_web(url) for url in good + bad] == [True] * len(good) + [False] * len(bad)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="2023年度自评报告.pdf"'.encode("gb18030"), "2023年度自评报告.pdf"),
        ('attachment; filename="2023年度自评报告.pdf"'.encode(), "2023年度自评报告.pdf"),
        (b"attachment; filename=%E8%87%AA%E8%AF%84.pdf", "自评.pdf"),
        (b"attachment; filename=%D7%D4%C6%C0.pdf;", "自评.pdf"),
        (b"attachment; filename=x.pdf; filename*=UTF-8''%E8%87%AA%E8%AF%84.pdf", "自评.pdf"),
        (b"attachment; filename*=GBK''%D7%D4%C6%C0.pdf", "自评.pdf"),
        (b'attachment; filename="=?UTF-8?B?6Ieq6K+ELnBkZg==?="', "自评.pdf"),
        (b'attachment; filename="../../etc/passwd"', "passwd"),
        (b'attachment; filename="..\\\\..\\\\a.pdf"', "a.pdf"),
        (b"inline", ""),
        (b'attachment; filename=".."', ""),
    ],
)
def test_a_file_s_name_is_read_in_whatever_bytes_it_came(header: bytes, name: str) -> None:
    assert disposition_name(header) == name


def test_names_lose_what_could_mislead() -> None:
    assert plain_name("a\u202efdp.exe\x00\n") == "afdp.exe"
    assert len(plain_name("长" * 5000)) == 200
    assert address_name("https://a.example/x/%D7%D4%C6%C0.pdf?y=1") == "自评.pdf"


@pytest.mark.parametrize("charset", ["text/html; charset=gb2312", "text/html; charset=GBK", "text/html"])
def test_pages_in_gb18030_are_read_whatever_they_call_it(charset: str) -> None:
    assert decode_page("<p>朱镕基㐀</p>".encode("gb18030"), charset) == "<p>朱镕基㐀</p>"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (pdf("x"), "pdf"),
        (b"\r\n  " + pdf("x"), "pdf"),
        (archive({"a.pdf": b"x"}), "zip"),
        (archive({"[Content_Types].xml": b"", "word/document.xml": b""}), "docx"),
        (archive({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "xlsx"),
        (archive({"OFD.xml": b""}), "ofd"),
        (RAR, "rar"),
        (DOC, "doc"),
        (XLS, "xls"),
        (b"  <!-- x --><!DOCTYPE html><html>", "html"),
        (b"", "empty"),
        (b"plain", "other"),
    ],
)
def test_bytes_are_known_by_looking(body: bytes, kind: str) -> None:
    assert sniff(body) == kind


def test_members_have_their_chinese_names_and_those_of_archives_within() -> None:
    inner = archive({"部门/自评表.pdf": b"%PDF-1"}, gbk=True)
    packed = archive({"报告.pdf": b"%PDF-2", "内层.zip": inner}, gbk=True)
    assert list(members(packed, Budget(SMALL))) == [
        Member("报告.pdf", b"%PDF-2"),
        Member("内层.zip/部门/自评表.pdf", b"%PDF-1"),
    ]
    assert [one.path for one in members(archive({"自评.pdf": b"%PDF-"}), Budget(SMALL))] == ["自评.pdf"]


def test_a_bomb_is_unpacked_no_further_than_its_budget() -> None:
    assert [(one.path, one.body, one.reason) for one in members(bomb(), Budget(SMALL))] == [
        ("2023年度部门整体绩效自评报告.pdf", b"", "解开后超过 1 MB 的上限，未读。请手工核实")
    ]
    three = archive({f"{number}.pdf": bytes(900 << 10) for number in range(5)})
    assert [bool(one.body) for one in members(three, Budget(SMALL))] == [True, True, True, False, False]
    many = archive({f"{number}.pdf": b"%PDF-" for number in range(9)})
    assert [bool(one.body) for one in members(many, Budget(SMALL))] == [True] * 5 + [False]


def test_challenges_are_blocks_and_pages_that_mention_a_captcha_are_not() -> None:
    assert blocked_reason(200, CAPTCHA).startswith("网站要求验证码")
    assert blocked_reason(200, CHALLENGE).startswith("网站的防护系统要求浏览器执行脚本")
    assert blocked_reason(412, "").startswith("网站的防护系统拒绝了请求（412）")
    listing = "<p>请输入验证码</p>" + '<a href="/a">自评报告</a>' * 20
    assert (blocked_reason(200, listing), blocked_reason(404, ""), blocked_reason(500, "")) == ("", "", "")


def test_a_deeper_address_that_ends_at_the_front_page_is_a_soft_404() -> None:
    root = "https://a.example"
    assert is_front_page(f"{root}/f/a.pdf", f"{root}/")
    assert is_front_page(f"{root}/f/a.pdf", f"{root}/index.html")
    assert is_front_page(f"{root}/f/a.pdf", f"{root}/error/404.html")
    assert not is_front_page(f"{root}/", f"{root}/index.html")
    assert not is_front_page(f"{root}/f/a.pdf", f"{root}/g/a.pdf")


def test_entries_are_taken_by_title_address_and_year() -> None:
    job = Job("x", titles=("绩效自评",), links=(r"/jx/",), years=(2023,))
    course = Course(job, {}, {})
    links = [
        Link("https://a.example/jx/1.html", "2023年度绩效自评报告"),
        Link("https://a.example/jx/2.html", "2021年度绩效自评报告", "2024-03-15"),
        Link("https://a.example/jx/3.html", "绩效自评报告", "2024-03-15"),
        Link("https://a.example/jx/4.html", "绩效自评报告", "2022-03-15"),
        Link("https://a.example/jx/t20230315_5.html", "绩效自评报告"),
        Link("https://a.example/xw/6.html", "2023年度绩效自评报告"),
        Link("https://a.example/jx/7.html", "2023年度预算公开"),
    ]
    assert [link.url[-6] for link in links if course.is_wanted(link)] == ["1", "3", "5"]


def test_a_crawl_claims_an_address_once_and_knows_its_limits() -> None:
    course = Course(Job("x", limits=Limits(pages=2, files=1)), {}, {})
    asked = [
        Task(LISTING, "a"),
        Task(ARTICLE, "a"),
        Task(ARTICLE, "b"),
        Task(ARTICLE, "c"),
        Task(FILE, "d"),
        Task(FILE, "e"),
    ]
    assert [course.claim(task) for task in asked] == [True, False, True, False, True, False]
    assert course.limit.startswith("已达 1 个文件的上限")


def test_a_journal_is_mended_after_a_kill(tmp_path: Path) -> None:
    """A torn line, and members whose archive has no record yet, are cut off: the archive is asked for again."""
    write_job(tmp_path, Job("x"))
    journal = Journal(tmp_path)
    journal.write([Fetch("u1", "new"), Fetch("u2", "new", member="a.pdf"), Fetch("u2", "new")])
    journal.write([Fetch("u3", "new", member="b.pdf")])
    journal.remember(Page("p1", "article"))
    journal.close()
    with (tmp_path / "journal.jsonl").open("ab") as stream:
        stream.write(b'{"kind":')
    again = Journal(tmp_path)
    again.close()
    assert again.done == {"u1", "u2"}
    assert list(read_journal(tmp_path)) == [Fetch("u1", "new"), Fetch("u2", "new", member="a.pdf"), Fetch("u2", "new")]
    assert again.here == {"p1": Page("p1", "article")}


def test_a_job_comes_back_as_it_was_written(tmp_path: Path) -> None:
    job = Job(
        "x", ("http://a.example/",), rules=Rules("trs", first=2), years=(2023,), known=(Known("u", "e"),), limits=SMALL
    )
    write_job(tmp_path, job)
    assert read_job(tmp_path) == job
    with pytest.raises(JobError, match="重新运行 gouji harvest"):
        read_job(tmp_path / "nowhere")
