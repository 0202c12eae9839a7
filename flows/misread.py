"""Findings on recognised pages: whether one misread figure would explain one, and how the finding then stands.

Character recognition takes 3 for 8, drops a digit, loses a decimal point. A finding that one such slip in one of its
operands would close says so and is no error: the page has to be looked at before anyone is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from checks._engine import run_check
from checks._model import Check, Finding, Operand, Outcome, Parameters, Passed, Result, Severity
from extractors.misprints import SLIPS
from extractors.model import Entry, Number, Report, figure_key
from extractors.numbers import read_number
from flows.clarity import clarity, standing_in

CHECK_THE_READING = "核对读数：该页由文字识别（OCR）读出，"
FAINT = Decimal("0.90")
"""Below this, what was recognised is no ground for an error."""
MOST_TRIALS = 1500
"""Readings tried for one document; what is left then is put as a warning."""

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Trials:
    """A report with the places of its figures, in which other readings are tried out; `left` of them may still be."""

    report: Report
    parameters: Parameters
    places: dict[Any, list[Path]] = field(default_factory=dict)
    left: int = MOST_TRIALS

    def __post_init__(self) -> None:
        for name in ("forms", "tables", "claims"):
            for path, number in numbers(getattr(self.report, name), (name,)):
                self.places.setdefault(figure_key(number), []).append(path)

    def explained(self, finding: Finding, check: Check) -> str:
        """Why the finding may be a misreading, in Chinese; "" where no single slip would close it."""
        seen = set()
        for operand, other in self.readings(finding):
            if (operand, other) in seen or other == operand.text:
                continue
            seen.add((operand, other))
            if self.left <= 0:
                return f"{CHECK_THE_READING}未及逐一试读"
            if self.closes(finding, check, operand, other):
                return f"{CHECK_THE_READING}“{operand.text}”若为“{other}”则相符"
        return ""

    def readings(self, finding: Finding) -> Iterator[tuple[Operand, str]]:
        """Other readings of one operand, the likeliest slips of all operands first."""
        operands = tuple(self.recognised(finding))
        for slip in SLIPS:
            for operand in operands:
                yield from ((operand, other) for other in slip(operand.number.text if operand.number else ""))

    def recognised(self, finding: Finding) -> Iterator[Operand]:
        """The figures of a finding that stand on recognised pages, each once."""
        for operand in dict.fromkeys(finding.operands):
            if operand.number is not None and operand.place.page in self.report.ocr_pages:
                yield operand

    def closes(self, finding: Finding, check: Check, operand: Operand, text: str) -> bool:
        """Whether the check passes on the finding's subject once an operand reads otherwise."""
        old = operand.number
        new = read_number(text, old.place, old.unit) if old else None
        if old is None or new is None or new.factor != old.factor or new.operator != old.operator:
            return False
        self.left -= 1
        report = self.report
        for path in self.places.get(figure_key(old), ()):
            report = put(report, path, new)
        outcomes = run_check(report, check, self.parameters).outcomes
        kinds = {type(outcome) for outcome in outcomes if outcome.subject == finding.subject}
        return Passed in kinds and Finding not in kinds


def reread(
    report: Report, results: tuple[Result, ...], checks: tuple[Check, ...], parameters: Parameters
) -> tuple[Result, ...]:
    """The results with the findings as they stand where operands come from character recognition."""
    if not report.ocr_pages:
        return results
    trials = Trials(report, parameters)
    by_code = {check.code: check for check in checks}
    return tuple(
        replace(result, outcomes=tuple(weighed(one, by_code[result.code], trials) for one in result.outcomes))
        for result in results
    )


def weighed(outcome: Outcome, check: Check, trials: Trials) -> Outcome:
    """An error that may rest on a misreading is a warning that says so; anything else is given back as it is."""
    if not isinstance(outcome, Finding) or outcome.severity is not Severity.ERROR:
        return outcome
    seen = [operand for operand in outcome.operands if operand.place.page in trials.report.ocr_pages]
    if not seen:
        return outcome
    why = trials.explained(outcome, check) or faint(trials.report, seen) or in_prose(trials.report, seen)
    if not why:
        return outcome
    return replace(outcome, severity=Severity.WARNING, cause=f"{why}；{outcome.cause}" if outcome.cause else why)


def faint(report: Report, operands: list[Operand]) -> str:
    """Why what was recognised is no ground for an error; "" where it was read surely enough."""
    confidence, text = min((clarity(report, operand), operand.text) for operand in operands)
    return f"{CHECK_THE_READING}“{text[:20]}”处可信度仅 {confidence}" if confidence < FAINT else ""


def in_prose(report: Report, operands: list[Operand]) -> str:
    """Why a figure in a recognised sentence is no ground for an error: paragraphs may be cut, subjects lost."""
    for operand in operands:
        page, box = operand.place.page, operand.place.box
        if box is not None and next(standing_in(report, page, box), None) is None:
            return f"{CHECK_THE_READING}“{operand.text[:20]}”在正文中，分段和所指须对照原页"
    return ""


def numbers(value: Any, path: Path) -> Iterator[tuple[Path, Number]]:
    """Every figure inside a value, with the steps that lead to it."""
    if isinstance(value, Number):
        yield path, value
    elif isinstance(value, tuple):
        for i, one in enumerate(value):
            yield from numbers(one, (*path, i))
    elif is_dataclass(value):
        for item in fields(value):
            yield from numbers(getattr(value, item.name), (*path, item.name))


def put(value: Any, path: Path, number: Number) -> Any:
    """The same value with another figure at the end of a path; an entry's text goes with its figure."""
    if not path:
        return number
    step, *rest = path
    if isinstance(step, int):
        return (*value[:step], put(value[step], tuple(rest), number), *value[step + 1 :])
    if isinstance(value, Entry) and step == "number":
        return replace(value, number=number, text=number.text)
    return replace(value, **{step: put(getattr(value, step), tuple(rest), number)})
