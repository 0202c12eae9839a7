"""Header rows: which column of a block holds which field, by spelling and by structure, never by position."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractors.form_columns import LEVELS, Column, Columns, cell_in, guessed, settled
from extractors.form_sheet import Sheet, is_figure
from extractors.form_sides import read_sides
from extractors.lexicon import Match, field_of, packed, read_label
from extractors.model import Cell

_VALUES = {"target", "target_adjusted", "actual", "weight", "score"}
_REACHED = {"target", "actual", "score"}
_MONEY = ("initial", "annual", "executed")
_GENERIC = frozenset(("总额", "合计", "小计", "金额", "数额", "总计", "数值"))
_OF_PROJECT = frozenset(("项目名称", "任务(项目)名称"))
_PROSE = 40
_LEAST = 2
_HIGHEST = 3
_INHERITED = 1000
_OF_WHICH = re.compile(r"^其中:?")


def read_columns(sheet: Sheet, row: int) -> Columns | None:
    """The columns of the indicator, task or fund block whose header begins in this row, or None."""
    cells = sheet.filled(row)
    if len(cells) < 2 or any(is_figure(cell) or len(packed(cell.text)) > _PROSE for cell in cells):
        return None
    if sides := read_sides(sheet, row):
        return sides
    for block, is_header in (("indicators", _is_indicators), ("tasks", _is_tasks), ("funds", _is_funds)):
        height = _height(sheet, row, block)
        columns = tuple(_columns(sheet, row, height, block))
        if block == "indicators" and _is_rather_funds(sheet, row, columns):
            continue
        if is_header(columns) or _is_nearly(sheet, row + height, columns, block):
            found = tuple(settled(columns, block))
            return Columns(block, row, row + height, found)
    return _crossed(sheet, row)


def _is_rather_funds(sheet: Sheet, row: int, columns: tuple[Column, ...]) -> bool:
    """Whether heads that could be an indicator block's (指标|分值|得分) stand beside amounts and name no values."""
    if any(c.field in ("target", "actual") or c.field in LEVELS[::2] for c in columns):
        return False
    return _is_funds(tuple(_columns(sheet, row, _height(sheet, row, "funds"), "funds")))


def _crossed(sheet: Sheet, row: int) -> Columns | None:
    """A fund block whose rows lie down: parts of the money as heads, 预算数 and 执行数 as the labels of its rows."""
    heads = [cell for cell in sheet.filled(row) if cell.row_span == 1]
    known = [i for i, c in enumerate(heads) if field_of("fund_rows", _OF_WHICH.sub("", read_label(c.text).whole))]
    sources = heads[known[0] : _last_source(sheet, heads, known[-1]) + 1] if known else []
    columns = [Column("source", c.col, c.col + c.col_span, read_label(c.text), c) for c in sources]
    below = sheet.filled(row + 1)
    match = field_of("funds", below[0].text) if below else None
    is_labelled = match is not None and match.field in (*_MONEY, "rate")
    if len(columns) < _LEAST or not is_labelled or below[0].col >= columns[0].col:
        return None
    return Columns("funds", row, row + 1, tuple(columns)) if any(map(is_figure, below[1:])) else None


def _last_source(sheet: Sheet, heads: list[Cell], last: int) -> int:
    """How far the parts of the money go: also by names of nobody's list, as long as there are figures under them."""
    while last + 1 < len(heads):
        head = heads[last + 1]
        below = sheet.at(head.row + 1, head.col)
        if field_of("funds", head.text) or below is None or not is_figure(below):
            break
        last += 1
    return last


def _height(sheet: Sheet, row: int, block: str) -> int:
    """1, or 2 and 3 where heads are split into heads below them (年度指标值 over 指标性质, 指标值, 度量单位)."""
    height = 1
    while height < _HIGHEST and _is_split(sheet, row + height - 1, block):
        height += 1
    return height


def _is_split(sheet: Sheet, row: int, block: str) -> bool:
    """Whether heads of a row stand over two and more known heads in the row below it."""
    below, above = sheet.filled(row + 1), sheet.filled(row)
    if not below or any(is_figure(cell) for cell in below) or not any(_is_head(block, c) for c in above):
        return False
    split = [c for c in above if c.row_span == 1 and c.col_span > 1]
    split = [c for c in split if not field_of("head", c.text) or _stands_over_heads(sheet, c, block)]
    inside = [b for b in below if any(s.col <= b.col < s.col + s.col_span for s in split)]
    known = [b for b in inside if field_of(block, b.text) or field_of("fund_rows", b.text)]
    strays = [b for b in below if b not in inside and (not field_of(block, b.text) or _is_under_text(sheet, row, b))]
    is_known = len(known) >= _LEAST or (len(inside) == len(below) and _is_closed(above, split, block))
    return is_known and not strays and not any(_is_text_over(below, c, block) for c in split)


def _is_closed(above: list[Cell], split: list[Cell], block: str) -> bool:
    """Whether a header leaves a second row for nothing but the parts of some heads: the others run down beside it."""
    whole = [c for c in above if c not in split]
    return all(c.row_span > 1 for c in whole) and sum(field_of(block, c.text) is not None for c in whole) > _LEAST


def _is_text_over(below: list[Cell], cell: Cell, block: str) -> bool:
    """Whether a cell lies over heads that no head stands over together: levels and what was reached or scored."""
    fields = {m.field for b in below if cell.col <= b.col < cell.col + cell.col_span and (m := field_of(block, b.text))}
    own = field_of(block, cell.text)
    is_mixed = not fields.isdisjoint(_REACHED) or (own is not None and own.field in {*_VALUES, "reason"})
    return block == "indicators" and not fields.isdisjoint(LEVELS) and is_mixed


