"""The points of a qualitative indicator are outside the tier that its own wording names.

Why: where the note ties wordings to shares of the weight, 部分达成 cannot earn full marks.
Flags: a result in the words of a tier with a score outside that tier's share of the weight.
Leaves alone: both ends of a tier; partial scores that are as near as their digits allow; results with figures.
Limits: only notes with three or four ranges from 100 % to 0 % that pair off with as many wordings.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._forms import indicator_name, indicator_paths, is_bonus, named_forms, rows_of
from checks._model import (
    Check,
    Finding,
    Interval,
    Message,
    NotEvaluated,
    Operand,
    Outcome,
    Parameters,
    Passed,
    Severity,
)
from checks._numbers import distance, interval, is_meeting, relative, shown, shown_interval
from checks._phrases import clipped, operand
from checks._tiers import Tier, tier_of, tiers
from extractors.model import Entry, Number, Report, paragraphs


class Worded(NamedTuple):
    """A qualitative row with its result, score and weight, and the tier that the result names."""

    subject: str
    label: str
    actual: Entry
    score: Number
    weight: Number
    facts: tuple[Operand, ...]
    tier: Tier | None


def worded(report: Report, _: Parameters) -> Iterator[Worded]:
    for name, form in named_forms(report):
        known = tiers(form.notes) or next(filter(None, (tiers(p.text) for p in paragraphs(report))), ())
        for path, row in zip(indicator_paths(form), rows_of(form), strict=True):
            actual, score, weight = row.actual, row.score, row.weight
            if not known or is_bonus(row) or not (actual and score and weight and actual.text):
                continue
            if score.number and weight.number and weight.number.value > 0 and not re.search(r"\d", actual.text):
                facts = (operand("actual", actual), operand("score", score), operand("weight", weight))
                tier = tier_of(actual.text, known)
                yield Worded(
                    f"{name}/{path}/定性档次", indicator_name(row), actual, score.number, weight.number, facts, tier
                )


def examine(given: Worded) -> Iterator[Outcome]:
    tier, score, weight = given.tier, given.score.value, given.weight.value
    if tier is None:
        yield NotEvaluated(given.subject, "完成情况的用语未对应表注的档次", given.facts)
        return
    span = Interval(tier.low * weight, tier.high * weight)
    ratio = f"{shown(score)} / {shown(weight)} = {shown(round(score / weight * 100, 2))}%"
    band = f"{shown(tier.high * 100)}%-{shown(tier.low * 100)}%"
    gap = distance(score, span)
    if not gap or (score < weight and is_meeting(interval(given.score), span) and score > Decimal(0)):
        yield Passed(given.subject, f"{ratio}，在“{tier.words}”{band}之内", given.facts)
        return
    page = given.facts[0].place.page
    yield Finding(
        subject=given.subject,
        severity=Severity.WARNING,
        message=Message(
            f"“{given.label}”完成情况为“{clipped(given.actual.text, 30)}”，得分{shown(score)}/{shown(weight)}"
            f"（第{page}页），"
            f"表注规定“{tier.words}”得分值的{band}，即{shown_interval(span)}分",
            f"{given.label}: the result says {clipped(given.actual.text, 30)}, {shown(score)} of {shown(weight)} "
            f"points (p. {page}); the note gives {tier.words} {band} of the weight: {shown_interval(span)}",
        ),
        operands=given.facts,
        reported=shown(score),
        expected=span,
        difference=gap,
        relative=relative(gap, span),
        formula=f"{ratio}，不在“{tier.words}”{band}之内",
    )


CHECK = Check(
    code="SCORE008",
    name="tier",
    title=Message("定性指标得分与表注档次不符", "A qualitative score is outside its tier"),
    severity=Severity.WARNING,
    subjects=worded,
    examine=examine,
    doc=__doc__ or "",
)
