"""The same points stand on the row of the whole and on its sub row, and the total counts both.

Why: the execution score is one score; a form that repeats it beside a part of the money must not add it again.
Flags: a sub row with the points of the whole where the printed total closes only with both; printed twice but counted
once is for information.
Leaves alone: sub rows without points, with a share of the points, or in one merged cell with the whole.
Limits: a total that closes in no reading is left to SUM001.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import named_forms, top_row
from checks._model import Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._phrases import operand, pages
from checks._precision import Fit, points
from checks._scores import blanks, fund_term, indicator_terms
from checks._sums import Sum, Term, fit, formula
from extractors.model import Form, FundRow, Report


class Repeat(NamedTuple):
    """A form whose fund block has points on the whole and on parts; `twins` are the parts with the whole's points."""

    subject: str
    form: Form
    top: FundRow
    twins: tuple[Term, ...]


def repeats(report: Report, _: Parameters) -> Iterator[Repeat]:
    for name, form in named_forms(report):
        top = top_row(form)
        if top and is_scored(top):
            scored = [row for row in form.budget if row is not top and is_scored(row) and not is_merged(top, row)]
            twins = tuple(fund_term(row, "score") for row in scored if is_twin(top, row))
            if scored:
                yield Repeat(f"{name}/资金/{top.label}/重复计分", form, top, twins)


def is_scored(row: FundRow) -> bool:
    return bool(row.score and row.score.number and row.score.number.value > 0)


def is_merged(top: FundRow, row: FundRow) -> bool:
    """Whether both rows show one printed cell."""
    return bool(top.score and row.score and top.score.place.box and top.score.place == row.score.place)


def is_twin(top: FundRow, row: FundRow) -> bool:
    """Whether two rows have the same score and, where both print one, the same weight."""
    pairs = ((top.score, row.score), (top.weight, row.weight))
    numbers = [(a.number.value, b.number.value) for a, b in pairs if a and b and a.number and b.number]
    return all(a == b for a, b in numbers)


def examine(given: Repeat) -> Iterator[Outcome]:
    first = fund_term(given.top, "score")
    if not given.twins:
        yield Passed(given.subject, f"{first.number.text}，子项得分与其不同", (first.operand,))
        return
    facts = (first.operand, *(twin.operand for twin in given.twins))
    total = given.form.total
    rows = indicator_terms(given.form, "score")
    if total is None or total.number is None or not rows or blanks(given.form, "score"):
        yield NotEvaluated(given.subject, "总分或指标得分未印出，不能判断是否重复计入", facts)
        return
    whole = Term("总分", operand("total", total), total.number)
    once = make(given.subject, whole, (first, *rows))
    more = [make(given.subject, whole, (first, *given.twins[:n], *rows)) for n in range(1, len(given.twins) + 1)]
    twice = next((one for one in more if fit(one) is Fit.CLOSES), None)
    if fit(once) is Fit.CLOSES:
        yield finding(given, once, Severity.INFO)
    elif twice:
        yield finding(given, twice, Severity.ERROR)
    else:
        yield NotEvaluated(given.subject, "总分按一次和两次计入均不平衡，见 SUM001", facts)


def make(subject: str, whole: Term, terms: tuple[Term, ...]) -> Sum:
    measure = points((term.number for term in terms), whole.number)
    return Sum(subject, whole, terms, measure, measure)


def finding(given: Repeat, closing: Sum, severity: Severity) -> Finding:
    first, is_twice = fund_term(given.top, "score"), severity is Severity.ERROR
    facts = (first.operand, *(twin.operand for twin in given.twins), closing.whole.operand)
    names = "、".join(f"“{twin.name}”" for twin in given.twins)
    score, total = first.number.text, closing.whole.number.text
    end = f"总分{total}重复计入了这{score}分" if is_twice else f"总分{total}只计入一次"
    end_en = "counts them twice" if is_twice else "counts them once"
    return Finding(
        subject=given.subject,
        severity=severity,
        message=Message(
            f"“{first.name}”得分{score}与{names}的得分相同（第{pages(facts[:-1])}页），{end}（第{facts[-1].place.page}页）",
            f"{given.top.label} and {len(given.twins)} sub row(s) show the same {score} points "
            f"(p. {pages(facts[:-1])}); "
            f"the total {total} (p. {facts[-1].place.page}) {end_en}",
        ),
        operands=facts,
        reported=total if is_twice else score,
        difference=first.number.value if is_twice else None,
        formula=formula(closing),
        fact=f"{given.subject.split('/资金/')[0]}/总分" if is_twice else "",
    )


CHECK = Check(
    code="SCORE006",
    name="counted-twice",
    title=Message("同一得分重复计入总分", "The same points are counted twice"),
    severity=Severity.ERROR,
    subjects=repeats,
    examine=examine,
    doc=__doc__ or "",
)
