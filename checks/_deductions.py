"""Rows that lose points, and the reason that the report gives for it."""

from collections.abc import Iterator
from typing import NamedTuple

from checks._execution import indicator_rate_explains, is_bare, rate_explains, scorings
from checks._forms import indicator_name, indicator_paths, is_bonus, is_execution, named_forms, rows_of
from checks._model import Operand
from checks._phrases import operand
from checks._rates import overrun_group
from checks._reason_words import is_reason
from checks._reasons import Explanation, near_reasons, reasons_about
from checks._remarks import remark_below, rule_beside
from extractors.model import Entry, Form, FundRow, Indicator, Number, Report


class Deduction(NamedTuple):
    """A row with fewer points than its weight; `excuse` says why a missing reason is no finding."""

    subject: str
    label: str
    score: Number
    weight: Number
    operands: tuple[Operand, ...]
    why: Explanation | None
    excuse: str
    group: str
    fact: str


def deductions(report: Report) -> Iterator[Deduction]:
    """Every indicator and every execution score that loses points."""
    for name, form in named_forms(report):
        for row in form.budget:
            if is_deducted(row.weight, row.score) and not rate_explains(report, form, row):
                yield of_fund(report, name, form, row)
        for path, indicator in zip(indicator_paths(form), rows_of(form), strict=True):
            if not is_deducted(indicator.weight, indicator.score) or is_bonus(indicator) or is_sum(indicator):
                continue
            if not indicator_rate_explains(report, form, indicator):
                yield of_indicator(report, f"{name}/{path}", form, indicator)


def is_sum(row: Indicator) -> bool:
    """Whether a row is the total of a category in a list of categories: it has no indicator, target or result."""
    return not (row.level2 or row.level3 or row.target or row.actual or row.reason)


def is_deducted(weight: Entry | None, score: Entry | None) -> bool:
    pair = weight and score and weight.number and score.number
    return bool(
        pair and weight and score and weight.number and score.number and score.number.value < weight.number.value
    )


def of_fund(report: Report, name: str, form: Form, row: FundRow) -> Deduction:
    """An execution score: its reason stands in the fund row, with the indicator of the rate, or in prose."""
    assert row.score
    assert row.weight
    assert row.score.number
    assert row.weight.number
    near = next(near_reasons(form, row), None)
    why = near or next(reasons_about(report, form, ("执行率", "支出进度", "执行进度")), None)
    subject = f"{name}/资金/{row.label}/得分"
    facts = (operand("score", row.score), operand("weight", row.weight))
    return Deduction(
        subject,
        f"{row.label}预算执行率",
        row.score.number,
        row.weight.number,
        facts,
        why,
        "",
        overrun_group(name, form, row.label),
        f"row:{subject}",
    )


def of_indicator(report: Report, path: str, form: Form, row: Indicator) -> Deduction:
    """An indicator: its reason stands in its cell, else in the prose that names it."""
    assert row.score
    assert row.weight
    assert row.score.number
    assert row.weight.number
    label = indicator_name(row)
    why = None
    if row.reason and is_reason(row.reason.text, label):
        why = Explanation(row.reason.text, row.reason.place)
    else:
        names = (label, *(filter(None, (row.level2,)) if is_alone(form, row) else ()))
        why = next(reasons_about(report, form, names), None)
    excuse = "" if why else excused(report, form, row)
    facts = [operand("score", row.score), operand("weight", row.weight)]
    if row.reason:
        facts.append(operand("reason", row.reason))
    subject = f"{path}/得分"
    return Deduction(
        subject, label, row.score.number, row.weight.number, tuple(facts), why, excuse, "", f"row:{subject}"
    )


def excused(report: Report, form: Form, row: Indicator) -> str:
    """Why a row without a reason of its own is left alone, "" if it is not."""
    if remark_below(report, form):
        return "原因在表下统一说明"
    is_shown = row.actual is not None and bool(row.actual.text) and row.actual.text != (row.target and row.target.text)
    if row.reason is None and is_shown and rule_beside(report, form, row):
        return "表中没有原因栏，扣分所依的评分标准和完成值已列出"
    if is_execution(row) and is_bare(row) and not any(given.form is form for given in scorings(report)):
        return "执行率未能从表中读出"
    return ""


def is_alone(form: Form, row: Indicator) -> bool:
    """Whether a row is the only one of its level-2 category that loses points, so that a reason can only mean it."""
    same = [r for r in rows_of(form) if (r.level1, r.level2) == (row.level1, row.level2)]
    return sum(is_deducted(r.weight, r.score) for r in same) == 1
