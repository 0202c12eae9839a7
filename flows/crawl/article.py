"""What an article says of itself: its title, its date, who published it, and the files it links to."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from parsel import Selector

from flows.crawl.dates import date_of_address, find_date, find_labelled, find_timed
from flows.crawl.furniture import furniture, is_around
from flows.crawl.job import Rules
from flows.crawl.linked import FILE_ENDINGS, absolute, address_of, base_of, literals, plain_address, unwrapped
from flows.crawl.memory import Link, Page
from flows.crawl.reading import ACTION, MOST_LINKS, entries, select, text_of

ENDING = re.compile(rf"(?i)\.(?:{FILE_ENDINGS})$")
# 附件：2023年自评表.pdf】 is a file whatever its address looks like.
PRINTED_ENDING = re.compile(rf"(?i)\.(?:{FILE_ENDINGS})\s*[】\])）]?\s*(?:[（(][^）)]*[）)])?$")
# Text that calls the link an attachment, and addresses that are pages all the same.
CALLED = re.compile(
    r"^[\s【\[（(]*(?:附\s*[件表]\s*(?:[\d一二三四五六七八九十]{1,3}|下载|[:：.、])|下[载載]附件|(?:报告|文件)下载)"
)
PAGE_ENDING = re.compile(r"(?i)(?:/|\.s?html?|\.jspx)$")
# Scripts of site builders that hand out files: 博达, 大汉, and others.
DOWNLOADS = re.compile(
    r"(?i)download(?:\.|attach)|/download(?:\?|/\d+$)|downfile|downloadfile|filedown|/attach(?:ment)?/(?:download|\d)|getattach"
)
IN_QUERY = re.compile(rf"(?i)[?&](?:file|filename|path|url|name)=[^&]*\.(?:{FILE_ENDINGS})(?:&|$)")
CLICKED = "//a[@href or @onclick] | //area[@href] | //*[@onclick][not(self::a)]"
# Attributes in which scripts keep the address of a file for themselves.
KEPT = ("pdfsrc", "data-href", "data-url", "data-file", "data-pdf", "data-src", "data-link", "data-value")
KEEPING = " | ".join(f"//*[@{name}]" for name in KEPT)
EMBEDDED = "//iframe[@src] | //embed[@src] | //object[@data]"
WRITTEN_LINK = re.compile(r"(?is)<a\b[^<>]{1,1000}>[^<]{0,200}(?:<(?!a\b)[^<]{0,200}){0,4}</a>")
DATE_NAMES = ("pubdate", "publishdate", "publish_date", "publishtime", "article:published_time", "date", "createdate")
SOURCE_NAMES = ("contentsource", "source", "publisher", "article:author")
TITLE_NAMES = ("articletitle", "og:title")
PUBLISHER = re.compile(
    r"(?:信息来源|文章来源|稿件来源|来源|发布机构|发布单位|发布部门|发布者|公开主体|公开单位|供稿单位|发文机关|发文单位)\s*[:：]\s*([^\s<>|｜【】\[\]：:]{2,60})"
)
WRITTEN_FILE = re.compile(rf"(?i)\.(?:{FILE_ENDINGS})(?:[?#]|$)")
LONGEST = 300
# In a table the label's colon is the border of its cell: what follows must be the name of an office.
IN_TABLE = re.compile(
    r"(?:发布机构|发布单位|发文机关|发文单位|公开主体)\s+(\S{2,40}[局委办厅府院会处所部站馆校队段]|\S{2,40}中心)(?:\s|$)"
)
# Labels that name people too: only an office is believed.
OFFICE = re.compile(
    r"(?<![一-鿿])(?:发布人|单位|作者)\s*[:：]\s*([^\s|｜:：]{1,40}[局委办厅府院会处所部站馆校队段科室]|[^\s|｜:：]{2,40}中心)(?=[\s|｜【】\[\]]|$)"
)
# A script's \u0022, and a call that shows a file: showVsbpdfIframe("/a/b.pdf", …).
ESCAPED = re.compile(r"\\u00([2-7][0-9a-fA-F])")
SHOWING = re.compile(r"""(?i)\b\w{0,30}(?:pdf|viewer|preview)\w{0,30}\s{0,9}\(\s{0,9}(["'])([^"'\s<>]{1,500})\1""")
LONGEST_SCRIPT = 200_000
NO_LINK = Link("")


def is_file(link: Link) -> bool:
    """Whether a link leads to a file rather than a page, as far as address and text say."""
    address = plain_address(link.url)
    path = urlsplit(address).path
    return bool(
        ENDING.search(path)
        or PRINTED_ENDING.search(link.title)
        or DOWNLOADS.search(address)
        or IN_QUERY.search(address)
        or (CALLED.search(link.title) and path and not PAGE_ENDING.search(path))
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
    if not iso:
        printed, iso = find_timed(text, heading(page, named, link))
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
    # A listing cuts titles short, or gives the unit's name only.
    listed = top if bare(link.title).rstrip(".…") in bare(top) else link.title
    return (first(named, TITLE_NAMES) or listed or top or text_of_title(page))[:LONGEST]


def bare(text: str) -> str:
    return "".join(text.split())


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
    labelled = dated if dated[1] else find_labelled(text)
    return labelled if labelled[1] else find_date(page.xpath("//time/@datetime").get(""))


def publisher(page: Selector, text: str, rules: Rules, named: dict[str, str]) -> str:
    """Who published it: by rule, by meta, by its label in the text."""
    if rules.publisher:
        for found in select(page, rules.publisher):
            name = str(found.root) if isinstance(found.root, str) else text_of(found)
            if name.strip():
                return PUBLISHER.sub(r"\1", name.strip())[:LONGEST]
    name = first(named, SOURCE_NAMES)
    match = None if name else PUBLISHER.search(text) or IN_TABLE.search(text) or OFFICE.search(text)
    return name or (match.group(1) if match else "")


def attachments(page: Selector, url: str, rules: Rules) -> tuple[Link, ...]:
    """The files an article links to, in their order, each address once; not those of the site around it."""
    base, around = base_of(page, url), furniture(page)
    found: dict[str, Link] = {}
    chosen = list(select(page, rules.attachments)) if rules.attachments else []
    # What is shown has no name of its own where it is not linked to besides.
    for part in [*chosen, *page.xpath(f"{CLICKED} | {KEEPING}"), *page.xpath(EMBEDDED)][:MOST_LINKS]:
        if isinstance(part.root, str) or is_around(part.root, around):
            continue
        link = file_link(part, base)
        if link.url:
            found.setdefault(link.url, link)
    by_script = list(written(page, base, bare=not found))
    linked = {address_of(one, base) for one in page.xpath("//a[@href]")[:MOST_LINKS]} if by_script else set()
    for link in by_script:
        # What the site around links to is the site's, wherever else it stands.
        if link.url not in linked:
            found.setdefault(link.url, link)
    return tuple(found.values())


def file_link(part: Selector, base: str) -> Link:
    """The file that an element links to, shows or keeps for a script; NO_LINK where it does none of it."""
    if part.root.tag in {"iframe", "embed", "object"}:
        shown = unwrapped(absolute(base, part.attrib.get("src", "") or part.attrib.get("data", "")))
        return Link(shown) if ends_as_file(shown) else NO_LINK
    kept = next((part.attrib[name] for name in KEPT if name in part.attrib), "")
    link = Link(unwrapped(address_of(part, base) or absolute(base, kept)), file_title(part))
    if ACTION.search(link.title):
        link = Link(link.url, name_before(part) or link.title)
    if part.root.tag in {"a", "area"}:
        return link if link.url and is_file(link) else NO_LINK
    return link if ends_as_file(link.url) else NO_LINK


def ends_as_file(url: str) -> bool:
    return bool(url) and bool(ENDING.search(urlsplit(plain_address(url)).path) or IN_QUERY.search(plain_address(url)))


def written(page: Selector, base: str, *, bare: bool) -> Iterator[Link]:
    """The files whose links a script would write; bare: also those of which it only has the address."""
    for text in page.xpath("//script[not(@src)]").xpath("string()").getall():
        script = ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text[:LONGEST_SCRIPT]).replace("\\/", "/")
        for anchor in WRITTEN_LINK.findall(script.replace('\\"', '"').replace("\\'", "'")):
            link = file_link(Selector(anchor).xpath("//a")[0], base)
            if link.url:
                yield link
        shown = literals(script) if bare else [match[1] for match in SHOWING.findall(script)]
        for one in shown:
            # A name without a folder is a name to show.
            if "/" in one and WRITTEN_FILE.search(one):
                yield Link(unwrapped(absolute(base, one)))


def stray_files(page: Selector, url: str, wanted: Callable[[Link], bool]) -> tuple[str, ...]:
    """The files to which a listing links outside the entries that are wanted: of the site, not of any article."""
    base = base_of(page, url)
    links = {one.root: Link(address_of(one, base), file_title(one)) for one in page.xpath("//a[@href]")[:MOST_LINKS]}
    rows = {row_of(one) for one, link in links.items() if link.url and wanted(link)}
    found = (link.url for one, link in links.items() if link.url and is_file(link) and row_of(one) not in rows)
    return tuple(dict.fromkeys(found))


def row_of(anchor: Any) -> Any:
    """The row of a listing in which a link stands."""
    return next(anchor.iterancestors("li", "tr", "dd", "dl"), anchor.getparent())


def name_before(part: Selector) -> str:
    """The name of a file that stands before a link to it, in the same short box."""
    box = part.xpath("parent::*")
    name = text_of(box[0]).removesuffix(text_of(part)).strip() if box else ""
    return name if len(name) < LONGEST and (PRINTED_ENDING.search(name) or CALLED.search(name)) else ""


def file_title(anchor: Selector) -> str:
    """A file's name as printed; where that is only a word like 下载, as its attributes give it."""
    shown = text_of(anchor)
    named = [" ".join(anchor.attrib.get(name, "").split()) for name in ("title", "download", "alt")]
    whole = next((one for one in named if PRINTED_ENDING.search(one)), named[0])
    return (shown if PRINTED_ENDING.search(shown) else whole or shown)[:LONGEST]
