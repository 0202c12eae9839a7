"""Amounts of one row that print units of their own: one in 元, its neighbour in 万元, ten thousand times apart."""

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._forms import COLUMNS, named_forms
from checks._model import Finding, Message, Passed, Severity
from checks._numbers import shown
from checks._phrases import operand
from extractors.model import Entry, FundRow, Report, Task

NAMES = {**COLUMNS, "budget": "预算资金", "budget_fiscal": "预算资金（财政）", "executed_fiscal": "执行数（财政）"}
SCALES = (Decimal(10) ** 4, Decimal(10) ** 8)
NEAR = Decimal(3)


class Mixed(NamedTuple):
    """Two amounts of a row that are counted in different units, at least one by a unit in its own cell."""

    subject: str
    label: str
    names: tuple[str, str]
    first: Entry
    second: Entry


def mixed(report: Report) -> Iterator[Mixed]:
    """The amounts of every fund row and task with the next one in another unit."""
    for name, form in named_forms(report):
        rows: tuple[FundRow | Task, ...] = (*form.budget, *form.tasks)
        for row in rows:
            label = row.label if isinstance(row, FundRow) else row.name
            known = tuple(amounts(row))
            pair = next((p for p in itertools.combinations(known, 2) if is_mixed(p[0][1], p[1][1])), None)
            if pair:
                (one, first), (two, second) = pair
                yield Mixed(f"{name}/{label}/计量单位", label, (one, two), first, second)


def amounts(row: FundRow | Task) -> Iterator[tuple[str, Entry]]:
    """The amounts of a row by their columns' names."""
    for field, name in NAMES.items():
        entry = getattr(row, field, None)
        if isinstance(entry, Entry) and entry.number and entry.number.unit.endswith("元") and entry.number.value:
            yield name, entry


def is_mixed(first: Entry, second: Entry) -> bool:
    assert first.number
    assert second.number
    return first.number.factor != second.number.factor and "元" in first.text + second.text


def judge_mixed(given: Mixed) -> Iterator[Finding | Passed]:
    """A finding where the row would be of one size if both amounts were in one unit, and is 10^4 apart as printed."""
    one, two = given.first.number, given.second.number
    assert one
    assert two
    facts = (operand("first", given.first), operand("second", given.second))
    times = max(abs(one.amount / two.amount), abs(two.amount / one.amount))
    is_alike = NEAR**-1 <= abs(one.value / two.value) <= NEAR
    if not (is_alike and any(scale / NEAR <= times <= scale * NEAR for scale in SCALES)):
        yield Passed(given.subject, f"{given.first.text} ~ {given.second.text}", facts)
        return
    page = one.place.page
    yield Finding(
        subject=given.subject,
        severity=Severity.ERROR,
        message=Message(
            f"“{given.label}”的{given.names[0]}{given.first.text}与{given.names[1]}{given.second.text}（第{page}页）"
            f"单位不同，相差约{shown(round(times, 0))}倍，而数字相近，单元格内的单位可能有误",
            f"{given.label}: {given.first.text} and {given.second.text} (p. {page}) are printed in different units, "
            f"about {shown(round(times, 0))} times apart with figures of one size",
        ),
        operands=facts,
        reported=given.first.text,
        expected=given.second.text,
        formula=f"{given.first.text} ≠ {given.second.text}",
        cause="单位可能有误",
    )
