"""Scores and weights of a form as terms of a sum: indicator rows, the execution score, rows left blank."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from checks._forms import indicator_name, is_bonus, number_of, rows_of
from checks._model import Operand
from checks._phrases import operand
from checks._sums import Term
from extractors.model import Box, Entry, Form, FundRow, Indicator, Number

Points = Literal["score", "weight"]
EMPTY = "-—－―/\\无 "
HOLDS_EXECUTION = re.compile(r"管理|过程|投入|执行|预算|资金|运行")


def points_of(row: Indicator | FundRow, what: Points) -> Entry | None:
    return row.score if what == "score" else row.weight


def as_points(number: Number) -> Number:
    """Points as points where a form prints them as shares of the full score: 8% are 8 of 100."""
    return replace(number, unit="分", factor=Decimal(1)) if number.unit == "%" else number


def indicator_terms(form: Form, what: Points) -> tuple[Term, ...]:
    """The points of every indicator row, by level-1 name; bonus rows only as scores, a merged cell only once."""
    terms = []
    seen: set[tuple[int, Box | None]] = set()
    for row in rows_of(form):
        entry = points_of(row, what)
        is_new = entry is not None and (entry.place.box is None or (entry.place.page, entry.place.box) not in seen)
        if entry and entry.number and is_new and not (what == "weight" and is_bonus(row)):
            seen.add((entry.place.page, entry.place.box))
            number = as_points(entry.number)
            terms.append(Term(indicator_name(row), operand(what, entry), number, row.sign, row.level1))
    return tuple(terms)


def group_terms(form: Form, what: Points) -> tuple[Term, ...]:
    """The points of the level-1 categories, where they are printed."""
    groups = ((g, g.score if what == "score" else g.weight) for g in form.groups if g.level == 1)
    known = ((g.name, e, as_points(e.number)) for g, e in groups if e and e.number)
    return tuple(Term(name, operand("group", e), number, bundle=name) for name, e, number in known)


def execution_terms(form: Form, what: Points) -> tuple[Term, ...]:
    """The points of the fund block: those of the total row, of a sub row only where the total row has none."""
    rows = [row for row in form.budget if number_of(points_of(row, what))]
    chosen = [row for row in rows if not row.parent][:1] or rows
    return tuple(fund_term(row, what) for row in chosen)


def fund_term(row: FundRow, what: Points) -> Term:
    entry = points_of(row, what)
    assert entry
    assert entry.number
    number = as_points(entry.number)
    return Term(f"预算执行率（{row.label}）", operand(f"execution {what}", entry), number, bundle="预算执行率")


def joined_execution(form: Form, name: str, what: Points) -> tuple[Term, ...]:
    """The points of the fund block where a category of this name may count them as its own: 管理, 过程, 投入."""
    return execution_terms(form, what) if HOLDS_EXECUTION.search(name) else ()


def execution_scores(form: Form) -> tuple[Term, ...]:
    return execution_terms(form, "score")


def blanks(form: Form, what: Points) -> tuple[Indicator, ...]:
    """The indicator rows whose points are blank or could not be read."""
    return tuple(row for row in rows_of(form) if not is_bonus(row) and number_of(points_of(row, what)) is None)


def unread(form: Form, what: Points) -> tuple[Operand, ...]:
    """The points of indicators that are printed and are no figures."""
    found = ((row, points_of(row, what)) for row in rows_of(form))
    return tuple(operand(what, e) for _, e in found if e and e.number is None and e.text.strip(EMPTY))


def is_plausible(terms: tuple[Term, ...], whole: Decimal) -> bool:
    """Whether points could be meant to make a total: far off, they are counted in another way (折算, per group)."""
    added = sum((term.amount for term in terms), Decimal(0))
    return whole / 2 <= added <= whole * 3 / 2


def room(form: Form) -> Decimal | None:
    """The most that the rows with a blank score can bring: the sum of their weights, None where one is unknown."""
    weights = [number_of(row.weight) for row in blanks(form, "score")]
    known = [weight.value for weight in weights if weight]
    return sum(known, Decimal(0)) if len(known) == len(weights) else None
