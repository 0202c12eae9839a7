"""What holds always, through the checks themselves: no honest figure is flagged, no change beyond the slack passes.

Honest is what a spreadsheet prints of true values: rounded or cut off at its digits. The slack of a comparison is half
a unit of the last digit for each figure that was rounded.
"""

from collections.abc import Callable, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checks._engine import run_check
from checks._model import Finding, Parameters, Severity
from tests.checks.build import build_report
from tests.checks.test_cases import load_check

SUM001, SUM002, SUM003 = "sum001_total_score", "sum002_group_score", "sum003_weights_total"
SUM004, SUM005, SUM008, SUM009 = (
    "sum004_budget_parts",
    "sum005_tasks_total",
    "sum008_table_total",
    "sum009_fund_balance",
)
RATE001, RATE005, RATE006 = "rate001_rate_recomputed", "rate005_change_recomputed", "rate006_unreachable_rate"
SCORE003, SCORE004, GOAL001 = "score003_execution_score", "score004_off_proportion", "goal001_missed_full_marks"
NOTE = "定量指标完成值未达指标值的，按完成比例计分。"

Spec = dict[str, Any]

HOW = st.sampled_from((ROUND_HALF_UP, ROUND_FLOOR))
MONEY = st.decimals(1, 90_000, places=5)
HALVES = st.integers(0, 40).map(lambda half: Decimal(half) / 2)
POINTS = st.decimals(0, 10, places=5)
always = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def printed(value: Decimal, digits: int, how: str = ROUND_HALF_UP) -> str:
    return str(value.quantize(Decimal(1).scaleb(-digits), how))


def plain(value: Decimal) -> str:
    """As it is decided: 20, 7.5."""
    return printed(value, 0) if value == value.to_integral_value() else str(value.normalize())


def unit(digits: int) -> Decimal:
    return Decimal(1).scaleb(-digits)


def findings(stem: str, report: Spec) -> list[Finding]:
    """What a check reports above information."""
    result = run_check(build_report(report), load_check(stem), Parameters())
    assert result.state != "crashed", result.reason
    assert result.outcomes
    return [finding for finding in result.findings if finding.severity is not Severity.INFO]


def reported(stem: str, report: Spec) -> list[str]:
    return [finding.reported for finding in findings(stem, report)]


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


def of_rate(spent: str, budget: str, rate: str) -> Spec:
    return {"forms": [{"budget": [{"label": "年度资金总额", "annual": budget, "executed": spent, "rate": rate}]}]}


@always
@given(MONEY, MONEY, st.integers(2, 4), st.integers(0, 3), HOW)
def test_a_rate_of_rounded_amounts_is_not_flagged(
    spent: Decimal, budget: Decimal, digits: int, places: int, how: str
) -> None:
    rate = printed(spent / budget * 100, places, how)
    assert findings(RATE001, of_rate(printed(spent, digits), printed(budget, digits), f"{rate}%")) == []


@always
@given(st.decimals(10, 9_000, places=2), st.decimals(10, 9_000, places=2), st.integers(2, 500), st.booleans())
def test_a_changed_rate_is_flagged(spent: Decimal, budget: Decimal, more: int, is_less: bool) -> None:
    slack = (spent / budget + 1) * Decimal("0.5") / budget + Decimal("0.01")
    rate = spent / budget * 100 + (slack + unit(2) * more) * (-1 if is_less else 1)
    # A bare figure up to 2 may be the share itself, and a rate from below 0 none.
    assume(rate > 3)
    text = f"{printed(rate, 2)}%"
    assert reported(RATE001, of_rate(str(spent), str(budget), text)) == [text]


def of_change(before: str, after: str, percent: str, is_down: bool) -> Spec:
    word = "下降" if is_down else "增长"
    parts = {"from": f"{before}万元", "to": f"{after}万元", "percent": percent}
    claim = {
        "kind": "change",
        "subject": "公用经费",
        "sentence": f"公用经费由{before}万元变为{after}万元，{word}{percent}。",
        "direction": "decrease" if is_down else "increase",
        "parts": [{"label": label, "number": number} for label, number in parts.items()],
    }
    return {"claims": [claim]}


@always
@given(MONEY, MONEY, st.integers(0, 4), st.integers(0, 2), HOW)
def test_a_rounded_change_is_not_flagged(before: Decimal, after: Decimal, digits: int, places: int, how: str) -> None:
    old, new = printed(before, digits), printed(after, digits)
    assume(Decimal(old) > 0)
    percent = printed(abs(after - before) / before * 100, places, how)
    assert findings(RATE005, of_change(old, new, f"{percent}%", after < before)) == []


@always
@given(st.decimals(10, 9_000, places=2), st.decimals(10, 9_000, places=2), st.integers(2, 500))
def test_a_wrong_change_is_flagged(before: Decimal, after: Decimal, more: int) -> None:
    slack = (abs(after - before) / before + 2) * Decimal("0.5") / before + Decimal("0.01")
    percent = f"{printed(abs(after - before) / before * 100 + slack + unit(2) * more, 2)}%"
    assert reported(RATE005, of_change(str(before), str(after), percent, after < before)) == [percent]


def of_execution(rate: str, weight: int, score: str, **amounts: str) -> Spec:
    row = {"label": "年度资金总额", "rate": rate, "weight": str(weight), "score": score, **amounts}
    return {"forms": [{"budget": [row]}]}


