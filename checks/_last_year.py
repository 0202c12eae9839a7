"""Figures of the year before against that year's own report: which can be held together, and which surely differ."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._annals import VAGUE, Figure, own_figures, past_figures, whole_of
from checks._corpus import Corpus, Earlier, Source
from checks._model import Interval, Parameters
from checks._numbers import amount, is_meeting
from extractors.model import Number, figures, paragraphs

RESTATED = re.compile(
    r"口径(?:作了?|有所?|已)?(?:调整|变化|不同|不一致|变动)|(?:调整|变更|变化)后的?口径|[可新]比?口径|同口径"
    r"|重分类|重新分类|追溯调整|追溯重述|差错更正|机构改革|科目调整"
)
FAR = 5


class Past(NamedTuple):
    """A figure of the year before; what the earlier report says under its name, and all that it prints."""

    said: Figure
    source: Source
    known: tuple[Figure, ...]
    printed: tuple[Number, ...]
    doubt: str


def past(corpus: Corpus, _: Parameters) -> Iterator[Past | None]:
    if not corpus.earlier:
        yield None
    for earlier in counterpart(corpus):
        doubt = why_not(corpus, earlier)
        own, printed = tuple(own_figures(earlier.report)), tuple(figures(earlier.report))
        told: set[tuple[str, str, Interval]] = set()
        for said in past_figures(corpus.report):
            key = (said.name, said.measure, said.span)
            if said.name not in VAGUE and key not in told:
                told.add(key)
                known = tuple(one for one in own if (one.name, one.measure) == (said.name, said.measure))
                yield Past(said, earlier.source, known, printed, doubt)


def counterpart(corpus: Corpus) -> tuple[Earlier, ...]:
    """The report of the year before that speaks of the same: of several the one of the same project."""
    _, whole = whole_of(corpus.report)
    same = tuple(one for one in corpus.earlier if whole and whole_of(one.report)[1] == whole)
    return (same or corpus.earlier)[:1]


def why_not(corpus: Corpus, earlier: Earlier) -> str:
    """Why two reports cannot be held against each other, "" if they can."""
    if any(RESTATED.search(paragraph.text) for paragraph in paragraphs(corpus.report)):
        return "报告说明口径有调整或重新分类"
    return "" if earlier.report.kind == corpus.report.kind else "上年的是另一类报告，口径可能不同"


def unsure(given: Past) -> str:
    """Why a difference is none that can be told."""
    said, known = given.said, given.known
    if not known:
        return "上年报告中没有同名的金额"
    if given.doubt:
        return given.doubt
    if not said.is_sure:
        return "所指不能确定"
    if len({one.span for one in known}) > 1:
        return "上年报告中同名的金额不止一个"
    if any(is_meeting(said.span, amount(number)) for number in given.printed if number.unit.endswith("元")):
        return "上年报告中另有此数，名称不同"
    return "与上年报告相差悬殊，不像同一事项" if is_far(said.span, known[0].span) else ""


def is_close(said: Figure, known: Figure) -> bool:
    """Whether two figures agree; one unit of the coarser last digit is rounding or cutting off."""
    steps = [fact.number.step * fact.number.factor for fact in (*said.operands, *known.operands) if fact.number]
    slack = max(steps, default=Decimal(0)) / 2
    return is_meeting(Interval(said.span.low - slack, said.span.high + slack), known.span)


def is_far(said: Interval, known: Interval) -> bool:
    """Whether two amounts are of another size, unless by the size of their units alone (元 for 万元)."""
    low, high = sorted((abs(said.low + said.high), abs(known.low + known.high)))
    is_unit = low and any(abs(high / low / power - 1) < Decimal("0.001") for power in (10**4, 10**8))
    return high > low * FAR and not is_unit
