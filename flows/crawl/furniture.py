"""What stands around the matter of a page on every page of a site: head, menus, foot, and what else one might read.

It is known by its element, by the names that designers give it, or by its heading (相关阅读). A part that holds the
page's own title, most of its text, dated entries or a list of attachments is none, whatever it is called.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parsel import Selector

from flows.crawl.dates import PRINTED

TAGS = ("header", "footer", "nav", "aside")
WHOLE = frozenset({"html", "body"})
SEVERAL = 2
FRAME = re.compile(
    r"(?i)^(?:(?:page|site|top|main|web|g|public)?[-_]?(?:head(?:er)?|foot(?:er)?|nav(?:bar|igation)?|menu)(?:[-_]?(?:box|bar|wrap\w*|inner|list|con|bg|top|links?|info|area|\d+))?"
    r"|(?:left|right|side)[-_]?(?:menu|nav|bar)|sidebar\w*|aside|copyright|bottom(?:[-_]?(?:box|nav|\d+))?|crumbs?|bread[-_]?crumbs?|toolbar)$"
)
# Beside the matter stands what else one might read; it is dated as a listing is.
BESIDE = re.compile(
    r"(?i)^(?:share\w*|bdsharebuttonbox|friend(?:ly)?[-_]?links?|yqlj|recommend\w*|relat(?:ed|ive)\w*|xg(?:yd|wz|xw|xx|lj|nr)\w*|hot[-_]?(?:news|list|rank)?)$"
)
HEADINGS = re.compile(
    r"^[\s【\[>»|·]*(?:相关(?:阅读|文章|新闻|链接|信息|稿件|内容|推荐|资讯)|(?:热点|热门|精彩|编辑)(?:推荐|阅读|文章|新闻)|推荐(?:阅读|文章|信息)"
    r"|(?:点击|阅读|热点)排行|猜你喜欢|最新(?:发布|文章|信息|公告|通知|动态|新闻|资讯)|友情链接|网站导航|您可能感兴趣的\w{2})[\s】\]:：]*$"
)
# A first look, for pages with thousands of elements.
SIGNS = ("相关", "推荐", "排行", "喜欢", "最新", "热", "链接", "导航", "兴趣")
WORDS = " or ".join(f"contains(., '{word}')" for word in SIGNS)
TITLING = "self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or self::dt or self::strong or self::b or self::p"
HEADING = f"//*[{TITLING} or self::span or self::a or self::div][not(*/*/*)][{WORDS}]"
MATTER = re.compile(
    r"(?i)^(?:zoom|vsb_content\w*|v_news_content|trs_\w*editor|article[-_]?con\w*|news[-_]?con\w*|content)$"
)
# The neighbours of an article: the link itself, or the short line that it stands in.
NEIGHBOUR = re.compile(r"^[\s【\[<«]*(?:[上下前后]一?[篇条])(?:[\s】\]:：]|$)")
INLINE = frozenset({"b", "strong", "span", "em", "i", "label", "font"})
LONGEST_LINE = 200
ATTACHED = re.compile(r"附\s*[件表]\s*\d*\s*[:：【]")
UNSEEN = frozenset({"script", "style"})
MOST_OF = 0.9
LONGEST_HEADING, MOST_HEADINGS = 16, 50


@dataclass(slots=True)
class Measure:
    """What an element holds with all within it: signs of text, dates, and whether it holds a page's matter for sure."""

    length: int = 0
    dates: int = 0
    is_matter: bool = False

    def read(self, text: str | None) -> None:
        words = "".join(text.split()) if text else ""
        self.length += len(words)
        if words:
            self.dates += sum(1 for _ in PRINTED.finditer(text or ""))
            self.is_matter |= bool(ATTACHED.search(words))

    def add(self, inner: "Measure") -> None:
        self.length += inner.length
        self.dates += inner.dates
        self.is_matter |= inner.is_matter


def furniture(page: Selector) -> frozenset[Any]:
    """The elements that stand around a page's matter."""
    sizes = measures(page.root)
    whole = max(sizes[page.root].length, 1)
    named = [one.root for one in page.xpath("//*[@class or @id]")]
    frame = [one for one in named if is_named(one, FRAME)] + list(page.root.iter(*TAGS))
    # The entries of a listing are dated; menus and feet have at most today's date.
    found = [one for one in frame if sizes[one].dates < SEVERAL]
    found += [one for one in named if is_named(one, BESIDE)]
    headings = [one.root for one in page.xpath(HEADING) if is_heading(one.root, sizes)]
    found += [part for one in headings[:MOST_HEADINGS] for part in headed(one, sizes)]
    found += [one for one in neighbours(page) if sizes[one].length <= LONGEST_LINE]
    return frozenset(one for one in found if one.tag not in WHOLE and not is_most(sizes[one], whole))


def neighbours(page: Selector) -> Iterator[Any]:
    """The lines that lead to the article before and after."""
    for one in page.root.iter():
        if isinstance(one.tag, str) and one.text and NEIGHBOUR.match(one.text):
            line = one.getparent() if one.tag in INLINE else one
            yield one if line is None else line


def is_around(element: Any, parts: frozenset[Any]) -> bool:
    """Whether an element is, or stands in, a piece of furniture."""
    return bool(parts) and (element in parts or any(one in parts for one in element.iterancestors()))


def measures(root: Any) -> dict[Any, Measure]:
    """Every element's measure, in one pass from the end: a page may be nested deeply."""
    found: dict[Any, Measure] = {one: Measure() for one in root.iter()}
    for one in reversed(list(found)):
        own = found[one]
        if isinstance(one.tag, str) and one.tag not in UNSEEN:
            own.read(one.text)
            own.is_matter |= is_named(one, MATTER) or is_title(one)
        above = found.get(one.getparent())
        if above is not None:
            above.read(one.tail)
            above.add(own)
    return found


def is_named(element: Any, names: re.Pattern[str]) -> bool:
    words = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(names.match(word) for word in words)


def is_title(element: Any) -> bool:
    """Whether an element is a page's title; the name of the site is often a heading too, as a link or a picture."""
    if element.tag != "h1" or next(element.iter("a", "img"), None) is not None:
        return False
    return next(element.iterancestors("a"), None) is None


def is_heading(element: Any, sizes: dict[Any, Measure]) -> bool:
    if not 0 < sizes[element].length <= LONGEST_HEADING:
        return False
    return bool(HEADINGS.match("".join("".join(element.itertext()).split())))


def headed(heading: Any, sizes: dict[Any, Measure]) -> list[Any]:
    """What stands under a heading: the box that begins with it, else what follows it."""
    top = heading
    while (above := top.getparent()) is not None and sizes[above].length == sizes[heading].length:
        top = above
    box = top.getparent()
    if box is None:
        return []
    before = [box.text, *(one.tail for one in top.itersiblings(preceding=True))]
    is_first = not any(map(is_printed, before)) and not any(
        sizes[one].length for one in top.itersiblings(preceding=True)
    )
    return [box] if is_first and box.tag not in WHOLE else [top, *top.itersiblings()]


def is_printed(text: str | None) -> bool:
    return bool(text and text.strip())


def is_most(size: Measure, whole: int) -> bool:
    """Whether a part is what the page is about, whatever it is called."""
    return size.is_matter or size.length > whole * MOST_OF
