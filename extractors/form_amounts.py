"""Fund rows without heads over them: an amount beside its label, behind it in one cell, or in a list of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractors.form_blocks import Block
from extractors.form_funds import WHOLE
from extractors.form_kin import Name, fund_name, related
from extractors.form_labels import Amount, amount_field, amounts, is_fund_label
from extractors.form_lists import Listed, read_list
from extractors.form_sheet import Sheet, is_blank, is_figure, path
from extractors.form_told import Told, read_told
from extractors.lexicon import field_of, has_spelling, packed, read_label
from extractors.model import Cell, Entry, FundRow
from extractors.numbers import read_number
from extractors.units import is_money

_MONEY = ("initial", "annual", "executed")
_FIELDS = ("initial", "annual", "executed", "rate", "weight", "score")
_OWN_UNITS = {"rate": "%", "weight": "分", "score": "分"}
_SCALED = re.compile(r"\d[万亿]$")


@dataclass(slots=True)
class _Tree:
    """The rows found so far under one column of labels, by name, in order; the axis that the next one stands on."""

    names: dict[str, Name] = field(default_factory=dict)
    rows: dict[str, FundRow] = field(default_factory=dict)
    axis: str = ""

    def whole(self) -> str:
        return next((name for name in self.names if has_spelling("fund_rows", "whole", name)), WHOLE)


@dataclass(slots=True)
class _Scene:
    """A block while it is read. fields: columns of amounts by grid column; columns: kinds of amount by label column."""

    block: Block
    form: str
    money: str
    before: tuple[FundRow, ...]
    trees: dict[int, _Tree] = field(default_factory=dict)
    fields: dict[int, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    listed: list[FundRow] = field(default_factory=list)


def read_amounts(block: Block, form: str, money: str, before: tuple[FundRow, ...] = ()) -> tuple[FundRow, ...]:
    """The fund rows of a block of labelled amounts; each column of labels that begins with a whole is a tree.

    `before` are the rows that the form's earlier blocks gave: a list can be what one of them is made of.
    """
    scene = _Scene(block, form, money, before)
    for row in range(block.first, block.end):
        _read_row(scene, row)
        for cell in block.sheet.filled(row):
            if listed := read_list(cell.text):
                scene.listed.extend(_list_rows(scene, cell, listed))
            elif not before and not _is_of_task(scene.block, cell) and (told := read_told(cell.text)):
                _read_told(scene, cell, told)
    return (*_related(scene), *scene.listed)


def taken_up(before: tuple[FundRow, ...], rows: tuple[FundRow, ...]) -> tuple[FundRow, ...]:
    """The fund rows of a form with those of one more block: a row that says more of one it has is no other row."""
    kept = list(before)
    for row in rows:
        given = {name: entry for name in _FIELDS if (entry := getattr(row, name)) is not None}
        same = next((i for i, one in enumerate(kept) if (one.label, one.parent) == (row.label, row.parent)), None)
        if same is None or any(getattr(kept[same], name) is not None for name in given):
            kept.append(row)
        else:
            kept[same] = replace(kept[same], **given)
    return tuple(kept)


def _is_of_task(block: Block, cell: Cell) -> bool:
    """Whether a row names something else beside the cell, by a name and by what it is: the money is a task's."""
    beside = [c for c in block.sheet.starting(cell.row) if c is not cell and packed(c.text) and not is_figure(c)]
    known = [c for c in beside if is_fund_label(c.text) or amount_field(c.text) or field_of("funds", c.text)]
    return len(beside) > 1 and not known


def _related(scene: _Scene) -> tuple[FundRow, ...]:
    named = ([(tree.names[key], fund) for key, fund in tree.rows.items()] for tree in scene.trees.values())
    return tuple(fund for rows in named for fund in related(rows))


