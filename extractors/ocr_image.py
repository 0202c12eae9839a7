"""A scan made ready: seals taken out, grey, set straight."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
COLOURED = 50
TINTED = 24
SEAL_SMALLEST = 26.0
SEAL_LARGEST = 190.0
SEAL_FULLEST = 0.6
SEAL_EMPTIEST = 0.04
SEAL_LONGEST = 2.2
MARGIN = 4
RIM = 190, 225
# A blot under a seal with nothing as dark as ink in it or beside it is a rest of the seal.
INKED, NEAR = 165, 7
# Grey levels found under a seal and what they are made: what is pale is the seal's own unevenness.
BARED = (0, 120, 205, 255), (0, 120, 255, 255)
LEAST_CONTRAST = 22
NOISES = 5.0
STRAIGHT = 0.04
MOST_SKEW = 6.0
PROFILE_SIDE = 900


def without_seals(pixels: Pixels, scale: float) -> tuple[Pixels, Pixels, int]:
    """The picture in grey without coloured seals, 0 where one was (else 255), and how many; `scale`: pixels per point.

    A seal is a blotch of one colour, 9 to 67 mm across and about as high as wide, that is mostly not filled. What is
    printed in black under it stays: of the three colours, that of the seal tells black from it best.
    """
    if pixels.shape[2] == 1:
        return pixels[:, :, 0], np.full(pixels.shape[:2], 255, np.uint8), 0
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    coloured = saturation(pixels) > COLOURED
    clear = np.full(gray.shape, 255, np.uint8)
    boxes = seal_boxes(coloured, scale)
    for x0, top, x1, bottom in boxes:
        window = np.s_[max(0, top - MARGIN) : bottom + MARGIN, max(0, x0 - MARGIN) : x1 + MARGIN]
        gray[window] = under_seal(pixels[window], gray[window], coloured[window])
        clear[window][coloured[window]] = 0
    return gray, clear, len(boxes)


def under_seal(part: Pixels, gray: Pixels, coloured: NDArray[np.bool_]) -> Pixels:
    """What is printed under a seal, on white: how much darker each pixel is than the seal would be there alone.

    Pictures are mostly stored with their colours at half the size, so that colour spreads past the rim of a seal and
    into letters under it; brightness is sharp. So it is told against the darkest that the seal can be about there.
    """
    colour = saturation(part).astype(np.float32)
    full = max(1.0, float(np.percentile(colour[coloured], 70)))
    deep = float(np.percentile(gray[coloured & (colour >= full)], 30))
    share = np.clip(colour / full, 0, 1)
    alone = cv2.erode((255 - (255 - deep) * share).astype(np.float32), np.ones((3, 3), np.uint8))
    bare = np.clip(gray * (255 / np.maximum(alone, 1)), 0, 255)
    tinted = cv2.dilate((colour > TINTED).astype(np.uint8), np.ones((3, 3), np.uint8))
    channel = int(np.median(part[coloured], axis=0).argmax())
    level = max(64.0, float(np.percentile(part[coloured][:, channel], 30)))
    rim = np.interp(part[:, :, channel] * (255.0 / level), RIM, (0, 255))
    shown = np.where(tinted > 0, np.maximum(np.interp(bare, *BARED), rim), gray).astype(np.uint8)
    _, labels = cv2.connectedComponents((shown < BARED[0][2]).astype(np.uint8))
    inked = np.zeros(int(labels.max()) + 1, np.bool_)
    inked[labels[cv2.dilate((shown < INKED).astype(np.uint8), np.ones((NEAR, NEAR), np.uint8)) > 0]] = True
    shown[~inked[labels] & (tinted > 0)] = 255
    return shown


def saturation(pixels: Pixels) -> NDArray[np.int16]:
    """How far the colours of each pixel lie apart."""
    blue, green, red = cv2.split(pixels)
    high, low = cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red)
    return np.asarray(cv2.subtract(high, low), np.int16)


def seal_boxes(coloured: NDArray[np.bool_], scale: float) -> list[tuple[int, int, int, int]]:
    """The boxes of the seals; one that lies within another is part of it."""
    reach = max(3, round(3 * scale) | 1)
    blotches = cv2.morphologyEx(coloured.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(blotches)
    boxes: list[tuple[int, int, int, int]] = []
    for x, y, width, height, _ in sorted(stats[1:].tolist(), key=lambda s: -s[2] * s[3]):
        long, short = max(width, height) / scale, min(width, height) / scale
        if short < SEAL_SMALLEST or long > SEAL_LARGEST or long > SEAL_LONGEST * short:
            continue
        share = float(coloured[y : y + height, x : x + width].mean())
        is_inside = any(a <= x + width / 2 <= c and b <= y + height / 2 <= d for a, b, c, d in boxes)
        if SEAL_EMPTIEST <= share <= SEAL_FULLEST and not is_inside:
            boxes.append((x, y, x + width, y + height))
    return boxes


def noise(gray: Pixels) -> float:
    """The spread, in levels of grey, of what should be even paper."""
    fine = gray.astype(np.int16) - cv2.medianBlur(gray, 3)
    spread = np.abs(fine[gray >= np.median(gray) - 40])
    return 1.4826 * float(np.quantile(spread, 0.5)) if len(spread) else 0.0


def ink(gray: Pixels, scale: float, contrast: float = LEAST_CONTRAST) -> Pixels:
    """1 where a pixel is darker than what lies around it by `contrast` levels of grey, else 0."""
    block = max(9, round(12 * scale) | 1)
    return np.asarray(
        cv2.adaptiveThreshold(gray, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, contrast), np.uint8
    )


def contrast_of(spread: float) -> float:
    """How much darker than its surroundings ink is, given the spread of the paper's noise."""
    return max(LEAST_CONTRAST, NOISES * spread)


