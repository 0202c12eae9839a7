"""What is read of a page: entries, next pages, dates, publishers, files."""

import pytest

from flows.crawl.article import article, is_file
from flows.crawl.calls import called_entries
from flows.crawl.dates import date_of_address, find_date, find_labelled
from flows.crawl.job import JsonListing, Rules
from flows.crawl.memory import Link
from flows.crawl.presets import described, full_rules, presets
from flows.crawl.reading import entries, markup, next_page, selector_fault

URL = "https://www.qinghe.example/jx/index.html"
ANY = full_rules(Rules())


def test_an_entry_has_its_whole_title_and_the_date_beside_it() -> None:
    page = markup(
        '<ul><li><a href="/lm/">[通知]</a><a href="./a.html" title="2023年度绩效自评报告">2023年度绩效…</a>'
        "<span>[2024-03-15]</span></li><li><a href='javascript:go()'>更多</a></li></ul>"
    )
    assert entries(page, URL, ANY) == (
        Link("https://www.qinghe.example/jx/a.html", "2023年度绩效自评报告", "2024-03-15"),
    )


def test_rules_of_a_source_come_before_those_of_the_preset() -> None:
    page = markup('<div class="r"><b>自评<i>表</i></b><a href="x.pdf">下载</a><em>2024年3月5日</em></div>')
    rules = full_rules(Rules(items="div.r", title="b", date="./em"))
    assert entries(page, URL, rules) == (Link("https://www.qinghe.example/jx/x.pdf", "自评 表", "2024年3月5日"),)


@pytest.mark.parametrize(
    ("script", "following"),
    [
        ('createPageHTML(3, 0, "index", "html");', "index_1.html"),
        ("createPageHTML( 3 , 1 , 'index' , 'shtml' )", "index_2.shtml"),
        ('createPageHTML("page_div", 3, 1, "list", "htm", 60);', "list_2.htm"),
        ('createPageHTML(3, 2, "index", "html");', ""),
        ("function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt) {}", ""),
    ],
)
def test_a_script_that_writes_page_links_is_read_not_run(script: str, following: str) -> None:
    found = next_page(markup(f"<script>{script}</script>"), URL, full_rules(Rules("trs")), 1)
    assert found == (f"https://www.qinghe.example/jx/{following}" if following else "")


@pytest.mark.parametrize(
    ("rules", "url", "number", "following"),
    [
        (Rules(numbered="index_{n}.html"), URL, 1, "https://www.qinghe.example/jx/index_1.html"),
        (Rules(numbered="list_{n}.htm", first=2), URL, 2, "https://www.qinghe.example/jx/list_3.htm"),
        (
            Rules(parameter="pageNo"),
            "https://a.example/l?c=%BC%A8&pageNo=2",
            2,
            "https://a.example/l?c=%BC%A8&pageNo=3",
        ),
        (Rules(parameter="page"), "https://a.example/l", 1, "https://a.example/l?page=2"),
    ],
)
def test_pages_are_counted_up(rules: Rules, url: str, number: int, following: str) -> None:
    assert next_page(markup("<p></p>"), url, full_rules(rules), number) == following


def test_a_json_listing_may_be_wrapped_nested_and_build_its_links() -> None:
    listing = JsonListing("https://a.example/api", "data.rows", "t", "/art/{id}.html", "when")
    body = 'cb({"data":{"rows":[{"id":7,"t":"<b>自评</b>报告","when":"2024-03-15 10:00"},{"t":"无链接"}]}});'.encode(
        "gb18030"
    )
    assert called_entries(body, URL, Rules(json=listing)) == (
        Link("https://www.qinghe.example/art/7.html", "自评 报告", "2024-03-15 10:00"),
    )
    with pytest.raises(ValueError, match=r"data\.rows"):
        called_entries(b'{"data":{}}', URL, Rules(json=listing))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("发布时间：2024-03-15 来源", ("2024-03-15", "2024-03-15")),
        ("成文日期: 2024年3月5日　浏览", ("2024年3月5日", "2024-03-05")),
        ("日期：[2024/03/15 10:20:30]", ("2024/03/15 10:20:30", "2024-03-15")),
        ("时间：2024.3.15", ("2024.3.15", "2024-03-15")),
        ("实施时间：2024-13-40", ("", "")),
        ("电话：2024-0315", ("", "")),
    ],
)
def test_a_labelled_date_is_kept_as_printed_and_parsed(text: str, found: tuple[str, str]) -> None:
    assert find_labelled(text) == found


