"""What holds always, through the checks themselves: no honest figure is flagged, no change beyond the slack passes.

Honest is what a spreadsheet prints of true values: rounded or cut off at its digits. The slack of a comparison is half
a unit of the last digit for each figure that was rounded.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.checks.drawn import HALVES, HOW, MONEY, POINTS, Spec, always, findings, plain, printed, reported, unit

SUM001 = "sum001_total_score"
SUM002 = "sum002_group_score"
SUM003 = "sum003_weights_total"
SUM004 = "sum004_budget_parts"
SUM005 = "sum005_tasks_total"
SUM008 = "sum008_table_total"
SUM009 = "sum009_fund_balance"


def scores(rows: Sequence[str], **more: Any) -> Spec:
    """A form with one category and a score for each row."""
    indicators = [{"l1": "产出指标", "l3": f"任务{i}", "score": score} for i, score in enumerate(rows, 1)]
    return {"forms": [{"indicators": indicators, **more}]}


def of_total(rows: Sequence[str], total: str) -> Spec:
    return scores(rows, total=total)


def of_group(rows: Sequence[str], total: str) -> Spec:
    return scores(rows, groups=[{"name": "产出指标", "score": total}])


def of_weights(rows: Sequence[str], total: str) -> Spec:
    indicators = [{"l1": "产出指标", "l3": f"任务{i}", "weight": weight} for i, weight in enumerate(rows, 1)]
    return {"forms": [{"indicators": indicators, "full_score": total}]}


def of_funds(parts: Sequence[str], whole: str) -> Spec:
    labels = ("财政拨款", "上年结转资金", "其他资金")[-len(parts) :]
    rows = [
        {"label": label, "parent": "年度资金总额", "annual": part} for label, part in zip(labels, parts, strict=True)
    ]
    return {"forms": [{"budget": [{"label": "年度资金总额", "annual": whole}, *rows]}]}


def of_tasks(parts: Sequence[str], whole: str) -> Spec:
    tasks = [{"name": f"任务{i}", "executed": part} for i, part in enumerate(parts, 1)]
    return {"forms": [{"tasks": tasks, "task_sum": {"name": "合计", "executed": whole}}]}


def of_table(parts: Sequence[str], whole: str) -> Spec:
    rows = [["项目", "金额（万元）"], *([f"工程{i}", part] for i, part in enumerate(parts, 1)), ["合计", whole]]
    return {"tables": [{"caption": "工程投资", "money_unit": "万元", "rows": rows}]}


def of_balance(parts: Sequence[str], whole: str) -> Spec:
    rows = [["项目", "到位资金", "支出资金", "结余资金"], ["维修工程", whole, *parts]]
    return {"tables": [{"caption": "资金情况", "money_unit": "万元", "rows": rows}]}


AMOUNTS: dict[str, tuple[Callable[[Sequence[str], str], Spec], int]] = {
    SUM004: (of_funds, 3),
    SUM005: (of_tasks, 8),
    SUM008: (of_table, 8),
    SUM009: (of_balance, 2),
}
"""How a sum of money is printed for each check, and of how many parts at most."""


@always
@given(st.sampled_from(sorted(AMOUNTS)), st.data(), st.integers(1, 4), HOW)
def test_parts_and_whole_printed_alike_are_not_flagged(stem: str, data: st.DataObject, digits: int, how: str) -> None:
    report, most = AMOUNTS[stem]
    parts = data.draw(st.lists(MONEY, min_size=2, max_size=most))
    whole = sum(parts, Decimal(0))
    assert findings(stem, report([printed(p, digits, how) for p in parts], printed(whole, digits, how))) == []


@always
@given(st.sampled_from(sorted(AMOUNTS)), st.data(), st.integers(1, 2), st.integers(1, 50), st.booleans())
def test_a_whole_beyond_its_parts_is_flagged(
    stem: str, data: st.DataObject, digits: int, more: int, is_less: bool
) -> None:
    report, most = AMOUNTS[stem]
    # Ever larger, so that no row can be the sum of the rows below it.
    parts = sorted({p.quantize(unit(digits)) for p in data.draw(st.lists(MONEY, min_size=2, max_size=most))})
    assume(len(parts) > 1)
    slack = unit(digits) * (len(parts) + more)
    whole = sum(parts, Decimal(0)) + (-slack if is_less else slack)
    # A whole below one of its parts is SUM006's, a total below half its rows nobody's.
    assume(whole > max(parts) and whole * 2 > sum(parts))
    if stem == SUM009:
        assume(whole > parts[0])
    assert reported(stem, report([printed(p, digits) for p in parts], printed(whole, digits))) == [
        printed(whole, digits)
    ]


SCORES: dict[str, Callable[[Sequence[str], str], Spec]] = {SUM001: of_total, SUM002: of_group}


@always
@given(
    st.sampled_from(sorted(SCORES)),
    st.lists(HALVES, min_size=1, max_size=10),
    st.lists(POINTS, min_size=1, max_size=3),
    st.integers(1, 2),
    HOW,
)
def test_computed_scores_among_whole_ones_are_not_flagged(
    stem: str, decided: list[Decimal], earned: list[Decimal], digits: int, how: str
) -> None:
    computed = [printed(value, digits, how) for value in earned]
    # Where each happens to be a half point nothing tells that they were computed.
    assume(any(Decimal(value) * 2 % 1 for value in computed) or len(computed) == 1)
    total = printed(sum(decided, Decimal(0)) + sum(earned, Decimal(0)), digits, how)
    assert findings(stem, SCORES[stem]([*map(plain, decided), *computed], total)) == []


@always
@given(
    st.sampled_from(sorted(SCORES)),
    st.lists(HALVES, min_size=1, max_size=12),
    POINTS,
    st.integers(1, 2),
)
def test_a_total_rounded_further_than_its_rows_is_not_flagged(
    stem: str, decided: list[Decimal], earned: Decimal, digits: int
) -> None:
    row = printed(earned, digits)
    total = printed(sum(decided, Decimal(0)) + Decimal(row), digits - 1)
    assert findings(stem, SCORES[stem]([*map(plain, decided), row], total)) == []


@always
@given(
    st.sampled_from(sorted(SCORES)),
    st.lists(st.integers(2, 30), min_size=3, max_size=12),
    st.integers(1, 9).map(lambda half: Decimal(half) / 2),
    st.booleans(),
)
def test_half_a_point_off_is_flagged(stem: str, rows: list[int], off: Decimal, is_less: bool) -> None:
    total = sum(rows) + (-off if is_less else off)
    assume(total * 2 > sum(rows) and total * 3 > sum(rows) * 2)
    assume(total * 2 < sum(rows) * 4 and total < sum(rows) * 2)
    assert reported(stem, SCORES[stem](list(map(str, rows)), plain(total))) == [plain(total)]


@always
@given(st.lists(st.decimals("0.5", 1, places=4), min_size=3, max_size=12), st.integers(1, 2), HOW)
def test_weights_that_share_out_the_full_score_are_not_flagged(shares: list[Decimal], digits: int, how: str) -> None:
    weights = [printed(share / sum(shares) * 100, digits, how) for share in shares]
    assert findings(SUM003, of_weights(weights, "100")) == []


@always
@given(st.lists(st.integers(1, 20), min_size=3, max_size=12), st.integers(1, 4), st.booleans())
def test_weights_a_point_off_are_flagged(weights: list[int], off: int, is_less: bool) -> None:
    full = sum(weights) + (-off if is_less else off)
    assume(full > 20)
    assume(full * 2 > sum(weights) and full * 3 > sum(weights) * 2 and full < 2 * sum(weights))
    found = findings(SUM003, of_weights([str(w) for w in weights], str(full)))
    assert [f.reported for f in found] == [str(full)]
