"""Held-out layouts: types and degrees of indicators, subtotals, a second score."""

from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from bench.corpus.blocks import Purse, goals_beside, goals_under, in_order, purse
from bench.corpus.document import Box, Grid
from bench.corpus.look import Look
from bench.corpus.pieces import Line, Style, grid, head_line, indicators, line
from bench.corpus.projects import Project, Row, plain, rounded


def harbour(story: Project, look: Look) -> Grid:
    """The type of each indicator before its target, how far it was reached behind the outcome."""
    spec = (
        "level1=一级指标 level2=二级指标 level3=三级指标 type=指标值类型 target=全年指标值 actual=实际值 "
        "degree=完成程度 weight=权重分值 score=评定得分 reason=偏离原因"
    )
    money = (
        "label:2=资金性质 initial=年初预算 annual=调整后预算 executed=累计支出 rate:2=支出进度 weight=权重 score=得分"
    )
    is_worded = look.chance("worded degree", 0.4)

    def others(row: Row) -> dict[str, str]:
        reached = degree(row)
        words = "已完成" if reached >= 100 else "部分完成"
        kind = "定性" if row.target is None else "定量"
        return {"type": kind, "degree": words if is_worded else f"{plain(reached)}%"}

    width = 10
    lines = [
        head_line(("预算项目名称", "project", story.name, 2, width - 2)),
        head_line(("预算部门", "", story.owner, 2, 3), ("项目承办单位", "unit", story.unit, 2, 3)),
        head_line(("项目类别", "", "经常性项目", 2, 3), ("项目起止时间", "", f"{story.year}年1月至12月", 2, 3)),
        *purse(
            story, look, money, Purse("预算安排与支出（万元）", ("资金总计", "本级财力", "结转结余资金", "其他收入"))
        ),
        *goals_under(story, ("绩效目标", "年初确定的目标", "年末实现情况"), 5, 4),
        *indicators(story, look, spec, Style(others=others)),
        line(
            Box("总计", 7),
            "100",
            Box(look.points(story.total), says=(("head.total", look.points(story.total)),)),
            "",
        ),
    ]
    return grid(look, spec, lines, money_unit="万元")


def degree(row: Row) -> Decimal:
    """How far an indicator was reached, in percent."""
    if row.target is None or row.actual is None or row.operator == "≤":
        return Decimal(100)
    return rounded(row.actual / row.target * 100)


DUTIES = {
    "资金管理": ("过程", "预算管理"),
    "时效指标": ("过程", "业务管理"),
    "成本指标": ("过程", "成本控制"),
    "数量指标": ("履职", "工作任务"),
    "质量指标": ("履职", "工作质量"),
    "社会效益指标": ("效益", "社会效益"),
    "可持续影响指标": ("效益", "可持续发展"),
    "服务对象满意度指标": ("效益", "公众评价"),
}
DECISIONS = (("目标设定", "绩效目标合理性", "合理"), ("预算编制", "预算编制规范性", "规范"))


def as_duties(story: Project) -> Project:
    """The story under decision, process, duties and benefit; the decisions take four points off the first indicator."""
    first, *rest = story.rows
    weight = first.weight - 4
    first = replace(first, weight=weight, score=rounded(first.score / first.weight * weight))
    two = Decimal(2)
    decided = [
        Row("决策", level2, name, "", "", None, None, two, two, words=(word, word)) for level2, name, word in DECISIONS
    ]
    renamed = [replace(row, level1=DUTIES[row.level2][0], level2=DUTIES[row.level2][1]) for row in (first, *rest)]
    return in_order(story, [*decided, *renamed], ("决策", "过程", "履职", "效益"))


def canal(story: Project, look: Look) -> Grid:
    """A department by decision, process, duties and benefit, with a row of subtotals below each."""
    spec = (
        "level1=一级指标 level2=二级指标 level3:2=三级指标 target=计划目标 actual=年末实绩 "
        "weight=标准分 score=自评分 reason=扣分说明"
    )
    money = "label:2=支出类别 initial=年初批复 annual=调整后预算 executed=决算支出 rate:3=执行进度"
    lines = [
        head_line(("部门（单位）全称", "unit", story.unit, 2, 3), ("内设机构数", "", "7个", 2, 2)),
        *goals_beside(story, ("年度履职目标", "履职目标完成情况"), 9, 2),
        *purse(story, look, money, Purse("收支规模（万元）", ("部门支出合计", "基本支出", "项目支出", "其他支出"))),
        *with_subtotals(story, look, indicators(story, look, spec)),
        line(
            Box("总　计", 6),
            "100",
            Box(look.points(story.total), says=(("head.total", look.points(story.total)),)),
            "",
        ),
        head_line(("评价等级", "grade", story.grade, 2, 7)),
    ]
    return grid(look, spec, lines, money_unit="万元")


def with_subtotals(story: Project, look: Look, lines: list[Line]) -> list[Line]:
    """The rows of each category with what they add up to below; six columns before the points, one behind them."""
    found, at = lines[:1], 1
    is_named = look.chance("named subtotal", 0.5)
    for i, (name, block) in enumerate(groupby(story.rows, key=lambda row: row.level1)):
        rows = tuple(block)
        weight = sum((r.weight for r in rows), story.slips.get(i, Decimal(0)))
        score = sum((r.score for r in rows), Decimal(0))
        label = Box(f"{name}小计" if is_named else "小计", 6)
        found += lines[at : at + len(rows)]
        found.append(line(label, look.points(weight), look.points(score), ""))
        at += len(rows)
    return found


def peninsula(story: Project, look: Look) -> Grid:
    """Weights in percent, the authority's score beside the own one, in the money as in the indicators."""
    spec = (
        "band level1=一级指标 level2=二级指标 level3=三级指标 target=年度目标值 actual=完成情况 "
        "weight=权重 score=自评得分 review=主管部门复核得分 reason=未达标原因"
    )
    money = (
        "label:3=资金来源 annual=预算数（万元） executed=执行数（万元） rate=执行率 "
        "weight=权重 score=自评得分 review=复核得分"
    )

    def others(row: Row) -> dict[str, str]:
        return {"weight": f"{look.points(row.weight)}%", "review": look.points(row.score)}

    names = ("资金合计", "市级资金", "以前年度结转", "区县及其他资金")
    whole, points = look.points(story.total), ("budget.weight", "10%")
    top, first, *parts = purse(story, look, money, Purse("资金投入和使用", names))
    first = tuple(replace(b, text="10%", says=(points,)) if b.says[0][0] == points[0] else b for b in first)
    lines = [
        head_line(("项目名称", "project", story.name, 3, 3), ("项目属性", "", "延续性项目", 2, 2)),
        head_line(("市级主管部门", "", story.owner, 3, 3), ("具体实施单位", "unit", story.unit, 2, 2)),
        top,
        first,
        *parts,
        *goals_under(story, ("总体绩效目标", "预期实现目标", "目标达成情况"), 5, 4),
        *indicators(story, look, spec, Style(others=others)),
        line(Box("合计", 6), "100%", Box(whole, says=(("head.total", whole),)), whole, ""),
        head_line(("自评等级", "grade", story.grade, 3, 3), ("复核等级", "", story.grade, 2, 2)),
    ]
    return grid(look, spec, lines, money_unit="万元")