def _stands_over_heads(sheet: Sheet, cell: Cell, block: str) -> bool:
    """Whether all cells under a label are heads of the block: 评价年度 over 指标值 and 分值 is no head field."""
    below = [c for c in sheet.filled(cell.row + 1) if cell.col <= c.col < cell.col + cell.col_span]
    return len(below) >= _LEAST and all(field_of(block, c.text) for c in below)


def _is_under_text(sheet: Sheet, row: int, cell: Cell) -> bool:
    """Whether a text of its own stands over a head: then the row above is no head, but labels with their values."""
    above = sheet.at(row, cell.col)
    return above is not None and bool(packed(above.text))


def _is_head(block: str, cell: Cell) -> bool:
    """Whether a cell is a head of the block and not the label of a head field in the row above it."""
    return bool(field_of(block, cell.text)) and (cell.row_span > 1 or not field_of("head", cell.text))


def _columns(sheet: Sheet, row: int, height: int, block: str) -> Iterator[Column]:
    """Every column of the header, known or not; a label that runs down beside the block is none."""
    for cell in _lowest(sheet, row, height):
        if cell.row < row or cell.row_span > max(height, 2) or cell.row + cell.row_span > row + max(height, 2):
            continue
        if cell.col == 0 and cell.row_span > height and _is_beside(sheet, row + height, block, cell):
            continue
        parent = sheet.at(row, cell.col)
        match = _match(block, cell, list(_heads_over(sheet, row, cell)))
        label = read_label(cell.text if packed(cell.text) or parent is None else parent.text)
        field, rank = (match.field, match.rank) if match else ("", 0)
        confidence = match.confidence if match else Decimal(1)
        over = packed(parent.text) if parent else ""
        yield Column(field, cell.col, cell.col + cell.col_span, label, cell, rank, confidence, over)


def _lowest(sheet: Sheet, row: int, height: int) -> Iterator[Cell]:
    """The lowest cell of every column of a header; for a blank one under several heads these heads."""
    for cell in sheet.covering(row + height - 1):
        over = dict.fromkeys(sheet.at(cell.row - 1, col) for col in range(cell.col, cell.col + cell.col_span))
        heads = [head for head in over if head is not None and packed(head.text)]
        is_empty = cell.row > row and not packed(cell.text) and len(heads) > 1
        yield from heads if is_empty else (cell,)


def _is_beside(sheet: Sheet, row: int, block: str, cell: Cell) -> bool:
    """Whether a label that runs on below the header names the whole block at its side (项目决策（2分）)."""
    is_named = bool(read_label(cell.text).points) and field_of(block, cell.text) is None
    return is_named or _is_figures(sheet, row)


def _is_figures(sheet: Sheet, row: int) -> bool:
    """Whether the cells that begin in a row are figures, so that a label beside it heads no column of its own."""
    cells = sheet.filled(row)
    return len(cells) > 1 and sum(map(is_figure, cells)) * 2 > len(cells)


def _heads_over(sheet: Sheet, row: int, cell: Cell) -> Iterator[Cell]:
    """The heads over a head, the nearest first, up to the header's first row."""
    over = sheet.at(cell.row - 1, cell.col) if cell.row > row else None
    while over is not None:
        yield over
        over = sheet.at(over.row - 1, over.col) if over.row > row else None


def _match(block: str, cell: Cell, over: list[Cell]) -> Match | None:
    """What a head means; a general word under a head of its own (总额 under 预算执行数) means what that head means."""
    own = field_of(block, cell.text)
    above = next((match for head in over if (match := field_of(block, head.text))), None)
    if above and read_label(cell.text).name in _GENERIC:
        return above
    # What a head of nobody's list has from the one over it yields to a head that says it itself (偏差说明 beside 经费).
    return replace(above, rank=above.rank + _INHERITED) if above and own is None and packed(cell.text) else own or above


def _is_indicators(columns: tuple[Column, ...]) -> bool:
    fields = [c.field for c in columns if c.field and c.field != "other"]
    return len(fields) >= 3 and any(f in fields for f in LEVELS) and not _VALUES.isdisjoint(fields)


def _is_tasks(columns: tuple[Column, ...]) -> bool:
    fields = {c.field for c in columns if c.field and c.field != "other"}
    names = [c for c in columns if c.field == "name"]
    if not names or len(fields) < 3 or not fields & {"content", "budget", "result"}:
        return False
    return "content" in fields or not any(c.label.name in _OF_PROJECT for c in names)


def _is_funds(columns: tuple[Column, ...]) -> bool:
    fields = {c.field for c in columns}
    return len(fields & {*_MONEY, "rate"}) >= 2 and bool(fields & set(_MONEY))


def _is_nearly(sheet: Sheet, row: int, columns: tuple[Column, ...], block: str) -> bool:
    """Whether heads of which some are known, some are like known ones make a header: figures must stand under them."""
    known = {c.field for c in columns if c.field and c.field != "other"}
    likely = tuple(guessed(c, block, known) for c in columns)
    if block == "indicators":
        return len(known & set(LEVELS)) > 1 and _is_indicators(likely)
    amounts = [c for c in likely if c.field in (*_MONEY, "rate")]
    if block != "funds" or not _is_funds(likely) or not (known & {*_MONEY, "rate"} or len(amounts) > _LEAST):
        return False
    under = [cell_in(sheet, row, c) for c in amounts]
    return len({cell for cell in under if cell and is_figure(cell)}) > 1
