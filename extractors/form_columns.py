"""Header rows: which column of a block holds which field, by spelling and by structure, never by position."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.form_sheet import Sheet, is_figure
from extractors.lexicon import Label, Match, field_of, guess_field, packed, read_label
from extractors.model import Cell, Entry

_LEVELS = ("level1", "level2", "level3")
_VALUES = {"target", "target_adjusted", "actual", "weight", "score"}
_MONEY = ("initial", "annual", "executed")
_GENERIC = frozenset(("总额", "合计", "小计", "金额", "数额", "总计"))
_OF_PROJECT = frozenset(("项目名称", "任务(项目)名称"))
_PROSE = 40


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block: grid columns col up to, not including, end. field is "" where the header is not known."""

    field: str
    col: int
    end: int
    label: Label
    cell: Cell
    rank: int = 0
    confidence: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a block, left to right; its header takes the rows first_row up to, not including, end_row."""

    block: str
    first_row: int
    end_row: int
    columns: tuple[Column, ...]

    def get(self, field: str) -> Column | None:
        return next((column for column in self.columns if column.field == field), None)

    def has(self, *fields: str) -> bool:
        return any(column.field in fields for column in self.columns)


def read_columns(sheet: Sheet, row: int) -> Columns | None:
    """The columns of the indicator, task or fund block whose header begins in this row, or None."""
    cells = sheet.filled(row)
    if len(cells) < 2 or any(is_figure(cell) or len(packed(cell.text)) > _PROSE for cell in cells):
        return None
    for block, is_header in (("indicators", _is_indicators), ("tasks", _is_tasks), ("funds", _is_funds)):
        height = _height(sheet, row, block)
        columns = tuple(_columns(sheet, row, height, block))
        if is_header(columns):
            settled = tuple(_settled(columns, block))
            return Columns(block, row, row + height, settled)
    return None


def _height(sheet: Sheet, row: int, block: str) -> int:
    """2 where a head is split into heads below it (年度指标值 over 指标性质, 指标值, 度量单位), else 1."""
    below, above = sheet.filled(row + 1), sheet.filled(row)
    if not below or any(is_figure(cell) for cell in below) or not any(_is_head(block, c) for c in above):
        return 1
    split = [c for c in above if c.row_span == 1 and c.col_span > 1 and not field_of("head", c.text)]
    inside = [b for b in below if any(s.col <= b.col < s.col + s.col_span for s in split)]
    known = [b for b in inside if field_of(block, b.text) or field_of("fund_rows", b.text)]
    strays = [b for b in below if b not in inside and not field_of(block, b.text)]
    return 2 if len(known) >= 2 and not strays else 1


def _is_head(block: str, cell: Cell) -> bool:
    """Whether a cell is a head of the block and not the label of a head field in the row above it."""
    return bool(field_of(block, cell.text)) and (cell.row_span > 1 or not field_of("head", cell.text))


def _columns(sheet: Sheet, row: int, height: int, block: str) -> Iterator[Column]:
    """Every column of the header, known or not; a label that runs down beside the block is none."""
    for cell in sheet.covering(row + height - 1):
        if cell.row < row or cell.row_span > max(height, 2) or cell.row + cell.row_span > row + max(height, 2):
            continue
        parent = sheet.at(row, cell.col)
        match = _match(block, cell, parent if parent is not cell else None)
        label = read_label(cell.text if packed(cell.text) or parent is None else parent.text)
        field, rank = (match.field, match.rank) if match else ("", 0)
        confidence = match.confidence if match else Decimal(1)
        yield Column(field, cell.col, cell.col + cell.col_span, label, cell, rank, confidence)


def _match(block: str, cell: Cell, parent: Cell | None) -> Match | None:
    """What a head means; a general word under a head of its own (总额 under 预算执行数) means what that head means."""
    own = field_of(block, cell.text)
    above = field_of(block, parent.text) if parent else None
    if above and (own is None or read_label(cell.text).name in _GENERIC):
        return above
    return own


def _is_indicators(columns: tuple[Column, ...]) -> bool:
    fields = [c.field for c in columns if c.field and c.field != "other"]
    return len(fields) >= 3 and any(f in fields for f in _LEVELS) and not _VALUES.isdisjoint(fields)


def _is_tasks(columns: tuple[Column, ...]) -> bool:
    fields = {c.field for c in columns if c.field and c.field != "other"}
    names = [c for c in columns if c.field == "name"]
    if not names or len(fields) < 3 or not fields & {"content", "budget", "result"}:
        return False
    return "content" in fields or not any(c.label.name in _OF_PROJECT for c in names)


def _is_funds(columns: tuple[Column, ...]) -> bool:
    fields = {c.field for c in columns}
    return len(fields & {*_MONEY, "rate"}) >= 2 and bool(fields & set(_MONEY))


def _settled(columns: tuple[Column, ...], block: str) -> Iterator[Column]:
    """The columns with unknown heads guessed and doubles told apart."""
    taken = {c.field for c in columns if c.field}
    columns = tuple(_guessed(c, block, taken) for c in columns)
    if block == "funds" and not taken & {"initial", "annual"}:
        columns = tuple(_sources(columns))
    if block == "tasks":
        columns = tuple(_fiscal(columns))
    if block == "indicators":
        columns = tuple(_levelled(columns))
    yield from _told_apart(columns)


def _told_apart(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Of two columns for one field the one whose spelling ranks first; the other is none of the form's."""
    best: dict[str, Column] = {}
    for column in columns:
        if column.field and column.field not in ("other", "label", "source"):
            first = best.setdefault(column.field, column)
            if column.rank < first.rank:
                best[column.field] = column
    for column in columns:
        if column.field in best and best[column.field] is not column:
            yield replace(column, field="other")
        else:
            yield column


