"""Where ruling lines end: at the lines that cross them, whatever ink stands in their continuation."""

from dataclasses import replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from extractors.ocr_strokes import Ruling

Pixels = NDArray[np.uint8]
# All lengths in points.
MIDDLING = 22.0
BREAK = 1.6
BEYOND = 2.4
# How far from a crossing line the ink of what ends there is looked for.
FOOT = 4.0
SNAP = 5.5


def parted(rulings: list[Ruling], crossing: list[Ruling], scale: float) -> list[Ruling]:
    """Lines taken apart where a gap reaches from one crossing line to the next: there they end and begin again."""
    found = []
    for one in rulings:
        near = [other.at for other in crossing if other.low <= one.at <= other.high]
        some = [one.pieces[0]]
        for piece in one.pieces[1:]:
            before = [at for at in near if abs(at - some[-1][2]) <= BEYOND * scale]
            behind = [at for at in near if abs(at - piece[1]) <= BEYOND * scale]
            if before and behind and min(before) < max(behind):
                found.append(replace(one, low=some[0][1], high=some[-1][2], pieces=tuple(some)))
                some = []
            some.append(piece)
        found.append(replace(one, low=some[0][1], high=max(one.high, some[-1][2]), pieces=tuple(some)))
    return found


def freed(rulings: list[Ruling], crossing: list[Ruling], dark: Pixels, scale: float) -> list[Ruling]:
    """Lines without the strokes of characters that stand in their continuation, past the line at which they end."""
    found = []
    for one in rulings:
        near = [other.at for other in crossing if other.low <= one.at <= other.high and one.low < other.at < one.high]
        low = stub(one, min(near, default=one.low), dark, scale, -1)
        high = stub(one, max(near, default=one.high), dark, scale, 1)
        found.append(replace(one, low=low, high=high) if low < high else one)
    return found


def stub(one: Ruling, at: float, dark: Pixels, scale: float, way: int) -> float:
    """Where a line ends on one side (-1: the low one): at its last crossing, if ink beyond that stands apart."""
    end = one.low if way < 0 else one.high
    if not BEYOND * scale < abs(end - at) < MIDDLING * scale:
        return end
    row = np.asarray(dark[max(0, round(one.at) - 1) : round(one.at) + 2].max(axis=0), np.bool_)
    beyond = row[round(at) : round(end) : way] if way > 0 else row[round(end) : round(at)][::-1]
    hole = beyond[: max(3, round(FOOT * scale))]
    longest = max((sum(1 for _ in some) for is_ink, some in groupby(hole.tolist()) if not is_ink), default=0)
    return at if longest >= BREAK * scale and beyond.any() else end


def lined_up(rulings: list[Ruling], scale: float) -> list[Ruling]:
    """Lines closer to one another than any row is high share one coordinate: double borders, bends, slips."""
    groups: list[list[Ruling]] = []
    for one in sorted(rulings, key=lambda one: one.at):
        if groups and one.at - groups[-1][0].at <= SNAP * scale:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [replace(one, at=middle(group)) for group in groups for one in group]


def middle(group: list[Ruling]) -> float:
    return sum(one.at * one.length for one in group) / sum(one.length for one in group)


def snapped(rulings: list[Ruling], crossing: list[Ruling], scale: float) -> list[Ruling]:
    """Lines that end just before or just behind one that crosses them end there."""
    reach = SNAP * scale
    found = []
    for one in rulings:
        ats = [other.at for other in crossing if other.low - reach <= one.at <= other.high + reach]
        low = min(ats, key=lambda at: abs(at - one.low), default=one.low)
        high = min(ats, key=lambda at: abs(at - one.high), default=one.high)
        low = low if abs(low - one.low) <= reach else one.low
        high = high if abs(high - one.high) <= reach else one.high
        found.append(replace(one, low=low, high=high) if high > low else one)
    return found
