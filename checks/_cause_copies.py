"""Figures that were left standing or copied: the same digits stand in the statement before, or in the next cell."""

from collections.abc import Iterator

from checks._model import Operand
from extractors.model import Number, Report, figure_key, figures

BACK = 8
"""How many changes to look back."""
FEW_DIGITS = 4
"""Figures of fewer digits are equal by chance."""


def copied(report: Report, operands: tuple[Operand, ...]) -> tuple[tuple[Operand, Number], ...]:
    """The operands of a stated change that repeat, role by role, an earlier change of something else.

    One amount at least must be its own: where all are the same, two things may well have changed alike.
    """
    keys = {figure_key(one.number): one for one in operands if one.number is not None}
    claims = [claim for claim in report.claims if claim.kind == "change" and claim.source == "prose"]
    for i, claim in enumerate(claims):
        mine = {part.label: keys[figure_key(part.number)] for part in claim.parts if figure_key(part.number) in keys}
        if len(mine) == len(keys):
            for one in reversed(claims[max(0, i - BACK) : i]):
                if found := tuple(repeated(mine, {part.label: part.number for part in one.parts})):
                    return found
    return ()


def repeated(mine: dict[str, Operand], theirs: dict[str, Number]) -> Iterator[tuple[Operand, Number]]:
    same = {
        role: (operand, theirs[role])
        for role, operand in mine.items()
        if role in theirs and operand.number and operand.number.amount == theirs[role].amount
    }
    if any(role != "percent" and role not in same for role in mine):
        yield from (pair for pair in same.values() if digits(pair[1]) >= FEW_DIGITS)


def twin_of(report: Report, number: Number) -> Number | None:
    """The figure of another column of the row, or another row of the column, that is printed with the same digits."""
    steps = number.place.label.split(" › ")
    if digits(number) < FEW_DIGITS or len(steps) < 3:
        return None
    for other in figures(report):
        theirs = other.place.label.split(" › ")
        is_beside = len(theirs) == len(steps) and sum(a != b for a, b in zip(steps, theirs, strict=True)) == 1
        if is_beside and other.amount == number.amount and figure_key(other) != figure_key(number):
            return other
    return None


def digits(number: Number) -> int:
    """How many significant digits are printed."""
    return len(number.value.normalize().as_tuple().digits)
