"""Fund blocks of two sides: 收入|预算数|决算数|支出|预算数|决算数, each side with labels and a whole of its own."""

import re

from extractors.form_columns import Column, Columns
from extractors.form_sheet import Sheet, is_figure
from extractors.lexicon import field_of, packed, read_label
from extractors.model import Cell

_SIDES = re.compile(r"收入|来源"), re.compile(r"支出|用途|结构|使用")
_AXES = ("source", "structure")
_MONEY = ("initial", "annual", "executed")
_GENERIC = ("金额", "数额", "资金", "金额合计")


def read_sides(sheet: Sheet, row: int) -> Columns | None:
    """The columns of such a block whose heads stand in this row, or below 收入 and 支出 in it; None for any other."""
    over = [cell for cell in sheet.filled(row) if cell.row_span == 1]
    is_split = len(over) == len(_SIDES) and all(cell.col_span > 1 for cell in over)
    at = row + 1 if is_split else row
    cells = [cell for cell in sheet.filled(at) if cell.row_span == 1]
    half = len(cells) // 2
    if half < 1 + 1 or len(cells) != 2 * half or any(map(is_figure, cells)):
        return None
    halves = cells[:half], cells[half:]
    names = [[read_label(cell.text).name for cell in side[1:]] for side in halves]
    firsts = over if is_split else [side[0] for side in halves]
    is_told = all(mark.search(packed(first.text)) for mark, first in zip(_SIDES, firsts, strict=True))
    is_told = is_told and all(first.col <= side[0].col for first, side in zip(firsts, halves, strict=True))
    if names[0] != names[1] or not is_told:
        return None
    sides = tuple(_side(side, range(row, at + 1), axis) for side, axis in zip(halves, _AXES, strict=True))
    is_money = all(side.has(*_MONEY) for side in sides)
    below = sheet.filled(at + 1)
    if not is_money or not any(map(is_figure, below)):
        return None
    return Columns("funds", row, at + 1, tuple(c for side in sides for c in side.columns), sides=sides)


def _side(cells: list[Cell], rows: range, axis: str) -> Columns:
    """The columns of one side; an amount without a name of its own (金额) is the year's budget."""
    columns = [Column("label", cells[0].col, cells[0].col + cells[0].col_span, read_label(cells[0].text), cells[0])]
    for cell in cells[1:]:
        match = field_of("funds", cell.text)
        field = match.field if match else "annual" if read_label(cell.text).name in _GENERIC else ""
        columns.append(Column(field, cell.col, cell.col + cell.col_span, read_label(cell.text), cell))
    return Columns("funds", rows.start, rows.stop, tuple(columns), start=cells[0].col, axis=axis)
