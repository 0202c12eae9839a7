"""`gouji extract`: Markdown, CSV and the pictures of what was read."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from extractors.model import (
    Cell,
    Claim,
    Entry,
    Form,
    Fragment,
    Indicator,
    Kind,
    Number,
    Paragraph,
    Place,
    Report,
    Section,
    Table,
    TextLine,
    Unread,
)
from extractors.overlay import INKS, Mark, draw
from flows.cli import main
from flows.overlay import marks_of, safe_name
from flows.sheets import markdown, sheet

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample"
HEADING = Paragraph("一、基本|情况", "heading", 1, (TextLine("一、基本|情况", 1, (72.0, 90.0, 160.0, 104.0)),))
BODY = Paragraph("自评得分97分。", "body", 0, (TextLine("自评得分97分。", 1, (96.0, 110.0, 200.0, 124.0)),))
BOX = (72.0, 140.0, 500.0, 180.0)
CELLS = (
    Cell(0, 0, 1, 2, "数量_指标", Place(1, (72.0, 140.0, 400.0, 160.0))),
    Cell(1, 0, 1, 1, "=1+1", Place(1, (72.0, 160.0, 200.0, 180.0))),
    Cell(1, 1, 1, 1, "-15", Place(1, (200.0, 160.0, 400.0, 180.0))),
)
TABLE = Table("自评表", 2, 2, CELLS, (Fragment(1, BOX, 0, 2),))
WEIGHT = Entry("-15", CELLS[2].place)
FORM = Form(
    "project",
    "自评表",
    Place(1),
    indicators=(Indicator("产出", "", "数量", CELLS[1].place, weight=WEIGHT),),
    tables=(0,),
)
SCORE = Claim("score", "自评得分", BODY.text, Place(1, (140.0, 110.0, 170.0, 124.0)), Number("97分", Decimal(97)))
REPORT = Report(
    "a.pdf", "", 1, Kind.SELF_ASSESSMENT, title="某单位<报告>", forms=(FORM,), tables=(TABLE,), claims=(SCORE,),
    sections=(Section("一、基本|情况", 1, HEADING.place, (HEADING, BODY)),),
    unread=(Unread(Place(1, BOX), "读不懂", "请核对"),),
)  # fmt: skip


def test_markdown_shows_prose_and_tables_in_reading_order() -> None:
    assert markdown(REPORT) == (
        "# 某单位\\<报告\\>\n\n"
        "## 一、基本\\|情况\n\n"
        "自评得分97分。\n\n"
        "**表 1　自评表（第 1 页）**\n\n| 数量\\_指标 |  |\n| --- | --- |\n| =1+1 | -15 |\n\n"
        "> 未读：第 1 页，读不懂。请核对\n"
    )


def test_csv_is_rectangular_and_guarded() -> None:
    assert sheet([REPORT]) == (
        "\ufeffdocument,table,pages,caption,row,c1,c2\r\na.pdf,1,1,自评表,1,数量_指标,\r\na.pdf,1,1,自评表,2,'=1+1,-15\r\n"
    )


def test_marks_stand_where_things_were_read() -> None:
    assert marks_of(REPORT) == {
        1: [
            Mark("table", BOX, "table 1 rows 1-2"),
            *(Mark("cell", cell.place.box) for cell in CELLS if cell.place.box),
            Mark("indicator", (72.0, 160.0, 200.0, 180.0), "level3"),
            Mark("indicator", (200.0, 160.0, 400.0, 180.0), "weight"),
            Mark("prose", (72.0, 90.0, 160.0, 104.0)),
            Mark("prose", (72.0, 90.0, 160.0, 104.0), "heading"),
            Mark("prose", (96.0, 110.0, 200.0, 124.0)),
            Mark("prose", (96.0, 110.0, 200.0, 124.0)),
            Mark("claim", (140.0, 110.0, 170.0, 124.0), "score 97"),
            Mark("unread", BOX, "unread"),
        ]
    }


def test_a_field_is_tinted_and_its_frame_drawn() -> None:
    page = draw(Image.new("RGB", (100, 100), "white"), [Mark("fund", (10.0, 10.0, 40.0, 40.0))], 2.0)
    assert page.getpixel((20, 50)) == INKS["fund"]
    assert page.getpixel((50, 50)) == (219, 237, 228)
    assert page.getpixel((90, 90)) == (255, 255, 255)


def test_names_from_documents_stay_inside_the_folder() -> None:
    assert [safe_name(name) for name in ("../../x y/自评 报告.pdf", "..", "a/.pdf")] == ["自评_报告", "report", "pdf"]


def test_the_command_writes_a_picture_a_page_and_prints_the_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = SAMPLE.glob("白鹭县*.pdf")
    assert main(["extract", str(path), "--format", "csv", "--overlay", str(tmp_path)]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff"))))
    assert rows[4][4:] == ["4", "", "年度资金总额", "80", "85.5", "83.22", "10", "97.33%", "9.73"]
    assert {len(row) for row in rows} == {13}
    assert sorted(found.name for found in tmp_path.rglob("*.png")) == ["page-001.png", "page-002.png"]
