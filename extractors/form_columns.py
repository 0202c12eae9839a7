"""The columns of a block: which field each holds, guesses and doubles settled, and the cells under them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.form_sheet import Sheet
from extractors.lexicon import Label, field_of, guess_field, read_label
from extractors.model import Cell, Entry

_PAIR = 2
_COUNT = re.compile(r"序号|编号|行次")
_BY_PLACE = Decimal("0.95")
LEVELS = ("level1", "level2", "level3")
_OF_YEAR = re.compile(r"((?:19|20)\d{2})年")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block: grid columns col up to, not including, end. field is "" where the header is not known.

    `over` is the text of the topmost head over it, which may be its own. spelling: the known one that a guess took
    the header for. rival: the field that it lost to a better column. refused: why its cells contradict the guess.
    """

    field: str
    col: int
    end: int
    label: Label
    cell: Cell
    rank: int = 0
    confidence: Decimal = Decimal(1)
    over: str = ""
    spelling: str = ""
    rival: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a block, left to right; its header takes the rows first_row up to, not including, end_row.

    sides: of a fund block with two sides (income beside spending) each one's own columns, which begin at `start` and
    split the whole along `axis`.
    """

    block: str
    first_row: int
    end_row: int
    columns: tuple[Column, ...]
    sides: "tuple[Columns, ...]" = ()
    start: int = 0
    axis: str = ""

    def get(self, field: str) -> Column | None:
        return next((column for column in self.columns if column.field == field), None)

    def has(self, *fields: str) -> bool:
        return any(column.field in fields for column in self.columns)


def settled(columns: tuple[Column, ...], block: str) -> Iterator[Column]:
    """The columns with unknown heads guessed and doubles told apart."""
    taken = {c.field for c in columns if c.field}
    columns = tuple(guessed(c, block, taken) for c in columns)
    if block == "funds" and not taken & {"initial", "annual"}:
        columns = tuple(_sources(columns))
    if block == "funds":
        columns = tuple(_beside(tuple(_of_one_year(columns))))
    if block == "tasks":
        columns = tuple(_fiscal(columns))
    if block == "indicators":
        columns = tuple(
            _levelled(tuple(_fourth(tuple(_from_leaf(tuple(_stacked(_adjusted(tuple(_latest(columns))))))))))
        )
    yield from _told_apart(columns)


def _beside(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Parts of the money as columns right behind the whole (预算总额|其中：人员经费|公用经费)."""
    is_behind = False
    for column in columns:
        is_part = column.field in ("", "label") and is_behind and _is_part(column)
        is_behind = column.field in ("initial", "annual", "executed") or (is_behind and is_part)
        yield replace(column, field="part") if is_part else column


def _is_part(column: Column) -> bool:
    match = field_of("fund_rows", column.label.whole.removeprefix("其中").lstrip(":"))
    return match is not None and match.field != "whole"


