"""What a reader reads inside given boxes of a document: the second reading that findings are held against."""

from collections.abc import Iterable
from typing import Any

import orjson

from extractors.layout import read_pages
from extractors.model import Box
from extractors.page import Char, Page

MARGIN = 1.5
"""Points by which a box may be off between two readers."""
SAME_LINE = 0.5
"""Share of the type size by which baselines of one line may differ."""


def texts_json(data: bytes, _document: str, arguments: dict[str, Any]) -> bytes:
    """What a worker does: the lines of text inside each place, [] where there is nothing or no such page.

    Arguments: reader, password, places as [page, [x0, top, x1, bottom]].
    """
    places = arguments["places"]
    numbers = frozenset(number for number, _ in places)
    pages = {page.number: page for page in read_pages(data, arguments["reader"], arguments["password"], numbers)}
    found = [lines_within(pages[number], tuple(box)) if number in pages else [] for number, box in places]
    return orjson.dumps(found)


def lines_within(page: Page, box: Box) -> list[str]:
    """The lines of text whose characters have their middle inside the box, top to bottom."""
    x0, top, x1, bottom = box
    inside = [
        char
        for char in page.chars
        if x0 - MARGIN <= (char.x0 + char.x1) / 2 <= x1 + MARGIN
        and top - MARGIN <= (char.top + char.bottom) / 2 <= bottom + MARGIN
    ]
    return ["".join(char.text for char in sorted(line, key=lambda char: char.x0)) for line in lines(inside)]


def lines(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters by baseline, from the top of the page down."""
    found: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.baseline):
        if found and char.baseline - found[-1][-1].baseline <= SAME_LINE * char.size:
            found[-1].append(char)
        else:
            found.append([char])
    return found
