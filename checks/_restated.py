"""Figures of the prose that restate a field of a form: which field, whether they agree, and how that is said."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from checks._forms import COLUMNS, COLUMNS_EN, form_names, indicator_name
from checks._model import Finding, Message, NotEvaluated, Operand, Outcome, Passed, Severity
from checks._numbers import amount, interval, is_meeting, is_truncated, shown, shown_interval
from checks._phrases import counted, operand
from extractors.model import Claim, Entry, Form, FundRow, Group, Indicator, Number, Report, Task, resolve

Row = FundRow | Task | Indicator | Group
WHOLE_STEP = Decimal(1)
# A bare rate up to here may be a share of one.
SHARE_MOST = Decimal(2)
FIELDS = {
    **COLUMNS,
    "total": "总分",
    "grade": "评价等级",
    "rate": "执行率",
    "weight": "分值",
    "score": "得分",
    "target": "指标值",
    "actual": "实际完成值",
    "budget": "预算资金",
    "budget_fiscal": "预算资金（财政）",
    "executed_fiscal": "执行数（财政）",
}
FIELDS_EN = {
    **COLUMNS_EN,
    "budget": "budget",
    "budget_fiscal": "fiscal budget",
    "executed_fiscal": "fiscal spending",
}


class Match(StrEnum):
    """How two printings of one figure compare."""

    SAME = "same"
    CUT = "cut"
    LAST_DIGIT = "last digit"
    SCALE = "scale"
    DIFFERENT = "different"
    OTHER_KIND = "other kind"


class Field(NamedTuple):
    """A field of a form that a claim is about: where it stands and what it is called."""

    form_name: str
    form: Form
    row: Row | None
    name: str
    subject: str
    label: str
    entry: Entry


class Restated(NamedTuple):
    """A claim with the field that it restates; `known` are the field's other figures that the claim may mean."""

    claim: Claim
    said: Number
    field: Field
    printed: Number
    known: tuple[Entry, ...]


def field_of(report: Report, claim: Claim) -> Field | None:
    """The field that a claim's path names."""
    entry = resolve(report, claim.about)
    steps = claim.about.split("/")
    if entry is None or len(steps) < 3 or steps[0] != "forms":
        return None
    form = report.forms[int(steps[1])]
    name = form_names(report)[int(steps[1])]
    row: Row | None = getattr(form, steps[2])[int(steps[3])] if len(steps) > 4 else None
    label, word = row_label(row), FIELDS.get(steps[-1], steps[-1])
    block = {"budget": "资金", "tasks": "任务", "indicators": "指标", "groups": "分组"}.get(steps[2], "")
    subject = "/".join(filter(None, (name, block, label, word)))
    return Field(name, form, row, steps[-1], subject, f"{label}{word}", entry)


def row_label(row: Row | None) -> str:
    match row:
        case FundRow():
            return row.label
        case Task() | Group():
            return row.name
        case Indicator():
            return indicator_name(row)
    return ""


def restated(report: Report, kinds: frozenset[str], names: frozenset[str]) -> Iterator[Restated]:
    """Every claim of these kinds about one of these fields, where both have a figure."""
    for claim in report.claims:
        if claim.kind in kinds and claim.number and claim.about:
            field = field_of(report, claim)
            if field and field.name in names and field.entry.number and field.entry.place != claim.place:
                yield Restated(claim, claim.number, field, as_said(claim, field), neighbours(field))


def as_said(claim: Claim, field: Field) -> Number:
    """The field's figure; a rate printed as a share (0.97) in per cent where the prose tells it so."""
    assert claim.number
    assert field.entry.number
    printed = field.entry.number
    is_bare = field.name == "rate" and not re.search(r"[%％]", printed.text) and printed.value <= SHARE_MOST
    if not is_bare or claim.number.value <= SHARE_MOST or "%" not in claim.number.unit:
        return printed
    return replace(printed, value=printed.value * 100, step=printed.step * 100)


def neighbours(field: Field) -> tuple[Entry, ...]:
    """The figures of one kind that a careless sentence may mean instead: the row's; for the whole, the block's."""
    row, form = field.row, field.form
    if not isinstance(row, FundRow):
        return ()
    rows = form.budget if not row.parent else (row,)
    found = (
        entry
        for one in rows
        for entry in ((one.rate,) if field.name == "rate" else (one.initial, one.annual, one.executed))
    )
    return tuple(entry for entry in found if entry and entry.number and entry is not field.entry)


def compare(said: Number, printed: Number, is_exact: bool = False) -> Match:
    """How two printings of one figure compare; `is_exact` for scores and counts, which nobody rounds."""
    left, right = aligned(said, printed)
    if left is None or right is None:
        return Match.OTHER_KIND
    if said.is_approximate or printed.is_approximate or said.upper is not None or printed.upper is not None:
        return Match.SAME if is_meeting(amount(left), amount(right)) else scaled(left, right)
    if left.amount == right.amount or is_bound_kept(left, right):
        return Match.SAME
    steps = (left.step * left.factor, right.step * right.factor)
    if steps[0] != steps[1]:
        return coarse(left, right, is_exact)
    if abs(left.amount - right.amount) == steps[0] and left.step < WHOLE_STEP and not is_exact:
        return Match.LAST_DIGIT
    return scaled(left, right)


