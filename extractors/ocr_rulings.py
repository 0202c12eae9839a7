"""Ruling lines in a picture that has been set straight."""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr_ends import freed, lined_up, parted, snapped
from extractors.ocr_strokes import Ruling, Strokes, strokes

Pixels = NDArray[np.uint8]
# All lengths in points.
LONG = 60.0
MIDDLING = 22.0
BROKEN = 40.0
BEND = 1.6
TOUCH = 0.7
BEYOND = 2.4
SOLID = 0.7
SNAP = 5.5
BESIDE = 2.6
# How much darker than both sides, in levels of grey, a faint line is.
FAINT = 9
RULED = 0.85
GAPLESS = 0.93
END = 0.8
UNBROKEN = 0.93
PALE_LEVEL = 140


@dataclass(frozen=True, slots=True)
class Rulings:
    """The lines of a picture; `drawn` is 1 where they are drawn."""

    level: list[Ruling]
    upright: list[Ruling]
    drawn: Pixels


def find_rulings(gray: Pixels, dark: Pixels, scale: float) -> Rulings:
    """Find the lines in a picture; `dark` is 1 where it has ink, `scale` counts pixels per point.

    A long stroke is a line unless ink lies along both its sides: then it belongs to characters. A shorter one is a
    line only where it meets lines that cross it.
    """
    across = strokes(gray, dark, scale)
    down = strokes(np.ascontiguousarray(gray.T), np.ascontiguousarray(dark.T), scale)
    level, upright = accepted(across.rulings, down.rulings, scale)
    level, upright = parted(level, upright, scale), parted(upright, level, scale)
    level, upright = freed(level, upright, dark, scale), freed(upright, level, dark.T, scale)
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


def pixels_of(strokes: Strokes, rulings: list[Ruling]) -> Pixels:
    """1 where the lines are drawn, a pixel more on both sides."""
    wanted = np.zeros(int(strokes.labels.max()) + 1, np.uint8)
    wanted[[label for one in rulings for label, _, _ in one.pieces]] = 1
    drawn = wanted[strokes.labels]
    for one in rulings:
        for _, low, high in one.pieces:
            for first, last in ((low, min(high, one.low - 1)), (max(low, one.high + 2), high)):
                drawn[max(0, round(one.at) - 2) : round(one.at) + 3, round(first) : max(0, round(last))] = 0
    return np.asarray(cv2.dilate(drawn, np.ones((3, 3), np.uint8)), np.uint8)


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
