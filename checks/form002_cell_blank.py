"""A required cell of the form is blank: score, weight, target or actual value.

Why: an indicator without a result or a score was not assessed, and what is blank is not zero.
Flags: an indicator row with a weight or a name whose score, weight, target or actual value is blank, where the form
has that column; an execution score that is blank beside its weight.
Leaves alone: filler rows of the template (指标2, ……); columns that most rows leave blank; sub-rows (其中…); bonus rows
without points.
Limits: a dash in a cell counts as blank; whether it was meant as an answer is not judged.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import indicator_name, indicator_paths, is_bonus, is_partly_unread, named_forms, rows_of, top_row
from checks._model import Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._phrases import quoted
from extractors.model import Entry, Form, Indicator, Place, Report

COLUMNS = {"target": "指标值", "actual": "实际完成值", "weight": "分值", "score": "得分"}
COLUMNS_EN = {"target": "target", "actual": "actual value", "weight": "weight", "score": "score"}
MARKS = "-—－–/／"
FILLED = 0.6


class Filled(NamedTuple):
    """A row and the columns that it leaves blank though the form fills them."""

    subject: str
    name: str
    place: Place
    blanks: tuple[str, ...]
    doubt: str


def rows(report: Report, _: Parameters) -> Iterator[Filled]:
    for name, form in named_forms(report):
        doubt = "表格有一部分未能读出" if is_partly_unread(report, form) else ""
        wanted = tuple(column for column in COLUMNS if is_filled(form, column))
        for path, row in zip(indicator_paths(form), rows_of(form), strict=True):
            if wanted and not is_bonus(row) and not indicator_name(row).startswith("其中"):
                blanks = tuple(column for column in wanted if is_blank(entry_of(row, column)))
                yield Filled(f"{name}/指标/{path}", indicator_name(row), row.place, blanks, doubt)
        top = top_row(form)
        if top and top.weight and top.weight.number and top.score is not None:
            blanks = ("score",) if is_blank(top.score) else ()
            yield Filled(f"{name}/资金/{top.label}/得分", top.label, top.place, blanks, doubt)


def entry_of(row: Indicator, column: str) -> Entry | None:
    match column:
        case "target":
            return row.target
        case "actual":
            return row.actual
        case "weight":
            return row.weight
    return row.score


def is_filled(form: Form, column: str) -> bool:
    """Whether the form has the column and most rows fill it."""
    rows = [row for row in rows_of(form) if not is_bonus(row)]
    filled = [row for row in rows if (entry := entry_of(row, column)) and not is_blank(entry)]
    return len(rows) > 1 and len(filled) >= FILLED * len(rows)


def is_blank(entry: Entry | None) -> bool:
    """Whether a cell is there and holds nothing; a row without a cell of its own shares its neighbour's."""
    return entry is not None and not entry.text.strip(MARKS)


def examine(row: Filled) -> Iterator[Outcome]:
    fact = quoted("row", row.name, row.place)
    if not row.blanks:
        yield Passed(row.subject, f"{row.name}：各栏已填", (fact,))
    elif row.doubt:
        yield NotEvaluated(row.subject, row.doubt, (fact,))
    else:
        columns = "、".join(COLUMNS[column] for column in row.blanks)
        columns_en = ", ".join(COLUMNS_EN[column] for column in row.blanks)
        yield Finding(
            subject=row.subject,
            severity=Severity.WARNING,
            message=Message(
                f"“{row.name}”的{columns}未填（第{row.place.page}页）",
                f"{row.name}: {columns_en} left blank (p. {row.place.page})",
            ),
            operands=(fact,),
            reported="",
            expected=columns,
        )


CHECK = Check(
    code="FORM002",
    name="cell-blank",
    title=Message("必填项空白", "A required cell is blank"),
    severity=Severity.WARNING,
    subjects=rows,
    examine=examine,
    doc=__doc__ or "",
)
