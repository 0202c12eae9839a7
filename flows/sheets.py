"""A report for people who want its tables only: as Markdown to read, as CSV for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator

from extractors.model import Paragraph, Report, Section, Table
from review.csvio import guard

LEADING = ("document", "table", "pages", "caption", "row")
"""The columns of the CSV before those of the tables, c1, c2, …; tables and rows count from 1, as a spreadsheet does."""


def markdown(report: Report) -> str:
    """Headings, paragraphs and tables in reading order; a merged cell stands once, at its upper left."""
    parts = [f"# {escaped(report.title or report.document)}"]
    pieces: list[tuple[int, float, str]] = [
        *(piece for section in report.sections for piece in prose_pieces(section)),
        *(table_piece(i, table) for i, table in enumerate(report.tables, 1)),
    ]
    pieces.sort(key=lambda piece: piece[:2])
    parts += [text for _, _, text in pieces]
    parts += [f"> 未读：第 {u.place.page} 页，{u.why}。{u.remedy}" for u in report.unread]
    return "\n\n".join(parts) + "\n"


def prose_pieces(section: Section) -> Iterator[tuple[int, float, str]]:
    """Page, top in points and Markdown of every paragraph."""
    for paragraph in section.paragraphs:
        box = paragraph.place.box
        yield paragraph.place.page, box[1] if box else 0.0, prose(paragraph)


def prose(paragraph: Paragraph) -> str:
    mark = "#" * min(6, paragraph.level + 1) + " " if paragraph.role == "heading" else ""
    return mark + escaped(paragraph.text)


def table_piece(number: int, table: Table) -> tuple[int, float, str]:
    first = table.fragments[0]
    pages = "、".join(map(str, table.pages))
    lines = [f"**表 {number}　{escaped(table.caption)}（第 {pages} 页）**", ""]
    for i, row in enumerate(rows(table)):
        lines.append("| " + " | ".join(map(escaped, row)) + " |")
        if i == 0:
            lines.append("|" + " --- |" * table.cols)
    return first.page, first.box[1], "\n".join(lines)


def rows(table: Table) -> list[list[str]]:
    """The texts of a table, rows x columns."""
    grid = [[""] * table.cols for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


def escaped(text: str) -> str:
    """Text that Markdown shows as it is: a PDF must not bring links, tags or columns of its own."""
    flat = " ".join(text.split())
    for mark in "\\`*_[]<>|#":
        flat = flat.replace(mark, "\\" + mark)
    return flat


def sheet(reports: Iterable[Report]) -> str:
    """The tables of all reports as one CSV with a BOM, each row with where it comes from; cells are guarded."""
    lines = [line for report in reports for line in lines_of(report)]
    width = max(map(len, lines), default=0)
    written = io.StringIO("\ufeff", newline="")
    written.seek(0, io.SEEK_END)
    table = csv.writer(written)
    table.writerow([*LEADING, *(f"c{i}" for i in range(1, width - len(LEADING) + 1))])
    table.writerows([guard(cell) for cell in line] + [""] * (width - len(line)) for line in lines)
    return written.getvalue()


def lines_of(report: Report) -> Iterator[list[str]]:
    """The rows of every table of a report, as wide as each table is."""
    for number, table in enumerate(report.tables, 1):
        where = [report.document, str(number), " ".join(map(str, table.pages)), table.caption]
        for i, row in enumerate(rows(table), 1):
            yield [*where, str(i), *row]