def test_dates_stand_in_texts_and_addresses() -> None:
    assert find_date("[2024-03-15]") == ("2024-03-15", "2024-03-15")
    assert find_date("第12024-03-15号") == ("", "")
    assert date_of_address("https://a.example/202403/t20240315_1.html") == "2024-03-15"
    assert date_of_address("https://a.example/art/2024/3/5/art_1.html") == "2024-03-05"
    assert date_of_address("https://a.example/t20241315_1.html") == ""


def test_an_article_says_who_published_it_and_when() -> None:
    link = Link(URL, "自评报告", "2024-03-01")
    meta = markup('<meta name="PubDate" content="2024-03-15 09:00"><meta name="ContentSource" content="青禾县财政局">')
    found = article(meta, URL, full_rules(Rules("trs")), link)
    assert (found.printed, found.iso, found.publisher) == ("2024-03-15 09:00", "2024-03-15", "青禾县财政局")
    text = markup("<h1>标题</h1><div>信息来源：云溪镇人民政府 发布日期：2024年4月2日</div>")
    found = article(text, URL, ANY, link)
    assert (found.printed, found.iso, found.publisher) == ("2024年4月2日", "2024-04-02", "云溪镇人民政府")
    bare = article(markup("<p>无</p>"), URL, ANY, link)
    assert (bare.printed, bare.iso, bare.publisher, bare.heading) == ("2024-03-01", "2024-03-01", "", "自评报告")


@pytest.mark.parametrize(
    ("url", "title", "is_one"),
    [
        ("https://a.example/x/P020240315.pdf", "", True),
        ("https://a.example/x.PDF?v=2", "", True),
        ("https://a.example/system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=1", "附件", True),
        ("https://a.example/module/download/downfile.jsp?filename=1.pdf", "", True),
        ("https://a.example/get?id=3", "附件：自评表.pdf】", True),
        ("https://a.example/viewer.html?file=/a/b.pdf", "", True),
        ("https://a.example/%D7%D4%C6%C0.doc", "", True),
        ("https://a.example/art/2024/3/15/art_1.html", "自评报告", False),
        ("https://a.example/download/", "下载中心", False),
    ],
)
def test_a_link_to_a_file_is_known_by_address_or_text(url: str, title: str, is_one: bool) -> None:
    assert is_file(Link(url, title)) is is_one


def test_files_that_are_embedded_are_found() -> None:
    page = markup('<base href="/f/"><iframe src="a.pdf"></iframe><a href="b.zip">附件</a><a href="mailto:a@b.c">信</a>')
    assert article(page, URL, ANY, Link(URL)).files == (
        Link("https://www.qinghe.example/f/b.zip", "附件"),
        Link("https://www.qinghe.example/f/a.pdf"),
    )


@pytest.mark.parametrize("name", sorted(presets()))
def test_every_preset_has_selectors_that_are_some(name: str) -> None:
    rules = presets()[name]
    given = (rules.items, rules.link, rules.title, rules.date, rules.next, rules.attachments, rules.published)
    assert [selector_fault(rule) for rule in given if rule] == [""] * len([rule for rule in given if rule])
    assert described()[name]


def test_a_selector_that_is_none_is_told() -> None:
    assert selector_fault("//a[")
    assert selector_fault("li >")
