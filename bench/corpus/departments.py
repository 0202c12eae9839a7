"""Forms of whole departments, and flat lists: one story, many grids."""

from dataclasses import replace

from bench.corpus.document import Box, Grid
from bench.corpus.look import Look
from bench.corpus.pieces import (
    Line,
    Style,
    funds,
    goal_lines,
    goals,
    grid,
    head_line,
    indicators,
    line,
    total,
)
from bench.corpus.projects import Project, Task, plain, rounded

HENAN = "level1 level2 level3:2 target target_unit actual weight score reason=未完成原因分析"
CHONGQING = (
    "flat target_unit=计量单位 operator=指标性质 target=指标值 "
    "weight=指标权重 actual=全年完成值 score=指标得分 reason=说明"
)


def henan(story: Project, look: Look) -> Grid:
    """L21: score and grade in the head, a list of main tasks, points on the total row, a unit column."""
    lines = [
        head_line((look.word("department"), "unit", story.unit, 2, 8)),
        head_line((look.word("total"), "total", plain(story.total), 2, 8)),
        head_line((look.word("grade"), "grade", story.grade, 2, 8)),
        *goal_lines(story, look, 10),
        *tasks(story, look),
        *funds(story, look, "label:2 initial annual:2 executed rate weight score", "万元"),
        *indicators(story, look, HENAN),
        line(Box("注：1.自评满分为100分。2.未完成的，写明偏离目标的原因和改进措施。", 10, is_left=True)),
    ]
    return grid(look, HENAN, lines, money_unit="万元")


def tasks(story: Project, look: Look) -> list[Line]:
    """The list of main tasks: names, what they are, their money and what came of it."""
    whole = story.funds[0]
    one = Task(
        story.name,
        "设施日常巡查、维护和管护人员培训",
        whole.annual,
        whole.annual,
        "按计划完成全部维护任务",
        whole.executed,
    )
    rows = [task_cells(task, look) for task in story.tasks or (one,)]
    heads = (
        ("任务名称", 1),
        ("主要内容", 2),
        ("预算资金（万元）", 1),
        ("任务完成情况", 2),
        ("预算执行数（万元）", 1),
        ("预算执行率", 2),
    )
    return [
        line(Box("年度主要任务", rows=len(rows) + 1), *(Box(text, cols) for text, cols in heads)),
        *rows,
    ]


def task_cells(task: Task, look: Look) -> Line:
    texts = (
        ("name", task.name, 1),
        ("content", task.content, 2),
        ("budget", look.amount(task.budget, "万元"), 1),
        ("result", task.result, 2),
        ("executed", look.amount(task.executed, "万元"), 1),
        ("rate", f"{rounded(task.executed / task.budget * 100)}%", 2),
    )
    return tuple(Box(text, cols, says=((f"tasks.{field}", text),)) for field, text, cols in texts)


def chongqing(story: Project, look: Look) -> Grid:
    """L23: a flat list of indicators without levels; the rate stands in the fund line with its points."""
    lines = [
        head_line(
            (look.word("department"), "unit", story.unit, 1, 3), (look.word("total"), "total", plain(story.total), 2, 2)
        ),
        *funds(story, look, "label initial annual executed rate weight score", "万元"),
        *goals(story, look, 4, 3),
        *indicators(story, look, CHONGQING),
    ]
    return grid(look, CHONGQING, lines, money_unit="万元")


def jiangxi(story: Project, look: Look) -> Grid:
    """L26: 分解目标 above the levels, deviations in the last column, the total at the foot."""
    spec = (
        "level1=分解目标 level2=二级指标 level3=三级指标 target=年度指标值 "
        "actual=全年完成值 weight=分值 score reason=偏差及原因分析"
    )
    lines = [
        head_line((look.word("department"), "unit", story.unit, 2, 6)),
        head_line(("下属单位个数", "", "3", 2, 2), ("在职人数", "", "126", 1, 3)),
        *funds(story, look, "label initial annual executed rate weight score", "万元"),
        *goal_lines(story, look, 8),
        *indicators(story, look, spec, Style(signs=(("≥", "不低于"), ("≤", "不超过"))), has_points=True),
        *total(story, look, spec, has_grade=True),
    ]
    return grid(look, spec, lines, money_unit="万元")


def scoresheet(story: Project, look: Look) -> Grid:
    """L27: a score sheet: the weight of an indicator in its label, one column for the score, what it rests on."""
    spec = "level1 level2 level3=三级指标 reason:2=评分依据 score=得分"
    heads = line("一级指标", "二级指标", "三级指标", Box("评分依据", 2), "得分")
    plainly = indicators(story, look, "level1 level2 level3 score")[1:]
    rows = []
    for cells, row in zip(plainly, story.rows, strict=True):
        label, score = cells[-2:]
        points = f"{look.points(row.weight)}分"
        says = (("indicators.level3", row.level3), ("indicators.weight", points))
        reached = row.words[1] if row.target is None else plain(row.actual or 0) + row.unit
        basis = f"{reached}，{row.reason or '按标准得分。'}"
        rows.append(
            (
                *cells[:-2],
                replace(label, text=f"{row.level3}（{points}）", says=says),
                Box(basis, 2, is_left=True),
                score,
            )
        )
    lines = [
        head_line((look.word("department"), "unit", story.unit, 2, 4)),
        *funds(story, look, "label annual executed rate score", "万元"),
        heads,
        *rows,
        *total(story, look, spec),
    ]
    return grid(look, spec, lines, money_unit="万元")
