"""Tables that go on with the indicators of the form before them without a head of their own."""

from collections.abc import Iterator
from dataclasses import replace

from extractors.form_blocks import TITLE, Block
from extractors.form_columns import Column, Columns, cell_in
from extractors.form_labels import is_total_label
from extractors.form_levels import is_section
from extractors.form_sheet import Sheet, is_blank, is_figure
from extractors.lexicon import packed
from extractors.model import Cell, Place, Unread
from extractors.numbers import read_number

_OWN_KINDS = frozenset({"indicators", "goals", "goal", "funds", "tasks", "title", "head", "detail", "amounts"})
_OPEN_KINDS = frozenset({"indicators", "band", "note", "other"})
_POINTS = ("weight", "score")
_FULL = 100
_SLACK = 3.0
_LEAST_CELLS = 3
_SHARE = 0.75


def carried_columns(sheet: Sheet, blocks: list[Block], current: list[Block]) -> Columns | None:
    """The columns of the open form's indicators as they stand in a table without heads that goes on with them."""
    last = next((block for block in reversed(current) if block.kind == "indicators"), None)
    if last is None or last.columns is None or not _can_go_on(sheet, blocks, current):
        return None
    same = _begun(last.columns, last.columns.columns) if sheet.cols == last.sheet.cols else None
    tried = (_by_edges(sheet, last.columns), same, _by_order(sheet, last.columns))
    return next((found for found in tried if found and _is_fitting(sheet, found)), None)


def torn_off(sheet: Sheet, before: Sheet, form: str) -> Unread | None:
    """What to say of a table right behind a form that looks like more of its indicators and was not taken up."""
    caption, pages = sheet.table.caption, sheet.table.pages
    if TITLE.search(packed(caption)) or not _is_near(before, sheet):
        return None
    rows = [sheet.filled(row) for row in range(sheet.rows)]
    told = [cells for cells in rows if len(cells) > _LEAST_CELLS and is_section(cells[0].text)]
    pointed = [cells for cells in told if "指标" in cells[0].text and is_figure(cells[-1]) and not is_figure(cells[0])]
    if not pointed or any(map(is_figure, rows[0][:1])):
        return None
    place = replace(rows[0][0].place if rows[0] else Place(pages[0]), label=f"表 {form} › 续表")
    return Unread(place, "疑为上一张绩效表的续表，列数或列位不同，未能归入该表", "请对照页面人工核对。", "table")


def _can_go_on(sheet: Sheet, blocks: list[Block], current: list[Block]) -> bool:
    """Whether a table without heads or a title follows a form whose indicators are open: no total yet."""
    kinds = [block.kind for block in current]
    behind = kinds[len(kinds) - kinds[::-1].index("indicators") - 1 :]
    is_open = set(behind) <= _OPEN_KINDS
    is_bare = not {block.kind for block in blocks} & _OWN_KINDS and not TITLE.search(packed(sheet.table.caption))
    return is_open and is_bare and _is_near(current[-1].sheet, sheet)


def _is_near(before: Sheet, sheet: Sheet) -> bool:
    last, first = before.table.pages, sheet.table.pages
    return bool(last and first) and 0 <= first[0] - last[-1] <= 1


def _by_edges(sheet: Sheet, columns: Columns) -> Columns | None:
    """The columns where their heads' left and right edges lie in another grid, None where one has no place there."""
    middles = dict(_middles(sheet))
    found: list[Column] = []
    for column in columns.columns:
        box = column.cell.place.box
        inside = [col for col, x in middles.items() if box and box[0] - _SLACK <= x <= box[2] + _SLACK]
        if not inside and column.field:
            return None
        if inside:
            found.append(replace(column, col=min(inside), end=max(inside) + 1))
    ends = [column.end for column in found]
    is_apart = all(end <= column.col for end, column in zip(ends, found[1:], strict=False))
    return _begun(columns, tuple(found)) if is_apart else None


def _by_order(sheet: Sheet, columns: Columns) -> Columns | None:
    """The columns as the cells of the first row stand, where those are as many."""
    cells = sheet.covering(0)
    if len(cells) != len(columns.columns):
        return None
    pairs = zip(columns.columns, cells, strict=True)
    return _begun(columns, tuple(replace(c, col=cell.col, end=cell.col + cell.col_span) for c, cell in pairs))


def _begun(columns: Columns, found: tuple[Column, ...]) -> Columns:
    return replace(columns, first_row=0, end_row=0, columns=found)


def _middles(sheet: Sheet) -> Iterator[tuple[int, float]]:
    """The middle of each grid column, from a cell of its own."""
    for cell in sheet.table.cells:
        if cell.col_span == 1 and cell.place.box:
            yield cell.col, (cell.place.box[0] + cell.place.box[2]) / 2


def _is_fitting(sheet: Sheet, columns: Columns) -> bool:
    """Whether (nearly) every row has words for a name, something for its values and points under their heads."""
    rows = [row for row in range(sheet.rows) if _is_row(sheet.filled(row))]
    fitting = sum(_is_indicator(sheet, columns, row) for row in rows)
    return fitting > 0 and fitting >= _SHARE * len(rows)


def _is_row(cells: list[Cell]) -> bool:
    return len(cells) >= _LEAST_CELLS and not is_total_label(cells[0].text)


def _is_indicator(sheet: Sheet, columns: Columns, row: int) -> bool:
    leaf = cell_in(sheet, row, columns.get("level3") or columns.get("level2"))
    value = cell_in(sheet, row, columns.get("target") or columns.get("actual"))
    points = [cell for field in _POINTS if (cell := cell_in(sheet, row, columns.get(field))) and cell.row == row]
    if leaf is None or value is None or is_blank(leaf.text) or is_figure(leaf) or is_blank(value.text):
        return False
    printed = [cell for cell in points if not is_blank(cell.text)]
    numbers = [number.value for cell in printed if (number := read_number(packed(cell.text)))]
    is_scored = bool(numbers) and len(numbers) == len(printed) and max(numbers) <= _FULL
    return is_scored and leaf not in points and value not in points and sorted(numbers, reverse=True) == numbers
