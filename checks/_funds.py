"""Wholes and parts of a fund block: which rows split which, and when the parts are all of them."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from checks._forms import COLUMNS, named_forms
from checks._phrases import operand
from checks._sums import Term
from extractors.model import Entry, Form, FundRow, Report

Column = Literal["initial", "annual", "executed"]

FUND_COLUMNS: tuple[Column, ...] = ("initial", "annual", "executed")
REST = re.compile(r"其他|其它|其余")
STRUCTURE = (re.compile("基本支出"), re.compile("项目支出"))


class Split(NamedTuple):
    """A row of the fund block, the rows it is split into along one axis, and one column."""

    subject: str
    form: Form
    whole: FundRow
    parts: tuple[FundRow, ...]
    column: Column

    @property
    def is_whole_printed(self) -> bool:
        entry = amount_of(self.whole, self.column)
        return entry is not None and entry.number is not None

    @property
    def has_rest(self) -> bool:
        """Whether the parts name what is left over (其他资金) or both kinds of spending: then they are all."""
        labels = [part.label for part in self.parts]
        return any(map(REST.search, labels)) or all(any(map(kind.search, labels)) for kind in STRUCTURE)


def amount_of(row: FundRow, column: Column) -> Entry | None:
    match column:
        case "initial":
            return row.initial
        case "annual":
            return row.annual
    return row.executed


def splits(report: Report) -> Iterator[Split]:
    """Every row with rows of its own, axis by axis and column by column."""
    for name, form in named_forms(report):
        for whole, axis, parts in families(form):
            for column in FUND_COLUMNS:
                tail = f"（{axis}）" if axis else ""
                yield Split(f"{name}/资金/{whole.label}{tail}/{COLUMNS[column]}", form, whole, parts, column)


def families(form: Form) -> Iterator[tuple[FundRow, str, tuple[FundRow, ...]]]:
    """Each whole, an axis and the rows that split it."""
    wholes = {row.label: row for row in reversed(form.budget)}
    kin = dict.fromkeys((row.parent, row.axis) for row in form.budget if row.parent in wholes and row.parent)
    for parent, axis in kin:
        parts = tuple(r for r in form.budget if (r.parent, r.axis) == (parent, axis) and r is not wholes[parent])
        words = {"source": "资金来源", "structure": "资金结构"}.get(axis, axis)
        if parts:
            yield wholes[parent], words, parts


def term(row: FundRow, column: Column, role: str) -> Term | None:
    """A row's amount in a column, None where it is blank."""
    entry = amount_of(row, column)
    return Term(row.label, operand(role, entry), entry.number) if entry and entry.number else None


def printed_terms(split: Split) -> tuple[Term, ...]:
    """The parts that are printed."""
    return tuple(filter(None, (term(part, split.column, "part") for part in split.parts)))
