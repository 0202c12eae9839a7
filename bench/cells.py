"""Cells that are exact against truth.json, for every PDF beside it.

A cell is exact when its row, column, spans and text (blanks taken out) are those of the truth.
"""

import json
import re
from pathlib import Path
from typing import Any

from extractors.layout import Layout, read_layout
from extractors.model import Cell, Fragment, Table

Key = tuple[int, int, int, int]


def key_text(cell: Cell, first_row: int = 0) -> tuple[Key, str]:
    return (cell.row - first_row, cell.col, cell.row_span, cell.col_span), re.sub(r"\s", "", cell.text)


def truth_cells(table: dict[str, Any]) -> dict[Key, str]:
    return {(c["r"], c["c"], c["rs"], c["cs"]): re.sub(r"\s", "", c["text"]) for c in table["cells"]}


def exact(have: dict[Key, str], want: dict[str, Any]) -> int:
    """How many cells of a true table stand in what was read; `order: free` compares as a bag of letters."""
    found = 0
    for cell in want["cells"]:
        text = have.get((cell["r"], cell["c"], cell["rs"], cell["cs"]))
        wanted = re.sub(r"\s", "", cell["text"])
        if text is not None:
            free = cell.get("order") == "free" and sorted(text) == sorted(wanted)
            found += text == wanted or text in cell.get("alt", ()) or free
    return found


def whole(table: Table) -> dict[Key, str]:
    return dict(key_text(cell) for cell in table.cells)


def part(table: Table, fragment: Fragment) -> dict[Key, str]:
    """The rows of one page, columns counted among those that are used there."""
    cells = [c for c in table.cells if c.place.page == fragment.page]
    borders = sorted({x for c in cells for x in (c.col, c.col + c.col_span)})
    first = min((c.row for c in cells), default=0)
    at = {border: i for i, border in enumerate(borders)}
    return {
        (c.row - first, at[c.col], c.row_span, at[c.col + c.col_span] - at[c.col]): re.sub(r"\s", "", c.text)
        for c in cells
    }


def best(layout: Layout, want: dict[str, Any]) -> int:
    """The best of the tables read; a truth that names a page is held against that page's part of each table."""
    if "page" in want:
        parts = [part(t, f) for t in layout.tables for f in t.fragments if f.page == want["page"]]
    else:
        parts = [whole(t) for t in layout.tables]
    return max((exact(have, want) for have in parts), default=0)


def table(samples: Path, reader: str = "pdfium") -> str:
    """Exact cells of every PDF in the folders of `samples` that hold a truth.json; Markdown."""
    lines = ["| file | exact | cells | short |", "|---|---|---|---|"]
    for path in sorted(samples.glob("*/truth.json")):
        got = asked = 0
        truth = dict(json.loads(path.read_text(encoding="utf-8")))["tables"]
        for pdf in sorted(path.parent.glob("*.pdf")):
            wanted = [table for table in truth if table.get("file", pdf.name) == pdf.name and table["cells"]]
            layout = read_layout(pdf.read_bytes(), reader) if wanted else None
            counts = [(best(layout, want), len(want["cells"]), want["id"]) for want in wanted if layout]
            right, cells = sum(c[0] for c in counts), sum(c[1] for c in counts)
            got, asked = got + right, asked + cells
            short = ", ".join(f"{name} {n}/{of}" for n, of, name in counts if n < of)
            if counts:
                lines.append(f"| {path.parent.name}/{pdf.name} | {right} | {cells} | {short} |")
        lines.append(f"| **{path.parent.name}** | {got} | {asked} | {got / asked:.4f} |")
    return "\n".join(lines) + "\n"
