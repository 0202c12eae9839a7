"""The figures of the prose of accounts that a table prints too, each with what it says it is."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._account_facts import TRIPS, Fact, fund_of, short
from checks._account_words import Meaning, basis_of, meaning, outlay_of, path_of, split_year
from checks._memo import once_each
from checks._stories import NUMBERED, Story, Told
from extractors.model import Number, Report

CUT = re.compile(r"[，；。：！？]")
MOVED = re.compile(
    r"增加|增长|减少|下降|上升|降低|提高|比|较|同比|调增|调减|追加|变动|结转|结余|预留|涉及|采购|同期|上年|去年|其余|超"
)
ASSESSED = re.compile(r"绩效|自评|评价")
OTHER_UNIT = re.compile(
    r"本级|所属|下属|(?:中心|大队|支队|总队|学校|小学|中学|大学|医院|幼儿园|馆|所|站|学院|研究院|局|委员会|办公室|协会|机关)$"
)
USED = re.compile(r"(?:用于|的)")
INSIDE = re.compile(r"其中|包括")
NEAR = 60
LABEL = 24


class Statement(NamedTuple):
    """A figure with its meaning; `is_named`: its own words or its whole's name the money, not a heading alone."""

    number: Number
    meaning: Meaning
    is_named: bool
    story: Story
    words: str


class Frame(NamedTuple):
    """What is known of a paragraph before its figures are read: the names, the unit, its topic, its money.

    `context` is the money that the lead of its list or a heading names; `is_led`: the lead does.
    """

    names: frozenset[str]
    unit: str
    topic: tuple[str, ...] | Meaning | None
    context: str
    is_led: bool


@once_each
def statements(told: tuple[Story, ...], facts: tuple[Fact, ...], report: Report) -> Iterator[Statement]:
    """The statements of every paragraph, in reading order."""
    names = frozenset(short(fact.row[0]) for fact in facts if len(fact.row) == 1)
    lead: Story | None = None
    for story in (one for one in told if not is_apart(one, report.unit)):
        if not story.number or (lead and lead.section != story.section):
            lead = story
        led = fund_of(lead.text[-NEAR:])[0] if lead and story.number and lead is not story else ""
        heads = (fund_of(head)[0] for head in reversed(story.heads))
        context = led or next(filter(None, heads), "")
        yield from read_statements(story, Frame(names, report.unit, topic_of(story, report.unit), context, bool(led)))


def is_apart(story: Story, unit: str) -> bool:
    """Whether a paragraph counts other money: a self-assessment inside the accounts, one unit among several."""
    label = NUMBERED.sub("", story.text.partition("：")[0])
    titles = [NUMBERED.sub("", head).rstrip("：。") for head in story.heads[-1:]]
    names = [*titles, *((label,) if len(label) < LABEL else ())]
    is_other = any(OTHER_UNIT.search(name) and name not in unit and unit not in name for name in names)
    return is_other or bool(ASSESSED.search("".join(story.heads)))


class Thread(NamedTuple):
    """What the sentence has told so far: the whole that 其中 divides, the figure before, whether it is about else."""

    whole: Meaning | None = None
    last: Meaning | None = None
    is_lost: bool = False


def read_statements(story: Story, frame: Frame) -> Iterator[Statement]:
    """The statements of one paragraph; a part behind 其中 is of the whole before it."""
    thread, at = Thread(), 0
    for told in story.told:
        between, begin, at = story.text[at : told.start], at, told.end
        if not is_money(told.number):
            continue
        if "。" in between:
            thread = Thread(thread.whole if "。其中" in between else None)
        words, before = own_words(story, told, begin), sentence_before(story, told)
        if MOVED.search(words):
            continue
        is_part = bool(INSIDE.search(before))
        found = of_subject(words, frame.topic or thread.last) or meaning(words, frame.names, frame.unit)
        if found is None or is_astray(found, thread, is_part, before) or USED.match(story.text, told.end):
            # Where a figure is nobody's, what follows in its sentence may be told of the same unknown thing.
            thread = thread._replace(last=None, is_lost=thread.is_lost or not (is_part and thread.whole))
            continue
        whole = thread.whole if is_part else None
        said = completed(found, None if found.row else whole, frame)
        is_named = bool(found.fund or (whole and whole.fund and said.fund == whole.fund))
        yield Statement(told.number, said, is_named or (frame.is_led and not found.fund), story, words)
        thread = Thread(whole or found, found, thread.is_lost)


def sentence_before(story: Story, told: Told) -> str:
    return story.text[story.text.rfind("。", 0, told.start) + 1 : told.start]


def is_astray(found: Meaning, thread: Thread, is_part: bool, before: str) -> bool:
    """Whether a total or a part may be another thing's: of a whole that is unknown, of what was carried over."""
    if found.row or found.fund == TRIPS:
        return False
    is_split = bool(found.part) and "结转" in before
    return thread.is_lost or is_split or (is_part and thread.whole is None and not before.startswith("其中"))


def is_money(number: Number) -> bool:
    return number.unit.endswith("元") and not number.operator and number.upper is None


def own_words(story: Story, told: Told, begin: int) -> str:
    """The words right before a figure, back to the figure or the mark before it; a path of classes is one word."""
    text = story.text[begin : told.start]
    cuts = [found.end() for found in CUT.finditer(text)]
    return text[cuts[-1] if cuts else 0 :]


def topic_of(story: Story, unit: str) -> tuple[str, ...] | Meaning | None:
    """The path of classes that a paragraph or its heading begins with, or the part of the outlay in its label."""
    label, colon, _ = story.text.partition("：")
    named = meaning(label, frozenset(), unit) if colon and len(label) < LABEL else None
    if named and named.part:
        return named
    for text in (story.text, *story.heads[-1:]):
        first = CUT.split(split_year(text, unit)[1])[0]
        found = path_of(first)
        if found and text.count("（类）") <= 1:
            return found[0]
    return None


def of_subject(words: str, about: tuple[str, ...] | Meaning | None) -> Meaning | None:
    """What was spoken of before where the words name nothing but a budget or a spending: 支出决算为."""
    if about is None or not basis_of(split_year(words, "")[1])[0]:
        return None
    found = outlay_of(about.row if isinstance(about, Meaning) else about, words)
    if found is None or found.fund or not isinstance(about, Meaning):
        return found
    return about._replace(basis=found.basis, year=found.year or about.year)


def completed(found: Meaning, whole: Meaning | None, frame: Frame) -> Meaning:
    """What a meaning leaves open, from its whole and from the headings."""
    if whole is None:
        return found._replace(fund=found.fund or frame.context)
    return found._replace(
        fund=found.fund or whole.fund or frame.context,
        row=found.row or (whole.row if found.part else ()),
        axis=found.axis or whole.axis,
        basis=found.basis or whole.basis,
        year=found.year or whole.year,
    )
