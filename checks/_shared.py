"""Texts that another report prints too: which of them tell something, and how the likeness is said."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from checks._corpus import Corpus, Kin, Source, Told, Twin, section_of
from checks._model import Message, Operand, Parameters
from checks._phrases import clipped, quoted
from checks._repeated import GENERIC
from checks._stock import is_stable
from checks._text import clauses, han
from extractors.model import Kind

TRIFLES = frozenset({"0", "1", "2", "3", "100%", "0%", "100"})
TELLING_FIGURES = 2
SHOWN = 3
FILLED_IN = frozenset({Kind.FINAL_ACCOUNTS, Kind.BUDGET})


class Shared(NamedTuple):
    """Passages of one place (one, or short ones of one section) with their twins in one other report.

    `more`: in how many further reports they stand.
    """

    kin: tuple[Kin, ...]
    twins: tuple[Twin, ...]
    more: int = 0

    @property
    def source(self) -> Source:
        return self.twins[0].told.source

    @property
    def is_same(self) -> bool:
        """Whether the figures are the same too."""
        return all(kin.figures == twin.told.figures for kin, twin in zip(self.kin, self.twins, strict=True))

    @property
    def is_stable(self) -> bool:
        """Whether it tells what the unit is."""
        return all(is_stable(kin.passage.section, kin.words) for kin in self.kin)

    @property
    def operands(self) -> tuple[Operand, ...]:
        """Each passage, then its twin, whose place lies in the other document."""
        pairs = zip(self.kin[:SHOWN], self.twins[:SHOWN], strict=False)
        return tuple(
            fact
            for kin, twin in pairs
            for fact in (
                quoted("text", clipped(kin.passage.text), kin.passage.place),
                quoted("other", clipped(twin.told.text), twin.told.place),
            )
        )


Wanted = Callable[[Kin, Told], bool]


def shared(corpus: Corpus, parameters: Parameters, is_wanted: Wanted) -> Iterator[Shared]:
    """The passages with twins that are wanted: long ones each, short ones where two of a section agree with two."""
    short: defaultdict[tuple[str, Source], list[tuple[Kin, Twin]]] = defaultdict(list)
    for kin in corpus.kin:
        wanted = (twin for twin in kin.twins if is_wanted(kin, twin.told) and is_telling(corpus, kin, twin))
        twins = [twin for _, _, twin in sorted((rank(kin, twin), twin.told.source, twin) for twin in wanted)]
        if (
            len(kin.words) >= parameters.min_paragraph
            and own_words(kin.words) * 3 >= parameters.min_paragraph * 2
            and twins
        ):
            yield Shared((kin,), (twins[0],), len(twins) - 1)
        for twin in () if len(kin.words) >= parameters.min_paragraph else twins:
            if twin.share == 1 and kin.figures == twin.told.figures:
                short[section_of(kin.passage), twin.told.source].append((kin, twin))
    told: set[str] = set()
    for (section, _), pairs in sorted(short.items(), key=lambda one: one[0]):
        is_one_section = len({twin.told.section for _, twin in pairs}) == 1
        if len({kin.words for kin, _ in pairs}) >= parameters.short_texts and is_one_section and section not in told:
            told.add(section)
            yield Shared(tuple(kin for kin, _ in pairs), tuple(twin for _, twin in pairs))


def rank(kin: Kin, twin: Twin) -> tuple[bool, float, int]:
    """What to name first: the same figures, the likest words, the latest year."""
    year = twin.told.source.year
    return kin.figures != twin.told.figures, -twin.share, -int(year) if year.isdecimal() else 0


def is_telling(corpus: Corpus, kin: Kin, twin: Twin) -> bool:
    """Whether a likeness tells something: sentences of accounts are filled in by everybody, their figures are not."""
    if FILLED_IN & {corpus.source.kind, twin.told.source.kind}:
        telling = [figure for figure in kin.figures if figure not in TRIFLES]
        return kin.figures == twin.told.figures and len(telling) >= TELLING_FIGURES
    return True


def own_words(words: str) -> int:
    """How many Chinese characters a text has beside the words of money that any report is full of."""
    return han(GENERIC.sub("", words))


def is_narrative(kin: Kin, least: int) -> bool:
    """Whether a text tells what was done, so that other figures in it surprise: a line to be filled in does not.

    A cell that strings indicators together does not either: units with one task have the same indicators.
    """
    told = kin.words
    if kin.passage.form >= 0:
        told = "".join(clause for clause in clauses(told) if "#" not in clause)
    is_mostly = han(told) * 2 >= han(kin.words)
    return is_mostly and own_words(told) >= least and not is_stable(kin.passage.section, kin.words)


def likeness(given: Shared) -> Message:
    """How much is the same, and what differs."""
    kin, twin = given.kin[0], given.twins[0]
    if twin.share == 1 or kin.passage.text == twin.told.text:
        words = Message("文字相同", "the same words")
    else:
        percent = int(twin.share * 100)
        told = "、".join(edits(twin.told.words, kin.words))
        words = Message(f"文字有 {percent}% 相同（{told}）", f"{percent} % of the words the same ({told})")
    if not kin.figures and not twin.told.figures:
        return words
    if given.is_same:
        return Message(f"{words.zh}，数字也相同", f"{words.en}, the same figures")
    pairs = zip(twin.told.figures, kin.figures, strict=False)
    changed = "、".join([f"{was}→{now}" for was, now in pairs if was != now][:SHOWN])
    return Message(f"{words.zh}，数字不同（{changed}）", f"{words.en}, other figures ({changed})")


def edits(one: str, other: str) -> tuple[str, ...]:
    """The first few places where two texts differ: “甲”→“乙”."""
    codes = [code for code in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if code[0] != "equal"]
    parts = ((one[a:b], other[c:d]) for _, a, b, c, d in codes[:SHOWN])
    return tuple(f"“{was or '（无）'}”→“{now or '（无）'}”" for was, now in parts)


def named(kin: Kin) -> str:
    """How a reader would name a passage: its section, and its label or the form's field."""
    passage = kin.passage
    return "›".join(dict.fromkeys(filter(None, (passage.group or passage.section, passage.label)))) or "正文"


def fact_of(given: Shared) -> str:
    """The same for all checks that see this passage."""
    return f"passage:{given.kin[0].words}"
