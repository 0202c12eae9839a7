"""The printed total score is not what the indicator scores and the execution score add up to.

Why: the total decides the grade; a total that its own rows do not give means a row or the total is wrong.
Flags: a total outside what the scores of all indicator rows, the execution score of the fund block and bonus or
deduction rows (by their sign) can add up to. A blank score may be anything up to its weight.
Leaves alone: a sum that is rounded to the digits of the total; subtotals (never added twice); an execution score
that is listed both in the fund block and among the indicators, counted once.
Limits: a form without a score column or without a total is not evaluated; which figure is wrong is not said.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import indicator_name, is_execution, is_partly_unread, named_forms, rows_of
from checks._model import Check, Message, NotEvaluated, Outcome, Parameters, Severity
from checks._numbers import is_meeting
from checks._open_points import is_score_open
from checks._phrases import operand
from checks._precision import Fit, points
from checks._scores import blanks, execution_scores, group_terms, indicator_terms, is_plausible, room
from checks._sums import Sum, Term, contradiction, fit, parts, passed, with_readings
from extractors.model import Entry, Form, Number, Report


class Total(NamedTuple):
    """A printed total, the form it heads and what a full score is."""

    subject: str
    form: Form
    entry: Entry
    number: Number
    is_partly_unread: bool


def totals(report: Report, _: Parameters) -> Iterator[Total]:
    for name, form in named_forms(report):
        if form.total and form.total.number and (form.indicators or form.groups):
            yield Total(f"{name}/总分", form, form.total, form.total.number, is_partly_unread(report, form))


def examine(total: Total) -> Iterator[Outcome]:
    whole = Term("总分", operand("total", total.entry), total.number)
    found = tuple(make(total.subject, whole, terms) for terms in readings(total.form))
    if not found:
        yield NotEvaluated(total.subject, "表中没有可加总的得分", (whole.operand,))
        return
    closing = next((given for given in found if fit(given) is Fit.CLOSES), None)
    gaps = blanks(total.form, "score")
    if closing:
        yield passed(closing)
    elif gaps and is_possible(found[0], total.form):
        names = "、".join(map(indicator_name, gaps[:6]))
        yield NotEvaluated(total.subject, f"得分未印出或未读出：{names}", found[0].operands)
    elif is_score_open(total.form):
        yield NotEvaluated(total.subject, "预算执行率得分未印出或未读出", found[0].operands)
    elif total.is_partly_unread or not is_plausible(found[0].terms, total.number.value):
        reason = "表格有一部分未能读出" if total.is_partly_unread else "得分的口径不能确定"
        yield NotEvaluated(total.subject, reason, found[0].operands)
    else:
        what = Message("总分", "the total score")
        yield with_readings(contradiction(found[0], Severity.ERROR, what, fact=total.subject), found[1:])


def readings(form: Form) -> Iterator[tuple[Term, ...]]:
    """The sets of scores that the total may stand for, the most complete first."""
    rows = indicator_terms(form, "score")
    execution = execution_scores(form)
    listed = {row.score.number.value for row in rows_of(form) if is_execution(row) and row.score and row.score.number}
    if rows:
        yield (*execution, *rows)
        if execution and execution[0].number.value in listed:
            yield rows
    groups = group_terms(form, "score")
    if groups:
        yield (*execution, *groups)
        yield groups


def make(subject: str, whole: Term, terms: tuple[Term, ...]) -> Sum:
    measure = points((term.number for term in terms), whole.number)
    return Sum(subject, whole, terms, measure, measure)


def is_possible(given: Sum, form: Form) -> bool:
    """Whether the blank scores could make up what is missing."""
    spare = room(form)
    known = parts(given, given.tight)
    whole = given.tight(given.whole.number)
    return spare is None or is_meeting(whole, type(known)(known.low, known.high + spare))


CHECK = Check(
    code="SUM001",
    name="total-score",
    title=Message("总分与各项得分之和不符", "The total score differs from the sum of the scores"),
    severity=Severity.ERROR,
    subjects=totals,
    examine=examine,
    yields_to=("SCORE006",),
    doc=__doc__ or "",
)
