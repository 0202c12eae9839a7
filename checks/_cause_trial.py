"""Trying a report with one figure changed: which findings are gone then, and whether what held still holds."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from checks._engine import run_check
from checks._model import Check, Finding, Parameters, Passed, Result, Severity
from extractors.model import Box, Entry, Number, Place, Report, figure_key

Key = tuple[int, Box | None, str]
Path = tuple[str | int, ...]
Values = tuple[tuple[Number, Decimal], ...]
Mark = tuple[str, str]
"""A code and a subject."""

CENTS = 2
LIGHT = 400
"""The figures that checks may look at for a trial to count once: a table of a thousand sums costs as many trials."""
FIGURE = re.compile(r"[-−]?\d[\d,，]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Trial:
    """What a change does: the findings that it closes, by code and subject, and whether it breaks what held."""

    closed: frozenset[Mark]
    breaks: bool


@dataclass(slots=True)
class Trials:
    """A report with the places of its figures and what its checks said; `left` light changes may still be tried."""

    report: Report
    checks: dict[str, Check]
    parameters: Parameters
    left: int
    places: dict[Key, list[Path]] = field(default_factory=dict)
    seen: dict[str, Result] = field(default_factory=dict)

    def try_values(self, values: Values, codes: Iterable[str]) -> Trial | None:
        """Judge by these checks with figures changed wherever they stand; None where no more may be tried."""
        if self.left <= 0:
            return None
        asked = tuple(codes)
        self.left -= 1 + self.work(asked) // LIGHT
        changed = self.changed(values)
        closed: set[Mark] = set()
        for code in asked:
            before, after = self.said(code), run_check(changed, self.checks[code], self.parameters)
            if is_worse(before, after):
                return Trial(frozenset(), True)
            gone = marks(before, Finding) - marks(after, Finding)
            closed |= {(code, subject) for subject in gone}
        return Trial(frozenset(closed), False)

    def work(self, codes: Iterable[str]) -> int:
        """How much it is to judge by these checks once: the figures that they look at."""
        return sum(len(one.operands) for code in codes for one in self.said(code).outcomes)

    def said(self, code: str) -> Result:
        """What a check says of the report as it is, before precedence."""
        if code not in self.seen:
            self.seen[code] = run_check(self.report, self.checks[code], self.parameters)
        return self.seen[code]

    def changed(self, values: Values) -> Report:
        """The report with figures changed wherever they stand."""
        if not self.places:
            self.places = places_of(self.report)
        report = self.report
        for number, value in values:
            new = rewritten(number, value)
            for path in self.places.get(figure_key(number), ()):
                report = put(report, path, new)
        return report


def is_worse(before: Result, after: Result) -> bool:
    """Whether an error is there that was not, or a comparison that held holds no more."""
    errors = [Counter(f.subject for f in result.findings if f.severity is Severity.ERROR) for result in (before, after)]
    return bool(errors[1] - errors[0]) or bool(marks(before, Passed) - marks(after, Passed))


def marks(result: Result, kind: type) -> Counter[str]:
    return Counter(outcome.subject for outcome in result.outcomes if isinstance(outcome, kind))


def places_of(report: Report) -> dict[Key, list[Path]]:
    """Where each figure of a report is kept: a cell that a form has read is in its table and in the form."""
    places: dict[Key, list[Path]] = {}
    for name in ("forms", "tables", "claims"):
        for path, number in numbers(getattr(report, name), (name,)):
            places.setdefault(figure_key(number), []).append(path)
    return places


def rewritten(number: Number, value: Decimal) -> Number:
    """The figure as it would be printed with another value."""
    exponent = value.as_tuple().exponent
    step = min(number.step, Decimal(10) ** exponent) if isinstance(exponent, int) else number.step
    return replace(number, value=value, step=step, text=printed(number, value))


def printed(number: Number, value: Decimal) -> str:
    """The text of a figure with another value: unit, commas and decimals as they were."""
    separator = "," if re.search(r"\d[,，]\d{3}", number.text) else ""
    exponent = value.normalize().as_tuple().exponent
    decimals = max(min(number.decimals, CENTS), -exponent if isinstance(exponent, int) else 0)
    return FIGURE.sub(f"{value:{separator}.{decimals}f}", number.text, count=1)


def numbers(value: Any, path: Path) -> Iterator[tuple[Path, Number]]:
    """Every figure inside a value, with the steps that lead to it."""
    if isinstance(value, Number):
        yield path, value
    elif isinstance(value, tuple):
        for i, one in enumerate(value):
            yield from numbers(one, (*path, i))
    elif is_dataclass(value) and not isinstance(value, Place):
        for item in fields(value):
            one = getattr(value, item.name)
            # Most of a report is text and places: they are passed over here, as this is where the time goes.
            if one is not None and not isinstance(one, str | int | Place):
                yield from numbers(one, (*path, item.name))


def put(value: Any, path: Path, number: Number) -> Any:
    """The same value with another figure at the end of a path; an entry's text goes with its figure."""
    if not path:
        return number
    step, *rest = path
    if isinstance(step, int):
        return (*value[:step], put(value[step], tuple(rest), number), *value[step + 1 :])
    if isinstance(value, Entry) and step == "number":
        return replace(value, number=number, text=number.text)
    return replace(value, **{step: put(getattr(value, step), tuple(rest), number)})
