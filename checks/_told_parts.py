"""Amounts of the prose and those that they are said to hold: 设备更新支出A，其中医用设备采购B."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._phrases import counted
from checks._sums import Term
from extractors.model import Claim, Number, Part, Report, figure_key

# What is counted otherwise than its whole: over several years, on average, in all places.
OTHERWISE = re.compile(
    r"累计|历年|上年|以前|往年|平均|人均|户均|每|最高|最低|单价|标准|总投资|全[省市县区国]|增加|减少|追加|合同"
)
AMOUNT = re.compile(r"\d[\d.,]*(?:\s*[万亿])?元")
MARK = re.compile(r"其中|[（(](?:含|包括|包含)?|包括|包含")
LEFT = re.compile(r"剩余|结余|余下|尚未|未支付|未拨付|结转")


class Told(NamedTuple):
    """A part and its whole; `doubt` says why the one may not be the other's."""

    whole: Term
    part: Term
    doubt: str


def told_parts(report: Report) -> Iterator[Told]:
    """Every amount of money that a sentence of the prose calls a part of another."""
    told = [c for c in report.claims if c.number and c.kind not in {"parts", "change", "grade"} and c.source == "prose"]
    home = {figure_key(c.number): c.sentence for c in told if c.number}
    for claim in report.claims:
        # Parts that claim to be all of their whole are added up by another check.
        is_asked = claim.kind == "parts" and claim.source == "prose" and not claim.is_complete
        if not is_asked or not claim.number or not is_money(claim.number):
            continue
        near = {claim.sentence, home.get(figure_key(claim.number), claim.sentence)}
        beside = [c.number for c in told if c.number and c.sentence in near]
        for part in claim.parts:
            if is_money(part.number):
                yield pair(claim, claim.number, part, beside)


def is_money(number: Number) -> bool:
    return number.unit.endswith("元")


def pair(claim: Claim, whole: Number, part: Part, beside: list[Number]) -> Told:
    name = claim.subject or "总额"
    return Told(
        Term(name, counted("whole", whole), whole),
        Term(part.label or "其中一项", counted("part", part.number), part.number),
        doubt_of(claim, whole, part, beside),
    )


def is_apart(claim: Claim, whole: Number, part: Part) -> bool:
    """Whether another amount stands between the whole and the mark, or a part is told in a clause of its own."""
    text = claim.sentence
    at = text.find(whole.text)
    start = at + len(whole.text) if at >= 0 else 0
    mark = MARK.search(text, start)
    behind = mark.end() if mark else start
    end = max(text.find(part.number.text, behind), behind)
    words = re.split(r"[^\d]元|[万亿]元|元", text[behind:end])[-1]
    is_listed = not AMOUNT.search(text[behind:end]) or words[:1] in "、和及与；;"
    return bool(AMOUNT.search(text[start:behind])) or not is_listed or bool(OTHERWISE.search(words))


def doubt_of(claim: Claim, whole: Number, part: Part, beside: list[Number]) -> str:
    """Why a part may be larger than what stands before it; "" where nothing excuses it."""
    keys = {figure_key(one.number) for one in claim.parts} | {figure_key(whole)}
    others = [number for number in beside if is_money(number) and figure_key(number) not in keys]
    if is_apart(claim, whole, part):
        return "其间另有金额，所指总额不能确定"
    if any(number.amount >= part.number.amount for number in others):
        return "句中另有更大的金额，所指总额不能确定"
    if OTHERWISE.search(claim.subject + part.label) or LEFT.search(claim.subject):
        return "总额与其中一项未必同一口径"
    if not claim.is_sure or whole.unit != part.number.unit or whole.is_approximate or part.number.is_approximate:
        return "金额单位或所指不能确定"
    return ""
