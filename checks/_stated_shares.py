"""Rates in prose whose two figures the words tie together: shares in a row, wholes named beside, targets reached."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from checks._phrases import counted
from checks._precision import Fit, loose, tight
from checks._prose_rates import Spot, pair_before, sentence_figures
from checks._rates import Base, Rate, fit_rate
from extractors.model import Number, Report, resolve

SHARE = re.compile(r"^[^，,。；;]{0,6}[，,（(]?占(?:比)?(?:[^，,。；;\d]{0,12}?)(?:的|的?比[重例]?)?(?:为|达)?$")
# A，完成年度计划B的P%; A，占总投资B的P%.
BESIDE = re.compile(r"^[^，,。；;\d]{0,12}[，,（(](?:占|为|是|达到?|完成了?|实现)[^，,。；;\d比较]{0,14}$")
OF = re.compile(r"^的(?:比[重例]为?)?$")
REACHED = re.compile(
    r"^[，,]?(?:超额)?(?:(?:完成|为|是|达到?)了?(?:全年|年度|年初|预期|计划|既定|设定|的)*(?:目标|任务|计划|指标)(?:值|任务|数|量)?的"
    r"|(?:目标|任务|计划|指标)?完成率(?:为|达到?|是)?)$"
)
COMPARED = re.compile(r"^[，,]?(?:比|较)(?:年初|年度|全年)?(?:目标|计划|任务)(?:值|数)?(?:少|多|低|高|超出?)$")
ARRIVED = re.compile(r"到位率(?:为|达到?|是)?$")
USED = re.compile(r"(?:资金|预算)?(?:使用|支出|支付|执行)率(?:为|达到?|是)?$")
ROLE = re.compile(
    r"(?P<spent>支出(?!预算)|使用|支付|执行|拨付)|(?P<received>到位)|(?P<planned>安排|下达|预算|计划(?:投入|投资|安排)?)"
)
# 收回问卷200份，其中满意187份，满意度93.5%
PLEASED = re.compile(r"^[，,](?:其中|有)?[^，,。；;\d]{0,8}(?:满意|合格|知晓|优良|达标|好评|认可)[^，,。；;\d]{0,6}$")
PLEASED_RATE = re.compile(r"^[，,]?(?:总体|综合)?(?:满意|合格|知晓|优良|达标|好评|认可)[率度](?:为|达到?|是)?$")
INSIDE = re.compile(r"其中|包括|分别|截至|累计")
FEWEST = 2
WHOLES = {"比重": "总数", "比率": "总数", "完成率": "指标值"}


class Part(NamedTuple):
    """A share with the amount that it is told of."""

    spot: Spot
    number: Number


def stated_shares(report: Report) -> Iterator[Rate]:
    before: list[Number] = []
    for spots in sentence_figures(report):
        here = [spot.number for spot in spots if is_figure(spot.number)]
        yield from row_of_shares(spots, [*before, *here])
        for i, spot in enumerate(spots):
            if is_percent(spot.number) and not pair_before(spots[:i], spot):
                found = beside(spots, i) or pleased(spots, i) or reached(report, spots, i) or balanced(spots, i)
                if found:
                    yield found
        before = here


def is_percent(number: Number) -> bool:
    return number.unit in {"%", "％"} and not number.is_approximate and not number.operator


def is_figure(number: Number) -> bool:
    return not is_percent(number) and not number.is_approximate and not number.operator and number.upper is None


def are_alike(one: Number, other: Number) -> bool:
    """Whether two figures count the same: money, or things of one unit."""
    money = [number.unit.endswith("元") for number in (one, other)]
    return all(money) or (not any(money) and one.unit.lstrip("万亿") == other.unit.lstrip("万亿") != "")


def words_before(spots: list[Spot], i: int) -> str:
    return re.sub(r"\s", "", spots[i].claim.sentence[spots[i - 1].end if i else 0 : spots[i].at])


def row_of_shares(spots: list[Spot], wholes: list[Number]) -> Iterator[Rate]:
    """A，占P；B，占Q: shares of one whole, which is the stated amount that all of them but one are taken of."""
    parts = [
        Part(spot, spots[i - 1].number)
        for i, spot in enumerate(spots)
        if i and is_percent(spot.number) and is_figure(spots[i - 1].number) and SHARE.match(words_before(spots, i))
        # Nothing is no share of anything.
        if spots[i - 1].number.amount
    ]
    if len(parts) < FEWEST or any(not are_alike(part.number, parts[0].number) for part in parts):
        return
    total = sum(part.number.amount for part in parts)
    best: list[Rate] = []
    fewest = FEWEST
    for whole in wholes:
        if any(whole is part.number for part in parts) or not are_alike(whole, parts[0].number) or not whole.amount:
            continue
        rates = [share_of(part, whole) for part in parts]
        wrong = sum(fit_rate(rate, rate.bases[0]) is Fit.OPEN for rate in rates)
        is_whole = abs(total - whole.amount) <= whole.step * whole.factor
        if wrong < fewest and len(rates) - wrong >= (1 if is_whole else FEWEST):
            best, fewest = rates, wrong
    yield from best


def share_of(part: Part, whole: Number) -> Rate:
    return rate_of(
        part.spot,
        part.spot.claim.subject or "占比",
        "比重",
        Base("部分", counted("part", part.number), part.number),
        (whole,),
    )


def rate_of(spot: Spot, name: str, kind: str, actual: Base, wholes: tuple[Number, ...]) -> Rate:
    """A printed rate with what it is of; `kind`: 比重|比率|完成率."""
    bases = tuple(Base(WHOLES[kind], counted("whole", whole), whole) for whole in wholes)
    measure = tight((actual.number, *wholes))
    printed = counted("rate", spot.number)
    return Rate(f"正文/{name}/{kind}", name, printed, spot.number, actual, bases, measure, loose, True)


def beside(spots: list[Spot], i: int) -> Rate | None:
    """The share of a whole that stands right before it, of the amount right before that."""
    if i < FEWEST or not OF.match(words_before(spots, i)) or not BESIDE.match(words_before(spots, i - 1)):
        return None
    part, whole = spots[i - 2].number, spots[i - 1].number
    if not (is_figure(part) and is_figure(whole) and are_alike(part, whole) and whole.amount):
        return None
    label = spots[i - 2].claim.subject or "占比"
    return rate_of(spots[i], label, "比重", Base("部分", counted("part", part), part), (whole,))


def pleased(spots: list[Spot], i: int) -> Rate | None:
    """The rate of those asked who were pleased, where both are counted right before it."""
    if i < FEWEST or not PLEASED_RATE.match(words_before(spots, i)) or not PLEASED.match(words_before(spots, i - 1)):
        return None
    asked, those = spots[i - 2].number, spots[i - 1].number
    if not (is_figure(asked) and is_figure(those) and are_alike(asked, those) and asked.amount >= those.amount > 0):
        return None
    label = spots[i].claim.subject or "比率"
    return rate_of(spots[i], label, "比率", Base("其中", counted("part", those), those), (asked,))


def reached(report: Report, spots: list[Spot], i: int) -> Rate | None:
    """How much of its target an indicator reached, where the prose tells its actual value right before."""
    if not i or not REACHED.match(words_before(spots, i)):
        return None
    k = i - 2 if i > 1 and COMPARED.match(words_before(spots, i - 1)) else i - 1
    claim, done = spots[k].claim, spots[k].number
    target = resolve(report, re.sub(r"/actual$", "/target", claim.about)) if claim.about.endswith("/actual") else None
    if target is None or target.number is None or not claim.is_sure or target.number.upper is not None:
        return None
    goal = target.number if target.number.unit else replace(target.number, unit=done.unit, factor=done.factor)
    if not (is_figure(done) and are_alike(done, goal) and goal.amount):
        return None
    return rate_of(spots[i], claim.subject, "完成率", Base("完成值", counted("actual", done), done), (goal,))


def balanced(spots: list[Spot], i: int) -> Rate | None:
    """到位率 and 使用率 of money whose amounts the sentence tells once each, no share before them left out."""
    words = words_before(spots, i)
    is_arrived, sentence = ARRIVED.search(words), spots[i].claim.sentence[: spots[i].at]
    if not (is_arrived or USED.search(words)) or INSIDE.search(sentence):
        return None
    told: dict[str, Number] = {}
    for k in range(i):
        if spots[k].number.unit.endswith("元"):
            found = list(ROLE.finditer(re.split(r"[，,：:；;。]", words_before(spots, k))[-1]))
            role = (found[-1].lastgroup or "") if found else ""
            if not role or role in told or not is_figure(spots[k].number):
                return None
            told[role] = spots[k].number
    actual = told.get("received" if is_arrived else "spent")
    wholes = [
        told[role] for role in ("received", "planned") if role in told and not (is_arrived and role == "received")
    ]
    if actual is None or not wholes or not all(whole.amount for whole in wholes):
        return None
    name = "到位" if is_arrived else "支出"
    label = spots[i].claim.subject or f"{name}率"
    return rate_of(spots[i], label, "比率", Base(name, counted("actual", actual), actual), tuple(wholes))
