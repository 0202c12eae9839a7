"""More project forms: those without points, with bands, checklists, or their money laid out another way."""

from dataclasses import replace

from bench.corpus.document import Box, Grid
from bench.corpus.look import Look
from bench.corpus.pieces import (
    Line,
    Style,
    funds,
    goal_lines,
    goal_texts,
    goals,
    grid,
    head_line,
    indicators,
    line,
    project_head,
    total,
)
from bench.corpus.projects import Project


def hebei(story: Project, look: Look) -> Grid:
    """L13: one frame with numbered bands, three columns of money, operator and unit columns, shares of the score."""
    spec = (
        "level1 level2 level3 operator=符号 target=预期指标值 target_unit=单位（文字描述） "
        "actual=单项指标实际完成值 weight=权重占比（%） score=单项指标折算得分"
    )
    goal, result = goal_texts(story)
    lines: list[Line] = [
        line(Box("一、基本情况", 9, is_left=True)),
        *project_head(story, look, 9),
        line(Box("二、预算执行情况", 9, is_left=True)),
        *funds(story, look, "label annual:2 executed:2 rate:3=预算执行进度（%）", "万元"),
        line(Box("三、目标完成情况", 9, is_left=True)),
        line(Box(look.word("goal"), 4), Box(look.word("result"), 5)),
        (
            Box(goal, 4, is_left=True, says=(("goals.goal", goal),)),
            Box(result, 5, is_left=True, says=(("goals.result", result),)),
        ),
        line(Box("四、年度绩效指标完成情况", 9, is_left=True)),
        *indicators(story, look, spec, Style(percent=look.pick("percent", ("%", "%（百分比）")))),
        *total(story, look, spec),
    ]
    return grid(look, spec, lines, money_unit="万元")


def transfer(story: Project, look: Look) -> Grid:
    """L14: a transfer payment: A, B and B/A, no points at all."""
    spec = "level1 level2 level3:2 target:2 actual reason"
    lines = [
        head_line((look.pick("name", ("转移支付（项目）名称", "转移支付名称")), "project", story.name, 2, 6)),
        head_line(("中央主管部门", "", "水利部", 2, 6)),
        head_line(("地方主管部门", "", story.owner, 2, 2), ("资金使用单位", "unit", story.unit, 1, 3)),
        *funds(
            story,
            look,
            "label:2 annual:2=全年预算数（A） executed:2=全年执行数（B） rate=预算执行率（B/A×100%）",
            "万元",
        ),
        *goals(story, look, 4, 2, side=2),
        *indicators(story, look, spec),
        line(Box("说明", 2), Box("无", 6, is_left=True)),
    ]
    return grid(look, spec, lines, money_unit="万元")


def xiangyang(story: Project, look: Look) -> Grid:
    """L11: check-box lines, points in the labels of the blocks, one row of money, scores without weights."""
    spec = "level1 level2 level3 target=年初目标值（A） actual=实际完成值（B） score=得分"
    whole, points = story.funds[0], look.points(story.score)
    amounts = [look.amount(value, "万元") for value in (whole.annual, whole.executed)]
    facts = {"annual": amounts[0], "executed": amounts[1], "rate": f"{whole.rate}%", "score": points}
    money = [Box(text, says=((f"budget.{field}", text),)) for field, text in facts.items()]
    name = "年度财政资金总额"
    lines = [
        *project_head(story, look, 6),
        line("项目类别", Box("1.部门预算项目■　2.省级专项□　3.中央转移支付□", 5, is_left=True)),
        line("项目属性", Box("1.持续性项目■　2.新增性项目□", 5, is_left=True)),
        line(
            Box("预算执行情况（万元）（10分）", rows=2),
            *("", "预算数（A）", "执行数（B）", "执行率（B/A）", "得分（10分*执行率）"),
        ),
        (Box(name, says=(("budget.label", name), ("budget.weight", "10分"))), *money),
        line(Box("年度绩效目标（90分）", 6)),
        *indicators(story, look, spec),
        *total(story, look, spec),
    ]
    return grid(look, spec, lines, money_unit="万元")


def last_levels(story: Project) -> tuple[tuple[str, str], ...]:
    """The levels that a row without labels goes on with."""
    return (("indicators.level1", story.rows[-1].level1), ("indicators.level2", story.rows[-1].level2))