def _read_row(scene: _Scene, row: int) -> None:
    found = amounts(scene.block.sheet, row)
    side = _side_field(scene.block, row, found)
    part = _side_part(scene.block, row, found)
    if not scene.columns:
        scene.columns = _columns(scene.block.sheet, row, found)
    first = last = None
    # A row that begins with a kind of amount tells it of the whole; names behind it are parts of the same kind.
    is_led, here = bool(found) and amount_field(found[0].label) in _MONEY, ""
    for one in found:
        own = amount_field(one.label)
        here = own if is_led and own in _MONEY else here
        name = fund_name_of(one)
        if one.is_inside and own in (*_MONEY, "rate"):
            scene.fields[one.cell.col] = own
        key = 0 if own or side or scene.fields or scene.columns else _tree_key(scene, one, first)
        key = last[0] if last and own and not scene.columns else key
        first = key if first is None else first
        tree = scene.trees.setdefault(key, _Tree())
        if own and part:
            name = part
        elif own:
            name = Name(last[1] if last and not scene.columns and not is_led else tree.whole())
        else:
            name = fund_name([replace(one.cell, text=one.label)], tree.axis)
            tree.axis, last = name.axis, (key, name.text)
        _take(scene, tree, one, name, own or scene.columns.get(one.cell.col, "") or side or here or "annual")


def _read_told(scene: _Scene, cell: Cell, told: tuple[Told, ...]) -> None:
    """The amounts told in one cell: of the row that its side names; parts of it stand behind the kind they split."""
    tree = scene.trees.setdefault(0, _Tree())
    base = name = _side_part(scene.block, cell.row, []) or Name(tree.whole())
    scene.block.sheet.entry(cell, path(f"表 {scene.form}", base.text), None)
    here = "annual"
    for one in told:
        own = amount_field(one.label)
        if not own:
            name = replace(fund_name([replace(cell, text=one.label)], tree.axis), is_of_which=one.is_of_which)
        elif own in _MONEY:
            name, here = base, own
        if (kind := own or here) not in _FIELDS:
            continue
        label = path(f"表 {scene.form}", name.text)
        place = replace(cell.place, label=label)
        unit = _OWN_UNITS.get(kind) or ("元" if one.unit in ("万", "亿") else one.unit) or scene.money
        number = read_number(one.amount, replace(place, label=path(label, one.label)), unit)
        fund = tree.rows.get(name.text, FundRow(name.text, "", place))
        entry = Entry(one.amount, place, number)
        tree.names.setdefault(name.text, name)
        tree.rows[name.text] = replace(fund, **{kind: entry})  # type: ignore[arg-type]  # an entry field


def _tree_key(scene: _Scene, one: Amount, first: int | None) -> int:
    """The column of labels that an amount belongs to: a part beside a whole is a part of it (总额|854|其中：…|854)."""
    is_whole = has_spelling("fund_rows", "whole", fund_name_of(one).text)
    return one.cell.col if is_whole or first is None or one.cell.col in scene.trees else first


def _take(scene: _Scene, tree: _Tree, one: Amount, name: Name, kind: str) -> None:
    """Add the figures of an amount to its row."""
    here = path(f"表 {scene.form}", name.text)
    fund = tree.rows.get(name.text, FundRow(name.text, "", replace(one.cell.place, label=here)))
    entries = {}
    for named, cell, text in _values(scene.block, one, kind, scene.fields):
        unit = _unit(scene, one, named, text)
        label = path(here, "金额")
        inside = scene.block.sheet.part(cell, text, label, unit) if one.is_inside else None
        entries[named] = inside or scene.block.sheet.entry(cell, label, unit)
    kept = {named: entry for named, entry in entries.items() if named in _FIELDS}
    if kept or name.text in tree.rows:
        tree.names.setdefault(name.text, name)
        tree.rows[name.text] = replace(fund, **kept)  # type: ignore[arg-type]  # `kept` names entry fields only


def _columns(sheet: Sheet, row: int, found: list[Amount]) -> dict[int, str]:
    """Kinds of amount side by side over labels of their own: 计划安排|400|实际支出|398 over 省财政|100|省财政|98."""
    kinds = {one.cell.col: kind for one in found if not one.is_inside and (kind := amount_field(one.label))}
    below = amounts(sheet, row + 1) if row + 1 < sheet.rows else []
    under = [one for one in below if one.cell.col in kinds and not amount_field(one.label)]
    return kinds if len(set(kinds.values())) > 1 and len(under) > 1 else {}


