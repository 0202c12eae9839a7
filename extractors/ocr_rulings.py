"""Ruling lines in a picture that has been set straight."""

from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
# All lengths in points.
LONG = 60.0
MIDDLING = 22.0
SHORT = 9.0
THICKEST = 3.6
BREAK = 1.6
BROKEN = 40.0
PALE = 24.0
GAP = 9.0
BEND = 1.6
TOUCH = 0.7
BEYOND = 2.4
SOLID = 0.7
SNAP = 5.5
BESIDE = 2.6
# How much darker than both sides, in levels of grey, a faint line is.
FAINT = 9
TEXT_BESIDE = 0.3
RULED = 0.85
GAPLESS = 0.93
END = 0.8
UNBROKEN = 0.93
PALE_LEVEL = 140


@dataclass(frozen=True, slots=True)
class Ruling:
    """A line in pixels at coordinate `at` (y of a level one, x of an upright one) from `low` to `high`.

    `pieces` draw it: the label, the beginning and the end of each.
    """

    at: float
    low: float
    high: float
    pieces: tuple[tuple[int, float, float], ...] = ()

    @property
    def length(self) -> float:
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Rulings:
    """The lines of a picture; `drawn` is 1 where they are drawn."""

    level: list[Ruling]
    upright: list[Ruling]
    drawn: Pixels


@dataclass(frozen=True, slots=True)
class Strokes:
    """Straight strokes of one direction; `labels` tells which pixel belongs to which piece."""

    rulings: list[Ruling]
    labels: NDArray[np.int32]


def find_rulings(gray: Pixels, dark: Pixels, scale: float) -> Rulings:
    """Find the lines in a picture; `dark` is 1 where it has ink, `scale` counts pixels per point.

    A long stroke is a line unless ink lies along both its sides: then it belongs to characters. A shorter one is a
    line only where it meets lines that cross it.
    """
    across = strokes(gray, dark, scale)
    down = strokes(np.ascontiguousarray(gray.T), np.ascontiguousarray(dark.T), scale)
    level, upright = accepted(across.rulings, down.rulings, scale)
    level, upright = trimmed(level, upright, scale), trimmed(upright, level, scale)
    drawn = pixels_of(across, level) | pixels_of(down, upright).T
    wipe(drawn, gray, level)
    wipe(drawn.T, gray.T, upright)
    level, upright = lined_up(level, scale), lined_up(upright, scale)
    level, upright = snapped(level, upright, scale), snapped(upright, level, scale)
    more_level = restored(gray, level, upright, scale)
    more_upright = restored(np.ascontiguousarray(gray.T), upright, level, scale)
    paint(drawn, more_level)
    paint(drawn.T, more_upright)
    return Rulings(level + more_level, upright + more_upright, drawn)


def strokes(gray: Pixels, dark: Pixels, scale: float) -> Strokes:
    """The level strokes of a picture, those on one line joined over small gaps."""
    solid = opened(dark, SHORT * scale)
    bridge = np.ones((1, max(3, round(BREAK * scale))), np.uint8)
    bridged = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_CLOSE, bridge), np.uint8)
    mask = solid | opened(bridged, BROKEN * scale) | opened(faint(gray, dark, scale), PALE * scale)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    pieces = []
    for label in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[label])
        if area / width > THICKEST * scale or width < 2.5 * height or is_in_text(dark, (x, y, width, height), scale):
            continue
        rows = (labels[y : y + height, x : x + width] == label).sum(axis=1)
        at = y + float((rows * (np.arange(height) + 0.5)).sum() / rows.sum())
        pieces.append(Ruling(at, x, x + width, ((label, x, x + width),)))
    return Strokes(chained(pieces, scale), np.asarray(labels, np.int32))


def opened(mask: Pixels, length: float) -> Pixels:
    """What is left of a mask where it runs on for some length from left to right."""
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, max(5, round(length))), np.uint8)), np.uint8)


def faint(gray: Pixels, dark: Pixels, scale: float) -> Pixels:
    """1 where a row of pixels is a little darker over some length than the rows on both sides, and no text is near."""
    window = max(5, round(6 * scale))
    mean = cv2.blur(gray, (window, 1)).astype(np.int16)
    away = max(2, round(BESIDE * scale))
    padded = np.pad(mean, ((away, away), (0, 0)), mode="edge")
    lighter = np.minimum(padded[: -2 * away], padded[2 * away :])
    high = opened(np.ascontiguousarray(dark.T), BESIDE * scale).T
    crossing = opened(np.ascontiguousarray(dark.T), MIDDLING * scale).T
    high = np.where(cv2.dilate(crossing, np.ones((1, 3), np.uint8)) > 0, 0, high).astype(np.uint8)
    beside = cv2.dilate(high, np.ones((2 * away + 1, window), np.uint8))
    return np.asarray((lighter - mean > FAINT) & (beside == 0), np.uint8)


