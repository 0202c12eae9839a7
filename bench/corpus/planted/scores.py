"""SCORE: points that are not what the form's own rules give."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from bench.corpus.planting import (
    AIMED,
    PARTS,
    SCORED,
    WEIGHED,
    Plant,
    added,
    drawn_row,
    index,
    needs,
    retotalled,
    scored,
)
from bench.corpus.projects import Project, Row, rounded, with_row

COUNTS = ("数量指标", "质量指标", "社会效益指标")
PROPORTION = (
    "注：定量指标完成指标值的，得该指标全部分值；未完成的，按照完成值与指标值的比例计分。",
    "说明：1.定量指标若未达到指标值，按完成值与指标值的比例记分。2.定性指标按完成程度记分。",
    "注：完成值达到指标值，记该指标所赋全部分值；未达到指标值的，按完成值与指标值的比例计算得分。",
)
THREE = "达成预期指标、部分达成预期指标并具有一定效果、未达成预期指标且效果较差"
TIERS = (
    f"注：定性指标根据完成情况分为{THREE}三档，分别按照该指标对应分值区间100%-80%（含）、80%-60%（含）、60%-0%合理确定分值。",
    f"说明：定性指标分三档：{THREE}，依次按该指标分值的100%-80%(含80%)、80%-60%(含60%)、60%-0%记分。",
)
SPLITS = (
    "注：一级指标权重统一设置为：产出指标50分、效益指标30分、满意度指标10分、预算资金执行率10分。",
    "说明：预算执行率10分，产出指标50分，效益指标30分，满意度指标10分。",
)


def above_weight(story: Project, draw: Random) -> Project:
    i, row = drawn_row(story, draw, *COUNTS)
    return scored(story, i, row.weight + Decimal(draw.choice(("1", "0.5", "2"))))


def below_nothing(story: Project, draw: Random) -> Project:
    i, _ = drawn_row(story, draw, *COUNTS)
    return scored(story, i, Decimal(draw.choice((-1, -2))))


def missed_unexplained(story: Project, draw: Random) -> Project:
    i, row = drawn_row(story, draw, *COUNTS)
    target = row.target or Decimal(1)
    actual = rounded(target * Decimal(draw.choice(("0.7", "0.8", "0.9"))), 0)
    return scored(
        story, i, rounded(actual / target * row.weight), actual=actual, reason=draw.choice(("", "", "无", "-"))
    )


def worded_unexplained(story: Project, draw: Random) -> Project:
    i = index(story, "可持续影响指标")
    return scored(story, i, story.rows[i].weight - 2, words=("健全", draw.choice(("基本健全", "较健全"))))


def execution_points(story: Project, draw: Random) -> Project:
    return retotalled(replace(story, score=Decimal(draw.choice(("7", "8", "6.5", "8.2")))))


def off_proportion(story: Project, draw: Random) -> Project:
    i, row = drawn_row(story, draw, *COUNTS)
    target = row.target or Decimal(1)
    actual = rounded(target * Decimal("0.6"), 0)
    score = rounded(row.weight * Decimal(draw.choice(("0.9", "0.85"))), 1)
    told = scored(story, i, score, actual=actual, reason="受连续降雨影响，部分任务推迟到次年完成。")
    return added(told, "note", draw.choice(PROPORTION))


def another_grade(story: Project, draw: Random) -> Project:
    wrong = draw.choice([word for word in ("良", "中") if word != story.grade])
    return replace(story, grade=wrong)


def lower_total(story: Project, draw: Random) -> Project:
    """Points lost with a reason, so that the total is below the band of the grade that is kept."""
    rows = list(story.rows)
    for i in (0, 3, 7):
        target, weight = rows[i].target or Decimal(1), rows[i].weight
        actual = rounded(target * Decimal("0.45"), 0)
        why = "受场地移交较晚影响，任务未能全部完成，已列入下一年度计划。"
        rows[i] = replace(rows[i], actual=actual, score=rounded(actual / target * weight), reason=why)
    told = retotalled(replace(story, rows=tuple(rows)))
    return replace(told, grade="优")


def own_bands(story: Project, draw: Random) -> Project:
    """A grade that the form's own bands do not give, though the usual ones would."""
    i, row = drawn_row(story, draw, "社会效益指标")
    target = row.target or Decimal(1)
    actual = rounded(target * Decimal("0.6"), 0)
    told = scored(story, i, rounded(actual / target * row.weight), actual=actual, reason="受气候影响，服务人次减少。")
    bands = (
        "注：得分在98分（含）以上为优，90-98分为良，60-90分为中，60分以下为差。",
        "评价等级：优（≥98分）、良（≥90分且＜98分）、中（≥60分且＜90分）、差（＜60分）。",
    )
    return added(replace(told, grade="优"), "note", draw.choice(bands))


