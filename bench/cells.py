"""Cells that are exact against truth.json, for every PDF beside it.

A cell is exact when its row, column, spans and text (blanks taken out) are those of the truth.
"""

import json
import re
from pathlib import Path
from typing import Any

from extractors.grid import read_grids
from extractors.layout import open_pdf, read_layout
from extractors.page import Page
from extractors.scans import Eye, Scans

Key = tuple[int, int, int, int]


def key_text(row: int, col: int, spans: tuple[int, int], text: str) -> tuple[Key, str]:
    return (row, col, *spans), re.sub(r"\s", "", text)


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


def whole(data: bytes, reader: str) -> list[dict[Key, str]]:
    """The cells of every table, stitched over its pages."""
    tables = read_layout(data, reader).tables
    return [dict(key_text(c.row, c.col, (c.row_span, c.col_span), c.text) for c in one.cells) for one in tables]


def by_page(data: bytes, reader: str) -> dict[int, list[dict[Key, str]]]:
    """The cells of every table as it stands on each page, before stitching; scanned pages are recognised."""
    pdf = open_pdf(data, reader)
    with Eye(data, None, Scans()) as eye:
        seen = [eye.see(page) for page in pdf.pages()]
    pdf.close()
    grids = {page.number: read_grids(page)[0] for page in seen if isinstance(page, Page)}
    return {
        number: [dict(key_text(c.row, c.col, (c.row_span, c.col_span), c.text) for c in one.cells) for one in found]
        for number, found in grids.items()
    }


def best(data: bytes, reader: str, wanted: list[dict[str, Any]]) -> list[int]:
    """Exact cells for each true table, from the table read that fits it best; one that names a page is of that page."""
    pages = by_page(data, reader) if any("page" in want for want in wanted) else {}
    tables = whole(data, reader) if any("page" not in want for want in wanted) else []
    found = [pages.get(want["page"], []) if "page" in want else tables for want in wanted]
    return [max((exact(have, want) for have in parts), default=0) for parts, want in zip(found, wanted, strict=True)]


def table(samples: Path, reader: str = "pdfium") -> str:
    """Exact cells of every PDF in the folders of `samples` that hold a truth.json; Markdown."""
    lines = ["| file | exact | cells | short |", "|---|---|---|---|"]
    for path in sorted(samples.glob("*/truth.json")):
        got = asked = 0
        truth = dict(json.loads(path.read_text(encoding="utf-8")))["tables"]
        for pdf in sorted(path.parent.glob("*.pdf")):
            wanted = [table for table in truth if table.get("file", pdf.name) == pdf.name and table["cells"]]
            rights = best(pdf.read_bytes(), reader, wanted)
            counts = [(right, len(want["cells"]), want["id"]) for right, want in zip(rights, wanted, strict=True)]
            right, cells = sum(c[0] for c in counts), sum(c[1] for c in counts)
            got, asked = got + right, asked + cells
            short = ", ".join(f"{name} {n}/{of}" for n, of, name in counts if n < of)
            if counts:
                lines.append(f"| {path.parent.name}/{pdf.name} | {right} | {cells} | {short} |")
        lines.append(f"| **{path.parent.name}** | {got} | {asked} | {got / asked:.4f} |")
    return "\n".join(lines) + "\n"
