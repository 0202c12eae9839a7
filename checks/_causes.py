"""Likely causes of a sum or a rate that does not close; a hint for the reviewer, never a verdict."""

import itertools
import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from checks._model import Interval
from extractors.model import Number

SCALES = {
    4: "单位可能有误（元与万元）",
    8: "单位可能有误（元与亿元）",
    1: "小数点可能错一位",
    2: "小数点可能错两位",
    3: "小数点可能错三位",
}


def swapped(number: Number) -> Iterator[Decimal]:
    """The values of a figure with two neighbouring digits exchanged."""
    digits = re.sub(r"[^\d.]", "", format(number.value, "f"))
    for i, (left, right) in enumerate(itertools.pairwise(digits)):
        if left != right and "." not in {left, right}:
            yield Decimal(digits[:i] + right + left + digits[i + 2 :])


def slip(number: Number, fits: Callable[[Decimal], bool]) -> str:
    """The slip of the pen that would explain a figure, where `fits` says what value would close; "" if none."""
    for power, words in SCALES.items():
        if any(fits(number.value * Decimal(10) ** sign) for sign in (power, -power)):
            return words
    value = next((value for value in swapped(number) if fits(value)), None)
    return "" if value is None else f"相邻两位数字可能写反（{number.text} 与 {value}）"


def is_inside(value: Decimal, span: Interval) -> bool:
    return span.low <= value <= span.high
