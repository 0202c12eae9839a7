"""A whole and its parts: whether they close within the printed digits, and how that is written down."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from checks._cause_needed import Needed, printable
from checks._model import Finding, Interval, Message, Operand, Passed, Severity
from checks._numbers import add, distance, is_meeting, relative, scale, shown, subtract
from checks._phrases import joined, pages
from checks._precision import Fit, Measure
from extractors.model import Number

MANY = 12
TOLD = 3


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
    return Fit.ROUNDED if is_meeting(whole, parts(given, given.loose)) or is_cut(given) else Fit.OPEN


def is_cut(given: Sum) -> bool:
    """Whether amounts of money with decimals close once each is taken as cut off, not rounded, at its last digit."""
    numbers = (given.whole.number, *(term.number for term in given.terms))
    if not all(number.unit.endswith("元") and number.step < 1 and not number.is_approximate for number in numbers):
        return False
    return is_meeting(cut(given.whole.number), parts(given, cut))


def cut(number: Number) -> Interval:
    """What a figure that was cut off can stand for, in base units."""
    return Interval(number.amount, number.amount + number.step * number.factor)


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
    return Passed(given.subject, formula(given), given.operands, needed_if_exact(given))


def contradiction(given: Sum, severity: Severity, what: Message, fact: str = "") -> Finding:
    """The finding that whole and parts do not meet; `what` names the whole (部门预算总额 / the department total)."""
    number = given.whole.number
    expected = scale(parts(given, given.tight), 1 / number.factor)
    gap = excess(given)
    total = sum((term.amount for term in given.terms), Decimal(0)) / number.factor
    added, apart = shown(total), shown(abs(number.value - total))
    unit = number.unit
    is_rounded = fit(given) is Fit.ROUNDED
    hint = "；除非其中位数较少的数经过四舍五入，或各数经过截断" if is_rounded else ""
    hint_en = "; unless figures with fewer digits were rounded, or all were cut off" if is_rounded else ""
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
        relative=relative(gap, expected),
        formula=formula(given),
        cause="各部分可能经过四舍五入或截断" if is_rounded else "",
        fact=fact,
        needed=() if is_rounded else needed(given),
    )


def with_readings(found: Finding, others: Iterable[Sum]) -> Finding:
    """The finding with the other readings that were tried and do not close either."""
    told = tuple(dict.fromkeys(text for other in others if (text := formula(other)) != found.formula))
    if not told:
        return found
    zh, en = found.message
    message = Message(
        f"{zh}；另按其他口径也不符：{'；'.join(told[:TOLD])}",
        f"{en}; the other readings do not close either: {'; '.join(told[:TOLD])}",
    )
    return replace(found, message=message)


def needed(given: Sum) -> Needed:
    """What the whole and each part would have to be for the sum to close."""
    total, whole = parts(given, given.tight), given.loose(given.whole.number)
    found = [printable(total, given.whole.number, given.loose)]
    for term in given.terms:
        mine = signed(term, given.tight)
        apart = subtract(whole, Interval(total.low - mine.low, total.high - mine.high))
        found.append(printable(scale(apart, Decimal(term.sign)), term.number, given.tight))
    return tuple(found)


def needed_if_exact(given: Sum) -> Needed:
    """The same for a sum that closes only because a figure is approximate."""
    if not any(operand.number and operand.number.is_approximate for operand in given.operands):
        return ()
    whole, *terms = (
        replace(term, number=replace(term.number, is_approximate=False)) for term in (given.whole, *given.terms)
    )
    strict = replace(given, whole=whole, terms=tuple(terms))
    return () if fit(strict) is Fit.CLOSES else needed(strict)
