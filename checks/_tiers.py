"""Tiers of a form's note: which wording of a qualitative result earns which share of the weight."""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

CLAUSE = re.compile(r"[^。；;]+")
SENTENCE = re.compile(r"[^。]+")
INSIDE = r"(?:[（(]不?含[^)）]{0,4}[)）])?"
SPAN = re.compile(rf"(?P<one>\d{{1,3}})[%％]?{INSIDE}[-—–－~～至到]+(?P<two>\d{{1,3}})[%％]{INSIDE}")
DEGREE = r"未能?|没有|基本|部分|大部分|全部|全面|完全|较好|超额"
DONE = r"达成|完成|实现|达到"
NAME = re.compile(rf"(?P<degree>{DEGREE})?(?P<verb>{DONE})(?!率|值|情况|程度|比例|时间|后|质量)")
SAID = re.compile(
    rf"(?:已|均|总体|整体)?(?P<degree>{DEGREE})?(?P<verb>{DONE})(?P<rest>了?(?:年度|预期|年初|既定|全部|设定)*(?:指标|目标|效果|任务)?)"
)
# 全部或基本达成: one tier, two degrees.
BOTH = re.compile(rf"(?:全部|完全|全面)(?:{DONE})?(?:预期|年度)?(?:指标|目标)?[或、]者?基本(?={DONE})")
SAME = {"未能": "未", "没有": "未", "全面": "", "完全": "", "全部": ""}


class Tier(NamedTuple):
    """A tier: the degrees of its wording ("" = done, 部分, 未 …), its words, and its share of the weight, 0 to 1."""

    degrees: frozenset[str]
    words: str
    low: Decimal
    high: Decimal


def tiers(notes: str) -> tuple[Tier, ...]:
    """The tiers that a note prints, best first; () where names and ranges do not pair off."""
    packed = re.sub(r"\s", "", notes)
    for match in (*CLAUSE.finditer(packed), *SENTENCE.finditer(packed)):
        found = tuple(read(match.group()))
        if len(found) >= 3:
            return found
    return ()


def read(clause: str) -> Iterator[Tier]:
    """The tiers of one clause: three or four ranges that run down from 100 % without a gap, and as many names."""
    spans = [(Decimal(m["two"]), Decimal(m["one"])) for m in SPAN.finditer(clause)]
    ranges = [(min(pair) / 100, max(pair) / 100) for pair in spans]
    is_chain = all(lower[1] == upper[0] for upper, lower in itertools.pairwise(ranges))
    if len(ranges) < 3 or ranges[0][1] != 1 or ranges[-1][0] != 0 or not is_chain:
        return
    names: dict[str, str] = {}
    for match in NAME.finditer(BOTH.sub("全部", clause)):
        names.setdefault(plain(match["degree"]), match.group())
    more = {"基本"} if BOTH.search(clause) else set()
    if len(names) == len(ranges) and tuple(names)[-1] == "未":
        for i, ((degree, words), (low, high)) in enumerate(zip(names.items(), ranges, strict=True)):
            yield Tier(frozenset({degree} if i else {degree, *more}), words, low, high)


def plain(degree: str | None) -> str:
    return SAME.get(degree or "", degree or "")


def tier_of(text: str, known: tuple[Tier, ...]) -> Tier | None:
    """The tier that a result's own wording names at its beginning, None where it names none or several.

    A bare 完成 names the first tier only where the note says 完成 too, or with its object (完成预期目标).
    """
    packed = re.sub(r"\s", "", text).lstrip("“\"'")
    start = SAID.match(packed)
    if start is None:
        return None
    degree = plain(start["degree"])
    others = {plain(match["degree"]) for match in NAME.finditer(packed)} - {degree}
    found = next((tier for tier in known if degree in tier.degrees), None)
    if found is None or others:
        return None
    is_same_verb = start["verb"] in found.words
    tail = packed[start.end() :]
    is_named = bool(re.fullmatch(r"[。，,；;、].*|（.*|\(.*|并.*|且.*|”?", tail))
    return found if is_named and (degree or is_same_verb or start["rest"]) else None
