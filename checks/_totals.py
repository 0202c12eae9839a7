"""Which rows a total may total: the readings that are tried, and when only one is possible."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._memo import once
from checks._phrases import counted
from checks._precision import Fit, counts, loose, tight
from checks._sums import Sum, Term, fit
from checks._tables import GRAND, Column, Line, deducted_below


class Reading(NamedTuple):
    """A way to read a total: its name (the same in every column) and its rows."""

    name: str
    lines: tuple[Line, ...]


class Total(NamedTuple):
    """A total of a column and the readings it may have, the likeliest first."""

    column: Column
    line: Line
    readings: tuple[Reading, ...]

    @property
    def subject(self) -> str:
        return f"{self.column.title}/{self.line.label or '合计'}/{self.column.head or '数'}"


def totals(column: Column) -> Iterator[Total]:
    """Every total row and every row that its codes split, with what it may total."""
    lines = column.lines
    for at, line in enumerate(lines):
        if line.number is None:
            continue
        readings = tuple(total_readings(lines, at)) if line.is_total else tuple(code_readings(column, at))
        if readings:
            yield Total(column, line, readings)


def total_readings(lines: tuple[Line, ...], at: int) -> Iterator[Reading]:
    """The rows since the total before, all rows before, the rows after; each whole, by level, without details."""
    marks = [i for i, line in enumerate(lines) if line.is_total]
    before = max((i for i in marks if i < at), default=-1)
    after = min((i for i in marks if i > at), default=len(lines))
    zones = {
        "before": lines[before + 1 : at],
        "after": lines[at + 1 : after],
        "all before": lines[:at],
        "all after": lines[at + 1 :],
        "totals before": tuple(lines[i] for i in marks if i < at),
        "totals after": tuple(lines[i] for i in marks if i > at),
        "since total": lines[max(before, 0) : at] if before >= 0 else (),
    }
    for name, zone in zones.items():
        for kind, chosen in choices(zone, plain=not name.startswith("totals") and name != "since total"):
            if sum(line.number is not None for line in chosen):
                yield Reading(f"{name} {kind}", chosen)


def choices(zone: tuple[Line, ...], plain: bool) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """A zone's rows: all, without totals, without 其中 rows, those of its highest level, those without a level."""
    rows = tuple(line for line in zone if not line.is_total) if plain else zone
    yield "all", rows
    if any(line.sign < 0 for line in rows):
        yield "below", deducted_below(rows)
    yield "no details", tuple(line for line in rows if not line.is_inside)
    levels = sorted({line.level for line in rows if line.level})
    for level in levels[:2]:
        yield f"level {level}", tuple(line for line in rows if line.level == level)
    if levels:
        top = tuple(line for line in rows if line.level in {0, levels[0]} and not line.is_inside)
        yield "top", top
        yield "without level", tuple(line for line in rows if not line.level)


def code_readings(column: Column, at: int) -> Iterator[Reading]:
    """The rows whose codes are one step below a row's own, up to the next row of its level."""
    lines, mine = column.lines, column.lines[at].level
    if mine not in {3, 5}:
        return
    end = next((i for i in range(at + 1, len(lines)) if 0 < lines[i].level <= mine or lines[i].is_total), len(lines))
    inside = lines[at + 1 : end]
    parts = tuple(line for line in inside if line.level == mine + 2)
    is_whole = all(line.level in {mine + 2, mine + 4} and line.label.startswith(code(lines[at])) for line in inside)
    if parts and is_whole and not (column.is_torn and end == len(lines)):
        yield Reading("codes", parts)


def code(line: Line) -> str:
    return line.label[: line.level]


def make(total: Total, reading: Reading) -> Sum:
    assert total.line.number
    whole = Term(total.line.label or "合计", counted("total", total.line.number), total.line.number)
    terms = tuple(line.term() for line in reading.lines if line.number)
    exactly = counts(total.column.head, (whole.number, *(term.number for term in terms)))
    return Sum(total.subject, whole, terms, exactly or tight(term.number for term in terms), exactly or loose)


@once
def closing(total: Total) -> Reading | None:
    """The first reading by which a total closes."""
    return next((reading for reading in total.readings if fit(make(total, reading)) is Fit.CLOSES), None)


def is_flat(total: Total) -> bool:
    """Whether a plain 合计 ends or heads a column of rows of one kind, so that it can only be their sum."""
    lines = total.column.lines
    others = [line for line in lines if line is not total.line]
    labels = {line.label for line in others}
    at_an_end = total.line in {lines[0], lines[-1]}
    flat = not any(line.is_total or line.is_inside or line.level or line.sign < 0 for line in others)
    is_listed = len(labels) == len(others) > 1 and "" not in labels and not total.column.is_torn
    return bool(GRAND.match(total.line.label)) and at_an_end and flat and is_listed


def is_average(given: Sum) -> bool:
    """Whether a "total" is the average of its rows."""
    mean = sum((term.amount for term in given.terms), Decimal(0)) / len(given.terms)
    return len(given.terms) > 1 and given.loose(given.whole.number).low <= mean <= given.loose(given.whole.number).high


def coded(total: Total) -> Reading | None:
    """The rows of the shortest code where every other row has a code and its class: only they can make the total."""
    others = [line for line in total.column.lines if line is not total.line]
    levels = {line.level for line in others}
    if not GRAND.match(total.line.label) or len(others) < 2 or not levels <= {3, 5, 7} or total.column.is_torn:
        return None
    top, codes = min(levels), {code(line) for line in others}
    if not all(line.level == top or line.label[: line.level - 2] in codes for line in others):
        return None
    return Reading(f"level {top}", tuple(line for line in others if line.level == top))


def is_near(given: Sum) -> bool:
    """Whether the rows come near the total; far off, the total is not of these rows."""
    added = sum((term.amount for term in given.terms), Decimal(0))
    return abs(given.whole.amount) / 2 <= abs(added) <= abs(given.whole.amount) * 2


def blank(reading: Reading) -> bool:
    """Whether a row of a reading has no figure."""
    return any(line.number is None for line in reading.lines)
