"""A page of the web as selectors see it: what a listing lists, and where its next page is."""

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes, urljoin, urlsplit, urlunsplit

import orjson
from parsel import Selector, SelectorList
from w3lib.url import safe_url_string

from flows.crawl.addresses import is_web
from flows.crawl.charset import decode
from flows.crawl.dates import find_date
from flows.crawl.job import JsonListing, Rules
from flows.crawl.memory import Link

MOST_LINKS = 5_000
LONGEST_TITLE = 300
# Hanweb hides its entries in a script, TRS writes its pages with one; both are markup to us, never run.
DATA_ISLAND = re.compile(r"(?is)<script[^>]*type=[\"']text/xml[\"'][^>]*>(.*?)</script>")
CREATE_PAGE = re.compile(r"createPageHTML\s*\(([^)]{1,300})\)")
QUOTES = "\"' \t\r\n"


def select(page: Selector, rule: str) -> SelectorList[Selector]:
    """What a CSS or XPath rule finds. Raises ValueError for a rule that is neither."""
    return page.xpath(rule) if rule.startswith(("/", "./", "(")) else page.css(rule)


def selector_fault(rule: str) -> str:
    """What is wrong with a selector, "" if nothing is."""
    try:
        select(Selector("<a></a>"), rule)
    except Exception as error:  # noqa: BLE001 - three libraries, each with errors of its own
        return str(error) or type(error).__name__
    return ""


def markup(text: str) -> Selector:
    """A page as a tree; data islands become part of it."""
    text = DATA_ISLAND.sub(lambda match: f"<div>{match.group(1)}</div>", text)
    return Selector(text.replace("<![CDATA[", "").replace("]]>", "") or "<html></html>", type="html")


def base_of(page: Selector, url: str) -> str:
    """The address against which a page's links are read."""
    return urljoin(url, page.xpath("//base/@href").get("").strip())


def absolute(base: str, href: str) -> str:
    """A link as an address of the web, "" where it is none (javascript:, mailto:, file:, an anchor)."""
    href = href.strip().replace("\\", "/")
    if not href or href.startswith("#"):
        return ""
    try:
        url = safe_url_string(urljoin(base, href)).split("#", 1)[0]
    except ValueError:
        return ""
    return url if is_web(url) else ""


def text_of(part: Selector) -> str:
    """The text of an element without its scripts, blanks folded."""
    found = (
        part.xpath(".//text()[not(ancestor::script or ancestor::style)]").getall() or part.xpath("string()").getall()
    )
    return " ".join(" ".join(found).split())


def entries(page: Selector, url: str, rules: Rules) -> tuple[Link, ...]:
    """The entries of a listing in their order, each address once."""
    base = base_of(page, url)
    found: dict[str, Link] = {}
    for item in select(page, rules.items)[:MOST_LINKS]:
        link = entry(item, base, rules)
        if link is not None and link.url not in found:
            found[link.url] = link
    return tuple(found.values())


def entry(item: Selector, base: str, rules: Rules) -> Link | None:
    anchor = anchor_of(item, rules.link)
    if anchor is None:
        return None
    url = absolute(base, anchor.attrib.get("href", "") or anchor.xpath("string()").get(""))
    if not url:
        return None
    return Link(url, title_of(item, anchor, rules.title), date_of(item, rules.date))


def anchor_of(item: Selector, rule: str) -> Selector | None:
    """The link of an entry: by its rule, else the one with the longest text (a category often stands before it)."""
    if rule:
        return next(iter(select(item, rule)), None)
    if item.root.tag == "a":
        return item
    anchors = [one for one in item.xpath(".//a[@href]") if not one.attrib["href"].lower().startswith("javascript:")]
    return max(anchors, key=lambda one: len(one.attrib.get("title", "") or text_of(one)), default=None)


def title_of(item: Selector, anchor: Selector, rule: str) -> str:
    """An entry's title: by its rule, else the link's own title where its text was cut short."""
    if rule:
        found = select(item, rule)
        return (text_of(found[0]) if found else "")[:LONGEST_TITLE]
    whole, shown = " ".join(anchor.attrib.get("title", "").split()), text_of(anchor)
    return (whole if len(whole) >= len(shown.rstrip(".…")) else shown)[:LONGEST_TITLE]