@always
@given(st.decimals(1, 130, places=4), st.sampled_from((5, 10, 20)), st.integers(0, 2), st.integers(0, 2), HOW)
def test_an_execution_score_in_proportion_is_not_flagged(
    rate: Decimal, weight: int, places: int, digits: int, how: str
) -> None:
    score = printed(min(rate, Decimal(100)) / 100 * weight, digits, how)
    assert findings(SCORE003, of_execution(f"{printed(rate, places)}%", weight, score)) == []


@always
@given(st.decimals(1, 90, places=2), st.sampled_from((5, 10, 20)), st.integers(1, 300), st.booleans())
def test_an_execution_score_out_of_proportion_is_flagged(rate: Decimal, weight: int, more: int, is_less: bool) -> None:
    fair = rate / 100 * weight
    off = Decimal("0.02") + unit(2) * more
    score = (fair - off if is_less else fair + off).quantize(unit(2))
    assume(0 <= score <= weight)
    assume(score * 2 % 1)  # a half point may be rounded from further away
    assert reported(SCORE003, of_execution(f"{rate}%", weight, str(score))) == [str(score)]


def of_aim(target: str, actual: str, score: str, note: str = NOTE) -> Spec:
    row = {"l1": "产出指标", "l3": "维护管网长度", "target": target, "actual": actual, "weight": "10", "score": score}
    return {"forms": [{"indicators": [row], "note": note}]}


@always
@given(st.integers(10, 5_000), st.decimals("0.02", "0.98", places=4), st.integers(0, 2), st.integers(0, 2), HOW)
def test_points_in_proportion_are_not_flagged(target: int, part: Decimal, digits: int, places: int, how: str) -> None:
    done = printed(target * part, digits)
    score = printed(part * 10, places, how)
    assume(Decimal(done) + unit(digits) < target and Decimal(score) < 10 and Decimal(done) > 0)
    assert findings(SCORE004, of_aim(f"≥{target}米", f"{done}米", score)) == []


@always
@given(st.integers(100, 5_000), st.integers(10, 90), st.integers(1, 99), st.booleans())
def test_points_out_of_proportion_are_flagged(target: int, per_cent: int, more: int, is_less: bool) -> None:
    done = plain(Decimal(target) * per_cent / 100)
    fair = Decimal(per_cent) / 10
    off = fair / target + Decimal(5) / target + unit(2) * (more + 1)
    score = (fair - off if is_less else fair + off).quantize(unit(2))
    assume(0 < score < 10 and score * 2 % 1)
    assert reported(SCORE004, of_aim(f"≥{target}米", f"{done}米", str(score))) == [str(score)]


def of_survey(size: int, rate: str) -> Spec:
    return {"paragraphs": [f"本次发放调查问卷{size}份，全部收回，群众满意度为{rate}。"]}


@always
@given(st.integers(1, 400), st.data(), st.integers(0, 2), HOW)
def test_a_share_of_whole_answers_is_not_flagged(size: int, data: st.DataObject, digits: int, how: str) -> None:
    count = data.draw(st.integers(0, size))
    assert findings(RATE006, of_survey(size, f"{printed(Decimal(count) / size * 100, digits, how)}%")) == []


@always
@given(st.integers(5, 400), st.data())
def test_a_share_between_whole_answers_is_flagged(size: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, size - 1))
    between = data.draw(st.decimals("0.1", "0.9", places=2))
    rate = (count + between) / size * 100
    # Rounded or cut off, it must reach neither count.
    assume(between * 100 / size > Decimal("0.02") and (1 - between) * 100 / size > Decimal("0.02"))
    text = f"{printed(rate, 2)}%"
    assert reported(RATE006, of_survey(size, text)) == [text]


@always
@given(st.decimals(1, 5_000, places=4), st.decimals(0, 3, places=4), st.integers(0, 2), st.integers(0, 2), HOW)
def test_a_target_that_was_reached_is_not_flagged(
    done: Decimal, spare: Decimal, digits: int, fewer: int, how: str
) -> None:
    aimed = printed(done - spare, max(digits - fewer, 0), ROUND_FLOOR)
    assume(Decimal(aimed) > 0)
    assert findings(GOAL001, of_aim(f"≥{aimed}米", f"{printed(done, digits, how)}米", "10")) == []


@always
@given(st.integers(10, 5_000), st.integers(1, 900), st.integers(0, 2), st.booleans())
def test_a_target_missed_by_a_unit_is_flagged(target: int, more: int, digits: int, is_cost: bool) -> None:
    off = unit(digits) * (1 + more)
    actual = f"{printed(target + off if is_cost else target - off, digits)}米"
    assume(target > off)
    assert reported(GOAL001, of_aim(f"{'≤' if is_cost else '≥'}{target}米", actual, "10")) == [actual]


@always
@given(st.lists(st.integers(1, 400), min_size=2, max_size=9), st.integers(1, 5), st.booleans(), st.booleans())
def test_persons_are_never_rounded(rows: list[int], off: int, is_less: bool, is_headed: bool) -> None:
    head = "培训人数" if is_headed else "培训规模（人次）"
    total = sum(rows) + (-off if is_less else off)
    assume(total * 2 >= sum(rows))
    assume(total * len(rows) != sum(rows))  # else it is the average
    table = [["班次", head], *([f"第{i}班", str(row)] for i, row in enumerate(rows, 1)), ["合计", str(total)]]
    assert reported(SUM008, {"tables": [{"caption": "培训情况", "rows": table}]}) == [str(total)]
