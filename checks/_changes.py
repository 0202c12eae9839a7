"""The figures of a stated change by role, and what its percentage can be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from checks._cause_needed import Needed, printable
from checks._model import Interval, Operand
from checks._numbers import amount, divide, interval, is_meeting, multiply, scale, shown, subtract
from checks._phrases import counted
from checks._precision import tight
from extractors.model import Claim, Number, Place, Report

WAY = re.compile(
    r"[，,、]?(?:同比)?(?:(?P<up>增长|上升|增加|增幅|提高)|(?P<down>下降|减少|降低|降幅))了?(?:率|幅度)?(?:为|达到?|：)?"
)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Change:
    """What changed: before, after, by how much, by how many per cent; `is_down` from the words or the levels."""

    before: Number | None
    after: Number | None
    by: Number | None
    percent: Number | None
    is_down: bool

    @property
    def named(self) -> tuple[tuple[str, Number], ...]:
        """The figures that are printed, by their roles."""
        named = (("percent", self.percent), ("by", self.by), ("from", self.before), ("to", self.after))
        return tuple((role, number) for role, number in named if number)

    @property
    def operands(self) -> tuple[Operand, ...]:
        return tuple(counted(role, number) for role, number in self.named)

    @property
    def amounts(self) -> tuple[Number, ...]:
        return tuple(number for number in (self.before, self.after, self.by) if number)


class Stated(NamedTuple):
    """A change as stated: its direction (increase|decrease|same|"") and whether its figures surely belong to it."""

    subject: str
    place: Place
    direction: str
    is_sure: bool
    change: Change
    clash: str = ""


def stated_changes(report: Report) -> Iterator[Stated]:
    """The changes that prose states with a percentage, and those whose figures contradict their word."""
    for claim in report.claims:
        change = change_of(claim) if claim.kind == "change" else None
        if change and (change.percent or gap_error(change) or direction_error(change, claim.direction)):
            subject = f"正文/{claim.subject or '金额'}/增减"
            yield Stated(subject, claim.place, claim.direction, claim.is_sure, change, clash(claim, change))


def clash(claim: Claim, change: Change) -> str:
    """The words, where amount and percentage of one change go opposite ways: 减少2.68万元，增长12.58%."""
    if not (change.by and change.percent):
        return ""
    start = claim.sentence.find(change.by.text)
    end = claim.sentence.find(change.percent.text, start)
    between = WAY.fullmatch(claim.sentence[start + len(change.by.text) : end]) if 0 <= start < end else None
    way = between and ("increase" if between["up"] else "decrease")
    is_other = way and claim.direction in {"increase", "decrease"} and way != claim.direction
    word = {"increase": "增加", "decrease": "减少"}.get(claim.direction, "")
    return f"{word}{claim.sentence[start:end]}{change.percent.text}" if is_other else ""


def is_closing(change: Change) -> bool:
    """Whether a change recomputes."""
    span = possible_percent(change)
    return span is not None and change.percent is not None and is_meeting(interval(change.percent), span)


def change_of(claim: Claim) -> Change | None:
    """The change that a claim states, None where it has too few figures to compare."""
    found = {part.label: part.number for part in claim.parts}
    before, after, by = found.get("from"), found.get("to"), found.get("by")
    if before and after and by and is_guessed(claim, before, after):
        before = before if is_consistent(before, after, by) else None
    if before and after and by and is_inside(claim, after) and not is_consistent(before, after, by):
        after = None
    is_down = claim.direction == "decrease"
    if before and after and not claim.direction:
        is_down = after.amount < before.amount
    change = Change(before, after, by, found.get("percent"), is_down)
    return change if len(change.amounts) > 1 else None


def is_guessed(claim: Claim, before: Number, after: Number) -> bool:
    """Whether the level before stands ahead of the new one, where it may belong to another statement."""
    if claim.sentence.find(before.text) >= claim.sentence.find(after.text):
        return False
    levels = rf"[从由][^，。；;]*?{re.escape(before.text)}[^，。；;]{{0,8}}[到至为成]\s*{re.escape(after.text)}"
    return re.search(levels, claim.sentence) is None


def is_inside(claim: Claim, after: Number) -> bool:
    """Whether the new level is the last of a list of parts, whose whole may be meant: 养护A，其中B、C，较计划增加D."""
    return re.search(rf"其中[^；;。]*[、，][^；;。、，]*{re.escape(after.text)}", claim.sentence) is not None


def gap_error(change: Change) -> str:
    """How the stated amount differs from that between the two levels, "" if it does not: 120 − 100 = 20 ≠ 30."""
    if not (change.before and change.after and change.by) or is_consistent(change.before, change.after, change.by):
        return ""
    factor = change.by.factor
    after, before = change.after.amount / factor, change.before.amount / factor
    larger, smaller = max(after, before), min(after, before)
    return f"{shown(larger)} − {shown(smaller)} = {shown(larger - smaller)} ≠ {shown(change.by.value)}"


def is_consistent(before: Number, after: Number, by: Number) -> bool:
    """Whether two levels differ by the stated amount."""
    measure = tight((before, after, by))
    apart = subtract(measure(after), measure(before))
    return is_meeting(measure(by), apart) or is_meeting(measure(by), scale(apart, Decimal(-1)))


def levels(change: Change) -> tuple[Interval, Interval] | None:
    """The difference without its sign and the level before, in base units."""
    measure = tight(change.amounts)
    before = measure(change.before) if change.before else None
    after = measure(change.after) if change.after else None
    by = measure(change.by) if change.by else None
    if before is None and after and by:
        return by, Interval(*sorted_ends(after, by, change.is_down))
    if before and by:
        return by, before
    if before and after:
        return (subtract(before, after) if change.is_down else subtract(after, before)), before
    return None


def sorted_ends(after: Interval, by: Interval, is_down: bool) -> tuple[Decimal, Decimal]:
    """The level before: after + by where it fell, after - by where it rose."""
    if is_down:
        return after.low + by.low, after.high + by.high
    return after.low - by.high, after.high - by.low


def possible_percent(change: Change) -> Interval | None:
    """The per cent that the amounts allow, None where the level before may be 0. Growth from below 0 is of its size."""
    found = levels(change)
    if found and change.before and change.after and found[1].high < 0 < change.after.amount:
        found = found[0], scale(found[1], Decimal(-1))
    share = divide(*found) if found else None
    return scale(share, HUNDRED) if share else None


def needed(change: Change) -> Needed:
    """What each figure would have to be for the change to recompute, in the order of the operands."""
    percent, measure = change.percent, tight(change.amounts)
    if percent is None or (change.before and change.after and change.by):
        return ()
    size = amount(percent)
    share = scale(size, Decimal(-1)) if change.is_down else size
    grown = Interval(1 + share.low, 1 + share.high)
    before, after, by = (measure(one) if one else None for one in (change.before, change.after, change.by))
    found: dict[str, Interval | None] = {}
    if before and after:
        found = {"from": divide(after, grown), "to": multiply(before, grown)}
    elif before and by:
        found = {"from": divide(by, size), "by": multiply(before, size)}
    elif after and by and (part := divide(size, grown)):
        found = {"to": divide(by, part), "by": multiply(after, part)}
    possible = possible_percent(change)
    found["percent"] = scale(possible, 1 / HUNDRED) if possible else None
    return tuple(
        printable(found.get(role), number, amount if role == "percent" else measure) for role, number in change.named
    )


def division(change: Change) -> str:
    """The division with its values: 20 / 200 = 10%."""
    found = levels(change)
    assert found
    factor = change.amounts[0].factor
    by, before = ((span.low + span.high) / 2 for span in found)
    digits = max(change.percent.decimals if change.percent else 0, 2)
    quotient = round(by / before * HUNDRED, digits) if before else Decimal(0)
    return f"{shown(by / factor)} / {shown(before / factor)} = {shown(quotient)}%"


def direction_error(change: Change, direction: str) -> str:
    """How the figures contradict the direction word, "" if they do not."""
    if change.after and change.by and not change.before and direction == "increase":
        is_wrong = tight(change.amounts)(change.by).low > tight(change.amounts)(change.after).high
        return f"{shown(change.by.value)} > {shown(change.after.value)}" if is_wrong else ""
    if not (change.before and change.after):
        return ""
    before, after = change.before.amount, change.after.amount
    is_wrong = {"increase": after < before, "decrease": after > before, "same": after != before}.get(direction, False)
    return (
        f"{shown(change.after.value)} {'<' if after < before else '>'} {shown(change.before.value)}" if is_wrong else ""
    )
