"""The points of a missed target are not in proportion to what was done.

Why: where the form's note gives points in proportion, the two values beside the score say how many.
Flags: a partial score that is neither actual / target x weight (target / actual where less is better) nor its rounding
to the printed digits, to half or to whole points; without such a note for information, where the gap is more than a
fifth of the weight (a parameter) and no reason is printed.
Leaves alone: targets met, words, full marks (GOAL001); forms with another rule (每降低1%扣…, 不得分).
Limits: targets whose direction cannot be told are not evaluated.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._forms import is_execution
from checks._model import Check, Finding, Interval, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._numbers import distance, relative, shown
from checks._proportion import Share, is_given, is_proportional, proportion_rules, shares, step_rules
from checks._reasons import reasons_about
from checks._remarks import remark_below, rule_beside
from checks._targets import Aim, Standing, aims
from extractors.model import Number, Report


class Partial(NamedTuple):
    """A missed target with a score, the ways of proportion, and what else the report says about the points."""

    aim: Aim
    score: Number
    ways: tuple[Share, ...]
    is_ruled: bool
    is_stepped: bool
    is_excused: bool
    large: Decimal


def partials(report: Report, parameters: Parameters) -> Iterator[Partial]:
    for aim in aims(report):
        score = aim.row.score.number if aim.row.score else None
        is_figure = aim.target.number is not None and aim.actual.number is not None
        if aim.standing is not Standing.MISSED or not aim.points or not score or not is_figure:
            continue
        if 0 <= aim.points[0] < aim.points[1] and not is_execution(aim.row):
            rules = proportion_rules(report, aim.form)
            own = rule_beside(report, aim.form, aim.row)
            # The rule in a row of its own holds before the form's note.
            is_own = own is not None and is_proportional(own.text)
            is_stepped = not is_own if own else step_rules(report, aim.form)
            is_excused = aim.reason is not None or any(reasons_about(report, aim.form, (aim.name,)))
            is_excused = is_excused or remark_below(report, aim.form) is not None
            large = aim.points[1] * parameters.large_gap
            yield Partial(aim, score, shares(aim), bool(rules) or is_own, is_stepped, is_excused, large)


def examine(given: Partial) -> Iterator[Outcome]:
    aim, score = given.aim, given.score
    subject = f"{aim.subject}/按比例得分"
    if not given.ways:
        yield NotEvaluated(subject, "指标值或完成值为0或为负，不能按比例折算", aim.facts)
        return
    fitting = next((way for way in given.ways if is_given(score, way)), None)
    gap = min((distance(score.value, way.points) for way in given.ways), key=abs)
    if fitting:
        yield Passed(subject, f"{fitting.formula} = {points(fitting.points)} → {shown(score.value)}", aim.facts)
    elif given.is_stepped:
        yield NotEvaluated(subject, "表中另有计分规则，未能重算", aim.facts)
    elif given.is_ruled:
        yield finding(given, subject, gap, Severity.WARNING)
    elif given.is_excused or abs(gap) <= given.large or not score.value:
        yield NotEvaluated(subject, "报告未规定按比例计分", aim.facts)
    else:
        yield finding(given, subject, gap, Severity.INFO)


def finding(given: Partial, subject: str, gap: Decimal, severity: Severity) -> Finding:
    aim, score = given.aim, given.score
    way = min(given.ways, key=lambda one: abs(distance(score.value, one.points)))
    assert aim.points
    rule = "按表注的比例计分" if severity is Severity.WARNING else "若按比例计分（表中未规定）"
    rule_en = (
        "in proportion, as the note asks," if severity is Severity.WARNING else "in proportion (no note asks for it)"
    )
    tried = "、".join(f"{one.formula} = {points(one.points)}" for one in given.ways)
    page = aim.target.place.page
    return Finding(
        subject=subject,
        severity=severity,
        message=Message(
            f"“{aim.name}”目标{aim.target.text}、实际{aim.actual.text}，分值{aim.points[1]}，得分{score.text}"
            f"（第{page}页），{rule}应为{tried}，相差{shown(round(abs(gap), 2))}分",
            f"{aim.name}: target {aim.target.text}, actual {aim.actual.text}, {score.text} of {aim.points[1]} points "
            f"(p. {page}); {rule_en} it would be {points(way.points)}, {shown(round(abs(gap), 2))} points off",
        ),
        operands=aim.facts,
        reported=score.text,
        expected=way.points,
        difference=gap,
        relative=relative(gap, way.points),
        formula=f"{way.formula} = {points(way.points)} ≠ {shown(score.value)}",
        # Without a rule the missing reason says it all; with one the size of the deduction is a fact of its own.
        fact="" if severity is Severity.WARNING else f"row:{aim.subject}/得分",
    )


def points(span: Interval) -> str:
    """The points in the middle of what proportion allows, to two decimals."""
    return shown(round((span.low + span.high) / 2, 2))


CHECK = Check(
    code="SCORE004",
    name="off-proportion",
    title=Message("得分与完成比例不符", "Points are not in proportion to what was done"),
    severity=Severity.WARNING,
    subjects=partials,
    examine=examine,
    yields_to=("GOAL001", "GOAL002", "SCORE002"),
    thresholds=("large_gap",),
    doc=__doc__ or "",
)