def _of_one_year(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Of columns for several years (2021年|2022年 over 预算数|决算数) those of the year with the most of them."""
    years = [match[1] for c in columns if (match := _OF_YEAR.match(c.over)) and c.field and c.field != "other"]
    chosen = max(years, key=lambda year: (years.count(year), year), default="")
    for column in columns:
        match = _OF_YEAR.match(column.over)
        is_other = match is not None and match[1] != chosen and len(set(years)) > 1
        yield replace(column, field="other") if is_other else column


def _latest(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Of indicator columns that differ in their year (2021年完成值|2022年完成值) the one of the year chosen for all."""
    kept = tuple(_of_one_year(columns))
    fields = {column.field for column in kept}
    for column, one in zip(columns, kept, strict=True):
        yield one if column.field in fields else column


def _told_apart(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Of two columns for one field the one whose spelling ranks first; the other is none of the form's."""
    best: dict[str, Column] = {}
    for column in columns:
        if column.field and column.field not in ("other", "label", "source", "part"):
            first = best.setdefault(column.field, column)
            if column.rank < first.rank:
                best[column.field] = column
    for column in columns:
        if column.field in best and best[column.field] is not column:
            yield replace(column, field="other", rival=column.field)
        else:
            yield column


def guessed(column: Column, block: str, taken: set[str]) -> Column:
    """An unknown head given the field of the nearest spelling, if no other column has that field."""
    if column.field or not column.label.name or field_of("fund_rows", column.cell.text):
        return column
    match = guess_field(block, column.cell.text)
    if match is None:
        return column
    if match.field in taken and match.field != "other":
        return replace(column, rival=match.field)
    known = replace(column, field=match.field, rank=match.rank)
    return replace(known, confidence=match.confidence, spelling=match.spelling)


def _sources(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Fund rows that lie down as columns (中央|省、地|其他|合计), with what stands between two of them."""
    known = [c.col for c in columns if not c.field and field_of("fund_rows", c.label.whole)]
    # 项目经费 may head the names of the rows; behind parts of the money it is one more of them.
    known += [c.col for c in columns if c.field == "label" and known and c.col > known[-1] and _is_part(c)]
    for column in columns:
        is_open = not column.field or column.col in known
        is_source = len(known) >= 2 and is_open and known[0] <= column.col <= known[-1]
        yield replace(column, field="source") if is_source else column


def _fiscal(columns: tuple[Column, ...]) -> Iterator[Column]:
    """其中：财政资金 belongs to the column before it: the budget, or what was spent of it."""
    is_after_executed = False
    for column in columns:
        if column.field in ("budget", "executed"):
            is_after_executed = column.field == "executed"
        is_spent = column.field == "budget_fiscal" and is_after_executed
        yield replace(column, field="executed_fiscal") if is_spent else column


def _adjusted(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Of two heads for the target (指标值（年初）|指标值（调整）) the one that speaks of a change is the adjusted."""
    targets = [column for column in columns if column.field == "target" or column.rival == "target"]
    changed = [column for column in targets if "调整" in column.label.text]
    if len(targets) == len(changed) or len(changed) != 1:
        return columns
    return tuple(replace(c, field="target_adjusted") if c is changed[0] else c for c in columns)


def _stacked(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Of two heads that name the first level (指标分类|指标类型) the right one is the second if no head is."""
    first = [column for column in columns if column.field == "level1"]
    is_stacked = len(first) == 2 and not any(column.field == "level2" for column in columns)
    for column in columns:
        yield replace(column, field="level2") if is_stacked and column is first[1] else column


def _from_leaf(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Of two heads for the leaf side by side (评价内容|绩效指标) the left one is level 2, what stands before level 1.

    Only where no head names those levels; a count of the rows (序号) is none.
    """
    leaves = [i for i, column in enumerate(columns) if column.field == "level3"]
    is_pair = len(leaves) == _PAIR and leaves[1] == leaves[0] + 1 and "四级" not in columns[leaves[1]].label.name
    if not is_pair or any(column.field == "level2" for column in columns):
        yield from columns
        return
    known = {column.field for column in columns}
    for i, column in enumerate(columns):
        if i == leaves[0]:
            yield replace(column, field="level2")
        elif i == leaves[0] - 1 and not column.field and "level1" not in known and not _COUNT.search(column.label.name):
            yield replace(column, field="level1", confidence=_BY_PLACE, spelling="一级指标")
        else:
            yield column


def _fourth(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Of the columns of a form with a fourth level (四级指标) the last is the leaf, the third stands between."""
    last = next((c for c in columns if c.field == "level3" and "四级" in c.label.name), None)
    third = next((c for c in columns if c.field == "level3" and c is not last), None)
    is_fourth = last is not None and third is not None and third.col < last.col
    for column in columns:
        yield replace(column, field="between") if is_fourth and column is third else column


def _levelled(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Of several weight or score columns, those right behind an upper level are that level's (weight1, score2)."""
    level = ""
    seen: list[tuple[Column, str]] = []
    for column in columns:
        level = column.field if column.field in LEVELS else level
        seen.append((column, level))
    for column, behind in seen:
        later = {b for c, b in seen if c.field == column.field and c.col > column.col}
        is_upper = column.field in ("weight", "score") and behind in LEVELS[:2] and bool(later - {behind})
        yield replace(column, field=column.field + behind[-1]) if is_upper else column


def unit_of(sheet: Sheet, columns: Columns, column: Column) -> str:
    """The unit that a column's head, or the head over it, prints in a bracket, else ""."""
    above = sheet.at(columns.first_row, column.col) if columns.end_row > columns.first_row else None
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
