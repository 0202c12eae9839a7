"""Lists told in one breath spelled out: A、B分别为x、y says A为x、B为y.

Every recogniser reads what stands before a figure; where names and figures stand in two lists, that would be the last
name for all of them. So the passage is read as if each figure stood behind its own name; figures keep their places.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.claims_text import Figure, Passage, with_cuts

_WORD = "分别"
_MARKS = "，,。；;：:！？\n（(）)"
_AND = re.compile(r"[、和与及]|以及")
_BETWEEN = re.compile(r"\s*(?:[、，,和与及]|以及)\s*")
_REACH = 12
# What the last name of a list says of all of them: 基本支出、项目支出执行率.
_COMMON = re.compile(
    r"(?:指标)?(?:预算)?(?:执行率|完成率|支付率|使用率|满意度|占比|增长率|得分|分值|权重|执行数|预算数|决算数|支出额|金额)$"
)
_AGAIN = re.compile(r"[^、和与及]*")


@dataclass(frozen=True, slots=True)
class _Spread:
    """text[start:end] and the words that it stands for: before each figure, what is said of it."""

    start: int
    end: int
    figures: tuple[Figure, ...]
    words: tuple[str, ...]


def spelled_out(passage: Passage) -> Passage:
    """The passage with its lists spelled out; figures of a list that no name fits are `unclear`."""
    if _WORD not in passage.text or len(passage.figures) < 2:
        return passage
    found = tuple(_spreads(passage))
    unclear = frozenset(figure.start for spread in found if not spread.words for figure in spread.figures)
    rewritten = _rewritten(passage, tuple(spread for spread in found if spread.words))
    kept = {figure.start for figure in passage.figures} - unclear
    if not unclear:
        return rewritten
    pairs = zip(passage.figures, rewritten.figures, strict=True)
    return replace(rewritten, unclear=frozenset(new.start for old, new in pairs if old.start not in kept))


def _spreads(passage: Passage) -> Iterator[_Spread]:
    """The lists of figures behind a 分别, each with the words said of each figure, () where they do not fit."""
    names: tuple[str, ...] = ()
    told_to = 0
    for match in re.finditer(_WORD, passage.text):
        figures = _figures_after(passage, match.end())
        if len(figures) < 2 or match.start() < told_to:
            continue
        begin = max(told_to, *(passage.text.rfind(mark, 0, match.start()) + 1 for mark in _MARKS))
        lead = passage.text[begin : match.start()]
        if not lead.strip() and begin:
            begin = max(told_to, *(passage.text.rfind(mark, 0, begin - 1) + 1 for mark in _MARKS))
            lead = passage.text[begin : match.start()].rstrip("，, ")
        role = passage.text[match.end() : figures[0].start]
        inside = [figure for figure in passage.figures if begin <= figure.start < match.start()]
        if inside:
            # 涉及甲、乙2个项目，分别安排x、y: what is counted stays where it is, the names are said again.
            lead = passage.text[begin : inside[0].start] if _counts(inside, len(figures)) else ""
            begin = match.start()
        listed = _names(lead, len(figures))
        if listed:
            names = listed
            words = tuple(name + role for name in names)
        elif not inside and len(names) == len(figures) and _AGAIN.fullmatch(lead):
            words = tuple(name + lead.strip() + role for name in names)
        else:
            words = ()
        yield _Spread(begin, figures[-1].end, figures, words)
        told_to = figures[-1].end


def _figures_after(passage: Passage, at: int) -> tuple[Figure, ...]:
    """The figures that follow one another behind a position, with nothing but commas and 和 between."""
    found: list[Figure] = []
    for figure in passage.figures:
        if figure.start < at:
            continue
        gap = passage.text[at : figure.start]
        is_near = len(gap) <= _REACH and not any(mark in gap for mark in _MARKS)
        if not (_BETWEEN.fullmatch(gap) if found else is_near):
            break
        found.append(figure)
        at = figure.end
    return tuple(found)


def _counts(inside: list[Figure], count: int) -> bool:
    """Whether the only figure among the names says how many they are."""
    return len(inside) == 1 and inside[0].number.value == count


def _names(lead: str, count: int) -> tuple[str, ...]:
    """As many names as there are figures, () if the words before do not list so many."""
    for pattern in (_AND, re.compile("、")):
        names = [name.strip() for name in pattern.split(lead)]
        if len(names) == count and all(names):
            common = _COMMON.search(names[-1])
            tail = common[0] if common and not any(_COMMON.search(name) for name in names[:-1]) else ""
            return (*(name + tail for name in names[:-1]), names[-1])
    return ()


def _rewritten(passage: Passage, spreads: tuple[_Spread, ...]) -> Passage:
    """The passage with each spread's words put before its figures."""
    if not spreads:
        return passage
    text: list[str] = []
    origins: list[int] = []
    starts: dict[int, int] = {}

    def put(words: str, origin: int | None, at: int) -> None:
        text.append(words)
        origins.extend(range(origin, origin + len(words)) if origin is not None else [at] * len(words))

    done = 0
    for spread in spreads:
        put(passage.text[done : spread.start], done, done)
        for i, (figure, words) in enumerate(zip(spread.figures, spread.words, strict=True)):
            put(("、" if i else "") + words, None, figure.start)
            starts[figure.start] = len(origins)
            put(passage.text[figure.start : figure.end], figure.start, 0)
        done = spread.end
    put(passage.text[done:], done, done)
    moved = {origin: at for at, origin in enumerate(origins)} | starts
    figures = tuple(
        replace(figure, start=moved[figure.start], end=moved[figure.start] + figure.end - figure.start)
        for figure in passage.figures
    )
    whole = "".join(text)
    return with_cuts(replace(passage, text=whole, figures=figures, printed=passage.text, origins=tuple(origins)))
