"""The many looks of real sites, each by what is read of it: entries, files, days, and what is none of them."""

import pytest

from flows.crawl.article import article
from flows.crawl.calls import called_entries, drawn_calls, following_call, json_page, parts_of
from flows.crawl.charset import decode_page
from flows.crawl.job import JsonListing, Rules
from flows.crawl.leads import moved_to
from flows.crawl.memory import Link
from flows.crawl.presets import full_rules
from flows.crawl.reading import entries, markup, next_page

URL = "https://www.qinghe.example/jx/index.html"
ANY = full_rules(Rules())


def files_of(text: str, rules: Rules = ANY) -> list[tuple[str, str]]:
    """The files of an article, as path and name."""
    found = article(markup(text), URL, rules, Link(URL)).files
    return [(link.url.removeprefix("https://www.qinghe.example"), link.title) for link in found]


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("<a href='javascript:void(0)' onclick=\"window.open('/f/a.pdf')\">自评表</a>", ("/f/a.pdf", "自评表")),
        ("<a href=\"javascript:download('/f/a.pdf')\">附件</a>", ("/f/a.pdf", "附件")),
        ('<span onclick=\'downFile("a.pdf","x")\'>附件</span>', ("/jx/a.pdf", "附件")),
        ("<a class='dl' data-href='/f/a.pdf'>自评表</a>", ("/f/a.pdf", "自评表")),
        ("<div pdfsrc='/f/a.pdf' title='自评表.pdf'></div>", ("/f/a.pdf", "自评表.pdf")),
        ("<a href='/fileDown.do?id=7'>附件1：自评表</a>", ("/fileDown.do?id=7", "附件1：自评表")),
        ("<p>附件：自评表.pdf<a href='/api/file/3'>下载</a></p>", ("/api/file/3", "附件：自评表.pdf")),
        ("<a href='/f/a.pdf' alt='自评表.pdf'>点击下载</a>", ("/f/a.pdf", "自评表.pdf")),
        ("<iframe src='/pdfjs/web/viewer.html?file=%2Ff%2Fa.pdf'></iframe>", ("/f/a.pdf", "")),
        ("<a href='/js/viewer.html?file=../f/a.pdf'>自评表</a>", ("/f/a.pdf", "自评表")),
        (
            "<script>showVsbpdfIframe('/v.vsb?oid=1&e=.pdf','9')</script><a href='b.htm'>x</a>",
            ("/v.vsb?oid=1&e=.pdf", ""),
        ),
        ("<script>var fj = '<a href=\"./P01.pdf\">自评表<\\/a>';</script>", ("/jx/P01.pdf", "自评表")),
        (r"<script>DETAIL={c:'\u003Ca href=\u0022\/f\/a.pdf\u0022>表\u003C/a>'}</script>", ("/f/a.pdf", "表")),
        ("<script>var files=[{'name':'自评表.pdf','url':'/f/a.pdf'}];</script>", ("/f/a.pdf", "")),
        ("<a href='./P01.pdf' OLDSRC='/protect/P01.pdf' download='自评表.pdf'>下载</a>", ("/jx/P01.pdf", "自评表.pdf")),
    ],
)
def test_a_file_is_found_however_it_is_handed_out(text: str, file: tuple[str, str]) -> None:
    assert files_of(text) == [file]


@pytest.mark.parametrize(
    "text",
    [
        "<a href=\"javascript:addFav('/news/1.html')\">收藏</a>",
        "<a href='javascript:void(0)' onclick=\"downloadFile('8a80','pdf')\">自评表</a>",
        "<a href='/xzzx/'>附件下载</a>",
        "<a href='/a/2.html'>附件1：自评表</a>",
        "<script>var name = '自评表.pdf';</script>",
        "<p>现将自评报告予以公开。</p><footer><a href='/a.pdf'>帮助</a></footer><script>var help = '/a.pdf';</script>",
    ],
)
def test_what_only_looks_like_a_file_is_none(text: str) -> None:
    assert files_of(text) == []


SIDE = "<div class='{}'><h4>{}</h4><ul><li><a href='/old.pdf'>往年报告.pdf</a></li></ul></div>"


