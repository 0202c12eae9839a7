"""Fund rows without heads over them: an amount beside its label, or behind it in one cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.form_blocks import Amount, Block, amounts
from extractors.form_funds import Name, fund_name, related
from extractors.form_sheet import is_blank, is_figure, path
from extractors.lexicon import field_of, packed, read_label
from extractors.model import Cell, Entry, FundRow
from extractors.units import is_money

_FIELDS = ("initial", "annual", "executed", "rate")
_SCALED = re.compile(r"\d[万亿]$")
WHOLE = "年度资金总额"


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
            entries = dict(_entries(block, one, own or side or "annual", fields, here, money))
            tree.names.setdefault(name.text, name)
            tree.rows[name.text] = replace(fund, **entries)
    return tuple(fund for tree in trees.values() for fund in related([(tree.names[k], f) for k, f in tree.rows.items()]))


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


def _entries(
    block: Block, one: Amount, field: str, fields: dict[int, str], here: str, money: str
) -> Iterator[tuple[str, Entry]]:  # fmt: skip
    """The entries of a labelled amount: one, or several where the row above it names columns."""
    if one.is_inside:
        text = packed(one.cell.text).replace(":", "：").partition("：")[2]
        yield field, block.sheet.part(one.cell, text, path(here, one.label), _unit(block, one, field, money, text))
        return
    cells = [c for c in block.sheet.starting(one.cell.row) if c.col in fields and (is_figure(c) or is_blank(c.text))]
    values: list[tuple[str, Cell]] = [(fields[c.col], c) for c in cells] if cells else [(field, one.value)]
    for name, cell in values:
        unit = _unit(block, one, name, money, packed(cell.text))
        yield name, block.sheet.entry(cell, path(here, "金额"), unit)


def _unit(block: Block, one: Amount, field: str, money: str, text: str) -> str:
    """The unit of an amount: its label's, the block's, the form's; 5.8万 without any of them is counted in 元."""
    if field == "rate":
        return "%"
    side = block.sheet.at(block.first, 0)
    printed = (read_label(one.label).unit, read_label(side.text).unit if side else "", money)
    return next(filter(is_money, printed), "元" if _SCALED.search(text) else "")
