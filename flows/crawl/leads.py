"""Where a page only leads to another one: by a meta refresh, a script that does nothing else, or its frames.

What is found is asked for like any link, with the same guards; no script is run.
"""

import re

from parsel import Selector

from flows.crawl.addresses import host
from flows.crawl.linked import absolute, base_of

REFRESH = re.compile(r"(?i)^\s*(\d{1,3})(?:\.\d+)?\s*[;,]\s*(?:url\s*=\s*)?['\"]?\s*([^'\"]+?)\s*['\"]?\s*$")
LONGEST_DELAY, LONGEST_REFRESH = 10, 1_000
# The whole of a page's script, and nothing else on the page.
MOVED = re.compile(
    r"""(?is)\s*(?:<!--|//\s*<!\[CDATA\[)?\s*(?:(?:window|document|self|top|parent|this)\s*\.\s*)*location"""
    r"""(?:\s*\.\s*href)?\s*(?:=\s*|\.\s*(?:replace|assign)\s*\(\s*)(["'])([^"'<>\n]{1,500})\1\s*\)?\s*;?\s*(?://)?\s*(?:-->|\]\]>)?\s*"""
)
FEW_WORDS = 60
MOST_FRAMES = 5
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


def other(target: str, url: str) -> str:
    """A target that is not the page itself, which many reload now and then."""
    return "" if target == url.split("#", 1)[0] else target
