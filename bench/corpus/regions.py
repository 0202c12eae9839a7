"""Forms of other regions: persons in the head, sums at the foot, money on its side, a table for each part."""

from itertools import groupby

from bench.corpus.document import Box, Grid, Heading, Part
from bench.corpus.look import Look
from bench.corpus.pieces import (
    Line,
    Style,
    columns,
    fund_texts,
    goal_lines,
    goals,
    grid,
    head_line,
    indicators,
    level_cells,
    line,
    row_texts,
    stated,
)
from bench.corpus.projects import Money, Project, Row

FUNDS = ("年度资金总额", "本级财政安排", "上年结转", "其他来源资金")


def capital(story: Project, look: Look) -> Grid:
    """Persons in the head, points before the money, the outcome before what was wished for, a label down the side."""
    spec = (
        "band level1=一级指标 level2=二级指标 level3=三级指标 "
        "weight=分值 actual=年度实际完成 target=年度目标值 score=评分 reason=原因说明"
    )
    money = "label:3 weight=分值 score=评分 annual=预算批复数 executed=实际支出数 rate=支出率"
    heads = columns(money, look)
    lines = [
        head_line(("项目名称", "project", story.name, 3, 6)),
        head_line(("主管部门及代码", "", f"021-{story.owner}", 3, 2), ("项目承担单位", "unit", story.unit, 1, 3)),
        head_line(("项目责任人", "", "（略）", 3, 2), ("联系电话", "", "（略）", 1, 3)),
        line(Box("预算资金（万元）", rows=5), *(Box(c.head, c.cols) for c in heads)),
    ]
    for name, fund in zip(FUNDS, story.funds, strict=True):
        texts = fund_texts(story, look, fund, "万元") | {"label": name}
        said = {} if fund is story.funds[0] else {"parent": FUNDS[0]}
        cells = (stated("budget", texts[c.field], c, **(said if c.field == "label" else {})) for c in heads)
        lines.append(tuple(cells))
    lines += [
        *goals(story, look, 4, 4),
        *indicators(story, look, spec),
        head_line(("总评分", "total", look.points(story.total), 7, 2)),
    ]
    return grid(look, spec, lines, money_unit="万元")


def coast(story: Project, look: Look) -> Grid:
    """A department: money by source and by use with the sum below, two levels of indicators, the result at the foot."""
    spec = (
        "level1=评价维度 level3=指标名称 target=目标值 "
        "actual=完成值 weight=分值 score=自评得分 reason=扣分原因及改进措施"
    )
    whole = story.funds[0]
    sources = list(zip(("财政拨款收入", "上年结转和结余", "其他收入"), story.funds[1:], strict=True))
    fields = ("annual", "executed", "rate")
    lines: list[Line] = [
        head_line(("部门名称", "unit", story.unit, 1, 2), ("年度", "", story.year, 2, 2)),
        *goal_lines(story, look, 7, label=1),
        line(Box("部门收支情况（万元）", rows=5), Box("资金来源", 2), "全年预算数", "全年决算数", Box("预算完成率", 2)),
    ]
    for name, fund in [*sources, ("合计", whole)]:
        texts = fund_texts(story, look, fund, "万元")
        says = (("budget.label", name), ("budget.parent", "" if fund is whole else "合计"))
        money = [Box(texts[f], 2 if f == "rate" else 1, says=((f"budget.{f}", texts[f]),)) for f in fields]
        lines.append((Box(name, 2, says=says), *money))
    lines += [
        *indicators(story, look, spec, Style(signs=(("≥", "不少于"), ("≤", "不高于")))),
        head_line(("自评总分", "total", look.points(story.total), 2, 2), ("自评等级", "grade", story.grade, 1, 2)),
    ]
    return grid(look, spec, lines, money_unit="万元")


def loess(story: Project, look: Look) -> Grid:
    """Money lying on its side: kinds of money as columns, budget and spending as rows."""
    spec = "level1 level2 level3 target actual weight score"
    lines: list[Line] = [
        head_line(("项目名称", "project", story.name, 2, 5)),
        head_line(("业务主管部门", "", story.owner, 2, 1), ("项目单位", "unit", story.unit, 1, 3)),
        (
            Box("资金使用情况（万元）", rows=5),
            Box("", 2),
            *(
                Box(name, says=((f"budget#{i}.label", name), (f"budget#{i}.parent", FUNDS[0] if i > 1 else "")))
                for i, name in enumerate(FUNDS, 1)
            ),
        ),
    ]
    for field, head in (("initial", "年初预算"), ("annual", "调整预算"), ("executed", "实际支出"), ("rate", "执行率")):
        texts = [fund_texts(story, look, fund, "万元")[field] for fund in story.funds]
        cells = (Box(text, says=((f"budget#{i}.{field}", text),)) for i, text in enumerate(texts, 1))
        lines.append((Box(head, 2), *cells))
    lines += [
        *goals(story, look, 3, 3),
        *indicators(story, look, spec),
        head_line(("综合得分", "total", look.points(story.total), 5, 2)),
    ]
    return grid(look, spec, lines, money_unit="万元")


def frontier(story: Project, look: Look) -> tuple[Part, ...]:
    """Three tables under headings of their own; each category of indicators opens with a band that names it."""
    basics = [
        head_line(("项目名称", "project", story.name, 1, 3)),
        head_line(("主管部门", "", story.owner, 1, 1), ("实施单位", "unit", story.unit, 1, 1)),
        head_line(("自评得分", "total", look.points(story.total), 1, 1), ("自评等级", "grade", story.grade, 1, 1)),
    ]
    money: list[Line] = [line("资金构成", "预算安排（万元）", "资金支付（万元）", "支付进度", "分值", "得分")]
    money += [fund_row(story, look, name, fund) for name, fund in zip(FUNDS, story.funds, strict=True)]
    spec = (
        "level2=指标类型 level3=指标名称 operator=方向 target=目标 target_unit=单位 actual=实际 weight=分值 score=得分"
    )
    heads = columns(spec, look)
    rows: list[Line] = [line(*(column.head for column in heads))]
    for name, block in groupby(story.rows, key=lambda row: row.level1):
        rows.append((Box(name, len(heads), is_left=True),))
        rows += category(tuple(block), look, spec)
    size = look.size
    return (
        Grid((1, 1.6, 1, 1.6), tuple(basics), size, 4.5, (("head.money_unit", "万元"),)),
        Heading("一、预算执行情况"),
        Grid((1.6, 1, 1, 1, 0.6, 0.6), tuple(money), size, 4.5),
        Heading("二、绩效指标完成情况"),
        grid(look, spec, rows),
    )


def fund_row(story: Project, look: Look, name: str, fund: Money) -> Line:
    texts = fund_texts(story, look, fund, "万元")
    fields = ("annual", "executed", "rate", "weight", "score")
    says = (("budget.label", name), ("budget.parent", "" if fund is story.funds[0] else FUNDS[0]))
    return (Box(name, says=says), *(Box(texts[f], says=((f"budget.{f}", texts[f]),)) for f in fields))


def category(rows: tuple[Row, ...], look: Look, spec: str) -> list[Line]:
    """The rows below a band; what the band names holds for each."""
    first, *heads = columns(spec, look)
    fields = {column.field for column in heads}
    lines = []
    for cells, row in zip(level_cells(rows, look, [first], {}), rows, strict=True):
        texts = row_texts(row, look, fields, Style())
        named = {"level3": texts["level3"], "level1": row.level1}
        cells += [stated("indicators", texts[c.field], c, **(named if c.field == "level3" else {})) for c in heads]
        lines.append(tuple(cells))
    return lines
