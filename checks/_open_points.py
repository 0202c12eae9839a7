"""Points of a form that no row prints and that can be those of the execution of the budget."""

from decimal import Decimal

from checks._forms import is_execution, number_of, rows_of, top_row
from checks._scores import execution_scores, execution_terms, group_terms, indicator_terms
from extractors.model import Form

# What forms give for the execution of the budget.
EXECUTION_POINTS = frozenset(map(Decimal, (5, 10, 15, 20, 25, 30)))
HUNDRED = Decimal(100)
ONE = Decimal(1)


def is_score_open(form: Form) -> bool:
    """Whether just the score of the execution is printed nowhere, and it could fill the gap up to the total."""
    gap, full = open_score(form), number_of(form.full_score)
    if gap < 0 or execution_scores(form) or any(map(is_execution, rows_of(form))):
        return False
    if weights := execution_terms(form, "weight"):
        return gap <= sum(term.number.value for term in weights)
    if not (indicator_terms(form, "weight") or group_terms(form, "weight")):
        return round(gap, 1) in rate_points(form)
    spare = open_weight(form, full.value if full and full.value >= HUNDRED else HUNDRED)
    return spare in EXECUTION_POINTS and gap <= spare


def is_weight_open(form: Form, full: Decimal, is_full_printed: bool) -> bool:
    """Whether the weights that are missing can be that of the execution, which is printed nowhere."""
    missing = open_weight(form, full)
    if missing not in EXECUTION_POINTS or execution_terms(form, "weight") or any(map(is_execution, rows_of(form))):
        return False
    return bool(form.budget) or not is_full_printed or 0 < open_score(form) <= missing


def open_weight(form: Form, full: Decimal) -> Decimal:
    """The points up to a full score that no indicator has."""
    given = indicator_terms(form, "weight") or group_terms(form, "weight")
    return full - sum((term.number.value for term in given), Decimal(0))


def open_score(form: Form) -> Decimal:
    """What the printed total has beyond the scores of the indicators; 0 without a total."""
    total = number_of(form.total)
    given = indicator_terms(form, "score") or group_terms(form, "score")
    return total.value - sum((term.amount for term in given), Decimal(0)) if total else Decimal(0)


def rate_points(form: Form) -> frozenset[Decimal]:
    """What the printed rate of the whole would bring for each usual number of points, to a tenth."""
    top = top_row(form)
    rate = number_of(top.rate) if top else None
    if rate is None:
        return frozenset()
    share = rate.value if rate.value <= ONE and rate.factor == 1 else rate.value / HUNDRED
    return frozenset(round(min(share, ONE) * points, 1) for points in EXECUTION_POINTS)
