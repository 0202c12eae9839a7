"""Findings of one matter: one group in the results, one leading finding in the queue."""

from typing import Any

import pytest

from checks._cause_groups import groups
from checks._model import Finding, Message, Operand, Severity
from extractors.model import Place
from flows.judge import judge
from flows.options import Options
from review.arrange import QueueOptions, arrange
from review.rows import Row, fresh_rows
from tests.checks.build import build_report

DAY = "2024-05-06T07:08:09Z"
PROSE = ["一、资金情况", "全年预算数728.46万元，执行数651.37万元，预算执行率89.42%。"]
TABLE = {"caption": "支出表", "money_unit": "万元"}
ITEMS = [["支出内容", "预算数", "支出数"], ["设备", "418.36", "402.18"], ["安装", "227.05", "219.44"]]


def form(executed: str, parts: tuple[str, str] = ("540.26", "111.11")) -> dict[str, Any]:
    labels = zip(("财政拨款", "其他资金"), ("601.13", "127.33"), parts, strict=True)
    whole = {"label": "年度资金总额", "annual": "728.46", "executed": executed, "rate": "89.42%"}
    rows = [
        {"label": label, "parent": "年度资金总额", "annual": annual, "executed": spent}
        for label, annual, spent in labels
    ]
    return {"budget": [whole, *rows]}


def queue(report: dict[str, Any], cap: int | None = None) -> tuple[Row, ...]:
    judged = judge(build_report(report), Options(select=("SUM", "RATE001", "XREF00", "RATE002")))
    return arrange(fresh_rows([judged], DAY), QueueOptions(cap=cap), DAY).rows


def test_one_changed_amount_is_one_group_and_the_first_row_leads() -> None:
    rows = queue({"forms": [form("655.37")], "paragraphs": PROSE})
    assert sorted(row.check for row in rows) == ["RATE001", "SUM004", "XREF002"]
    assert [row.group for row in rows] == [rows[0].finding_id] * 3
    words = "“年度资金总额·executed655.37”可能应为“651.37”（可能有一位数字有误），改后3处算式均相符"
    assert [row.cause for row in rows] == [words] * 3


def test_two_matters_are_two_groups() -> None:
    table = {**TABLE, "rows": [*ITEMS, ["合计", "645.41", "638.67"]]}
    rows = queue({"forms": [form("655.37")], "tables": [table], "paragraphs": PROSE})
    assert {row.check: bool(row.group) for row in rows} == {
        "RATE001": True,
        "SUM004": True,
        "SUM008": False,
        "XREF002": True,
    }


def test_figures_in_each_others_place_are_one_group() -> None:
    given = form("651.37")
    given["budget"][1] |= {"annual": "540.26", "executed": "601.13"}
    rows = queue({"forms": [given], "paragraphs": PROSE})
    assert [row.check for row in rows] == ["SUM004", "SUM004", "RATE002"]
    assert [row.group for row in rows] == [rows[0].finding_id] * 3


@pytest.mark.parametrize(("cap", "listed"), [(None, 2), (1, 1)])
def test_a_capped_group_is_led_by_a_row_that_is_listed(cap: int | None, listed: int) -> None:
    given = form("801.37", ("690.26", "111.11"))
    given["budget"][0]["rate"] = "110.01%"
    rows = queue({"forms": [given]}, cap)
    assert [row.check for row in rows] == ["RATE002"] * listed
    # One row alone is no group, and says how many there are.
    assert [row.group for row in rows] == [rows[0].finding_id if listed > 1 else ""] * listed
    assert ("共 2 条" in rows[-1].message) is (listed == 1)


def finding(name: str, group: str = "") -> Finding:
    return Finding(name, Severity.ERROR, Message("", ""), (Operand("part", "1", Place(1)),), group=group)


def test_a_group_that_a_check_gave_lends_its_name() -> None:
    one, two, three, four = finding("甲"), finding("乙", "超支"), finding("丙", "超支"), finding("丁", "别的")
    names = groups((one, two, three, four), [("figure:1", (one, two)), ("figure:2", (four,))])
    assert names == {id(one): "超支", id(two): "超支", id(three): "超支"}


def test_matters_that_share_a_finding_are_one() -> None:
    one, two, three, four = (finding(name) for name in "甲乙丙丁")
    names = groups((one, two, three, four), [("b", (one, two)), ("a", (two, three))])
    assert names == {id(one): "a", id(two): "a", id(three): "a"}
