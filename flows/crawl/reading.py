"""A page of the web as selectors see it: what a listing lists, and where its next page is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from parsel import Selector, SelectorList

from flows.crawl.dates import PRINTED, find_date, find_split
from flows.crawl.furniture import furniture, is_around
from flows.crawl.job import Rules
from flows.crawl.linked import ADDRESS, absolute, address_of, base_of, counted_up
from flows.crawl.memory import Link

SEVERAL, SHORT_TITLE = 2, 12
# Addresses of columns, not of articles.
COLUMN = re.compile(r"(?i)/(?:(?:index|list|default)\.(?:s?html?|jspx?))?$")
MOST_LINKS, MOST_ANCHORS = 5_000, 10_000
ANCHOR = re.compile(r"(?i)<a\s")
LONGEST_TITLE = 300
# Hanweb hides its entries in a script, TRS writes its pages with one; both are markup to us, never run.
DATA_ISLAND = re.compile(r"(?is)<script[^>]*type=[\"']text/xml[\"'][^>]*>(.*?)</script>")
# So is what waits in a text area, or in a comment of a listing that shows nothing.
TEXT_AREA = re.compile(r"(?is)<textarea[^>]*>(.*?)</textarea>")
COMMENT = re.compile(r"(?s)<!--(?!\[)(.*?)-->")
# A link that only says what to do; what it leads to stands before it, or above its column.
ACTION = re.compile(r"^[\s\[【(（]*(?:点击|立即|在线)?(?:下载|查看|预览|打开)[\s\]】)）]*$")
CREATE_PAGE = re.compile(r"createPageHTML\s*\(([^)]{1,300})\)")
HEADING_WITHIN = ".//h2 | .//h3 | .//h4 | .//h5 | .//dt"
PINNED = re.compile(r"^(?:[\[【(（]?\s*(?:置\s*顶|热|新|荐|HOT|NEW)\s*[\]】)）]\s*|置顶\s+)+", re.IGNORECASE)
QUOTES = "\"' \t\r\n"
LAST = "//a[contains(., '尾页') or contains(., '末页') or contains(., '末頁') or contains(., '最后一页')]"
# The number of a page in its address.
PLACE = re.compile(
    r"(?i)([?&](?:c|curr?|current)?p(?:age)?(?:no|index|num)?=|[_/-](?:index|list|page)?)(\d{1,4})(?=&|/?$|\.(?:s?html?|jspx?|aspx?|php)$)"
)
NUMBERED = "//a[normalize-space(.) = '{}'][ancestor::*[position() <= 2]//*[normalize-space(.) = '{}']]"


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
    # A page of tens of thousands of links is no listing; reading it would keep all else waiting.
    last = next(islice(ANCHOR.finditer(text), MOST_ANCHORS, None), None)
    text = text[: last.start()] if last else text
    text = DATA_ISLAND.sub(lambda match: f"<div>{match.group(1)}</div>", text)
    text = TEXT_AREA.sub(waiting, text)
    return Selector(text.replace("<![CDATA[", "").replace("]]>", "") or "<html></html>", type="html")


def waiting(area: re.Match[str]) -> str:
    """What a text area holds that a script would show, as markup; any other one as it is."""
    inner = unescape(area.group(1))
    return f"<div>{inner}</div>" if "<a " in inner else area.group()


def uncommented(text: str) -> str:
    """A page with the comments opened that hold links."""
    return COMMENT.sub(lambda match: match.group(1 if "<a " in match.group(1) else 0), text)


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
    items, around = select(page, rules.items)[:MOST_LINKS], furniture(page)
    # A rule that means a menu or a side bar means it.
    for item in [one for one in items if not is_around(one.root, around)] or items:
        cells = () if rules.link else filled_cells(item, base, rules)
        links = cells if len(cells) > 1 else (entry(item, base, rules),)
        for link in links:
            if link is not None:
                found.setdefault(link.url, link)
    return tuple(found.values())


def filled_cells(row: Selector, base: str, rules: Rules) -> tuple[Link, ...]:
    """The links of a table's row whose cells each lead to something: a row for a unit, a column for a kind of report.

    A short title (2023年部门决算) begins with what the row is about.
    """
    if row.root.tag != "tr" or len(row.xpath("./td[.//a]")) < SEVERAL:
        return ()
    texts = [text_of(one) for one in row.xpath("./td[not(.//a)] | ./th")]
    about = next((one for one in texts if one and not one.isdigit() and not find_date(one)[1]), "")
    found = [headed_entry(one, base, rules) for one in row.xpath("./td[.//a]")]
    links = {link.url: link for link in found if link is not None and not COLUMN.search(urlsplit(link.url).path)}
    return tuple(
        replace(one, title=f"{about} {one.title}".strip() if len(one.title) <= SHORT_TITLE else one.title)
        for one in links.values()
    )


def headed_entry(cell: Selector, base: str, rules: Rules) -> Link | None:
    """The entry of a cell; where it only says 查看, the head of its column says what it is."""
    link = entry(cell, base, rules)
    if link is None or not ACTION.match(link.title):
        return link
    table = next(cell.root.iterancestors("table"), None)
    heads = [] if table is None else list(next(table.iter("tr")))
    number = cell.root.getparent().index(cell.root)
    head = " ".join("".join(heads[number].itertext()).split()) if number < len(heads) else ""
    return replace(link, title=head or link.title)


def entry(item: Selector, base: str, rules: Rules) -> Link | None:
    anchor = anchor_of(item, base, rules.link)
    url = address_of(anchor, base) if anchor is not None else ""
    if anchor is None or not url:
        return None
    return Link(url, title_of(item, anchor, rules.title), date_of(item, rules.date))


def anchor_of(item: Selector, base: str, rule: str) -> Selector | None:
    """The link of an entry: by its rule, else the one with the longest text (a category often stands before it)."""
    if rule:
        return next(iter(select(item, rule)), None)
    if item.root.tag == "a":
        return item
    anchors = list(item.xpath(".//a"))
    if not anchors and "onclick" in item.attrib:
        return item
    if len(anchors) > 1:
        anchors = [one for one in anchors if address_of(one, base)]
    return max(anchors, key=lambda one: len(one.attrib.get("title", "") or text_of(one)), default=None)


def title_of(item: Selector, anchor: Selector, rule: str) -> str:
    """An entry's title: by its rule, else the link's own title where its text was cut short."""
    if rule:
        found = select(item, rule)
        return (text_of(found[0]) if found else "")[:LONGEST_TITLE]
    # A card holds title, date and summary in one link.
    within = anchor.xpath(HEADING_WITHIN)
    whole, shown = " ".join(anchor.attrib.get("title", "").split()), undated(within[0] if within else anchor)
    return PINNED.sub("", whole if len(whole) >= len(shown.rstrip(".…")) else shown)[:LONGEST_TITLE]


def undated(part: Selector) -> str:
    """The text of an element but for a date that stands in it alone."""
    texts = [text_of(one) for one in part.xpath("./*")]
    date = next((one for one in texts if PRINTED.fullmatch(one)), "")
    return text_of(part).removesuffix(date).removeprefix(date).strip() or text_of(part)


def date_of(item: Selector, rule: str) -> str:
    if rule:
        found = select(item, rule)
        text = text_of(found[0]) if found else ""
        return find_date(text)[0] or text[:40]
    for part in [item, *around_alone(item)]:
        # The date stands after the title, which may hold one of its own.
        texts = part.xpath(".//text() | .//time/@datetime").getall()
        dates = [printed for text in texts if (printed := find_date(text)[0])]
        printed = dates[-1] if dates else find_split(" ".join(texts))
        if printed:
            return printed
    beside = item.xpath("following-sibling::*[1]")
    text = text_of(beside[0]) if beside else ""
    return text if PRINTED.fullmatch(text) else ""


def around_alone(item: Selector) -> Iterator[Selector]:
    """The elements in which an entry stands alone, and the description (dd) of its term (dt): its date may be there."""
    for part in item.xpath("ancestor::*[position() <= 2]")[::-1]:
        if part.root.tag == "dt":
            yield from part.xpath("following-sibling::*[1][self::dd]")
        if part.root.tag in {"body", "html"} or has_others(part):
            return
        yield part


def has_others(part: Selector) -> bool:
    """Whether an element holds links to more than one address; a list may hold thousands, two are enough."""
    links = (one.get("href") or one.get("onclick") for one in part.root.iter() if is_link(one))
    first = next(links, None)
    return any(one != first for one in links)


def is_link(element: Any) -> bool:
    return element.tag == "a" or (element.get("onclick") is not None and next(element.iter("a"), None) is None)


def next_page(page: Selector, url: str, rules: Rules, number: int) -> str:
    """The address of the listing's next page, "" at its end. number: of this page, from 1."""
    by_link = linked_page(page, url, rules.next) if rules.next else ""
    by_script = scripted_page(page, url) if rules.script and not by_link else ""
    by_count = by_link or by_script or counted_page(url, rules, number)
    by_number = by_count or linked_page(page, url, NUMBERED.format(number + 1, number))
    return by_number or chosen_page(page, url, number) or unlinked_page(page, url, number)


