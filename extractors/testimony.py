"""What a reader reads inside given boxes of a document: the second reading that findings are held against."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from extractors import plumber
from extractors.model import Box
from extractors.page import Char, Page
from extractors.pdf import Pdf
from extractors.turned import Turn

MARGIN = 1.5
"""Points by which a box may be off between two readers."""
SAME_LINE = 0.5
"""Share of the type size by which baselines of one line may differ."""


def texts_json(data: bytes, _document: str, arguments: dict[str, Any]) -> bytes:
    """What a worker does: the lines of text inside each place, [] where there is nothing or no such page.

    Arguments: reader, password, places as [page, [x0, top, x1, bottom]].
    """
    places, password = arguments["places"], arguments["password"]
    wanted = frozenset(number for number, _ in places)
    read = plumber_pages if arguments["reader"] == "pdfplumber" else pdfium_pages
    pages = {page.number: page for page in read(data, password, wanted)}
    found = [lines_within(pages[number], tuple(box)) if number in pages else [] for number, box in places]
    return orjson.dumps(found)


def pdfium_pages(data: bytes, password: str | None, wanted: frozenset[int]) -> Iterator[Page]:
    """The wanted pages by PDFium, which reads the others on the way: it is fast."""
    pdf = Pdf(data, password)
    try:
        yield from (page for page in pdf.pages() if page.number in wanted)
    finally:
        pdf.close()


def plumber_pages(data: bytes, password: str | None, wanted: frozenset[int]) -> Iterator[Page]:
    """The wanted pages by pdfplumber, and no others: each takes a tenth of a second."""
    pdf = plumber.PlumberPdf(data, password)
    try:
        for number in sorted(wanted):
            if number <= pdf.count:
                yield from plumber_page(pdf.document, number)
    finally:
        pdf.close()


def plumber_page(document: Any, number: int) -> Iterator[Page]:
    """One page by pdfplumber, or none where it fails: a witness that fails says nothing."""
    try:
        yield plumber.read_page(document, document.pages[number - 1], number)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - pdfminer raises anything
        return


def lines_within(page: Page, box: Box) -> list[str]:
    """The lines of text whose characters have their middle inside the box, in reading order.

    The box is one of the page as displayed; the page may have been read turned.
    """
    inside = [char for char in page.chars if is_within(middle(char, page), box)]
    return ["".join(char.text for char in sorted(line, key=lambda char: char.x0)) for line in lines(inside)]


def middle(char: Char, page: Page) -> tuple[float, float]:
    """The middle of a character on the page as displayed."""
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    if page.turn:
        x, y, _, _ = Turn(page.turn, page.width, page.height).back((x, y, x, y))
    return x, y


def is_within(point: tuple[float, float], box: Box) -> bool:
    (x, y), (x0, top, x1, bottom) = point, box
    return x0 - MARGIN <= x <= x1 + MARGIN and top - MARGIN <= y <= bottom + MARGIN


def lines(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters by baseline, from the top of the page down."""
    found: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.baseline):
        if found and char.baseline - found[-1][-1].baseline <= SAME_LINE * char.size:
            found[-1].append(char)
        else:
            found.append([char])
    return found
