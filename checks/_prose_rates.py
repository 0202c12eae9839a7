"""Rates in prose that stand beside their own budget and spending."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from checks._phrases import counted
from checks._precision import loose, tight
from checks._rates import Base, Rate
from extractors.model import Claim, Number, Report, resolve

BUDGETED = re.compile(r"预算|批复|下达|安排|计划|年初|到位")
SPENT = re.compile(r"执行数|支出|使用|支付|执行(?!率)|决算")
RATE = re.compile(r"(执行|使用|支出|支付|完成)(率|进度)")


class Pair(NamedTuple):
    """A budget and a spending in one sentence; `is_sure` where the words say which is which."""

    budget: Number
    spent: Number
    is_sure: bool


def prose_rates(report: Report) -> Iterator[Rate]:
    """Every rate claimed in prose with the two amounts that stand before it in its sentence."""
    for claim in report.claims:
        if claim.kind == "rate" and claim.number and claim.source == "prose":
            pair = pair_before(report, claim, claim.number)
            if pair:
                restates = claim.about if resolve(report, claim.about) else ""
                yield replace(rate_of(claim, claim.number, pair), restates=restates)


def rate_of(claim: Claim, number: Number, pair: Pair) -> Rate:
    label = claim.subject or "预算"
    measure = tight((pair.budget, pair.spent))
    actual = Base("支出", counted("actual", pair.spent), pair.spent)
    base = Base("预算", counted("budget", pair.budget), pair.budget)
    sure = pair.is_sure and claim.is_sure
    return Rate(f"正文/{label}/执行率", label, counted("rate", number), number, actual, (base,), measure, loose, sure)


def pair_before(report: Report, claim: Claim, rate: Number) -> Pair | None:
    """The budget and the spending between the rate before and this one; None unless there are exactly two amounts."""
    sentence, end = claim.sentence, claim.sentence.find(rate.text)
    mine = [c for c in report.claims if c.sentence == sentence and c.number and c.place.page == claim.place.page]
    spots = {c: sentence.find(c.number.text) for c in mine if c.number}
    start = max((at for c, at in spots.items() if c.kind == "rate" and at < end), default=-1)
    amounts = [(at, c.number) for c, at in spots.items() if c.kind == "amount" and c.number and start < at < end]
    if len(amounts) != 2:
        return None
    (first_at, first), (second_at, second) = sorted(amounts, key=lambda found: found[0])
    before, between = lead(sentence[start + 1 : first_at]), lead(sentence[first_at + len(first.text) : second_at])
    tail = sentence[second_at + len(second.text) : end]
    is_named = bool(RATE.search(tail))
    if is_budget(before) and is_spending(between):
        return Pair(first, second, is_named)
    if is_spending(before) and is_budget(between):
        return Pair(second, first, is_named)
    return None


def lead(words: str) -> str:
    """What introduces a figure: the words of its own clause."""
    return re.split(r"[，,：:；;。]", words)[-1]


def is_budget(words: str) -> bool:
    return bool(BUDGETED.search(words)) and not SPENT.search(words)


def is_spending(words: str) -> bool:
    return bool(SPENT.search(words))
