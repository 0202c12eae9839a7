"""What stands under a heading: its own words, its sub-sections, a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from checks._text import packed, titled
from extractors.model import Paragraph, Place, Report

NOTHING = re.compile(r"^(?:无|暂无|没有|略|无内容|不涉及|本项无|[/\\—–－-]+)?$")
CONTENTS = re.compile(r"(?:\.{3,}|…|·{3,}|．{3,})|\d$")
STATED = re.compile(r"\d[^，；]*[，；]|[，；].*\d")
CARRIER = re.compile(r"附件|附表|^附|目录|如下表|见表|名词解释|自评表|评价表|目标表|一览表|明细表|^表")

ANNEX = re.compile(r"^附(?:件|表|[\d：:])|(?:自评|评价|目标)表$")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with all that stands under it, sub-sections included. `words`: its text with blanks off."""

    title: str
    level: int
    place: Place
    words: str
    has_table: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there; a line that states figures is no heading (预算执行分值10分，得9分)."""
        return not self.words and not self.has_table and not STATED.search(self.title)

    @property
    def is_nothing(self) -> bool:
        """Whether it says in so many words that there is nothing to say."""
        return bool(self.words) and not self.has_table and bool(NOTHING.match(self.words.strip("。.，；（）()")))


def chapters(report: Report) -> Iterator[Chapter]:
    """Every heading of level 1 and 2; tables of contents and headings that carry an annex are none."""
    sections = report.sections
    titles = [titled(section) for section in sections]
    for i, section in enumerate(sections):
        title = titles[i]
        if section.level not in {1, 2} or not title or CARRIER.search(title) or CONTENTS.search(title):
            continue
        if title in titles[i + 1 :]:
            continue
        end = next((j for j in range(i + 1, len(sections)) if sections[j].level <= section.level), len(sections))
        own = [p for one in sections[i:end] for p in one.paragraphs if one is not section or p.role != "heading"]
        told = tuple(takewhile(lambda paragraph: not is_annex(paragraph), own))
        words = packed("".join(p.text for p in told) + "".join(one.title for one in sections[i + 1 : end]))
        annex = own[len(told)].place if words and len(told) < len(own) else None
        until = annex or (sections[end].place if end < len(sections) else None)
        yield Chapter(title, section.level, section.place, words, has_table(report, section.place, until))


def is_annex(paragraph: Paragraph) -> bool:
    """Whether an annex begins here: it and what follows are no words of the chapter before it."""
    is_named = len(paragraph.text) <= 30 and paragraph.role != "heading" and bool(ANNEX.search(paragraph.text))
    return bool(paragraph.lines) and (paragraph.role == "title" or is_named)


def has_table(report: Report, start: Place, until: Place | None) -> bool:
    """Whether a table begins after a heading and before the next one; unread pages may hold one."""
    first, last = position(start), position(until) if until else (report.pages + 1, 0.0)
    tables = (position(Place(f.page, f.box)) for table in report.tables for f in table.fragments)
    gaps = ((gap.place.page, 0.0) for gap in report.unread if gap.scope in {"page", "table"})
    return any(first <= at < last for at in tables) or any(first[0] <= page <= last[0] for page, _ in gaps)


def position(place: Place) -> tuple[int, float]:
    return (place.page, place.box[1] if place.box else 0.0)
