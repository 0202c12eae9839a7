"""The budgets or actuals of the tasks do not add up to the total printed elsewhere.

Why: a list of tasks or projects spreads the department's money; its sums must be the total of the fund block.
Flags: sums that differ: an error where the list prints the total itself, claims to be whole (全部, 所有), where another
of its columns closes the total exactly, or where prose states the money of as many projects as the report has forms; a
warning for a list of main tasks (主要, 部分, 重点) where none of these holds.
Leaves alone: rounding of the rows; lists that add up to 项目支出; single tasks held against 基本支出 or 项目支出, which
is another classification; lists that say nothing about being whole.
Limits: a list with a blank amount is not evaluated unless the others close; 财政资金 columns are only reported where
they close.
"""

from collections.abc import Iterator

from checks._forms import named_forms, top_row
from checks._model import ACCOUNTS, Check, Message, NotEvaluated, Outcome, Parameters, Severity
from checks._phrases import operand
from checks._precision import UNIT_OPEN, Fit, is_unit_open, loose, tight
from checks._sums import Sum, Term, contradiction, fit, passed
from checks._task_lists import TaskColumn, columns_of, own_columns, project_columns
from extractors.model import Report


def task_columns(report: Report, _: Parameters) -> Iterator[TaskColumn]:
    for name, form in named_forms(report):
        top = top_row(form)
        if top and form.tasks:
            columns = tuple(columns_of(name, form, top))
            for column in columns:
                others = (other for other in columns if other is not column)
                yield column._replace(is_whole=column.is_whole or any(closing(o) for o in others))
        yield from own_columns(name, form)
    yield from project_columns(report)


def sums(column: TaskColumn) -> Iterator[Sum]:
    """The column against each total it may stand for."""
    terms = tuple(Term(n, operand("task", entry), entry.number) for n, entry in column.entries if entry.number)
    for name, entry in column.totals:
        if entry.number:
            whole = Term(name.zh, operand("total", entry), entry.number)
            yield Sum(column.subject, whole, terms, tight(term.number for term in terms), loose)


def closing(column: TaskColumn) -> Sum | None:
    return next((given for given in sums(column) if fit(given) is Fit.CLOSES), None)


def examine(column: TaskColumn) -> Iterator[Outcome]:
    if closed := closing(column):
        yield passed(closed)
        return
    given = next(sums(column))
    is_open = is_unit_open(operand.number for operand in given.operands if operand.number)
    if reason := UNIT_OPEN if is_open else doubt(column, len(given.terms)):
        yield NotEvaluated(column.subject, reason, given.operands)
        return
    yield contradiction(given, Severity.ERROR if column.is_whole else Severity.WARNING, column.totals[0][0])


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
    kinds=ACCOUNTS,
    doc=__doc__ or "",
)
