"""Findings on recognised pages: what one misread figure would explain is a warning that says so."""

from dataclasses import replace
from decimal import Decimal

import pytest

from checks._model import Finding, Severity
from extractors.form import read_forms
from extractors.model import Cell, Doubt, Kind, Paragraph, Place, Report, Section, TextLine
from extractors.repair import repaired, straightened
from flows.clarity import clarity
from flows.judge import judge
from flows.misread import CHECK_THE_READING
from flows.options import Options
from tests.extractors.test_repair import OCR, PAGES, scanned


def report(ocr_pages: tuple[int, ...] = (1,), **misread: str) -> Report:
    tables, kept = straightened((scanned(**misread),), PAGES)
    found = repaired(read_forms(tables, ()), PAGES, kept)
    return Report("a.pdf", "", 1, Kind.SELF_ASSESSMENT, forms=found.forms, tables=found.tables, ocr_pages=ocr_pages)


def found(code: str, given: Report) -> list[Finding]:
    (result,) = judge(given, Options(select=(code,))).results
    return list(result.findings)


@pytest.mark.parametrize(
    ("code", "misread", "severity", "cause"),
    [
        ("SUM001", {"total": "98.57"}, Severity.WARNING, f"{CHECK_THE_READING}“98.57”若为“99.57”则相符"),
        ("SUM001", {"total": "91.21"}, Severity.ERROR, ""),
        ("SUM004", {"executed": "3395.55"}, Severity.WARNING, f"{CHECK_THE_READING}“3395.55”若为“3396.55”则相符"),
        ("RATE001", {"rate": "93.11%"}, Severity.ERROR, ""),
    ],
)
def test_what_one_slip_would_close_is_no_error(
    code: str, misread: dict[str, str], severity: Severity, cause: str
) -> None:
    (scan,) = found(code, report(**misread))
    (printed,) = found(code, report((), **misread))
    assert (scan.severity, scan.cause) == (severity, cause)
    assert (printed.severity, printed.cause) == (Severity.ERROR, "")
    assert replace(scan, severity=printed.severity, cause="") == printed


def test_what_was_hardly_read_is_no_error() -> None:
    def fainter(cell: Cell) -> Cell:
        return replace(cell, doubt=Doubt(Decimal("0.71"), OCR.reasons)) if cell.text == "91.21" else cell

    given = report(total="91.21")
    (table,) = given.tables
    faint = replace(given, tables=(replace(table, cells=tuple(map(fainter, table.cells))),))
    (finding,) = found("SUM001", faint)
    assert (finding.severity, finding.cause) == (Severity.WARNING, f"{CHECK_THE_READING}“91.21”处可信度仅 0.71")
    judged = judge(faint, Options(select=("SUM001",)))
    assert list(judged.confidence.values()) == [Decimal("0.64")]
    assert {clarity(faint, operand) for operand in finding.operands} == {Decimal("0.71"), Decimal("0.90")}


def test_a_figure_in_recognised_prose_is_no_ground_for_an_error() -> None:
    given = report(total="91.21")
    (form,) = given.forms
    assert form.total is not None
    above = replace(form.total, place=Place(1, (70, 700, 300, 712)))
    (finding,) = found("SUM001", replace(given, forms=(replace(form, total=above),)))
    why = f"{CHECK_THE_READING}“91.21”在正文中，分段和所指须对照原页"
    assert (finding.severity, finding.cause) == (Severity.WARNING, why)


def test_prose_is_as_sure_as_its_paragraph() -> None:
    line = TextLine("全年支出 105.5 万元", 2, (70, 100, 300, 112))
    body = Paragraph(line.text, "body", 0, (line,), Doubt(Decimal("0.83"), OCR.reasons))
    section = Section("", 0, Place(2), (body,))
    given = Report("a.pdf", "", 2, Kind.SELF_ASSESSMENT, sections=(section,), ocr_pages=(2,))
    (finding,) = found("SUM001", report(total="91.21"))
    operand = replace(finding.operands[0], place=Place(2, (120, 100, 160, 112)))
    assert clarity(given, operand) == Decimal("0.83")
    assert clarity(given, replace(operand, place=Place(2, (120, 300, 160, 312)))) == 1
    assert clarity(replace(given, ocr_pages=()), operand) == 1


def grouped(given: Report) -> list[tuple[str, str]]:
    """Code and group of each finding."""
    results = judge(given, Options(select=("SUM", "RATE001"))).results
    return [(result.code, finding.group) for result in results for finding in result.findings]


def test_what_one_misread_figure_explains_is_one_matter() -> None:
    (first, second) = grouped(report(executed="3896.55"))
    assert (first[0], second[0]) == ("SUM004", "RATE001")
    assert first[1] == second[1] != ""


def test_a_table_misread_in_several_places_is_one_matter() -> None:
    given = {"executed": "3896.55", "total": "98.57"}
    assert [code for code, _ in grouped(report(**given))] == ["SUM001", "SUM004", "RATE001"]
    assert len({group for _, group in grouped(report(**given))} - {""}) == 1
    # Where the text was printed, the two errors have nothing to do with one another.
    assert [bool(group) for _, group in grouped(report((), **given))] == [False, True, True]
