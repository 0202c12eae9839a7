"""RATE: percentages that their own figures do not give, overruns and shortfalls that nobody explains."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from bench.corpus.planting import AIMED, FUND_POINTS, PARTS, Plant, added, index, needs, scored, spent, texts
from bench.corpus.projects import Project, Sheet, plain, rounded, with_fund, with_row


def another_rate(story: Project, draw: Random) -> Project:
    off = Decimal(draw.choice(("0.64", "-0.37", "1.2", "-0.05")))
    return with_fund(story, 0, rate=(story.funds[0].rate or Decimal(0)) - off)


def rate_of_part(story: Project, draw: Random) -> Project:
    return with_fund(story, 1, rate=(story.funds[1].rate or Decimal(0)) - Decimal(draw.choice(("0.9", "0.18", "1.7"))))


def rate_told(story: Project, draw: Random) -> Project:
    budget = Decimal(draw.randint(2000, 6000)) / 100
    paid = rounded(budget * Decimal("0.953"))
    rate = rounded(paid / budget * 100) + Decimal(draw.choice(("1.3", "-2.2", "0.5")))
    said = draw.choice(
        (
            f"其中设备更新预算{budget}万元，实际支出{paid}万元，执行率{rate}%。",
            f"设备更新经费安排{budget}万元，支付{paid}万元，占预算的{rate}%。",
            f"分项看，设备更新费全年预算{budget}万元，执行{paid}万元，预算执行率{rate}%。",
        )
    )
    return added(story, "spending", said)


def overrun(story: Project, draw: Random) -> Project:
    return spent(story, Decimal(draw.choice(("1.031", "1.062", "1.12", "1.155"))))


def underspent(story: Project, draw: Random) -> Project:
    told = spent(story, Decimal(draw.choice(("0.62", "0.71", "0.79", "0.85"))))
    return replace(told, left_out=told.left_out | {"reason"})


def unadjusted(story: Project, draw: Random) -> Project:
    """Spending above the budget beside an indicator that says nothing was adjusted."""
    told = overrun(story, draw)
    i = index(told, "时效指标")
    return with_row(
        told, i, level3="预算调整率", operator="≤", unit="%", target=Decimal(draw.choice((5, 10))), actual=Decimal(0)
    )


def unadjusted_told(story: Project, draw: Random) -> Project:
    said = ("年度预算调整率为0。", "全年未调整预算，预算调整率为0%。", "预算调整率0，预算编制较为准确。")
    return added(overrun(story, draw), "spending", draw.choice(said))


def change_told(story: Project, draw: Random) -> Project:
    """Two years' costs and a share that they do not give, or a direction that is not theirs."""
    before = Decimal(draw.randint(4000, 9000)) / 100
    after = rounded(before * Decimal("0.88"))
    gap, share = before - after, rounded((before - after) / before * 100)
    wrong = share + Decimal(draw.choice(("2.4", "-3.1", "1.05")))
    said = draw.choice(
        (
            f"公用经费支出{after}万元，比上年{before}万元减少{gap}万元，下降{wrong}%。",
            f"公用经费支出{after}万元，较上年减少{gap}万元，下降{wrong}%。",
            f"公用经费支出{after}万元，上年为{before}万元，同比下降{wrong}%。",
            f"公用经费支出由上年的{before}万元下降到{after}万元，降幅{wrong}%。",
            f"公用经费支出{after}万元，比上年{before}万元增加{gap}万元，增长{share}%。",
        )
    )
    return added(story, "spending", said)


def change_column(story: Project, draw: Random) -> Project:
    rows = [["费用名称", "上年数（万元）", "本年数（万元）", "增减（%）"]]
    for name in ("办公费", "差旅费", "维修费", "培训费"):
        before = Decimal(draw.randint(500, 3000)) / 100
        after = rounded(before * Decimal(draw.choice(("0.87", "0.94", "1.08"))))
        rows.append([name, plain(before), plain(after), plain(rounded((after - before) / before * 100))])
    at = draw.randrange(1, 5)
    rows[at][3] = plain(Decimal(rows[at][3]) + Decimal(draw.choice(("3.5", "-4.2"))))
    return replace(story, sheets=(Sheet("主要费用增减变动表", tuple(map(tuple, rows))),))


def nothing_of_nothing(story: Project, _: Random) -> Project:
    return with_fund(story, 3, rate=Decimal(100))


def polled(story: Project, draw: Random) -> Project:
    """A satisfaction that no count of the questionnaires gives."""
    number, rate = draw.choice(((30, "93.7"), (50, "95.5"), (40, "96.2"), (60, "94.4"), (20, "97")))
    i = index(story, "服务对象满意度指标")
    told = with_row(story, i, target=Decimal(90), actual=Decimal(rate))
    said = draw.choice(
        (
            f"共发放满意度调查问卷{number}份，收回{number}份，满意度为{rate}%。",
            f"随机抽取{number}名群众开展问卷调查，满意度{rate}%。",
            f"向服务对象发放问卷{number}份，回收有效问卷{number}份，测得满意度{rate}%。",
        )
    )
    return added(told, "extra", said)


def above_all(story: Project, draw: Random) -> Project:
    i = index(story, "质量指标")
    row = story.rows[i]
    return scored(story, i, row.weight, actual=Decimal(draw.choice(("102", "104.5", "110"))))


PLANTED = (
    Plant("RATE001", another_rate, needs("budget.rate")),
    Plant("RATE001", rate_of_part, needs("budget.rate", PARTS)),
    Plant("RATE001", rate_told),
    Plant("RATE002", overrun, needs("budget.rate")),
    Plant("RATE003", underspent, needs("budget.rate", FUND_POINTS)),
    Plant("RATE004", unadjusted, needs(AIMED), frozenset({"RATE002"})),
    Plant("RATE004", unadjusted_told, frozenset(), frozenset({"RATE002"})),
    Plant("RATE005", change_told),
    Plant("RATE005", change_column),
    Plant("RATE006", nothing_of_nothing, needs("budget.rate", PARTS), accepts=frozenset({"RATE001"})),
    Plant("RATE006", polled, needs(AIMED)),
    Plant("RATE006", above_all, needs(AIMED)),
    texts(
        "RATE006",
        "extra",
        "发放问卷45份，收回45份，其中群众对维护及时性的满意率为91.5%。",
        "设施抽检合格率为103%，优于上年。",
    ),
)