def linked_page(page: Selector, url: str, rule: str) -> str:
    base = base_of(page, url)
    for anchor in select(page, rule):
        found = address_of(anchor, base)
        # 大汉 names the group that it has just given as the next one.
        if found == url and not isinstance(anchor.root, str) and anchor.xpath("ancestor::nextgroup"):
            found = counted_up(url)
        if found and found != url:
            return found
    return ""


def chosen_page(page: Selector, url: str, number: int) -> str:
    """The next page by a choice (select) of pages, whose options bear their numbers and addresses."""
    says = re.compile(rf"第?\s*{number + 1}\s*(?:页|/\s*\d+)?")
    for option in page.xpath("//select/option[@value]"):
        address = option.attrib["value"].strip()
        if says.fullmatch(text_of(option)) and ADDRESS.match(address):
            return absolute(base_of(page, url), address)
    return ""


def unlinked_page(page: Selector, url: str, number: int) -> str:
    """The next page where only the last one is linked to, or only buttons name its number: the address counted up."""
    base = base_of(page, url)
    for last in filter(None, (address_of(one, base) for one in page.xpath(LAST))):
        found = numbered(last, number + 1)
        if found and number < int(PLACE.findall(last)[-1][1]):
            return found
    own = PLACE.findall(url)
    is_named = page.xpath(f"//button[@data-page='{number + 1}'] | //a[@data-page='{number + 1}'][not(@href)]")
    return numbered(url, number + 1) if is_named and own and int(own[-1][1]) == number else ""


def numbered(url: str, number: int) -> str:
    """An address with another number of its page, "" where it has none."""
    match = next(reversed(list(PLACE.finditer(url))), None)
    return f"{url[: match.start(2)]}{number}{url[match.end(2) :]}" if match else ""


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
