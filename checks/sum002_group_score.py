"""A subtotal of scores or weights differs from the rows it totals.

Why: the score of a category is stated in a row, in a label (产出指标(50分)) and in prose; each must be its rows' sum.
Flags: a level-1 or level-2 subtotal of scores or weights, wherever it is printed, that its indicator rows do not give.
Leaves alone: sums rounded to the digits of the subtotal; a category of management that counts the execution score as
its own; names that are no category of the form, or that the text does not surely speak of.
Limits: a category with a blank row is not evaluated unless the other rows close it; prose is held against a form only
where the form it speaks of is certain.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from checks._forms import form_of, indicator_name, members, named_forms
from checks._model import Check, Message, NotEvaluated, Operand, Outcome, Parameters, Severity
from checks._phrases import counted, operand
from checks._precision import Fit, points
from checks._scores import Points, as_points, joined_execution, points_of
from checks._sums import Sum, Term, contradiction, fit, passed
from extractors.model import Claim, Entry, Form, Indicator, Number, Report

NAMES = {"score": ("得分", "score"), "weight": ("分值", "weight")}


class Subtotal(NamedTuple):
    """A printed subtotal and the rows it should total, at the level it speaks of."""

    subject: str
    name: str
    what: Points
    level: int
    printed: Operand
    number: Number
    rows: tuple[Indicator, ...]
    is_sure: bool = True
    execution: tuple[Term, ...] = ()


def subtotals(report: Report, _: Parameters) -> Iterator[Subtotal]:
    for name, form in named_forms(report):
        yield from printed_groups(name, form)
    for claim in report.claims:
        yield from stated_groups(report, claim)


def printed_groups(name: str, form: Form) -> Iterator[Subtotal]:
    """The subtotals that the form itself prints."""
    for group in form.groups:
        both: tuple[tuple[Points, Entry | None], ...] = (("score", group.score), ("weight", group.weight))
        for what, entry in both:
            rows = members(form, group.level, group.name)
            if entry and entry.number and rows:
                path, more = f"{name}/{group.name}/{NAMES[what][0]}", joined_execution(form, group.name, what)
                printed = operand("subtotal", entry)
                yield Subtotal(path, group.name, what, group.level, printed, entry.number, rows, True, more)


def stated_groups(report: Report, claim: Claim) -> Iterator[Subtotal]:
    """The subtotals that prose states."""
    found = form_of(report, claim)
    if claim.kind not in {"score", "weight"} or claim.number is None or found is None or is_of_a_row(claim):
        return
    name, form = found
    for level in (1, 2):
        if rows := members(form, level, claim.subject):
            path = f"{name}/{claim.subject}/正文{NAMES[claim.kind][0]}"
            what: Points = "score" if claim.kind == "score" else "weight"
            printed = counted("subtotal", claim.number)
            more = joined_execution(form, claim.subject, what)
            yield Subtotal(path, claim.subject, what, level, printed, claim.number, rows, claim.is_sure, more)
            return


def is_of_a_row(claim: Claim) -> bool:
    """Whether a claim restates a single row, which other checks compare."""
    return "/indicators/" in claim.about or "/budget/" in claim.about or claim.source != "prose"


def examine(subtotal: Subtotal) -> Iterator[Outcome]:
    terms = tuple(term(row, subtotal) for row in subtotal.rows if has_points(row, subtotal.what))
    if not terms:
        yield NotEvaluated(subtotal.subject, "所属各行没有可加总的数", (subtotal.printed,))
        return
    measure = points((t.number for t in terms), number := as_points(subtotal.number))
    given = Sum(subtotal.subject, Term(subtotal.name, subtotal.printed, number), terms, measure, measure)
    joined = replace(given, terms=(*given.terms, *subtotal.execution))
    if closing := next((one for one in (given, joined) if fit(one) is Fit.CLOSES), None):
        yield passed(closing)
    elif len(terms) < len(subtotal.rows):
        yield NotEvaluated(subtotal.subject, "所属各行有未印出或未读出的数", given.operands)
    elif not subtotal.is_sure:
        yield NotEvaluated(subtotal.subject, "正文所指的指标不能确定", given.operands)
    else:
        zh, en = NAMES[subtotal.what]
        what = Message(f"“{subtotal.name}”{zh}", f"the {en} of {subtotal.name}")
        yield contradiction(given, Severity.ERROR, what, fact=f"group:{subtotal.subject}")


def has_points(row: Indicator, what: Points) -> bool:
    entry = points_of(row, what)
    return entry is not None and entry.number is not None


def term(row: Indicator, subtotal: Subtotal) -> Term:
    entry = points_of(row, subtotal.what)
    assert entry
    assert entry.number
    return Term(indicator_name(row), operand(subtotal.what, entry), as_points(entry.number), row.sign, row.level2)


CHECK = Check(
    code="SUM002",
    name="group-score",
    title=Message("分类小计与所属各行之和不符", "A category's subtotal differs from its rows"),
    severity=Severity.ERROR,
    subjects=subtotals,
    examine=examine,
    doc=__doc__ or "",
)
