"""Signs that the network confuses but whose shape tells them apart: a stroke or an operator alone, filled squares."""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr_lines import PixelBox, Strip, runs
from extractors.ocr_reader import Reading

Pixels = NDArray[np.uint8]
# Lengths are shares of the em of the text around.
THIN = 0.26
SHORT_DASH = 0.55
SLASH_HIGH, SLASH_LEAN, STRAIGHT = 0.45, 0.25, 0.97
BAR_WIDE, BAR_LONG = 0.8, 0.3
WIDEST = 1.3
SQUARE_SMALLEST, SQUARE_LARGEST, FILLED, EVEN = 0.45, 1.05, 0.93, 0.16
STROKES = frozenset("1lI|/丨\u4e00—－-–_~‐Jノ丿7")
OPERATORS = frozenset("><≥≤≧≦＞＜VvM=＝≡一二∨")
FAINT = 0.7
DASH, HYPHEN, SLASH, EQUAL = "—", "-", "/", "="
SIGNS = {(1, 1): "≥", (1, -1): "≤", (2, 1): "≧", (2, -1): "≦"}
LIST_NUMBERS = frozenset("二三四五六七八九十")


def by_shape(dark: Pixels, strips: list[Strip], readings: list[Reading]) -> list[Reading]:
    """The readings with what shape tells better; `dark` is 1 where the page has ink that is no ruling."""
    alone = lone(strips)
    found = []
    for i, (strip, reading) in enumerate(zip(strips, readings, strict=True)):
        x0, top, x1, bottom = strip.box
        part = dark[top:bottom, x0:x1]
        sign = sign_of(part, strip.em, reading) if i in alone else ""
        if sign == DASH and reading.text == "\u4e00" and is_list(strips, readings, i):
            sign = ""
        found.append(
            Reading(sign, (0.5,), (max(reading.sure, default=FAINT),)) if sign else squared(part, strip, reading)
        )
    return found


def lone(strips: list[Strip]) -> set[int]:
    """The lines that are the only one of their cell."""
    by_cell: dict[PixelBox, list[int]] = {}
    for i, strip in enumerate(strips):
        by_cell.setdefault(strip.bounds, []).append(i)
    return {some[0] for some in by_cell.values() if len(some) == 1}


def is_list(strips: list[Strip], readings: list[Reading], at: int) -> bool:
    """Whether another cell of the column holds nothing but a Chinese number: then a level stroke is the number one."""
    left, _, right, _ = strips[at].bounds
    return any(
        reading.text in LIST_NUMBERS and strip.bounds[0] < right and left < strip.bounds[2]
        for strip, reading in zip(strips, readings, strict=True)
    )


def sign_of(part: Pixels, em: float, reading: Reading) -> str:
    """The sign that some ink is, "" where shape does not tell: a dash, a slash, an operator."""
    height, width = part.shape
    text = reading.text.strip()
    if not part.any() or width > WIDEST * em or len(text) > 2:
        return ""
    if not text or set(text) <= STROKES:
        if height <= THIN * em and width >= BAR_LONG * em:
            return HYPHEN if width < SHORT_DASH * em else DASH
        if is_slash(part, em):
            return SLASH
    if set(text) <= OPERATORS or reading.confidence < FAINT:
        return operator(part, em)
    return ""


def is_slash(part: Pixels, em: float) -> bool:
    """Whether ink is one thin straight stroke that leans to the right."""
    height, width = part.shape
    if height < SLASH_HIGH * em or width > height or width < SLASH_LEAN * height:
        return False
    rows = [np.flatnonzero(row) for row in part]
    if any(not len(row) or row[-1] - row[0] + 1 > THIN * em for row in rows):
        return False
    middles = np.array([row.mean() for row in rows])
    lean = middles[0] - middles[-1]
    return bool(lean >= SLASH_LEAN * height / 2 and np.corrcoef(middles, np.arange(height))[0, 1] <= -STRAIGHT)


def operator(part: Pixels, em: float) -> str:
    """≥, ≤, ≧, ≦ or = by the bars at the foot and where the point above them lies; "" for anything else."""
    height, width = part.shape
    if not BAR_LONG * em <= width or not BAR_LONG * em / 2 <= height <= WIDEST * em:
        return ""
    if sign := slanted(part):
        return sign
    bars = runs(np.asarray(part.sum(axis=1) >= BAR_WIDE * width, np.bool_))
    if any(b - a > 2 * THIN * em for a, b in bars):
        return ""
    if len(bars) == 2 and bars[0][0] <= 1 and bars[1][1] >= height - 1:
        return EQUAL
    feet = [bar for bar in bars if bar[0] >= height / 2]
    if not feet or len(feet) < len(bars) or feet[-1][1] < height - 1:
        return ""
    # Two bars that the picture has run together are one thick one.
    count = sum(1 + (b - a > THIN * em) for a, b in feet)
    return SIGNS.get((count, pointed(part[: feet[0][0]])), "")


def slanted(part: Pixels) -> str:
    """⩾ and ⩽, whose bar lies along the lower arm; "" for anything else."""
    rows = [runs(np.asarray(row, np.bool_)) for row in part]
    half = len(rows) // 2
    above = [found for found in rows[:half] if found]
    if len(above) < 3 or any(len(found) > 1 for found in above) or sum(len(found) == 2 for found in rows[half:]) < 2:
        return ""
    moved = (sum(above[-1][0]) - sum(above[0][0])) / 2
    if abs(moved) < 0.2 * part.shape[1]:
        return ""
    return "≥" if moved > 0 else "≤"


def pointed(part: Pixels) -> int:
    """1 for ink that is > , -1 for < , 0 for anything else."""
    rows = [np.flatnonzero(row) for row in part]
    middles = np.array([row.mean() for row in rows if len(row)])
    if len(middles) < 4:
        return 0
    third = len(middles) // 3
    point = middles[third : len(middles) - third].mean()
    above, below = middles[:third].mean(), middles[-third:].mean()
    least = 0.12 * part.shape[1]
    if min(point - above, point - below) > least:
        return 1
    return -1 if min(above - point, below - point) > least else 0


def squared(part: Pixels, strip: Strip, reading: Reading) -> Reading:
    """The reading with the filled squares that the network has left out."""
    squares = filled_squares(part, strip)
    if len(squares) <= reading.text.count("■"):
        return reading
    for at in squares:
        if not any(char in "■□●" and abs(middle - at) < 0.5 / len(reading.text) for char, middle in named(reading)):
            place = sum(middle < at for middle in reading.middles)
            text = reading.text[:place] + "■" + reading.text[place:]
            middles = (*reading.middles[:place], at, *reading.middles[place:])
            reading = replace(
                reading, text=text, middles=middles, sure=(*reading.sure[:place], FAINT, *reading.sure[place:])
            )
    return reading


def named(reading: Reading) -> list[tuple[str, float]]:
    return list(zip(reading.text, reading.middles, strict=True))


def filled_squares(part: Pixels, strip: Strip) -> list[float]:
    """The middles of filled squares as shares of the width of the strip."""
    if not part.size:
        return []
    _, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=4)
    return [
        (strip.box[0] + x + width / 2 - strip.left) / strip.width
        for x, _, width, height, area in sorted(stats[1:].tolist())
        if SQUARE_SMALLEST * strip.em <= width <= SQUARE_LARGEST * strip.em
        and abs(width - height) <= EVEN * strip.em
        and area >= FILLED * width * height
    ]
