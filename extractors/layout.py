"""PDF bytes to the layout of a document: whole tables, sections of prose, and what could not be read."""

import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any

from extractors.columns import in_columns
from extractors.doubt import doubtful_section, doubtful_table
from extractors.errors import UnreadableError
from extractors.grid import Grid, read_grids
from extractors.marks import Marks, mark_blocks
from extractors.merge import merge
from extractors.model import Place, Section, Table, Unread
from extractors.page import Page
from extractors.prose import body_size, measures, read_blocks
from extractors.running import drop_running
from extractors.scans import Eye, Lines, Refusal, Scans
from extractors.sections import build_sections, document_title, is_title_text, money_unit
from extractors.sniff import sniff, truncation
from extractors.stitch import Chain, Sheet, chain_grids, lines_above
from extractors.text_lines import with_gaps
from extractors.turned import Turn, turn_back

MAX_PAGES = 3000
READERS = {"pdfium": "extractors.pdf:Pdf", "pdfplumber": "extractors.plumber:PlumberPdf"}
"""By name, since pdfplumber takes a tenth of a second to load and most runs never read by it."""
UNIT_REACH = 60.0
UNIT_ROWS = 4
ODD_REMEDY = "请对照页面人工核对。"


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where in a document. Cells carry no numbers yet; a heading is the first paragraph of its section.

    `recognised`: the lines of the pages that were read from their picture, by page.
    """

    pages: int
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = ()
    unread: tuple[Unread, ...] = ()
    title: str = ""
    recognised: Mapping[int, Lines] = field(default_factory=dict)


@dataclass(slots=True)
class Take:
    """What was taken off the pages so far."""

    sheets: list[Sheet] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    turns: dict[int, Turn] = field(default_factory=dict)


def open_pdf(data: bytes, reader: str, password: str | None = None) -> Any:
    """The document opened by a reader: it has `count`, `pages()` and `close()`. Raises UnreadableError."""
    module, _, name = READERS[reader].partition(":")
    return getattr(import_module(module), name)(data, password)


def read_layout(data: bytes, reader: str = "pdfium", password: str | None = None, scans: Scans | None = None) -> Layout:
    """Read a document. `reader` is pdfium|pdfplumber; both give the same values.

    Raises UnreadableError for a file that cannot be read at all. A page that cannot be read is an Unread of scope page.
    """
    sniff(data)
    pdf = open_pdf(data, reader, password)
    # A page makes thousands of small values and no cycles: collecting them again and again costs a third of the time.
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        if pdf.count > MAX_PAGES:
            raise UnreadableError(
                f"文件称有 {pdf.count} 页，超过 {MAX_PAGES} 页的上限。",
                "请核实文件是否正常；确有这么多页时请拆分后再读。",
            )
        take = Take()
        with Eye(data, password, scans or Scans()) as eye:
            for page in pdf.pages():
                take_page(page, take, eye)
        take.unread += truncation(data)
        return as_sure(assemble(take), eye.lines)
    finally:
        pdf.close()
        if was_collecting:
            gc.enable()


def take_page(printed: Page, take: Take, eye: Eye) -> None:
    """Turn a page into a sheet with its grids and free lines, or say why not."""
    place = Place(printed.number)
    page = eye.see(printed)
    if isinstance(page, Refusal):
        take.unread.append(Unread(place, page.why, page.remedy, "page"))
        take.sheets.append(Sheet(printed.number, printed.width, printed.height, [], []))
        return
    take.unread += [Unread(place, odd, ODD_REMEDY, "field") for odd in page.odd]
    grids, free = read_grids(page)
    lines, is_double = in_columns([with_gaps(line) for line in free], page.width)
    if is_double:
        take.unread.append(Unread(place, "该页疑为双栏排版，已按先左后右读取。", ODD_REMEDY, "field"))
    if page.turn:
        take.turns[page.number] = Turn(page.turn, page.width, page.height)
    take.sheets.append(Sheet(page.number, page.width, page.height, grids, lines))


def as_sure(layout: Layout, seen: Mapping[int, Lines]) -> Layout:
    """The layout with the doubts of what was recognised."""
    if not seen:
        return layout
    return replace(
        layout,
        tables=tuple(doubtful_table(table, seen) for table in layout.tables),
        sections=tuple(doubtful_section(section, seen) for section in layout.sections),
        recognised=seen,
    )


def assemble(take: Take) -> Layout:
    """Stitch the tables and build the prose out of the sheets."""
    sheets = take.sheets
    drop_running(sheets, body_size(sheets))
    chains = chain_grids(sheets)
    shape = measures(sheets, body_size(sheets))
    marks = mark_blocks(read_blocks(sheets, shape), sheets, shape)
    tables = [table for chain in chains for table in (table_of(chain, marks, sheets), *inner_tables(chain))]
    sections = build_sections(marks.marked)
    if take.turns:
        tables, sections = turn_back(tables, sections, take.turns)
    title = document_title(marks.marked) or next((t.caption.split(" ")[0] for t in tables if t.caption), "")
    return Layout(len(sheets), tuple(tables), sections, tuple(take.unread), title)


def table_of(chain: Chain, marks: Marks, sheets: list[Sheet]) -> Table:
    """One table with its caption and unit of money."""
    first = chain.grids[0]
    caption = marks.captions.get((first.page, first.box[1]), []) or inner_title(first)
    return merge(chain, " ".join(caption), money_unit([*caption, *unit_places(chain, sheets)]))


def inner_tables(chain: Chain) -> Iterator[Table]:
    """The tables drawn inside cells of a table: each one by itself, the cell around it keeps the text."""
    for grid in chain.grids:
        for inner in grid.inner:
            yield merge(Chain([inner]), " ".join(inner_title(inner)), money_unit(cell.text for cell in inner.cells))


def inner_title(grid: Grid) -> list[str]:
    """The title of a table that has it in a row of its own across its whole width."""
    width = len(grid.xs) - 1
    return [c.text for c in grid.cells if c.row < 2 and c.col_span == width and is_title_text(c.text)][:1]


def unit_places(chain: Chain, sheets: list[Sheet]) -> Iterator[str]:
    """Where else the unit of money may stand: lines close above the table, its first rows."""
    first = chain.grids[0]
    sheet = next(s for s in sheets if s.number == first.page)
    for line in reversed(lines_above(sheet, sheet.grids.index(first))):
        if first.box[1] - line.bottom <= UNIT_REACH:
            yield line.text
    for cell in first.cells:
        if cell.row < UNIT_ROWS:
            yield cell.text
