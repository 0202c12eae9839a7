"""Order, materiality, suppressions, groups and caps."""

from dataclasses import replace
from decimal import Decimal

import pytest

from checks._model import Interval, Severity
from review.arrange import Flood, Materiality, QueueOptions, Suppression, arrange, band
from review.rows import ABSENT, Row, fresh_rows
from tests.review.invented import FIRST, figure, finding, judged, operand, report, result


def rows(*subjects: str, code: str = "SUM005", **how: object) -> tuple[Row, ...]:
    return fresh_rows([judged([result(code, *(finding(subject, **how) for subject in subjects))])], FIRST)  # type: ignore[arg-type]


@pytest.mark.parametrize(("relative", "expected"), [("0.1", 0), ("0.0999", 1), ("0.01", 1), ("0.009", 2), ("", 2)])
def test_differences_go_by_bands(relative: str, expected: int) -> None:
    assert band(relative) == expected


def test_the_order_is_severity_band_confidence_unit_document_page_id() -> None:
    base = replace(rows("甲")[0], severity="warning", relative="0.05", confidence="0.90", unit="b", page="5")
    ordered = [
        replace(base, severity="error", relative="", finding_id="GA"),
        replace(base, relative="0.2", finding_id="GB"),
        replace(base, confidence="0.97", finding_id="GC"),
        replace(base, unit="a", finding_id="GD"),
        replace(base, document="a.pdf", page="7", finding_id="GE"),
        replace(base, document="b.pdf", page="7", finding_id="GF"),
        replace(base, document="b.pdf", page="10", finding_id="GG"),
        replace(base, document="b.pdf", page="10", finding_id="GH"),
        replace(base, severity="info", relative="9", finding_id="GI"),
    ]
    arranged = arrange(ordered[::-1], QueueOptions(), FIRST)
    assert [row.finding_id for row in arranged.rows] == [row.finding_id for row in ordered]


def test_a_flood_is_capped_and_its_size_told() -> None:
    flood, other = rows("甲", "乙", "丙", "丁"), rows("甲", code="SUM004")
    decided = replace(flood[3], verdict="confirmed")
    arranged = arrange((*flood[:3], decided, *other), QueueOptions(cap=2), FIRST)
    assert arranged.capped == 1
    kept = sorted(row.finding_id for row in flood[:3])[:2]
    assert {row.finding_id for row in arranged.rows} == {*kept, decided.finding_id, other[0].finding_id}
    told = {row.finding_id: row.message.partition("（")[2] for row in arranged.rows}
    assert told == {
        kept[0]: "",
        kept[1]: "SUM005 在本报告共 4 条，队列只列 3 条，其余在存档中，--no-cap 可全部列出）",
        decided.finding_id: "",
        other[0].finding_id: "",
    }
    assert arranged.floods == (Flood("甲.pdf", "SUM005", 4, 3),)
    assert arrange(flood, QueueOptions(cap=None), FIRST).floods == ()
    assert [row.message for row in arrange(flood, QueueOptions(cap=4), FIRST).rows] == [row.message for row in flood]


def test_an_error_below_the_materiality_is_a_remark() -> None:
    row = rows("甲")
    assert row[0].amount == "32800"
    lowered = [
        arrange(row, QueueOptions(materialities=(Materiality(Decimal(limit)),)), FIRST).rows[0].severity
        for limit in (32801, 32800)
    ]
    assert lowered == ["info", "error"]


def test_an_amount_counted_in_yuan_by_the_check_is_not_scaled_again() -> None:
    low, high = Decimal(4646900), Decimal(4647100)
    row = rows("甲", expected=Interval(low, high), difference=Decimal(4679900) - high)
    assert row[0].amount == "32800"


def test_what_is_not_money_is_never_immaterial() -> None:
    score = replace(operand("total", "97"), number=figure("97", unit="分"))
    row = rows("甲", operands=(score,), reported="97")
    assert row[0].amount == ""
    assert arrange(row, QueueOptions(materialities=(Materiality(Decimal(10**9)),)), FIRST).rows[0].severity == "error"


