"""A hostile site costs its own crawl only: each trap ends in time, with a record that says what it was."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.crawl.conftest import QUICK, Crawl, crawled, job
from tests.site.habits import TITLE
from tests.site.hostile import all_traps, endless
from tests.site.server import Reply, Site

OUTCOMES = {
    "/loop/report.pdf": "refused",
    "/loopback/report.pdf": "refused",
    "/named/report.pdf": "refused",
    "/mapped/report.pdf": "refused",
    "/decimal/report.pdf": "refused",
    "/metadata/report.pdf": "refused",
    "/file/report.pdf": "refused",
    "/gopher/report.pdf": "refused",
    "/gigantic/report.pdf": "refused",
    "/endless/report.pdf": "refused",
    "/drip/report.pdf": "failed",
    "/gzip/report.pdf": "refused",
    "/bomb/report.pdf": "new",
    "/bomb/report.pdf!2023年度部门整体绩效自评报告.pdf": "unread",
    "/climb/report.pdf": "new",
    "/climb/report.pdf!etc/自评报告.pdf": "new",
    "/climb/report.pdf!abs/自评表.pdf": "new",
    "/climb/report.pdf!C/win/评价.pdf": "new",
    "/deep/report.pdf": "new",
    "/deep/report.pdf!b.zip/c.zip": "unread",
    "/bzip/report.pdf": "new",
    "/bzip/report.pdf!2023年度部门整体绩效自评报告.pdf": "unread",
    "/heads/report.pdf": "refused",
    "/seal/report.pdf": "new",
    "/steer/report.pdf": "new",
    "/torn/report.pdf": "new",
    "/torn/report.pdf!?": "unread",
    "/name/report.pdf": "new",
    "/links/article.html": "unread",
}
BEYOND = "不在公网，未连接"


@pytest.fixture(scope="module")
def crawl(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    limits = replace(QUICK, request_seconds=3)
    return crawled(tmp_path_factory.mktemp("hostile"), site, job(site, *all_traps(site), limits=limits))


def test_every_trap_comes_to_its_record(crawl: Crawl) -> None:
    many = {f"/many/report.pdf!{number}.pdf": "new" for number in range(50)}
    assert crawl.outcomes() == OUTCOMES | many | {"/many/report.pdf": "new", "/many/report.pdf!?": "unread"}
    assert (crawl.status, crawl.end.state) == (0, "finished")
    assert crawl.end.seconds < QUICK.seconds


@pytest.mark.parametrize("trap", ["loopback", "named", "mapped", "decimal", "metadata"])
def test_a_redirect_to_an_address_that_is_not_public_is_not_connected_to(crawl: Crawl, trap: str) -> None:
    assert BEYOND in crawl.of(f"/{trap}/report.pdf").reason
    assert crawl.asked["/local/secret.pdf"] == 0


def test_a_body_is_cut_off_at_the_limit(crawl: Crawl) -> None:
    most = QUICK.file_bytes + (2 << 20)
    assert {trap: crawl.of(f"/{trap}/report.pdf").transferred <= most for trap in ("gigantic", "endless")} == {
        "gigantic": True,
        "endless": True,
    }
    assert {crawl.of(f"/{trap}/report.pdf").reason.split("，")[0] for trap in ("gigantic", "endless", "gzip")} == {
        "超过 4 MB 的单个文件上限",
        "解压后超过 4 MB 的单个文件上限",
    }


def test_what_has_no_end_or_no_measure_is_named(crawl: Crawl) -> None:
    assert crawl.of("/heads/report.pdf").reason.startswith("网站的响应头没有尽头，已断开")
    (member,) = (one for one in crawl.fetches if "/bzip/" in one.url and one.member)
    assert member.reason.startswith("压缩方法少见，未读")
    assert crawl.of("/seal/report.pdf").etag == ""


def test_a_title_steers_nobody_s_terminal(crawl: Crawl) -> None:
    assert crawl.of("/steer/report.pdf").article_title == f"=1+[31m{TITLE}"


def test_names_from_the_network_never_become_paths(crawl: Crawl) -> None:
    assert crawl.of("/name/report.pdf").name == "evil.pdf"
    names = [path.name for path in (crawl.folder / "files").iterdir()]
    assert [name for name in names if len(name) != 64] == []
    assert {path.name for path in crawl.folder.iterdir()} == {"job.json", "journal.jsonl", "pages.jsonl", "files"}


def test_heavy_and_nested_listings_say_that_nothing_was_found(crawl: Crawl) -> None:
    found = {one.url.removeprefix(crawl.site.root): one.outcome for one in crawl.listings}
    assert (found["/heavy/"], found["/nested/"], found["/links/"]) == ("refused", "empty", "read")


def test_endless_pages_end_at_the_limit(site: Site, tmp_path: Path) -> None:
    ended = crawled(tmp_path, site, job(site, endless(site), limits=replace(QUICK, pages=12)))
    assert (ended.status, ended.end.state, len(ended.listings)) == (0, "limit", 12)
    assert len(ended.fetches) == 12


def test_a_site_that_refuses_again_and_again_is_left_alone(site: Site, tmp_path: Path) -> None:
    starts = [f"/refuse/{number}/" for number in range(100)]
    for path in starts:
        site.put(path, Reply(status=403))
    left = crawled(tmp_path, site, job(site, *starts))
    assert (left.status, left.end.state) == (3, "failed")
    assert "不再打扰" in left.end.reason
    # Those under way at that moment still come in.
    assert sum(left.asked[path] for path in starts) < 60


def test_private_addresses_need_the_source_s_word(site: Site, tmp_path: Path) -> None:
    refused = crawled(tmp_path, site, job(site, "/links/", private=False))
    assert (refused.status, refused.end.state, sum(refused.asked.values())) == (3, "failed", 0)
    assert [BEYOND in one.reason for one in refused.listings] == [True]
