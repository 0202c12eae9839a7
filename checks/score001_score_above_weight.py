"""A score is above its weight, or below zero.

Why: the weight is the most that a row can earn.
Flags: a score of an indicator, a fund row or a category that is larger than its weight, or negative.
Leaves alone: bonus and deduction rows.
Limits: a row whose weight is blank is not evaluated; one without a score, or without a weight of its own, is not
looked at.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import indicator_name, indicator_paths, is_bonus, named_forms, rows_of
from checks._model import Check, Finding, Interval, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._numbers import distance, shown
from checks._phrases import operand, placed
from extractors.model import Entry, Form, Report


class Scored(NamedTuple):
    """A row with a score and a weight of its own."""

    subject: str
    label: str
    score: Entry
    weight: Entry | None


def scored_rows(report: Report, _: Parameters) -> Iterator[Scored]:
    for name, form in named_forms(report):
        for path, label, score, weight in points_in(form):
            if score and score.number:
                yield Scored(f"{name}/{path}/得分", label, score, weight)


def points_in(form: Form) -> Iterator[tuple[str, str, Entry | None, Entry | None]]:
    """Path, label, score and weight of everything that is scored."""
    for fund in form.budget:
        yield f"资金/{fund.label}", fund.label, fund.score, fund.weight
    for path, row in zip(indicator_paths(form), rows_of(form), strict=True):
        if not is_bonus(row):
            yield path, indicator_name(row), row.score, row.weight
    for group in form.groups:
        if group.score and group.weight:
            yield f"小计/{group.name}", group.name, group.score, group.weight


def examine(row: Scored) -> Iterator[Outcome]:
    score = row.score.number
    weight = row.weight.number if row.weight else None
    assert score
    facts = (operand("score", row.score), *((operand("weight", row.weight),) if row.weight else ()))
    if weight is None and score.value >= 0:
        if row.weight:
            yield NotEvaluated(row.subject, "分值未印出或未读出", facts)
        return
    limit = Interval(weight.value * 0, weight.value) if weight else Interval(score.value * 0, abs(score.value))
    gap = distance(score.value, limit)
    if not gap:
        yield Passed(row.subject, f"{shown(score.value)} <= {shown(limit.high)}", facts)
        return
    printed = placed("得分", facts[0])
    most = placed("分值", facts[1]) if row.weight else Message("0", "0")
    yield Finding(
        subject=row.subject,
        severity=Severity.ERROR,
        message=Message(
            f"“{row.label}”{printed.zh}{'超过' if gap > 0 else '为负，应在'}{most.zh}{'' if gap > 0 else '以内'}，"
            f"相差{shown(abs(gap))}分",
            f"{row.label}: score {row.score.text} (p. {row.score.place.page}) is "
            f"{'above its weight' if gap > 0 else 'below zero; weight'} {limit.high}, by {shown(abs(gap))}",
        ),
        operands=facts,
        reported=row.score.text,
        expected=limit,
        difference=gap,
        relative=abs(gap) / limit.high if limit.high else None,
        formula=f"{shown(score.value)} > {shown(limit.high)}" if gap > 0 else f"{shown(score.value)} < 0",
        fact=f"row:{row.subject}",
    )


CHECK = Check(
    code="SCORE001",
    name="score-above-weight",
    title=Message("得分超过分值或为负", "A score is above its weight or negative"),
    severity=Severity.ERROR,
    subjects=scored_rows,
    examine=examine,
    doc=__doc__ or "",
)