def test_groups_name_the_leading_finding() -> None:
    one = judged([
        result("RATE002", finding("总额", severity=Severity.WARNING, group="超支"),
               finding("基本", severity=Severity.INFO, group="超支")),
        result("RATE004", finding("调整", group="超支"), finding("别的", group="独自")),
    ])  # fmt: skip
    other = judged([result("RATE004", finding("调整", group="超支"))], report("乙.pdf", unit="乙局"))
    arranged = arrange(fresh_rows([one, other], FIRST), QueueOptions(), FIRST)
    leading = next(row for row in arranged.rows if row.check == "RATE004" and row.group)
    groups = [
        (row.check, row.severity, row.unit, row.group == leading.finding_id) for row in arranged.rows if row.group
    ]
    assert groups == [
        ("RATE004", "error", "云山县档案馆", True),
        ("RATE002", "warning", "云山县档案馆", True),
        ("RATE002", "info", "云山县档案馆", True),
    ]


@pytest.mark.parametrize(
    ("rule", "is_met"),
    [
        (Suppression("SUM005", "r"), True),
        (Suppression("SUM", "r"), True),
        (Suppression("RATE", "r"), False),
        (Suppression("SUM005", "r", document="甲.pdf"), True),
        (Suppression("SUM005", "r", document="乙*"), False),
        (Suppression("SUM005", "r", document=report().sha256), True),
        (Suppression("SUM005", "r", source="http://ys.example/*"), True),
        (Suppression("SUM005", "r", source="http://other.example/*"), False),
        (Suppression("SUM005", "r", expires="2026-01-05"), True),
    ],
)
def test_a_suppression_meets_code_document_and_source(rule: Suppression, is_met: bool) -> None:
    arranged = arrange(rows("甲"), QueueOptions(suppressions=(rule,)), FIRST)
    assert (arranged.suppressed, arranged.unused, arranged.expired) == ((1, (), ()) if is_met else (0, (rule,), ()))


def test_an_expired_suppression_holds_no_more() -> None:
    rule = Suppression("SUM005", "r", expires="2026-01-04")
    arranged = arrange(rows("甲"), QueueOptions(suppressions=(rule,)), FIRST)
    assert (len(arranged.rows), arranged.suppressed, arranged.unused, arranged.expired) == (1, 0, (), (rule,))


def test_what_is_gone_is_no_part_of_a_flood() -> None:
    flood = rows("甲", "乙", "丙")
    gone = replace(flood[0], state=ABSENT)
    arranged = arrange((gone, *flood[1:]), QueueOptions(cap=2), FIRST)
    assert (len(arranged.rows), arranged.floods) == (3, ())
    assert arrange((gone, *flood[1:]), QueueOptions(cap=1), FIRST).floods == (Flood("甲.pdf", "SUM005", 2, 1),)


def test_the_cap_counts_each_report_by_itself_and_says_so_in_english() -> None:
    other = judged([result("SUM005", *(finding(subject) for subject in "甲乙丙"))], report("乙.pdf", unit="乙局"))
    both = (*rows("甲", "乙", "丙"), *fresh_rows([other], FIRST))
    arranged = arrange(both, QueueOptions(cap=1, lang="en"), FIRST)
    assert arranged.floods == (Flood("乙.pdf", "SUM005", 3, 1), Flood("甲.pdf", "SUM005", 3, 1))
    assert arranged.capped == 4
    tail = " (SUM005: 3 in this report, 1 listed, the rest is in the store; --no-cap lists all)"
    assert [row.message.endswith(tail) for row in arranged.rows] == [True, True]


@pytest.mark.parametrize(
    ("materialities", "severity"),
    [
        ((Materiality(Decimal(32801)),), "info"),
        ((Materiality(Decimal(32801), "乙*"),), "error"),
        ((Materiality(Decimal(32801)), Materiality(Decimal(1), "甲*")), "error"),
        ((Materiality(Decimal(1)), Materiality(Decimal(32801), "", "http://ys.example/*")), "info"),
    ],
)
def test_of_several_materialities_the_last_that_is_meant_holds(
    materialities: tuple[Materiality, ...], severity: str
) -> None:
    assert arrange(rows("甲"), QueueOptions(materialities=materialities), FIRST).rows[0].severity == severity


def test_a_suppression_that_meets_only_what_is_gone_is_of_no_use() -> None:
    rule = Suppression("SUM005", "r")
    gone = tuple(replace(row, state=ABSENT) for row in rows("甲"))
    arranged = arrange(gone, QueueOptions(suppressions=(rule,)), FIRST)
    assert (arranged.suppressed, arranged.unused) == (1, (rule,))
