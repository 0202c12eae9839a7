"""How exactly a figure was meant: stripped zeros, whole points, figures of one block that share their digits.

A spreadsheet prints 50 for 50.00 and 36.1 for 36.10. Inside one block a figure is therefore first taken as exact as
its neighbours (tight) and then at its own printed digits (loose): what closes only when loose may be rounding.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum

from checks._model import Interval
from checks._numbers import amount, exact, interval
from extractors.model import Number

Measure = Callable[[Number], Interval]

CENT = Decimal("0.01")


class Fit(StrEnum):
    """How a comparison ends: it closes, it closes only if whole figures were rounded, it stays open."""

    CLOSES = "closes"
    ROUNDED = "rounded"
    OPEN = "open"


def loose(number: Number) -> Interval:
    """What the printed digits allow, in base units."""
    return amount(number)


def tight(numbers: Iterable[Number]) -> Measure:
    """A measure in base units for figures of one block: each is as exact as the finest, to 0.01 of its own unit."""
    finest = min((number.step * number.factor for number in numbers), default=Decimal(0))

    def measure(number: Number) -> Interval:
        if number.is_approximate or number.upper is not None:
            return amount(number)
        shared = max(finest, CENT * number.factor)
        half = min(number.step * number.factor, shared) / 2
        return Interval(number.amount - half, number.amount + half)

    return measure


def points(scores: Iterable[Number], whole: Number | None = None) -> Measure:
    """A measure for scores and weights: whole and half points are decisions, not measurements.

    Where a quarter of the scores of one precision are neither, scores of that precision were computed, and each stands
    for its printed digits. A total (`whole`) printed with fewer decimals than its rows may be their rounded sum.
    """
    rows = tuple(scores)
    computed = frozenset(step for step in {row.step for row in rows} if step < 1 and is_computed(rows, step))
    is_coarse = whole is not None and any(whole.step > row.step and row.value % whole.step for row in rows)

    def measure(number: Number) -> Interval:
        if number.is_approximate or number.upper is not None or number.step in computed:
            return interval(number)
        if number is whole and (is_coarse or (computed and number.step < 1)):
            return interval(number)
        return exact(number.value)

    return measure


def is_computed(scores: tuple[Number, ...], step: Decimal) -> bool:
    """Whether scores of one precision look computed: enough of them are no half points."""
    mine = [score for score in scores if score.step == step]
    return sum(bool(score.value * 2 % 1) for score in mine) * 4 >= len(mine)
