"""How surely the facts of recognised pages were read: each is as sure as the least sure line in its box."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from extractors.model import Box, Cell, Claim, Doubt, Paragraph, Section, Table
from extractors.scans import Lines

OCR = "文字识别（OCR）"
GRID = Decimal("0.90")
"""How surely the grid of a recognised table was found, until its figures add up."""
UNSEEN = Decimal("0.80")
"""For a text in whose box no recognised line has its middle."""
HUNDREDTH = Decimal("0.01")

Seen = Mapping[int, Lines]


def doubtful_table(table: Table, seen: Seen) -> Table:
    """The table with the doubts of its cells; a table on sound pages as it is."""
    if not any(page in seen for page in table.pages):
        return table
    return replace(
        table,
        cells=tuple(doubtful_cell(cell, seen) for cell in table.cells),
        doubt=lessened(table.doubt, GRID),
    )


def doubtful_cell(cell: Cell, seen: Seen) -> Cell:
    if cell.place.page not in seen or not cell.text or cell.place.box is None:
        return cell
    return replace(cell, doubt=Doubt(lowest(seen[cell.place.page], cell.place.box), (OCR,)))


def doubtful_section(section: Section, seen: Seen) -> Section:
    """The section with the doubts of its paragraphs."""
    return replace(section, paragraphs=tuple(doubtful_paragraph(one, seen) for one in section.paragraphs))


def doubtful_paragraph(paragraph: Paragraph, seen: Seen) -> Paragraph:
    found = [lowest(seen[line.page], line.box) for line in paragraph.lines if line.page in seen]
    return replace(paragraph, doubt=Doubt(min(found), (OCR,))) if found else paragraph


def doubtful_claim(claim: Claim, seen: Seen) -> Claim:
    page, box = claim.place.page, claim.place.box
    if page not in seen or box is None:
        return claim
    return replace(claim, doubt=Doubt(lowest(seen[page], box), (OCR,)))


def lessened(doubt: Doubt, confidence: Decimal, reason: str = OCR) -> Doubt:
    """The doubt, at most as sure as told, with one more reason."""
    return Doubt(min(doubt.confidence, confidence), tuple(dict.fromkeys((*doubt.reasons, reason))))


def lowest(lines: Lines, box: Box) -> Decimal:
    """The lowest confidence of the lines that have their middle in a box, or the middle of the box in them."""
    x0, top, x1, bottom = box
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    found = [
        sure
        for (a, b, c, d), sure in lines
        if (x0 <= (a + c) / 2 <= x1 and top <= (b + d) / 2 <= bottom) or (a <= x <= c and b <= y <= d)
    ]
    return min(found, default=UNSEEN).quantize(HUNDREDTH)
