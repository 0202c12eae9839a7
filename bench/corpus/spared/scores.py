"""SCORE: points that the form's rules do give."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from bench.corpus.planted.scores import PROPORTION, SPLITS, TIERS
from bench.corpus.planting import (
    AIMED,
    PARTS,
    WEIGHED,
    Plant,
    added,
    drawn_row,
    index,
    needs,
    retotalled,
    scored,
    spent,
)
from bench.corpus.projects import Project, Row, rounded, with_row

COUNTS = ("数量指标", "质量指标", "社会效益指标")
WHY = ("受连续降雨影响，部分任务推迟到次年完成。", "个别点位移交较晚，已列入下一年度计划。")
EXPLAINED = needs(WEIGHED, AIMED, "indicators.reason")


def full_marks(story: Project, _: Random) -> Project:
    """Every score is its weight: nothing above it."""
    return story


def explained(story: Project, draw: Random) -> Project:
    i, row = drawn_row(story, draw, *COUNTS)
    target = row.target or Decimal(1)
    actual = rounded(target * Decimal(draw.choice(("0.7", "0.8", "0.9"))), 0)
    return scored(story, i, rounded(actual / target * row.weight), actual=actual, reason=draw.choice(WHY))


def explained_in_prose(story: Project, draw: Random) -> Project:
    """A form without a column for reasons; the narrative gives it."""
    i, row = drawn_row(story, draw, *COUNTS)
    target = row.target or Decimal(1)
    actual = rounded(target * Decimal("0.8"), 0)
    told = scored(story, i, rounded(actual / target * row.weight), actual=actual)
    said = (
        f"{row.level3}未达到目标值，原因是场地移交较晚，任务推迟。",
        f"{row.level3}扣分的原因是受天气影响，部分任务未完成。",
    )
    return added(told, "extra", draw.choice(said))


def rounded_points(story: Project, draw: Random) -> Project:
    """The points of the money rounded to half, whole or one place, or cut off."""
    score = draw.choice((rounded(story.score, 1), rounded(story.score, 0), rounded(story.score * 2, 0) / 2))
    return retotalled(replace(story, score=score))


def capped_points(story: Project, draw: Random) -> Project:
    """More spent than planned, explained: full points and no more."""
    told = spent(story, Decimal("1.02"))
    why = "执行率超过100%，原因是年中追加了设备更新经费。"
    return replace(added(told, "spending", why), reason=why)


def in_proportion(story: Project, draw: Random) -> Project:
    return added(explained(story, draw), "note", draw.choice(PROPORTION))


def without_rule(story: Project, draw: Random) -> Project:
    """Points out of proportion, where no rule asks for it."""
    i, row = drawn_row(story, draw, *COUNTS)
    actual = rounded((row.target or Decimal(1)) * Decimal("0.9"), 0)
    return scored(story, i, row.weight - 1, actual=actual, reason=draw.choice(WHY))


def longer_grade(story: Project, _: Random) -> Project:
    return replace(story, prose={"grade": {"优": "优秀", "良": "良好"}.get(story.grade, story.grade)})


def fits_own_bands(story: Project, draw: Random) -> Project:
    i, row = drawn_row(story, draw, "社会效益指标")
    actual = rounded((row.target or Decimal(1)) * Decimal("0.6"), 0)
    told = scored(story, i, rounded(actual / (row.target or 1) * row.weight), actual=actual, reason=draw.choice(WHY))
    return added(
        replace(told, grade="良"), "note", "注：得分在98分（含）以上为优，90-98分为良，60-90分为中，60分以下为差。"
    )


def printed_twice(story: Project, _: Random) -> Project:
    """The points stand on two rows and are counted once."""
    return replace(story, is_doubled=True)


def as_split(story: Project, draw: Random) -> Project:
    return added(story, "note", draw.choice(SPLITS))


def moved_explained(story: Project, draw: Random) -> Project:
    """Points moved between categories, and the report says so."""
    taken, given = story.rows[5], story.rows[7]
    told = with_row(story, 5, weight=taken.weight - 5, score=taken.score - 5)
    told = retotalled(with_row(told, 7, weight=given.weight + 5, score=given.score + 5))
    said = "因部分产出指标不适用，本项目未设置相关指标，其5分权重按要求调整到效益指标。"
    return added(added(told, "note", draw.choice(SPLITS)), "extra", said)


def in_tier(story: Project, draw: Random) -> Project:
    i = index(story, "可持续影响指标")
    weight = story.rows[i].weight
    wording, share = draw.choice(
        (("部分达成预期指标并具有一定效果", "0.75"), ("部分达成预期指标并具有一定效果", "0.8"))
    )
    told = scored(
        story, i, weight * Decimal(share), words=("长效管护机制健全", wording), reason="个别制度尚未印发，下年度完成。"
    )
    return added(told, "note", draw.choice(TIERS))


def no_tier_named(story: Project, draw: Random) -> Project:
    i = index(story, "可持续影响指标")
    words = ("长效管护机制健全", draw.choice(("健全", "机制运行良好", "已建立管护制度")))
    return added(with_row(story, i, words=words), "note", draw.choice(TIERS))


def judged_alike(story: Project, draw: Random) -> Project:
    """The execution rate in two places, full marks in both."""
    told = spent(story, Decimal(1))
    i = index(told, "时效指标")
    row = told.rows[i]
    again = Row(row.level1, row.level2, "预算执行率", "=", "%", Decimal(100), Decimal(100), row.weight, row.weight)
    return replace(told, rows=(*told.rows[:i], again, *told.rows[i + 1 :]))


SPARED = (
    Plant("SCORE001", full_marks, needs(WEIGHED)),
    Plant("SCORE002", explained, EXPLAINED),
    Plant("SCORE002", explained_in_prose, needs(WEIGHED, AIMED, "!indicators.reason")),
    Plant("SCORE003", rounded_points, needs("budget.score", "budget.weight")),
    Plant("SCORE003", capped_points, needs("budget.score", "budget.weight")),
    Plant("SCORE004", in_proportion, EXPLAINED),
    Plant("SCORE004", without_rule, EXPLAINED),
    Plant("SCORE005", longer_grade, needs("indicators.score")),
    Plant("SCORE005", fits_own_bands, EXPLAINED),
    Plant("SCORE006", printed_twice, needs("part points", PARTS, WEIGHED)),
    Plant("SCORE007", as_split, needs(WEIGHED, "indicators.level1")),
    Plant("SCORE007", moved_explained, needs(WEIGHED, "indicators.level1")),
    Plant("SCORE008", in_tier, EXPLAINED),
    Plant("SCORE008", no_tier_named, needs(WEIGHED, "indicators.actual")),
    Plant("SCORE009", judged_alike, needs("budget.score", "budget.weight", WEIGHED, AIMED)),
)