def doubled(story: Project, _: Random) -> Project:
    told = replace(story, is_doubled=True)
    return replace(told, total=told.total + told.score)


def moved_weights(story: Project, draw: Random) -> Project:
    off = draw.choice((3, 4, 5))
    taken, given = story.rows[5], story.rows[7]
    told = with_row(story, 5, weight=taken.weight - off, score=taken.score - off)
    told = with_row(told, 7, weight=given.weight + off, score=given.score + off)
    return added(retotalled(told), "note", draw.choice(SPLITS))


def another_tier(story: Project, draw: Random) -> Project:
    i = index(story, "可持续影响指标")
    wording = draw.choice(("部分达成预期指标并具有一定效果", "部分达成预期指标"))
    return added(with_row(story, i, words=("长效管护机制健全", wording)), "note", draw.choice(TIERS))


def too_low_tier(story: Project, draw: Random) -> Project:
    i = index(story, "可持续影响指标")
    weight = story.rows[i].weight
    why = "个别制度尚未印发，下年度完成。"
    told = scored(story, i, weight * Decimal("0.4"), words=("长效管护机制健全", "达成预期指标"), reason=why)
    return added(told, "note", draw.choice(TIERS))


def judged_twice(story: Project, draw: Random) -> Project:
    """The execution rate again as an indicator of its own, with a target that it meets, where the money lost points."""
    i = index(story, "时效指标")
    rate = story.funds[0].rate or Decimal(0)
    row = story.rows[i]
    again = Row(
        row.level1,
        row.level2,
        draw.choice(("预算执行率", "资金预算执行率")),
        "≥",
        "%",
        Decimal(90),
        rate,
        row.weight,
        row.weight,
    )
    return replace(story, rows=(*story.rows[:i], again, *story.rows[i + 1 :]))


def two_targets(story: Project, draw: Random) -> Project:
    """One indicator under outputs and under benefits, full marks in one of the two places."""
    i, j = index(story, "质量指标"), index(story, "社会效益指标")
    first, second = story.rows[i], story.rows[j]
    target = (first.actual or Decimal(0)) + Decimal(draw.choice((1, 2)))
    again = replace(
        second,
        level3=first.level3,
        unit="%",
        target=target,
        actual=first.actual,
        score=second.weight - 1,
        reason="个别点位复验未通过，已安排返修。",
    )
    return retotalled(with_row(story, j, **vars(again)))


PLANTED = (
    Plant("SCORE001", above_weight, needs(WEIGHED)),
    Plant("SCORE001", below_nothing, needs(WEIGHED), frozenset({"GOAL002", "SCORE002"})),
    Plant("SCORE002", missed_unexplained, needs(WEIGHED, AIMED)),
    Plant("SCORE002", worded_unexplained, needs(WEIGHED, AIMED)),
    Plant("SCORE003", execution_points, needs("budget.score", "budget.weight")),
    Plant("SCORE004", off_proportion, needs(WEIGHED, AIMED), frozenset({"SCORE002"})),
    Plant("SCORE005", another_grade, needs("indicators.score")),
    Plant("SCORE005", lower_total, needs(WEIGHED, AIMED, "indicators.reason")),
    Plant("SCORE005", own_bands, needs(WEIGHED, AIMED, "indicators.reason")),
    Plant("SCORE006", doubled, needs("part points", PARTS, SCORED, WEIGHED), frozenset({"SUM001"})),
    Plant("SCORE007", moved_weights, needs(WEIGHED, "indicators.level1")),
    Plant("SCORE008", another_tier, needs(WEIGHED, "indicators.actual")),
    Plant("SCORE008", too_low_tier, needs(WEIGHED, "indicators.actual", "indicators.reason")),
    Plant("SCORE009", judged_twice, needs("budget.score", "budget.weight", WEIGHED, AIMED)),
    Plant("SCORE009", two_targets, needs(WEIGHED, AIMED, "indicators.reason", "indicators.level1")),
)
