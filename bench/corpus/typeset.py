"""The producer that sets by itself: a document as Typst markup, with real flow layout and tables of its own."""

import json
from collections.abc import Iterator
from pathlib import Path

import typst

from bench.corpus.document import Box, Break, Document, Grid, Heading, Para, Part, Title
from bench.corpus.font import FAMILY, font_file

PREAMBLE = f"""
#set document(date: none)
#set page("a4", margin: 72pt, footer: context align(center, text(9pt, "- " + counter(page).display() + " -")))
#set text(font: "{FAMILY}", size: 12pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 0.8em, spacing: 0.8em)
#set table(stroke: 0.5pt, align: center + horizon)
#show table: set par(leading: 0.5em, justify: false)
#show table: it => pad(x: -24pt, it)
"""


def typeset(document: Document, text: str, path: Path) -> None:
    """Compile a document; `text` holds every letter that the font must have."""
    source = PREAMBLE + "\n".join(markup(part) for part in document.parts)
    fonts = [str(font_file(text).parent)]
    path.write_bytes(typst.compile(source.encode(), font_paths=fonts, ignore_system_fonts=True, timestamp=0))


def markup(part: Part) -> str:
    """One part of a document; all text goes in as string literals, so that none of it is markup."""
    match part:
        case Title(text):
            return f"#align(center, text(16pt, {quoted(text)}))\n"
        case Heading(text, level):
            size = 13 if level == 1 else 12
            return f"#par(first-line-indent: (amount: 2em, all: true), text({size}pt, {quoted(text)}))\n"
        case Para(text, is_indented):
            return f"#par(first-line-indent: (amount: {2 if is_indented else 0}em, all: true), text({quoted(text)}))\n"
        case Break(is_landscape):
            return f"#set page(flipped: {'true' if is_landscape else 'false'})\n#pagebreak(weak: true)\n"
        case Grid():
            return table(part)


def table(grid: Grid) -> str:
    columns = ", ".join(f"{width:.4f}fr" for width in grid.widths)
    cells = ",\n".join(cell(box) for box in boxes(grid))
    return f"#text({grid.size}pt, table(columns: ({columns}), inset: (x: {grid.pad}pt, y: 3pt),\n{cells}))\n"


def boxes(grid: Grid) -> Iterator[Box]:
    return (box for row in grid.rows for box in row)


def cell(box: Box) -> str:
    """A cell stays whole unless it is merged over rows, which may part at the end of a page."""
    side = ", align: left + horizon" if box.is_left else ""
    whole = "false" if box.rows == 1 else "true"
    return f"table.cell(colspan: {box.cols}, rowspan: {box.rows}, breakable: {whole}{side}, {quoted(box.text)})"


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