def cleaned(gray: Pixels, spread: float) -> Pixels:
    """The picture with its paper white and its ink black, whatever the lamp gave."""
    paper = float(np.median(gray)) - 2 * spread
    black = float(np.percentile(gray, 0.5))
    if paper - black < 60:
        return gray
    table = np.clip((np.arange(256) - black) * (255.0 / (paper - black)), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(gray, table), np.uint8)


def skew(dark: Pixels) -> float:
    """Degrees, clockwise, by which the ink must be turned to lie level: its rows are then told apart best."""
    shrink = max(1.0, max(dark.shape) / PROFILE_SIDE)
    ys, xs = np.nonzero(dark)
    if len(xs) < 100:
        return 0.0
    if len(xs) > 150_000:
        chosen = np.random.default_rng(0).choice(len(xs), 150_000, replace=False)
        ys, xs = ys[chosen], xs[chosen]
    across, down = xs / shrink, ys / shrink
    best = 0.0
    for step, reach in ((0.5, MOST_SKEW), (0.1, 0.5), (0.02, 0.1)):
        turns = best + np.arange(-reach, reach + step / 2, step)
        best = float(max(turns, key=lambda turn: (sharpness(across, down, turn), -abs(turn))))
    return best if abs(best) > STRAIGHT else 0.0


def sharpness(across: NDArray[np.float64], down: NDArray[np.float64], degrees: float) -> float:
    """How unevenly ink is spread over rows and over columns once turned."""
    slope = math.tan(math.radians(degrees))
    total = 0.0
    for places in (down + across * slope, across - down * slope):
        counts = np.bincount((places - places.min()).astype(np.int64)).astype(np.float64)
        total += float((np.diff(counts) ** 2).sum())
    return total


def turned(gray: Pixels, degrees: float) -> Pixels:
    """The picture turned clockwise about its middle, at its old size; the corners are white."""
    if not degrees:
        return gray
    height, width = gray.shape
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -degrees, 1.0)
    return np.asarray(
        cv2.warpAffine(
            gray, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255
        ),
        np.uint8,
    )
