"""Invented reports, findings and documents for the tests of the record."""

from collections.abc import Iterable
from decimal import Decimal

import pytest
from sqlalchemy import Delete, Update, delete, insert, select, update

from checks._engine import worst
from checks._model import Finding, Interval, Message, NotEvaluated, Operand, Outcome, Passed, Result, Severity
from extractors.model import Cell, Entry, Form, FundRow, Kind, Number, Place, Report, Table
from review.errors import StoreError
from review.record import AGREES, Judged, finding_key
from review.schema import VERDICTS
from review.store import Store

VERDICT = dict.fromkeys((column.name for column in VERDICTS.c if column.name != "id"), "x")
CHANGES = (update(VERDICTS).values(verdict="y"), delete(VERDICTS))
FIRST, SECOND, THIRD = "2026-01-05T08:00:00Z", "2026-02-05T08:00:00Z", "2026-03-05T08:00:00Z"


def figure(text: str, page: int = 3, unit: str = "万元", x: float = 100) -> Number:
    """A printed amount in a box of its own."""
    value = Decimal(text)
    factor = Decimal(10000) if unit == "万元" else Decimal(1)
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    return Number(text, value, unit, factor, step, place=Place(page, (x, 50, x + 40, 60), f"资金表 › {unit or '分'}"))


def operand(role: str, text: str, page: int = 3, x: float = 100) -> Operand:
    number = figure(text, page, x=x)
    return Operand(role, text, number.place, number)


def finding(subject: str = "部门/资金/合计", reported: str = "467.99", page: int = 3, **how: object) -> Finding:
    """A total that its two rows do not make: 397.10 + 67.60 = 464.70."""
    parts = (operand("total", reported, page), operand("row", "397.10", page, 200), operand("row", "67.60", page, 300))
    low, high = Decimal("464.69"), Decimal("464.71")
    values: dict[str, object] = {
        "severity": Severity.ERROR,
        "message": Message(f"合计 {reported} 与各行之和 464.70 不符", f"total {reported}, rows make 464.70"),
        "operands": parts,
        "reported": reported,
        "expected": Interval(low, high),
        "difference": Decimal(reported) - high,
        "relative": (Decimal(reported) - high) / high,
        "formula": f"397.10 + 67.60 = 464.70 ≠ {reported}",
    }
    return Finding(subject, **(values | how))  # type: ignore[arg-type]


def result(code: str, *outcomes: Outcome) -> Result:
    return Result(code, worst(outcomes), outcomes, "" if outcomes else "报告中没有可核对的内容")


def passed(subject: str = "部门/资金/合计") -> Passed:
    return Passed(subject, "30 = 10 + 20", (operand("total", "30"),))


def skipped(subject: str = "部门/资金/合计") -> NotEvaluated:
    return NotEvaluated(subject, "合计为空", ())


def report(document: str = "甲.pdf", sha256: str = "", unit: str = "云山县档案馆", **how: object) -> Report:
    """A report of an invented office."""
    values: dict[str, object] = {"kind": Kind.SELF_ASSESSMENT, "title": "2023年度整体绩效自评报告", "year": "2023"}
    return Report(document, sha256 or document.encode().hex().ljust(64, "0"), 5, unit=unit, **(values | how))  # type: ignore[arg-type]


def judged(results: Iterable[Result], one: Report | None = None, **how: object) -> Judged:
    """A document whose findings were read twice alike, .97 sure."""
    made = tuple(results)
    keys = [finding_key(each.code, found) for each in made for found in each.findings]
    values: dict[str, object] = {
        "witness": dict.fromkeys(keys, AGREES),
        "confidence": dict.fromkeys(keys, Decimal("0.97")),
        "source_url": "http://ys.example/2023.pdf",
    }
    return Judged(one or report(), made, **(values | how))  # type: ignore[arg-type]


def fund_table() -> Table:
    """A table of one row: three figures that checks speak of, one that none does, one name."""
    texts = ("467.99", "397.10", "67.60", "5.00")
    numbers = [figure(text, x=100.0 * (place + 1)) for place, text in enumerate(texts)]
    cells = [Cell(0, place, 1, 1, number.text, number.place, number) for place, number in enumerate(numbers)]
    name = Cell(0, 4, 1, 1, "合计", Place(3, (500, 50, 540, 60)))
    return Table("资金表", 1, 5, (*cells, name), ())


def fund_form() -> Form:
    entry = Entry("467.99", Place(3), figure("467.99"))
    row = FundRow("年度资金总额", "", Place(3), annual=entry, executed=Entry("495.16", Place(3)))
    part = FundRow("基本支出", "年度资金总额", Place(3), annual=Entry("1.00", Place(3)))
    total = Entry("97", Place(4), figure("97", 4, "分"))
    return Form("department", "自评表", Place(3), money_unit="万元", total=total, grade=Entry("优", Place(4)),
                budget=(part, row))  # fmt: skip


def assert_append_only(store: Store, change: Update | Delete) -> None:
    """That a verdict which stands can be neither changed nor taken out, whatever the database."""
    with store.writing() as connection:
        connection.execute(insert(VERDICTS).values(VERDICT))
    with pytest.raises(StoreError, match="append-only"), store.writing() as connection:
        connection.execute(change)
    with store.reading() as connection:
        assert connection.execute(select(VERDICTS.c.verdict)).scalars().all() == ["x"]
