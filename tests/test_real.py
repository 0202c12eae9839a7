"""Published budgets and final accounts: what truly contradicts itself is found, and what only looks wrong is not."""

from functools import cache
from pathlib import Path

import pytest

from checks._model import Finding, Passed, Severity
from extractors.report import read_report
from flows.judge import judge
from flows.options import Options
from review.record import Judged

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "samples" / "real"
# Document, page, code, the figure that is reported, the figures it is held against.
PROJECTS = ("4,100,000.00", "6,351,000.00", "4,563,800.00", "7595500.00", "10,903,043.00")
CLASSES = ("53.84万元", "76.76万元", "38.38万元", "738.66万元", "50.37万元", "33.58万元")
ERRORS = [
    ("gov01", 6, "RATE005", "增加", ("1421.25万元", "0万元")),
    ("gov01", 6, "RATE005", "314.82%", ("314.82%", "11.67万元", "45.41万元")),
    ("gov01", 7, "RATE005", "60.54%", ("60.54%", "132.59万元", "441.25万元")),
    ("gov01", 7, "XREF002", "441.25万元", ("441.25万元", "2,206,272")),
    ("gov01", 29, "SUM005", "3328.13万元", ("3328.13万元", *PROJECTS)),
    ("gov01", 30, "SUM007", "8013平方米", ("8013平方米", "7998平方米", "105平方米")),
    ("gov01", 35, "SUM006", "11,419,043.00", ("11,419,043.00", "10,903,043.00")),
    ("gov03", 24, "XREF002", "4896.98万元", ("4896.98万元", "4884.09")),
    ("gov03", 24, "XREF002", "5377.64万元", ("5377.64万元", "5364.75")),
    ("gov17", 6, "SUM007", "950.12万元", ("950.12万元", *CLASSES)),
    ("gov17", 6, "XREF002", "738.66万元", ("738.66万元", "6,964,796")),
]
SLIGHT = {
    ("gov03", 7, "XREF008", "warning"),
    ("gov03", 21, "RATE001", "info"),
    ("gov03", 21, "TEXT006", "info"),
    ("gov03", 25, "TEXT007", "warning"),
    ("gov03", 26, "XREF008", "info"),
    ("gov05", 1, "FORM005", "info"),
    ("gov17", 16, "TEXT007", "warning"),
    ("gov18", 1, "FORM005", "info"),
    ("oth08", 1, "FORM005", "info"),
}
# What looks like an error and is none: document, page, the figure as printed.
ALONE = {
    ("gov01", 6, "100.00%"),
    ("gov01", 29, "786.09万元"),
    ("gov01", 27, "15,381,432"),
    ("gov03", 25, "0.00%"),
    ("gov03", 27, "142.80万元"),
    ("gov03", 26, "4415.48万元"),
    ("gov03", 27, "2319.21万元"),
    ("gov03", 7, "9759.38"),
    ("gov03", 7, "236.63"),
    ("gov07", 19, "185,000.00"),
    ("gov07", 21, "6626万元"),
    ("gov07", 20, "28.50"),
}
# Prose that a table repeats, in the other unit too.
AGREED = {
    "gov01": {"正文 220.63万元 = 表 2,206,272元", "正文 1822.95万元 = 表 18,229,543元"},
    "gov03": {"正文 480.66万元 = 表 480.66万元", "正文 9859.38万元 = 表 9859.38万元"},
    "gov07": {"正文 1,202.95万元 = 表 12,029,501.84元", "正文 9,101.68万元 = 表 91,016,775.35元"},
    "gov17": {"正文 6.40万元 = 表 6.4万元", "正文 262.00万元 = 表 2,620,000元"},
}  # fmt: skip


def samples() -> list[Path]:
    return [*sorted(FOLDER.glob("gov*.pdf")), *sorted(FOLDER.glob("oth08*.pdf"))]


@cache
def judged(name: str) -> Judged:
    path = next(FOLDER.glob(f"{name}_*.pdf"))
    return judge(read_report(path.read_bytes(), path.name), Options())


@pytest.fixture(scope="module")
def known() -> dict[str, Judged]:
    """Every document of the folder by the first word of its name."""
    if not samples():
        pytest.skip("the published documents are not on this machine")
    return {path.name.partition("_")[0]: judged(path.name.partition("_")[0]) for path in samples()}


def rows(known: dict[str, Judged]) -> list[tuple[str, str, Finding]]:
    return [(name, r.code, f) for name, one in known.items() for r in one.results for f in r.findings]


def test_the_contradictions_are_found_and_no_other_row_is_an_error(known: dict[str, Judged]) -> None:
    errors = [(name, code, found) for name, code, found in rows(known) if found.severity is Severity.ERROR]
    told = sorted(
        (name, found.place.page, code, found.reported, tuple(operand.text for operand in found.operands))
        for name, code, found in errors
    )
    assert told == sorted(ERRORS)


def test_what_is_no_error_is_told_as_less(known: dict[str, Judged]) -> None:
    slight = {
        (name, found.place.page, code, str(found.severity))
        for name, code, found in rows(known)
        # A form's goal that the prose repeats is told for information, once for each form.
        if found.severity is not Severity.ERROR and code != "TEXT001"
    }
    assert slight == SLIGHT


def test_what_only_looks_wrong_is_left_alone(known: dict[str, Judged]) -> None:
    told = {(name, operand.place.page, operand.text) for name, _, found in rows(known) for operand in found.operands}
    assert told & ALONE == set()


def test_prose_and_tables_that_agree_are_seen_to(known: dict[str, Judged]) -> None:
    results = {name: next(r for r in known[name].results if r.code == "XREF002") for name in AGREED}
    held = {name: {o.formula for o in one.outcomes if isinstance(o, Passed)} for name, one in results.items()}
    assert {name: AGREED[name] - held[name] for name in AGREED} == {name: set() for name in AGREED}
