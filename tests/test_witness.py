"""The second witness: it confirms digits, objects to other digits, and is silent about the rest."""

from dataclasses import replace
from decimal import Decimal

import pytest

from checks._model import Finding, Message, Operand, Passed, Result, Severity, State
from extractors.model import Doubt, Form, Fragment, Kind, Number, Place, Report, Table
from extractors.page import Char, Page
from extractors.testimony import lines_within
from flows.judge import CHECK_THE_READING, weigh
from flows.witness import compare
from review.record import AGREES, DIFFERS, NOT_READ, finding_key

HERE = Place(2, (100.0, 100.0, 200.0, 120.0), "表 › 得分")


def figure(text: str, role: str = "total", place: Place = HERE) -> Operand:
    return Operand(role, text, place, Number(text, Decimal(1), place=place))


@pytest.mark.parametrize(
    ("printed", "seen", "expected"),
    [
        ("467.99", ["467.99"], AGREES),
        ("1,234.50", ["１，２３４．５０ 万元"], AGREES),
        ("1234567.89", ["12345", "67.89"], AGREES),
        ("97分", ["97"], AGREES),
        ("97", ["197"], DIFFERS),
        ("467.99", ["467.09"], DIFFERS),
        ("3-5个", ["3-5个"], AGREES),
        ("3-5个", ["3-6个"], DIFFERS),
        ("467.99", [], NOT_READ),
        ("467.99", ["无"], NOT_READ),
        ("467.99", ["(cid:12)(cid:7)"], NOT_READ),
        ("九十七分", ["总分九十七分"], AGREES),
        ("九十七分", ["97"], NOT_READ),
    ],
)
def test_a_figure(printed: str, seen: list[str], expected: str) -> None:
    assert compare(figure(printed), seen) == expected


@pytest.mark.parametrize(
    ("printed", "seen", "expected"),
    [
        ("严格执行年初部门预算", ["严格执行年初", "部门预算。"], AGREES),
        ("严格执行年初部门预算安排，压减一般性支出", ["严格执行年初部门预算"], AGREES),
        ("严格执行年初部门预算", ["完全是别的一句话"], NOT_READ),
    ],
)
def test_a_text_is_never_contradicted(printed: str, seen: list[str], expected: str) -> None:
    assert compare(Operand("claim", printed, HERE), seen) == expected


def test_lines_within_a_box() -> None:
    def char(text: str, x: float, baseline: float) -> Char:
        return Char(text, x, baseline - 9, x + 5, baseline + 2, baseline, 10)

    page = Page(2, 595, 842, [char("2", 108, 110), char("1", 102, 110.4), char("3", 102, 122), char("9", 300, 110)], [])
    assert lines_within(page, (100, 100, 200, 125)) == ["12", "3"]
    assert lines_within(page, (400, 400, 410, 410)) == []


def report(doubt: str = "1", form_doubt: str = "1") -> Report:
    table = Table("", 1, 1, (), (Fragment(2, (0.0, 0.0, 500.0, 500.0), 0, 1),), doubt=Doubt(Decimal(doubt)))
    form = Form("project", "表", HERE, tables=(0,), doubt=Doubt(Decimal(form_doubt)))
    return Report("a.pdf", "", 2, Kind.SELF_ASSESSMENT, forms=(form,), tables=(table,))


FINDING = Finding("总分", Severity.ERROR, Message("不符", "differs"), (figure("97"), figure("9", "row")), cause="漏行")


@pytest.mark.parametrize(
    ("said", "word", "confidence", "severity", "cause"),
    [
        ({}, NOT_READ, "0.90", Severity.ERROR, "漏行"),
        ({0: AGREES, 1: AGREES}, AGREES, "0.97", Severity.ERROR, "漏行"),
        ({0: AGREES}, NOT_READ, "0.90", Severity.ERROR, "漏行"),
        ({0: AGREES, 1: DIFFERS}, DIFFERS, "0.40", Severity.WARNING, f"{CHECK_THE_READING}；漏行"),
    ],
)
def test_what_the_witness_does_to_a_finding(
    said: dict[int, str], word: str, confidence: str, severity: Severity, cause: str
) -> None:
    heard = {FINDING.operands[index]: spoken for index, spoken in said.items()}
    passed = Passed("合计", "2 = 1 + 1")
    judged = weigh(report(), (Result("SUM001", State.FOUND, (FINDING, passed)),), heard)
    key = finding_key("SUM001", FINDING)
    assert (judged.witness, judged.confidence) == ({key: word}, {key: Decimal(confidence)})
    assert judged.results[0].outcomes == (replace(FINDING, severity=severity, cause=cause), passed)


def test_a_doubtful_table_or_form_lowers_the_confidence() -> None:
    results = (Result("SUM001", State.FOUND, (FINDING,)),)
    found = [weigh(report(*doubts), results, {}).confidence for doubts in (("0.5", "1"), ("0.9", "0.5"))]
    assert found == [{finding_key("SUM001", FINDING): Decimal("0.45")}] * 2


def test_that_a_page_is_unread_is_sure() -> None:
    finding = Finding("页面", Severity.ERROR, Message("", ""), (Operand("page", "扫描", Place(3)),))
    judged = weigh(report(), (Result("FORM004", State.FOUND, (finding,)),), {})
    assert list(judged.confidence.values()) == [Decimal("1.00")]
