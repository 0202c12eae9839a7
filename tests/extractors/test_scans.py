"""Documents with pages that have no sound text: page by page, each read as it must be, the others as ever."""

from dataclasses import replace

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.codec import from_json, to_json
from extractors.doubt import OCR
from extractors.layout import read_layout
from extractors.legibility import SCAN
from extractors.model import Cell, Place, Table, Unread
from extractors.ocr import MISSING_REMEDY, is_installed
from extractors.report import read_report
from extractors.scans import NOT_INSTALLED, SWITCH_ON, SWITCHED_OFF, Scans
from tests.extractors.papers import HEIGHT, WIDTH, grid_page, paper, prose, table, write

ROWS = (("指标", "分值", "得分"), ("植树", "60", "57.5"), ("养护", "40", "38"), ("合计", "100", "95.5"))


def form_page(canvas: Canvas) -> None:
    write(canvas, 200, 80, "造林项目绩效自评表", 16)
    table(canvas, 110, ROWS, (60, 200, 330, 480), 30)
    prose(canvas, 300, ("全年支出105.5万元。",))


def scan_page(canvas: Canvas) -> None:
    """The form as a picture of 150 dpi."""
    document = pypdfium2.PdfDocument(paper(form_page))
    picture = document[0].render(scale=150 / 72).to_pil().convert("L")
    document.close()
    canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)


def test_without_recognition_a_scan_is_said_to_be_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    mixed = paper(scan_page, grid_page)
    switched_off = read_layout(mixed, scans=Scans("never"))
    assert switched_off.unread == (Unread(Place(1), f"{SCAN}；{SWITCHED_OFF}", SWITCH_ON, "page"),)
    monkeypatch.setattr("extractors.ocr.NEEDED", ("no_such_package",))
    missing = read_layout(mixed)
    assert missing.unread == (Unread(Place(1), f"{SCAN}；{NOT_INSTALLED}", MISSING_REMEDY, "page"),)
    assert [one.tables for one in (switched_off, missing)] == [missing.tables] * 2
    assert [one.pages for one in missing.tables] == [(2,)]
    assert read_layout(paper(grid_page), scans=Scans("always")) == read_layout(paper(grid_page))


def plain(table: Table) -> tuple[Cell, ...]:
    """The cells as the layout gives them, before their figures are read."""
    return tuple(replace(cell, number=None, place=replace(cell.place, label="")) for cell in table.cells)


@pytest.mark.skipif(not is_installed(), reason="character recognition is an extra and not installed")
def test_a_mixed_document_is_read_page_by_page() -> None:
    signs: list[int] = []
    mixed = paper(scan_page, grid_page)
    report = read_report(mixed, "a.pdf", scans=Scans(tell=lambda: signs.append(1)))
    scanned, printed = report.tables
    assert [[cell.text for cell in scanned.cells[i : i + 3]] for i in (0, 3, 6, 9)] == [list(row) for row in ROWS]
    assert scanned.doubt.reasons == (OCR,)
    assert all(OCR in cell.doubt.reasons and cell.doubt.confidence > 0 for cell in scanned.cells)
    assert read_layout(mixed, scans=Scans("never")).tables == (replace(printed, cells=plain(printed)),)
    assert not any(cell.doubt.reasons for cell in printed.cells)
    assert (report.ocr_pages, report.unread, len(signs)) == ((1,), (), 2)
    assert {paragraph.doubt.reasons for section in report.sections for paragraph in section.paragraphs} == {(OCR,)}
    assert {claim.doubt.reasons for claim in report.claims if claim.place.page == 1} == {(OCR,)}
    assert from_json(to_json(report)) == report
