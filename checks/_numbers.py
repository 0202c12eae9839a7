"""Interval arithmetic on printed figures: only intervals that cannot meet are a contradiction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal

from checks._model import Interval, Parameters
from extractors.model import Number

APPROXIMATE = ContextVar("APPROXIMATE", default=Parameters().approximate_slack)
"""The share by which an approximate figure is widened: wherever a figure is compared, far from the parameters."""

LARGE = 20
"""Digits before the point from which on decimals are beyond the precision of the arithmetic."""


@contextmanager
def approximately(share: Decimal) -> Iterator[None]:
    """Widen approximate figures by this share of their value while the block lasts."""
    before = APPROXIMATE.set(share)
    try:
        yield
    finally:
        APPROXIMATE.reset(before)


def interval(number: Number) -> Interval:
    """What a printed figure can stand for, in its own unit; an approximate one (约, 余) is widened."""
    half = number.step / 2
    high = number.upper if number.upper is not None else number.value
    slack = max(half, abs(number.value) * APPROXIMATE.get()) if number.is_approximate else half
    return Interval(number.value - slack, high + slack)


def amount(number: Number) -> Interval:
    """The same in base units (元, a share of one, pieces)."""
    return scale(interval(number), number.factor)


def exact(value: Decimal | int) -> Interval:
    """An interval of one point: a weight or a constant that is no measurement."""
    return Interval(Decimal(value), Decimal(value))


def scale(span: Interval, factor: Decimal) -> Interval:
    """Multiply by a constant."""
    ends = (span.low * factor, span.high * factor)
    return Interval(min(ends), max(ends))


def add(spans: Iterable[Interval]) -> Interval:
    """The sum of intervals; the empty sum is 0."""
    low = high = Decimal(0)
    for span in spans:
        low, high = low + span.low, high + span.high
    return Interval(low, high)


def subtract(left: Interval, right: Interval) -> Interval:
    """left - right."""
    return Interval(left.low - right.high, left.high - right.low)


def multiply(left: Interval, right: Interval) -> Interval:
    """left x right."""
    ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    return Interval(min(ends), max(ends))


def divide(left: Interval, right: Interval) -> Interval | None:
    """left / right, or None where the divisor may be zero."""
    if right.low <= 0 <= right.high:
        return None
    ends = [a / b for a in (left.low, left.high) for b in (right.low, right.high)]
    return Interval(min(ends), max(ends))


def is_meeting(left: Interval, right: Interval) -> bool:
    """Whether one true value can lie in both; touching ends meet."""
    return left.low <= right.high and right.low <= left.high


def distance(reported: Decimal, expected: Interval) -> Decimal:
    """reported minus the nearest end of expected; 0 inside."""
    if reported > expected.high:
        return reported - expected.high
    return min(Decimal(0), reported - expected.low)


def relative(gap: Decimal, expected: Interval) -> Decimal | None:
    """The size of a gap against the end of expected that it was measured from; None where that end is 0."""
    edge = abs(expected.high if gap > 0 else expected.low)
    return abs(gap) / edge if edge else None


def is_truncated(printed: Number, true: Interval) -> bool:
    """Whether the printed figure is the true value cut off, not rounded, at its last digit."""
    cut = Interval(printed.value, printed.value + printed.step)
    return not is_meeting(interval(printed), true) and is_meeting(cut, true)


def shown(value: Decimal) -> str:
    """A value for formulas: plain digits, no exponent, no trailing zeros of our own, at most 6 decimals."""
    rounded = round(value, 6) if value.adjusted() < LARGE else value
    text = format(rounded.normalize(), "f")
    return "0" if text in {"-0", ""} else text


def shown_interval(span: Interval) -> str:
    """low..high, or the one value where both ends are the same."""
    low, high = shown(span.low), shown(span.high)
    return low if low == high else f"{low}..{high}"
