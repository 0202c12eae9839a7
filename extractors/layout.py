"""PDF bytes to the layout of a document: whole tables, sections of prose, and what could not be read."""

import gc
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from extractors.errors import UnreadableError
from extractors.grid import Grid, read_grids
from extractors.marks import Marks, mark_blocks
from extractors.merge import merge
from extractors.model import Place, Section, Table, Unread
from extractors.page import Page
from extractors.prose import body_size, measures, read_blocks
from extractors.running import drop_running
from extractors.sections import build_sections, document_title, is_title_text, money_unit
from extractors.sniff import sniff, truncation
from extractors.stitch import Chain, Sheet, chain_grids, lines_above
from extractors.text_lines import in_columns, read_lines, with_gaps
from extractors.turned import Turn, turn_back

MAX_PAGES = 3000
READERS = {"pdfium": "extractors.pdf:Pdf", "pdfplumber": "extractors.plumber:PlumberPdf"}
"""By name, since pdfplumber takes a tenth of a second to load and most runs never read by it."""
SCAN_CHARS = 20
SCAN_SHARE = 0.5
GARBLED = 0.2
# Private use, control and unmapped characters carry no meaning.
MEANINGLESS = re.compile("[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\ufffe]")
UNIT_REACH = 60.0
UNIT_ROWS = 4
SCAN = "该页是扫描图像，没有可读的文字层；本版本没有文字识别（OCR）。"
HIDDEN_LAYER = "该页是扫描图像，只有隐藏的识别文字，不足为凭；本版本没有文字识别（OCR）。"
SCAN_REMEDY = "请取得由文字处理软件直接导出的 PDF，或人工核对该页。"
DRAWN = "该页只有图形，没有文字（文字可能已转为曲线）。"
GARBLED_WHY = "该页的文字编码已损坏，读出的不是原文。"
ODD_REMEDY = "请对照页面人工核对。"
REFUSED_REMEDY = "请人工核对该页，或请发布单位重新导出 PDF。"


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where in a document. Cells carry no numbers yet; a heading is the first paragraph of its section."""

    pages: int
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = ()
    unread: tuple[Unread, ...] = ()
    title: str = ""


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


def read_layout(data: bytes, reader: str = "pdfium", password: str | None = None) -> Layout:
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
        for page in pdf.pages():
            take_page(page, take)
        take.unread += truncation(data)
        return assemble(take)
    finally:
        pdf.close()
        if was_collecting:
            gc.enable()


def take_page(page: Page, take: Take) -> None:
    """Turn a page into a sheet with its grids and free lines, or say why not."""
    place = Place(page.number)
    why, remedy = defect(page)
    if why:
        take.unread.append(Unread(place, why, remedy, "page"))
        take.sheets.append(Sheet(page.number, page.width, page.height, [], []))
        return
    take.unread += [Unread(place, odd, ODD_REMEDY, "field") for odd in page.odd]
    grids, rest = read_grids(page)
    lines, is_double = in_columns([with_gaps(line) for line in read_lines(rest)], page.width)
    if is_double:
        take.unread.append(Unread(place, "该页疑为双栏排版，已按先左后右读取。", ODD_REMEDY, "field"))
    if page.turn:
        take.turns[page.number] = Turn(page.turn, page.width, page.height)
    take.sheets.append(Sheet(page.number, page.width, page.height, grids, lines))


def defect(page: Page) -> tuple[str, str]:
    """Why a page cannot be read and what to do, ("", "") for a sound one."""
    if page.refusal:
        return page.refusal, REFUSED_REMEDY
    if len(page.chars) < SCAN_CHARS and page.image_share > SCAN_SHARE:
        return (HIDDEN_LAYER if any("隐藏" in odd for odd in page.odd) else SCAN), SCAN_REMEDY
    if not page.chars and len(page.edges) > SCAN_CHARS:
        return DRAWN, SCAN_REMEDY
    if len(MEANINGLESS.findall("".join([char.text for char in page.chars]))) > GARBLED * len(page.chars):
        return GARBLED_WHY, SCAN_REMEDY
    return "", ""


def assemble(take: Take) -> Layout:
    """Stitch the tables and build the prose out of the sheets."""
    sheets = take.sheets
    drop_running(sheets, body_size(sheets))
    chains = chain_grids(sheets)
    shape = measures(sheets, body_size(sheets))
    marks = mark_blocks(read_blocks(sheets, shape), sheets, shape)
    tables = [table_of(chain, marks, sheets) for chain in chains]
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
