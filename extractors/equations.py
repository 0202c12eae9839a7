"""The sums and rates that a form prints: what must hold between its figures if they were read aright."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from extractors.form_sheet import DASHES
from extractors.model import Entry, Form, FundRow, Indicator, Number

AMOUNTS, POINTS, RATE = "amounts", "points", "rate"
NOTHING: Mapping[Entry, Number] = MappingProxyType({})
FULL = Number("100", Decimal(100), "分")
COLUMNS = ("initial", "annual", "executed")


@dataclass(frozen=True, slots=True)
class Equation:
    """`kind` says what holds: amounts add up within their rounding, points exactly, a rate is terms[0] / terms[1].

    A whole that is not printed is 100 points.
    """

    kind: str
    whole: Entry | None
    terms: tuple[Entry, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.terms if self.whole is None else (self.whole, *self.terms)

    def holds(self, read: Mapping[Entry, Number] = NOTHING) -> bool | None:
        """Whether it holds, with other readings of some entries; None where a figure is missing."""
        whole = read.get(self.whole, self.whole.number) if self.whole else FULL
        numbers = [number for entry in self.terms if (number := read.get(entry, entry.number)) is not None]
        if whole is None or len(numbers) < len(self.terms):
            return None
        if self.kind == RATE:
            return is_rate(whole, numbers[0], numbers[1])
        slack = sum(map(half, numbers), half(whole)) if self.kind == AMOUNTS else 0
        return abs(sum(number.amount for number in numbers) - whole.amount) <= slack


def half(number: Number) -> Decimal:
    return number.step * number.factor / 2


def is_rate(rate: Number, part: Number, base: Number) -> bool:
    if not base.amount:
        return False
    return abs(part.amount / base.amount - rate.amount) <= rate.step * rate.factor


def equations(form: Form) -> Iterator[Equation]:
    """Those of the fund block, of the weights and of the scores; sums of one term are none."""
    for found in (*fund_sums(form.budget), *fund_rates(form), *point_sums(form)):
        if len(found.terms) > 1:
            yield found


def fund_sums(rows: tuple[FundRow, ...]) -> Iterator[Equation]:
    """Each row of the fund block and the rows that are its parts, column by column and split by split."""
    for row in rows:
        for axis in dict.fromkeys(part.axis for part in rows if part.parent == row.label and part is not row):
            parts = [part for part in rows if part.parent == row.label and part.axis == axis and part is not row]
            for name in COLUMNS:
                whole, terms = getattr(row, name), printed([getattr(part, name) for part in parts])
                if whole is not None and whole.text:
                    yield Equation(AMOUNTS, whole, terms)


def fund_rates(form: Form) -> Iterator[Equation]:
    for row in form.budget:
        base = row.initial if form.rate_base == "initial" else row.annual or row.initial
        if len(entries := printed([row.rate, row.executed, base])) == 3:
            yield Equation(RATE, entries[0], entries[1:])


def point_sums(form: Form) -> Iterator[Equation]:
    """Weights make 100 or the printed full score, scores the total; each category its own."""
    heads = [row for row in form.budget if not row.parent]
    rows: list[FundRow | Indicator] = [*heads, *(one for one in form.indicators if not one.is_filler)]
    if any(row.weight for row in heads) or not any(row.score for row in heads):
        yield Equation(POINTS, form.full_score, printed([row.weight for row in rows]))
    if form.total is not None and form.total.text:
        yield Equation(POINTS, form.total, printed([row.score for row in rows]))
    for group in form.groups:
        inside = [one for one in form.indicators if group.name == (one.level1 if group.level == 1 else one.level2)]
        if group.weight is not None and group.weight.text:
            yield Equation(POINTS, group.weight, printed([one.weight for one in inside]))
        if group.score is not None and group.score.text:
            yield Equation(POINTS, group.score, printed([one.score for one in inside]))


def printed(entries: list[Entry | None]) -> tuple[Entry, ...]:
    """The entries in which something stands."""
    return tuple(entry for entry in entries if entry is not None and entry.text not in DASHES)
