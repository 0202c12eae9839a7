"""Where a page only leads to another one: by a meta refresh, a script that does nothing else, or its frames.

What is found is asked for like any link, with the same guards; no script is run.
"""

import re
from collections.abc import Iterable

from parsel import Selector

from flows.crawl.addresses import host
from flows.crawl.linked import absolute, address_of, base_of
from flows.crawl.reading import COLUMN, MOST_LINKS

REFRESH = re.compile(r"(?i)^\s*(\d{1,3})(?:\.\d+)?\s*[;,]\s*(?:url\s*=\s*)?['\"]?\s*([^'\"]+?)\s*['\"]?\s*$")
LONGEST_DELAY, LONGEST_REFRESH = 10, 1_000
# The whole of a page's script, and nothing else on the page.
MOVED = re.compile(
    r"""(?is)\s*(?:<!--|//\s*<!\[CDATA\[)?\s*(?:(?:window|document|self|top|parent|this)\s*\.\s*)*location"""
    r"""(?:\s*\.\s*href)?\s*(?:=\s*|\.\s*(?:replace|assign)\s*\(\s*)(["'])([^"'<>\n]{1,500})\1\s*\)?\s*;?\s*(?://)?\s*(?:-->|\]\]>)?\s*"""
)
FEW_WORDS = 60
MOST_FRAMES = 5
MORE = "//a[contains(., '更多') or contains(., 'more') or contains(., 'MORE') or contains(@title, '更多')]"
MORE_TEXT = re.compile(r"(?i)\W*(?:查看|点击|浏览)?(?:更多|more)\W*")
FRAMES = "//frame/@src | //iframe/@src"
# Frames of every site that hold no listing.
SIDE_FRAME = re.compile(
    r"(?i)(?:^|[/_.-])(?:top|head(?:er)?|foot(?:er)?|bottom|banner|menu|nav|tree|login|search|count(?:er)?|visit\w*|share|weather|tianqi|ad|stat)\w{0,3}\.\w+(?:\?|$)"
)


def moved_to(page: Selector, url: str) -> str:
    """The address to which a page sends its reader at once, "" where it does not."""
    base = base_of(page, url)
    for content in page.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content").getall():
        match = REFRESH.match(content[:LONGEST_REFRESH])
        if match and int(match.group(1)) <= LONGEST_DELAY:
            return other(absolute(base, match.group(2)), url)
    return other(scripted_move(page, base), url)


def scripted_move(page: Selector, base: str) -> str:
    scripts = [one for one in page.xpath("//script").xpath("string()").getall() if one.strip()]
    words = "".join(page.xpath("//body//text()[not(ancestor::script or ancestor::style)]").getall()).split()
    if len(scripts) != 1 or page.xpath("//script/@src") or len("".join(words)) > FEW_WORDS:
        return ""
    match = MOVED.fullmatch(scripts[0])
    return absolute(base, match.group(2)) if match and len(page.xpath("//a")) <= 1 else ""


def framed(page: Selector, url: str) -> tuple[str, ...]:
    """The pages of the same host that a page shows in frames."""
    base = base_of(page, url)
    given = (absolute(base, one) for one in page.xpath(FRAMES).getall())
    found = [one for one in given if one and host(one) == host(url) and not SIDE_FRAME.search(one)]
    return tuple(one for one in dict.fromkeys(found) if one != url.split("#", 1)[0])[:MOST_FRAMES]


def more_listings(page: Selector, url: str, taken: Iterable[str]) -> tuple[str, ...]:
    """The listings of which an overview shows the first entries, each in a box with 更多; taken: the entries asked for.

    Where one of these stands outside such boxes the page is a listing itself, and its boxes are beside it.
    """
    base = base_of(page, url)
    left = {one for one in taken if not COLUMN.search(one)}
    whole, found = bool(left), []
    for anchor in page.xpath(MORE)[:MOST_FRAMES]:
        address = address_of(anchor, base)
        if not address or not MORE_TEXT.fullmatch(anchor.xpath("string()").get("").strip() or "更多"):
            continue
        listed = boxed(anchor, base, left)
        if listed:
            left -= listed
            found.append(address)
    return tuple(dict.fromkeys(found)) if whole and not left else ()


def boxed(anchor: Selector, base: str, taken: set[str]) -> set[str]:
    """The entries asked for that stand in the smallest box around a link, where they are most of what it holds."""
    for box in anchor.xpath("ancestor::*[position() <= 4]")[::-1]:
        links = {address_of(one, base) for one in box.xpath(".//a[@href]")[:MOST_LINKS]}
        if len(links) > 1:
            return links & taken if 2 * len(links & taken) >= len(links) - 1 else set()
    return set()


def other(target: str, url: str) -> str:
    """A target that is not the page itself, which many reload now and then."""
    return "" if target == url.split("#", 1)[0] else target
