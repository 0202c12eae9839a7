"""Straight strokes in a picture that has been set straight: lines, or parts of characters."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
# All lengths in points.
MIDDLING = 22.0
SHORT = 9.0
THICKEST = 3.6
BREAK = 1.6
BROKEN = 40.0
PALE = 24.0
GAP = 9.0
BEND = 1.6
BESIDE = 2.6
# How much darker than both sides, in levels of grey, a faint line is.
FAINT = 9
TEXT_BESIDE = 0.3


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
class Strokes:
    """Straight strokes of one direction; `labels` tells which pixel belongs to which piece."""

    rulings: list[Ruling]
    labels: NDArray[np.int32]


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
