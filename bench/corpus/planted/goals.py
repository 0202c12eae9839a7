"""GOAL: results that are not what their targets and points say."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from bench.corpus.planting import (
    AIMED,
    FUND_POINTS,
    WEIGHED,
    Plant,
    drawn_row,
    index,
    needs,
    scored,
    spent,
)
from bench.corpus.projects import Project, rounded, with_row


def missed(story: Project, draw: Random) -> Project:
    i, row = drawn_row(story, draw, "数量指标", "质量指标", "社会效益指标", "时效指标")
    actual = rounded((row.target or Decimal(1)) * Decimal(draw.choice(("0.8", "0.9", "0.95"))), 0)
    return with_row(story, i, actual=actual)


def cost_above(story: Project, draw: Random) -> Project:
    i = index(story, "成本指标")
    target = story.rows[i].target or Decimal(1)
    return with_row(story, i, actual=rounded(target * Decimal(draw.choice(("1.1", "1.2"))), 0))


def too_late(story: Project, draw: Random) -> Project:
    i = index(story, "时效指标")
    year = story.year
    words = draw.choice((("9月底前", "11月"), (f"{year}年6月底前", f"{year}年9月"), ("10月31日前", "12月15日")))
    return with_row(story, i, level3="任务完成时间", operator="", unit="", target=None, actual=None, words=words)


def met_deducted(story: Project, draw: Random) -> Project:
    i, row = drawn_row(story, draw, "数量指标", "质量指标", "社会效益指标", "成本指标")
    off = Decimal(draw.choice(("1", "2", "1.5")))
    return scored(story, i, row.weight - off, actual=max(row.actual or Decimal(0), row.target or Decimal(0))
                  if row.operator == "≥" else row.actual)  # fmt: skip


def another_kind(story: Project, draw: Random) -> Project:
    """A result of another kind than its target, printed in its cell."""
    level2 = draw.choice(("数量指标", "质量指标", "社会效益指标"))
    i = index(story, level2)
    text = draw.choice(("100%", "98%") if level2 != "质量指标" else ("126件", "85个"))
    cell = ("indicators.actual", story.rows[i].level3, text)
    return replace(story, cells=(cell,), goal=PLAIN_GOAL)


def phrase_for_figure(story: Project, draw: Random) -> Project:
    i = index(story, draw.choice(("成本指标", "数量指标")))
    cell = ("indicators.actual", story.rows[i].level3, draw.choice(("完成", "已完成", "达标")))
    return replace(story, cells=(cell,), goal=PLAIN_GOAL)


PLAIN_GOAL = (
    "做好辖区设施的日常维护，及时消除安全隐患，让群众用得放心、管得长久，服务水平稳步提高。",
    "年内各项工作有序开展，隐患整治到位，设施保持良好状态，群众的获得感明显增强。",
)


def far_over(story: Project, draw: Random) -> Project:
    i, row = drawn_row(story, draw, "数量指标", "社会效益指标")
    return with_row(
        story, i, actual=rounded((row.target or Decimal(1)) * Decimal(draw.choice(("1.4", "1.8", "2.2"))), 0)
    )


def wrong_way(story: Project, draw: Random) -> Project:
    i, row = drawn_row(story, draw, "数量指标", "质量指标")
    return with_row(story, i, operator="≤", actual=row.target)


def cost_wrong_way(story: Project, _: Random) -> Project:
    i = index(story, "成本指标")
    return with_row(story, i, operator="≥", actual=story.rows[i].target)


def idle_money(story: Project, draw: Random) -> Project:
    told = spent(story, Decimal(draw.choice(("0.31", "0.44", "0.57"))))
    return replace(told, left_out=told.left_out | {"reason"})


PLANTED = (
    Plant("GOAL001", missed, needs(WEIGHED, AIMED)),
    Plant("GOAL001", cost_above, needs(WEIGHED, AIMED)),
    Plant("GOAL001", too_late, needs(WEIGHED, AIMED, "!indicators.operator")),
    Plant("GOAL002", met_deducted, needs(WEIGHED, AIMED)),
    Plant("GOAL003", another_kind, needs(AIMED, "!indicators.target_unit")),
    Plant("GOAL003", phrase_for_figure, needs(AIMED)),
    Plant("GOAL004", far_over, needs(AIMED)),
    Plant("GOAL005", wrong_way, needs(AIMED)),
    Plant("GOAL005", cost_wrong_way, needs(AIMED)),
    Plant("GOAL006", idle_money, needs(WEIGHED, FUND_POINTS, "indicators.level1"), frozenset({"RATE003"})),
)
