"""A target was met, yet points were taken off without a reason.

Why: a deduction that the two values do not explain must be explained in words.
Flags: a figure that meets its target, a score below the weight, and no reason in the row or in the prose about it.
Leaves alone: rows with a reason; qualitative targets; targets that were missed or cannot be compared.
Limits: whether a reason is good is not judged.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._model import Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._phrases import clipped, quoted
from checks._reasons import Explanation, reasons_about
from checks._targets import Aim, Standing, aims
from extractors.model import Report


class Deducted(NamedTuple):
    """A met target that lost points, and the reason given."""

    aim: Aim
    why: Explanation | None


def deducted(report: Report, _: Parameters) -> Iterator[Deducted]:
    for aim in aims(report):
        if aim.standing is Standing.MET and aim.points and aim.points[0] < aim.points[1]:
            own = Explanation(aim.reason.text, aim.reason.place) if aim.reason else None
            yield Deducted(aim, own or next(reasons_about(report, aim.form, (aim.name,)), None))


def examine(given: Deducted) -> Iterator[Outcome]:
    aim, why = given
    assert aim.points
    score, weight = aim.points
    if why:
        facts = (*aim.facts, quoted("reason", why.text, why.place))
        yield Passed(f"{aim.subject}/扣分", f"{score} < {weight}，原因：{clipped(why.text)}", facts)
        return
    page = aim.target.place.page
    yield Finding(
        subject=f"{aim.subject}/扣分",
        severity=Severity.WARNING,
        message=Message(
            f"“{aim.name}”目标{aim.target.text}、实际{aim.actual.text}，已达到目标而得{score}/{weight}分（第{page}页），未见原因",
            f"{aim.name}: target {aim.target.text}, actual {aim.actual.text}, met, yet {score} of {weight} points "
            f"(p. {page}), no reason",
        ),
        operands=aim.facts,
        reported=str(score),
        expected=str(weight),
        difference=score - weight,
        relative=(weight - score) / weight,
        formula=f"{aim.actual.text} 达到 {aim.target.text}，{score} < {weight}",
        fact=f"row:{aim.subject}/得分",
    )


CHECK = Check(
    code="GOAL002",
    name="met-deducted",
    title=Message("达到目标而扣分且无原因", "A met target lost points without a reason"),
    severity=Severity.WARNING,
    subjects=deducted,
    examine=examine,
    doc=__doc__ or "",
)