def is_bound_kept(said: Number, printed: Number) -> bool:
    """Whether a bound in words (超过100%) holds for the figure: it restates no figure of its own."""
    if printed.operator:
        return False
    return (said.operator == ">" and printed.amount > said.amount) or (
        said.operator == "<" and printed.amount < said.amount
    )


def coarse(left: Number, right: Number, is_exact: bool = False) -> Match:
    """The same for figures of different precision: the coarser may be the finer one rounded or cut.

    A point of 12.00 that is exact is no 11 that was cut off.
    """
    if is_meeting(amount(left), amount(right)):
        return Match.SAME
    rough, fine = sorted((left, right), key=lambda n: n.step * n.factor, reverse=True)
    span = interval(fine)
    ratio = fine.factor / rough.factor
    if is_exact and abs(fine.value * ratio - rough.value) >= rough.step:
        return scaled(left, right)
    return Match.CUT if is_truncated(rough, type(span)(span.low * ratio, span.high * ratio)) else scaled(left, right)


def scaled(left: Number, right: Number) -> Match:
    """Whether two amounts of money differ by the size of their units alone."""
    if left.factor >= 1 and right.amount and is_money(left) and is_money(right):
        ratio = left.amount / right.amount
        if any(abs(ratio / power - 1) < Decimal("0.0005") for power in SCALES):
            return Match.SCALE
    return Match.DIFFERENT


SCALES = tuple(Decimal(10) ** power for power in (4, -4, 8, -8))


def aligned(said: Number, printed: Number) -> tuple[Number | None, Number | None]:
    """Both figures where they can be held together: of one kind, or one of them without a unit."""
    if kind_of(said) == kind_of(printed):
        return said, printed
    if not said.unit:
        return said_as(said, printed), printed
    if not printed.unit:
        return said, said_as(printed, said)
    return None, None


def said_as(bare: Number, like: Number) -> Number:
    """A bare figure read in the unit of the other one."""
    return Number(
        bare.text,
        bare.value,
        like.unit,
        like.factor,
        bare.step,
        bare.operator,
        bare.upper,
        bare.is_approximate,
        bare.place,
    )


def is_money(number: Number) -> bool:
    return number.unit.endswith("元") or number.unit in {"万", "亿"}


def kind_of(number: Number) -> str:
    if is_money(number):
        return "money"
    if number.factor < 1 or number.unit in {"百分比", "个百分点"}:
        return "share"
    return number.unit.lstrip("万亿")


def judge(given: Restated, severity: Severity, is_exact: bool = False, fact: str = "") -> Iterator[Outcome]:
    """The outcome of one restatement: it agrees, it cannot be told, or the two contradict each other."""
    match = compare(given.said, given.printed, is_exact)
    facts = (counted("prose", given.said), operand("form", given.field.entry))
    subject = f"{given.field.subject}（正文）"
    if match is Match.SAME:
        yield Passed(subject, f"正文 {given.said.text} = 表 {given.field.entry.text}", facts)
        return
    other = next((e for e in given.known if e.number and compare(given.said, e.number) is Match.SAME), None)
    if other:
        yield NotEvaluated(
            subject, f"正文 {given.said.text} 与同一资金表的另一数 {other.text} 相同，所指不能确定", facts
        )
    elif not given.claim.is_sure:
        yield NotEvaluated(subject, "正文所指不能确定", facts)
    elif match is Match.OTHER_KIND:
        yield NotEvaluated(subject, f"单位不同：{given.said.text} 与 {given.field.entry.text}", facts)
    else:
        yield contradiction(given, match, severity, facts, fact)


def contradiction(given: Restated, match: Match, severity: Severity, facts: tuple[Operand, ...], fact: str) -> Finding:
    said, printed = given.said, given.printed
    left, right = aligned(said, printed)
    assert left
    assert right
    gap = (left.amount - right.amount) / left.factor
    is_slight = match in {Match.CUT, Match.LAST_DIGIT}
    hint = Message("，为截断或末位舍入之差", ", cut off or rounded otherwise") if is_slight else Message("", "")
    name, name_en = given.field.label, FIELDS_EN.get(given.field.name, given.field.name)
    row = row_label(given.field.row)
    unit = "个百分点" if "%" in {said.unit, printed.unit} else said.unit or printed.unit
    unit_en = " points" if unit == "个百分点" else unit
    base = abs(right.amount / left.factor)
    return Finding(
        subject=f"{given.field.subject}（正文）",
        severity=Severity.INFO if is_slight else severity,
        message=Message(
            f"正文写“{name}”{said.text}（第{said.place.page}页），表中为{given.field.entry.text}"
            f"（第{printed.place.page}页 {given.field.form_name}），相差{shown(abs(gap))}{unit}{hint.zh}",
            f"the prose gives {row or 'the'} {name_en} as {said.text} (p. {said.place.page}), the form as "
            f"{given.field.entry.text} (p. {printed.place.page}): {shown(abs(gap))}{unit_en} apart{hint.en}",
        ),
        operands=facts,
        reported=said.text,
        expected=shown_interval(interval(printed)) if kind_of(said) != kind_of(printed) else interval_in(printed, left),
        difference=gap,
        relative=abs(gap) / base if base else None,
        formula=f"正文 {said.text} ≠ 表 {given.field.entry.text}",
        fact=fact,
    )


def interval_in(printed: Number, like: Number) -> str:
    """What the form's figure stands for, in the unit of the prose's."""
    span, ratio = interval(printed), printed.factor / like.factor
    return shown_interval(type(span)(span.low * ratio, span.high * ratio))