def date_of(item: Selector, rule: str) -> str:
    if rule:
        found = select(item, rule)
        text = text_of(found[0]) if found else ""
        return find_date(text)[0] or text[:40]
    # The date stands after the title, which may hold one of its own.
    dates = [printed for text in item.xpath(".//text()").getall() if (printed := find_date(text)[0])]
    return dates[-1] if dates else ""


def next_page(page: Selector, url: str, rules: Rules, number: int) -> str:
    """The address of the listing's next page, "" at its end. number: of this page, from 1."""
    if rules.next:
        for anchor in select(page, rules.next):
            found = absolute(base_of(page, url), anchor.attrib.get("href", "") or anchor.xpath("string()").get(""))
            if found and found != url:
                return found
    return scripted_page(page, url) if rules.script and scripted_page(page, url) else counted_page(url, rules, number)


def scripted_page(page: Selector, url: str) -> str:
    """The next page by a script createPageHTML(pages, current, name, extension); an element's id may stand first."""
    for call in CREATE_PAGE.findall(" ".join(page.xpath("//script//text()").getall())):
        given = [one.strip(QUOTES) for one in call.split(",")]
        given = given if given[0].isdigit() else given[1:]
        if len(given) >= 4 and given[0].isdigit() and given[1].isdigit():
            count, current, name, ending = int(given[0]), int(given[1]), given[2], given[3].lstrip(".")
            return absolute(url, f"{name}_{current + 1}.{ending}") if current + 1 < count else ""
    return ""


def counted_page(url: str, rules: Rules, number: int) -> str:
    """The next page by a rule that counts: whether it exists is seen when it is asked for."""
    if rules.numbered:
        return absolute(url, rules.numbered.replace("{n}", str(rules.first + number - 1)))
    if rules.parameter:
        parts = urlsplit(url)
        # The other parameters stay byte for byte: many are GBK behind percent signs.
        query = [one for one in parts.query.split("&") if one and one.split("=")[0] != rules.parameter]
        return urlunsplit(parts._replace(query="&".join([*query, f"{rules.parameter}={number + 1}"])))
    return ""


def json_page(listing: JsonListing, number: int) -> str:
    """The address of a JSON listing's page; number from 1."""
    page = str(listing.first + number - 1)
    return listing.url.replace("{page}", page).replace("{size}", str(listing.size))


def json_entries(body: bytes, url: str, listing: JsonListing) -> tuple[Link, ...]:
    """The entries of a JSON (or JSONP) listing. Raises ValueError where it is none or holds no such list."""
    text = decode(body).strip().lstrip("\ufeff")
    wrapped = re.fullmatch(r"(?s)[\w.$]+\s*\((.*)\)\s*;?", text)
    rows = dug(orjson.loads(wrapped.group(1) if wrapped else text), listing.items)
    if not isinstance(rows, list):
        message = f"JSON 中没有 {listing.items} 这一列表"
        raise ValueError(message)
    return tuple(link for row in rows[:MOST_LINKS] for link in json_entry(row, url, listing))


def json_entry(row: object, url: str, listing: JsonListing) -> Iterator[Link]:
    names = re.findall(r"\{([\w.]+)\}", listing.link)
    parts = {name: dug(row, name) for name in names or [listing.link]}
    if any(part is None or part == "" for part in parts.values()):
        return
    given = re.sub(r"\{([\w.]+)\}", lambda match: str(parts[match.group(1)]), listing.link)
    link = absolute(url, given if names else str(parts[listing.link]))
    if link:
        title = " ".join(text_of(Selector(str(dug(row, listing.title) or "") or "<i></i>")).split())
        printed = str(dug(row, listing.date) or "") if listing.date else ""
        yield Link(link, title[:LONGEST_TITLE], find_date(printed)[0] or printed[:40])


def dug(found: object, path: str) -> object:
    """What lies at a dotted path of a JSON value, None where it ends early."""
    for step in path.split(".") if path else ():
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdigit() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found


def plain_address(url: str) -> str:
    """An address with its percent signs undone, to look for words in."""
    return decode(unquote_to_bytes(url))
