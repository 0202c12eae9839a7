"""What a report lists and can be counted: indicators by level, tasks, names set out in a sentence."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import is_bonus, is_execution, members, named_forms, rows_of
from checks._text import Passage, passages
from extractors.model import Claim, Form, Indicator, Number, Place, Report

LEVELS = {"一级指标": 1, "二级指标": 2, "三级指标": 3}
LEVEL = re.compile(r"[一二三]级(?:绩效)?(?:评价)?指标")
DIGITS = {word: value for value, word in enumerate("零一二三四五六七八九十")} | {"两": 2}
COUNTED = re.compile(
    r"(?P<count>\d{1,2}|[一二两三四五六七八九十])(?:个|项|类|大类|大|条|方面|部分)+(?P<what>[^，。；：（）、\d]{0,10})"
    r"(?:[（(](?:还?有|即|分别[是为]|包括|包含)?(?P<bracket>[^（）()]{3,200})[）)]"
    r"|(?:：|，?(?:分别[是为]|即)：?)(?P<colon>[^。；：]{3,200})(?=[。；]|$))"
)
UNCOUNTED = re.compile(r"等|，|\d|其中|含")
LONGEST = 16


class Listing(NamedTuple):
    """What a form or a sentence lists under a name: the numbers that a claim may give, and how they were counted."""

    counts: tuple[int, ...]
    names: tuple[str, ...]
    place: Place


class Enumeration(NamedTuple):
    """A count in a sentence and the names set out right behind it."""

    passage: Passage
    count: int
    printed: str
    names: tuple[str, ...]


def level_listing(form: Form, claim: Claim) -> Listing | None:
    """How many indicators of the claim's level the form lists, in the claim's scope; None if it has no such scope."""
    level = next((n for word, n in LEVELS.items() if word in claim.subject), 0)
    rows = scoped(form, claim.scope)
    if not level or not rows:
        return None
    plain = tuple(row for row in rows if not is_bonus(row))
    names = distinct(rows, level)
    counts = {len(names), len(distinct(plain, level)), len(distinct([r for r in rows if not is_execution(r)], level))}
    if not claim.scope and any(row.weight or row.score for row in form.budget):
        counts |= {count + 1 for count in counts}
    return Listing(tuple(sorted(counts)), names, rows[0].place)


def scoped(form: Form, scope: str) -> tuple[Indicator, ...]:
    """The indicators under a scope, all of them without one."""
    if not scope:
        return rows_of(form)
    return members(form, 1, scope) or members(form, 2, scope)


def distinct(rows: tuple[Indicator, ...] | list[Indicator], level: int) -> tuple[str, ...]:
    """The names of a level: every row counts at level 3, each name under its parent above."""
    if level == 3:
        return tuple(row.level3 for row in rows if row.level3)
    if level == 2:
        return tuple(dict.fromkeys(f"{row.level1}/{row.level2}" for row in rows if row.level2))
    return tuple(dict.fromkeys(row.level1 for row in rows if row.level1))


def enumerations(report: Report) -> Iterator[Enumeration]:
    """Every count with a plain list of short names in brackets or behind a colon; one with 等 claims no count."""
    for passage in passages(report):
        for found in COUNTED.finditer(passage.text):
            told = found["bracket"] or found["colon"] or ""
            names = tuple(filter(None, told.split("、")))
            if not UNCOUNTED.search(told) and len(names) > 1 and max(map(len, names)) <= LONGEST:
                yield Enumeration(passage, value(found["count"]), found.group()[:60], names)


def value(text: str) -> int:
    return int(text) if text.isdigit() else DIGITS[text]


def count_of(number: Number) -> int | None:
    """A count as a whole number, None where it is none."""
    return int(number.value) if number.value == number.value.to_integral_value() and not number.is_approximate else None


def forms_with_indicators(report: Report) -> list[tuple[str, Form]]:
    return [(name, form) for name, form in named_forms(report) if rows_of(form)]