@pytest.mark.parametrize(
    "side",
    [
        "<header><h1><a href='/'>青禾县</a></h1><a href='/old.pdf'>指南</a></header>",
        "<div class='top_nav'><a href='/old.pdf'>指南</a></div>",
        "<div id='footer'><a href='/old.pdf'>帮助</a></div>",
        SIDE.format("sidebar", "其他"),
        SIDE.format("right", "相关阅读"),
        "<div class='r'><div class='t'><span>推荐阅读</span></div><div><a href='/old.pdf'>往年.pdf</a></div></div>",
        "<p>相关文章：</p><ul><li><a href='/old.pdf'>往年.pdf</a></li></ul>",
    ],
)
def test_what_stands_around_an_article_is_not_its_own(side: str) -> None:
    matter = "<h2>自评报告</h2><p>来源：青禾县财政局</p><a href='own.pdf'>自评表.pdf</a>"
    assert files_of(f"<div class='main'>{matter}{side}</div>") == [("/jx/own.pdf", "自评表.pdf")]


@pytest.mark.parametrize(
    "matter",
    [
        "<div class='header'><h1>自评报告</h1><a href='a.pdf'>表.pdf</a></div>",
        "<div class='bottom'>附件：<a href='a.pdf'>表.pdf</a></div>",
        "<div class='share-box content'><a href='a.pdf'>表.pdf</a></div>",
        "<div class='article-footer'><a href='a.pdf'>表.pdf</a></div>",
        "<h4>相关附件</h4><ul><li><a href='a.pdf'>表.pdf</a></li></ul>",
    ],
)
def test_a_name_alone_makes_no_furniture(matter: str) -> None:
    assert files_of(f"<p>青禾县财政局</p>{matter}") == [("/jx/a.pdf", "表.pdf")]


def test_a_listing_is_not_its_menu() -> None:
    menu = "<div class='nav'><ul><li><a href='/js/'>部门决算</a></li></ul></div>"
    rows = "".join(f"<li><a href='{n}.html'>自评报告{n}</a>2024-03-1{n}</li>" for n in (1, 2))
    page = markup(f"{menu}<ul class='nav_list'>{rows}</ul>")
    assert [link.title for link in entries(page, URL, ANY)] == ["自评报告1", "自评报告2"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<a href='1'><h3>自评报告</h3><time>2024-03-15</time><p>摘要</p></a>", [("1", "自评报告", "2024-03-15")]),
        ("<p><a href='1'>[置顶] 自评报告</a><i>2024-03-15</i></p>", [("1", "自评报告", "2024-03-15")]),
        ("<dl><dt><a href='1'>甲</a></dt><dd>2024-03-15</dd><dt><a href='2'>乙</a></dt></dl>",
         [("1", "甲", "2024-03-15"), ("2", "乙", "")]),
        ("<li><a href='#' onclick=\"open('./1')\">自评报告</a>2024-03-15</li>", [("1", "自评报告", "2024-03-15")]),
        ("<table><tr><td>1</td><td>教育局</td><td><a href='1'>2023预算</a></td><td><a href='2'>2023决算</a></td></tr>",
         [("1", "教育局 2023预算", ""), ("2", "教育局 2023决算", "")]),
        ("<table><tr><td><a href='/lm/'>通知</a></td><td><a href='1'>自评报告</a></td></tr>", [("1", "自评报告", "")]),
    ],
)  # fmt: skip
def test_entries_of_many_looks(text: str, found: list[tuple[str, str, str]]) -> None:
    base = "https://www.qinghe.example/jx/"
    assert [(one.url.removeprefix(base), one.title, one.date) for one in entries(markup(text), URL, ANY)] == found


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("<a onclick=\"location.href=encodeURI('index_2.jspx')\">下一页</a>", "index_2.jspx"),
        ("<ul><li><b>1</b></li><li><a href='list2.htm'>2</a></li></ul>", "list2.htm"),
        ("<a href='javascript:void(0)'>下一页</a>", ""),
        ("<nextgroup><a href='index.html'></a></nextgroup>", ""),
    ],
)
def test_the_next_page_is_found_without_a_rule(text: str, following: str) -> None:
    base = "https://www.qinghe.example/jx/"
    assert next_page(markup(text), URL, ANY, 1).removeprefix(base) == following


def test_a_group_of_records_that_names_itself_is_counted_up() -> None:
    url = "https://a.example/dataproxy.jsp?page=1&columnid=12"
    page = markup(f"<datastore><nextgroup><![CDATA[<a href='{url}'></a>]]></nextgroup></datastore>")
    assert next_page(page, url, ANY, 2) == "https://a.example/dataproxy.jsp?page=2&columnid=12"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<h1>自评报告</h1><i>2024年3月15日 星期五</i><p>2019年1月1日起施行</p>", ("2024年3月15日", "")),
        ("<h1>自评报告</h1>浏览 3 次 2024-03-15 09:30", ("2024-03-15 09:30", "")),
        ("<h1>自评报告</h1><p>2019年1月1日起施行的办法</p>", ("", "")),
        ("<td>发布机构</td><td>青禾县财政局</td><td>发文日期</td><td>2024-03-15</td>", ("2024-03-15", "青禾县财政局")),
        ("<th>发布机构</th><th>发文日期</th><th>文号</th>", ("", "")),
        ("<span>发布者：青禾县财政局</span>", ("", "青禾县财政局")),
    ],
)
def test_day_and_publisher_are_read_without_labels_and_in_tables(text: str, found: tuple[str, str]) -> None:
    page = article(markup(text), URL, ANY, Link(URL, "自评报告"))
    assert (page.printed, page.publisher) == found


