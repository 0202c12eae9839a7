"""What was looked at: ledger.csv, evaluations.csv, coverage.csv and reports.csv of a run."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from checks._model import Finding, NotEvaluated, Outcome, Passed, Result, State
from extractors.model import Report
from review import reports
from review.coverage import Coverage, coverage, listed, row
from review.csvio import csv_writer
from review.evidence import where, words
from review.record import Judged

LEDGER = ("document", "sha256", "unit", "year", "check", "state", "looked_at", "passed", "found", "not_evaluated",
          "reason")  # fmt: skip
EVALUATIONS = ("document", "sha256", "check", "page", "where", "result", "formula", "reason")
COVERED = ("document", "sha256", "page", "where", "printed", "value", "unit", "verdict", "by", "why", "kind")


def write_ledger(judged: Iterable[Judged], out: Path, lang: str = "zh") -> None:
    """Write the four tables into `out`, in the order in which documents come; one document is held at a time.

    All four appear when all documents are through. Raises StoreError if one cannot be written.
    """
    with ExitStack() as stack:
        put_ledger = stack.enter_context(csv_writer(out / "ledger.csv", LEDGER))
        put_evaluation = stack.enter_context(csv_writer(out / "evaluations.csv", EVALUATIONS))
        put_coverage = stack.enter_context(csv_writer(out / "coverage.csv", COVERED))
        put_report = stack.enter_context(csv_writer(out / "reports.csv", reports.COLUMNS))
        for one in judged:
            covered = coverage(one, lang)
            for result in one.results:
                put_ledger(ledger_row(one.report, result))
            for line in evaluation_rows(one, lang):
                put_evaluation(line)
            for figure in covered:
                put_coverage(coverage_row(one.report, figure))
            put_report(reports.report_row(one, covered))


def ledger_row(report: Report, result: Result) -> tuple[str, ...]:
    """One check on one report."""
    passed, found, unsure = (
        sum(isinstance(outcome, kind) for outcome in result.outcomes) for kind in (Passed, Finding, NotEvaluated)
    )
    named = (report.document, report.sha256, words(report.unit), report.year, result.code, result.state.value)
    return (*named, *map(str, (len(result.outcomes), passed, found, unsure)), words(reason(result)))


def reason(result: Result) -> str:
    """Why a check is not applicable, crashed, or left subjects out."""
    told = dict.fromkeys(outcome.reason for outcome in result.outcomes if isinstance(outcome, NotEvaluated))
    return result.reason or listed(told)


def evaluation_rows(judged: Judged, lang: str) -> Iterator[tuple[str, ...]]:
    """One row for each subject that a check looked at."""
    report = judged.report
    for result in judged.results:
        for outcome in result.outcomes:
            place = outcome.operands[0].place if outcome.operands else None
            page = str(place.page) if place and place.page else ""
            label = where(place) if place else ""
            yield (
                report.document,
                report.sha256,
                result.code,
                page,
                label or words(outcome.subject),
                *judgement(outcome, lang),
            )


def judgement(outcome: Outcome, lang: str) -> tuple[str, str, str]:
    """result, formula and reason of a subject."""
    match outcome:
        case Passed():
            return State.PASSED.value, words(outcome.formula), ""
        case NotEvaluated():
            return State.NOT_EVALUATED.value, "", words(outcome.reason)
        case Finding():
            message = outcome.message.en if lang == "en" else outcome.message.zh
            return State.FOUND.value, words(outcome.formula), words(message)


def coverage_row(report: Report, covered: Coverage) -> tuple[str, ...]:
    """One figure and its verdict."""
    place = covered.number.place
    page = str(place.page) if place.page else ""
    return (report.document, report.sha256, page, where(place), *row(covered))
