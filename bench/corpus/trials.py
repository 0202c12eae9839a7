"""What the accuracy is measured on: reports with one contradiction, reports with a near miss, reports with neither."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from random import Random
from zlib import crc32

from bench.corpus.books import Book
from bench.corpus.canvas import PRODUCERS
from bench.corpus.document import Document, Grid, Heading, Para, Title
from bench.corpus.families import SIZE, members
from bench.corpus.layouts import HELD, LAYOUTS
from bench.corpus.look import Look
from bench.corpus.planted import goals, parts, rates, restated, scores, sums, words
from bench.corpus.planting import WEIGHED, Plant, fits, printed
from bench.corpus.projects import Project
from bench.corpus.reports import report
from bench.corpus.spared import goals as near_goals
from bench.corpus.spared import parts as near_parts
from bench.corpus.spared import rates as near_rates
from bench.corpus.spared import restated as near_restated
from bench.corpus.spared import scores as near_scores
from bench.corpus.spared import sums as near_sums
from bench.corpus.spared import words as near_words
from bench.corpus.spoilt import SPOILS, blank_form, notice
from bench.corpus.stories import story, with_shortfalls

PLANTED = "planted"
SPARED = "spared"
CLEAN = "clean"
PLANTS: tuple[Plant, ...] = tuple(
    plant for module in (sums, rates, scores, goals, restated, words, parts) for plant in module.PLANTED
)
NEAR: tuple[Plant, ...] = tuple(
    near
    for module in (near_sums, near_rates, near_scores, near_goals, near_restated, near_words, near_parts)
    for near in module.SPARED
)
# In these every indicator has to be as it was drawn.
WHOLE = frozenset({"GOAL006", "SCORE009"})
CLEANS = 4
FAMILIES = 16


@dataclass(frozen=True, slots=True)
class Trial:
    """A report with what is to be said of it: kind planted|spared|clean, the code it is about ("" = none).

    also: codes of which rows are right too; accepts: codes that say of the planted fact what `code` does. together:
    the set of reports that it is checked with, "" = by itself. before: the report without the plant.
    spoil: how its file is made unreadable. partner: the report that may carry the row as well.
    """

    book: Book
    kind: str
    code: str = ""
    also: frozenset[str] = frozenset()
    accepts: frozenset[str] = frozenset()
    together: str = ""
    before: Document | None = None
    spoil: str = ""
    partner: str = ""

    @property
    def changes(self) -> list[str]:
        """What it prints that it would not have printed without the plant."""
        known = set(printed_texts(self.before)) if self.before else set()
        return [text for text in printed_texts(self.book.document) if text not in known]


def printed_texts(document: Document) -> Iterator[str]:
    """Its paragraphs and cells."""
    for part in document.parts:
        match part:
            case Grid():
                yield from (box.text for row in part.rows for box in row)
            case Title() | Heading() | Para():
                yield part.text


def by_code(plants: tuple[Plant, ...]) -> dict[str, list[Plant]]:
    found: dict[str, list[Plant]] = defaultdict(list)
    for plant in plants:
        found[plant.code].append(plant)
    return found


def planted() -> Iterator[Trial]:
    """Every code on every second layout that can show it, every third of the held-out ones; the wordings take turns."""
    turn = count()
    for i, layout in enumerate((*LAYOUTS, *HELD)):
        for j, plants in enumerate(by_code(PLANTS).values()):
            able = [plant for plant in plants if fits(plant, layout)]
            if not able or (i + j) % (3 if layout in HELD else 2):
                continue
            found = trial(able[((i + j) // 2) % len(able)], layout, PLANTED, PRODUCERS[next(turn) % len(PRODUCERS)])
            if found.before and found.before.parts != found.book.document.parts:
                yield found


def spared() -> Iterator[Trial]:
    """Every near miss on every fifth layout that can show it."""
    turn = count()
    for i, layout in enumerate((*LAYOUTS, *HELD)):
        for j, near in enumerate(NEAR):
            if fits(near, layout) and (i + j) % 5 == 0:
                producer = PRODUCERS[next(turn) % len(PRODUCERS)]
                yield trial(near, layout, SPARED, producer, f"-near{j}")


def clean() -> Iterator[Trial]:
    """Reports in which everything holds, some with shortfalls that are explained."""
    turn = count()
    for layout in (*LAYOUTS, *HELD):
        for number in range(CLEANS):
            name = f"{layout}-clean{number}"
            seed = crc32(name.encode()) % 100_000
            producer = PRODUCERS[next(turn) % len(PRODUCERS)]
            document = report(usual(layout, seed, is_whole=number % 2 == 0), layout, Look(seed))
            yield Trial(Book(layout, producer, replace(document, name=name), name), CLEAN)


def usual(layout: str, seed: int, *, is_whole: bool) -> Project:
    """The story of a seed; where its layout prints reasons, some indicators may fall short."""
    told = story(seed)
    can_explain = printed(layout) >= WEIGHED | {"indicators.reason", "indicators.target"}
    return with_shortfalls(told, seed) if can_explain and not is_whole else told


def trial(plant: Plant, layout: str, kind: str, producer: str, label: str = "") -> Trial:
    """A report with this plant in it."""
    name = f"{layout}-{plant.code}{label}"
    seed = crc32(name.encode()) % 100_000
    told = usual(layout, seed, is_whole=plant.code in WHOLE or seed % 3 > 0)
    changed = plant.change(told, Random(f"plant {seed}"))
    look = Look(seed, plant.fixed)
    before = report(told, layout, look) if kind == PLANTED else None
    book = Book(layout, producer, replace(report(changed, layout, look), name=name), name)
    return Trial(book, kind, plant.code, plant.also, plant.accepts, before=before)


def families() -> Iterator[Trial]:
    """Sets of six reports: in every second one each code of the corpus is planted, in the others its near misses."""
    turn = count()
    # A college has a name of its own: two years of one unit must be told by one layout or by none that renames.
    names = tuple(name for name in LAYOUTS if name != "campus")
    for number in range(FAMILIES):
        is_planted = number % 2 == 0
        group = f"family{number}"
        for seat, member in enumerate(members(number, is_planted=is_planted)):
            layout = names[(number * SIZE + seat) % len(names)]
            label = f"{group}-{seat}-{layout}"
            partner = f"{group}-{member.partner}-" if member.partner is not None else ""
            look = Look(crc32(label.encode()) % 100_000)
            book = Book(
                layout,
                PRODUCERS[next(turn) % len(PRODUCERS)],
                replace(report(member.story, layout, look), name=label),
                label,
            )
            kind = (PLANTED if is_planted else SPARED) if member.code else CLEAN
            also = frozenset({"TEXT004"} if partner and is_planted else ())
            yield Trial(book, kind, member.code, also, together=group, partner=partner)


def others() -> Iterator[Trial]:
    """Files that cannot be read, notices, and blank forms of every third layout."""
    turn = count()
    for manner in SPOILS * 2:
        n = next(turn)
        book = Book("ministry", PRODUCERS[n % 4], notice(n), f"{manner}{n}")
        yield Trial(book, PLANTED, "FORM004", spoil=manner)
    for number in range(6):
        book = Book("ministry", PRODUCERS[next(turn) % 4], notice(number), f"notice{number}")
        yield Trial(book, PLANTED, "FORM005")
    for layout in (*LAYOUTS, *HELD)[::3]:
        seed = crc32(f"blank {layout}".encode()) % 100_000
        book = Book(layout, PRODUCERS[next(turn) % 4], blank_form(layout, seed), f"{layout}-blank")
        yield Trial(book, PLANTED, "FORM005")
