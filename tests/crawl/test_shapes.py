"""Looks of listings that markup alone does not show: kept for a script, paged by a choice, dated in pieces."""

import io
import time
import zipfile

import pytest

from flows.crawl.answers import Answer, file_records, listing_page
from flows.crawl.article import article, is_file
from flows.crawl.calls import scripted_entries
from flows.crawl.charset import decode_page
from flows.crawl.course import ARTICLE, LISTING, STRAY, Course, Task
from flows.crawl.dates import find_split
from flows.crawl.job import Job, Known, Limits
from flows.crawl.leads import more_listings
from flows.crawl.linked import absolute
from flows.crawl.media import sniff
from flows.crawl.memory import Link, Page
from flows.crawl.reading import entries, markup, next_page
from tests.crawl.test_looks import ANY, URL, files_of

TITLE = "青禾县水务局2023年度绩效自评报告"


def listing(text: str) -> Page:
    """The page as a listing whose entries are wanted where they bear the title."""
    answer = Answer(URL, URL, 200, {}, text.encode(), len(text), "2026-01-01T00:00:00+00:00")
    return listing_page(Task(LISTING, URL), answer, ANY, lambda link: TITLE in link.title)


@pytest.mark.parametrize(
    "kept",
    [
        f"<script>var rows=[{{n:1,title:'{TITLE}',url:'a.html'}},{{'title':\"{TITLE}二\",url:'b.html'}}];</script>",
        f"<!-- <ul><li><a href='a.html'>{TITLE}</a></li><li><a href='b.html'>{TITLE}二</a></li></ul> -->",
        f"<textarea>&lt;a href='a.html'&gt;{TITLE}&lt;/a&gt;&lt;a href='b.html'&gt;{TITLE}二&lt;/a&gt;</textarea>",
    ],
    ids=["literals", "comment", "text area"],
)
def test_entries_that_wait_for_a_script_are_read(kept: str) -> None:
    found = listing(f"<html><body><a href='/'>首页</a>{kept}</body></html>").links
    wanted = [(link.url, link.title) for link in found if TITLE in link.title]
    assert wanted == [
        ("https://www.qinghe.example/jx/a.html", TITLE),
        ("https://www.qinghe.example/jx/b.html", f"{TITLE}二"),
    ]


def test_one_literal_is_no_listing() -> None:
    assert listing(f"<script>var page={{title:'{TITLE}',url:'a.html'}};</script>").links == ()


def test_one_article_is_asked_for_once_with_and_without_its_slash() -> None:
    course = Course(Job("demo"), {}, {})
    twins = ("http://a.example/n/1", "https://a.example/n/1/", "https://a.example/n/1")
    assert [course.claim(Task(ARTICLE, url, Link(url))) for url in twins] == [True, False, False]
    assert [course.claim(Task(LISTING, url)) for url in ("https://a.example/l/", "https://a.example/l")] == [True, True]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15 2024-03", "2024-03-15"),
        ("2024年3月 15", "2024-03-15"),
        ("15日 2024/03", "2024-03-15"),
        ("2024-03", ""),
        ("45 2024-03", ""),
    ],
)
def test_a_day_printed_apart_from_its_month(text: str, day: str) -> None:
    assert find_split(text) == day


def listed(text: str, url: str = URL) -> list[Link]:
    return list(entries(markup(text), url, ANY))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("<div><b>15</b><small>2024-03</small><a href='/a.html'>自评</a></div>", "2024-03-15"),
        ("<div><i>2024年3月</i> <b>15日</b><a href='/a.html'>自评</a></div>", "2024-03-15"),
        (
            "<article><h2><a href='/a.html'>自评</a></h2><time datetime='2024-03-15T08:00'>3月</time></article>",
            "2024-03-15",
        ),
        ("<a href='/a.html'><div>自评</div><div>2024-03-15</div></a>", "2024-03-15"),
        ("<div onclick=\"location='/a.html'\"><h3>自评</h3></div><p>2024-03-15</p>", "2024-03-15"),
    ],
)
def test_a_day_is_read_wherever_an_entry_has_it(text: str, date: str) -> None:
    (link,) = listed(f"<main>{text}</main>")
    assert (link.url, link.title, link.date[:10]) == ("https://www.qinghe.example/a.html", "自评", date)


def test_a_cell_that_only_says_what_to_do_is_named_by_its_column() -> None:
    head = "<tr><th>单位</th><th>部门预算</th><th>部门决算</th></tr>"
    row = "<tr><td>水务局</td><td><a href='/1.pdf'>查看</a></td><td><a href='/2.pdf'>查看</a></td></tr>"
    assert [one.title for one in listed(f"<table>{head}{row}</table>")] == ["水务局 部门预算", "水务局 部门决算"]


LAST_PAGE = "<a href='?p=1'>首页</a><a href='?p=3'>尾页</a>"


