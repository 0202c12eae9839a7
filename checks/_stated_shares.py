"""Rates in prose whose two figures the words tie together: shares in a row, wholes named beside, targets reached."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from checks._model import Interval
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
SHARE_OF = re.compile(r"占(?P<whole>[^，,。；;\d]{2,16}?)(?:的比(?:例|重)(?:为)?|的)?$")
LINK = re.compile(r"(?:为|是|共计|合计|：|:)+$")
MEASURED = re.compile(r"元|[米里]|亩|吨|[斤克]|升|度|[天时日月年周]|顷|瓦|^$")
ALONE = re.compile(r"[，,（(]占(?:比|总数的?)?(?:为|达)?")
WITHIN = re.compile(r"^[，,]其中[^，,。；;\d]{1,16}$")
ARRIVED = re.compile(r"到位率(?:为|达到?|是)?$")
USED = re.compile(r"(?:资金|预算)?(?:使用|支出|支付|执行)率(?:为|达到?|是)?$")
ROLE = re.compile(
    r"(?P<spent>支出(?!预算)|使用|支付|执行|拨付)|(?P<received>到位)|(?P<planned>安排|下达|预算|计划(?:投入|投资|安排)?)"
)
# 收回问卷200份，其中满意187份，满意度93.5%: what is counted has the rate's own name.
PLEASED_RATE = re.compile(r"^[，,]?[^，,。；;、\d]{0,8}?(?P<name>[一-龥]{2})[率度](?:为|达到?|是)?$")
COUNTED_AS = re.compile(r"^[，,](?:(?!不|未|非)[^，,。；;、\d]){1,14}$")
# What is taken of a target, of last year or of money is read with more care.
OTHERWISE = re.compile(r"完成|增长|下降|减少|到位|执行|支出|使用|支付|占比")
# 年度目标1500家，实际1588家，完成目标的105.87%; 更新41.5公里，目标值45公里，完成率92.22%.
AIMED = re.compile(r"(?:目标|计划|任务|应)[^，,。；;\d]{0,8}$")
DONE = re.compile(r"(?:实际|完成|达到|建成)[^，,。；;\d]{0,6}$")
# 甲A、乙B，分别占总额的P、Q.
SPREAD = re.compile(r"(?:分别|依次|各)占[^，,。；;\d]{0,14}$|占比(?:分别|依次)(?:为|是|达)?$")
AND = re.compile(r"[、，,和与及]")
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
                found = beside(spots, i) or pleased(spots, i) or reached(report, spots, i) or aimed(spots, i)
                found = found or balanced(spots, i) or inside(spots, i)
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
    spread = spread_parts(spots)
    parts = spread or [
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
        if is_whole and spread:
            best = rates
            break
        is_named = any(is_called(spots, part.spot, whole) for part in parts)
        if wrong < fewest and len(rates) - wrong >= (1 if is_whole or is_named else FEWEST):
            best, fewest = rates, wrong
    yield from best


def is_called(spots: list[Spot], share: Spot, whole: Number) -> bool:
    """Whether a share is said to be of what the whole is called in its own sentence: 总支出A，其中B，占总支出的P."""
    told = SHARE_OF.search(words_before(spots, spots.index(share)))
    return bool(told) and any(
        spot.number is whole and told and LINK.sub("", words_before(spots, i)).endswith(told["whole"])
        for i, spot in enumerate(spots)
    )


def spread_parts(spots: list[Spot]) -> list[Part]:
    """The shares that are told one after the other behind as many amounts of one unit."""
    for i, spot in enumerate(spots):
        if not is_percent(spot.number) or not SPREAD.search(words_before(spots, i)):
            continue
        last = i + 1
        while last < len(spots) and is_percent(spots[last].number) and AND.fullmatch(words_before(spots, last)):
            last += 1
        amounts = [before.number for before in spots[max(2 * i - last, 0) : i]]
        is_even = len(amounts) == last - i >= FEWEST
        if is_even and all(is_figure(one) and are_alike(one, amounts[0]) for one in amounts):
            return [Part(told, amount) for told, amount in zip(spots[i:last], amounts, strict=True)]
    return []


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
    measure = counting(tight((actual.number, *wholes)))
    printed = counted("rate", spot.number)
    return Rate(f"正文/{name}/{kind}", name, printed, spot.number, actual, bases, measure, counting(loose), True)


def counting(measure: Callable[[Number], Interval]) -> Callable[[Number], Interval]:
    """The measure, but things are counted, not measured: a whole number of them is exact."""

    def measured(number: Number) -> Interval:
        is_counted = number.step == number.factor == 1 and not MEASURED.search(number.unit)
        return Interval(number.amount, number.amount) if is_counted else measure(number)

    return measured


def beside(spots: list[Spot], i: int) -> Rate | None:
    """The share of a whole that stands right before it, of the amount right before that."""
    if i < FEWEST or not OF.match(words_before(spots, i)) or not BESIDE.match(words_before(spots, i - 1)):
        return None
    part, whole = spots[i - 2].number, spots[i - 1].number
    if not (is_figure(part) and is_figure(whole) and are_alike(part, whole) and whole.amount):
        return None
    label = spots[i - 2].claim.subject or "占比"
    return rate_of(spots[i], label, "比重", Base("部分", counted("part", part), part), (whole,))


def inside(spots: list[Spot], i: int) -> Rate | None:
    """The share of a part that stands behind 其中 in what stands right before it: 手术A台，其中三级手术B台，占P%."""
    if i < FEWEST or not ALONE.fullmatch(words_before(spots, i)) or not WITHIN.match(words_before(spots, i - 1)):
        return None
    whole, part = spots[i - 2].number, spots[i - 1].number
    is_whole = is_figure(whole) and is_figure(part) and are_people_or_alike(whole, part)
    if not is_whole or not whole.amount > part.amount > 0:
        return None
    label = spots[i - 1].claim.subject or "占比"
    return rate_of(spots[i], label, "比重", Base("部分", counted("part", part), part), (whole,))


def are_people_or_alike(one: Number, other: Number) -> bool:
    """Whether two figures count the same; a post is held by one person."""
    return are_alike(one, other) or {one.unit, other.unit} <= {"人", "名", "位", "个"}


def pleased(spots: list[Spot], i: int) -> Rate | None:
    """The rate of those counted who were pleased, passed, answered, where both are counted right before it."""
    named = PLEASED_RATE.match(words_before(spots, i))
    words = words_before(spots, i - 1) if i >= FEWEST else ""
    names = (named["name"], named["name"][::-1]) if named else ()
    if OTHERWISE.search("".join(names)) or not COUNTED_AS.match(words) or not any(name in words for name in names):
        return None
    asked, those = spots[i - 2].number, spots[i - 1].number
    if not (is_figure(asked) and is_figure(those) and are_alike(asked, those) and asked.amount >= those.amount > 0):
        return None
    label = spots[i].claim.subject or "比率"
    return rate_of(spots[i], label, "比率", Base("其中", counted("part", those), those), (asked,))


def aimed(spots: list[Spot], i: int) -> Rate | None:
    """How much of a target was reached, where both are told right before by these words."""
    if i < FEWEST or not REACHED.match(words_before(spots, i)):
        return None
    first, second = spots[i - 2].number, spots[i - 1].number
    words, other = words_before(spots, i - 2), words_before(spots, i - 1)
    if AIMED.search(other) and not AIMED.search(words):
        goal, done = second, first
    elif AIMED.search(words) and DONE.search(other):
        goal, done = first, second
    else:
        return None
    if not (is_figure(goal) and is_figure(done) and are_alike(goal, done) and goal.amount):
        return None
    label = spots[i].claim.subject or "完成率"
    return rate_of(spots[i], label, "完成率", Base("完成值", counted("actual", done), done), (goal,))


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
