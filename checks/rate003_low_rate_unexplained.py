"""A low execution rate has no reason.

Why: money that was asked for and not spent needs a reason, and the form has a column for it.
Flags: an execution rate below the threshold (90 %, a parameter) of a fund row or a task without a reason in its row, in
the row of the execution rate among the indicators, or in the prose about execution.
Leaves alone: rows whose whole is reported already; rows whose share of the total is small (5 %, a parameter);
rows without a budget; forms that watch a part of the year (绩效运行监控表).
Limits: whether a reason is good is not judged.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._model import Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._numbers import shown
from checks._phrases import clipped, quoted
from checks._rates import Execution, executions, total_of
from checks._reasons import Explanation, why_low
from extractors.model import Report

WATCHED = re.compile(r"运行监控|监控(?:情况)?[表报]|跟踪监控")


class Low(NamedTuple):
    """A row's execution, the threshold, the reason found and why the row may be left alone."""

    given: Execution
    limit: Decimal
    why: Explanation | None
    excuse: str


def lows(report: Report, parameters: Parameters) -> Iterator[Low]:
    reported: set[tuple[str, str]] = set()
    for given in executions(report):
        is_low = given.percent < parameters.low_rate
        why = why_low(report, given.form, given.row) if is_low else None
        excuse = excused(given, parameters, reported) if is_low and not why else ""
        excuse = "监控表只反映年度中的一段时间" if is_low and not why and is_watched(given, report) else excuse
        if is_low and not why and not excuse:
            reported.add((given.form_name, given.label))
        yield Low(given, parameters.low_rate, why, excuse)


def is_watched(given: Execution, report: Report) -> bool:
    """Whether the form tells a part of the year only, in which 73 % may be much."""
    return bool(WATCHED.search(given.form_name) or WATCHED.search(given.form.name) or WATCHED.search(report.title))


def excused(given: Execution, parameters: Parameters, reported: set[tuple[str, str]]) -> str:
    """Why a low rate without a reason is left alone, "" if it is not."""
    total = total_of(given.form)
    if given.budget is not None and given.budget.amount == 0:
        return "预算为0，没有执行率"
    if (given.form_name, given.parent) in reported:
        return "所属总额已列出"
    if total and given.budget and given.budget.amount < total.amount * parameters.small_share:
        return "金额占总额的比重很小"
    return ""


def examine(low: Low) -> Iterator[Outcome]:
    given, rate = low.given, f"{shown(round(low.given.percent, 2))}%"
    if given.percent >= low.limit:
        yield Passed(given.subject, f"{rate} >= {low.limit}%", given.operands)
    elif low.why:
        why = quoted("reason", low.why.text, low.why.place)
        yield Passed(given.subject, f"{rate} < {low.limit}%，原因：{clipped(why.text)}", (*given.operands, why))
    elif low.excuse:
        yield NotEvaluated(given.subject, low.excuse, given.operands)
    else:
        yield finding(low, rate)


def finding(low: Low, rate: str) -> Finding:
    given, gap = low.given, low.given.percent - low.limit
    page = given.place.page
    return Finding(
        subject=given.subject,
        severity=Severity.WARNING,
        message=Message(
            f"“{given.label}”执行率{rate}（第{page}页）低于{low.limit}%，未见原因说明",
            f"{given.label}: execution rate {rate} (p. {page}) is below {low.limit} % and no reason is given",
        ),
        operands=given.operands,
        reported=given.operands[0].text,
        expected=f"≥{low.limit}%",
        difference=round(gap, 6),
        relative=abs(gap) / low.limit,
        formula=f"{rate} < {low.limit}%",
    )


CHECK = Check(
    code="RATE003",
    name="low-rate-unexplained",
    title=Message("执行率偏低而未说明原因", "A low execution rate is not explained"),
    severity=Severity.WARNING,
    subjects=lows,
    examine=examine,
    thresholds=("low_rate", "small_share"),
    doc=__doc__ or "",
)
