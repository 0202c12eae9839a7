"""What each operand would have to be, the others left as they are, for the figures of an equation to close.

An interval of printed values in the operand's own unit; None where nothing would close it.
"""

from collections.abc import Iterable
from decimal import Decimal

from checks._model import Interval, Operand
from checks._numbers import divide, interval, multiply, scale
from checks._precision import Measure
from extractors.model import Number

Needed = tuple[Interval | None, ...]


def printable(amount: Interval | None, number: Number, measure: Measure) -> Interval | None:
    """The printed values, in the figure's own unit, that can stand for an amount in base units."""
    if amount is None:
        return None
    span = measure(number)
    half = (span.high - span.low) / 2
    return scale(Interval(amount.low - half, amount.high + half), 1 / number.factor)


def of_quotient(top: Number, bottom: Number, rate: Number, measure: Measure) -> Needed:
    """What top, bottom and rate would have to be for top / bottom = rate."""
    half = rate.step / 2
    share = scale(Interval(rate.value - half, rate.value + half), rate.factor)
    ratio = divide(measure(top), measure(bottom))
    return (
        printable(multiply(share, measure(bottom)), top, measure),
        printable(divide(measure(top), share), bottom, measure),
        None if ratio is None else printable(ratio, rate, lambda _: share),
    )


def of_pair(operands: Iterable[Operand]) -> Needed:
    """What each of two printings of one figure would have to be: the other one."""
    found = [operand.number for operand in operands]
    if len(found) != 2 or any(number is None or number.upper is not None for number in found):
        return ()
    left, right = (number for number in found if number is not None)
    return (scale(interval(right), right.factor / left.factor), scale(interval(left), left.factor / right.factor))


def center(span: Interval, number: Number) -> Decimal:
    """The value in the middle of what is needed, with the digits that the figure is printed with."""
    middle = (span.low + span.high) / 2
    return (middle / number.step).to_integral_value() * number.step