def ningxia(story: Project, look: Look) -> Grid:
    """L8: the score at the top, several authorities in the head, no points in the fund block, filler rows below."""
    spec = "level1 level2 level3 target actual weight score"
    last = last_levels(story)
    filler = (Box(""), Box(""), Box("指标2：", says=(*last, ("indicators.level3", "指标2："))), *[Box("")] * 4)
    lines = [
        head_line(("项目总得分", "total", look.points(story.total), 2, 5)),
        *project_head(story, look, 7),
        head_line(
            ("自治区主管部门", "", "自治区" + story.owner[3:], 2, 2), ("专项实施期", "", story.year + "年", 1, 2)
        ),
        *funds(story, look, "label annual:2=全年预算数（A） executed:2=全年执行数（B） rate=执行率（B/A）", "万元"),
        *goals(story, look, 3, 3),
        *indicators(story, look, spec),
        filler,
    ]
    return grid(look, spec, lines, money_unit="万元")


def guangshui(story: Project, look: Look) -> Grid:
    """L10: the money lies on its side by source, then the sum and what was spent; a re-check beside the own score."""
    spec = "level1 level2 level3 target=年初指标值 actual=年终完成值 weight=分值 score=自评分 other=复核分"
    whole, *parts = story.funds
    sources = list(zip(("中央", "省、地", "其他", "合计"), (*parts, whole), strict=True))
    heads, amounts = [Box("资金来源（万元）", rows=2)], []
    for i, (name, fund) in enumerate(sources, 1):
        amount = look.amount(fund.annual, "万元")
        parent = "" if fund is whole else "合计"
        heads.append(Box(name, says=((f"budget#{i}.label", name), (f"budget#{i}.parent", parent))))
        amounts.append(Box(amount, says=((f"budget#{i}.annual", amount),)))
    spent = {"executed": look.amount(whole.executed, "万元"), "rate": f"{whole.rate}%"}
    heads += [Box("执行数"), Box("执行率", 2)]
    amounts += [Box(text, 1 + (f == "rate"), says=((f"budget#4.{f}", text),)) for f, text in spent.items()]
    rows = indicators(story, look, spec)
    lines = [
        *project_head(story, look, 8),
        tuple(heads),
        tuple(amounts),
        *goal_lines(story, look, 8),
        *[(*row[:-1], replace(row[-1], text=row[-2].text if i else row[-1].text)) for i, row in enumerate(rows)],
        *total(story, look, spec),
    ]
    return grid(look, spec, lines, money_unit="万元")


def foodsafety(story: Project, look: Look) -> Grid:
    """L15: the score in the head, money and its points as label and value in one cell, scores without weights."""
    spec = "level1 level2 level3 target actual score reason"
    whole = story.funds[0]
    amounts = {"annual": look.amount(whole.annual, "万元"), "executed": look.amount(whole.executed, "万元")}
    labels = {"annual": "预算数：", "executed": "执行数："}
    name = "年度资金总额"
    money = [Box(labels[f] + text, is_left=True, says=((f"budget.{f}", text),)) for f, text in amounts.items()]
    points = look.points(story.score)
    lines = [
        head_line(("专项名称", "project", story.name, 2, 2), ("自评得分", "total", look.points(story.total), 1, 2)),
        head_line((look.word("owner"), "", story.owner, 2, 2), (look.word("unit"), "unit", story.unit, 1, 2)),
        (
            Box("资金情况（万元）"),
            Box(name, says=(("budget.label", name),)),
            *money,
            Box(f"执行率：{whole.rate}%", says=(("budget.rate", f"{whole.rate}%"),)),
            Box(f"得分：{points}", 2, says=(("budget.score", points),)),
        ),
        *goals(story, look, 3, 3),
        *indicators(story, look, spec),
    ]
    return grid(look, spec, lines, money_unit="万元")


def wuhan(story: Project, look: Look) -> Grid:
    """L12: where the money comes from as a head of its own, neither weights nor scores, phrases for outcomes."""
    spec = "level1 level2=二级指标 level3 target actual reason=未完成原因及改进措施"
    plainly = indicators(story, look, spec)
    phrased = [plainly[0]]
    for cells, row in zip(plainly[1:], story.rows, strict=True):
        is_reached = row.target is None
        text = "达成预期指标"
        actual = replace(cells[-2], text=text, says=(("indicators.actual", text),)) if is_reached else cells[-2]
        phrased.append((*cells[:-2], actual, cells[-1]))
    lines = [
        *project_head(story, look, 6),
        *funds(story, look, "label=资金来源 annual=预算数（A） executed=执行数（B） rate:2=执行率（B/A）", "万元"),
        *goal_lines(story, look, 6),
        *phrased,
    ]
    return grid(look, spec, lines, money_unit="万元")
