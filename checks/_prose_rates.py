"""Rates in prose that stand beside their own budget and spending."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._phrases import counted
from checks._precision import loose, tight
from checks._rates import Base, Rate
from extractors.model import Claim, Number, Report, resolve

ROLE = re.compile(
    r"(?P<spent>执行数|支出(?!预算)|使用|支付|执行(?!率)|决算)"
    r"|(?P<budget>支出预算|预算|批复|下达|安排|计划|到位)"
)
RATE = re.compile(
    r"(执行|使用|支出|支付|完成)(率|进度)|完成[^，,]{0,6}预算的?|占[^，,]{0,8}(?:预算|安排|计划)[^，,]{0,4}的?"
)
AMOUNT = re.compile(r"\d\s*(?:万|亿)?元")
MADE_UP = {"change", "parts", "grade"}


class Spot(NamedTuple):
    """A figure's claim and where the figure stands in the sentence."""

    at: int
    claim: Claim
    number: Number

    @property
    def end(self) -> int:
        return self.at + len(self.number.text)


class Pair(NamedTuple):
    """A budget and a spending in one sentence; `is_sure` where the words name the rate as theirs."""

    budget: Number
    spent: Number
    is_sure: bool


def prose_rates(report: Report) -> Iterator[Rate]:
    """Every rate claimed in prose with the two amounts that stand before it in its sentence."""
    for spots in sentence_figures(report):
        for i, spot in enumerate(spots):
            pair = pair_before(spots[:i], spot) if spot.claim.kind == "rate" else None
            if pair:
                yield rate_of(report, spot, pair)


def sentence_figures(report: Report) -> Iterator[list[Spot]]:
    """The figures of each sentence of the prose, in reading order; a sentence printed twice counts twice."""
    spots: list[Spot] = []
    for claim in report.claims:
        if claim.number is None or claim.kind in MADE_UP or claim.source != "prose":
            continue
        is_same = bool(spots) and spots[-1].claim.sentence == claim.sentence
        at = claim.sentence.find(claim.number.text, spots[-1].end if is_same else 0)
        if spots and not (is_same and at >= 0):
            yield spots
            spots, at = [], claim.sentence.find(claim.number.text)
        spots.append(Spot(at, claim, claim.number))
    if spots:
        yield spots


def rate_of(report: Report, spot: Spot, pair: Pair) -> Rate:
    label = spot.claim.subject or "预算"
    return Rate(
        f"正文/{label}/执行率",
        label,
        counted("rate", spot.number),
        spot.number,
        Base("支出", counted("actual", pair.spent), pair.spent),
        (Base("预算", counted("budget", pair.budget), pair.budget),),
        tight((pair.budget, pair.spent)),
        loose,
        pair.is_sure and spot.claim.is_sure,
        spot.claim.about if resolve(report, spot.claim.about) else "",
    )


def pair_before(spots: list[Spot], rate: Spot) -> Pair | None:
    """The budget and the spending between the rate before and this one; None unless there are exactly two amounts.

    An amount between them that is no claim of its own (追加10万元) changes what the rate is of.
    """
    start = max((i for i, spot in enumerate(spots) if spot.claim.kind == "rate"), default=-1)
    amounts = [spot for spot in spots[start + 1 :] if spot.claim.kind == "amount"]
    if len(amounts) != 2:
        return None
    first, second = amounts
    sentence = rate.claim.sentence
    begin = spots[start].end if start >= 0 else 0
    if AMOUNT.search(sentence[first.end : second.at]) or AMOUNT.search(sentence[second.end : rate.at]):
        return None
    roles = role(sentence[begin : first.at]), role(sentence[first.end : second.at])
    is_named = bool(RATE.search(sentence[second.end : rate.at]))
    if roles == ("budget", "spent"):
        return Pair(first.number, second.number, is_named)
    return Pair(second.number, first.number, is_named) if roles == ("spent", "budget") else None


def role(words: str) -> str:
    """What a figure is by the last word on it in its own clause: budget, spent or "" ."""
    found = list(ROLE.finditer(re.split(r"[，,：:；;。]", words)[-1]))
    return (found[-1].lastgroup or "") if found else ""
