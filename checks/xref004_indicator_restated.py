"""An indicator's target or result in the text is not the one in its row.

Why: the text tells what the row proves; two figures for one indicator prove nothing.
Flags: a target or actual value in the prose that differs from its row; a quantity in a goal or outcome text that
differs from the indicator of the same name and unit.
Leaves alone: rounding; an indicator of the same name at another level or in another block; names that occur twice;
values in words; a quantity whose clause names no indicator.
Limits: a goal that sums up several indicators is compared only where it has the name of one.
"""

import re
from collections.abc import Iterator

from checks._forms import indicator_name, rows_of
from checks._model import Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._numbers import interval, shown, shown_interval
from checks._phrases import counted, operand
from checks._quantities import Quantity, quantities
from checks._restated import Match, Restated, compare, judge, restated
from extractors.model import Indicator, Report

KINDS = frozenset({"target", "actual", "figure", "rate", "count", "amount"})
FIELDS = frozenset({"target", "actual"})
LEVEL = re.compile(r"([一二])级指标[“”：:]?$")


def statements(report: Report, _: Parameters) -> Iterator[Restated | Quantity]:
    yield from restated(report, KINDS, FIELDS)
    yield from quantities(report)


def examine(given: Restated | Quantity) -> Iterator[Outcome]:
    if isinstance(given, Quantity):
        yield from judge_quantity(given)
    elif reason := doubt(given):
        facts = (counted("prose", given.said), operand("form", given.field.entry))
        yield NotEvaluated(f"{given.field.subject}（正文）", reason, facts)
    else:
        yield from judge(given, Severity.ERROR)


def doubt(given: Restated) -> str:
    """Why a figure that differs may belong to something else; "" where it agrees or is surely the row's."""
    row = given.field.row
    if not isinstance(row, Indicator) or compare(given.said, given.printed) is Match.SAME:
        return ""
    name = indicator_name(row)
    before = given.claim.sentence.partition(name)[0]
    level = LEVEL.search(before)
    if level and name != (row.level1 if level[1] == "一" else row.level2):
        return f"正文所指为{level[1]}级指标，与本行不是同一指标"
    if sum(indicator_name(one) == name for one in rows_of(given.field.form)) > 1:
        return "表中有同名指标"
    return "正文写的像是另一栏的数" if is_other_column(given, row) else ""


def is_other_column(given: Restated, row: Indicator) -> bool:
    """Whether the figure is the row's other value and the words fit that one: an operator, 实际, 完成."""
    other = row.target if given.field.name == "actual" else row.actual
    if other is None or other.number is None or compare(given.said, other.number) is not Match.SAME:
        return False
    if given.field.name == "actual":
        return bool(given.said.operator)
    return bool(re.search(r"实际|完成|达", given.claim.context))


def judge_quantity(given: Quantity) -> Iterator[Outcome]:
    said, printed, clause = given.number, given.printed, given.spot.claim.sentence[:40]
    facts = (counted("text", said), operand("indicator", given.entry))
    match = compare(said, printed)
    if match is Match.SAME:
        yield Passed(given.subject, f"{said.text} = {given.entry.text}", facts)
    elif match is Match.DIFFERENT and given.spot.claim.is_sure:
        gap = (said.amount - printed.amount) / said.factor
        name = indicator_name(given.row)
        yield Finding(
            subject=f"{given.subject}（文字）",
            severity=Severity.ERROR,
            message=Message(
                f"文字写“{clause}”（第{said.place.page}页），指标“{name}”为{given.entry.text}"
                f"（第{printed.place.page}页），相差{shown(abs(gap))}{said.unit}",
                f"the text says {said.text} (p. {said.place.page}), the indicator {name} {given.entry.text} "
                f"(p. {printed.place.page}): {shown(abs(gap))}{said.unit} apart",
            ),
            operands=facts,
            reported=said.text,
            expected=shown_interval(interval(printed)),
            difference=gap,
            relative=abs(gap * said.factor / printed.amount) if printed.amount else None,
            formula=f"{said.text} ≠ {given.entry.text}",
        )


CHECK = Check(
    code="XREF004",
    name="indicator-restated",
    title=Message("正文与指标行的目标值或完成值不一致", "An indicator's value in the text differs from its row"),
    severity=Severity.ERROR,
    subjects=statements,
    examine=examine,
    doc=__doc__ or "",
)
