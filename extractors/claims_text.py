"""The passages that may hold claims, cut into sentences and clauses, with every figure in its exact place."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, takewhile

from extractors.model import Box, Number, Place, TextLine
from extractors.numbers import find_numbers
from extractors.units import base_unit, is_money

_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]|[^。！？\n]+")
_CLAUSE_END = "，,：:；;。！？\n"
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*年|((?:上年|去年|上一年|往年|以前年度)(?!度?(?:财政)?结[转余]))|(?<!年)(?:本年|当年|今年)"
)
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_COMPARED = re.compile(r"(?:比|较|与|同|和|从|由|相比)\s*$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a passage: text[start:end]; its number knows its place."""

    start: int
    end: int
    number: Number

    @property
    def unit(self) -> str:
        return base_unit(self.number.unit)

    @property
    def is_money(self) -> bool:
        return is_money(self.number.unit)

    @property
    def is_percent(self) -> bool:
        return self.unit == "%" and "点" not in self.number.unit


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a cell's text. `heads` are the headings above it, the nearest last; source as in Claim.

    `cuts` are the positions of the marks between its clauses; marks inside figures are none. Where lists were spelled
    out, `printed` is the text as it stands and `origins` where each letter comes from; the starts of figures whose
    subject nobody can tell are `unclear`.
    """

    text: str
    source: str
    heads: tuple[str, ...]
    figures: tuple[Figure, ...]
    cuts: tuple[int, ...] = ()
    lines: tuple[TextLine, ...] = ()
    cell: Place = Place(0)
    printed: str = ""
    origins: tuple[int, ...] = ()
    unclear: frozenset[int] = frozenset()

    def place(self, start: int, end: int) -> Place:
        """The place of text[start:end]: measured in its line, or the cell's."""
        label = self.heads[-1] if self.heads else (self.printed or self.text)[:16]
        if self.origins:
            start, end = self.origins[start], self.origins[end - 1] + 1
        return span_place(self.lines, start, end, label) if self.lines else self.cell


@dataclass(frozen=True, slots=True)
class Sentence:
    """passage.text[start:end] up to its full stop, `text` as printed; `before` is the sentence before it."""

    passage: Passage
    start: int
    end: int
    text: str
    figures: tuple[Figure, ...]
    before: "Sentence | None" = None

    def lead(self, figure: Figure) -> str:
        """What stands before a figure in its sentence, from the figure before it on."""
        at = bisect_left(self.figures, figure.start, key=lambda other: other.start)
        return self.passage.text[self.figures[at - 1].end if at else self.start : figure.start]

    def segment(self, figure: Figure) -> tuple[int, int]:
        """Where the part of the sentence between semicolons that holds the figure begins and ends."""
        text = self.passage.text
        begin = max(text.rfind(mark, self.start, figure.start) for mark in "；;") + 1
        ends = [at for mark in "；;" if (at := text.find(mark, figure.end, self.end)) >= 0]
        return max(begin, self.start), min(ends, default=self.end)

    def clause(self, figure: Figure) -> tuple[int, int]:
        """Where the clause around the figure begins and ends."""
        cuts, at = self.passage.cuts, bisect_left(self.passage.cuts, figure.start)
        begin = cuts[at - 1] + 1 if at else 0
        end = cuts[at] if at < len(cuts) else self.end
        return max(begin, self.start), min(end, self.end)

    def context(self, figure: Figure) -> str:
        """The clause with every figure masked as #, blanks removed."""
        begin, end = self.clause(figure)
        text, out, at = self.passage.text, [], begin
        first = bisect_left(self.figures, begin, key=lambda other: other.start)
        for other in takewhile(lambda other: other.end <= end, self.figures[first:]):
            out += [text[at : other.start], "#"]
            at = other.end
        out.append(text[at:end])
        return re.sub(r"\s", "", "".join(out))

    def period(self, figure: Figure) -> str:
        """The year that is spoken of before the figure: 2021, 上年 or ""; the year of a comparison does not count."""
        begin, _ = self.clause(figure)
        spoken = _BRACKETED.sub(lambda match: " " * len(match.group()), self.passage.text[self.start : figure.start])
        found = ""
        for match in _YEAR.finditer(spoken):
            if _COMPARED.search(spoken[: match.start()]):
                continue
            if match[2] is None:
                found = match[1] or "本年"
            elif self.start + match.start() >= begin:
                found = "上年"
        return found


def sentences(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage, in order, each knowing the one before."""
    before = None
    printed = _SENTENCE.findall(passage.printed or passage.text)
    for match, text in zip(_SENTENCE.finditer(passage.text), printed, strict=True):
        start, end = match.span()
        first, last = (bisect_left(passage.figures, at, key=lambda figure: figure.start) for at in (start, end))
        if match.group().strip():
            before = Sentence(passage, start, end, text.strip(), passage.figures[first:last], before)
            yield before


def in_lines(text: str, lines: tuple[TextLine, ...], heads: tuple[str, ...], source: str) -> Passage:
    """A paragraph as a passage; the box of a figure is measured in its line."""
    return _located(Passage(text, source, heads, (), lines=lines))


def in_cell(text: str, place: Place, source: str) -> Passage:
    """A cell's text as a passage; every figure has the cell's place."""
    return _located(Passage(text, source, (), (), cell=place))


def _located(passage: Passage) -> Passage:
    figures = tuple(
        Figure(found.start, found.end, replace(found.number, place=passage.place(found.start, found.end)))
        for found in find_numbers(passage.text)
    )
    return with_cuts(replace(passage, figures=figures))


def with_cuts(passage: Passage) -> Passage:
    """The passage with its `cuts`, once its text and figures are settled."""
    inside = {at for figure in passage.figures for at in range(figure.start, figure.end)}
    cuts = tuple(at for at, letter in enumerate(passage.text) if letter in _CLAUSE_END and at not in inside)
    return replace(passage, cuts=cuts)


def span_place(lines: tuple[TextLine, ...], start: int, end: int, label: str) -> Place:
    """The place of characters start..end of "".join(lines): page and box on the line that holds their beginning."""
    at = 0
    for line in lines:
        if start < at + len(line.text):
            return Place(line.page, _span_box(line, start - at, min(end - at, len(line.text))), label)
        at += len(line.text)
    last = lines[-1]
    return Place(last.page, last.box, label)


def _span_box(line: TextLine, start: int, end: int) -> Box:
    ends = _advances(line.text)
    x0, top, x1, bottom = line.box
    left, right = (x0 + (x1 - x0) * ends[at] / (ends[-1] or 1.0) for at in (start, end))
    return round(left, 2), top, round(right, 2), bottom


@lru_cache(maxsize=16)
def _advances(text: str) -> tuple[float, ...]:
    """Where each letter begins and the last one ends: a full em for wide characters, half for the others."""
    widths = (1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.5 for letter in text)
    return tuple(accumulate(widths, initial=0.0))
