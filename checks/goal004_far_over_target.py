"""The actual value is more than 30 % beyond the target and nothing is said about it.

Why: a target that is passed so far was set too low, or the figure counts something else.
Flags: a target with ≥ or > whose actual value is more than 30 % (a parameter) above it, with no comment.
Leaves alone: percentages; targets below 10 (a parameter); targets without an operator or with ≤; rows with a comment in
the row or in the prose that names them.
Limits: 30 % is the office's usual limit, not arithmetic.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._model import Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._numbers import shown
from checks._reasons import reasons_about
from checks._targets import SHARE_UNITS, Aim, Standing, aims, span
from extractors.model import Report


class Reach(NamedTuple):
    """A target to be reached, how many times it was, and whether the report speaks of it."""

    aim: Aim
    times: Decimal
    most: Decimal
    is_told: bool


def reaches(report: Report, parameters: Parameters) -> Iterator[Reach]:
    for aim in aims(report):
        goal, done = aim.target.number, aim.actual.number
        if goal is None or done is None or aim.standing is not Standing.MET or aim.sign not in {"≥", ">"}:
            continue
        column = aim.row.target_unit.text if aim.row.target_unit else ""
        if goal.value >= parameters.small_target and not {goal.unit, done.unit, column} & SHARE_UNITS:
            is_told = aim.reason is not None or any(reasons_about(report, aim.form, (aim.name,)))
            yield Reach(aim, span(goal, done)[0] / goal.value, 1 + parameters.far_over_target, is_told)


def examine(given: Reach) -> Iterator[Outcome]:
    aim, times = given.aim, shown(round(given.times, 2))
    if given.times <= given.most or given.is_told:
        tail = "，有说明" if given.times > given.most else ""
        yield Passed(f"{aim.subject}/超额", f"{aim.actual.text} / {aim.target.text} = {times}{tail}", aim.facts)
        return
    page = aim.target.place.page
    yield Finding(
        subject=f"{aim.subject}/超额",
        severity=Severity.WARNING,
        message=Message(
            f"“{aim.name}”目标{aim.target.text}，实际{aim.actual.text}，为目标的{times}倍（第{page}页），未作说明",
            f"{aim.name}: target {aim.target.text}, actual {aim.actual.text}, {times} times (p. {page}), no comment",
        ),
        operands=aim.facts,
        reported=aim.actual.text,
        expected=f"≤ {shown(given.most)} × {aim.target.text}",
        relative=given.times - given.most,
        formula=f"{aim.actual.text} / {aim.target.text} = {times} > {shown(given.most)}",
    )


CHECK = Check(
    code="GOAL004",
    name="far-over-target",
    title=Message("实际完成值远超目标且无说明", "The actual value is far beyond the target"),
    severity=Severity.WARNING,
    subjects=reaches,
    examine=examine,
    thresholds=("far_over_target", "small_target"),
    doc=__doc__ or "",
)
