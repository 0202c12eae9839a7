"""A part is larger than the whole it belongs to.

Why: no 其中 amount can be more than what it is a part of, however the rest is split.
Flags: a row of the fund block above the row it splits, also where the whole is printed as 0; the 财政资金 of a task
above its amount.
Leaves alone: rounding of the printed digits; blank cells.
Limits: parts that only together exceed the whole are left to SUM004.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import COLUMNS, named_forms
from checks._funds import printed_terms, splits, term
from checks._model import ACCOUNTS, Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._numbers import scale, shown
from checks._phrases import operand, placed
from checks._precision import loose
from checks._sums import Term
from extractors.model import Entry, Report, Task


class Nested(NamedTuple):
    """A part and its whole; `fact` is that of the sum they belong to."""

    subject: str
    what: str
    whole: Term
    part: Term
    fact: str = ""


def nested_parts(report: Report, _: Parameters) -> Iterator[Nested]:
    for split in splits(report):
        if whole := term(split.whole, split.column, "whole"):
            for part in printed_terms(split):
                subject = f"{split.subject}/{part.name}"
                yield Nested(subject, COLUMNS[split.column], whole, part, f"fund:{split.subject}")
    for name, form in named_forms(report):
        for task in form.tasks:
            yield from fiscal_parts(name, task)


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
    if loose(part.number).low <= loose(whole.number).high:
        yield Passed(nested.subject, values.format("<=" if part.amount <= whole.amount else "≈"), operands)
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
