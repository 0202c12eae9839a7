"""Looks of listings that markup alone does not show: kept for a script, paged by a choice, dated in pieces."""

import pytest

from flows.crawl.answers import Answer, listing_page
from flows.crawl.charset import decode_page
from flows.crawl.course import ARTICLE, LISTING, Course, Task
from flows.crawl.dates import find_split
from flows.crawl.furniture import furniture, is_around
from flows.crawl.job import Job, Rules
from flows.crawl.linked import lasting
from flows.crawl.media import sniff
from flows.crawl.memory import Link, Page
from flows.crawl.presets import full_rules
from flows.crawl.reading import entries, markup, next_page
from tests.site.bodies import archive, pdf

URL = "https://www.qinghe.example/jx/index.html"
ANY = full_rules(Rules())
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


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("<select><option value='index.html'>1</option><option value='p2.html'>第2页</option></select>", "p2.html"),
        ("<a href='list_1_7.html'>尾页</a>", "list_1_2.html"),
        ("<a href='list_1_1.html'>尾页</a>", ""),
        ("<a href='n.html'><img src='/i/next.gif'></a>", "n.html"),
        ("<a rel='next' href='n.html'>→</a>", "n.html"),
    ],
)
def test_the_next_page_is_found_where_no_words_lead_to_it(text: str, following: str) -> None:
    found = next_page(markup(text), URL, ANY, 1)
    assert found == (f"https://www.qinghe.example/jx/{following}" if following else "")


def test_a_button_that_names_the_next_page_counts_the_address_up() -> None:
    page = markup("<button data-page='3'>3</button>")
    assert next_page(page, "https://a.example/page/2/", ANY, 2) == "https://a.example/page/3/"
    assert next_page(page, "https://a.example/page/9/", ANY, 2) == ""


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


def test_a_cell_that_only_says_look_bears_the_head_of_its_column() -> None:
    page = markup(
        "<table><tr><th>单位</th><th>部门决算</th><th>绩效自评报告</th></tr>"
        "<tr><td>水务局</td><td><a href='a.pdf'>查看</a></td><td><a href='b.pdf'>查看</a></td></tr></table>"
    )
    assert [(link.url[-5:], link.title) for link in entries(page, URL, ANY)] == [
        ("a.pdf", "水务局 部门决算"),
        ("b.pdf", "水务局 绩效自评报告"),
    ]


def test_more_leads_to_the_listings_of_an_overview_only() -> None:
    box = "<div><h3>{0}<a href='{0}/'>更多&gt;&gt;</a></h3><ul><li><a href='{0}/1.html'>{1}</a></li></ul></div>"
    overview = box.format("a", TITLE) + box.format("b", TITLE)
    assert listing(overview).more == ("https://www.qinghe.example/jx/a/", "https://www.qinghe.example/jx/b/")
    assert listing(overview + f"<ul><li><a href='c/1.html'>{TITLE}</a></li></ul>").more == ()


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x.jsp;jsessionid=0A1B?id=7", "https://a.example/x.jsp?id=7"),
        ("https://a.example/x.pdf?t=1710489600123", "https://a.example/x.pdf"),
        ("https://a.example/x?t=1710489600&id=7", "https://a.example/x?id=7"),
        ("https://a.example/x?t=7", "https://a.example/x?t=7"),
        ("https://a.example/x?t=1710489600&sign=ab", "https://a.example/x?t=1710489600&sign=ab"),
    ],
)
def test_an_address_is_kept_without_what_was_made_for_one_visit(url: str, kept: str) -> None:
    assert lasting(url) == kept


def test_one_article_is_asked_for_once_with_and_without_its_slash() -> None:
    course = Course(Job("demo"), {}, {})
    twins = ("http://a.example/n/1", "https://a.example/n/1/", "https://a.example/n/1")
    assert [course.claim(Task(ARTICLE, url, Link(url))) for url in twins] == [True, False, False]
    assert [course.claim(Task(LISTING, url)) for url in ("https://a.example/l/", "https://a.example/l")] == [True, True]


def test_the_articles_before_and_after_stand_around_the_matter() -> None:
    page = markup("<div id='zoom'><p>正文</p></div><p>上一篇：<a href='0.pdf'>2022年度绩效自评报告</a></p>")
    around = furniture(page)
    assert [is_around(one.root, around) for one in page.xpath("//a")] == [True]


def test_a_query_goes_in_the_bytes_of_its_page() -> None:
    body = "<meta charset=gbk><a href='/绩.jsp?n=绩效'>绩效自评</a>".encode("gbk")
    assert "href='/绩.jsp?n=%BC%A8%D0%A7'" in decode_page(body, "text/html")


def test_an_archive_that_shows_the_head_of_its_first_file_is_an_archive() -> None:
    assert sniff(archive({"a.pdf": pdf("stored")})) == "zip"
