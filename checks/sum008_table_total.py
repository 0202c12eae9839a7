"""A total of a table differs from what it totals.

Why: a 合计, 小计 or 总计 is the sum of its rows or columns, and a code of 类 the sum of its 款.
Flags: a total row, a total column or a coded row that no reading of its table gives, where only one reading is
possible: a flat list, codes, or a reading by which the same total closes in another column or row.
Leaves alone: the rounding of n rows; percentages, prices and averages; 其中 rows, added once only; rows under 减：,
subtracted; the blocks of a form, which have checks of their own.
Limits: where a table can be read in several ways, a total that none of them gives is not evaluated.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._across import Across, acrosses
from checks._model import ACCOUNTS, Check, Message, NotEvaluated, Outcome, Parameters, Severity
from checks._precision import Fit
from checks._sums import Sum, contradiction, excess, fit, passed
from checks._tables import columns, grids
from checks._totals import Reading, Total, blank, closing, coded, is_average, is_flat, is_near, make, totals
from extractors.model import Report


class Judged(NamedTuple):
    """A total with the reading to judge it by (None where several are possible) and whether that one closes."""

    subject: str
    sum: Sum
    is_unique: bool
    is_partial: bool


def table_totals(report: Report, _: Parameters) -> Iterator[Judged]:
    for grid in grids(report):
        found = [total for column in columns(grid) for total in totals(column)]
        for total in found:
            yield choose(total, found)
        for across in acrosses(grid):
            yield judge_across(across)


def choose(total: Total, others: list[Total]) -> Judged:
    """Take the reading that closes, else the one that is proven by another column, by codes or by a flat list."""
    if reading := closing(total):
        return Judged(total.subject, make(total, reading), True, False)
    mine = proven(total, others) or coded(total)
    reading = mine or total.readings[0]
    given = make(total, reading)
    is_unique = mine is not None or reading.name == "codes" or (is_flat(total) and is_near(given))
    return Judged(total.subject, given, is_unique, blank(reading))


def proven(total: Total, others: list[Total]) -> Reading | None:
    """The reading by which the same total closes in at least as many other columns as it does not."""
    beside = [other for other in others if other is not total and is_same(other, total) and other.line.number]
    telling = [other for other in beside if other.line.number and other.line.number.value]
    names = [reading.name for other in telling if (reading := closing(other)) and len(reading.lines) > 1]
    if len(names) * 2 <= len(telling) - 1:
        return None
    return next((reading for reading in total.readings if reading.name in names), None)


def is_same(other: Total, total: Total) -> bool:
    return other.line.row == total.line.row and other.line.label == total.line.label


def judge_across(across: Across) -> Judged:
    return Judged(across.subject, across.sum, across.is_unique, across.is_partial)


def examine(judged: Judged) -> Iterator[Outcome]:
    given = judged.sum
    if fit(given) is Fit.CLOSES:
        yield passed(given)
    elif is_average(given):
        yield NotEvaluated(judged.subject, "合计栏是平均数", given.operands)
    elif not judged.is_unique:
        yield NotEvaluated(judged.subject, "表的层次不能确定，合计可能另有口径", given.operands)
    elif judged.is_partial and excess(given) > 0:
        yield NotEvaluated(judged.subject, "有一行没有数，按未知处理", given.operands)
    else:
        name = given.whole.name
        yield contradiction(given, Severity.ERROR, Message(f"“{name}”", f"the total {name}"), f"table:{judged.subject}")


CHECK = Check(
    code="SUM008",
    name="table-total",
    title=Message("表中合计与所汇总的各项不符", "A total of a table differs from what it totals"),
    severity=Severity.ERROR,
    subjects=table_totals,
    examine=examine,
    kinds=ACCOUNTS,
    doc=__doc__ or "",
)
