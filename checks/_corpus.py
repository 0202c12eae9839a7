"""What a check may see of other reports: texts alike, and the same unit's reports of the years before."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from checks._names import Likeness, likeness, plain
from checks._text import FIGURE, Passage, han, packed, passages
from extractors.model import Place, Report

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年|[-—–－至/])|[一二][九〇零○][〇零○一二三四五六七八九]{2}(?=年)")
UNIT_TAIL = re.compile(r"^.{2,12}?(?:自治[区州县]|[省市县区旗])(?=..)")
HAN_SHARE = 0.6
MARKS = "。；，、：:;,. "


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A report as others name it. `first`: the run in which it was first seen; sources come in the order of fields."""

    first: int
    year: str
    unit: str
    document: str
    sha256: str
    kind: str = ""

    @property
    def name(self) -> str:
        """How a reader would name it."""
        year = f"{self.year}年" if self.year else ""
        return f"{self.unit}{year}报告（{self.document}）"


@dataclass(frozen=True, slots=True)
class Told:
    """A passage as other reports see it. `place` has no box: it lies in another document, whose name its label bears.

    `words`: its text with unit, projects, years and figures masked; `figures`: its figures without its years.
    """

    source: Source
    text: str
    words: str
    figures: tuple[str, ...]
    section: str
    place: Place


class Twin(NamedTuple):
    """A passage of another report with nearly the same words, and how much of them is the same (0 to 1)."""

    told: Told
    share: float


class Kin(NamedTuple):
    """A passage, its words (unit, projects, years and figures masked), its figures, and its twins in other reports.

    `units`: how many units print it, its own among them. Template text has no twins.
    """

    passage: Passage
    words: str
    figures: tuple[str, ...]
    twins: tuple[Twin, ...] = ()
    units: int = 1


class Earlier(NamedTuple):
    """The same unit's report of the year before."""

    source: Source
    report: Report


@dataclass(frozen=True, slots=True)
class Corpus:
    """A report among others. `others`: how many there are, `foreign`: how many of them are of other units.

    `own`: the same unit's reports of other years. `kin`: the passages that were compared.
    """

    report: Report
    source: Source
    others: int = 0
    foreign: int = 0
    own: tuple[Source, ...] = ()
    kin: tuple[Kin, ...] = ()
    earlier: tuple[Earlier, ...] = ()


def source_of(report: Report, first: int = 0) -> Source:
    """A report as others name it; unit and year of its first form where it has none itself."""
    unit = report.unit or next((form.unit for form in report.forms if form.unit), "")
    year = report.year or next((form.year for form in report.forms if form.year), "")
    return Source(first, year, packed(unit), report.document, report.sha256, report.kind)


def is_same_unit(one: str, other: str) -> bool:
    return bool(one) and plain(one) == plain(other)


def is_other_unit(one: str, other: str) -> bool:
    """Whether two names are surely those of two units: neither a short form nor a part of the other."""
    apart = {Likeness.WORD, Likeness.OTHER}
    return bool(one and other) and likeness(plain(one), plain(other)) in apart


def texts(report: Report, shortest: int) -> Iterator[Kin]:
    """The passages of a report that are long enough to be compared, without twins as yet."""
    units, projects = unit_names(report), any_of(packed(form.project) for form in report.forms)
    for passage in passages(report):
        body = packed(passage.body).strip(MARKS)
        if len(body) < shortest:
            continue
        for mark, names in (("○", units), ("◇", projects)):
            body = names.sub(mark, body) if names else body
        blanked = YEAR.sub("Y", body)
        words = FIGURE.sub("#", blanked)
        if len(words) >= shortest and han(words) >= len(words) * HAN_SHARE:
            yield Kin(passage, words, tuple(figure.replace(",", "") for figure in FIGURE.findall(blanked)))


def unit_names(report: Report) -> re.Pattern[str] | None:
    """What the unit calls itself: its names, and these without the region before them."""
    given = {packed(name) for name in (report.unit, *(form.unit for form in report.forms))}
    short = {UNIT_TAIL.sub("", name) for name in given}
    return any_of(given | short)


def any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds any of some names, the longest first; shorter ones than three characters are none."""
    known = sorted({name for name in names if len(name) > 2}, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, known))) if known else None


def told(kin: Kin, source: Source) -> Told:
    """A passage as other reports see it."""
    place = kin.passage.place
    label = f"{source.name} {kin.passage.path}"
    return Told(
        source, kin.passage.text, kin.words, kin.figures, section_of(kin.passage), Place(place.page, None, label)
    )


def section_of(passage: Passage) -> str:
    """The section of the prose or the block of the form that a passage stands in."""
    return passage.section if passage.form < 0 else passage.path.rpartition("/")[0]


def units_of(sources: Iterable[Source]) -> frozenset[str]:
    """The units of some reports; one whose unit was not read counts by itself."""
    return frozenset(plain(source.unit) or source.sha256 for source in sources)
