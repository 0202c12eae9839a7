"""Coverage: every figure that was read gets a verdict: consistent, contradictory, or not checked and why."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from checks._model import Finding, NotEvaluated, Operand, Outcome, Passed, Severity
from checks._numbers import shown
from extractors.model import Box, Number, figure_key, figures
from review.record import Judged

CONSISTENT, CONTRADICTORY, NOT_CHECKED = "consistent", "contradictory", "not_checked"
UNUSED = {"zh": "没有检查用到此数", "en": "no check uses this figure"}
LONGEST_LIST = 5

Key = tuple[int, Box | None, str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A figure and its verdict; `by` the codes that say so, or `why` it was not checked."""

    number: Number
    verdict: str
    by: tuple[str, ...] = ()
    why: str = ""


@dataclass(slots=True)
class Marks:
    """What the checks said of one figure: codes that agree, codes that object, reasons for judging nothing."""

    agreed: set[str] = field(default_factory=set)
    objected: set[str] = field(default_factory=set)
    reasons: dict[str, None] = field(default_factory=dict)


def coverage(judged: Judged, lang: str = "zh") -> tuple[Coverage, ...]:
    """The verdict of every figure of a report, in the order of `extractors.model.figures`."""
    numbers = tuple(figures(judged.report))
    marks = marked(judged, numbers)
    return tuple(verdict(number, marks[figure_key(number)], lang) for number in numbers)


def share(covered: tuple[Coverage, ...]) -> Decimal | None:
    """Which part of the figures was checked, 0 to 1; None where there are no figures."""
    if not covered:
        return None
    return Decimal(sum(one.verdict != NOT_CHECKED for one in covered)) / len(covered)


def verdict(number: Number, marks: Marks, lang: str) -> Coverage:
    """A figure in an error or a warning is contradictory; one that only a remark (info) names holds."""
    if marks.objected:
        return Coverage(number, CONTRADICTORY, tuple(sorted(marks.objected)))
    if marks.agreed:
        return Coverage(number, CONSISTENT, tuple(sorted(marks.agreed)))
    return Coverage(number, NOT_CHECKED, why=listed(marks.reasons) or UNUSED["en" if lang == "en" else "zh"])


def listed(reasons: dict[str, None]) -> str:
    """Reasons in the order met; a long list is cut."""
    texts = [reason for reason in reasons if reason]
    return "；".join(texts[:LONGEST_LIST]) + ("…" if len(texts) > LONGEST_LIST else "")


def marked(judged: Judged, numbers: tuple[Number, ...]) -> dict[Key, Marks]:
    """What the checks said, by figure."""
    alone = lonely(numbers)
    known = {figure_key(number) for number in numbers}
    marks: dict[Key, Marks] = defaultdict(Marks)
    for result in judged.results:
        for outcome in result.outcomes:
            for key in figures_of(outcome.operands, known, alone):
                mark(marks[key], result.code, outcome)
    return marks


def lonely(numbers: tuple[Number, ...]) -> dict[tuple[int, Box], Key]:
    """Figures that stand alone in their box: a check may name such a place without the figure's very text."""
    boxes: dict[tuple[int, Box], list[Key]] = defaultdict(list)
    for number in numbers:
        if number.place.box is not None:
            boxes[number.place.page, number.place.box].append(figure_key(number))
    return {box: keys[0] for box, keys in boxes.items() if len(keys) == 1}


def figures_of(operands: tuple[Operand, ...], known: set[Key], alone: dict[tuple[int, Box], Key]) -> Iterator[Key]:
    """The figures that a judgement rests on."""
    for operand in operands:
        place = operand.place if operand.number is None else operand.number.place
        text = operand.text if operand.number is None else operand.number.text
        if (key := (place.page, place.box, text)) in known:
            yield key
        elif place.box is not None and (place.page, place.box) in alone:
            yield alone[place.page, place.box]


def mark(marks: Marks, code: str, outcome: Outcome) -> None:
    """Note on a figure what one judgement says of it."""
    match outcome:
        case NotEvaluated():
            marks.reasons.setdefault(f"{code}: {outcome.reason}")
        case Passed():
            marks.agreed.add(code)
        case Finding():
            (marks.agreed if outcome.severity == Severity.INFO else marks.objected).add(code)


def row(covered: Coverage) -> tuple[str, ...]:
    """A line of coverage.csv but for its place: printed, value, unit, verdict, by, why."""
    number = covered.number
    codes = " ".join(covered.by)
    return (number.text, shown(number.value), number.unit, covered.verdict, codes, covered.why)
