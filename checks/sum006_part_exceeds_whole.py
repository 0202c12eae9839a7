"""A part is larger than the whole it belongs to.

Why: no 其中 amount can be more than what it is a part of, however the rest is split.
Flags: a row of the fund block above the row it splits, also where the whole is printed as 0; the 财政资金 of a task
above its amount; in prose an amount behind 其中 above the one that it splits.
Leaves alone: rounding of the printed digits; blank cells; rows beside a negative one (调减), which others make up for.
Limits: parts that only together exceed the whole are left to SUM004; in prose only money is judged, and only where no
other amount of the sentence may be the whole.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import COLUMNS, named_forms
from checks._funds import printed_terms, splits, term
from checks._model import ACCOUNTS, Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._numbers import scale, shown
from checks._phrases import operand, placed
from checks._precision import UNIT_OPEN, is_unit_open, loose
from checks._sums import Term
from checks._told_parts import told_parts
from extractors.model import Entry, Report, Task


class Nested(NamedTuple):
    """A part and its whole; `fact` is that of the sum they belong to, `doubt` why the part may be larger."""

    subject: str
    what: str
    whole: Term
    part: Term
    fact: str = ""
    doubt: str = ""


def nested_parts(report: Report, _: Parameters) -> Iterator[Nested]:
    for split in splits(report):
        if whole := term(split.whole, split.column, "whole"):
            parts = printed_terms(split)
            is_offset = whole.amount < 0 or any(part.amount < 0 for part in parts)
            doubt = "总额或同级有负数，部分可以大于总额" if is_offset else ""
            for part in parts:
                subject = f"{split.subject}/{part.name}"
                yield Nested(subject, COLUMNS[split.column], whole, part, f"fund:{split.subject}", doubt)
    for name, form in named_forms(report):
        for task in form.tasks:
            yield from fiscal_parts(name, task)
    for one in told_parts(report):
        yield Nested(f"正文/{one.whole.name}/{one.part.name}", "正文", one.whole, one.part, "", one.doubt)


def fiscal_parts(name: str, task: Task) -> Iterator[Nested]:
    """The 其中：财政资金 columns of a task."""
    pairs = (("预算资金", task.budget, task.budget_fiscal), ("执行数", task.executed, task.executed_fiscal))
    for title, whole, part in pairs:
        if whole and part and whole.number and part.number:
            subject = f"{name}/任务/{task.name}/{title}/财政资金"
            yield Nested(subject, title, as_term(task.name, "whole", whole), as_term("财政资金", "part", part))


def as_term(name: str, role: str, entry: Entry) -> Term:
    assert entry.number
    return Term(name, operand(role, entry), entry.number)


def examine(nested: Nested) -> Iterator[Outcome]:
    whole, part = nested.whole, nested.part
    operands = (part.operand, whole.operand)
    values = f"{shown(part.number.value)} {{}} {shown(whole.amount / part.number.factor)}"
    limit = scale(loose(whole.number), 1 / part.number.factor)
    doubt = UNIT_OPEN if is_unit_open((whole.number, part.number)) else nested.doubt
    if doubt != UNIT_OPEN and loose(part.number).low <= loose(whole.number).high:
        yield Passed(nested.subject, values.format("<=" if part.amount <= whole.amount else "≈"), operands)
        return
    if doubt:
        yield NotEvaluated(nested.subject, doubt, operands)
        return
    gap = part.number.value - limit.high
    small, large = placed(f"“{part.name}”", part.operand), placed(f"“{whole.name}”", whole.operand)
    apart = shown((part.amount - whole.amount) / part.number.factor)
    yield Finding(
        subject=nested.subject,
        severity=Severity.ERROR,
        message=Message(
            f"{nested.what}：其中的{small.zh}大于{large.zh}，多{apart}{part.number.unit}",
            f"{nested.what}: the part{small.en} exceeds its whole{large.en} by {apart}{part.number.unit}",
        ),
        operands=operands,
        reported=part.number.text,
        expected=f"≤{shown(limit.high)}",
        difference=gap,
        relative=gap / limit.high if limit.high > 0 else None,
        formula=values.format(">"),
        fact=nested.fact,
    )


CHECK = Check(
    code="SUM006",
    name="part-exceeds-whole",
    title=Message("其中一项大于总额", "A part exceeds its whole"),
    severity=Severity.ERROR,
    subjects=nested_parts,
    examine=examine,
    kinds=ACCOUNTS,
    doc=__doc__ or "",
)
