"""Points are lost and no reason is given.

Why: a form asks for the reason of each deviation; a deduction without one cannot be followed.
Flags: a score below its weight where neither the reason cell nor the prose about that row gives a reason (a dash, 无, 0
or the row's own name again are none).
Leaves alone: level totals; bonus rows; an execution score that its own rate explains; forms without a reason column
whose prose or next row names a reason.
Limits: whether a reason is good, and whether the size of the deduction fits it, is not judged.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._deductions import Deduction, deductions
from checks._model import Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._numbers import shown
from checks._phrases import clipped, quoted
from extractors.model import Report


class Lost(NamedTuple):
    """A deduction; kept apart so that the rows with full marks are counted too."""

    row: Deduction


def lost_points(report: Report, _: Parameters) -> Iterator[Lost]:
    for row in deductions(report):
        yield Lost(row)


def examine(lost: Lost) -> Iterator[Outcome]:
    row = lost.row
    gap = row.score.value - row.weight.value
    formula = f"{shown(row.score.value)} < {shown(row.weight.value)}"
    if row.why:
        why = quoted("reason", row.why.text, row.why.place)
        yield Passed(row.subject, f"{formula}，原因：{clipped(row.why.text)}", (*row.operands, why))
    elif row.excuse:
        yield NotEvaluated(row.subject, row.excuse, row.operands)
    else:
        page = row.operands[0].place.page
        yield Finding(
            subject=row.subject,
            severity=Severity.WARNING,
            message=Message(
                f"“{row.label}”得分{row.score.text}低于分值{row.weight.text}（第{page}页），扣{shown(-gap)}分，未见原因",
                f"{row.label}: {row.score.text} of {row.weight.text} points (p. {page}), {shown(-gap)} lost, no reason",
            ),
            operands=row.operands,
            reported=row.score.text,
            expected=shown(row.weight.value),
            difference=gap,
            relative=abs(gap) / row.weight.value,
            formula=formula,
            group=row.group,
            fact=row.fact,
        )


CHECK = Check(
    code="SCORE002",
    name="deducted-no-reason",
    title=Message("扣分未说明原因", "Points are lost without a reason"),
    severity=Severity.WARNING,
    subjects=lost_points,
    examine=examine,
    yields_to=("GOAL001", "GOAL002", "SCORE003"),
    doc=__doc__ or "",
)
