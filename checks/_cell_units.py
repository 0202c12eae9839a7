"""Amounts of one row that print units of their own: one in 元, its neighbour in 万元, ten thousand times apart."""

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._forms import COLUMNS, named_forms
from checks._memo import once, once_each
from checks._model import Finding, Message, Passed, Severity
from checks._numbers import shown
from checks._phrases import operand
from extractors.model import Box, Entry, FundRow, Report, Task, figure_key

NAMES = {**COLUMNS, "budget": "预算资金", "budget_fiscal": "预算资金（财政）", "executed_fiscal": "执行数（财政）"}
SCALES = (Decimal(10) ** 4, Decimal(10) ** 8)
NEAR = Decimal(3)
Key = tuple[int, Box | None, str]


class Mixed(NamedTuple):
    """Two amounts of a row that are counted in different units, at least one by a unit in its own cell.

    `own` are the amounts that print a unit of their own where the figures are of one size, of this row and of others.
    """

    subject: str
    label: str
    names: tuple[str, str]
    first: Entry
    second: Entry
    own: tuple[Entry, ...] = ()


@once_each
def mixed(report: Report) -> Iterator[Mixed]:
    """The amounts of every fund row and task with the next one in another unit; a column that slipped is told once."""
    for name, form in named_forms(report):
        for rows in (form.budget, form.tasks):
            slipped: dict[str, Mixed] = {}
            for one in filter(None, (mixed_row(name, row) for row in rows)):
                column = one.names[0 if is_marked(one.first) else 1]
                before = slipped.get(column)
                if not one.own:
                    yield one
                elif before:
                    slipped[column] = before._replace(own=(*before.own, *one.own))
                else:
                    slipped[column] = one
            yield from slipped.values()


def mixed_row(name: str, row: FundRow | Task) -> Mixed | None:
    """The first two amounts of a row that are counted in different units."""
    label = row.label if isinstance(row, FundRow) else row.name
    pairs = itertools.combinations(amounts(row), 2)
    pair = next((p for p in pairs if is_mixed(p[0][1], p[1][1])), None)
    if pair is None:
        return None
    (one, first), (two, second) = pair
    own = tuple(entry for entry in (first, second) if is_marked(entry)) if is_slip(first, second) else ()
    return Mixed(f"{name}/{label}/计量单位", label, (one, two), first, second, own)


def is_marked(entry: Entry) -> bool:
    """Whether an amount prints a unit in its own cell."""
    return "元" in entry.text


def is_slip(first: Entry, second: Entry) -> bool:
    """Whether a row would be of one size if both amounts were in one unit, and is 10^4 apart as printed."""
    assert first.number
    assert second.number
    is_alike = NEAR**-1 <= abs(first.number.value / second.number.value) <= NEAR
    return is_alike and any(scale / NEAR <= apart(first, second) <= scale * NEAR for scale in SCALES)


def apart(first: Entry, second: Entry) -> Decimal:
    """How many times the one amount is the other."""
    assert first.number
    assert second.number
    return max(abs(first.number.amount / second.number.amount), abs(second.number.amount / first.number.amount))


@once
def slipped_figures(report: Report) -> frozenset[Key]:
    """The figures whose own unit contradicts their column's."""
    return frozenset(figure_key(entry.number) for one in mixed(report) for entry in one.own if entry.number)


def amounts(row: FundRow | Task) -> Iterator[tuple[str, Entry]]:
    """The amounts of a row by their columns' names."""
    for field, name in NAMES.items():
        entry = getattr(row, field, None)
        if isinstance(entry, Entry) and entry.number and entry.number.unit.endswith("元") and entry.number.value:
            yield name, entry


def is_mixed(first: Entry, second: Entry) -> bool:
    assert first.number
    assert second.number
    return first.number.factor != second.number.factor and (is_marked(first) or is_marked(second))


def judge_mixed(given: Mixed) -> Iterator[Finding | Passed]:
    """A finding where the figures of a row are of one size and only their units set them apart."""
    rest = given.own[1:]
    facts = (operand("first", given.first), operand("second", given.second))
    if not given.own:
        yield Passed(given.subject, f"{given.first.text} ~ {given.second.text}", facts)
        return
    page, times = given.first.place.page, shown(round(apart(given.first, given.second), 0))
    more = f"（同列另有{len(rest)}个数同此）" if rest else ""
    more_en = f" ({len(rest)} more in this column)" if rest else ""
    yield Finding(
        subject=given.subject,
        severity=Severity.ERROR,
        message=Message(
            f"“{given.label}”的{given.names[0]}{given.first.text}与{given.names[1]}{given.second.text}（第{page}页）"
            f"单位不同，相差约{times}倍，而数字相近，单元格内的单位可能有误{more}",
            f"{given.label}: {given.first.text} and {given.second.text} (p. {page}) are printed in different units, "
            f"about {times} times apart with figures of one size{more_en}",
        ),
        operands=(*facts, *(operand("alike", entry) for entry in rest)),
        reported=given.first.text,
        expected=given.second.text,
        formula=f"{given.first.text} ≠ {given.second.text}",
        cause="单位可能有误",
        spoils=tuple(operand("unit", entry) for entry in given.own),
    )
