"""The budgets or actuals of the tasks do not add up to the total printed elsewhere.

Why: a list of tasks or projects spreads the department's money; its sums must be the total of the fund block.
Flags: an error where the list claims to be whole (全部, 所有) or another of its columns closes the total exactly; a
warning for a list of main tasks (主要, 部分, 重点) where neither holds.
Leaves alone: rounding of the rows; single tasks held against 基本支出 or 项目支出, which is another classification;
lists that say nothing about being whole.
Limits: a list with a blank amount is not evaluated unless the others close; 财政资金 columns are only reported where
they close.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import COLUMNS, COLUMNS_EN, named_forms, top_row
from checks._funds import Column, amount_of
from checks._model import Check, Message, NotEvaluated, Outcome, Parameters, Severity
from checks._phrases import operand
from checks._precision import Fit, loose, tight
from checks._sums import Sum, Term, contradiction, fit, passed
from extractors.model import Entry, Form, FundRow, Report

WHOLE = re.compile(r"全部|所有|各项任务|全年各项")
MAIN = re.compile(r"主要|部分|重点")
BUDGET_COLUMNS: tuple[Column, ...] = ("annual", "initial")
ACTUAL_COLUMNS: tuple[Column, ...] = ("executed",)


class TaskColumn(NamedTuple):
    """A money column of a task list, the totals it may add up to, and how whole the list is."""

    subject: str
    form: Form
    entries: tuple[tuple[str, Entry], ...]
    totals: tuple[tuple[Column, Entry], ...]
    is_whole: bool
    is_main: bool


def task_columns(report: Report, _: Parameters) -> Iterator[TaskColumn]:
    for name, form in named_forms(report):
        top = top_row(form)
        if top and form.tasks:
            columns = tuple(columns_of(name, form, top))
            for column in columns:
                others = (other for other in columns if other is not column)
                yield column._replace(is_whole=column.is_whole or any(closing(o) for o in others))


def columns_of(name: str, form: Form, top: FundRow) -> Iterator[TaskColumn]:
    budgets = tuple((task.name, task.budget) for task in form.tasks if task.budget)
    actuals = tuple((task.name, task.executed) for task in form.tasks if task.executed)
    for title, entries, columns in (("预算", budgets, BUDGET_COLUMNS), ("执行数", actuals, ACTUAL_COLUMNS)):
        found = ((column, amount_of(top, column)) for column in columns)
        totals = tuple((column, entry) for column, entry in found if entry and entry.number)
        if totals and any(entry.number for _, entry in entries):
            is_whole, is_main = bool(WHOLE.search(form.task_title)), bool(MAIN.search(form.task_title))
            yield TaskColumn(f"{name}/任务/{title}合计", form, entries, totals, is_whole, is_main)


def sums(column: TaskColumn) -> Iterator[Sum]:
    """The column against each total it may stand for."""
    terms = tuple(Term(n, operand("task", entry), entry.number) for n, entry in column.entries if entry.number)
    for which, entry in column.totals:
        if entry.number:
            whole = Term(COLUMNS[which], operand("total", entry), entry.number)
            yield Sum(column.subject, whole, terms, tight(term.number for term in terms), loose)


def closing(column: TaskColumn) -> Sum | None:
    return next((given for given in sums(column) if fit(given) is Fit.CLOSES), None)


def examine(column: TaskColumn) -> Iterator[Outcome]:
    if closed := closing(column):
        yield passed(closed)
        return
    given = next(sums(column))
    if reason := doubt(column, len(given.terms)):
        yield NotEvaluated(column.subject, reason, given.operands)
        return
    which = column.totals[0][0]
    what = Message(f"部门{COLUMNS[which]}", f"the department's {COLUMNS_EN[which]}")
    yield contradiction(given, Severity.ERROR if column.is_whole else Severity.WARNING, what)


def doubt(column: TaskColumn, printed: int) -> str:
    """Why tasks that do not add up are no contradiction; "" if nothing excuses them."""
    if printed < len(column.entries):
        return "有任务的金额未印出，按未知处理"
    if column.is_whole:
        return ""
    if printed < 2:
        return "只列一项任务，不能认定为全部"
    return "" if column.is_main else "任务清单未说明是否为全部"


CHECK = Check(
    code="SUM005",
    name="tasks-total",
    title=Message("任务金额之和与部门总额不符", "The tasks do not add up to the department's total"),
    severity=Severity.ERROR,
    subjects=task_columns,
    examine=examine,
    doc=__doc__ or "",
)