def _guessed(column: Column, block: str, taken: set[str]) -> Column:
    """An unknown head given the field of the nearest spelling, if no other column has that field."""
    if column.field or not column.label.name or field_of("fund_rows", column.cell.text):
        return column
    match = guess_field(block, column.cell.text)
    if match is None or (match.field in taken and match.field != "other"):
        return column
    return replace(column, field=match.field, rank=match.rank, confidence=match.confidence)


def _sources(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Fund rows that lie down as columns (中央|省、地|其他|合计), with what stands between two of them."""
    known = [c.col for c in columns if not c.field and field_of("fund_rows", c.label.whole)]
    for column in columns:
        is_source = len(known) >= 2 and not column.field and known[0] <= column.col <= known[-1]
        yield replace(column, field="source") if is_source else column


def _fiscal(columns: tuple[Column, ...]) -> Iterator[Column]:
    """其中：财政资金 belongs to the column before it: the budget, or what was spent of it."""
    is_after_executed = False
    for column in columns:
        if column.field in ("budget", "executed"):
            is_after_executed = column.field == "executed"
        is_spent = column.field == "budget_fiscal" and is_after_executed
        yield replace(column, field="executed_fiscal") if is_spent else column


def _levelled(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Of several weight or score columns, those right behind an upper level are that level's (weight1, score2)."""
    level = ""
    seen: list[tuple[Column, str]] = []
    for column in columns:
        level = column.field if column.field in _LEVELS else level
        seen.append((column, level))
    for column, behind in seen:
        later = {b for c, b in seen if c.field == column.field and c.col > column.col}
        is_upper = column.field in ("weight", "score") and behind in _LEVELS[:2] and bool(later - {behind})
        yield replace(column, field=column.field + behind[-1]) if is_upper else column


def unit_of(sheet: Sheet, columns: Columns, column: Column) -> str:
    """The unit that a column's head, or the head over it, prints in a bracket, else ""."""
    above = sheet.at(columns.first_row, column.col)
    return column.label.unit or (read_label(above.text).unit if above else "")


def entry_in(sheet: Sheet, row: int, column: Column | None, label: str, unit: str | None) -> Entry | None:
    """The entry of a row under a head: None without the column, "" where the row has no cell of its own there."""
    if column is None:
        return None
    cell = cell_in(sheet, row, column)
    if cell is None:
        return Entry("", replace(column.cell.place, label=label))
    return sheet.entry(cell, label, unit)


def cell_in(sheet: Sheet, row: int, column: Column | None) -> Cell | None:
    """The cell of a row that lies most under a column's head, None without the column."""
    if column is None:
        return None
    under = [cell for col in range(column.col, column.end) if (cell := sheet.at(row, col))]
    return max(dict.fromkeys(under), key=under.count) if under else None
