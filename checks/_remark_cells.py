"""The cells of a form that hold a remark in free words: a short label (说明, 备注, 偏差原因) and one text beside it."""

from collections import defaultdict
from collections.abc import Iterator

from checks._memo import once_each
from checks._reason_words import words
from extractors.model import Cell, Form, Place, Report, Table

LONGEST_LABEL = 24
SHORTEST_TEXT = 6


@once_each
def remark_texts(report: Report, form: Form) -> Iterator[tuple[str, Place]]:
    """Every remark of a form, without blanks, and its place."""
    for table in tables_of(report, form):
        for label, text in pairs(table):
            remark = "".join(text.text.split())
            if words("remark_labels").search(label.text) and len(remark) >= SHORTEST_TEXT:
                yield remark, text.place


def tables_of(report: Report, form: Form) -> Iterator[Table]:
    return (report.tables[i] for i in form.tables if i < len(report.tables))


@once_each
def pairs(table: Table) -> Iterator[tuple[Cell, Cell]]:
    """The rows that hold a short label and one text, to the table's right edge."""
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.text.strip():
            rows[cell.row].append(cell)
    for row in sorted(rows):
        cells = sorted(rows[row], key=lambda cell: cell.col)
        if len(cells) == 2 and len(cells[0].text) <= LONGEST_LABEL and cells[1].col + cells[1].col_span == table.cols:
            yield cells[0], cells[1]
