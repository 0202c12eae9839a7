"""What holds always of rates, changes and points in proportion, as test_intervals has it of sums."""

from decimal import ROUND_FLOOR, Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.checks.drawn import HOW, MONEY, Spec, always, findings, plain, printed, reported, unit

SUM008 = "sum008_table_total"
RATE001 = "rate001_rate_recomputed"
RATE005 = "rate005_change_recomputed"
RATE006 = "rate006_unreachable_rate"
SCORE003 = "score003_execution_score"
SCORE004 = "score004_off_proportion"
GOAL001 = "goal001_missed_full_marks"
NOTE = "定量指标完成值未达指标值的，按完成比例计分。"


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
