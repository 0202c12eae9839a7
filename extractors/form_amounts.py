"""Fund rows without heads over them: an amount beside its label, or behind it in one cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.form_blocks import Amount, Block, amounts
from extractors.form_funds import WHOLE, Name, fund_name, related
from extractors.form_sheet import is_blank, is_figure, path
from extractors.lexicon import field_of, packed, read_label
from extractors.model import Cell, FundRow
from extractors.units import is_money

_FIELDS = ("initial", "annual", "executed", "rate")
_SCALED = re.compile(r"\d[万亿]$")


@dataclass(slots=True)
class _Tree:
    """The rows found so far under one column of labels, by name, in order."""

    names: dict[str, Name]
    rows: dict[str, FundRow]


def read_amounts(block: Block, form: str, money: str) -> tuple[FundRow, ...]:
    """The fund rows of a block of labelled amounts; each column of labels is a whole of its own."""
    trees: dict[int, _Tree] = {}
    fields: dict[int, str] = {}
    for row in range(block.first, block.end):
        found = amounts(block.sheet, row)
        side = _side_field(block, row, found)
        for one in found:
            own = _column_field(one.label)
            name = Name(WHOLE) if own else fund_name_of(one)
            if one.is_inside and own:
                fields[one.cell.col] = own
            tree = trees.setdefault(0 if own or side or fields else one.cell.col, _Tree({}, {}))
            here = path(f"表 {form}", name.text)
            fund = tree.rows.get(name.text, FundRow(name.text, "", replace(one.cell.place, label=here)))
            entries = {}
            for field, cell, text in _values(block, one, own or side or "annual", fields):
                unit = _unit(block, one, field, money, text)
                label = path(here, "金额")
                inside = block.sheet.part(cell, text, label, unit) if one.is_inside else None
                entries[field] = inside or block.sheet.entry(cell, label, unit)
            tree.names.setdefault(name.text, name)
            tree.rows[name.text] = replace(fund, **entries)  # type: ignore[arg-type]  # `entries` names entry fields only
    named = ([(tree.names[key], fund) for key, fund in tree.rows.items()] for tree in trees.values())
    return tuple(fund for rows in named for fund in related(rows))


def fund_name_of(one: Amount) -> Name:
    """The name of a labelled amount, from its label alone."""
    return fund_name([replace(one.cell, text=one.label)], "")


def _column_field(label: str) -> str:
    match = field_of("funds", label)
    return match.field if match and match.field in _FIELDS else ""


def _side_field(block: Block, row: int, found: list[Amount]) -> str:
    """What the label at the side of a row says its amounts are (预算安排情况, 资金执行情况), "" for none."""
    taken = {cell for one in found for cell in (one.cell, one.value)}
    side = next((cell for cell in block.sheet.filled(row) if cell not in taken), None)
    return _column_field(side.text) if side else ""


def _values(block: Block, one: Amount, field: str, fields: dict[int, str]) -> Iterator[tuple[str, Cell, str]]:
    """Field, cell and text of a labelled amount: one, or several where the row above it names columns."""
    if one.is_inside:
        yield field, one.cell, packed(one.cell.text).replace(":", "：").partition("：")[2]
        return
    cells = [c for c in block.sheet.starting(one.cell.row) if c.col in fields and (is_figure(c) or is_blank(c.text))]
    for name, cell in [(fields[c.col], c) for c in cells] or [(field, one.value)]:
        yield name, cell, packed(cell.text)


def _unit(block: Block, one: Amount, field: str, money: str, text: str) -> str:
    """The unit of an amount: its label's, the block's, the form's; 5.8万 without any of them is counted in 元."""
    if field == "rate":
        return "%"
    side = block.sheet.at(block.first, 0)
    printed = (read_label(one.label).unit, read_label(side.text).unit if side else "", money)
    return next(filter(is_money, printed), "元" if _SCALED.search(text) else "")
