"""The weights do not add up to the full score.

Why: scores are shares of the weights; weights that do not make the full score make every total incomparable.
Flags: the weights of all indicators plus the weight of the execution rate, counted once, differ from the full score
that the form declares (else the parameter, 100).
Leaves alone: forms that print no weights; every split (20+80, 10+90); bonus and deduction rows; a total row of the
indicator block that counts the indicators alone.
Limits: with a blank weight, or where the points that are missing (5, 10, 15 …) can be those of an execution rate
whose weight is not printed, a shortfall is not evaluated.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._forms import is_execution, is_partly_unread, named_forms, rows_of
from checks._model import Check, Message, NotEvaluated, Operand, Outcome, Parameters, Severity
from checks._open_points import is_weight_open
from checks._phrases import operand
from checks._precision import Fit, points
from checks._scores import as_points, blanks, execution_terms, group_terms, indicator_terms, is_plausible, unread
from checks._sums import Sum, Term, contradiction, excess, fit, passed, with_readings
from extractors.model import Form, Number, Report


class Weights(NamedTuple):
    """The weights of a form and the full score they should make."""

    subject: str
    form: Form
    declared: Operand
    number: Number
    is_printed: bool
    is_partly_unread: bool


def weights(report: Report, parameters: Parameters) -> Iterator[Weights]:
    for name, form in named_forms(report):
        if not rows_with_weights(form) and not unread(form, "weight"):
            continue
        if form.full_score and form.full_score.number:
            declared, is_printed = operand("full score", form.full_score), True
        else:
            number = Number(str(parameters.full_score), parameters.full_score, "分", place=form.place)
            declared, is_printed = Operand("full score", number.text, form.place, number), False
        assert declared.number
        number, is_torn = as_points(declared.number), is_partly_unread(report, form)
        yield Weights(f"{name}/分值合计", form, declared, number, is_printed, is_torn)


def examine(given: Weights) -> Iterator[Outcome]:
    if not rows_with_weights(given.form):
        yield NotEvaluated(given.subject, "分值未能读成数字", unread(given.form, "weight"))
        return
    sums = tuple(make(given, terms) for terms in readings(given))
    closing = next((one for one in sums if fit(one) is Fit.CLOSES), None)
    if closing:
        yield passed(closing)
        return
    reason = gap(given, excess(sums[0])) or doubt(given, sums[0])
    if reason:
        yield NotEvaluated(given.subject, reason, sums[0].operands)
    else:
        what = Message("满分", "the full score")
        yield with_readings(contradiction(sums[0], Severity.ERROR, what, fact=given.subject), sums[1:])


def readings(given: Weights) -> Iterator[tuple[Term, ...]]:
    """The sets of weights that may make the full score: all, or those of the indicators alone."""
    rows, execution = rows_with_weights(given.form), execution_terms(given.form, "weight")
    yield (*execution, *rows)
    listed = {
        row.weight.number.value for row in rows_of(given.form) if is_execution(row) and row.weight and row.weight.number
    }
    if execution and (execution[0].number.value in listed or is_of_indicators(given, rows)):
        yield rows


def rows_with_weights(form: Form) -> tuple[Term, ...]:
    """The weights of the indicators, else those that the level-1 labels print."""
    return indicator_terms(form, "weight") or group_terms(form, "weight")


def is_of_indicators(given: Weights, rows: tuple[Term, ...]) -> bool:
    """Whether a printed total row counts the indicators alone (90 beside an execution rate of 10)."""
    added = sum((term.number.value for term in rows), Decimal(0))
    return given.is_printed and given.number.value == added and added < 100


def gap(given: Weights, missing: Decimal) -> str:
    """Why weights that do not close may still be right, "" if nothing excuses them; `missing` > 0 is a shortfall."""
    if given.is_partly_unread:
        return "表格有一部分未能读出"
    if missing > 0 and indicator_terms(given.form, "weight") and blanks(given.form, "weight"):
        return "有指标的分值未印出或未读出"
    is_open = is_weight_open(given.form, given.number.value, given.is_printed)
    return "预算执行率的分值未印出" if is_open else ""


def doubt(given: Weights, one: Sum) -> str:
    return "" if is_plausible(one.terms, given.number.value) else "分值的口径不能确定"


def make(given: Weights, terms: tuple[Term, ...]) -> Sum:
    measure = points((term.number for term in terms), given.number)
    return Sum(given.subject, Term("满分", given.declared, given.number), terms, measure, measure)


CHECK = Check(
    code="SUM003",
    name="weights-total",
    title=Message("分值之和不等于满分", "The weights do not add up to the full score"),
    severity=Severity.ERROR,
    subjects=weights,
    examine=examine,
    thresholds=("full_score",),
    doc=__doc__ or "",
)
