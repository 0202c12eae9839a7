"""One indicator that a form scores in two places: rows of one name, and the execution rate of the fund block."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._execution import as_percent_or_bare
from checks._forms import indicator_name, indicator_paths, is_bonus, is_execution, named_forms, rows_of, top_row
from checks._model import Operand
from checks._numbers import interval, is_meeting
from checks._phrases import operand
from checks._rates import as_percent
from checks._targets import SIGNS, kind
from extractors.model import Entry, Form, FundRow, Indicator, Report

LEAD = re.compile(r"^(?:指标\d*[：:]|[★*▲]+|\d+[.、．]|[（(]\d+[）)])+|\s")
TAIL = re.compile(r"[（(][^）)]*[)）]$")
EXECUTION = "预算执行率"
MIN_NAME = 4


class Spot(NamedTuple):
    """An indicator in one place: what it was to reach ("" = not printed), what it reached, what it earned."""

    path: str
    target: str
    actual: Entry | None
    share: Decimal
    facts: tuple[Operand, ...]

    @property
    def is_full(self) -> bool:
        return self.share >= 1


class Twin(NamedTuple):
    """Two places in which one form scores one indicator with one and the same result."""

    subject: str
    name: str
    first: Spot
    second: Spot


def twins(report: Report) -> Iterator[Twin]:
    """Every pair of places with one name and one result, in the order printed."""
    for name, form in named_forms(report):
        known: defaultdict[str, list[Spot]] = defaultdict(list)
        for key, spot in spots(form):
            known[key].append(spot)
        for key, found in known.items():
            pairs = [pair for pair in itertools.combinations(found, 2) if is_same_result(*pair)]
            for i, (first, second) in enumerate(pairs, 1):
                yield Twin(f"{name}/{key}/重复评分" + (f"#{i}" if i > 1 else ""), key, first, second)


def spots(form: Form) -> Iterator[tuple[str, Spot]]:
    """What a form scores, by plain name: the execution rate of the whole, then every indicator."""
    top = top_row(form)
    if top and (share := earned(top)) is not None and (top.rate or top.executed):
        facts = facts_of((("rate", top.rate), ("score", top.score), ("weight", top.weight)))
        yield EXECUTION, Spot(f"资金/{top.label}", "", top.rate, share, facts)
    # Rows of one name in one category are rows of a list (two roads, two courses), not one indicator told twice.
    listed = Counter((row.level1, row.level2, plain(row)) for row in rows_of(form))
    for path, row in zip(indicator_paths(form), rows_of(form), strict=True):
        share = None if is_bonus(row) or listed[row.level1, row.level2, plain(row)] > 1 else earned(row)
        if share is not None and len(plain(row)) >= MIN_NAME:
            aimed = (("target", row.target), ("actual", row.actual))
            facts = facts_of((*aimed, ("score", row.score), ("weight", row.weight)))
            yield plain(row), Spot(path, aim_of(row), row.actual, share, facts)


def facts_of(entries: Iterable[tuple[str, Entry | None]]) -> tuple[Operand, ...]:
    return tuple(operand(role, entry) for role, entry in entries if entry and entry.text)


def plain(row: Indicator) -> str:
    """An indicator's name without its number, marks and brackets; every name of the execution rate is one."""
    if is_execution(row):
        return EXECUTION
    return TAIL.sub("", LEAD.sub("", indicator_name(row)))


def aim_of(row: Indicator) -> str:
    """A row's target with its operator, units of one kind made one: ≥98%, 98 beside a unit column %."""
    if row.target is None or not row.target.text:
        return ""
    number = row.target.number
    if number is None:
        return row.target.text
    unit = number.unit or (row.target_unit.text if row.target_unit else "")
    sign = SIGNS.get(number.operator, "") or SIGNS.get(row.operator.text if row.operator else "", "")
    return f"{sign.strip('=')}{(number.value).normalize():f}{'%' if kind(unit) == 'share' else unit}"


def earned(row: Indicator | FundRow) -> Decimal | None:
    """The share of its weight that a row earned, None where a figure is missing."""
    score, weight = row.score, row.weight
    if score and weight and score.number and weight.number and weight.number.value > 0:
        return score.number.value / weight.number.value
    return None


def is_same_result(first: Spot, second: Spot) -> bool:
    """Whether both places judge one result: equal figures or equal words."""
    one, two = first.actual, second.actual
    if one is None or two is None:
        return False
    if one.number and two.number:
        if first.path.startswith("资金/") or kind(one.number.unit) == kind(two.number.unit) == "share":
            near = as_percent_or_bare(one.number) - as_percent_or_bare(two.number)
            return abs(near) <= max(step_of(one), step_of(two)) / 2
        return kind(one.number.unit) == kind(two.number.unit) and is_meeting(interval(one.number), interval(two.number))
    return bool(one.text) and one.text == two.text


def step_of(entry: Entry) -> Decimal:
    assert entry.number
    return entry.number.step if entry.number.factor == 1 else as_percent(entry.number).step
