"""Likely causes: what slips a figure may hide, what would close an equation, and when a cause is named."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks._catalog import by_code
from checks._cause_naming import name_causes
from checks._cause_trial import Trials
from checks._causes import SWAPPED, slips
from checks._changes import Change, needed, possible_percent
from checks._engine import run_checks
from checks._model import Check, Message, Operand, Parameters, Result, Severity
from checks._numbers import interval, is_meeting
from checks._precision import Fit, loose, tight
from checks._sums import Sum, Term, contradiction, fit
from extractors.model import Number, Place, Report
from extractors.numbers import read_number
from tests.checks.build import build_report

CODES = ("SUM001", "SUM004", "SUM005", "SUM006", "SUM007", "SUM008", "RATE001", "RATE005", "XREF002", "XREF003")


def judged(report: Report, codes: tuple[str, ...] = CODES) -> tuple[Result, ...]:
    checks: tuple[Check, ...] = tuple(by_code()[code] for code in codes)
    return name_causes(report, run_checks(report, checks, Parameters()), checks, Parameters())


def causes(report: dict[str, Any]) -> list[tuple[str, str]]:
    """Code and cause of each finding that is no remark."""
    results = judged(build_report(report))
    return [(r.code, f.cause) for r in results for f in r.findings if f.severity is not Severity.INFO]


def number(text: str, unit: str = "") -> Number:
    found = read_number(text, Place(1, (0.0, 0.0, 1.0, 1.0)), unit)
    assert found is not None
    return found


def test_the_slips_of_a_figure_each_once_the_telling_ones_first() -> None:
    found = [(str(slip.value), slip.words) for slip in slips(number("110.5", "万元")) if slip.is_telling]
    assert found == [
        ("1105000.0", "元与万元可能混用"),
        ("0.01105", "元与万元可能混用"),
        ("11050000000.0", "元与亿元可能混用"),
        ("0.000001105", "元与亿元可能混用"),
        ("1105.0", "小数点可能错一位"),
        ("11.05", "小数点可能错一位"),
        ("11050.0", "小数点可能错两位"),
        ("1.105", "小数点可能错两位"),
        ("110500.0", "小数点可能错三位"),
        ("0.1105", "小数点可能错三位"),
        ("-110.5", "正负号可能有误"),
        ("101.5", "相邻两位数字可能颠倒"),
        ("115.0", "相邻两位数字可能颠倒"),
        ("10.5", "可能重复了一位数字"),
    ]


def test_the_digits_of_a_figure_changed_added_and_lost() -> None:
    found: dict[str, list[str]] = {slip.words: [] for slip in slips(number("12"))}
    for slip in slips(number("12")):
        found[slip.words].append(str(slip.value))
    assert found["可能有一位数字有误"] == [
        *(f"{digit}2" for digit in (2, 3, 4, 5, 6, 7, 8, 9)),
        *(f"1{digit}" for digit in (0, 1, 3, 4, 5, 6, 7, 8, 9)),
    ]
    assert found["可能多了一位数字"] == ["2", "1"]
    assert found["可能漏了一位数字"][:3] == ["112", "212", "312"]


def test_a_range_or_a_nought_hides_no_slip() -> None:
    assert list(slips(replace(number("3"), upper=Decimal(5)))) == []
    assert list(slips(number("0.00"))) == []


@given(st.decimals(1, 99999, places=2), st.randoms(use_true_random=False))
def test_a_slip_can_be_undone_by_a_slip(value: Decimal, draw: Any) -> None:
    known = (one for one in slips(number(str(value))) if one.value)
    slip = draw.choice([one for one in known if not one.words.startswith("小数点")])
    back = [one.value for one in slips(number(str(slip.value).lstrip("-")))]
    assert value in back or slip.value == -value


MONEY = st.decimals(1, 9999, places=2)


def term(value: Decimal) -> Term:
    figure = number(str(value), "万元")
    return Term("项", Operand("part", figure.text, figure.place, figure), figure)


@given(st.lists(MONEY, min_size=2, max_size=6), st.integers(0, 6), st.decimals(10, 500, places=2))
def test_what_a_sum_needs_is_what_stood_there(values: list[Decimal], which: int, error: Decimal) -> None:
    true = [sum(values, Decimal(0)), *values]
    place = which % len(true)
    printed = [value + (error if i == place else 0) for i, value in enumerate(true)]
    whole, *parts = map(term, printed)
    open_sum = Sum("和", whole, tuple(parts), tight(part.number for part in parts), loose)
    assert fit(open_sum) is Fit.OPEN
    found = contradiction(open_sum, Severity.ERROR, Message("和", "the sum"))
    span = found.needed[place]
    assert span is not None
    assert span.low <= true[place] <= span.high
    assert not span.low <= printed[place] <= span.high


@given(MONEY, st.decimals("0.3", "3", places=2), st.sampled_from([("from", "to"), ("from", "by"), ("to", "by")]))
def test_what_a_change_needs_closes_it(before: Decimal, growth: Decimal, roles: tuple[str, str]) -> None:
    after = (before * growth).quantize(Decimal("0.01"))
    is_down = after < before
    levels = {"from": before, "to": after, "by": abs(after - before)}
    percent = (levels["by"] / before * 100).quantize(Decimal("0.01"))
    printed = {role: number(str(levels[role]), "万元") if role in roles else None for role in levels}
    rate = number(f"{percent}%")
    change = Change(printed["from"], printed["to"], printed["by"], rate, is_down)
    possible = possible_percent(change)
    if possible is None or not levels["by"] or not is_meeting(interval(rate), possible):
        return
    for (role, figure), span in zip(change.named, needed(change), strict=True):
        assert span is None or span.low <= figure.value <= span.high, role


FUNDS = [
    {"label": "年度资金总额", "annual": "728.46", "executed": "651.37", "rate": "89.42%"},
    {"label": "财政拨款", "parent": "年度资金总额", "annual": "601.13", "executed": "540.26"},
    {"label": "其他资金", "parent": "年度资金总额", "annual": "127.33", "executed": "111.11"},
]
ITEMS = [["支出内容", "支出数"], ["设备", "418.36"], ["安装", "227.05"], ["培训", "93.48"], ["合计", "738.89"]]


def funds(row: int, **fields: str) -> dict[str, Any]:
    rows = [{**given, **(fields if i == row else {})} for i, given in enumerate(FUNDS)]
    return {"forms": [{"budget": rows}]}


def items(row: int, text: str) -> dict[str, Any]:
    rows = [[given[0], text] if i == row else given for i, given in enumerate(ITEMS)]
    return {"tables": [{"caption": "支出表", "money_unit": "万元", "rows": rows}]}


def items_of(*texts: str) -> dict[str, Any]:
    rows = [[name, text] for name, text in zip(("甲", "乙", "丙", "合计"), texts, strict=True)]
    return {"tables": [{"caption": "人员表", "rows": [["单位", "人数"], *rows]}]}


def area(sentence: str) -> dict[str, Any]:
    return {"paragraphs": ["一、概况", sentence]}


PLACED = "年度资金总额·executed"
COPIED = (
    "“年度资金总额·annual651.37”可能应为“728.46”"
    "（与“年度资金总额·executed”印的数相同，可能填错或照抄），改后2处算式均相符"
)


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (funds(0), []),
        (
            funds(0, executed="615.37"),
            [
                ("SUM004", f"“{PLACED}615.37”可能应为“651.37”（相邻两位数字可能颠倒），改后2处算式均相符"),
                ("RATE001", f"“{PLACED}615.37”可能应为“651.37”（相邻两位数字可能颠倒），改后2处算式均相符"),
            ],
        ),
        (
            funds(0, executed="600.94"),
            [
                ("SUM004", f"“{PLACED}600.94”可能应为“651.37”，改后2处算式均相符"),
                ("RATE001", f"“{PLACED}600.94”可能应为“651.37”，改后2处算式均相符"),
            ],
        ),
        (
            funds(0, annual="651.37"),
            [
                ("SUM004", COPIED),
                ("RATE001", COPIED),
            ],
        ),
        (
            funds(1, annual="540.26", executed="601.13"),
            [
                ("SUM004", "“财政拨款·annual540.26”与“财政拨款·executed601.13”可能互相填错了位置，互换后相符"),
                ("SUM004", "“财政拨款·annual540.26”与“财政拨款·executed601.13”可能互相填错了位置，互换后相符"),
            ],
        ),
        (
            {"forms": [{"budget": [{**FUNDS[0], "annual": "651.37", "executed": "728.46"}]}]},
            [("RATE001", "“executed”与“annual”两栏可能互换：按651.37÷728.46则相符")],
        ),
        # The part above its whole is told by SUM006; what it would have to be, by SUM004.
        (
            funds(1, executed="5402.6"),
            [("SUM006", "“财政拨款·executed5402.6”可能应为“540.26”（小数点可能错一位）")],
        ),
        # Of figures this small one or the other slip closes nearly anything.
        (items_of("84", "17", "12", "122"), [("SUM008", "")]),
        (items_of("60", "12", "96", "156"), [("SUM008", "")]),
        (items(4, "511.84"), [("SUM008", "“合计·支出数511.84”可能未计入“安装·支出数227.05”，各部分之和为738.89")]),
        (items(4, "965.94"), [("SUM008", "“合计·支出数965.94”可能重复计入“安装·支出数227.05”，各部分之和为738.89")]),
        (items(2, "22.705"), [("SUM008", "“安装·支出数22.705”可能应为“227.05”（小数点可能错一位）")]),
        (items(1, "481.36"), [("SUM008", "“设备·支出数481.36”可能应为“418.36”（相邻两位数字可能颠倒）")]),
        # 738.89 with its first digits exchanged closes as well; so does one digit of nearly every row.
        (items(2, "272.05"), [("SUM008", "")]),
        (items(2, "237.05"), [("SUM008", "")]),
        (items(4, "799.13"), [("SUM008", "")]),
        (
            area("本工程建筑面积约为13459平方米，其中地上建筑面积为8013平方米（其中计容面积7998平方米，"
                 "不计容面积105平方米），地下建筑面积为5356平方米。"),
            [("SUM007", "“8013平方米”可能应为“8103平方米”（相邻两位数字可能颠倒），改后2处算式均相符")],
        ),
        # Without the larger sum 7998 may be 7908 as well, and 105 may be 15.
        (area("地上建筑面积为8013平方米（其中计容面积7998平方米，不计容面积105平方米）。"), [("SUM007", "")]),
        (
            area("印刷费2022年支出11.67万元，2023年支出45.41万元，比2022年增长314.82%。"),
            [("RATE005", "“45.41万元”可能应为“48.41万元”（可能有一位数字有误）")],
        ),
        # The rate of the form holds by 651.37: what is wrong is the prose.
        (
            {**funds(0), "paragraphs": ["一、资金", "全年预算数728.46万元，执行数615.37万元。"]},
            [("XREF002", "“615.37万元”可能应为“651.37万元”（相邻两位数字可能颠倒）")],
        ),
        # So it is where the rate alone speaks for the form.
        (
            {"forms": [{"budget": [FUNDS[0]]}], "paragraphs": ["一、资金", "全年预算数728.46万元，执行数615.37万元。"]},
            [("XREF002", "“615.37万元”可能应为“651.37万元”（相邻两位数字可能颠倒）")],
        ),
        # Nothing speaks for either of the two.
        (
            {
                "forms": [{"budget": [{"label": "年度资金总额", "annual": "728.46", "executed": "651.37"}]}],
                "paragraphs": ["一、资金", "全年预算数728.46万元，执行数615.37万元。"],
            },
            [("XREF002", f"“615.37万元”与“{PLACED}651.37”有一处相邻两位数字可能颠倒")],
        ),
        # The parts confirm 651.37, so the rate was taken of another figure.
        (
            funds(0, rate="84.48%"),
            [("RATE001", f"“年度资金总额·rate84.48%”可能按“615.37”算出，而所印为“{PLACED}651.37”（{SWAPPED}）")],
        ),
        (
            {
                "paragraphs": [
                    "一、支出",
                    "印刷费2022年支出274.85万元，2023年支出441.25万元，比2022年增长60.54%。",
                    "维修费2022年支出132.59万元，2023年支出441.25万元，比2022年增长60.54%。",
                ],
            },
            [("RATE005", "“441.25万元”、“60.54%”与前文另一事项（第1页）的数字相同，可能照抄未改")],
        ),
        # Income and outlay may well be the same: what is wrong is the rate, for whatever reason.
        (
            {
                "paragraphs": [
                    "一、收支",
                    "收入2022年为274.85万元，2023年为441.25万元，比2022年增长60.54%。",
                    "支出2022年为274.85万元，2023年为441.25万元，比2022年增长72.93%。",
                ],
            },
            [("RATE005", "")],
        ),
    ],
)  # fmt: skip
def test_a_cause_is_named_where_one_alone_closes(report: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert causes(report) == expected


@pytest.mark.parametrize(("rows", "tried"), [(3, [True, True]), (30, [True, False])])
def test_a_wide_table_whose_totals_are_all_wrong_is_not_tried_for_long(rows: int, tried: list[bool]) -> None:
    """Each trial sums up the whole table again: 1,000 figures to add cost as much as several small trials."""
    heads, body = [f"第{col}类资金" for col in range(30)], [["7.25"] * 30 for _ in range(rows)]
    lines = [["单位", *heads], *([f"{at}科", *line] for at, line in enumerate(body)), ["合计", *["9.5"] * 30]]
    report = build_report({"tables": [{"caption": "支出表", "money_unit": "万元", "rows": lines}]})
    trials = Trials(report, dict(by_code()), Parameters(), 2)
    figure = next(cell.number for cell in report.tables[0].cells if cell.number)
    found = [trials.try_values(((figure, Decimal(value)),), ("SUM008",)) for value in ("7.5", "7.75")]
    assert [trial is not None for trial in found] == tried
