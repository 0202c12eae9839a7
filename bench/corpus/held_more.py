"""More held-out layouts: kinds of money as columns, adjusted targets."""

from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from bench.corpus.blocks import Purse, goals_beside, in_order, purse
from bench.corpus.document import Box, Grid
from bench.corpus.look import Look
from bench.corpus.pieces import Line, Style, fund_texts, grid, head_line, indicators, line
from bench.corpus.projects import Project, Row, plain, rounded


def corridor(story: Project, look: Look) -> Grid:
    """Kinds of money as columns, their sum last; a row for each of two goals; units in a column."""
    spec = (
        "level1=一级指标 level2=二级指标 level3=三级指标 target=绩效目标值 target_unit=单位 actual=完成数 "
        "weight=标准分值 score=自评分值"
    )
    whole, *parts = story.funds
    kinds = list(zip(("财政拨款", "上年结转", "其他资金", "合计"), (*parts, whole), strict=True))
    heads = [
        Box(name, says=((f"budget#{i}.label", name), (f"budget#{i}.parent", "" if fund is whole else "合计")))
        for i, (name, fund) in enumerate(kinds, 1)
    ]
    lines: list[Line] = [
        head_line(("自评总分", "total", look.points(story.total), 2, 2), ("自评等次", "grade", story.grade, 2, 2)),
        head_line(("资金项目名称", "project", story.name, 2, 6)),
        head_line(("归口管理部门", "", story.owner, 2, 2), ("实施主体", "unit", story.unit, 2, 2)),
        (Box("资金执行情况（万元）", rows=4), Box("资金来源", 3), *heads),
    ]
    for field, head in (("annual", "预算数"), ("executed", "执行数"), ("rate", "执行率")):
        texts = [fund_texts(story, look, fund, "万元")[field] for _, fund in kinds]
        lines.append((Box(head, 3), *(Box(t, says=((f"budget#{i}.{field}", t),)) for i, t in enumerate(texts, 1))))
    lines += [*two_goals(story), *indicators(story, look, spec)]
    return grid(look, spec, lines, money_unit="万元")


def two_goals(story: Project) -> list[Line]:
    """What was to be built and how those served would see it, each beside what came of it."""
    first, last = story.rows[0], next(row for row in story.rows if row.level3.endswith("满意度"))
    lines = [line(Box("年度目标", rows=3), Box("设定目标", 4), Box("目标完成情况", 3))]
    for number, row in enumerate((first, last), 1):
        wanted, reached = (plain(value or 0) + row.unit for value in (row.target, row.actual))
        goal = f"目标{number}：{story.name}的{row.level3}达到{wanted}。"
        result = f"完成情况{number}：{row.level3}为{reached}。"
        lines.append(
            (
                Box(goal, 4, is_left=True, says=(("goals.goal", goal),)),
                Box(result, 3, is_left=True, says=(("goals.result", result),)),
            )
        )
    return lines


def briefly(story: Project) -> Project:
    """The story with one indicator of each kind, the first of all taking over the weights of those left out."""
    kept = [next(block) for _, block in groupby(story.rows, key=lambda row: (row.level1, row.level2))]
    first = kept[0]
    weight = first.weight + sum((r.weight for r in story.rows), Decimal(0)) - sum((r.weight for r in kept), Decimal(0))
    kept[0] = replace(first, weight=weight, score=rounded(first.score / first.weight * weight))
    return in_order(story, kept, ("产出指标", "效益指标", "满意度指标"))


def island(story: Project, look: Look) -> Grid:
    """Small enough for two on a page: three pairs in a line of the head, a target as set and as adjusted."""
    spec = (
        "level1=一级指标 level2=二级指标 level3=三级指标 target=年初目标 adjusted=调整目标 actual=实际 "
        "weight=分值 score=得分"
    )
    money = "label:2=资金渠道 initial=年初预算 annual=调整预算 executed=实际支出 rate=执行率 score=得分"
    names = ("资金小计", "财政资金", "结转资金", "自筹资金")
    heads, *rows = indicators(story, look, spec, Style(others=lambda _: {"adjusted": ""}))
    adjusted = {0, look.pick("adjusted", range(len(rows)))}
    whole = look.points(story.total)
    lines = [
        head_line(("项目名称", "project", story.name, 1, 3), ("自评分", "total", whole, 2, 2)),
        head_line(("主管单位", "", story.owner, 1, 3), ("填报单位", "unit", story.unit, 2, 2)),
        *purse(story, look, money, Purse("资金（万元）", names)),
        *goals_beside(story, ("年度目标", "完成情况"), 8, 1),
        heads,
        *(moved(rows[i], row, look, is_moved=i in adjusted) for i, row in enumerate(story.rows)),
    ]
    return replace(grid(look, spec, lines, money_unit="万元"), size=min(look.size, 7.0))


def moved(cells: Line, row: Row, look: Look, *, is_moved: bool) -> Line:
    """The row of an indicator whose target was adjusted, or left as it was; the adjusted one is what counts."""
    at = next(i for i, box in enumerate(cells) if box.says[0][0] == "indicators.target")
    target, adjusted = cells[at], cells[at + 1]
    if not is_moved or row.target is None:
        return (*cells[: at + 1], Box(look.dash), *cells[at + 2 :])
    before = target.text.replace(plain(row.target), plain(set_at_first(row)), 1)
    return (*cells[:at], Box(before), replace(adjusted, text=target.text, says=target.says), *cells[at + 2 :])


def set_at_first(row: Row) -> Decimal:
    """The target before it was adjusted: nearer to a hundred for a share, a fifth higher for all else."""
    target = row.target or Decimal(0)
    return min(target + 2, Decimal(100)) if row.unit == "%" else rounded(target * Decimal("1.2"), 0)
