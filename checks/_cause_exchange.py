"""Two figures of one row or one column, or two whole columns, that stand in each other's place."""

import itertools
from collections.abc import Iterator

from checks._cause_search import Equation, Known, titled
from checks._model import Operand
from extractors.model import figure_key


def exchanged(equation: Equation, known: Known) -> Iterator[tuple[Operand, Operand]]:
    """The operand of an equation and the one of another that would close both, each in the other's place."""
    for mine, span in equation.asked():
        for other in known.printed_in(span):
            one, two = mine.number, other.operand.number
            if one is None or two is None or one.factor != two.factor or other.equation is equation:
                continue
            if other.span.low <= one.value <= other.span.high and is_in_line(mine, other.operand):
                yield mine, other.operand


def is_in_line(one: Operand, two: Operand) -> bool:
    """Whether two cells stand in one row or in one column, by what their labels share."""
    left, right = one.place.label.split(" › "), two.place.label.split(" › ")
    if len(left) != len(right) or len(left) < 3 or one.number is None or two.number is None:
        return False
    return sum(a != b for a, b in zip(left, right, strict=True)) == 1 and figure_key(one.number) != figure_key(
        two.number
    )


def inverted(equation: Equation) -> tuple[Operand, Operand] | None:
    """The two amounts of a rate that fits them only the other way round."""
    if equation.code != "RATE001":
        return None
    rate, actual, base = equation.operands
    if rate.number is None or actual.number is None or base.number is None or not actual.number.amount:
        return None
    share = rate.number.value * rate.number.factor
    half = rate.number.step * rate.number.factor / 2
    is_fitting = abs(base.number.amount / actual.number.amount - share) <= half
    return (actual, base) if is_fitting and is_in_line(actual, base) else None


def said_of_exchange(one: Operand, two: Operand) -> str:
    return f"{titled(one)}与{titled(two)}可能互相填错了位置，互换后相符"


def said_of_columns(one: Operand, two: Operand) -> str:
    left, right = (operand.place.label.split(" › ")[-1] for operand in (one, two))
    return f"“{left}”与“{right}”两栏可能互换：按{two.text}÷{one.text}则相符"


def form_of(operand: Operand) -> str:
    """The form or table that a cell stands in."""
    return operand.place.label.split(" › ", maxsplit=1)[0]


def first_pair(pairs: Iterator[tuple[Operand, Operand]]) -> tuple[Operand, Operand] | None:
    """The only pair there is; None where there is none or a second one."""
    found = tuple(itertools.islice(dict.fromkeys(pairs), 2))
    return found[0] if len(found) == 1 else None
