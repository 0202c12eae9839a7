"""What holds always: honest rounding is never flagged, and any change beyond the slack always is."""

from collections.abc import Callable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checks._execution import is_rounding
from checks._model import Operand
from checks._precision import Fit, loose, points, tight
from checks._rates import Base, Rate, fit_rate
from checks._sums import Sum, Term, fit
from extractors.model import Number, Place
from extractors.numbers import read_number

HERE = Place(1)
AMOUNT = st.decimals(min_value=0, max_value=100_000, places=6)
DIGITS = st.integers(min_value=0, max_value=4)


def rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def figure(text: str, unit: str = "万元") -> Number:
    number = read_number(text, HERE, unit)
    assert number is not None
    return number


def stripped(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def term(number: Number) -> Term:
    return Term("甲", Operand("part", number.text, HERE, number), number)


def amounts(whole: Number, parts: list[Number]) -> Sum:
    return Sum("甲", term(whole), tuple(map(term, parts)), tight(parts), loose)


def rate(printed: Number, actual: Number, base: Number) -> tuple[Rate, Base]:
    under = Base("全年预算数", Operand("budget", base.text, HERE, base), base)
    over = Base("执行数", Operand("actual", actual.text, HERE, actual), actual)
    fact = Operand("rate", printed.text, HERE, printed)
    return Rate("甲", "甲", fact, printed, over, (under,), tight((actual, base)), loose), under


@settings(max_examples=200, deadline=None)
@given(st.lists(AMOUNT, min_size=1, max_size=12), DIGITS, st.sampled_from((str, stripped)))
def test_rounded_parts_always_close(parts: list[Decimal], digits: int, show: Callable[[Decimal], str]) -> None:
    printed = [figure(show(rounded(part, digits))) for part in parts]
    whole = figure(show(rounded(sum(parts, Decimal(0)), digits)))
    assert fit(amounts(whole, printed)) is Fit.CLOSES


@settings(max_examples=200, deadline=None)
@given(st.lists(AMOUNT, min_size=1, max_size=12), st.integers(min_value=0, max_value=2), st.integers(1, 9))
def test_a_whole_beyond_the_slack_never_closes(parts: list[Decimal], digits: int, extra: int) -> None:
    step = Decimal(1).scaleb(-digits)
    values = [rounded(part, digits) for part in parts]
    # Cut off instead of rounded, each part may have lost nearly a unit.
    changed = sum(values, Decimal(0)) + step * (len(parts) + extra)
    whole = figure(str(rounded(changed, digits)))
    assert fit(amounts(whole, [figure(str(value)) for value in values])) is Fit.OPEN


@settings(max_examples=200, deadline=None)
@given(AMOUNT, AMOUNT, DIGITS, DIGITS)
def test_a_rounded_rate_always_closes(spent: Decimal, budget: Decimal, digits: int, places: int) -> None:
    base = figure(str(rounded(budget, digits)))
    assume(base.value > 0)
    printed = figure(f"{rounded(spent / budget * 100, places)}%", "%")
    assert fit_rate(*rate(printed, figure(str(rounded(spent, digits))), base)) is Fit.CLOSES


@settings(max_examples=200, deadline=None)
@given(st.decimals(1, 10_000, places=2), st.decimals(100, 10_000, places=2), st.decimals("0.1", 50, places=2))
def test_a_changed_rate_never_closes(spent: Decimal, budget: Decimal, change: Decimal) -> None:
    assume(spent < 2 * budget)
    printed = figure(f"{rounded(spent / budget * 100 + change, 2)}%", "%")
    slack = (Decimal("0.005") * (budget + spent) / (budget * (budget - Decimal("0.005"))) * 100) + Decimal("0.01")
    assume(change > slack)
    assert fit_rate(*rate(printed, figure(str(spent)), figure(str(budget)))) is Fit.OPEN


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(0, 80).map(lambda half: Decimal(half) / 2), min_size=1, max_size=30),
    st.decimals(0, 10, places=5),
    st.integers(0, 2),
    st.integers(0, 3),
)
def test_scores_close_on_their_rounded_total_only(rows: list[Decimal], earned: Decimal, places: int, off: int) -> None:
    scores = [figure(stripped(row), "分") for row in rows] + [figure(str(rounded(earned, places)), "分")]
    total = sum((score.value for score in scores), Decimal(0)) + off
    whole = figure(stripped(total), "分")
    measure = points(scores, whole)
    given_sum = Sum("甲", term(whole), tuple(map(term, scores)), measure, measure)
    assert (fit(given_sum) is Fit.CLOSES) == (off == 0)


@settings(max_examples=200, deadline=None)
@given(st.decimals(0, 10, places=5), st.integers(0, 2), st.sampled_from((ROUND_HALF_UP, ROUND_FLOOR)))
def test_a_rounded_or_cut_execution_score_always_fits(earned: Decimal, places: int, how: str) -> None:
    score = earned.quantize(Decimal(1).scaleb(-places), how)
    assert is_rounding(figure(str(score), "分"), earned, earned)


@settings(max_examples=200, deadline=None)
@given(st.decimals(0, 8, places=5), st.decimals("1.001", 2, places=3))
def test_an_execution_score_a_point_off_never_fits(earned: Decimal, off: Decimal) -> None:
    score = rounded(earned + off, 2)
    assert not is_rounding(figure(str(score), "分"), earned, earned)
