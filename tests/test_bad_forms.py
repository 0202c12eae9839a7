"""Forms that are broken in every way that readers and authors break them: no check falls, none accuses wrongly."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.corpus.canvas import FpdfCanvas
from checks._catalog import CATALOG
from checks._engine import run_checks
from checks._model import Finding, NotEvaluated, Parameters, Result, Severity, State
from extractors.model import Report
from extractors.report import read_report
from review.coverage import coverage
from review.record import Judged
from tests.checks.build import build_report

HUGE = "1234567890123456789012345678901234567890"
MONEY = ("initial", "annual", "executed")
CHECKS = tuple(check for check in CATALOG if check.scope == "report")


def indicator(name: str, **more: str) -> dict[str, str]:
    sound = {"l1": "产出指标", "l2": "数量指标", "target": "≥10次", "actual": "12次", "weight": "30", "score": "30"}
    return sound | {"l3": name} | more


def part(label: str, amount: str, parent: str = "年度资金总额") -> dict[str, str]:
    return {"label": label, "parent": parent, "axis": "source" if parent else "", "annual": amount, "executed": amount}


def sound_form(**more: Any) -> dict[str, Any]:
    """A form whose figures hang together."""
    return {
        "name": "项目支出绩效自评表",
        "total": "100",
        "budget": [
            {"label": "年度资金总额", "annual": "80", "executed": "80", "rate": "100%", "weight": "10", "score": "10"},
            part("财政拨款", "60"),
            part("其他资金", "20"),
        ],
        "indicators": [indicator("巡查次数"), indicator("培训次数"), indicator("检查次数")],
    } | more


def judged(*forms: dict[str, Any], **more: Any) -> tuple[Result, ...]:
    """What all checks say; none may crash."""
    results = run_checks(build_report({"forms": list(forms), **more}), CHECKS, Parameters())
    assert [(result.code, result.reason) for result in results if result.state is State.CRASHED] == []
    return results


def errors(results: tuple[Result, ...]) -> list[tuple[str, str]]:
    found = ((result.code, finding) for result in results for finding in result.findings)
    return [(code, finding.reported) for code, finding in found if finding.severity is Severity.ERROR]


def unsure(results: tuple[Result, ...], code: str) -> list[str]:
    outcomes = (outcome for result in results if result.code == code for outcome in result.outcomes)
    return [outcome.reason for outcome in outcomes if isinstance(outcome, NotEvaluated)]


def with_rows(rows: list[dict[str, str]], **more: Any) -> dict[str, Any]:
    return sound_form(indicators=rows, **more)


def blanked(**more: str) -> list[dict[str, str]]:
    return [indicator(name) | more for name in ("巡查次数", "培训次数", "检查次数")]


def test_a_sound_form_has_no_error() -> None:
    results = judged(sound_form())
    assert errors(results) == []
    assert {result.code for result in results if result.state is State.PASSED} >= {"SUM001", "SUM003", "SUM004"}


BROKEN = {
    "a score column that was not read": (with_rows(blanked(score="")), "SUM001"),
    "scores read as words": (with_rows(blanked(score="三十")), ""),
    "weights read as NaN": (with_rows(blanked(weight="NaN")), "SUM003"),
    "weights read as Infinity": (with_rows(blanked(weight="Infinity")), "SUM003"),
    "no total": (sound_form(total=""), ""),
    "a total that is a word": (sound_form(total="合格"), ""),
    "no rows": (sound_form(indicators=[]), ""),
    "an empty fund block": (sound_form(budget=[]), ""),
    "nothing at all": ({"name": "空表"}, ""),
    "blank cells only": (
        with_rows(blanked(target="", actual="", weight="", score=""), total="", budget=[part("年度资金总额", "", "")]),
        "",
    ),
    "amounts in three units": (
        sound_form(
            budget=[
                part("年度资金总额", "80万元", ""),
                part("财政拨款", "600000元"),
                part("其他资金", "0.002亿元"),
            ]
        ),
        "",
    ),
    "a negative adjustment that closes": (
        sound_form(
            budget=[
                part("年度资金总额", "80", ""),
                part("财政拨款", "100"),
                part("调整", "-20"),
            ]
        ),
        "",
    ),
    "其中 inside 其中": (
        sound_form(
            budget=[
                part("年度资金总额", "80", ""),
                part("财政拨款", "60"),
                part("其中：中央", "40", "财政拨款"),
                part("其中：省级", "10", "其中：中央"),
                part("其他资金", "20"),
            ]
        ),
        "",
    ),
    "parts without a whole": (
        sound_form(budget=[{"label": "财政拨款", "parent": "年度资金总额", "axis": "source", "annual": "60"}]),
        "",
    ),
    "a row that is a part of itself": (
        sound_form(budget=[part("财政拨款", "60", "财政拨款")]),
        "",
    ),
    "two wholes": (
        sound_form(
            budget=[
                part("年度资金总额", "80", ""),
                part("年度资金总额", "90", ""),
                part("财政拨款", "80"),
            ]
        ),
        "",
    ),
    "the same label on every row": (with_rows([indicator("巡查次数") for _ in range(3)]), ""),
    "zero everywhere": (
        with_rows(
            [indicator(name, target="0", actual="0", weight="0", score="0") for name in ("巡查次数", "培训次数")],
            total="0",
            budget=[part("年度资金总额", "0", "") | {"rate": "0", "weight": "0", "score": "0"}],
        ),
        "",
    ),
    "a total of weights and a total of scores as rows": (
        sound_form(groups=[{"name": "合计", "level": 1, "weight": "100", "score": "100"}]),
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("form", "code"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_no_error_and_says_why(form: dict[str, Any], code: str) -> None:
    results = judged(form)
    assert [error for error in errors(results) if error[0] not in {"RATE006"}] == []
    if code:
        assert unsure(results, code)


def test_a_column_that_slipped_by_one_costs_no_check() -> None:
    """The scores stand in the column of weights, the actual values in that of scores."""
    rows = [indicator(name, weight="12", score="30", actual="≥10次") for name in ("巡查次数", "培训次数", "检查次数")]
    assert {code for code, _ in errors(judged(with_rows(rows)))} <= {"SCORE001"}


def test_percentages_above_a_thousand_are_compared_like_any_other() -> None:
    over = {"label": "年度资金总额", "annual": "1.00", "executed": "12.50", "rate": "1250%"}
    wrong = over | {"rate": "1300%"}
    assert errors(judged(sound_form(total="", budget=[over]))) == []
    assert errors(judged(sound_form(total="", budget=[wrong]))) == [("RATE001", "1300%")]


def test_amounts_of_forty_digits_are_added_exactly() -> None:
    def block(share: str) -> list[dict[str, str]]:
        return [
            part("年度资金总额", HUGE, ""),
            part("财政拨款", share),
            part("其他资金", "0"),
        ]

    assert errors(judged(sound_form(total="", budget=block(HUGE)))) == []
    judged(sound_form(total="", budget=block(HUGE[:-1] + "9")))


def test_an_indicator_scored_twice_is_a_remark() -> None:
    rows = [indicator("巡查次数"), indicator("巡查次数", score="28", actual="9次"), indicator("检查次数")]
    results = judged(with_rows(rows, total="98"))
    assert errors(results) == []


def test_hundreds_of_forms_are_judged_each_by_itself() -> None:
    forms = [sound_form(project=f"项目{i}") for i in range(200)]
    forms[137] = sound_form(project="项目137", total="99")
    assert errors(judged(*forms)) == [("SUM001", "99")]


HEAD = ("预算资金", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
ROWS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")


def fund(label: str, amount: str, *, rate: str = "100%", weight: str = "", score: str = "") -> tuple[str, ...]:
    return (label, amount, amount, amount, weight, rate, score)


def scored(
    name: str, target: str = "≥10次", actual: str = "12次", weight: str = "30", score: str = "30"
) -> tuple[str, ...]:
    return ("产出指标", "数量指标", name, target, actual, weight, score)


WHOLE = fund("年度资金总额", "80.00", weight="10", score="10")
PARTS = (fund("其中：财政拨款", "60.00"), fund("其他资金", "20.00"))
THREE = ("巡查次数", "培训次数", "检查次数")
SCORES = tuple(scored(name) for name in THREE)
TOTAL = ("总分", "", "", "", "", "100", "100")
PRINTED = {
    "as it should be": (HEAD, WHOLE, *PARTS, ROWS, *SCORES, TOTAL),
    "two totals": (HEAD, WHOLE, *PARTS, ROWS, *SCORES, ("合计", "", "", "", "", "90", "90"), TOTAL),
    "no total": (HEAD, WHOLE, *PARTS, ROWS, *SCORES),
    "nested details": (HEAD, WHOLE, PARTS[0], fund("其中：中央", "40.00"), fund("省级", "20.00"), PARTS[1], ROWS),
    "a negative adjustment": (HEAD, WHOLE, fund("其中：财政拨款", "90.00"), fund("年中调减", "-10.00"), ROWS),
    "three units": (HEAD, WHOLE, fund("其中：财政拨款", "600000元"), fund("其他资金", "20万元"), ROWS, *SCORES, TOTAL),
    "scores that are no figures": (HEAD, WHOLE, *PARTS, ROWS, *(scored(n, score="NaN") for n in THREE), TOTAL),
    "one column short": (HEAD, WHOLE, *PARTS, ROWS, *(scored(n, weight="", score="30 30") for n in THREE), TOTAL),
    "an empty form": (HEAD, ("年度资金总额", *("",) * 6), ROWS, *(("",) * 7,) * 3, ("总分", *("",) * 6)),
    "zero everywhere": (HEAD, fund("年度资金总额", "0", rate="0", weight="0", score="0"), ROWS,
                        *(scored(n, "0", "0", "0", "0") for n in THREE), ("总分", "", "", "", "", "0", "0")),
    "amounts of forty digits": (HEAD, fund("年度资金总额", HUGE, weight="10", score="10"), ROWS, *SCORES, TOTAL),
    "the same name on every row": (HEAD, WHOLE, WHOLE, *PARTS, ROWS, *(scored("巡查次数"),) * 3, TOTAL),
}  # fmt: skip


def printed(path: Path, title: str, rows: tuple[tuple[str, ...], ...]) -> Report:
    """A page with one ruled table of seven columns, read as any other."""
    canvas = FpdfCanvas(title + "".join("".join(row) for row in rows))
    canvas.new_page()
    canvas.text((200, 60), title, 14)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            left, top = 40 + column * 73.0, 90 + at * 26.0
            canvas.frame((left, top, left + 73, top + 26))
            for line in range(0, len(text), 12):
                canvas.text((left + 3, top + 10 + line // 12 * 6), text[line : line + 12], 9 if len(text) <= 7 else 5)
    canvas.save(path)
    return read_report(path.read_bytes(), path.name)


@pytest.mark.parametrize("rows", PRINTED.values(), ids=PRINTED)
def test_a_printed_form_in_disorder_is_no_error(rows: tuple[tuple[str, ...], ...], tmp_path: Path) -> None:
    report = printed(tmp_path / "form.pdf", "2023年度项目支出绩效自评表", rows)
    results = run_checks(report, CHECKS, Parameters())
    assert [(result.code, result.reason) for result in results if result.state is State.CRASHED] == []
    assert errors(results) == []
    assert {one.verdict for one in coverage(Judged(report, results))} <= {"consistent", "not_checked"}


TEXTS = st.sampled_from(
    [
        *(
            "",
            " ",
            "-",
            "—",
            "/",
            "无",
            "NaN",
            "inf",
            "-inf",
            "1e400",
            "1E5",
            "0",
            "0.00",
            "-5",
            "100",
            "100%",
            "1250%",
        ),
        *("≥95%", "≤30万元", "《10%", "≥≥98%", "12次", "9月前", "2023年12月底", "完成", "已完成", "30-50", "约20"),
        *("80余万元", HUGE, "0.000000001", "３３５９.62", "1,234,567.89", "1,23,4", "九十七", "①", "%", "％", "万元"),
        *("..", "1.2.3", "+", "−3", "（5）", "99.99‰", "𝟙𝟚"),
    ]
) | st.text(max_size=6)
LABELS = st.sampled_from(
    ["", "年度资金总额", "财政拨款", "其他资金", "其中：中央", "基本支出", "项目支出", "上年结转", "合计"]
) | st.text(max_size=4)
NAMES = st.sampled_from(
    [
        *(
            "",
            "产出指标",
            "数量指标",
            "质量指标",
            "成本指标",
            "满意度指标",
            "预算执行率",
            "预算调整率",
            "加分项",
            "扣分项",
        ),
        *("服务对象满意度", "巡查次数", "投诉率"),
    ]
) | st.text(max_size=4)


def rows(names: tuple[str, ...], **labels: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries(labels, optional=dict.fromkeys(names, TEXTS)), max_size=5)


FORMS = st.fixed_dictionaries(
    {"name": st.sampled_from(["绩效自评表", ""])},
    optional={
        "total": TEXTS, "grade": TEXTS, "full_score": TEXTS, "note": TEXTS,
        "year": st.sampled_from(["2023", "", "二〇"]),
        "kind": st.sampled_from(["department", "project", "transfer", "target", "other"]),
        "money_unit": st.sampled_from(["万元", "元", "亿元", ""]),
        "rate_base": st.sampled_from(["", "annual", "initial"]),
        "budget": rows((*MONEY, "rate", "weight", "score", "reason"), label=LABELS, parent=LABELS,
                       axis=st.sampled_from(["", "source", "structure"])),
        "tasks": rows(("content", "budget", "budget_fiscal", "result", "executed", "executed_fiscal", "rate"),
                      name=LABELS),
        "groups": rows(("weight", "score"), name=NAMES, level=st.sampled_from([1, 2])),
        "goals": rows(("goal", "result")),
        "indicators": rows(("operator", "target", "target_unit", "actual", "weight", "score", "reason"),
                           l1=NAMES, l2=NAMES, l3=NAMES, sign=st.sampled_from([1, -1]), filler=st.booleans()),
    },
)  # fmt: skip
TOLD = (
    st.sampled_from(
        [
            *("预算执行率105.81%，自评得分97分，等级为优。", "共3项，其中优1项、良5项。", "支出减少5万元，下降0%。"),
            *("资金总额0万元，支出9万元。", "问卷30份，满意度93.7%。", "一、执行情况", "（一）存在问题", "无"),
            *("比上年增加1e9元，增长1250%。", "到位75万元，支出89.82万元，结余-14.82万元。"),
        ]
    )
    | TEXTS
)
GRIDS = st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=5)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    forms=st.lists(FORMS, max_size=3),
    paragraphs=st.lists(TOLD, max_size=5),
    grids=st.lists(GRIDS, max_size=2),
    kind=st.sampled_from(["self-assessment", "evaluation", "final-accounts", "budget"]),
)
def test_no_check_falls_over_any_form(
    forms: list[dict[str, Any]], paragraphs: list[str], grids: list[list[list[str]]], kind: str
) -> None:
    tables = [{"caption": "收入支出决算表", "rows": grid, "money_unit": "万元"} for grid in grids]
    for result in judged(*forms, paragraphs=paragraphs, tables=tables, kind=kind, year="2023", unit="青禾县河湖办"):
        for finding in finite(result):
            assert finding.operands, (result.code, finding.subject)


def finite(result: Result) -> Iterator[Finding]:
    """The findings, whose figures can all be written down."""
    for finding in result.findings:
        assert finding.difference is None or finding.difference.is_finite(), (result.code, finding)
        assert finding.relative is None or finding.relative.is_finite(), (result.code, finding)
        yield finding
