"""Wholes whose parts are told in the numbered paragraphs behind them: 财政拨款支出A，主要内容如下：1. … 2. …."""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._account_facts import Fact, account_facts, short
from checks._account_prose import MOVED, Statement, is_money, own_words, statements
from checks._account_words import Meaning, basis_of, meaning, path_of, split_year
from checks._phrases import counted
from checks._precision import loose, tight
from checks._stories import Story, Told, stories
from checks._sums import Sum, Term
from checks._text import packed
from extractors.model import Kind, Number, Report, paragraphs

LEAD = re.compile(
    r"(?P<all>(?:具体|明细|详细)(?:情况|安排|内容|项目|用途|构成)?如下|(?:构成|组成|分布|分配)(?:情况)?(?:如下|为)|(?:主要)?用于以下(?:\S{0,3}方面|\S{0,3}项目|用途|支出)|包括以下|分别(?:为|是|如下))[：。]?$"
    r"|(?P<some>如下|其中|包括|有)[：。]$"
)
SUBJECT = re.compile(
    r"(?:的)?(?:主要|具体)?(?:内容|用途|项目|构成|安排|使用|支出方向)?(?:情况)?(?:如下|包括|具体|明细|用于)"
)
MARK = re.compile(r"^([（(]?)([一二三四五六七八九十]{1,3}|\d{1,2})([）)、.．]+)")
NUMERALS = {word: i for i, word in enumerate("一二三四五六七八九十", 1)}
ACCOUNTS = frozenset({Kind.FINAL_ACCOUNTS, Kind.BUDGET})
ROLES = {"budget": "预算", "initial": "年初预算", "annual": "预算", "executed": "决算"}
FIGURED = re.compile(r"(?:年初)?(?:预算|决算)?(?:数|总额|金额)?(?:为|是|共计?)?(?=\d)\d")
LONGEST_LEAD = 30
TRIPS = ("公务接待", "因公出国", "公务")


class Listed(NamedTuple):
    """A whole and the numbered paragraphs that should make it up; `is_whole`: the list claims to leave nothing out."""

    sum: Sum
    is_whole: bool
    is_sure: bool


class Item(NamedTuple):
    """A numbered paragraph with the ones that go on with it."""

    name: str
    stories: tuple[Story, ...]


def listed_parts(report: Report) -> Iterator[Listed]:
    """Every list of at least two numbered amounts with the amount that leads into it."""
    if not has_lead(report):
        return
    told = stories(report)
    lists = tuple((lead, items) for at, lead in enumerate(told) if len(items := read_items(told, at)) > 1)
    is_accounts = report.kind in ACCOUNTS and bool(lists)
    facts = account_facts(report) if is_accounts else ()
    said = tuple(statements(told, facts, report)) if is_accounts else ()
    for lead, items in lists:
        found = lead_of(lead.text)
        is_whole = bool(found and found["all"]) or is_exhaustive(items, said, facts)
        for role, whole in wholes(lead, said, report).items():
            parts = tuple(headline(item, role, report) for item in items)
            if all(parts):
                known = tuple((item, part) for item, part in zip(items, parts, strict=True) if part)
                yield Listed(sum_of(lead, role, whole, known), is_whole, is_accounts or is_whole)


def has_lead(report: Report) -> bool:
    """Whether a list can begin anywhere; most reports have none, and need not be put together to be searched for it."""
    ends = ["", *("".join(paragraph.text[-2 * LONGEST_LEAD :].split()) for paragraph in paragraphs(report))]
    return any(lead_of(packed(before + end)) for before, end in itertools.pairwise(ends))


def read_items(told: tuple[Story, ...], at: int) -> tuple[Item, ...]:
    """The paragraphs numbered 1, 2, 3 … in one style behind a lead, within its heading."""
    lead, style, items = told[at], None, list[tuple[str, list[Story]]]()
    if not lead_of(lead.text):
        return ()
    for story in told[at + 1 :]:
        if story.heads[: len(lead.heads)] != lead.heads:
            break
        mark = MARK.match(story.text)
        if mark and style in {None, style_of(mark)} and ordinal(mark[2]) == len(items) + 1:
            style = style_of(mark)
            items.append((name_of(story), [story]))
        elif mark and style == style_of(mark):
            break
        elif items:
            items[-1][1].append(story)
        else:
            break
    return tuple(Item(name, tuple(held)) for name, held in items)


