"""One row a report: who, what, how much, how it came out, how much of it was checked, how well it was read."""

from collections import Counter
from decimal import Decimal

from checks._model import Severity
from extractors.model import Entry, Form, FundRow, Report
from review.coverage import PROSE, TABLE, Coverage, Share, share
from review.evidence import one_line, words
from review.record import Judged

COLUMNS = (
    "unit",
    "region",
    "year",
    "kind",
    "title",
    "total",
    "grade",
    "budget",
    "executed",
    "rate",
    "money_unit",
    "errors",
    "warnings",
    "infos",
    "covered",
    "read_quality",
    "source_url",
    "document",
    "sha256",
    "covered_tables",
    "covered_prose",
)
WHOLE_KINDS = ("department", "project", "transfer", "target", "other")


def report_row(judged: Judged, covered: tuple[Coverage, ...]) -> tuple[str, ...]:
    """A line of reports.csv. Figures are as printed; covered and read_quality are shares of one, "" = unknown."""
    report = judged.report
    form = leading_form(report)
    fund = whole_fund(form)
    found = Counter(finding.severity for result in judged.results for finding in result.findings)
    return (
        words(report.unit),
        words(report.region),
        report.year,
        report.kind,
        words(judged.title or report.title),
        printed(form.total if form else None),
        printed(form.grade if form else None),
        printed(fund.annual or fund.initial if fund else None),
        printed(fund.executed if fund else None),
        printed(fund.rate if fund else None),
        (form.money_unit if form else "") or report.money_unit,
        *(str(found[severity]) for severity in Severity),
        part(share(covered)),
        f"{read_quality(report):.2f}",
        judged.source_url,
        report.document,
        report.sha256,
        part(share(covered, TABLE)),
        part(share(covered, PROSE)),
    )


def part(checked: Share) -> str:
    return "" if checked.part is None else f"{checked.part:.4f}"


def leading_form(report: Report) -> Form | None:
    """The form that speaks for the whole report: the department's before a project's, one with a total before one
    without."""
    ranked = sorted(report.forms, key=lambda form: (kind_rank(form), form.total is None or not form.total.text))
    return ranked[0] if ranked else None


def kind_rank(form: Form) -> int:
    return WHOLE_KINDS.index(form.kind) if form.kind in WHOLE_KINDS else len(WHOLE_KINDS)


def whole_fund(form: Form | None) -> FundRow | None:
    """The row of the fund block that is part of no other."""
    return next((row for row in form.budget if not row.parent), None) if form else None


def printed(entry: Entry | None) -> str:
    return one_line(entry.text) if entry else ""


def read_quality(report: Report) -> Decimal:
    """0 to 1: the lowest confidence of a form or table, times the share of pages that could be read."""
    if any(unread.scope == "document" for unread in report.unread):
        return Decimal(0)
    doubts = (*(form.doubt for form in report.forms), *(table.doubt for table in report.tables))
    lowest = min((doubt.confidence for doubt in doubts), default=Decimal(1))
    lost = len({unread.place.page for unread in report.unread if unread.scope == "page"})
    return lowest * (Decimal(max(0, report.pages - lost)) / report.pages if report.pages else Decimal(0))
