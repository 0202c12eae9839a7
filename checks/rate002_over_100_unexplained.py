"""An execution rate above 100 % has no explanation of the overrun.

Why: nobody can spend more than the budget without more money; the report must say where it came from.
Flags: an execution rate above 100 % of a fund row or a task where neither the reason column nor the prose near it
speaks of an increase; a reason that explains a shortfall explains no overrun.
Leaves alone: an explanation of the increase (追加, 调增, 上年结转, 增资, 新增 …): the row is information and quotes it;
rows that repeat the figures of the row they are a part of.
Limits: whether an explanation is true is not judged; a rate above 100 % that its amounts contradict is left to RATE001.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._forms import top_row
from checks._model import Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._numbers import shown
from checks._phrases import clipped, quoted
from checks._rates import HUNDRED, Execution, executions, group_of
from checks._reasons import Explanation, why_over
from extractors.model import FundRow, Report

MARGIN = Decimal("0.005")


class Overrun(NamedTuple):
    """A row's execution and the explanation of an overrun that was found."""

    given: Execution
    why: Explanation | None


def overruns(report: Report, _: Parameters) -> Iterator[Overrun]:
    for given in executions(report):
        is_over = given.percent > HUNDRED + MARGIN
        if not (is_over and is_repeat(given)):
            yield Overrun(given, why_over(report, given.form, given.row) if is_over else None)


def is_repeat(given: Execution) -> bool:
    """Whether a sub row only repeats the amounts of the whole."""
    top = top_row(given.form)
    if not isinstance(given.row, FundRow) or top is None or given.row is top or not given.spent:
        return False
    return bool(top.executed and top.executed.number and top.executed.number.amount == given.spent.amount)


def examine(overrun: Overrun) -> Iterator[Outcome]:
    given, why = overrun
    if given.percent <= HUNDRED + MARGIN:
        yield Passed(given.subject, f"{shown(round(given.percent, 2))}% <= 100%", given.operands)
    elif given.spent and given.budget and given.spent.amount <= given.budget.amount:
        yield NotEvaluated(given.subject, "执行率与金额不符，金额并未超支，见 RATE001", given.operands)
    else:
        yield finding(given, why)


def finding(given: Execution, why: Explanation | None) -> Finding:
    rate = f"{shown(round(given.percent, 2))}%"
    page = given.place.page
    tail = f"，说明为“{clipped(why.text)}”" if why else "，未见对超支的说明"
    tail_en = f"; explained: {clipped(why.text)}" if why else ", and no explanation of the overrun is given"
    over = given.percent - HUNDRED
    return Finding(
        subject=given.subject,
        severity=Severity.INFO if why else Severity.WARNING,
        message=Message(
            f"“{given.label}”执行率{rate}（第{page}页）超过100%{tail}",
            f"{given.label}: execution rate {rate} (p. {page}) is above 100 %{tail_en}",
        ),
        operands=(*given.operands, *((quoted("explanation", why.text, why.place),) if why else ())),
        reported=given.operands[0].text,
        expected="≤100%",
        difference=round(over, 6),
        relative=over / HUNDRED,
        formula=formula(given, rate),
        group=group_of(given),
    )


def formula(given: Execution, rate: str) -> str:
    if given.spent and given.budget:
        return f"{shown(given.spent.value)} / {shown(given.budget.value)} = {rate} > 100%"
    return f"{rate} > 100%"


CHECK = Check(
    code="RATE002",
    name="over-100-unexplained",
    title=Message("执行率超过100%而未说明原因", "An execution rate above 100 % is not explained"),
    severity=Severity.WARNING,
    subjects=overruns,
    examine=examine,
    doc=__doc__ or "",
)