def lead_of(text: str) -> re.Match[str] | None:
    """The words that announce a list: they end a paragraph, so only its end is looked at."""
    return LEAD.search(text, max(0, len(text) - LONGEST_LEAD))


def style_of(mark: re.Match[str]) -> tuple[bool, bool]:
    return bool(mark[1]), mark[2].isdigit()


def ordinal(word: str) -> int:
    if word.isdigit():
        return int(word)
    tens, _, ones = word.partition("十") if "十" in word else ("", "", word)
    return (NUMERALS.get(tens, 1) * 10 if "十" in word else 0) + NUMERALS.get(ones, 0)


def name_of(story: Story) -> str:
    """What an item is called: the last class of its path, else its first words."""
    text = MARK.sub("", story.text)
    path = path_of(re.split(r"[，。；：]", text)[0])
    return path[0][-1] if path else re.split(r"[，。；：]|\d", text)[0].strip("“”、")[:30] or story.number


def role_of(words: str, kind: str) -> str:
    """The basis a figure is told on; what is told on none is a budget in a budget, a spending in final accounts."""
    found = basis_of(words)[0]
    if kind == Kind.BUDGET:
        return "executed" if found == "executed" else "budget"
    return found or "executed" if kind == Kind.FINAL_ACCOUNTS else ""


def wholes(lead: Story, said: tuple[Statement, ...], report: Report) -> dict[str, Number]:
    """The amounts that a lead divides, by their basis; where it has none, the one told before of what it names."""
    found: dict[str, list[Number]] = {}
    for told, words in amounts(lead):
        if "其中" not in lead.text[lead.text.rfind("。", 0, told.start) + 1 : told.start]:
            found.setdefault(role_of(words, report.kind), []).append(told.number)
    if found:
        return {role: numbers[0] for role, numbers in found.items() if len({n.amount for n in numbers}) == 1}
    subject = SUBJECT.split(lead.text)[0]
    about = meaning(subject, frozenset(), report.unit) if subject else None
    before = [one for one in said if about and is_before(one, lead) and is_same(one.meaning, about)]
    return {role_of(before[-1].words, report.kind): before[-1].number} if before else {}


def is_before(one: Statement, lead: Story) -> bool:
    return one.story.section == lead.section and one.story.place.page <= lead.place.page and one.story is not lead


def is_same(told: Meaning, about: Meaning) -> bool:
    return (told.fund, told.axis, told.row, told.part) == (about.fund, about.axis, about.row, about.part)


def amounts(story: Story) -> Iterator[tuple[Told, str]]:
    """The amounts of money of a paragraph that tell no change, with the words before each."""
    at = 0
    for told in story.told:
        begin, at = at, told.end
        words = own_words(story, told, begin)
        if is_money(told.number) and not MOVED.search(words) and not told.number.is_approximate:
            yield told, words


def headline(item: Item, role: str, report: Report) -> Number | None:
    """The first amount of an item on a basis, of this year."""
    for told, words in amounts(item.stories[0]):
        year, _ = split_year(words, report.unit)
        if year in {"", report.year} and role_of(words, report.kind) == role:
            return told.number
        if not role:
            return None
    return None


def is_exhaustive(items: tuple[Item, ...], said: tuple[Statement, ...], facts: tuple[Fact, ...]) -> bool:
    """Whether the items are all there can be: the three kinds of travel costs, every sub-class of a table."""
    names = [item.name for item in items]
    if len(names) == len(TRIPS) and all(any(word in name for name in names) for word in TRIPS):
        return True
    rows = {
        short(one.meaning.row[-1]) for one in said if one.meaning.row and any(one.story in i.stories for i in items)
    }
    tables: dict[str, set[str]] = {}
    for fact in facts:
        if len(fact.row) == 3 and not fact.part and fact.axis == "outlay" and fact.number.amount:
            tables.setdefault(fact.title, set()).add(short(fact.row[-1]))
    return any(len(rows) > 1 and known <= rows for known in tables.values())


def sum_of(lead: Story, role: str, whole: Number, parts: tuple[tuple[Item, Number], ...]) -> Sum:
    _, words = split_year(SUBJECT.split(re.split(r"[。；：]", lead.text)[0])[0], "")
    name = FIGURED.split(words)[0].strip("“”，")[-30:] or "总数"
    terms = tuple(Term(item.name, counted("part", number), number) for item, number in parts)
    subject = f"正文/{name}/{ROLES.get(role, '')}分项"
    return Sum(subject, Term(name, counted("whole", whole), whole), terms, tight(n for _, n in parts), loose)