def is_in_text(dark: Pixels, box: tuple[int, int, int, int], scale: float) -> bool:
    """Whether ink lies right above and right below a good part of a stroke."""
    x, y, width, height = box
    near, far = 1 + round(0.4 * scale), 1 + round(1.6 * scale)
    above = dark[max(0, y - far) : max(0, y - near) + 1, x : x + width]
    below = dark[y + height + near - 1 : y + height + far, x : x + width]
    if not above.size or not below.size:
        return False
    return bool(above.any(axis=0).mean() > TEXT_BESIDE and below.any(axis=0).mean() > TEXT_BESIDE)


def chained(pieces: list[Ruling], scale: float) -> list[Ruling]:
    """Pieces that go on from one another on nearly one coordinate are one line."""
    chains: list[list[Ruling]] = []
    for piece in sorted(pieces, key=lambda one: one.low):
        for chain in reversed(chains):
            last = chain[-1]
            if abs(last.at - piece.at) <= BEND * scale and piece.low - last.high <= GAP * scale:
                if piece.high > last.high:
                    chain.append(piece)
                break
        else:
            chains.append([piece])
    return [joined(chain) for chain in chains]


def joined(chain: list[Ruling]) -> Ruling:
    total = sum(one.length for one in chain)
    at = sum(one.at * one.length for one in chain) / total
    pieces = tuple(piece for one in chain for piece in one.pieces)
    return Ruling(at, chain[0].low, max(one.high for one in chain), pieces)


def accepted(level: list[Ruling], upright: list[Ruling], scale: float) -> tuple[list[Ruling], list[Ruling]]:
    """The strokes that are lines: the long ones, then those that meet them, then those that meet these."""
    sure_level = [one for one in level if is_long(one, scale)]
    sure_upright = [one for one in upright if is_long(one, scale)]
    for _ in range(2):
        more = [one for one in upright if one in sure_upright or meets(one, sure_level, scale)]
        sure_level = [one for one in level if one in sure_level or meets(one, sure_upright, scale)]
        sure_upright = more
    return sure_level, sure_upright


def is_long(one: Ruling, scale: float) -> bool:
    """Whether a stroke is too long for a character; strokes of characters side by side make no line."""
    longest = max(high - low for _, low, high in one.pieces)
    return one.length >= LONG * scale and longest >= BROKEN * scale


def meets(one: Ruling, crossing: list[Ruling], scale: float) -> bool:
    """Whether lines cross a stroke at both ends, or touch a piece of it that is too long for a character."""
    close, beyond = TOUCH * scale + 1, BEYOND * scale
    near = [other.at for other in crossing if other.low - close <= one.at <= other.high + close]
    if any(-beyond <= one.low - at <= close for at in near) and any(-close <= one.high - at <= beyond for at in near):
        return sum(high - low for _, low, high in one.pieces) >= SOLID * one.length
    long = [(low, high) for _, low, high in one.pieces if high - low >= MIDDLING * scale]
    return any(low - close <= at <= high + close for at in near for low, high in long)


def trimmed(rulings: list[Ruling], crossing: list[Ruling], scale: float) -> list[Ruling]:
    """Lines without strokes of characters that stand in their continuation, past a line at which they end."""
    return [cut_short(cut_short(one, crossing, scale, -1), crossing, scale, 1) for one in rulings]


def cut_short(one: Ruling, crossing: list[Ruling], scale: float, way: int) -> Ruling:
    """A line without short pieces at one end (-1: the low one) that no crossing line ends, but one parts off."""
    close = TOUCH * scale + 1
    near = [other.at for other in crossing if other.low - close <= one.at <= other.high + close]
    pieces = list(one.pieces)
    while len(pieces) > 1:
        last, before = (pieces[0], pieces[1]) if way < 0 else (pieces[-1], pieces[-2])
        gap = (last[2], before[1]) if way < 0 else (before[2], last[1])
        outer = last[1] if way < 0 else last[2]
        is_ended = any(abs(at - outer) <= close for at in near)
        if last[2] - last[1] >= MIDDLING * scale or is_ended or gap[1] - gap[0] < BREAK * scale:
            break
        if not any(gap[0] - close <= at <= gap[1] + close for at in near):
            break
        pieces.remove(last)
    return replace(one, low=min(p[1] for p in pieces), high=max(p[2] for p in pieces), pieces=tuple(pieces))


