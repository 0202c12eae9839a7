"""Where the lines of text stand: inside the cells by their ink, outside by the network, each with its strip."""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
PixelBox = tuple[int, int, int, int]
# Shares of an em.
INK_OF_EM = 0.92
MERGED = 1.12
GLUED = 1.75
PITCH = 1.45
STRIP = 1.3
AIRY = 1.75
SIDE = 0.35
# A line that holds nothing larger than this is dust.
DOT = 0.26
USUAL_EM = 10.5
SPECK = 1.6
SPECK_REACH = 3.5


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text: the box of its ink in pixels, its em, and the pixels around it to be read.

    The strip's left edge stands at `left`, and is `width` pixels wide.
    """

    box: PixelBox
    em: float
    pixels: Pixels
    left: int
    bounds: PixelBox

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])


def without_specks(dark: Pixels, scale: float) -> Pixels:
    """Ink without the dust: blots smaller than a decimal point's size and far from any character."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    tall = np.maximum(stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH]) >= SPECK * scale
    tall[0] = False
    reach = 2 * round(SPECK_REACH * scale) + 1
    near = cv2.dilate(tall[labels].astype(np.uint8), np.ones((reach // 3, reach), np.uint8))
    return np.where(near > 0, dark, 0).astype(np.uint8)


def runs(rows: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The stretches of True, ends not included."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def has_ink(part: Pixels, axis: int) -> NDArray[np.bool_]:
    """Which rows (axis 1) or columns (axis 0) have ink."""
    return np.asarray(part.any(axis=axis), np.bool_)


def usual_em(dark: Pixels, cells: list[PixelBox], scale: float) -> float:
    """The em, in pixels, of most text in cells."""
    heights: list[float] = []
    weights: list[float] = []
    for x0, top, x1, bottom in cells:
        part = dark[top:bottom, x0:x1]
        for a, b in runs(has_ink(part, 1)):
            if 4 * scale <= b - a <= 24 * scale:
                columns = part[a:b].any(axis=0)
                heights.append(b - a)
                weights.append(float(columns.sum()))
    if not heights:
        return USUAL_EM * scale
    order = np.argsort(heights)
    total = np.cumsum(np.asarray(weights)[order])
    return float(np.asarray(heights)[order][np.searchsorted(total, total[-1] / 2)]) / INK_OF_EM


def cell_lines(dark: Pixels, cell: PixelBox, em: float) -> list[PixelBox]:
    """The boxes of the ink of each line in a cell, in pixels of the page."""
    x0, top, x1, bottom = cell
    part = dark[top:bottom, x0:x1]
    rows = merged(runs(has_ink(part, 1)), em)
    boxes = []
    for a, b in [piece for run in rows for piece in parted(part, run, em)]:
        columns = np.flatnonzero(part[a:b].any(axis=0))
        if b - a >= DOT * em or max(high - low for low, high in runs(has_ink(part[a:b], 0))) >= DOT * em:
            boxes.append((x0 + int(columns[0]), top + a, x0 + int(columns[-1]) + 1, top + b))
    return boxes


def merged(rows: list[tuple[int, int]], em: float) -> list[tuple[int, int]]:
    """Rows of ink that are parts of one line: 二, 三, = and : have gaps of their own."""
    found: list[tuple[int, int]] = []
    for a, b in rows:
        if found and b - found[-1][0] <= MERGED * em:
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return found


def parted(part: Pixels, run: tuple[int, int], em: float) -> list[tuple[int, int]]:
    """A run of rows too high for one line cut where there is least ink."""
    a, b = run
    if b - a <= GLUED * em:
        return [run]
    profile = np.convolve(part[a:b].sum(axis=1), np.ones(3) / 3, mode="same")
    many = max(2, round((b - a) / (PITCH * em)))
    cuts = [a]
    for i in range(1, many):
        at = round(i * (b - a) / many)
        low, high = max(1, at - round(0.5 * em)), min(b - a - 1, at + round(0.5 * em))
        cuts.append(a + low + int(profile[low:high].argmin()))
    return [(low, high) for low, high in pairwise([*cuts, b]) if high > low]


def strip_of(gray: Pixels, box: PixelBox, em: float, bounds: PixelBox, air: float = STRIP) -> Strip:
    """The strip to read for a line, within `bounds`; what lies outside is filled with the paper's grey."""
    x0, top, x1, bottom = box
    own = max(em, (bottom - top) / INK_OF_EM)
    high = round(air * own)
    side = round(SIDE * own)
    first, last = (top + bottom - high) // 2, (top + bottom - high) // 2 + high
    left, right = x0 - side, x1 + side
    inner = (max(left, bounds[0]), max(first, bounds[1]), min(right, bounds[2]), min(last, bounds[3]))
    taken = gray[inner[1] : inner[3], inner[0] : inner[2]]
    paper = float(np.percentile(taken, 90)) if taken.size else 255.0
    pixels = np.full((high, right - left), round(paper), np.uint8)
    pixels[inner[1] - first : inner[3] - first, inner[0] - left : inner[2] - left] = taken
    return Strip(box, own, pixels, left, bounds)
