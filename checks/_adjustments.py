"""The whole of a fund block and what the report says of its adjustment."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._forms import indicator_name, named_forms, rows_of, top_row
from checks._model import Operand
from checks._phrases import operand
from checks._reasons import Explanation, sentences, why_over
from checks._text import packed
from extractors.model import Entry, Form, FundRow, Number, Report

ADJUSTMENT = re.compile(r"预算(总体)?调整率|调整率")
STATED = re.compile(r"预算(?:总体)?调整率(?:实际)?(?:完成值?)?(?:仅)?(?:为|是|：|:)?#$")
# The same in words. 内部未调整 and 用途未调整 deny another thing.
UNADJUSTED = re.compile(
    r"(?:^|[，。；：])(?:[^，。；：]{0,6}(?:全年|年度|当年|本年度?|年中|项目|部门|年内|执行中))?(?:(?:年初)?预算(?:全年|年中|当年|执行中)?(?:未|没有|无)(?:再|作|做|进行|发生|有|予以)?(?:任何)?(?:调整|追加|调增)"
    r"|(?:未|没有)(?:对)?(?:再|作|做|进行|发生|办理)?(?:任何)?(?:预算(?:进行|作)?(?:调整|追加|调增)|(?:调整|追加|调增)(?:年初|部门|项目)?预算)|预算(?:总体)?调整率(?:为|是)?零)(?=[，。；：]|$)"
)
INSIDE = re.compile(r"(内部|科目间|项目间|总额内|总量内).{0,8}(调剂|调整)|(总额|总量|总预算)(保持)?(不变|未变)")


class Budget(NamedTuple):
    """The whole of a fund block with its adjustment, where either is printed."""

    subject: str
    form: Form
    form_name: str
    row: FundRow
    annual: tuple[Entry, Number]
    executed: tuple[Entry, Number]
    initial: Entry | None
    adjustment: Entry | None
    why: Explanation | None

    @property
    def is_zero(self) -> bool:
        """Whether the adjustment rate is printed as 0."""
        return bool(self.adjustment and self.adjustment.number and self.adjustment.number.value == 0)

    @property
    def operands(self) -> tuple[Operand, ...]:
        named = (
            ("adjustment", self.adjustment),
            ("actual", self.executed[0]),
            ("budget", self.annual[0]),
            ("initial", self.initial),
        )
        return tuple(operand(role, entry) for role, entry in named if entry and entry.number)


def budgets(report: Report) -> Iterator[Budget]:
    """Every whole with a full-year budget, spending, and an adjustment rate or an initial budget."""
    for name, form in named_forms(report):
        row = top_row(form)
        if row is None or not (row.annual and row.annual.number and row.executed and row.executed.number):
            continue
        adjustment = adjustment_of(form) or stated_adjustment(report, form)
        if adjustment or (row.initial and row.initial.number):
            annual, executed = (row.annual, row.annual.number), (row.executed, row.executed.number)
            why = why_over(report, form, row) or moved_inside(report)
            yield Budget(f"{name}/预算调整率", form, name, row, annual, executed, row.initial, adjustment, why)


def adjustment_of(form: Form) -> Entry | None:
    """The actual value of the adjustment rate among the indicators."""
    rows = (row.actual for row in rows_of(form) if ADJUSTMENT.search(indicator_name(row)))
    return next((entry for entry in rows if entry and entry.number), None)


def stated_adjustment(report: Report, form: Form) -> Entry | None:
    """The adjustment rate that the prose states; of the form where it is the only one with a fund block."""
    if [one for one in report.forms if one.budget] != [form]:
        return None
    for claim in report.claims:
        is_own = claim.source in {"prose", "result"} and claim.period in {"", form.year}
        if is_own and claim.number and claim.is_sure and STATED.search(claim.context):
            return Entry(claim.number.text, claim.number.place, claim.number)
    return denied_adjustment(report)


def denied_adjustment(report: Report) -> Entry | None:
    """A sentence that says that the budget was not adjusted: a rate of 0 in words."""
    for sentence in sentences(report):
        if found := UNADJUSTED.search(packed(sentence.text)):
            text = found.group().lstrip("，。；：")
            none = Number(text, Decimal(0), "%", Decimal("0.01"), Decimal(1), place=sentence.place)
            return Entry(text, sentence.place, none)
    return None


def moved_inside(report: Report) -> Explanation | None:
    found = (s for s in sentences(report) if INSIDE.search(s.text))
    return next((Explanation(s.text, s.place) for s in found), None)
