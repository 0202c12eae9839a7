"""Layouts of self-assessment forms: a story's figures go in, ruled grids come out."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from bench.corpus.document import Box, Grid

Row = tuple[Box, ...]


class Indicator(NamedTuple):
    """One row as it is printed."""

    level1: str
    level2: str
    level3: str
    target: str
    unit: str
    actual: str
    weight: str
    score: str
    reason: str = ""


class Fund(NamedTuple):
    """One fund row as it is printed."""

    label: str
    initial: str = ""
    annual: str = ""
    executed: str = ""
    rate: str = ""
    weight: str = ""
    score: str = ""


class Task(NamedTuple):
    """One row of the list of main tasks as it is printed."""

    name: str
    content: str
    budget: str
    result: str
    executed: str
    rate: str


class DepartmentForm(NamedTuple):
    unit: str
    total: str
    grade: str
    goal: str
    result: str
    tasks: tuple[Task, ...]
    funds: tuple[Fund, ...]
    indicators: tuple[Indicator, ...]
    note: str


class ProjectForm(NamedTuple):
    project: str
    owner: str
    unit: str
    goal: str
    result: str
    funds: tuple[Fund, ...]
    indicators: tuple[Indicator, ...]
    total_weight: str
    total: str


def merged_levels(rows: Sequence[Indicator]) -> Iterator[tuple[Box, ...]]:
    """The level-1 and level-2 cells that begin in each row, merged over the rows they hold for."""
    for _, first in groupby(rows, key=lambda row: row.level1):
        block = list(first)
        seconds = [list(second) for _, second in groupby(block, key=lambda row: row.level2)]
        for i, second in enumerate(seconds):
            for j, row in enumerate(second):
                cells = [Box(row.level1, rows=len(block))] if i == j == 0 else []
                if j == 0:
                    cells.append(Box(row.level2, rows=len(second)))
                yield tuple(cells)


def henan_department(form: DepartmentForm) -> tuple[Grid, ...]:
    """The department form of Henan: head, main tasks, fund block, indicators and note in one frame of nine columns."""
    widths = (0.10, 0.12, 0.20, 0.09, 0.09, 0.13, 0.08, 0.08, 0.11)
    head: list[Row] = [
        (Box("部门（单位）名称", 2), Box(form.unit, 7)),
        (Box("自评得分", 2), Box(form.total, 7)),
        (Box("自评结果", 2), Box(form.grade, 7)),
        (Box("年度总体目标", 2), Box(form.goal, 7, is_left=True)),
        (Box("年度总体目标完成情况", 2), Box(form.result, 7, is_left=True)),
    ]
    labels = (
        "任务名称",
        "主要内容",
        "预算资金",
        "其中：财政资金",
        "任务完成情况",
        "预算执行数",
        "其中：财政资金",
        "预算执行率",
    )
    tasks: list[Row] = [(Box("年度主要任务", rows=len(form.tasks) + 1), *(Box(label) for label in labels))]
    tasks += [
        (
            Box(task.name),
            Box(task.content, is_left=True),
            Box(task.budget),
            Box(task.budget),
            Box(task.result, is_left=True),
            Box(task.executed),
            Box(task.executed),
            Box(task.rate),
        )
        for task in form.tasks
    ]
    captions = ("年初预算数", "全年预算数", "预算执行数", "预算执行率", "分值", "得分")
    funds: list[Row] = [
        (Box("预算情况", rows=len(form.funds) + 1), Box("", 2), *(Box(caption) for caption in captions)),
    ]
    for i, fund in enumerate(form.funds):
        cells = (
            Box(fund.label, 2, is_left=True),
            Box(fund.initial),
            Box(fund.annual),
            Box(fund.executed),
            Box(fund.rate),
        )
        scored = (Box(fund.weight, rows=len(form.funds)), Box(fund.score, rows=len(form.funds))) if i == 0 else ()
        funds.append((*cells, *scored))
    names = ("一级指标", "二级指标", "三级指标", "指标值", "度量单位", "实际完成值", "分值", "得分", "未完成原因分析")
    rows: list[Row] = [tuple(Box(name) for name in names)]
    for levels, row in zip(merged_levels(form.indicators), form.indicators, strict=True):
        values = (row.target, row.unit, row.actual, row.weight, row.score, row.reason)
        rows.append((*levels, Box(row.level3), *(Box(value) for value in values)))
    note: Row = (Box(form.note, 9, is_left=True),)
    return (Grid(widths, (*head, *tasks, *funds, *rows, note)),)


def ministry_project(form: ProjectForm) -> tuple[Grid, ...]:
    """The ministry's project form: funds with the score on the total row, indicators, total at the foot."""
    widths = (0.10, 0.12, 0.20, 0.12, 0.12, 0.08, 0.10, 0.16)
    captions = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    rows: list[Row] = [
        (Box("项目名称", 2), Box(form.project, 6)),
        (Box("主管部门", 2), Box(form.owner, 2), Box("实施单位", 1), Box(form.unit, 3)),
        (Box("项目资金（万元）", rows=len(form.funds) + 1), Box(""), *(Box(caption) for caption in captions)),
    ]
    for fund in form.funds:
        values = (fund.initial, fund.annual, fund.executed, fund.weight, fund.rate, fund.score)
        rows.append((Box(fund.label, is_left=True), *(Box(value) for value in values)))
    rows += [
        (Box("年度总体目标", rows=2), Box("预期目标", 4), Box("实际完成情况", 3)),
        (Box(form.goal, 4, is_left=True), Box(form.result, 3, is_left=True)),
    ]
    names = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    rows.append(tuple(Box(name) for name in names))
    for levels, row in zip(merged_levels(form.indicators), form.indicators, strict=True):
        values = (row.target, row.actual, row.weight, row.score, row.reason)
        rows.append((*levels, Box(row.level3), *(Box(value) for value in values)))
    rows.append((Box("总分", 5), Box(form.total_weight), Box(form.total), Box("")))
    return (Grid(widths, tuple(rows)),)
