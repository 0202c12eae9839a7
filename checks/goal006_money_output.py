"""Less than 60 % of the money was spent, yet every output has full marks.

Why: either the outputs needed less money than was asked for, or they were not all delivered.
Flags: an execution rate of the whole below 60 % (a parameter) beside output indicators that all have full marks, with
no reason.
Leaves alone: forms that lost points on an output; a reason for the low rate in the form or the prose.
Limits: for information; work may be done and paid later.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._forms import named_forms, rows_of, top_row
from checks._model import Check, Finding, Message, Operand, Outcome, Parameters, Passed, Severity
from checks._phrases import operand
from checks._reasons import why_low
from extractors.model import Form, Number, Report


class Spending(NamedTuple):
    """The execution rate of a form's whole and the output rows with their points."""

    subject: str
    rate: Number
    fact: Operand
    scores: tuple[Operand, ...]
    is_full: bool
    is_explained: bool
    limit: Decimal


def spendings(report: Report, parameters: Parameters) -> Iterator[Spending]:
    for name, form in named_forms(report):
        top, outputs = top_row(form), output_points(form)
        if top and top.rate and top.rate.number and outputs:
            is_full = all(score.value >= weight.value for score, weight, _fact in outputs)
            is_explained = why_low(report, form, top) is not None
            facts = tuple(fact for _, _, fact in outputs)
            rate = operand("rate", top.rate)
            yield Spending(
                f"{name}/资金与产出", top.rate.number, rate, facts, is_full, is_explained, parameters.idle_rate
            )


def output_points(form: Form) -> list[tuple[Number, Number, Operand]]:
    """Score and weight of every output indicator."""
    return [
        (row.score.number, row.weight.number, operand("score", row.score))
        for row in rows_of(form)
        if "产出" in row.level1 and row.score and row.weight and row.score.number and row.weight.number
    ]


def examine(given: Spending) -> Iterator[Outcome]:
    percent = given.rate.amount * 100 if given.rate.unit else given.rate.value
    if percent >= given.limit or not given.is_full or given.is_explained:
        yield Passed(given.subject, f"执行率 {given.rate.text}，与产出得分无矛盾", (given.fact,))
        return
    page = given.fact.place.page
    yield Finding(
        subject=given.subject,
        severity=Severity.INFO,
        message=Message(
            f"预算执行率仅{given.rate.text}（第{page}页），产出指标{len(given.scores)}项却均得满分，未见说明",
            f"only {given.rate.text} was spent (p. {page}), yet all {len(given.scores)} outputs have full marks",
        ),
        operands=(given.fact, *given.scores[:3]),
        reported=given.rate.text,
        expected=f"≥{given.limit}%",
        formula=f"{given.rate.text} < {given.limit}%",
    )


CHECK = Check(
    code="GOAL006",
    name="money-output",
    title=Message("资金执行率低而产出均得满分", "Little was spent, yet every output has full marks"),
    severity=Severity.INFO,
    subjects=spendings,
    examine=examine,
    thresholds=("idle_rate",),
    doc=__doc__ or "",
)
