"""The execution score does not follow from the execution rate.

Why: the score of the execution rate is its share of the weight, at most the whole; points lost at 100 % need a rule.
Flags: a score that is neither min(rate, 100 %) x weight, nor its rounding or truncation to the printed digits, nor
rounded to whole or half points, nor what a rule or tier printed in the report gives.
Leaves alone: 86.2 % scored 8.62 or 9; 102 % scored in full; blank scores, forms without a weight.
Limits: a printed rule that is no list of tiers is not recomputed: then the score is not evaluated.
"""

from collections.abc import Iterator
from decimal import Decimal

from checks._execution import Scoring, earned, fits, scorings, tier_points
from checks._model import Check, Finding, Interval, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._numbers import distance, relative, shown
from checks._rates import HUNDRED, overrun_group
from extractors.model import Number, Report


def execution_scores(report: Report, _: Parameters) -> Iterator[Scoring]:
    yield from scorings(report)


def examine(scoring: Scoring) -> Iterator[Outcome]:
    score, weight = scoring.score, scoring.weight
    if score is None or weight is None:
        yield NotEvaluated(scoring.subject, "得分或分值未印出", scoring.operands)
        return
    tier = tier_points(scoring.rules, scoring.percents[0])
    if fits(scoring, score, weight):
        yield Passed(scoring.subject, product(scoring, weight, score, "→"), scoring.operands)
    elif tier is not None and tier == score.value:
        yield Passed(scoring.subject, f"{rate_of(scoring)} → {shown(tier)}（按报告所印档次）", scoring.operands)
    elif scoring.rules and tier is None:
        yield NotEvaluated(scoring.subject, "报告另有执行率计分规则，未能重算", scoring.operands)
    else:
        yield finding(scoring, score, weight, tier)


def rate_of(scoring: Scoring) -> str:
    return f"{shown(round(scoring.percents[0], 4))}%"


def product(scoring: Scoring, weight: Number, score: Number, sign: str) -> str:
    """min(105.81%, 100%) × 10 = 10 ≠ 9."""
    value = shown(round(earned(scoring.percents[0], weight.value), 4))
    rate = rate_of(scoring)
    capped = f"min({rate}, 100%)" if scoring.percents[0] > HUNDRED else rate
    tail = "" if value == shown(score.value) else f" {sign} {shown(score.value)}"
    return f"{capped} × {shown(weight.value)} = {value}{tail}"


def finding(scoring: Scoring, score: Number, weight: Number, tier: Decimal | None) -> Finding:
    values = [tier] if tier is not None else [round(earned(p, weight.value), 4) for p in scoring.percents]
    expected = Interval(min(values), max(values))
    gap = distance(score.value, expected)
    is_over = scoring.percents[0] > HUNDRED
    page = scoring.operands[0].place.page
    tried = [f"{shown(round(p, 4))}%得{shown(value)}分" for p, value in zip(scoring.percents, values, strict=False)]
    is_split = tier is None and len(dict.fromkeys(values)) > 1
    readings = f"（按所印比率{tried[0]}，按金额重算{tried[1]}，均不符）" if is_split else ""
    rule = "按报告所印档次" if tier is not None else "按执行率×分值（不超过满分）"
    rule_en = "by the printed tiers" if tier is not None else "as min(rate, 100 %) x weight"
    return Finding(
        subject=scoring.subject,
        severity=Severity.WARNING,
        message=Message(
            f"“{scoring.label}”执行率{rate_of(scoring)}，分值{weight.text}，得分印为{score.text}（第{page}页），"
            f"{rule}应为{shown(expected.high)}，相差{shown(abs(gap))}分{readings}，报告中未见其他计分规则",
            f"{scoring.label}: execution rate {rate_of(scoring)}, weight {weight.text}, score {score.text} (p. {page})"
            f"; {rule_en} it would be {shown(expected.high)}, {shown(abs(gap))} points off; no other rule is printed",
        ),
        operands=scoring.operands,
        reported=score.text,
        expected=expected,
        difference=gap,
        relative=relative(gap, expected),
        formula=product(scoring, weight, score, "≠")
        if tier is None
        else f"{rate_of(scoring)} → {shown(tier)} ≠ {shown(score.value)}",
        group=overrun_group(scoring.form_name, scoring.form, scoring.row_label) if is_over else "",
        fact=f"row:{scoring.subject}",
    )


CHECK = Check(
    code="SCORE003",
    name="execution-score",
    title=Message("执行率得分与执行率不相符", "The execution score does not follow from the rate"),
    severity=Severity.WARNING,
    subjects=execution_scores,
    examine=examine,
    doc=__doc__ or "",
)
