"""The tables of what was looked at."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from checks._model import NotEvaluated, Operand, Passed, Result, Severity, State
from extractors.model import Claim, Doubt, Place, Unread
from review.coverage import PROSE, TABLE, Share, coverage, percent, share
from review.csvio import read_csv
from review.ledger import write_ledger
from review.record import Judged
from review.reports import read_quality
from tests.review.invented import figure, finding, fund_form, fund_table, judged, operand, passed, report, result


def document() -> Judged:
    """Four figures: two that do not agree, one that could not be checked, one that nothing speaks of."""
    checks = [
        result("SUM005", replace(finding(), operands=finding().operands[:2])),
        Result("RATE001", State.NOT_EVALUATED, (NotEvaluated("率", "分母为空", (operand("row", "67.60", x=300),)),)),
        Result("SUM008", State.CRASHED, (), "ValueError: x"),
        result("SUM004"),
    ]
    return judged(checks, report(tables=(fund_table(),), forms=(fund_form(),), region="云山县"))


def table(path: Path, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in columns) for row in read_csv(path, "sha256")]


def test_the_ledger_has_a_row_for_every_check(tmp_path: Path) -> None:
    write_ledger([document()], tmp_path)
    counts = ("check", "state", "looked_at", "passed", "found", "not_evaluated", "reason")
    assert table(tmp_path / "ledger.csv", *counts) == [
        ("SUM005", "found", "1", "0", "1", "0", ""),
        ("RATE001", "not_evaluated", "1", "0", "0", "1", "分母为空"),
        ("SUM008", "crashed", "0", "0", "0", "0", "ValueError: x"),
        ("SUM004", "not_applicable", "0", "0", "0", "0", "报告中没有可核对的内容"),
    ]
    header = (tmp_path / "ledger.csv").read_text("utf-8-sig").splitlines()[0]
    assert header == "document,sha256,unit,year,check,state,looked_at,passed,found,not_evaluated,reason"


def test_evaluations_have_a_row_for_every_subject(tmp_path: Path) -> None:
    write_ledger([judged([result("SUM005", passed(), finding(), NotEvaluated("部门/率", "分母为空"))])], tmp_path)
    columns = ("check", "page", "where", "result", "formula", "reason")
    assert table(tmp_path / "evaluations.csv", *columns) == [
        ("SUM005", "3", "p.3 资金表 › 万元", "passed", "30 = 10 + 20", ""),
        ("SUM005", "3", "p.3 资金表 › 万元", "found", "397.10 + 67.60 = 464.70 ≠ 467.99",
         "合计 467.99 与各行之和 464.70 不符"),
        ("SUM005", "", "部门/率", "not_evaluated", "", "分母为空"),
    ]  # fmt: skip


def test_every_figure_gets_a_verdict(tmp_path: Path) -> None:
    write_ledger([document()], tmp_path)
    columns = ("page", "where", "printed", "value", "unit", "verdict", "by", "why", "kind")
    here = ("3", "p.3 资金表 › 万元")
    assert table(tmp_path / "coverage.csv", *columns) == [
        (*here, "467.99", "467.99", "万元", "contradictory", "SUM005", "", "table"),
        (*here, "397.10", "397.1", "万元", "contradictory", "SUM005", "", "table"),
        (*here, "67.60", "67.6", "万元", "not_checked", "", "RATE001: 分母为空", "table"),
        (*here, "5.00", "5", "万元", "not_checked", "", "没有检查用到此数", "table"),
    ]


def test_a_remark_leaves_a_figure_consistent_and_a_warning_does_not() -> None:
    one = report(tables=(fund_table(),))
    for severity, expected in ((Severity.INFO, "consistent"), (Severity.WARNING, "contradictory")):
        found = result("RATE002", finding(severity=severity, operands=(operand("total", "467.99"),)))
        covered = coverage(judged([found], one))
        assert (covered[0].verdict, covered[0].by) == (expected, ("RATE002",))
    assert (share(covered), share(covered).part) == (Share(4, 1), Decimal("0.25"))
    assert share(()).part is None


def test_the_figures_of_tables_and_of_prose_are_counted_apart() -> None:
    """The claim stands in running text: its figure is in no cell."""
    told = Claim("amount", "支出", "支出30万元。", Place(1), figure("30", page=1, x=10))
    one = report(tables=(fund_table(),), claims=(told,))
    checked = Passed("正文", "30 = 30", (operand("prose", "30", page=1, x=10),))
    covered = coverage(judged([result("XREF002", checked)], one))
    assert [figure.kind for figure in covered] == ["table"] * 4 + ["prose"]
    assert (share(covered, TABLE), share(covered, PROSE)) == (Share(4, 0), Share(1, 1))
    assert [percent(share(covered, kind)) for kind in ("", TABLE, PROSE)] == ["20 %", "0 %", "100 %"]
    assert percent(Share(0, 0)) == "—"
    assert percent(Share(1000, 999)) == "99 %"


@pytest.mark.parametrize(
    ("code", "verdict", "why"),
    [
        ("SUM005", "consistent", ""),
        ("GOAL003", "not_checked", "GOAL003: 只看过写法，没有与他数比较"),
        ("GOAL005", "not_checked", "GOAL005: 只看过写法，没有与他数比较"),
        ("FORM002", "not_checked", "没有检查用到此数"),
        ("TEXT006", "not_checked", "没有检查用到此数"),
        ("XREF008", "not_checked", "没有检查用到此数"),
        ("TEXT008", "consistent", ""),
    ],
)
def test_only_a_comparison_of_values_covers_a_figure(code: str, verdict: str, why: str) -> None:
    looked = Passed("s", "f", (operand("target", "467.99"),))
    covered = coverage(judged([result(code, looked)], report(tables=(fund_table(),))))
    assert (covered[0].verdict, covered[0].why) == (verdict, why)


def test_a_text_printed_twice_contradicts_no_figure_in_it() -> None:
    found = result("TEXT001", finding(severity=Severity.WARNING, operands=(operand("text", "467.99"),)))
    covered = coverage(judged([found], report(tables=(fund_table(),))))
    assert {one.verdict for one in covered} == {"not_checked"}


def test_a_place_counts_where_the_figure_stands_alone_in_it() -> None:
    cell = fund_table().cells[0]
    named = Operand("total", "467.99万元", cell.place)
    covered = coverage(
        judged([result("SUM005", passed().__class__("s", "f", (named,)))], report(tables=(fund_table(),)))
    )
    assert [one.verdict for one in covered] == ["consistent", "not_checked", "not_checked", "not_checked"]


def test_a_report_is_one_row(tmp_path: Path) -> None:
    write_ledger([document()], tmp_path)
    assert read_csv(tmp_path / "reports.csv", "sha256") == [
        {
            "unit": "云山县档案馆", "region": "云山县", "year": "2023", "kind": "self-assessment",
            "title": "2023年度整体绩效自评报告", "total": "97", "grade": "优", "budget": "467.99", "executed": "495.16",
            "rate": "", "money_unit": "万元", "errors": "1", "warnings": "0", "infos": "0", "covered": "0.5000",
            "read_quality": "1.00", "source_url": "http://ys.example/2023.pdf", "document": "甲.pdf",
            "sha256": report().sha256, "covered_tables": "0.5000", "covered_prose": "",
        }
    ]  # fmt: skip


def test_read_quality_falls_with_doubts_and_lost_pages() -> None:
    doubtful = report(tables=(replace(fund_table(), doubt=Doubt(Decimal("0.8"))),))
    assert read_quality(doubtful) == Decimal("0.8")
    assert read_quality(report(unread=(Unread(Place(2), "扫描件", scope="page"),))) == Decimal("0.8")
    assert read_quality(report(unread=(Unread(Place(0), "加密", scope="document"),))) == Decimal(0)
