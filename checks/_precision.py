"""How exactly a figure was meant: stripped zeros, whole points, figures of one block that share their digits.

A spreadsheet prints 50 for 50.00 and 36.1 for 36.10. Inside one block a figure is therefore first taken as exact as
its neighbours (tight) and then at its own printed digits (loose): what closes only when loose may be rounding.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum

from checks._model import Interval
from checks._numbers import amount, exact, interval
from extractors.model import Number

Measure = Callable[[Number], Interval]

UNIT_OPEN = "有的金额印有单位、有的没有，不能比较"
CENT = Decimal("0.01")
COUNTED = "人次?|户次?|个|件次?|份|场?次|批次?|期|场|项|名|家|辆|台次?|套|例|村|处|宗|起|栋|座|头|只|株|条"
NAMED = "人员|教师|教职工|学生|职工|党员|学员|村民|老人|儿童|残疾人|行政村|乡镇|社区|学校|床位|班级|编制|在编|设备数量"
COUNTS = re.compile(
    r"(?:人|户|个|件|份|次|批|项|名|家|辆|台|套|例|期|场|班|村|站|处|宗|起|栋|床|头|只|株|条)数(?![据额字])"
    r"|(?:人|户|台|车|班|场|批|架|件|例|艘|频|轮|课|航|列)次(?:[/（(]|$)"
    r"|(?:受理|办结|办件|接待|接诊|门诊|出院|住院|借阅|发放|咨询|巡查|检查|走访|投诉|案件|车流|客流)量(?:[/（(]|$)"
    rf"|(?:^|/)(?:{NAMED})(?:[/（(]|$)"
    rf"|[（(](?:{COUNTED})[）)]"
)


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


def is_unit_open(numbers: Iterable[Number]) -> bool:
    """Whether some amounts print a unit of money and others, that are not 0, none: then their sizes cannot be told."""
    units = {number.unit.endswith("元") or number.unit in {"万", "亿"} if number.unit else None for number in numbers
             if number.value}  # fmt: skip
    return {None, True} <= units


def counts(head: str, numbers: Iterable[Number]) -> Measure | None:
    """The measure for a column of persons or things, which nobody rounds; None where its head says no such thing."""
    is_whole = all(
        number.step == number.factor == 1 and not number.is_approximate and not number.unit.endswith("元")
        for number in numbers
    )
    return (lambda number: exact(number.value)) if is_whole and COUNTS.search(head) else None


def points(scores: Iterable[Number], whole: Number | None = None) -> Measure:
    """A measure for scores and weights: whole and half points are decisions, not measurements.

    Where a quarter of the scores of one precision (to the cent: two) are neither, scores of that precision were
    computed, and each stands for its printed digits. A total (`whole`) printed with fewer decimals than its rows may be
    their rounded sum.
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
    """Whether scores of one precision look computed: a quarter of them, or several to the cent, are no half points."""
    mine = [score for score in scores if score.step == step]
    odd = sum(bool(score.value * 2 % 1) for score in mine)
    return odd * 4 >= len(mine) or (step <= CENT and odd > 1)
