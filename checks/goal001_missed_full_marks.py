"""A target was missed, yet the indicator has full marks.

Why: the score says that the target was met, the two values beside it say that it was not.
Flags: an actual value beyond the target's operator (read from wherever the form puts it) or a deadline passed, with a
score as high as the weight; a warning where a reason is printed and no note prescribes proportional points.
Leaves alone: rounding; a target with = or no operator unless both equality and the usual direction fail; ranges; words.
Limits: which way a target without an operator is meant is told from the indicator's name.
"""

from collections.abc import Iterator

from checks._model import Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._phrases import clipped
from checks._targets import Aim, Standing, aims, is_proportional
from extractors.model import Report


def scored_aims(report: Report, _: Parameters) -> Iterator[Aim]:
    yield from (aim for aim in aims(report) if aim.points and aim.standing in {Standing.MET, Standing.MISSED})


def examine(aim: Aim) -> Iterator[Outcome]:
    assert aim.points
    score, weight = aim.points
    values = f"{aim.sign if not aim.target.text.startswith(aim.sign) else ''}{aim.target.text}，实际{aim.actual.text}"
    if aim.standing is Standing.MET or score < weight:
        state = "达到" if aim.standing is Standing.MET else "未达到，已扣分"
        yield Passed(f"{aim.subject}/完成情况", f"{values}：{state}", aim.facts)
        return
    is_excused = aim.reason is not None and not is_proportional(aim.form)
    tail = f"，原因：{clipped(aim.reason.text, 30)}" if aim.reason else ""
    page = aim.target.place.page
    yield Finding(
        subject=f"{aim.subject}/完成情况",
        severity=Severity.WARNING if is_excused else Severity.ERROR,
        message=Message(
            f"“{aim.name}”目标{values}，未达到目标而得满分{score}/{weight}（第{page}页）{tail}",
            f"{aim.name}: target {aim.target.text}, actual {aim.actual.text}: missed, yet {score} of {weight} points "
            f"(p. {page})",
        ),
        operands=aim.facts,
        reported=aim.actual.text,
        expected=f"{aim.sign}{aim.target.text.lstrip(aim.sign)}" if aim.sign else aim.target.text,
        formula=f"{aim.actual.text} 未达 {aim.target.text}，{score} = {weight}",
        fact=f"row:{aim.subject}/得分",
    )


CHECK = Check(
    code="GOAL001",
    name="missed-full-marks",
    title=Message("未达到目标而得满分", "A target was missed but has full marks"),
    severity=Severity.ERROR,
    subjects=scored_aims,
    examine=examine,
    doc=__doc__ or "",
)
