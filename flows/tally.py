"""A run in numbers: documents, checks, figures, and what was not checked and why; counted one document at a time."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from checks._catalog import CATALOG
from checks._model import Finding, NotEvaluated, Passed, Severity, State
from extractors.model import Report, Unread
from flows.notes import Gap, crash_gaps
from review.coverage import NOT_CHECKED, PROSE, TABLE, Coverage, Share, coverage, share
from review.evidence import one_line
from review.record import DIFFERS, Judged
from review.reports import leading_form, printed

MOST_REASONS = 15


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in numbers. `covered` is the share of its figures that was checked, None where it has none."""

    document: str
    sha256: str
    title: str
    unit: str
    year: str
    kind: str
    pages: int
    forms: int
    total: str
    grade: str
    errors: int
    warnings: int
    infos: int
    figures: Share
    tables: Share
    prose: Share
    unread: int
    doubted: int
    problem: str

    @property
    def covered(self) -> float | None:
        return None if self.figures.part is None else float(self.figures.part)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check over the run: how often it passed, found, could not judge; documents it left out or crashed on."""

    code: str
    title_zh: str
    title_en: str
    severity: str
    passed: int
    found: int
    not_evaluated: int
    not_applicable: int
    crashed: int


@dataclass(frozen=True, slots=True)
class Tally:
    """All counts of a run; `figures` by verdict."""

    documents: tuple[DocumentLine, ...]
    checks: tuple[CheckLine, ...]
    figures: Counter[str]
    unevaluated: tuple[Gap, ...]
    uncovered: tuple[Gap, ...]
    unread: tuple[Gap, ...]
    crashes: tuple[Gap, ...]

    @property
    def pages(self) -> int:
        return sum(line.pages for line in self.documents)

    @property
    def tables(self) -> Share:
        """The figures of tables over all documents."""
        return summed(line.tables for line in self.documents)

    @property
    def prose(self) -> Share:
        """The figures of prose over all documents."""
        return summed(line.prose for line in self.documents)


def summed(shares: Iterable[Share]) -> Share:
    found = tuple(shares)
    return Share(sum(one.figures for one in found), sum(one.checked for one in found))


def tally(judged: Iterable[Judged], lang: str = "zh") -> Tally:
    """Count a run."""
    documents: list[DocumentLine] = []
    figures: Counter[str] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    whys: Counter[str] = Counter()
    unread: list[Gap] = []
    crashes: list[Gap] = []
    for one in judged:
        covered = coverage(one, lang)
        verdicts = Counter(figure.verdict for figure in covered)
        documents.append(document_line(one, covered))
        figures.update(verdicts)
        whys.update(figure.why for figure in covered if figure.verdict == NOT_CHECKED)
        counts.update(outcome_counts(one))
        reasons.update(unevaluated(one))
        unread += unread_gaps(one.report)
        crashes += crash_gaps(one)
    return Tally(
        documents=tuple(documents),
        checks=tuple(check_lines(counts)),
        figures=figures,
        unevaluated=tuple(Gap(code, why, times=n) for (code, why), n in most(reasons)),
        uncovered=tuple(Gap("", why, times=n) for why, n in most(whys)),
        unread=tuple(unread),
        crashes=tuple(crashes),
    )


def most(counter: Counter[Any]) -> list[tuple[Any, int]]:
    """The most frequent first, of equals in their own order."""
    return sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_REASONS]


def document_line(judged: Judged, covered: tuple[Coverage, ...]) -> DocumentLine:
    """One document in numbers."""
    report = judged.report
    form = leading_form(report)
    found = Counter(finding.severity for result in judged.results for finding in result.findings)
    whole = [unread for unread in report.unread if unread.scope == "document"]
    return DocumentLine(
        document=one_line(report.document),
        sha256=report.sha256,
        title=one_line(judged.title or report.title),
        unit=one_line(report.unit),
        year=report.year,
        kind=report.kind,
        pages=report.pages,
        forms=len(report.forms),
        total=printed(form.total if form else None),
        grade=printed(form.grade if form else None),
        errors=found[Severity.ERROR],
        warnings=found[Severity.WARNING],
        infos=found[Severity.INFO],
        figures=share(covered),
        tables=share(covered, TABLE),
        prose=share(covered, PROSE),
        unread=len(report.unread),
        doubted=sum(word == DIFFERS for word in judged.witness.values()),
        problem=one_line(whole[0].why) if whole else "",
    )


def outcome_counts(judged: Judged) -> Counter[tuple[str, str]]:
    """By code: outcomes of each kind, and the documents it did not apply to or crashed on."""
    counts: Counter[tuple[str, str]] = Counter()
    for result in judged.results:
        if result.state in {State.NOT_APPLICABLE, State.CRASHED}:
            counts[result.code, result.state] += 1
        for outcome in result.outcomes:
            match outcome:
                case Passed():
                    counts[result.code, State.PASSED] += 1
                case Finding():
                    counts[result.code, State.FOUND] += 1
                case NotEvaluated():
                    counts[result.code, State.NOT_EVALUATED] += 1
    return counts


def check_lines(counts: Counter[tuple[str, str]]) -> Iterator[CheckLine]:
    """A line for every check that ran, in the order of the catalogue."""
    ran = {code for code, _ in counts}
    for check in CATALOG:
        if check.code in ran:
            tallied = {state.value: counts[check.code, state] for state in State}
            yield CheckLine(check.code, check.title.zh, check.title.en, check.severity.value, **tallied)


def unevaluated(judged: Judged) -> Iterator[tuple[str, str]]:
    """Code and reason of every comparison that could not be made."""
    for result in judged.results:
        for outcome in result.outcomes:
            if isinstance(outcome, NotEvaluated):
                yield result.code, one_line(outcome.reason)


def unread_gaps(report: Report) -> list[Gap]:
    """What could not be read, the same sentence once a document."""
    times = Counter((place_word(unread), unread.why, unread.remedy) for unread in report.unread)
    return [
        Gap(one_line(f"{report.document} {where}".strip()), one_line(why), one_line(remedy), count)
        for (where, why, remedy), count in times.items()
    ]


def place_word(unread: Unread) -> str:
    return f"p.{unread.place.page}" if unread.place.page else ""
