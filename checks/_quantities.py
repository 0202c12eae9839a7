"""Quantities in goal and outcome texts and the indicator rows of the same name and unit."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import indicator_name, indicator_paths, named_forms, rows_of
from checks._repeated import Spot, spots
from checks._restated import is_money
from checks._text import han
from extractors.model import Entry, Indicator, Number, Report

AFTER = re.compile(
    r"(?:任务)?(?:完成)?(?:总数量|数量|总量|个数|人数|人次|户数|次数|场次|册数|台数|套数|件数|篇数|面积|长度|里程|规模|数)$"
)
BEFORE = re.compile(r"^(?:指标\d*[：:]|[★*]+|\d+[.、．]|计划|全年|年度)+")
MIN_NAME = 3
KINDS = frozenset({"figure", "count", "target", "actual", "amount"})


class Quantity(NamedTuple):
    """A quantity in a goal or outcome text and the field of the one indicator that it must agree with."""

    spot: Spot
    number: Number
    row: Indicator
    entry: Entry
    printed: Number
    subject: str


def quantities(report: Report) -> Iterator[Quantity]:
    """Each quantity of a form's goal or outcome text whose clause names one indicator with the same unit."""
    known = [spot for spot in spots(report, KINDS) if spot.form >= 0 and not spot.claim.about]
    for index, (name, form) in enumerate(named_forms(report)):
        here = [spot for spot in known if spot.form == index and spot.tense in {"goal", "outcome"}]
        names = Counter(core(row) for row in rows_of(form))
        for path, row in zip(indicator_paths(form), rows_of(form), strict=True):
            if names[core(row)] == 1 and han(core(row)) >= MIN_NAME:
                for tense, entry in (("goal", row.target), ("outcome", row.actual)):
                    found = matches(row, entry, [spot for spot in here if spot.tense == tense])
                    field = "指标值" if tense == "goal" else "实际完成值"
                    if entry and entry.number and found:
                        yield Quantity(found, found.number, row, entry, entry.number, f"{name}/指标/{path}/{field}")


def matches(row: Indicator, entry: Entry | None, here: list[Spot]) -> Spot | None:
    """The one quantity of a text that a field could restate; one that agrees, where there are several."""
    number = entry.number if entry else None
    if number is None or not unit_of(number, row) or is_money(number) or number.factor < 1:
        return None
    found = [
        s for s in here if unit_of(s.number, None) == unit_of(number, row) and is_named(core(row), s.claim.context)
    ]
    equal = [spot for spot in found if spot.number.amount == number.amount]
    return (equal or found)[0] if equal or len(found) == 1 else None


def unit_of(number: Number, row: Indicator | None) -> str:
    """A quantity's unit without 万 and 亿; a row may print it in a column of its own."""
    unit = number.unit or (row.target_unit.text if row and row.target_unit else "")
    return unit.lstrip("万亿")


def core(row: Indicator) -> str:
    """An indicator's name without what only says that it is a number."""
    return AFTER.sub("", BEFORE.sub("", indicator_name(row)))


def is_named(name: str, context: str) -> bool:
    """Whether a clause has the name, also with its halves exchanged (鱼苗投放, 投放鱼苗)."""
    if name in context:
        return True
    return any(name[i:] + name[:i] in context for i in range(2, len(name) - 1))
