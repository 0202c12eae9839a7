"""A printed rate is not what its own amounts give.

Why: a rate is printed beside the two amounts it comes from; whoever recomputes it must get the same digits.
Flags: an execution rate of a fund row, a task, a row of another table or a sentence outside the interval that
actual / budget allows; in prose also a share whose part and whole are told right before it, one of several shares of
one stated whole, 到位率, 完成率 of a target, and the rate of those who were pleased, passed or answered.
Leaves alone: a sentence that restates a row of a form (XREF002 and XREF003 compare the two); rounding to the printed
digits, and cutting off (for information: "truncated"); a rate of the initial budget where the head names no formula;
growth from 0, which has no rate.
Limits: where a whole figure may have been rounded the row is for information; in prose a rate is held only against a
budget and a spending of the same sentence that are surely those, in other tables where most rows close.
"""

from collections.abc import Iterator

from checks._model import ACCOUNTS, Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._numbers import distance, relative, shown
from checks._phrases import placed
from checks._precision import UNIT_OPEN, Fit, is_unit_open
from checks._prose_rates import prose_rates
from checks._rates import Base, Rate, division, fit_rate, form_rates, is_cut, needed, possible, quotient
from checks._shares import share_rates
from checks._stated_shares import stated_shares
from checks._table_rates import table_rates
from extractors.model import Report, figure_key


def printed_rates(report: Report, _: Parameters) -> Iterator[Rate]:
    yield from form_rates(report)
    yield from prose_rates(report)
    stated = tuple(stated_shares(report))
    told = {figure_key(rate.percent) for rate in stated}
    yield from (rate for rate in share_rates(report) if figure_key(rate.percent) not in told)
    yield from stated
    yield from table_rates(report)


def examine(rate: Rate) -> Iterator[Outcome]:
    alike = tuple(base for base in rate.bases if not is_unit_open((rate.actual.number, base.number)))
    bases = tuple(base for base in alike if possible(rate, base, rate.tight))
    if not bases:
        reason = "分母为0，没有比率" if alike else UNIT_OPEN
        yield NotEvaluated(rate.subject, reason, (rate.printed, rate.actual.operand))
        return
    closing = next((base for base in bases if fit_rate(rate, base) is Fit.CLOSES), None)
    cut = next((base for base in bases if is_cut(rate, base)), None)
    loosely = next((base for base in bases if fit_rate(rate, base) is Fit.ROUNDED), None)
    if closing:
        named = f"（{closing.name}）" if len(rate.bases) > 1 else ""
        yield Passed(
            rate.subject, division(rate, closing) + named, (rate.printed, rate.actual.operand, closing.operand)
        )
    elif cut:
        yield contradiction(rate, cut, Severity.INFO, Message("，是截断而不是四舍五入", ": truncated, not rounded"))
    elif loosely:
        hint = Message("，除非其中位数较少的数经过四舍五入", ", unless figures with fewer digits were rounded")
        yield contradiction(rate, loosely, Severity.INFO, hint)
    elif rate.restates or not rate.is_sure:
        reason = "正文复述表中数字，由表内或正文与表的核对说明" if rate.restates else "比率与金额的对应关系不能确定"
        yield NotEvaluated(rate.subject, reason, (rate.printed, rate.actual.operand))
    else:
        yield contradiction(rate, bases[0], Severity.ERROR, other_readings(rate, bases[1:]))


def other_readings(rate: Rate, bases: tuple[Base, ...]) -> Message:
    """The other denominators that were tried and do not give the rate either."""
    told = [
        f"{base.name} {division(rate, base)}" for base in bases if base.number.amount != rate.bases[0].number.amount
    ]
    if not told:
        return Message("", "")
    return Message(f"；另试{'、'.join(told)}，也不符", f"; tried too and no closer: {', '.join(told)}")


def contradiction(rate: Rate, base: Base, severity: Severity, hint: Message) -> Finding:
    expected = possible(rate, base, rate.tight)
    assert expected
    gap = distance(rate.percent.value, expected)
    printed, actual, budget = (placed("", o) for o in (rate.printed, rate.actual.operand, base.operand))
    result, recomputed = division(rate, base), quotient(rate, base)
    apart = shown(abs(rate.percent.value - recomputed))
    return Finding(
        subject=rate.subject,
        severity=severity,
        message=Message(
            f"“{rate.label}”的比率印为{printed.zh}，按{rate.actual.name}{actual.zh}÷{base.name}{budget.zh}重算为"
            f"{shown(recomputed)}%，相差{apart}个百分点{hint.zh}",
            f"{rate.label}: printed rate{printed.en}, recomputed from{actual.en} /{budget.en}: "
            f"{shown(recomputed)}%, {apart} points off{hint.en}",
        ),
        operands=(rate.printed, rate.actual.operand, base.operand),
        reported=rate.printed.text,
        expected=expected,
        difference=gap,
        relative=relative(gap, expected),
        formula=f"{result} ≠ {rate.printed.text}",
        cause="截断" if hint.en.startswith(": trunc") else "",
        fact=f"rate:{rate.subject}",
        needed=needed(rate, base) if severity is Severity.ERROR else (),
    )


CHECK = Check(
    code="RATE001",
    name="rate-recomputed",
    title=Message("比率与金额重算结果不符", "A printed rate differs from the recomputed one"),
    severity=Severity.ERROR,
    subjects=printed_rates,
    examine=examine,
    kinds=ACCOUNTS,
    doc=__doc__ or "",
)
