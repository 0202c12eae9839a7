"""Slips of the pen: what a printed figure may have been before it was keyed, copied or scaled wrongly.

By form alone, whether it fits or not. A hint for the reviewer, never a verdict.
"""

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extractors.model import Number

UNITS = {4: "元与万元可能混用", 8: "元与亿元可能混用"}
POINTS = {1: "小数点可能错一位", 2: "小数点可能错两位", 3: "小数点可能错三位"}
SWAPPED = "相邻两位数字可能颠倒"
SIGN = "正负号可能有误"
DOUBLED = "可能重复了一位数字"
EXTRA = "可能多了一位数字"
LOST = "可能漏了一位数字"
DIGIT = "可能有一位数字有误"
NOT_COUNTED = "可能未计入"
TWICE_COUNTED = "可能重复计入"
DIGITS = "0123456789"


class Slip(NamedTuple):
    """What a figure may have been and what happened to it.

    `is_telling`: so few slips of this kind can be made from one figure that one which closes is hardly chance.
    """

    value: Decimal
    words: str
    is_telling: bool


def slips(number: Number) -> Iterator[Slip]:
    """Every value that one slip turns into the printed one, each once, the most telling kinds first."""
    if number.upper is not None or not number.value:
        return
    seen = {number.value}
    for slip in itertools.chain(scaled(number), keyed(number)):
        if slip.value not in seen:
            seen.add(slip.value)
            yield slip


def scaled(number: Number) -> Iterator[Slip]:
    """Units mixed up, a point shifted, a sign lost."""
    powers = {**(UNITS if is_money(number) else {}), **POINTS}
    for power, words in powers.items():
        for sign in (power, -power):
            yield Slip(number.value * Decimal(10) ** sign, words, True)
    yield Slip(-number.value, SIGN, True)


def keyed(number: Number) -> Iterator[Slip]:
    """Digits swapped, doubled, added, lost or mistaken."""
    text = f"{abs(number.value):.{number.decimals}f}"
    sign = -1 if number.value < 0 else 1
    for words, is_telling, found in (
        (SWAPPED, True, swapped(text)),
        (DOUBLED, True, doubled(text)),
        (DIGIT, False, mistaken(text)),
        (EXTRA, False, shortened(text)),
        (LOST, False, lengthened(text)),
    ):
        yield from (Slip(sign * Decimal(other), words, is_telling) for other in found if is_figure(other))


def is_figure(text: str) -> bool:
    """Whether digits are how a figure is printed: no zero ahead, something before and behind the point."""
    whole, point, decimals = text.partition(".")
    return bool(whole) and (whole == "0" or whole[0] != "0") and bool(decimals or not point)


def swapped(text: str) -> Iterator[str]:
    """Two neighbouring digits exchanged; the point stays."""
    bare, point = text.replace(".", ""), text.find(".")
    for i, (left, right) in enumerate(itertools.pairwise(bare)):
        if left != right:
            yield pointed(bare[:i] + right + left + bare[i + 2 :], point)


def pointed(bare: str, point: int) -> str:
    return bare if point < 0 else f"{bare[:point]}.{bare[point:]}"


def doubled(text: str) -> Iterator[str]:
    """One of two equal neighbours taken out."""
    for i, (left, right) in enumerate(itertools.pairwise(text)):
        if left == right:
            yield text[:i] + text[i + 1 :]


def mistaken(text: str) -> Iterator[str]:
    """One digit changed."""
    for i, char in enumerate(text):
        if char in DIGITS:
            yield from (text[:i] + other + text[i + 1 :] for other in DIGITS if other != char)


def shortened(text: str) -> Iterator[str]:
    """One digit taken out."""
    yield from (text[:i] + text[i + 1 :] for i, char in enumerate(text) if char in DIGITS)


def lengthened(text: str) -> Iterator[str]:
    """One digit put in."""
    yield from (text[:i] + digit + text[i:] for i in range(len(text) + 1) for digit in DIGITS)


def is_money(number: Number) -> bool:
    return number.unit.endswith("元") or number.unit in {"万", "亿"}
