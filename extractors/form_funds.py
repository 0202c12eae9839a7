"""The fund block: rows of money under heads, and what is part of what."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.form_beside import part_rows
from extractors.form_blocks import Block
from extractors.form_columns import Column, Columns, cell_in, entry_in, unit_of
from extractors.form_kin import Name, fund_name, related, with_axes
from extractors.form_labels import MOST_POINTS, is_fund_label
from extractors.form_sheet import Sheet, is_blank, is_figure, path
from extractors.lexicon import field_of, has_spelling, packed, read_label
from extractors.model import Cell, Entry, FundRow
from extractors.units import is_money

_MONEY = ("initial", "annual", "executed")
_POINTS = ("weight", "score")
# What the whole is called where the form prints its amounts without a label.
WHOLE = "年度资金总额"
# 5.8万 in a column without a unit counts 元.
_SCALED = re.compile(r"\d[万亿]$")
# 120（调整后）; 100（调整为120）: what was planned first, and what it was changed to.
_AMOUNT = r"-?\d[\d,]*(?:\.\d+)?(?:[万亿]?元)?"
_ADJUSTED = re.compile(
    rf"(?P<first>{_AMOUNT})[(（](?:(?:已|经)?调整(?:后|数)?"
    rf"|(?:年中|后)?(?:调整|调增|调减)(?:为|至|到)(?P<then>{_AMOUNT}))[)）]"
)
_POINTED = re.compile(r"\d+(?:\.\d+)?分")


def read_fund_rows(block: Block, form: str, money: str) -> tuple[FundRow, ...]:
    """The rows of a fund block with heads; `money` is the unit where no head prints one."""
    assert block.columns
    if block.columns.sides:
        left, right = (tuple(_side_rows(block, side, form, money)) for side in block.columns.sides)
        wholes = {row.label for row in left if not row.parent}
        return (*left, *(_told_apart(row, wholes) for row in right))
    sources = _sources(block.columns)
    if sources and len(sources) == len(block.columns.columns):
        return _crossed(block, sources, form, money)
    if sources and not block.columns.has("annual", "initial"):
        return tuple(row for at in block.data_rows for row in _spread(block, at, sources, form, money))
    rows: list[tuple[Name, FundRow]] = []
    beside: list[FundRow] = []
    axis = ""
    for row in block.data_rows:
        found = _labels(block.sheet, block.columns, row)
        name = fund_name(found, axis) if found else Name("" if rows else WHOLE)
        axis = name.axis
        anchor = next(iter(found[-1:] or block.sheet.filled(row)), None)
        if name.text and anchor is not None and _has_cells(block.sheet, block.columns, row):
            beside += part_rows(block, row, name.text, form, money)
            rows.append((name, _fund_row(block, row, anchor, path(f"表 {form}", name.text), money)))
    named = [(name, replace(fund, label=name.text)) for name, fund in rows]
    return _weighed(block, with_axes((*related(named), *beside)))


def _side_rows(block: Block, side: Columns, form: str, money: str) -> Iterator[FundRow]:
    """The rows of one side of a block; its parts stand on the side's axis."""
    for fund in read_fund_rows(replace(block, columns=side), form, money):
        yield replace(fund, axis=fund.axis or side.axis) if fund.parent else fund


def _told_apart(fund: FundRow, wholes: set[str]) -> FundRow:
    """A row of the right side, its whole under a name that the left side's does not have: 合计 of the spending."""
    if fund.parent:
        return replace(fund, parent=f"支出{fund.parent}") if fund.parent in wholes else fund
    return replace(fund, label=f"支出{fund.label}") if fund.label in wholes else fund


def _sources(columns: Columns) -> tuple[Column, ...]:
    """Columns that are fund rows lying down (中央|省|其他|合计), () in a block of the usual kind."""
    return tuple(c for c in columns.columns if c.field == "source")


def _spread(block: Block, row: int, sources: tuple[Column, ...], form: str, money: str) -> Iterator[FundRow]:
    """The whole with what was spent of it, then the sources that it is made of."""
    assert block.columns
    columns = block.columns
    whole = next((c for c in sources if has_spelling("fund_rows", "whole", c.label.whole)), None)
    if not any(cell and is_figure(cell) for cell in (cell_in(block.sheet, row, c) for c in sources)):
        return
    for column in sorted(sources, key=lambda c: c is not whole):
        here = path(f"表 {form}", column.label.name)
        unit = _unit(block.sheet, columns, column, money) or money
        amount = entry_in(block.sheet, row, column, path(here, "预算数"), unit)
        fund = FundRow(column.label.name, whole.label.name if whole else "", column.cell.place, annual=amount)
        if column is not whole:
            yield fund
            continue
        executed = entry_in(block.sheet, row, columns.get("executed"), path(here, "执行数"), unit)
        rate = entry_in(block.sheet, row, columns.get("rate"), path(here, "执行率"), "%")
        yield replace(fund, parent="", executed=executed, rate=rate)


