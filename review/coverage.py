"""Coverage: every figure that was read gets a verdict: consistent, contradictory, or not checked and why."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from checks._model import Finding, NotEvaluated, Operand, Outcome, Passed, Severity
from checks._numbers import shown
from extractors.model import Box, Number, Report, figure_key, figures, row_entries
from review.record import Judged

CONSISTENT, CONTRADICTORY, NOT_CHECKED = "consistent", "contradictory", "not_checked"
TABLE, PROSE = "table", "prose"
UNUSED = {"zh": "没有检查用到此数", "en": "no check uses this figure"}
SEEN = {"zh": "只看过写法，没有与他数比较", "en": "only looked at as printed, compared with nothing"}
LONGEST_LIST = 5

# These judge wording, presence and form; whatever figure they name, they compare it with nothing.
WORDED = re.compile(r"FORM\d+|TEXT00[1-7]|XREF008")
# These take a figure for what it is of; that it may stand there says nothing of its size.
UNMEASURED = frozenset({"GOAL003", "GOAL005"})

Key = tuple[int, Box | None, str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A figure, where it stands (table|prose) and its verdict; `by` the codes that say so, or `why` it was not checked.

    A figure in the running words of a cell is prose.
    """

    number: Number
    kind: str
    verdict: str
    by: tuple[str, ...] = ()
    why: str = ""


@dataclass(slots=True)
class Marks:
    """What the checks said of one figure: codes that agree, object or only saw it; reasons for judging nothing."""

    agreed: set[str] = field(default_factory=set)
    objected: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    reasons: dict[str, None] = field(default_factory=dict)


def coverage(judged: Judged, lang: str = "zh") -> tuple[Coverage, ...]:
    """The verdict of every figure of a report, in the order of `extractors.model.figures`."""
    numbers = tuple(figures(judged.report))
    marks = marked(judged, numbers)
    ruled = in_tables(judged.report)
    keys = ((number, figure_key(number)) for number in numbers)
    return tuple(verdict(number, TABLE if key in ruled else PROSE, marks[key], lang) for number, key in keys)


def in_tables(report: Report) -> set[Key]:
    """The figures that stand in a cell of their own or in a field of a form."""
    cells = (cell.number for table in report.tables for cell in table.cells)
    parts = (entry.number for form in report.forms for entry in row_entries(form))
    return {figure_key(number) for number in (*cells, *parts) if number}


class Share(NamedTuple):
    """How many figures there are and how many of them were checked."""

    figures: int
    checked: int

    @property
    def part(self) -> Decimal | None:
        """Which part was checked, 0 to 1; None where there are no figures."""
        return Decimal(self.checked) / self.figures if self.figures else None


def share(covered: Iterable[Coverage], kind: str = "") -> Share:
    """How much was checked of all figures, or of those of a kind (table|prose)."""
    verdicts = [one.verdict for one in covered if kind in {"", one.kind}]
    return Share(len(verdicts), sum(verdict != NOT_CHECKED for verdict in verdicts))


def percent(checked: Share) -> str:
    """A share in per cent, rounded down: 99.9 % is not all."""
    return "—" if checked.part is None else f"{int(checked.part * 100)} %"


def verdict(number: Number, kind: str, marks: Marks, lang: str) -> Coverage:
    """A figure in an error or a warning is contradictory; one that only a remark (info) names holds."""
    if marks.objected:
        return Coverage(number, kind, CONTRADICTORY, tuple(sorted(marks.objected)))
    if marks.agreed:
        return Coverage(number, kind, CONSISTENT, tuple(sorted(marks.agreed)))
    words = "en" if lang == "en" else "zh"
    seen = f"{' '.join(sorted(marks.seen))}: {SEEN[words]}" if marks.seen else UNUSED[words]
    return Coverage(number, kind, NOT_CHECKED, why=listed(marks.reasons) or seen)


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
        for outcome in () if WORDED.fullmatch(result.code) else result.outcomes:
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
            (marks.seen if code in UNMEASURED else marks.agreed).add(code)
        case Finding():
            is_grave = outcome.severity != Severity.INFO
            (marks.objected if is_grave else marks.seen if code in UNMEASURED else marks.agreed).add(code)


def row(covered: Coverage) -> tuple[str, ...]:
    """A line of coverage.csv but for its place: printed, value, unit, verdict, by, why, kind."""
    number = covered.number
    codes = " ".join(covered.by)
    return (number.text, shown(number.value), number.unit, covered.verdict, codes, covered.why, covered.kind)