def fund_name_of(one: Amount) -> Name:
    """The name of a labelled amount, from its label alone."""
    return fund_name([replace(one.cell, text=one.label)], "")


def _side_part(block: Block, row: int, found: list[Amount]) -> Name | None:
    """The fund row that the label at the side of a row names (其中：中央补助|预算数：120万元|执行数：118万元)."""
    taken = {cell for one in found for cell in (one.cell, one.value)}
    side = [cell for cell in block.sheet.filled(row) if cell not in taken and is_fund_label(cell.text)]
    return fund_name(side[:1], "") if side and all(one.is_inside for one in found) else None


def _side_field(block: Block, row: int, found: list[Amount]) -> str:
    """What the label at the side of a row says its amounts are (预算安排情况, 资金执行情况), "" for none."""
    taken = {cell for one in found for cell in (one.cell, one.value)}
    side = next((cell for cell in block.sheet.filled(row) if cell not in taken), None)
    match = field_of("funds", side.text) if side else None
    return match.field if match and match.field in _FIELDS else ""


def _values(block: Block, one: Amount, field: str, fields: dict[int, str]) -> Iterator[tuple[str, Cell, str]]:
    """Field, cell and text of a labelled amount: one, or several where the row above it names columns."""
    if one.is_inside:
        yield field, one.cell, packed(one.cell.text).replace(":", "：").partition("：")[2]
        return
    cells = [c for c in block.sheet.starting(one.cell.row) if c.col in fields and (is_figure(c) or is_blank(c.text))]
    for name, cell in [(fields[c.col], c) for c in cells] or [(field, one.value)]:
        yield name, cell, packed(cell.text)


def _unit(scene: _Scene, one: Amount, field: str, text: str) -> str:
    """The unit of an amount: its label's, the block's, the form's; 5.8万 without any of them is counted in 元."""
    if field in _OWN_UNITS:
        return _OWN_UNITS[field]
    side = scene.block.sheet.at(scene.block.first, 0)
    printed = (read_label(one.label).unit, read_label(side.text).unit if side else "", scene.money)
    return next(filter(is_money, printed), "元" if _SCALED.search(text) else "")


def _list_rows(scene: _Scene, cell: Cell, listed: Listed) -> tuple[FundRow, ...]:
    """The rows of a list in one cell, parts of the form's whole in the column whose amount they add up to."""
    rows = [*scene.before, *_related(scene)]
    whole = next((row for row in rows if has_spelling("fund_rows", "whole", row.label) and not row.parent), None)
    side = scene.block.sheet.at(cell.row, 0)
    money = next(filter(is_money, (read_label(side.text).unit if side else "", scene.money)), "")
    scene.block.sheet.entry(cell, path(f"表 {scene.form}", whole.label if whole else ""), None)
    named: list[tuple[Name, FundRow]] = [(Name(whole.label), whole)] if whole else []
    entries = []
    for item in listed.items:
        here = path(f"表 {scene.form}", item.label)
        place = replace(cell.place, label=here)
        number = read_number(item.amount, place, item.unit or money) if item.amount else None
        entries.append(Entry(item.amount + item.unit, place, number))
        named.append(
            (Name(item.label, listed.axis, item.is_of_which and len(named) > 1), FundRow(item.label, "", place))
        )
    related_rows = list(related(named))[1 if whole else 0 :]
    tops = [e for e, row in zip(entries, related_rows, strict=True) if row.parent == (whole.label if whole else "")]
    kind = _list_field(whole, tops)
    return tuple(
        replace(row, parent=row.parent if kind else "", **{kind or "annual": entry})  # type: ignore[arg-type]  # an entry field
        for row, entry in zip(related_rows, entries, strict=True)
    )


def _list_field(whole: FundRow | None, parts: list[Entry]) -> str:
    """The column of the whole that a list's parts add up to, its only one, "" where that is open."""
    printed = {
        name: entry.number for name in ("annual", "initial", "executed") if whole and (entry := getattr(whole, name))
    }
    values = {name: number.value for name, number in printed.items() if number}
    if len(values) < 2:
        return next(iter(values), "annual")
    total = sum(part.number.value for part in parts if part.number)
    return next((name for name, value in values.items() if value == total), "")
