"""The budget is said not to have been adjusted although spending exceeds it.

Why: money beyond the full-year budget can only come from an adjustment; an adjustment rate of 0 denies it.
Flags: an adjustment rate printed as 0, or no adjustment told in words, beside spending above the full-year budget
(error); a full-year budget equal to the initial one beside such spending (warning).
Leaves alone: an overrun that is explained, or an adjustment of 0 because money moved inside the total: for information.
Limits: only the whole of the fund block is judged.
"""

from collections.abc import Iterator

from checks._adjustments import Budget, budgets
from checks._model import Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._numbers import is_meeting, shown
from checks._phrases import clipped, operand, placed, quoted
from checks._precision import UNIT_OPEN, is_unit_open, loose
from checks._rates import overrun_group
from extractors.model import Report


def adjusted_budgets(report: Report, _: Parameters) -> Iterator[Budget]:
    yield from budgets(report)


def examine(budget: Budget) -> Iterator[Outcome]:
    limit, spent = budget.annual[1], budget.executed[1]
    initial = budget.initial.number if budget.initial else None
    is_same = initial is not None and is_meeting(loose(initial), loose(limit))
    is_over = loose(spent).low > loose(limit).high
    if is_unit_open((spent, limit)):
        yield NotEvaluated(budget.subject, UNIT_OPEN, budget.operands)
    elif not is_over:
        yield Passed(budget.subject, f"{shown(spent.value)} <= {shown(limit.value)}", budget.operands)
    elif not (budget.is_zero or is_same):
        yield Passed(budget.subject, f"{shown(spent.value)} > {shown(limit.value)}，预算有调整", budget.operands)
    else:
        yield finding(budget)


def finding(budget: Budget) -> Finding:
    spent, limit = budget.executed[1], budget.annual[1]
    gap = (spent.amount - limit.amount) / limit.factor
    said = (
        Message("预算调整率为0", "the adjustment rate is 0")
        if budget.is_zero
        else Message("全年预算数等于年初预算数", "the full-year budget equals the initial one")
    )
    actual = placed("执行数", operand("", budget.executed[0]))
    full = placed("全年预算数", operand("", budget.annual[0]))
    why = budget.why
    quote = (quoted("explanation", why.text, why.place),) if why else ()
    severity = Severity.INFO if why else Severity.ERROR if budget.is_zero else Severity.WARNING
    return Finding(
        subject=budget.subject,
        severity=severity,
        message=Message(
            f"{said.zh}，但{actual.zh}超过{full.zh}{shown(gap)}{limit.unit}"
            + (f"；说明为“{clipped(why.text)}”" if why else ""),
            f"{said.en}, but spending {spent.text} exceeds the full-year budget {limit.text} by {shown(gap)}"
            + (f"; explained: {clipped(why.text)}" if why else ""),
        ),
        operands=(*budget.operands, *quote),
        reported=budget.adjustment.text if budget.is_zero and budget.adjustment else limit.text,
        expected=f"≥{shown(spent.amount / limit.factor)}" if not budget.is_zero else ">0",
        difference=gap,
        relative=gap / limit.value if limit.value else None,
        formula=f"{shown(spent.value)} − {shown(limit.value)} = {shown(gap)} > 0",
        group=overrun_group(budget.form_name, budget.form, budget.row.label),
    )


CHECK = Check(
    code="RATE004",
    name="adjustment-denied",
    title=Message("支出超过全年预算却称预算未调整", "Spending exceeds a budget that is said not to have been adjusted"),
    severity=Severity.ERROR,
    subjects=adjusted_budgets,
    examine=examine,
    doc=__doc__ or "",
)
