"""GOAL: results that go with their targets and points, once these are read as they are meant."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from bench.corpus.planted.goals import PLAIN_GOAL
from bench.corpus.planting import AIMED, FUND_POINTS, WEIGHED, Plant, added, drawn_row, index, needs, scored, spent
from bench.corpus.projects import Project, rounded, with_row


def just_met(story: Project, draw: Random) -> Project:
    i, row = drawn_row(story, draw, "数量指标", "质量指标", "社会效益指标", "成本指标")
    return with_row(story, i, actual=row.target)


def no_operator(story: Project, draw: Random) -> Project:
    """A target without an operator: more of what is built, less of what it costs."""
    i, row = drawn_row(story, draw, "数量指标", "成本指标", "社会效益指标")
    return with_row(story, i, operator="", actual=row.actual)


def in_time(story: Project, draw: Random) -> Project:
    words = draw.choice(
        (("9月底前", "8月"), ("12月31日前", "12月20日"), (f"{story.year}年12月底前", f"{story.year}年11月"))
    )
    i = index(story, "时效指标")
    return with_row(story, i, level3="任务完成时间", operator="", unit="", target=None, actual=None, words=words)


def explained(story: Project, draw: Random) -> Project:
    """A target that is met and points lost all the same, with the reason."""
    i, row = drawn_row(story, draw, "数量指标", "质量指标", "社会效益指标")
    why = draw.choice(("佐证资料不够完整，酌情扣分，今后加强档案管理。", "个别点位资料归档较晚，扣减相应分值。"))
    return scored(story, i, row.weight - 1, reason=why)


def worded_pair(story: Project, draw: Random) -> Project:
    i = index(story, "可持续影响指标")
    pairs = (("健全", "健全"), ("有所提升", "明显提升"), ("长期", "长期"), ("达标", "达标"), ("完善", "已完善"))
    return with_row(story, i, words=draw.choice(pairs))


def bare_figure(story: Project, draw: Random) -> Project:
    """A result without its unit."""
    _, row = drawn_row(story, draw, "数量指标", "社会效益指标")
    cell = ("indicators.actual", row.level3, str(row.actual))
    return replace(story, cells=(cell,), goal=PLAIN_GOAL)


def explained_excess(story: Project, draw: Random) -> Project:
    i, row = drawn_row(story, draw, "数量指标", "社会效益指标")
    actual = rounded((row.target or Decimal(1)) * Decimal("1.6"), 0)
    why = draw.choice(("年中上级追加任务，实际完成数高于目标。", "年初目标设定偏保守，今后将科学测算目标值。"))
    return with_row(story, i, actual=actual, reason=why)


def small_count(story: Project, draw: Random) -> Project:
    """Three of two: a count too small to be far beyond."""
    i = index(story, "数量指标")
    target = draw.choice((2, 3, 5))
    return with_row(story, i, target=Decimal(target), actual=Decimal(target * 2 - 1))


def cheap(story: Project, _: Random) -> Project:
    """A cost far below its limit."""
    i = index(story, "成本指标")
    return with_row(story, i, actual=rounded((story.rows[i].target or Decimal(1)) * Decimal("0.55"), 0))


def negative(story: Project, draw: Random) -> Project:
    """Less is better, and the operator says so."""
    i = index(story, "质量指标")
    name, unit, target, actual = draw.choice(
        (("安全事故发生数", "起", 2, 0), ("投诉率", "%", 3, 1), ("返工率", "%", 5, 2))
    )
    return with_row(story, i, level3=name, operator="≤", unit=unit, target=Decimal(target), actual=Decimal(actual))


def saved(story: Project, _: Random) -> Project:
    """Costs to be saved: more is better."""
    i = index(story, "成本指标")
    return with_row(story, i, level3="成本节约率", operator="≥", unit="%", target=Decimal(3), actual=Decimal("3.6"))


def late_bills(story: Project, draw: Random) -> Project:
    """Little money spent, all work done, and the reason."""
    why = draw.choice(
        ("工程已全部完工，尾款按合同约定在次年支付。", "资金于12月下达，项目已完成，款项次年一季度支付。")
    )
    return replace(added(spent(story, Decimal("0.52")), "spending", f"执行率偏低的原因是{why}"), reason=why)


SPARED = (
    Plant("GOAL001", just_met, needs(WEIGHED, AIMED)),
    Plant("GOAL001", no_operator, needs(WEIGHED, AIMED, "!indicators.operator")),
    Plant("GOAL001", in_time, needs(WEIGHED, AIMED, "!indicators.operator")),
    Plant("GOAL002", explained, needs(WEIGHED, AIMED, "indicators.reason")),
    Plant("GOAL003", worded_pair, needs(AIMED)),
    Plant("GOAL003", bare_figure, needs(AIMED)),
    Plant("GOAL004", explained_excess, needs(AIMED, "indicators.reason")),
    Plant("GOAL004", small_count, needs(AIMED)),
    Plant("GOAL004", cheap, needs(AIMED)),
    Plant("GOAL005", negative, needs(AIMED)),
    Plant("GOAL005", saved, needs(AIMED)),
    Plant("GOAL006", late_bills, needs(WEIGHED, FUND_POINTS)),
)
