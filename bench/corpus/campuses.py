"""Layouts that were once held out: pairs of heads under one, a college's tasks, points in the categories."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from bench.corpus.blocks import Purse, goals_beside, goals_under, in_order, purse
from bench.corpus.document import Box, Grid
from bench.corpus.look import Look
from bench.corpus.pieces import Line, Style, grid, head_line, indicators, line
from bench.corpus.projects import Project, Row

COLLEGES = ("云岭理工学院", "临江师范学院", "海东职业技术学院", "石门医学院")
BUILT = (
    "校园管网更新项目",
    "教学楼安全改造项目",
    "学生公寓服务提升项目",
    "实训基地建设项目",
    "教学设备更新项目",
    "校园道路养护项目",
)


def lychee(story: Project, look: Look) -> Grid:
    """How each indicator is scored, then two pairs of columns, each under a head of its own."""
    spec = (
        "level1=一级指标 level2=二级指标 level3=三级指标 standard=评分标准 "
        "target=指标值 weight=分值 actual=完成值 score=得分 reason=差异说明"
    )
    money = "label:2=资金构成 annual=下达金额 executed:2=实际支出金额 rate=支出率 weight=分值 score=得分"

    def others(row: Row) -> dict[str, str]:
        if row.target is None:
            return {"standard": "分优、良、差三档，分别得分值的100%、80%、50%。"}
        missed = "每超出1%扣1分" if row.operator == "≤" else "未达到的按完成比例得分"
        return {"standard": f"达到目标值得满分，{missed}。"}

    heads, *rows = indicators(story, look, spec, Style(others=others))
    above = [*(Box(b.text, rows=2) for b in heads[:4]), Box(f"评价年度（{story.year}年）", 2), Box("自评情况", 2)]
    whole = look.points(story.total)
    lines = [
        head_line(("专项资金名称", "project", story.name, 2, 7)),
        head_line(("省级业务主管部门", "", story.owner, 2, 2), ("用款单位", "unit", story.unit, 2, 3)),
        *purse(
            story,
            look,
            money,
            Purse("资金下达和支出（万元）", ("资金总量", "省级财政资金", "上年结余资金", "市县配套资金")),
        ),
        *goals_beside(story, ("评价年度绩效目标", "绩效目标实现情况"), 9, 2),
        (*above, Box(heads[8].text, rows=2)),
        heads[4:8],
        *rows,
        line(Box("自评总得分", 5), "100", "", Box(whole, says=(("head.total", whole),)), ""),
    ]
    return grid(look, spec, lines, money_unit="万元")


def at_college(story: Project) -> Project:
    """The story as one of a college; the same unit is always the same college."""
    number = sum(map(ord, story.unit))
    return replace(story, name=BUILT[number % len(BUILT)], unit=COLLEGES[number % len(COLLEGES)], owner="省教育厅")


def campus(story: Project, look: Look) -> Grid:
    """A college's project: who leads it, money in yuan by source, what was built with it task by task."""
    spec = (
        "level1=一级指标 level2=二级指标 level3:2=具体指标 target=计划值 actual=达成值 weight=权重 score=得分 "
        "reason=未达成说明"
    )
    money = "label:2=经费来源 annual:2=预算经费（元） executed=支出经费（元） rate=经费执行率 weight=权重 score=得分"
    names = ("经费总额", "财政专项经费", "上年结转经费", "学校自筹经费")
    whole = look.points(story.total)
    lines = [
        head_line(("建设项目名称", "project", story.name, 2, 4), ("项目负责人", "", "（略）", 1, 2)),
        head_line(("上级主管部门", "", story.owner, 2, 4), ("建设周期", "", "2021—2025年", 1, 2)),
        head_line(("项目承担学校", "unit", story.unit, 2, 4), ("联系电话", "", "（略）", 1, 2)),
        *purse(story, look, money, Purse("经费情况", names, yuan)),
        *goals_under(story, ("年度建设目标", "预期目标", "实际建设成效"), 5, 3),
        *built(story),
        *indicators(story, look, spec),
        line(Box("合计", 6), "100", Box(whole, says=(("head.total", whole),)), ""),
    ]
    return grid(look, spec, lines, money_unit="元")


def yuan(value: Decimal) -> str:
    """An amount given in 万元, in 元 with commas."""
    return f"{value * 10000:,.2f}"


def built(story: Project) -> list[Line]:
    """The year's tasks: what they are, their money in 元 and what came of them."""
    heads = (("建设任务", 1), ("年度建设内容", 2), ("预算经费（元）", 2), ("支出经费（元）", 1), ("任务完成情况", 2))
    told = (
        ("设施维护", "设施日常巡查、维护和更新", "按计划完成全部维护任务"),
        ("结转任务", "上年未完工点位的收尾", "收尾工作已经完成"),
    )
    lines = [line(Box("年度建设任务", rows=3), *(Box(text, cols) for text, cols in heads))]
    for (name, content, result), fund in zip(told, story.funds[1:3], strict=True):
        budget, executed = yuan(fund.annual), yuan(fund.executed)
        texts = {"name": name, "content": content, "budget": budget, "executed": executed, "result": result}
        cells = zip(texts.items(), heads, strict=True)
        lines.append(tuple(Box(text, cols, says=((f"tasks.{f}", text),)) for (f, text), (_, cols) in cells))
    return lines


def costs_first(story: Project) -> Project:
    """The story with costs as a category of their own, before what was done."""
    rows = [
        replace(row, level1="成本指标", level2="经济成本指标") if row.level2 == "成本指标" else row
        for row in story.rows
    ]
    return in_order(story, rows, ("成本指标", "产出指标", "效益指标", "满意度指标"))


def snow(story: Project, look: Look) -> Grid:
    """The total in the head, points and score of each category printed below its name."""
    spec = (
        "level1=一级指标 level2=二级指标 level3=三级指标 weight=满分 target=预期值 actual=完成值 "
        "score=实得分 reason=失分原因"
    )
    money = "label=资金类别 annual=预算额度 executed=支付金额 rate:2=支付率 weight=满分 score=实得分"
    names = ("合计", "省级补助资金", "上年结转资金", "单位自有资金")
    heads, *rows = indicators(story, look, spec)
    name_of = points_below(story, look)
    lines = [
        head_line(("总得分", "total", look.points(story.total), 2, 2), ("等级", "grade", story.grade, 2, 2)),
        head_line(("项目名称", "project", story.name, 2, 6)),
        head_line(("项目主管部门", "", story.owner, 2, 2), ("项目执行部门", "unit", story.unit, 2, 2)),
        *purse(story, look, money, Purse("资金支付情况（万元）", names)),
        *goals_under(story, ("年度目标", "申报目标", "完成效果"), 4, 3),
        heads,
        *(tuple(map(name_of, cells)) for cells in rows),
    ]
    return grid(look, spec, lines, money_unit="万元")


def points_below(story: Project, look: Look) -> Callable[[Box], Box]:
    """What writes the points of a category and what it got of them into the cell that names it, if one does."""
    texts = {}
    for i, (name, block) in enumerate(groupby(story.rows, key=lambda row: row.level1)):
        rows = tuple(block)
        weight = sum((r.weight for r in rows), story.slips.get(i, Decimal(0)))
        score = sum((r.score for r in rows), Decimal(0))
        texts[name] = f"{name}\n{look.points(weight)}分\n得{look.points(score)}分"

    def named(box: Box) -> Box:
        field, name = box.says[0]
        return replace(box, text=texts[name]) if field == "indicators.level1" and not look.is_repeated else box

    return named
