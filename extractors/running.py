"""Running heads, feet and page numbers: lines in the margins that come back page after page."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from extractors.text_lines import Line

HEAD_ZONE = 0.09
FOOT_ZONE = 0.9
NUMBER_ZONE = 0.12
PAGE_NUMBER = re.compile(
    r"[-—–－―~·•.\s]*(第?\s*\d{1,4}\s*页?([,，/／\s]*(共|of)?\s*\d{1,4}\s*页?)?|[ivxIVXⅠⅡⅢⅣⅤ]{1,5})[-—–－―~·•.\s]*"
)
SMALL = 9.2
KEPT = re.compile(r"单位[:：]|表([（(].*[）)])?$|^(附件|附表|注)")


class Leaf(Protocol):
    """What has a height and lines of text from top to bottom."""

    height: float
    lines: list[Line]


def drop_running(leaves: Sequence[Leaf], body_size: float) -> None:
    """Take running heads, feet and page numbers out of every page's lines.

    A title printed again above each form is none: it stands below the margin, is larger or names a table.
    """
    seen: Counter[tuple[bool, str]] = Counter()
    for leaf in leaves:
        seen.update({mark for line in leaf.lines if (mark := margin_mark(leaf, line))})
    often = max(2, min(3, len(leaves) // 2))
    for leaf in leaves:
        leaf.lines = [line for line in leaf.lines if not is_running(leaf, line, seen, (often, body_size))]


def margin_mark(leaf: Leaf, line: Line) -> tuple[bool, str] | None:
    """What a line in the head or foot margin prints, figures masked; None for a line of the body."""
    if line.bottom <= HEAD_ZONE * leaf.height or line.top >= FOOT_ZONE * leaf.height:
        return line.top > leaf.height / 2, re.sub(r"\d+", "#", line.text)
    return None


def is_margin_note(height: float, line: Line) -> bool:
    """Whether a line is a head or foot that comes but once: small print in the margin that names no table."""
    in_margin = line.bottom <= HEAD_ZONE * height or line.top >= FOOT_ZONE * height
    return in_margin and line.size <= SMALL and not KEPT.search(line.text)


def is_running(leaf: Leaf, line: Line, seen: Counter[tuple[bool, str]], limits: tuple[int, float]) -> bool:
    """Whether a line is a page number, or comes back in the margin of `limits[0]` pages no larger than the body."""
    often, body_size = limits
    in_zone = line.bottom <= NUMBER_ZONE * leaf.height or line.top >= (1 - NUMBER_ZONE) * leaf.height
    if in_zone and PAGE_NUMBER.fullmatch(line.text) and len(line.text) <= 14:
        return is_number_place(leaf, line)
    mark = margin_mark(leaf, line)
    if mark is None or KEPT.search(line.text):
        return False
    return seen[mark] >= often and line.size <= body_size + 1


def is_number_place(leaf: Leaf, line: Line) -> bool:
    """Whether a number stands at the very top or bottom: nothing of the page lies beyond it but other margin lines."""
    if line.top > leaf.height / 2:
        return all(other.top <= line.bottom or margin_mark(leaf, other) for other in leaf.lines)
    return all(other.bottom >= line.top or margin_mark(leaf, other) for other in leaf.lines)