def _crossed(block: Block, sources: tuple[Column, ...], form: str, money: str) -> tuple[FundRow, ...]:
    """The fund rows that lie down as columns, their amounts under each other (预算数, 执行数)."""
    assert block.columns
    rows = []
    for column in sources:
        name = fund_name([column.cell], "")
        here = path(f"表 {form}", name.text)
        unit = _unit(block.sheet, block.columns, column, money) or money
        entries: dict[str, Entry | None] = {}
        for row in block.data_rows:
            label = next((c for c in block.sheet.filled(row) if c.col < sources[0].col), None)
            match = field_of("funds", label.text) if label else None
            if label and match and match.field in (*_MONEY, "rate", *_POINTS):
                own = {"rate": "%", "weight": "分", "score": "分"}.get(match.field, unit)
                entries[match.field] = entry_in(block.sheet, row, column, path(here, read_label(label.text).name), own)
        rows.append((name, replace(FundRow(name.text, "", column.cell.place), **entries)))  # type: ignore[arg-type]  # entry fields only
    return tuple(related(rows))


def _labels(sheet: Sheet, columns: Columns, row: int) -> list[Cell]:
    """The label cells of a row, left of its money; a label that runs down beside the whole block is none."""
    first = min(c.col for c in columns.columns if c.field not in ("", "label", "other"))
    under = (cell for col in range(columns.start, first) if (cell := sheet.at(row, col)))
    found = dict.fromkeys(cell for cell in under if packed(cell.text))
    labels = [cell for cell in found if cell.row > columns.first_row and not is_figure(cell)]
    known = [i for i, cell in enumerate(labels) if is_fund_label(cell.text)]
    # What stands between a known label and its money says more of it (口径, 科目) and is no name.
    return labels[: known[-1] + 1] if known else labels


def _has_cells(sheet: Sheet, columns: Columns, row: int) -> bool:
    """Whether the row has money of its own under the heads: figures, blanks or dashes, no words."""
    under = {
        c.field: cell for c in columns.columns if c.field in (*_MONEY, "rate") and (cell := cell_in(sheet, row, c))
    }
    own = {cell for cell in under.values() if cell.row == row}
    words = {cell for cell in own if not is_blank(cell.text) and not _is_amount(cell)}
    if words - {under.get("rate")} or len(words) * 2 > len(own):
        return False
    return len(own) >= 2 or any(_is_amount(cell) for cell in own)


def _is_amount(cell: Cell) -> bool:
    return is_figure(cell) or bool(_ADJUSTED.fullmatch(packed(cell.text)))


def _fund_row(block: Block, row: int, label: Cell, here: str, money: str) -> FundRow:
    assert block.columns
    sheet, entries = block.sheet, {}
    for column in block.columns.columns:
        unit = _unit(sheet, block.columns, column, money)
        cell = cell_in(sheet, row, column)
        if column.field == "label" or cell is None or cell.col < column.col - 1 or unit is None:
            continue
        if not unit and column.field in _MONEY and _SCALED.search(packed(cell.text)):
            unit = "元"
        told = path(here, column.label.name)
        entry = _changed_entry(sheet, cell, column, told, unit) or entry_in(sheet, row, column, told, unit)
        is_shared = any(cell.col <= c.col < column.col for c in block.columns.columns if c.field not in ("", "label"))
        if entry and (cell.row < row or is_shared) and column.field not in ("reason", ""):
            entry = Entry("", entry.place)
        entries[column.field] = entry
    fields: dict[str, Entry | None] = {f: entries.get(f) for f in (*_MONEY, "rate", *_POINTS)}
    score = entries.get("score")
    if score and score.number and score.number.value > MOST_POINTS and not block.columns.has("weight"):
        fields["score"] = None  # the form's total, printed beside its money
    reason = block.columns.get("reason")
    if reason is not None:
        fields["reason"] = entry_in(sheet, row, reason, path(here, reason.label.name), None)
    return FundRow("", "", replace(label.place, label=here), **fields)  # type: ignore[arg-type]  # `fields` names entry fields only


def _changed_entry(sheet: Sheet, cell: Cell, column: Column, label: str, unit: str) -> Entry | None:
    """The amount of a cell that tells its own change: of 100（调整为120） the first in 年初预算, else the second."""
    found = _ADJUSTED.fullmatch(packed(cell.text)) if column.field in _MONEY else None
    if found is None:
        return None
    return sheet.part(cell, (column.field != "initial" and found["then"]) or found["first"], label, unit)


def _unit(sheet: Sheet, columns: Columns, column: Column, money: str) -> str | None:
    """The unit of a column's figures; None for a column of words."""
    printed = unit_of(sheet, columns, column)
    if column.field in (*_MONEY, "received"):
        return printed if is_money(printed) else money
    if column.field == "rate":
        return "%"
    if column.field in _POINTS:
        return "分"
    if column.field == "reason":
        return None
    if not column.field and column.col < min(c.col for c in columns.columns if c.field in (*_MONEY, "rate")):
        return None
    return printed or ("" if re.search(r"率|度$|序号|指标", column.label.name) else money)


def _weighed(block: Block, rows: tuple[FundRow, ...]) -> tuple[FundRow, ...]:
    """The rows, the first with the points that stand only in the block's own label: 预算执行情况（20分）."""
    assert block.columns
    side = block.sheet.at(block.columns.first_row, 0)
    score = block.columns.get("score")
    if not rows or block.columns.has("weight") or side is None or score is None:
        return rows
    found = _POINTED.search(packed(side.text)) or _POINTED.search(packed(score.cell.text))
    if found is None:
        return rows
    cell = side if _POINTED.search(packed(side.text)) else score.cell
    weight = block.sheet.part(cell, found[0], path(rows[0].place.label, "分值"), "分")
    return (replace(rows[0], weight=weight), *(replace(r, weight=Entry("", weight.place)) for r in rows[1:]))
