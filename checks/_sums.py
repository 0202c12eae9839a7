"""A whole and its parts: whether they close within the printed digits, and how that is written down."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from checks._causes import is_inside, slip
from checks._model import Finding, Interval, Message, Operand, Passed, Severity
from checks._numbers import add, distance, exact, is_meeting, scale, shown
from checks._phrases import joined, pages
from checks._precision import Fit, Measure
from extractors.model import Number

MANY = 12


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a sum; terms of one `bundle` are written as one figure where there are many."""

    name: str
    operand: Operand
    number: Number
    sign: int = 1
    bundle: str = ""

    @property
    def amount(self) -> Decimal:
        """What it adds, in base units; a deduction is printed with or without its minus."""
        return self.sign * abs(self.number.amount) if self.sign < 0 else self.number.amount


@dataclass(frozen=True, slots=True)
class Sum:
    """A printed whole and the parts that should make it up; the measures are in base units.

    `tight` is for the parts, `loose` for both: a whole may always be a rounded sum.
    """

    subject: str
    whole: Term
    terms: tuple[Term, ...]
    tight: Measure
    loose: Measure

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (self.whole.operand, *(term.operand for term in self.terms))


def fit(given: Sum) -> Fit:
    """Whether the parts can make up the whole."""
    whole = given.loose(given.whole.number)
    if is_meeting(whole, parts(given, given.tight)):
        return Fit.CLOSES
    if is_meeting(whole, parts(given, given.loose)):
        return Fit.ROUNDED
    return Fit.OPEN


def parts(given: Sum, measure: Measure) -> Interval:
    """What the parts can add up to, in base units."""
    return add(signed(term, measure) for term in given.terms)


def signed(term: Term, measure: Measure) -> Interval:
    span = measure(term.number)
    if term.sign > 0:
        return span
    ends = (-abs(span.low), -abs(span.high))
    return Interval(min(ends), max(ends))


def excess(given: Sum) -> Decimal:
    """whole - parts in the whole's unit: below zero where the parts are too large."""
    factor = given.whole.number.factor
    return distance(given.whole.number.value, scale(parts(given, given.tight), 1 / factor))


def formula(given: Sum) -> str:
    """The sum with its values in place: 97 = 9 + 30 + 30 + 28; with ≠ where it does not close."""
    factor = given.whole.number.factor
    figures = [value / factor for value in summands(given)]
    text = " ".join(f"{'−' if v < 0 else '+'} {shown(abs(v))}" for v in figures)
    whole = shown(given.whole.number.value)
    if fit(given) is Fit.CLOSES:
        return f"{whole} = {text.removeprefix('+ ')}"
    return f"{whole} ≠ {text.removeprefix('+ ')} = {shown(sum(figures, Decimal(0)))}"


def summands(given: Sum) -> list[Decimal]:
    """The amounts that the formula shows, in base units."""
    if len(given.terms) <= MANY or not any(term.bundle for term in given.terms):
        return [term.amount for term in given.terms]
    bundles: dict[str, Decimal] = {}
    for term in given.terms:
        key = term.bundle or term.name
        bundles[key] = bundles.get(key, Decimal(0)) + term.amount
    return list(bundles.values())


def passed(given: Sum) -> Passed:
    return Passed(given.subject, formula(given), given.operands)


def contradiction(given: Sum, severity: Severity, what: Message, fact: str = "") -> Finding:
    """The finding that whole and parts do not meet; `what` names the whole (部门预算总额 / the department total)."""
    number = given.whole.number
    expected = scale(parts(given, given.tight), 1 / number.factor)
    gap = excess(given)
    total = sum((term.amount for term in given.terms), Decimal(0)) / number.factor
    added, apart = shown(total), shown(abs(number.value - total))
    unit = number.unit
    is_rounded = fit(given) is Fit.ROUNDED
    hint = "；除非其中位数较少的数经过四舍五入" if is_rounded else ""
    hint_en = "; unless figures with fewer digits were rounded" if is_rounded else ""
    base = abs(expected.high if gap > 0 else expected.low)
    names = joined(term.bundle if len(given.terms) > MANY else term.name for term in given.terms)
    page, rows = given.whole.operand.place.page, given.operands[1:]
    return Finding(
        subject=given.subject,
        severity=Severity.INFO if is_rounded else severity,
        message=Message(
            f"{what.zh}{number.text}（第{page}页）与各部分之和{added}{unit}不符，相差{apart}{unit}"
            f"（{names}，第{pages(rows)}页）{hint}",
            f"{what.en} {number.text} (p. {page}) differs from the sum of its {len(rows)} parts, {added}{unit}, "
            f"by {apart}{unit} (p. {pages(rows)}){hint_en}",
        ),
        operands=given.operands,
        reported=number.text,
        expected=expected,
        difference=gap,
        relative=abs(gap) / base if base else None,
        formula=formula(given),
        cause=cause(given),
        fact=fact,
    )


def cause(given: Sum) -> str:
    """What would make the sum close: a slip in the whole, a part left out or counted twice, a slip in a part."""
    total = parts(given, given.tight)
    whole = given.loose(given.whole.number)
    factor = given.whole.number.factor
    if words := slip(given.whole.number, lambda value: is_inside(value * factor, total)):
        return f"{given.whole.name}{words}"
    for term in given.terms:
        rest = add(signed(other, given.tight) for other in given.terms if other is not term)
        if is_meeting(whole, rest) and term.amount:
            return f"合计可能未计入“{term.name}”"
        if is_meeting(whole, add((total, signed(term, given.tight)))) and term.amount:
            return f"“{term.name}”可能被重复计入合计"
    for term in given.terms:
        rest = add(signed(other, given.tight) for other in given.terms if other is not term)
        fits = part_that_closes(term, rest, whole)
        if words := slip(term.number, fits):
            return f"“{term.name}”{words}"
    return ""


def part_that_closes(term: Term, rest: Interval, whole: Interval) -> Callable[[Decimal], bool]:
    """Whether some value of a part, in its own unit, would close the sum."""
    factor = term.number.factor * term.sign
    return lambda value: is_meeting(add((rest, exact(value * factor))), whole)