@pytest.mark.parametrize(
    ("text", "url", "number", "following"),
    [
        (LAST_PAGE, "", 1, "?p=2"),
        (LAST_PAGE, "?p=2", 2, "?p=3"),
        (LAST_PAGE, "?p=3", 3, ""),
        (
            "<select><option value='b.html'>第1页</option><option value='c.html'>第2页</option></select>",
            "",
            1,
            "c.html",
        ),
        ("<select><option value='/other/'>2</option><option value='/x/'>乡镇</option></select>", "b_1.html", 2, ""),
        ("<button data-page='2'>2</button>", "list_7_1.html", 1, "list_7_2.html"),
        ("<button data-page='2'>2</button>", "list_7.html", 1, ""),
        ("<a href='?page=2'><img src='/next.gif'></a>", "", 1, "?page=2"),
    ],
)
def test_a_next_page_is_found_where_no_link_says_so(text: str, url: str, number: int, following: str) -> None:
    root = "https://www.qinghe.example/jx/"
    assert next_page(markup(text), root + url, ANY, number).removeprefix(root) == following


def test_what_waits_for_a_script_in_a_text_area_is_of_the_page() -> None:
    assert files_of("<textarea>&lt;a href='/f/a.pdf'&gt;自评表&lt;/a&gt;</textarea>") == [("/f/a.pdf", "自评表")]


def test_rows_that_a_script_holds_are_entries() -> None:
    rows = "{id:1,title:'自评一',url:'/1.html',time:'2024-03-15'},{id:2,title:'自评二',url:'\\/2.html'}"
    assert scripted_entries(markup(f"<script>var list=[{rows}];</script>"), URL) == (
        Link("https://www.qinghe.example/1.html", "自评一", "2024-03-15"),
        Link("https://www.qinghe.example/2.html", "自评二", ""),
    )


def test_neighbours_of_an_article_are_none_of_its_files() -> None:
    line = "<p><b>上一篇：</b><a href='/old.pdf'>往年.pdf</a></p><p>下一篇：<a href='/new.pdf'>要点.pdf</a></p>"
    assert files_of(f"<h1>自评</h1><a href='/f/a.pdf'>自评表.pdf</a>{line}") == [("/f/a.pdf", "自评表.pdf")]


TWO = "<ul><li><a href='/1.html'>甲</a></li><li><a href='/2.html'>乙</a></li></ul>"
BOX = f"<div><h4>{{}} <a href='{{}}'>更多&gt;&gt;</a></h4>{TWO}</div>"


def test_an_overview_leads_to_the_listings_that_it_begins() -> None:
    page = markup(BOX.format("部门决算", "/js/") + "<p><a href='/3.html'>丙</a></p>")
    root = "https://www.qinghe.example"
    assert more_listings(page, URL, [f"{root}/1.html", f"{root}/2.html"]) == (f"{root}/js/",)
    assert more_listings(page, URL, [f"{root}/1.html", f"{root}/2.html", f"{root}/3.html"]) == ()


@pytest.mark.parametrize(
    ("given", "lasting"),
    [
        ("/v.do;jsessionid=0A1B?id=3", "/v.do?id=3"),
        ("/f.pdf?t=1710460800123", "/f.pdf"),
        ("/f?id=3&_=1710460800&x=1", "/f?id=3&x=1"),
        ("/f?t=3", "/f?t=3"),
        ("/f?t=1710460800&sign=ab", "/f?t=1710460800&sign=ab"),
    ],
)
def test_what_was_made_for_one_visit_is_no_part_of_an_address(given: str, lasting: str) -> None:
    assert absolute(URL, given) == f"https://www.qinghe.example{lasting}"


def test_a_query_is_sent_in_the_bytes_of_its_page() -> None:
    text = decode_page("<meta charset=gb2312><a href='/下/d.asp?n=表.pdf'>x</a>".encode("gbk"), "")
    assert [link.url for link in listed(text)] == ["https://www.qinghe.example/%E4%B8%8B/d.asp?n=%B1%ED.pdf"]


def test_a_page_of_too_many_links_is_read_in_part() -> None:
    begun = time.monotonic()
    assert len(listed("<a href='/{}.html'>自评</a>" * 160_000)) == 1
    assert time.monotonic() - begun < 5


def test_an_archive_that_only_stores_its_files_is_no_pdf() -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("自评.pdf", b"%PDF-1.4")
    assert sniff(body.getvalue()) == "zip"


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("<p>发布人：青禾县水务局 浏览</p>", "青禾县水务局"),
        ("<p>作者：张某某 浏览</p>", ""),
        ("<p>预算单位：青禾县水务局</p>", ""),
    ],
)
def test_a_label_that_names_people_too_is_believed_of_offices(text: str, office: str) -> None:
    assert article(markup(f"<h1>自评</h1>{text}"), URL, ANY, Link(URL)).publisher == office


def test_an_address_that_hands_out_files_needs_no_ending() -> None:
    paths = ("/download?id=7", "/api/download/7", "/download/list.html")
    assert [is_file(Link(f"https://a.example{path}", "自评表")) for path in paths] == [True, True, False]


@pytest.mark.parametrize(("status", "outcome"), [(405, "same"), (200, "same"), (404, "withdrawn"), (500, "failed")])
def test_a_file_off_its_listing_is_not_lost_where_nobody_may_ask_for_its_head(status: int, outcome: str) -> None:
    known = Known(URL, sha256="a" * 64)
    answer = Answer(URL, URL, status, {}, b"", 0, "2026-01-01T00:00:00+00:00")
    ((record, body),) = file_records(Task(STRAY, URL, Link(URL)), answer, known, Limits())
    assert (record.outcome, record.sha256, body) == (outcome, known.sha256 if outcome == "same" else "", b"")
