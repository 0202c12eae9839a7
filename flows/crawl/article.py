"""What an article says of itself: its title, its date, who published it, and the files it links to."""

import re
from urllib.parse import urlsplit

from parsel import Selector

from flows.crawl.dates import date_of_address, find_date, find_labelled
from flows.crawl.job import Rules
from flows.crawl.memory import Link, Page
from flows.crawl.reading import MOST_LINKS, absolute, base_of, entries, plain_address, select, text_of

FILE_ENDINGS = "pdf|zip|rar|7z|docx?|xlsx?|wps|et|ofd|tar|gz"
ENDING = re.compile(rf"(?i)\.(?:{FILE_ENDINGS})$")
# 附件：2023年自评表.pdf】 is a file whatever its address looks like.
PRINTED_ENDING = re.compile(rf"(?i)\.(?:{FILE_ENDINGS})\s*[】\])）]?\s*(?:[（(][^）)]*[）)])?$")
# Scripts of site builders that hand out files: 博达, 大汉, and others.
DOWNLOADS = re.compile(r"(?i)download(?:\.|attach)|downfile|downloadfile|/attach(?:ment)?/(?:download|\d)|getattach")
IN_QUERY = re.compile(rf"(?i)[?&](?:file|filename|path|url|name)=[^&]*\.(?:{FILE_ENDINGS})(?:&|$)")
EMBEDDED = ".//iframe/@src | .//embed/@src | .//object/@data"
DATE_NAMES = ("pubdate", "publishdate", "publish_date", "publishtime", "article:published_time", "date", "createdate")
SOURCE_NAMES = ("contentsource", "source", "publisher", "article:author")
TITLE_NAMES = ("articletitle", "og:title")
PUBLISHER = re.compile(
    r"(?:信息来源|文章来源|稿件来源|来源|发布机构|发布单位|发布部门|公开主体|供稿单位)\s*[:：]\s*([^\s<>|｜【】\[\]：:]{2,60})"
)
LONGEST = 300


def is_file(link: Link) -> bool:
    """Whether a link leads to a file rather than a page, as far as address and text say."""
    address = plain_address(link.url)
    path = urlsplit(address).path
    return bool(
        ENDING.search(path)
        or PRINTED_ENDING.search(link.title)
        or DOWNLOADS.search(address)
        or IN_QUERY.search(address)
    )


def article(page: Selector, url: str, rules: Rules, link: Link, deep: bool = False) -> Page:
    """An article's own facts; link: the entry that led to it, whose words stand in for what the article leaves out.

    deep: its links to further articles are wanted too.
    """
    named = meta(page)
    text = text_of(page)
    printed, iso = published(page, text, rules, named)
    if not iso:
        printed, iso = printed or link.date, find_date(link.date)[1] or date_of_address(url)
    return Page(
        url=url,
        what="article",
        title=link.title,
        date=link.date,
        links=entries(page, url, rules) if deep else (),
        files=attachments(page, url, rules),
        heading=heading(page, named, link),
        printed=printed,
        iso=iso,
        publisher=publisher(page, text, rules, named),
    )


def meta(page: Selector) -> dict[str, str]:
    """The page's meta elements by name in lower case."""
    found: dict[str, str] = {}
    for one in page.xpath("//meta[@content][@name or @property]"):
        name = (one.attrib.get("name") or one.attrib.get("property") or "").strip().lower()
        found.setdefault(name, " ".join(one.attrib["content"].split())[:LONGEST])
    return found


def first(named: dict[str, str], names: tuple[str, ...]) -> str:
    return next((named[name] for name in names if named.get(name)), "")


def heading(page: Selector, named: dict[str, str], link: Link) -> str:
    """The title: the page's own, or the listing's where the page has none."""
    tops = [text_of(one) for one in page.xpath("//h1")]
    top = next((one for one in tops if one), "")
    return (first(named, TITLE_NAMES) or link.title or top or text_of_title(page))[:LONGEST]


def text_of_title(page: Selector) -> str:
    return " ".join(page.xpath("string(//title)").get("").split())


def published(page: Selector, text: str, rules: Rules, named: dict[str, str]) -> tuple[str, str]:
    """The day of publishing as printed and as an ISO date: by rule, by meta, by its label in the text."""
    if rules.published:
        for found in select(page, rules.published):
            dated = find_date(str(found.root) if isinstance(found.root, str) else text_of(found))
            if dated[1]:
                return dated
    dated = find_date(first(named, DATE_NAMES))
    return dated if dated[1] else find_labelled(text)


def publisher(page: Selector, text: str, rules: Rules, named: dict[str, str]) -> str:
    """Who published it: by rule, by meta, by its label in the text."""
    if rules.publisher:
        for found in select(page, rules.publisher):
            name = str(found.root) if isinstance(found.root, str) else text_of(found)
            if name.strip():
                return PUBLISHER.sub(r"\1", name.strip())[:LONGEST]
    name = first(named, SOURCE_NAMES)
    match = None if name else PUBLISHER.search(text)
    return name or (match.group(1) if match else "")


def attachments(page: Selector, url: str, rules: Rules) -> tuple[Link, ...]:
    """The files an article links to, in their order, each address once."""
    base = base_of(page, url)
    anchors = select(page, rules.attachments) if rules.attachments else page.xpath("//a[@href]")
    found: dict[str, Link] = {}
    for anchor in [*anchors, *page.xpath("//a[@href]")][:MOST_LINKS]:
        if isinstance(anchor.root, str):
            continue
        link = Link(absolute(base, anchor.attrib.get("href", "")), file_title(anchor))
        if link.url and is_file(link):
            found.setdefault(link.url, link)
    for source in page.xpath(EMBEDDED).getall():
        link = Link(absolute(base, source))
        if link.url and ENDING.search(urlsplit(plain_address(link.url)).path):
            found.setdefault(link.url, link)
    return tuple(found.values())


def file_title(anchor: Selector) -> str:
    shown = text_of(anchor)
    return (shown if PRINTED_ENDING.search(shown) else anchor.attrib.get("title", "").strip() or shown)[:LONGEST]