def test_the_article_s_own_heading_is_whole_where_its_entry_was_short() -> None:
    page = markup("<h1>青禾县教育局2023年度部门决算</h1>")
    assert article(page, URL, ANY, Link(URL, "教育局 2023年度部门…")).heading == "青禾县教育局2023年度部门决算"


@pytest.mark.parametrize(
    ("body", "title", "link", "day"),
    [
        (b'{"articles":[{"title":"T","url":"/1","first_publish_time":1710460800}]}', "T", "1", ""),
        (b'[{"TITLE":"T","URL":"/1","DATE":"2024-03-15 08:00"}]', "T", "1", "2024-03-15 08:00"),
        (b'{"code":"1","data":{"html":"<ul><li><a href=\\"/1\\">T</a>2024-03-15</li></ul>"}}', "T", "1", "2024-03-15"),
        (b"<?xml version='1.0'?><datastore><record><![CDATA[<li><a href='/1'>T</a></li>]]></record></datastore>",
         "T", "1", ""),
    ],
)  # fmt: skip
def test_the_list_of_a_call_is_found_without_a_rule(body: bytes, title: str, link: str, day: str) -> None:
    assert called_entries(body, URL, ANY) == (Link(f"https://www.qinghe.example/{link}", title, day),)


def test_a_call_by_post_carries_its_body_and_counts_in_both() -> None:
    listing = JsonListing("/list?size={size}", size=5, body='{"from":{from},"to":{to},"deep":{"a":1}}')
    assert json_page(listing, 2) == '/list?size=5#post:{"from":6,"to":10,"deep":{"a":1}}'
    assert parts_of("https://a.example/l?startrecord=1&endrecord=20#post:col=1") == (
        "https://a.example/l?startrecord=1&endrecord=20",
        "col=1",
    )
    assert following_call("https://a.example/l?startrecord=1&endrecord=20#post:col=1") == (
        "https://a.example/l?startrecord=21&endrecord=40#post:col=1"
    )


def test_a_page_cannot_make_us_write_to_another_host() -> None:
    script = "$('#1').jpage({perPage:20, totalRecord:'60', proxyUrl:'%s', params:'columnid=61'})"
    here, there = (
        drawn_calls(markup(f"<script>{script % proxy}</script>"), URL, 20)
        for proxy in ("/dataproxy.jsp", "https://other.example/dataproxy.jsp")
    )
    call = "https://www.qinghe.example/dataproxy.jsp?startrecord=21&endrecord=40&perpage=20#post:columnid=61"
    assert (here, there) == ((call,), ())


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ('<meta http-equiv="refresh" content="0;url=a.html">', "https://www.qinghe.example/jx/a.html"),
        ("<meta http-equiv='Refresh' content='600;url=a.html'>", ""),
        ('<meta http-equiv="refresh" content="5;url=index.html">', ""),
        ('<script>location.replace("a.html");</script>', "https://www.qinghe.example/jx/a.html"),
        ("<script>if (mobile) { location.href='a.html' }</script>", ""),
        ("<script>location.href='a.html'</script><a href='1'>一</a><a href='2'>二</a>", ""),
        ("<script>document.cookie='a=1';location.href='a.html'</script>", ""),
        ("<script>location.href='file:///etc/passwd'</script>", ""),
    ],
)
def test_only_a_page_that_does_nothing_else_moves_its_reader(text: str, target: str) -> None:
    assert moved_to(markup(text), URL) == target


@pytest.mark.parametrize(
    ("body", "header"),
    [
        ("绩效自评".encode("gb18030"), "text/html; charset=ISO-8859-1"),
        ("绩效自评".encode("gb18030") * 9, "text/html; charset=utf-8"),
        ("绩效自评".encode(), "text/html; charset=gb2312"),
        ("绩效自评".encode(), "text/html; charset=ISO-8859-1"),
    ],
)
def test_a_wrong_charset_is_not_believed(body: bytes, header: str) -> None:
    assert decode_page(body, header).startswith("绩效自评")
