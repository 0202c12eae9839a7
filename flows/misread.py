"""Findings on recognised pages: whether one misread figure would explain one, and how the finding then stands.

Character recognition takes 3 for 8, drops a digit, loses a decimal point. A finding that one such slip in one of its
operands would close says so and is no error: the page has to be looked at before anyone is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from checks._cause_exchange import form_of
from checks._cause_groups import groups
from checks._cause_naming import name_causes
from checks._cause_trial import Path, places_of, put
from checks._engine import run_check
from checks._model import Check, Finding, Operand, Outcome, Parameters, Passed, Result, Severity
from extractors.misprints import SLIPS
from extractors.model import Report, figure_key
from extractors.numbers import read_number
from flows.clarity import clarity, standing_in

CHECK_THE_READING = "核对读数：该页由文字识别（OCR）读出，"
FAINT = Decimal("0.90")
"""Below this, what was recognised is no ground for an error."""
MISREAD_TABLE = 3
"""So many findings in one table, each open to doubt, are one matter: the table was misread."""
MOST_TRIALS = 1500
"""Readings tried for one document; what is left then is put as a warning."""


@dataclass(slots=True)
class Trials:
    """A report with the places of its figures, in which other readings are tried out; `left` of them may still be."""

    report: Report
    parameters: Parameters
    places: dict[Any, list[Path]] = field(default_factory=dict)
    left: int = MOST_TRIALS

    def __post_init__(self) -> None:
        self.places = places_of(self.report)

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
    """The results with their likely causes; findings that rest on character recognition as they stand then."""
    results = name_causes(report, results, checks, parameters)
    if not report.ocr_pages:
        return results
    trials = Trials(report, parameters)
    by_code = {check.code: check for check in checks}
    doubts = {
        id(finding): why
        for result in results
        for finding in result.findings
        if (why := doubt_of(finding, by_code[result.code], trials))
    }
    doubted = [finding for result in results for finding in result.findings if id(finding) in doubts]
    shared = groups(doubted, matters(doubted, doubts))
    return tuple(
        replace(result, outcomes=tuple(weighed(one, doubts, shared) for one in result.outcomes)) for result in results
    )


def doubt_of(finding: Finding, check: Check, trials: Trials) -> str:
    """Why an error may rest on a misreading; "" for anything else."""
    if finding.severity is not Severity.ERROR:
        return ""
    seen = [operand for operand in finding.operands if operand.place.page in trials.report.ocr_pages]
    if not seen:
        return ""
    return trials.explained(finding, check) or faint(trials.report, seen) or in_prose(trials.report, seen)


def matters(findings: list[Finding], doubts: dict[int, str]) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """The findings that one misread figure explains, and those of one table that was misread in several places."""
    figures: dict[str, list[Finding]] = {}
    tables: dict[str, list[Finding]] = {}
    for finding in findings:
        figures.setdefault(f"{finding.place.page}:{doubts[id(finding)]}", []).append(finding)
        if " › " in finding.place.label:
            tables.setdefault(f"{finding.place.page}:{form_of(finding.operands[0])}", []).append(finding)
    yield from ((f"reading:{name}", tuple(members)) for name, members in figures.items())
    yield from ((f"table:{name}", tuple(members)) for name, members in tables.items() if len(members) >= MISREAD_TABLE)


def weighed(outcome: Outcome, doubts: dict[int, str], shared: dict[int, str]) -> Outcome:
    """An error that may rest on a misreading is a warning that says so; anything else is given back as it is."""
    why = doubts.get(id(outcome))
    if not isinstance(outcome, Finding) or why is None:
        return outcome
    cause = f"{why}；{outcome.cause}" if outcome.cause else why
    group = shared.get(id(outcome), outcome.group)
    return replace(outcome, severity=Severity.WARNING, cause=cause, group=group)


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
