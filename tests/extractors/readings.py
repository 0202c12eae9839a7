"""What two readers make of a document, laid out for comparison."""

from extractors.layout import Layout, read_layout
from extractors.model import Table


def read(data: bytes) -> Layout:
    """Read by PDFium and hold pdfplumber's reading against it."""
    first = read_layout(data)
    second = read_layout(data, "pdfplumber")
    assert [rows(t) for t in first.tables] == [rows(t) for t in second.tables]
    assert said(first) == said(second)
    return first


def rows(one: Table) -> list[list[str]]:
    """The texts of a table row by row; a merged cell stands in its first place, its others are marked."""
    grid = [["<"] * one.cols for _ in range(one.rows)]
    for cell in one.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


def said(layout: Layout) -> list[tuple[str, str]]:
    """Role and text of every paragraph."""
    return [(p.role, p.text) for section in layout.sections for p in section.paragraphs]
