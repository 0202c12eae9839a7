"""A target was missed, yet the indicator has full marks.

Why: the score says that the target was met, the two values beside it say that it was not.
Flags: an actual value beyond the target's operator (read from wherever the form puts it) or a deadline passed, with a
score as high as the weight; a warning where a reason is printed and no note prescribes proportional points.
Leaves alone: rounding; a target with = or no operator unless both equality and the usual direction fail; ranges; words.
Limits: which way a target without an operator is meant is told from the indicator's name.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._model import Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._phrases import clipped
from checks._proportion import proportion_rules
from checks._reason_words import is_of_excess
from checks._targets import Aim, Standing, aims
from extractors.model import Report


class Scored(NamedTuple):
    """A target that was met or missed, and whether a reason excuses full marks: not where a rule gives proportion."""

    aim: Aim
    is_excused: bool


def scored_aims(report: Report, _: Parameters) -> Iterator[Scored]:
    for aim in aims(report):
        is_figure = aim.target.number is not None and aim.actual.number is not None
        if aim.standing in {Standing.MET, Standing.MISSED} or (is_figure and aim.standing is Standing.UNKNOWN):
            yield Scored(aim, is_explained(aim) and not proportion_rules(report, aim.form))


def is_explained(aim: Aim) -> bool:
    """Whether the row's reason can be one for falling short: that a target was passed is none."""
    goal, done = aim.target.number, aim.actual.number
    is_short = goal is not None and done is not None and done.amount < goal.amount
    return aim.reason is not None and not (is_short and is_of_excess(aim.reason.text))


def examine(given: Scored) -> Iterator[Outcome]:
    aim = given.aim
    subject = f"{aim.subject}/完成情况"
    values = f"{aim.sign if not aim.target.text.startswith(aim.sign) else ''}{aim.target.text}，实际{aim.actual.text}"
    if aim.standing is Standing.UNKNOWN:
        yield NotEvaluated(subject, "目标的方向或单位不能确定，或为一个区间", aim.facts)
    elif aim.standing is Standing.MET:
        yield Passed(subject, f"{values}：达到", aim.facts)
    elif aim.points is None:
        yield NotEvaluated(subject, "未达到目标，但没有得分或分值可供对照", aim.facts)
    elif aim.points[0] < aim.points[1]:
        yield Passed(subject, f"{values}：未达到，已扣分", aim.facts)
    else:
        yield finding(given, subject, values, aim.points)


def finding(given: Scored, subject: str, values: str, points: tuple[Decimal, Decimal]) -> Finding:
    aim, (score, weight) = given.aim, points
    tail = f"，原因：{clipped(aim.reason.text, 30)}" if aim.reason else ""
    page = aim.target.place.page
    both, both_en = readings(aim)
    return Finding(
        subject=subject,
        severity=Severity.WARNING if given.is_excused else Severity.ERROR,
        message=Message(
            f"“{aim.name}”目标{values}，{both}未达到目标而得满分{score}/{weight}（第{page}页）{tail}",
            f"{aim.name}: target {aim.target.text}, actual {aim.actual.text}: missed, yet {score} of {weight} points "
            f"(p. {page}){both_en}",
        ),
        operands=aim.facts,
        reported=aim.actual.text,
        expected=f"{aim.sign}{aim.target.text.lstrip(aim.sign)}" if aim.sign else aim.target.text,
        formula=f"{aim.actual.text} 未达 {aim.target.text}，{score} = {weight}",
        fact=f"row:{aim.subject}/得分",
    )


def readings(aim: Aim) -> Message:
    """Both readings that a target without an operator, or with =, was given."""
    goal, done = aim.target.number, aim.actual.number
    if aim.sign not in {"", "="} or goal is None or done is None:
        return Message("", "")
    way, way_en = ("不高于", "at most") if done.amount > goal.amount else ("不低于", "at least")
    return Message(f"按“等于”和“{way}”两种读法都", f", read as equal to and as {way_en}")


CHECK = Check(
    code="GOAL001",
    name="missed-full-marks",
    title=Message("未达到目标而得满分", "A target was missed but has full marks"),
    severity=Severity.ERROR,
    subjects=scored_aims,
    examine=examine,
    doc=__doc__ or "",
)
