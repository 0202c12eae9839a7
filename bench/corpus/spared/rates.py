"""RATE: rates that are right to the digits that they print, overruns and shortfalls that are explained."""

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from random import Random

from bench.corpus.planted.rates import overrun, underspent
from bench.corpus.planting import AIMED, PARTS, WEIGHED, Plant, added, index, needs, spent, texts, with_money
from bench.corpus.projects import Project, money, rounded, with_row


def coarse_rates(story: Project, draw: Random) -> Project:
    """Rates rounded to one place or to none."""
    places = draw.choice((0, 1))
    funds = tuple(replace(f, rate=f.rate if f.rate is None else rounded(f.rate, places)) for f in story.funds)
    return replace(story, funds=funds)


def cut_rates(story: Project, _: Random) -> Project:
    """Rates cut off, not rounded."""
    places = Decimal("0.01")
    funds = tuple(
        f if not f.annual else replace(f, rate=(f.executed / f.annual * 100).quantize(places, ROUND_DOWN))
        for f in story.funds
    )
    return replace(story, funds=funds)


WHY_MORE = (
    "执行率超过100%，原因是年中追加了设备更新经费。",
    "因上级新增任务，年中追加预算，支出相应增加，故执行率超过100%。",
    "超出年初预算部分为动用上年结转资金，故支出大于预算。",
)
WHY_LESS = (
    "执行率偏低，原因是部分工程尚未竣工验收，尾款按合同在次年支付。",
    "因财力紧张、支付进度放缓，预算执行率未达到预期。",
    "受疫情影响，培训和检查活动推迟，资金未全部支出。",
)


def explained_overrun(story: Project, draw: Random) -> Project:
    why = draw.choice(WHY_MORE)
    return replace(added(overrun(story, draw), "spending", why), reason=why)


def explained_shortfall(story: Project, draw: Random) -> Project:
    why = draw.choice(WHY_LESS)
    return replace(added(underspent(story, draw), "spending", why), reason=why)


def low_sliver(story: Project, _: Random) -> Project:
    """A small kind of money with a low rate: less than a twentieth of the whole."""
    whole, fiscal, last, other = story.funds
    small = rounded(fiscal.annual * Decimal("0.02"))
    paid = rounded(small * Decimal("0.6"))
    carried = money(last.label, Decimal(0), small, paid)
    spending = rounded(fiscal.annual * Decimal("0.985"))
    first = money(fiscal.label, fiscal.initial, fiscal.annual, spending)
    return with_money(
        story,
        (money(whole.label, whole.initial, fiscal.annual + small, spending + paid), first, carried, other),
    )


def adjusted_within(story: Project, draw: Random) -> Project:
    """No adjustment, and no overrun that would deny it."""
    i = index(story, "时效指标")
    target = Decimal(draw.choice((5, 10)))
    return with_row(story, i, level3="预算调整率", operator="≤", unit="%", target=target, actual=Decimal(0))


def reachable(story: Project, draw: Random) -> Project:
    number, rate = draw.choice(((30, "93.3"), (30, "96.67"), (50, "96"), (40, "97.5"), (60, "95"), (120, "94.2")))
    told = with_row(story, index(story, "服务对象满意度指标"), target=Decimal(90), actual=Decimal(rate))
    return added(told, "extra", f"共发放满意度调查问卷{number}份，收回{number}份，满意度为{rate}%。")


def averaged(story: Project, draw: Random) -> Project:
    told = with_row(story, index(story, "服务对象满意度指标"), target=Decimal(90), actual=Decimal("93.7"))
    said = (
        "发放问卷30份，收回30份，按五级评分加权平均，满意度为93.7%。",
        "向30名服务对象发放问卷，满意度按各题平均得分率计算为93.7%。",
    )
    return added(told, "extra", draw.choice(said))


def above_hundred(story: Project, draw: Random) -> Project:
    """A rate of completion, which may pass a hundred."""
    i = index(story, "时效指标")
    return with_row(story, i, level3="任务完成率", target=Decimal(100), actual=Decimal(draw.choice(("102", "108"))))


def all_spent(story: Project, _: Random) -> Project:
    return spent(story, Decimal(1))


SPARED = (
    Plant("RATE001", coarse_rates, needs("budget.rate")),
    Plant("RATE001", cut_rates, needs("budget.rate")),
    texts(
        "RATE001",
        "spending",
        "其中设备更新预算50.63万元，实际支出48.28万元，执行率95.4%。",
        "设备更新经费安排约50万元，支付48.3万元，执行率近97%。",
        "设备更新费全年预算40万元，执行38.12万元，预算执行率95.3%。",
    ),
    Plant("RATE002", explained_overrun, needs("budget.rate")),
    Plant("RATE002", all_spent, needs("budget.rate")),
    Plant("RATE003", explained_shortfall, needs("budget.rate")),
    Plant("RATE003", low_sliver, needs("budget.rate", PARTS)),
    Plant("RATE004", adjusted_within, needs(AIMED)),
    Plant("RATE004", explained_overrun, needs("budget.rate")),
    texts(
        "RATE005",
        "spending",
        "公用经费支出52.8万元，比上年60万元减少7.2万元，下降12%。",
        "公用经费支出51.28万元，较上年减少6.99万元，下降11.99%。",
        "公用经费支出由上年的58.27万元下降到51.28万元，降幅约12%。",
        "会议费支出1.2万元，上年未发生，同比增加1.2万元。",
        "公用经费支出51.28万元，与上年基本持平。",
    ),
    Plant("RATE006", reachable, needs(AIMED)),
    Plant("RATE006", averaged, needs(AIMED)),
    Plant("RATE006", above_hundred, needs(AIMED, WEIGHED)),
)
