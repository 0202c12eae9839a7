"""Lists of tasks and of projects with the totals that they may add up to."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import COLUMNS, COLUMNS_EN, named_forms, top_row
from checks._funds import Column, amount_of
from checks._model import Message
from extractors.model import Entry, Form, FundRow, Report

WHOLE = re.compile(r"全部|所有|各项任务|全年各项")
MAIN = re.compile(r"主要|部分|重点")
PROJECTS = re.compile(
    r"项目(?P<count>\d+)个[^。；]{0,20}?(?:涉及|共计|合计|总)[^。；\d]{0,12}(?P<amount>[\d,.]+(?:万|亿)?元)"
)
BUDGET_COLUMNS: tuple[Column, ...] = ("annual", "initial")
ACTUAL_COLUMNS: tuple[Column, ...] = ("executed",)


class TaskColumn(NamedTuple):
    """A money column of a task list, the totals it may add up to, and how whole the list is."""

    subject: str
    entries: tuple[tuple[str, Entry], ...]
    totals: tuple[tuple[Message, Entry], ...]
    is_whole: bool
    is_main: bool


def columns_of(name: str, form: Form, top: FundRow) -> Iterator[TaskColumn]:
    budgets = tuple((task.name, task.budget) for task in form.tasks if task.budget)
    actuals = tuple((task.name, task.executed) for task in form.tasks if task.executed)
    for title, entries, columns in (("预算", budgets, BUDGET_COLUMNS), ("执行数", actuals, ACTUAL_COLUMNS)):
        found = ((column, amount_of(top, column)) for column in columns)
        totals = tuple((name_of(column), entry) for column, entry in found if entry and entry.number)
        if totals and any(entry.number for _, entry in entries):
            is_whole, is_main = bool(WHOLE.search(form.task_title)), bool(MAIN.search(form.task_title))
            yield TaskColumn(f"{name}/任务/{title}合计", entries, totals, is_whole, is_main)


def name_of(column: Column) -> Message:
    return Message(f"部门{COLUMNS[column]}", f"the department's {COLUMNS_EN[column]}")


def project_columns(report: Report) -> Iterator[TaskColumn]:
    """The sum that prose states of as many projects as the report has forms."""
    forms = tuple(named_forms(report))
    budgets = tuple((name, entry) for name, form in forms if (entry := budget_of(form)) and entry.number)
    for claim in report.claims:
        match = PROJECTS.search(claim.sentence)
        if claim.kind != "amount" or claim.number is None or match is None or match["amount"] != claim.number.text:
            continue
        if len(forms) > 1 and int(match["count"]) == len(forms) == len(budgets):
            total = Entry(claim.number.text, claim.number.place, claim.number)
            name = Message("正文所述项目资金", "the projects' money stated in prose")
            yield TaskColumn("正文/项目资金合计", budgets, ((name, total),), True, False)


def budget_of(form: Form) -> Entry | None:
    top = top_row(form)
    return (top.annual or top.initial) if top else None
