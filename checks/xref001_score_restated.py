"""A score, a grade or a group's score in the prose is not the one in the form.

Why: a report has one total and one grade; two of them mean that one part was written before the other was changed.
Flags: a total, grade, weight, group score or indicator score in the prose that differs from the field it restates;
without a form, two totals in the prose that differ.
Leaves alone: a total rounded to fewer digits; 优秀 for 优, 良好 for 良; scores of other objects (projects, sub-units).
Limits: a group that the form prints no subtotal for is SUM002's; which of the two is right is not said.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._grade_words import Grade, judge_grade, restated_grades
from checks._model import Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._numbers import shown
from checks._phrases import counted
from checks._restated import Match, Restated, compare, judge, restated
from checks._scores import joined_execution
from extractors.model import Group, Number, Report

POINTS = frozenset({"score", "weight"})
FIELDS = frozenset({"total", "score", "weight"})
TOTALS = frozenset({"总分", "自评得分", "自评总分", "综合得分", "总得分", "评价得分", "最终得分", "总体得分"})


class Totals(NamedTuple):
    """Two totals that prose states where no form has one."""

    first: Number
    second: Number


Subject = Restated | Grade | Totals


def statements(report: Report, _: Parameters) -> Iterator[Subject]:
    yield from restated(report, POINTS, FIELDS)
    yield from restated_grades(report)
    if not any(form.total for form in report.forms) and len(report.forms) < 2:
        stated = (c for c in report.claims if c.kind == "score" and c.subject in TOTALS and c.is_sure)
        totals = [claim.number for claim in stated if claim.number]
        yield from (Totals(totals[0], other) for other in totals[1:])


def examine(given: Subject) -> Iterator[Outcome]:
    match given:
        case Restated():
            fact = given.field.subject if given.field.name == "total" else ""
            joined = with_execution(given)
            if joined is not None and joined == given.said.value:
                said = f"正文 {given.said.text} = 表 {given.field.entry.text} + 预算执行率"
                yield Passed(f"{given.field.subject}（正文）", said, (counted("prose", given.said),))
                return
            yield from judge(given, Severity.ERROR, is_exact=True, fact=fact)
        case Grade():
            yield judge_grade(given)
        case Totals():
            yield judge_totals(given)


def with_execution(given: Restated) -> Decimal | None:
    """The points of a category of management with those of the fund block, which it may count as its own."""
    field = given.field
    if not isinstance(field.row, Group):
        return None
    terms = joined_execution(field.form, field.row.name, "weight" if field.name == "weight" else "score")
    return given.printed.value + sum((term.amount for term in terms), Decimal(0)) if terms else None


def judge_totals(given: Totals) -> Outcome:
    first, second = given
    facts = (counted("first", first), counted("again", second))
    if compare(first, second, is_exact=True) is Match.SAME:
        return Passed("正文/总分", f"{first.text} = {second.text}", facts)
    gap = first.value - second.value
    return Finding(
        subject="正文/总分",
        severity=Severity.ERROR,
        message=Message(
            f"正文两处总分不同：{first.text}（第{first.place.page}页）与{second.text}（第{second.place.page}页）",
            f"two totals in the prose: {first.text} (p. {first.place.page}), {second.text} (p. {second.place.page})",
        ),
        operands=facts,
        reported=first.text,
        expected=shown(second.value),
        difference=gap,
        relative=abs(gap / second.value) if second.value else None,
        formula=f"{first.text} ≠ {second.text}",
    )


CHECK = Check(
    code="XREF001",
    name="score-restated",
    title=Message("正文与表中的得分或等级不一致", "A score or grade in the prose differs from the form"),
    severity=Severity.ERROR,
    subjects=statements,
    examine=examine,
    yields_to=("SUM001",),
    doc=__doc__ or "",
)
