"""A whole of the fund block differs from its printed parts.

Why: the fund block splits one amount by source and by structure; each split must give the whole, column by column.
Flags: parts that are all there (其他资金 or both 基本支出 and 项目支出 are among them, or another column closes) and do
not add up; parts that add up to more than the whole.
Leaves alone: an empty part, which is unknown unless the others close the sum; parts that differ by the rounding of
their printed digits; a selection (其中：财政拨款 alone); rows that split another part.
Limits: a single part above the whole is left to SUM006, as is a whole of 0 beside parts. Where figures with fewer
digits would have to be rounded, the row is for information only.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import COLUMNS, COLUMNS_EN
from checks._funds import FUND_COLUMNS, Split, printed_terms, splits, term
from checks._model import Check, Message, NotEvaluated, Outcome, Parameters, Severity
from checks._precision import UNIT_OPEN, Fit, is_unit_open, loose, tight
from checks._sums import Sum, Term, contradiction, excess, fit, passed, with_readings
from extractors.model import Report


class Budget(NamedTuple):
    """A split and what the same split does in the other columns."""

    split: Split
    whole: Term
    is_closed_elsewhere: bool


def budgets(report: Report, _: Parameters) -> Iterator[Budget]:
    for split in splits(report):
        whole = term(split.whole, split.column, "whole")
        if whole and printed_terms(split):
            others = (split._replace(column=column) for column in FUND_COLUMNS if column != split.column)
            yield Budget(split, whole, any(map(is_closing, others)))


def is_closing(split: Split) -> bool:
    """Whether two printed parts or more make up the whole in a column that is not all 0."""
    whole, parts = term(split.whole, split.column, "whole"), printed_terms(split)
    return bool(whole and whole.amount and len(parts) > 1 and fit(make(split, whole, parts)) is Fit.CLOSES)


def examine(budget: Budget) -> Iterator[Outcome]:
    split, whole = budget.split, budget.whole
    parts = printed_terms(split)
    sums = tuple(make(split, whole, chosen) for chosen in (parts, *without_nested(parts)))
    closing = next((given for given in sums if fit(given) is Fit.CLOSES), None)
    if closing:
        yield passed(closing)
    elif reason := doubt(budget, sums[0], len(parts)):
        yield NotEvaluated(split.subject, reason, sums[0].operands)
    else:
        column, column_en = COLUMNS[split.column], COLUMNS_EN[split.column]
        what = Message(f"“{split.whole.label}”{column}", f"{split.whole.label} ({column_en})")
        yield with_readings(contradiction(sums[0], Severity.ERROR, what, fact=f"fund:{split.subject}"), sums[1:])


def doubt(budget: Budget, given: Sum, printed: int) -> str:
    """Why parts that do not close are no contradiction; "" if nothing excuses them."""
    if is_unit_open(operand.number for operand in given.operands if operand.number):
        return UNIT_OPEN
    if given.whole.amount == 0:
        return "总额为0而各部分不为0，见 SUM006"
    if excess(given) < 0 and printed > 1:
        return ""
    if excess(given) < 0:
        return "单独一项大于总额，见 SUM006"
    if printed < len(budget.split.parts):
        return "有组成部分未印出，按未知处理"
    return "" if budget.split.has_rest or budget.is_closed_elsewhere else "各组成部分未必齐全"


def without_nested(parts: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """The parts without a run of rows that split the row before them."""
    for i in range(len(parts)):
        for end in range(i + 2, len(parts) + 1):
            if sum(part.amount for part in parts[i + 1 : end]) == parts[i].amount:
                yield parts[: i + 1] + parts[end:]


def make(split: Split, whole: Term, parts: tuple[Term, ...]) -> Sum:
    return Sum(split.subject, whole, parts, tight(part.number for part in parts), loose)


CHECK = Check(
    code="SUM004",
    name="budget-parts",
    title=Message("资金总额与各组成部分之和不符", "A whole of the fund block differs from its parts"),
    severity=Severity.ERROR,
    subjects=budgets,
    examine=examine,
    yields_to=("SUM006",),
    doc=__doc__ or "",
)
