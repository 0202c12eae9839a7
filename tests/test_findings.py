"""The whole road on the four printings of one real report: what a careful auditor finds in it, and nothing else."""

from pathlib import Path

import pytest

from checks._model import Parameters, Passed
from extractors.report import read_report
from flows.judge import judge
from flows.options import Options
from review.record import Judged

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "samples" / "shangjie-2021"
PRINTINGS = ("cid-font", "libreoffice", "weasyprint", "word-like")
FOUND = [
    ("FORM001", "info", "无"),
    ("FORM001", "info", "无"),
    ("RATE002", "warning", "105.81%"),
    ("RATE002", "warning", "109.83%"),
    ("RATE002", "warning", "111.64%"),
    ("RATE004", "error", "0"),
    ("SCORE003", "warning", "9"),
    ("SCORE009", "info", "105.81%"),
    ("SUM005", "error", "467.99"),
    ("TEXT001", "info", ""),
    ("TEXT001", "warning", ""),
    ("TEXT002", "warning", "0.62"),
    ("TEXT002", "warning", "0.79"),
    ("TEXT003", "warning", ""),
    ("TEXT006", "info", "《10%"),
    ("TEXT006", "info", "》98%"),
    ("TEXT006", "info", "，，"),
    ("TEXT008", "warning", "严格执行年初"),
    ("TEXT008", "warning", "压减支出"),
    ("TEXT008", "warning", "及时足额"),
    ("XREF008", "info", "巡察办"),
]
HOLDS = {
    "SUM001": {"97 = 9 + 30 + 30 + 28"},
    "SUM002": {
        "30 = 6.5 + 19.5 + 4",
        "30 = 15 + 15",
        "28 = 10 + 8 + 10",
        "30 = 10 + 10 + 10",
        "18 = 10 + 8",
        "10 = 10",
    },
    "SUM003": {"100 = 10 + 30 + 30 + 30"},
    "SUM004": {"467.99 = 417.99 + 50", "495.16 = 459.06 + 36.1", "467.99 = 467.99", "495.16 = 495.16"},
    "SCORE005": {"优: 90 <= 97 <= 100"},
    "RATE001": {
        "495.16 / 467.99 = 105.81%",
        "495.16 / 467.99 = 105.81%（全年预算数）",
        "459.06 / 417.99 = 109.83%（全年预算数）",
        "36.1 / 50 = 72.2%（全年预算数）",
        "443.33 / 397.1 = 111.64%",
        "51.83 / 67.6 = 76.67%",
    },
    "XREF001": {"正文 97分 = 表 97", "正文 9分 = 表 9", "正文 优 = 表 优"},
    "XREF003": {"正文 105.81% = 表 105.81%", "正文 109.83% = 表 109.83%", "正文 72.2% = 表 72.20%"},
    "XREF005": {
        "一级指标：写 4 = 列 4",
        "投入管理指标二级指标：写 3 = 列 3",
        "投入管理指标三级指标：写 33 = 列 33",
        "产出指标二级指标：写 1 = 列 1",
        "产出指标三级指标：写 2 = 列 2",
        "效益指标二级指标：写 2 = 列 2",
        "效益指标三级指标：写 3 = 列 3",
    },
}
RESTATED = ("14", "124", "5", "40", "4", "7")


@pytest.fixture(scope="module", params=PRINTINGS)
def printing(request: pytest.FixtureRequest) -> Judged:
    path = FOLDER / f"{request.param}.pdf"
    if not path.exists():
        pytest.skip(f"{path.name}: the shared samples are not on this machine")
    return judge(read_report(path.read_bytes(), path.name), Options(parameters=Parameters()))


def test_every_row_is_found_and_no_other(printing: Judged) -> None:
    rows = sorted(
        (result.code, finding.severity.value, finding.reported)
        for result in printing.results
        for finding in result.findings
    )
    assert [row[:2] for row in rows] == [row[:2] for row in FOUND]
    left = list(rows)
    for code, severity, words in FOUND:
        row = next(row for row in left if row[:2] == (code, severity) and words in row[2])
        left.remove(row)
    assert left == []


@pytest.mark.parametrize("code", HOLDS)
def test_what_holds_is_passed_with_its_formula(printing: Judged, code: str) -> None:
    passed = {
        outcome.formula
        for result in printing.results
        if result.code == code
        for outcome in result.outcomes
        if isinstance(outcome, Passed)
    }
    assert HOLDS[code] - passed == set()


def test_counts_restated_in_goal_tasks_and_results_are_passed(printing: Judged) -> None:
    passed = [
        outcome
        for result in printing.results
        if result.code.startswith("XREF")
        for outcome in result.outcomes
        if isinstance(outcome, Passed)
    ]
    figures = {o.number.value for p in passed for o in p.operands if o.number is not None}
    assert {value for value in RESTATED if not any(str(figure) == value for figure in figures)} == set()
