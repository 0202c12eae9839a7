"""Lists of tasks and of projects with the totals that they may add up to."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._forms import COLUMNS, COLUMNS_EN, named_forms, top_row
from checks._funds import Column, amount_of
from checks._model import Message
from extractors.model import Entry, Form, FundRow, Report

WHOLE = re.compile(r"全部|所有|各项任务|全年各项")
MAIN = re.compile(r"主要|部分|重点")
_COUNT = r"(?P<{}>\d+|[两二三四五六七八九])个"
PROJECTS = re.compile(
    rf"(?:项目{_COUNT.format('count')}|{_COUNT.format('more')}(?:[一-龥]{{0,6}})?项目)[^。；]{{0,24}}?"
    r"(?:涉及|共计|合计|总|[，,]全年)[^。；\d]{0,12}(?P<amount>[\d,.]+(?:万|亿)?元)"
)
FEW = {word: i for i, word in enumerate("二三四五六七八九", 2)} | {"两": 2}
BUDGET_COLUMNS: tuple[Column, ...] = ("annual", "initial")
TASK_COLUMNS = {
    "budget": "预算",
    "budget_fiscal": "财政预算",
    "executed": "执行数",
    "executed_fiscal": "财政执行数",
}
ACTUAL_COLUMNS: tuple[Column, ...] = ("executed",)


class TaskColumn(NamedTuple):
    """A money column of a task list, the totals it may add up to, and how whole the list is."""

    subject: str
    entries: tuple[tuple[str, Entry], ...]
    totals: tuple[tuple[Message, Entry], ...]
    is_whole: bool
    is_main: bool


def columns_of(name: str, form: Form, top: FundRow) -> Iterator[TaskColumn]:
    # A task without a cell of its own in a column that the others have is one whose amount is not known.
    budgets = tuple((task.name, task.budget or Entry("", task.place)) for task in form.tasks)
    actuals = tuple((task.name, task.executed or Entry("", task.place)) for task in form.tasks)
    for title, entries, columns in (("预算", budgets, BUDGET_COLUMNS), ("执行数", actuals, ACTUAL_COLUMNS)):
        found = [(name_of(column), amount_of(top, column)) for column in columns]
        found += [(part_name(row, column), amount_of(row, column)) for row in project_rows(form) for column in columns]
        totals = tuple((said, entry) for said, entry in found if entry and entry.number)
        if totals and any(entry.number for _, entry in entries):
            is_whole, is_main = bool(WHOLE.search(form.task_title)), bool(MAIN.search(form.task_title))
            yield TaskColumn(f"{name}/任务/{title}合计", entries, totals, is_whole, is_main)


def project_rows(form: Form) -> tuple[FundRow, ...]:
    """The rows that a list of projects may add up to instead of the whole."""
    return tuple(row for row in form.budget if row.parent and row.label.startswith("项目支出"))


def part_name(row: FundRow, column: Column) -> Message:
    return Message(f"{row.label}{COLUMNS[column]}", f"{COLUMNS_EN[column]} of {row.label}")


def own_columns(name: str, form: Form) -> Iterator[TaskColumn]:
    """The money columns of a list that prints its own total; rows within rows (其中) leave the sum open."""
    if form.task_sum is None or any(task.name.startswith("其中") for task in form.tasks):
        return
    for column, title in TASK_COLUMNS.items():
        total = getattr(form.task_sum, column)
        entries = tuple((task.name, entry) for task in form.tasks if (entry := getattr(task, column)))
        if total and total.number and entries and not is_nested(entries):
            said = Message(f"任务清单{title}合计", f"the list's own total ({column})")
            yield TaskColumn(f"{name}/任务清单/{title}合计", entries, ((said, total),), True, False)


def is_nested(entries: tuple[tuple[str, Entry], ...]) -> bool:
    """Whether a row is the sum of the two or more rows below it: then rows add up more than once."""
    values = [entry.number.value if entry.number else Decimal(0) for _, entry in entries]
    stretches = ((i, j) for i in range(len(values)) for j in range(i + 3, len(values) + 1))
    return any(values[i] and values[i] == sum(values[i + 1 : j]) for i, j in stretches)


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
        if len(forms) > 1 and counted_in(match) == len(forms) == len(budgets):
            total = Entry(claim.number.text, claim.number.place, claim.number)
            name = Message("正文所述项目资金", "the projects' money stated in prose")
            yield TaskColumn("正文/项目资金合计", budgets, ((name, total),), True, False)


def counted_in(match: re.Match[str]) -> int:
    """How many projects a sentence speaks of: 项目3个, 3个项目, 三个项目."""
    word = match["count"] or match["more"]
    return FEW.get(word) or int(word)


def budget_of(form: Form) -> Entry | None:
    top = top_row(form)
    return (top.annual or top.initial) if top else None
