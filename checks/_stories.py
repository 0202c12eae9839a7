"""The prose of accounts, paragraph by paragraph, each with its figures in the places where they stand in the text."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from checks._memo import once
from checks._text import BLANK, NOTE, packed
from extractors.model import Number, Paragraph, Place, Report, Section, figure_key

NUMBERED = re.compile(r"^[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[）)、]|[.．](?!\d))+")
ENDED = "。；：！？…”）.;:!?"
MIN_LINE = 20
SLACK = 0.1


class Told(NamedTuple):
    """A figure of a paragraph: text[start:end]."""

    number: Number
    start: int
    end: int


class Spot(NamedTuple):
    """A figure with where its box begins and where its middle is."""

    number: Number
    left: float
    centre: float
    middle: float


@dataclass(frozen=True, slots=True)
class Story:
    """A paragraph with marks of one width and no blanks; `heads` are the headings above it, the nearest last."""

    text: str
    told: tuple[Told, ...]
    heads: tuple[str, ...]
    place: Place
    section: int

    @property
    def number(self) -> str:
        """Its number in a list: 1. （二） or ""."""
        found = NUMBERED.match(self.text)
        return found.group() if found else ""


@once
def stories(report: Report) -> tuple[Story, ...]:
    """Every paragraph of the prose in reading order; one that a line end has broken is put together again."""
    by_page: defaultdict[int, list[Spot]] = defaultdict(list)
    for number in told_numbers(report):
        if number.place.box:
            left, top, right, bottom = number.place.box
            by_page[number.place.page].append(Spot(number, left, (left + right) / 2, (top + bottom) / 2))
    found: list[Story] = []
    for index, (section, heads) in enumerate(chained(report.sections)):
        joined: list[Paragraph] = []
        for paragraph in section.paragraphs:
            if paragraph.role not in {"body", "heading"} or not paragraph.lines or NOTE.match(paragraph.text):
                continue
            if joined and not is_continued(joined, paragraph):
                found.append(read_story(joined, heads, by_page, index))
                joined = []
            joined.append(paragraph)
        if joined:
            found.append(read_story(joined, heads, by_page, index))
    return tuple(found)


def told_numbers(report: Report) -> Iterator[Number]:
    """The figures of the prose, once each."""
    seen = set()
    for claim in report.claims:
        if claim.source == "prose":
            for number in (claim.number, *(part.number for part in claim.parts)):
                if number and number.place.box and figure_key(number) not in seen:
                    seen.add(figure_key(number))
                    yield number


def chained(sections: tuple[Section, ...]) -> Iterator[tuple[Section, tuple[str, ...]]]:
    """Each section with the titles above it and its own."""
    chain: list[tuple[int, str]] = []
    for section in sections:
        chain = [(level, title) for level, title in chain if level < section.level]
        if section.title:
            chain.append((section.level, packed(section.title)))
        yield section, tuple(title for _, title in chain)


def is_continued(joined: list[Paragraph], after: Paragraph) -> bool:
    """Whether a paragraph goes on inside the sentence of the ones before."""
    text = joined[-1].text.rstrip()
    is_broken = len(text) >= MIN_LINE and text[-1] not in ENDED and "，" in "".join(p.text for p in joined)
    return is_broken and joined[-1].role == after.role == "body" and not NUMBERED.match(packed(after.text))


def read_story(joined: list[Paragraph], heads: tuple[str, ...], by_page: dict[int, list[Spot]], section: int) -> Story:
    text, told, at = "".join(packed(one.text) for one in joined), [], 0
    for number in sorted_numbers(joined, by_page):
        words = packed(number.text)
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            told.append(Told(number, start, at))
    return Story(text, tuple(told), heads, joined[0].place, section)


def sorted_numbers(joined: list[Paragraph], by_page: dict[int, list[Spot]]) -> Iterator[Number]:
    """The figures that stand on the lines of a paragraph, in reading order."""
    for line in (line for one in joined for line in one.lines):
        x0, top, x1, bottom = line.box
        x0, top, x1, bottom = x0 - SLACK, top - SLACK, x1 + SLACK, bottom + SLACK
        spots = by_page.get(line.page, ())
        here = [spot for spot in spots if top <= spot.middle <= bottom and x0 <= spot.centre <= x1]
        # A line of a justified paragraph may overlap the next one by a hair: what it does not hold is not its own.
        words = "".join(line.text.split()) if here else ""
        here.sort(key=lambda spot: spot.left)
        yield from (spot.number for spot in here if head(spot.number) in words)


def head(number: Number) -> str:
    """The digits that a figure begins with: its unit may stand on the next line."""
    found = re.match(r"[^\d]*[\d.]+", BLANK.sub("", number.text))
    return found.group() if found else BLANK.sub("", number.text)[:1]
