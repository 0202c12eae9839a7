"""The scoring rule in a row of its own: proportion is judged by it, every other rule leaves the points open."""

import pytest

from checks._engine import run_check
from checks._model import Finding, NotEvaluated, Outcome, Parameters
from checks.score004_off_proportion import CHECK
from extractors.form import read_forms
from extractors.model import Kind, Report
from tests.extractors.grids import read_case

GRID = """=== table 项目支出绩效自评表（2023年度）
项目名称^2|站点检修项目^6
一级指标|二级指标|三级指标|评分标准|年度指标值|实际完成值|分值|得分
产出指标|数量指标|检修站点数量|{rule}|≥12个|6个|20|12
产出指标|质量指标|检修合格率|{rule}|≥95%|98%|80|80
总分^6|100|92
"""
PROPORTION = ("达到目标值得满分，未达到的按完成比例得分", "得分=实际完成值/目标值×分值", "完成得满分，否则按完成率折算")
OTHERS = ("每低于目标1%扣0.5分，扣完为止", "按完成比例得分，低于60%不得分", "全部完成得满分，部分完成得12分")


def judged(rule: str) -> tuple[Outcome, ...]:
    found = read_forms(read_case(GRID.format(rule=rule)).tables, ())
    report = Report("a.pdf", "0", 1, Kind.SELF_ASSESSMENT, forms=found.forms, tables=found.tables)
    return run_check(report, CHECK, Parameters()).outcomes


@pytest.mark.parametrize("rule", PROPORTION)
def test_a_rule_of_proportion_is_held_against_its_row(rule: str) -> None:
    findings = [(one.severity, one.reported, one.formula) for one in judged(rule) if isinstance(one, Finding)]
    assert findings == [("warning", "12", "6个 / 12个 × 20 = 10 ≠ 12")]


@pytest.mark.parametrize("rule", OTHERS)
def test_another_rule_leaves_the_points_open(rule: str) -> None:
    assert [one.reason for one in judged(rule) if isinstance(one, NotEvaluated)] == ["表中另有计分规则，未能重算"]
