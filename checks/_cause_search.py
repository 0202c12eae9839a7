"""The changes of one printed figure that would close the equations that a report leaves open."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from checks._cause_needed import Needed, center, of_pair
from checks._cause_trial import Key, Trials
from checks._causes import NOT_COUNTED, TWICE_COUNTED, Slip, slips
from checks._model import Finding, Interval, NotEvaluated, Operand, Passed, Result, Severity
from extractors.model import Number, figure_key

PAIRS = ("XREF001", "XREF002", "XREF003", "XREF004", "XREF009")
MOST_OPERANDS = 12
"""In longer lists one digit of some row closes almost anything."""
SHARP = Decimal("0.2")
"""A second equation confirms a value only where what it allows is narrow against the error."""


@dataclass(frozen=True, slots=True)
class Equation:
    """A finding that says what each operand would have to be; or a comparison that holds only for an approximate
    figure, which no cause is sought for, but which may bear one out."""

    code: str
    operands: tuple[Operand, ...]
    needed: Needed
    finding: Finding | None = None

    @property
    def is_pair(self) -> bool:
        return self.code in PAIRS

    def asked(self) -> Iterator[tuple[Operand, Interval]]:
        """The operands that could be changed, each with what it would have to be."""
        for operand, span in zip(self.operands, self.needed, strict=False):
            if operand.number is not None and span is not None:
                yield operand, span


class Asked(NamedTuple):
    """An operand that could be changed: what is printed, and what it would have to be for its equation to close."""

    value: Decimal
    equation: Equation
    operand: Operand
    span: Interval


class Known:
    """The open equations of a report, by the figures they could be closed with."""

    def __init__(self, equations: Iterable[Equation]) -> None:
        self.equations = tuple(equations)
        self.by_key: dict[Key, list[tuple[Equation, Interval]]] = {}
        self.by_value: list[Asked] = []
        for equation in self.equations:
            for operand, span in equation.asked():
                if operand.number is not None:
                    self.by_key.setdefault(figure_key(operand.number), []).append((equation, span))
                    self.by_value.append(Asked(operand.number.value, equation, operand, span))
        self.by_value.sort(key=lambda one: one.value)

    def others(self, equation: Equation, number: Number) -> list[tuple[Equation, Interval]]:
        """The other equations that a figure stands in, each with what it would have to be."""
        return [one for one in self.by_key.get(figure_key(number), ()) if one[0] is not equation]

    def printed_in(self, span: Interval) -> list[Asked]:
        """The operands whose printed value lies in an interval."""
        start = bisect_left(self.by_value, span.low, key=lambda one: one.value)
        return self.by_value[start : bisect_right(self.by_value, span.high, key=lambda one: one.value)]


class Change(NamedTuple):
    """One figure with another value."""

    key: Key
    value: Decimal


@dataclass(slots=True)
class Candidate:
    """A change, what may have happened, and the equations that it closes."""

    operand: Operand
    change: Change
    closes: tuple[Equation, ...]
    words: tuple[str, ...] = ()
    is_telling: bool = False

    @property
    def number(self) -> Number:
        """The figure as printed; only figures are changed."""
        assert self.operand.number is not None
        return self.operand.number


def equations(results: Iterable[Result]) -> Iterator[Equation]:
    """What the results leave open, in the order of the checks."""
    for result in results:
        for outcome in result.outcomes:
            if isinstance(outcome, Finding) and outcome.severity is not Severity.INFO:
                needed = outcome.needed or (of_pair(outcome.operands) if result.code in PAIRS else ())
                if needed:
                    yield Equation(result.code, outcome.operands, needed, outcome)
            elif isinstance(outcome, Passed) and outcome.needed:
                yield Equation(result.code, outcome.operands, outcome.needed)


def hidden(results: Iterable[Result], trials: Trials) -> Iterator[Equation]:
    """What a check leaves open that yields to a narrower one, for the finding of the narrower one."""
    known = tuple(results)
    speakers = {one.fact: one for result in known for one in result.findings if one.fact and not one.needed}
    for result in known if speakers else ():
        is_yielding = trials.checks[result.code].yields_to and any(isinstance(o, NotEvaluated) for o in result.outcomes)
        for finding in trials.said(result.code).findings if is_yielding else ():
            if finding.needed and finding.fact in speakers and finding not in result.findings:
                yield Equation(result.code, finding.operands, finding.needed, speakers[finding.fact])


def candidates(equation: Equation, known: Known) -> tuple[Candidate, ...]:
    """Every change of one operand that closes an equation and that a slip, or another equation, makes likely."""
    found: dict[Change, Candidate] = {}
    for operand, slip in (*slipped(equation), *omitted(equation), *met(equation, known)):
        assert operand.number is not None
        change = Change(figure_key(operand.number), slip.value)
        one = found.setdefault(change, Candidate(operand, change, closed_by(change, operand.number, equation, known)))
        if slip.words and slip.words not in one.words:
            one.words += (slip.words,)
        one.is_telling |= slip.is_telling
    return tuple(found.values())


def slipped(equation: Equation) -> Iterator[tuple[Operand, Slip]]:
    """The slips of the operands that would close an equation."""
    is_long = len(equation.operands) > MOST_OPERANDS
    for operand, span in equation.asked():
        # A figure that would have to be nothing is one that is not counted, no slip.
        if operand.number and not (span.low <= operand.number.value <= span.high or span.low <= 0 <= span.high):
            for slip in telling(operand.number) if is_long else slips(operand.number):
                if span.low <= slip.value <= span.high:
                    yield operand, slip


def telling(number: Number) -> Iterator[Slip]:
    """The slips that hardly close anything by chance; they come first."""
    return itertools.takewhile(lambda slip: slip.is_telling, slips(number))


def omitted(equation: Equation) -> Iterator[tuple[Operand, Slip]]:
    """The parts that a whole leaves out or counts twice: the whole without the slip is what its parts give."""
    if not equation.code.startswith("SUM"):
        return
    (whole, *parts), (total, *spans) = equation.operands, equation.needed
    if whole.number is None or total is None:
        return
    value = center(total, whole.number)
    for part, span in zip(parts, spans, strict=False):
        if part.number is not None and span is not None and part.number.value:
            if span.low <= 0 <= span.high:
                yield whole, Slip(value, f"{NOT_COUNTED}{titled(part)}", True)
            if span.low <= 2 * part.number.value <= span.high:
                yield whole, Slip(value, f"{TWICE_COUNTED}{titled(part)}", True)


def met(equation: Equation, known: Known) -> Iterator[tuple[Operand, Slip]]:
    """The values, of whatever origin, on which two open equations agree."""
    for operand, span in equation.asked():
        number = operand.number
        others = [other for _, other in known.others(equation, number)] if number else []
        if number and others:
            value = center(min((span, *others), key=lambda one: one.high - one.low), number)
            if span.low <= value <= span.high:
                yield operand, Slip(value, "", False)


def closed_by(change: Change, number: Number, equation: Equation, known: Known) -> tuple[Equation, ...]:
    """The equations that a change closes: the one it was found in, and others that are sharp enough to tell."""
    others = (one for one, span in known.others(equation, number) if is_sharp(span, change, number))
    return (equation, *others)


def is_sharp(span: Interval, change: Change, number: Number) -> bool:
    gap = abs(change.value - number.value)
    return span.low <= change.value <= span.high and span.high - span.low <= gap * SHARP


def chance(equation: Equation, is_telling: bool, is_fixed: frozenset[Key]) -> Decimal:
    """How likely some slip closes an equation by chance: how densely slips lie about as far off as the error is."""
    total = Decimal(0)
    for operand, span in equation.asked():
        number = operand.number
        if number is not None and figure_key(number) not in is_fixed:
            total += density(number, span, is_telling)
    return total + parts_density(equation)


def density(number: Number, span: Interval, is_telling: bool) -> Decimal:
    gap = (span.low + span.high) / 2 - number.value
    if not gap:
        return Decimal(0)
    near = sum(
        abs(gap) / 2 <= abs(slip.value - number.value) <= abs(gap) * 2 and (slip.value > number.value) == (gap > 0)
        for slip in (telling(number) if is_telling else slips(number))
    )
    return near * (span.high - span.low + number.step) / (abs(gap) * Decimal("1.5"))


def parts_density(equation: Equation) -> Decimal:
    """The same for the parts that a whole may have left out or counted twice."""
    if not equation.code.startswith("SUM") or equation.needed[0] is None or equation.operands[0].number is None:
        return Decimal(0)
    whole, span = equation.operands[0].number, equation.needed[0]
    gap = abs((span.low + span.high) / 2 - whole.value)
    if not gap:
        return Decimal(0)
    amounts = (abs(one.number.amount) / whole.factor for one in equation.operands[1:] if one.number)
    near = sum(gap / 2 <= one <= gap * 2 for one in amounts)
    return near * (span.high - span.low + whole.step) / (gap * Decimal("1.5"))


def titled(operand: Operand) -> str:
    """An operand by its row and column, with what is printed."""
    steps = operand.place.label.split(" › ")
    return f"“{'·'.join(steps[-2:]) if len(steps) > 2 else ''}{operand.text}”"
