"""How surely the figure or text of an operand was read: as the least sure fact that it stands in."""

from collections.abc import Iterator
from decimal import Decimal

from checks._model import Operand
from extractors.model import Box, Report, Table, paragraphs

SURE = Decimal(1)


def clarity(report: Report, operand: Operand) -> Decimal:
    """0 to 1: the lowest confidence of its table, form and cell, or of its paragraph on a recognised page."""
    page, box = operand.place.page, operand.place.box
    if box is None:
        return SURE
    tables = list(standing_in(report, page, box))
    is_recognised = page in report.ocr_pages
    found = [SURE]
    for index in tables:
        found.append(report.tables[index].doubt.confidence)
        found += [form.doubt.confidence for form in report.forms if index in form.tables]
        found += cells_around(report.tables[index], page, box) if is_recognised else ()
    if is_recognised and not tables:
        found += lines_around(report, page, box)
    return max(Decimal(0), min(found))


def standing_in(report: Report, page: int, box: Box) -> Iterator[int]:
    """Indexes of the tables around the middle of a box."""
    for index, table in enumerate(report.tables):
        if any(part.page == page and holds(part.box, box) for part in table.fragments):
            yield index


def cells_around(table: Table, page: int, box: Box) -> Iterator[Decimal]:
    for cell in table.cells:
        if cell.place.page == page and cell.place.box is not None and holds(cell.place.box, box):
            yield cell.doubt.confidence


def lines_around(report: Report, page: int, box: Box) -> Iterator[Decimal]:
    for paragraph in paragraphs(report):
        if any(line.page == page and holds(line.box, box) for line in paragraph.lines):
            yield paragraph.doubt.confidence


def holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of a box lies in another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