def pixels_of(strokes: Strokes, rulings: list[Ruling]) -> Pixels:
    """1 where the lines are drawn, a pixel more on both sides."""
    wanted = np.zeros(int(strokes.labels.max()) + 1, np.uint8)
    wanted[[label for one in rulings for label, _, _ in one.pieces]] = 1
    return np.asarray(cv2.dilate(wanted[strokes.labels], np.ones((3, 3), np.uint8)), np.uint8)


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


def restored(gray: Pixels, rulings: list[Ruling], crossing: list[Ruling], scale: float) -> list[Ruling]:
    """Stretches between two crossing lines where a line found elsewhere goes on too faint or too broken to be found."""
    reach = SNAP * scale
    found = []
    for at in sorted({one.at for one in rulings}):
        own = [one for one in rulings if one.at == at]
        if sum(one.length for one in own) < LONG * scale or not is_weak(gray, own):
            continue
        stops = sorted({other.at for other in crossing if other.low - reach <= at <= other.high + reach})
        for low, high in pairwise(stops):
            middle = (low + high) / 2
            if not any(one.low <= middle <= one.high for one in own) and is_ruled(gray, at, (low, high), scale):
                found.append(Ruling(at, low, high))
    return found


def is_weak(gray: Pixels, rulings: list[Ruling]) -> bool:
    """Whether the lines on one coordinate are faint or broken: of a sound line no stretch is overlooked."""
    pieces = [(round(one.at), round(low), round(high)) for one in rulings for _, low, high in one.pieces]
    drawn = sum(high - low for _, low, high in pieces)
    if drawn < UNBROKEN * sum(one.length for one in rulings):
        return True
    darkest = [gray[max(0, at - 1) : at + 2, low:high].min(axis=0) for at, low, high in pieces]
    return bool(np.median(np.concatenate(darkest)) > PALE_LEVEL)


def is_ruled(gray: Pixels, at: float, ends: tuple[float, float], scale: float) -> bool:
    """Whether a level line, however faint, runs all the way from one end to the other: darker than both its sides."""
    window = max(5, round(4 * scale))
    away, slip = max(3, round(BESIDE * scale)), max(1, round(BEND * scale))
    inset = round(END * scale)
    top, x0, x1 = round(at) - slip - away, round(ends[0]) + inset, round(ends[1]) - inset
    part = gray[max(0, top) : top + 2 * (slip + away) + 1, max(0, x0) : x1]
    if top < 0 or part.shape[0] < 2 * (slip + away) + 1 or part.shape[1] < 2 * window:
        return False
    mean = cv2.blur(part, (window, 1)).astype(np.int16)
    fine = cv2.blur(part, (5, 1)).astype(np.int16)
    paper = float(np.percentile(part, 80))
    for row in range(away, away + 2 * slip + 1):
        deeper = np.minimum(mean[row - away], mean[row + away]) - mean[row] > FAINT / 3
        if deeper.mean() >= RULED and deeper[0] and deeper[-1] and is_even(part[row], window):
            return True
        # Where text all but touches a line, no side of it is paper; but text leaves gaps, and a line does not.
        if (fine[row] < paper - FAINT).mean() >= GAPLESS and is_even(part[row], window):
            return True
    return False


def is_even(row: Pixels, window: int) -> bool:
    """Whether a line is as dark at its ends as in its middle: characters stop short of the lines around them."""
    ends = min(float(row[: window // 2].mean()), 255.0), min(float(row[-window // 2 :].mean()), 255.0)
    paper, middle = 255.0, float(np.median(row))
    return all(paper - end >= 0.5 * (paper - middle) for end in ends)


def wipe(drawn: Pixels, gray: Pixels, rulings: list[Ruling]) -> None:
    """Add what is pale along the whole of each line: the rests of a faint one between its pieces."""
    for one in rulings:
        band = np.s_[max(0, round(one.at) - 2) : round(one.at) + 2, round(one.low) : round(one.high) + 1]
        drawn[band] |= gray[band] > PALE_LEVEL


def paint(drawn: Pixels, rulings: list[Ruling]) -> None:
    for one in rulings:
        drawn[max(0, round(one.at) - 2) : round(one.at) + 3, round(one.low) : round(one.high) + 1] = 1
