"""A picture of a page to characters and rulings in points."""

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.edges import clean, close_ends, nets
from extractors.lattice import build_lattice
from extractors.model import Box
from extractors.ocr_image import cleaned, contrast_of, ink, noise, skew, turned, without_seals
from extractors.ocr_lines import AIRY, PixelBox, Strip, cell_lines, strip_of, usual_em, without_specks
from extractors.ocr_reader import Reader, Reading
from extractors.ocr_rulings import Rulings, find_rulings
from extractors.ocr_shapes import by_shape
from extractors.ocr_text import settled
from extractors.page import Edge

Pixels = NDArray[np.uint8]
COARSE = 115 / 72
DETECT = 90 / 72
ASCENT = 0.86
AGAIN = 0.85
COVERED = 0.85
LOW, UNSURE, DASHES = 0.5, 0.8, frozenset("—-一=")
LENGTHY = 1.5
MOST_STRETCH = 0.2
VOTERS = 8
MOST_OVERLOOKED = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one picture, as it stands, gave: rulings and read strips, in pixels."""

    edges: list[Edge]
    strips: list[Strip]
    readings: list[Reading]
    scale: float


def read_picture(reader: Reader, pixels: Pixels, size: tuple[float, float]) -> dict[str, Any]:
    """Recognise a page `size` points large; the answer is in points, on the page turned upright."""
    scale = pixels.shape[1] / size[0]
    gray, clear, seals = without_seals(pixels, scale)
    if scale < COARSE:
        gray, clear = doubled(gray), doubled(clear)
        scale *= 2
    spread = noise(gray)
    angle = skew(ink(gray, scale, contrast_of(spread)))
    gray, turn, found = upright(reader, turned(gray, angle), scale)
    sheet = read_sheet(reader, gray, found, spread, scale)
    if seals:
        sheet = replace(sheet, readings=sealed(sheet, np.rot90(turned(clear, angle), -turn)))
    width, height = size[:: -1 if turn % 2 else 1]
    return {"width": width, "height": height, "turn": turn, "angle": round(angle, 2), "seals": seals, **spoken(sheet)}


def doubled(gray: Pixels) -> Pixels:
    return np.asarray(cv2.resize(gray, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)


def sealed(sheet: Sheet, clear: Pixels) -> list[Reading]:
    """The readings; what a seal covers in part is not read surely, however sure the network is."""
    found = []
    for strip, reading in zip(sheet.strips, sheet.readings, strict=True):
        x0, top, x1, bottom = strip.box
        is_covered = bool((clear[top:bottom, x0:x1] < 128).any())
        found.append(replace(reading, sure=tuple(min(one, COVERED) for one in reading.sure)) if is_covered else reading)
    return found


def upright(reader: Reader, gray: Pixels, scale: float) -> tuple[Pixels, int, list[PixelBox]]:
    """The picture turned so that its text stands upright, the quarter turns clockwise, and where its text stands."""
    found = found_boxes(reader, gray, scale)
    sides = [(x1 - x0, bottom - top) for x0, top, x1, bottom in found]
    turn = int(
        sum(wide for wide, high in sides if wide > LENGTHY * high)
        < sum(high for wide, high in sides if high > LENGTHY * wide)
    )
    if turn:
        gray = np.ascontiguousarray(np.rot90(gray, -1))
        found = found_boxes(reader, gray, scale)
    longest = sorted(found, key=lambda box: box[0] - box[2])[:VOTERS]
    strips = [strip for x0, top, x1, bottom in longest if (strip := gray[top:bottom, x0:x1]).size]
    heads = [np.ascontiguousarray(np.rot90(strip, 2)) for strip in strips]
    if strips and reader.is_upside_down(strips) and sure(reader.read(heads)) > sure(reader.read(strips)):
        gray, turn = np.ascontiguousarray(np.rot90(gray, 2)), turn + 2
        height, width = gray.shape
        found = [(width - x1, height - bottom, width - x0, height - top) for x0, top, x1, bottom in found]
    return gray, turn, found


def sure(readings: list[Reading]) -> float:
    return sum(reading.confidence * len(reading.text) for reading in readings)


def read_sheet(reader: Reader, gray: Pixels, found: list[PixelBox], spread: float, scale: float) -> Sheet:
    """Read an upright, straight picture; `found`: where the network sees text."""
    dark = ink(gray, scale, contrast_of(spread))
    rulings = find_rulings(gray, dark, scale)
    edges = edges_of(rulings, scale)
    bare = cleaned(gray, spread).copy()
    bare[rulings.drawn > 0] = 255
    own = without_specks(dark & (1 - rulings.drawn), scale)
    strips = text_strips(bare, own, cells_of(edges, scale), found, scale)
    readings = reader.read([strip.pixels for strip in strips])
    doubtful = [i for i, reading in enumerate(readings) if reading.confidence < AGAIN]
    second = reader.read([strip_of(bare, strips[i].box, strips[i].em, strips[i].bounds, AIRY).pixels for i in doubtful])
    for i, reading in zip(doubtful, second, strict=True):
        if reading.confidence > readings[i].confidence:
            readings[i] = reading
    return Sheet(edges, strips, by_shape(own, strips, readings), scale)


def spoken(sheet: Sheet) -> dict[str, Any]:
    """What was read, in points."""
    chars: list[tuple[Any, ...]] = []
    lines = []
    for strip, reading in zip(sheet.strips, sheet.readings, strict=True):
        if reading.text.strip() and not is_dust(strip, reading):
            chars += characters(strip, reading, sheet.scale)
            lines.append((*(round(side / sheet.scale, 2) for side in strip.box), f"{reading.confidence:.3f}"))
    edges = [tuple(round(side, 2) for side in (e.x0, e.y0, e.x1, e.y1)) for e in sheet.edges]
    return {"chars": chars, "edges": edges, "lines": lines}


def is_dust(strip: Strip, reading: Reading) -> bool:
    """Whether a low blot was read, unsurely, as one sign: a rest of a seal, dirt."""
    return (
        len(reading.text.strip()) == 1
        and strip.box[3] - strip.box[1] < LOW * strip.em
        and reading.confidence < UNSURE
        and reading.text.strip() not in DASHES
    )


def edges_of(rulings: Rulings, scale: float) -> list[Edge]:
    """The rulings in points."""
    level = [(r.low / scale, r.high / scale, r.at / scale) for r in rulings.level]
    upright = [(r.low / scale, r.high / scale, r.at / scale) for r in rulings.upright]
    return [Edge(low, at, high, at) for low, high, at in level] + [Edge(at, low, at, high) for low, high, at in upright]


def cells_of(edges: list[Edge], scale: float) -> list[PixelBox]:
    """The cells that the rulings enclose, in pixels: those that the tables of the page will have."""
    found = nets(*clean(edges))[0]
    lattices = [lattice for net in found if (lattice := build_lattice(close_ends(net)))]
    boxes = [lattice.cell_box(span) for lattice in lattices for span in lattice.spans if len(lattice.spans) > 1]
    return [enlarged(box, scale) for box in boxes]


def text_strips(bare: Pixels, own: Pixels, cells: list[PixelBox], found: list[PixelBox], scale: float) -> list[Strip]:
    """Every line of text with its strip, in the cells and outside; `bare` and `own` show no rulings."""
    em = usual_em(own, cells, scale)
    strips = [strip_of(bare, box, em, cell) for cell in cells for box in cell_lines(own, cell, em)]
    outside, rest = bare.copy(), own.copy()
    for x0, top, x1, bottom in cells:
        outside[top:bottom, x0:x1] = 255
        rest[top:bottom, x0:x1] = 0
    whole = (0, 0, bare.shape[1], bare.shape[0])
    return strips + [strip_of(outside, box, 0, whole) for box in free_boxes(rest, found, scale)]


def found_boxes(reader: Reader, gray: Pixels, scale: float) -> list[PixelBox]:
    """The boxes of text that the network finds."""
    shrink = min(1.0, DETECT / scale)
    small = cv2.resize(gray, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else gray
    return [enlarged(box, 1 / shrink) for box in reader.find(np.asarray(small, np.uint8))]


def enlarged(box: Box | PixelBox, scale: float) -> PixelBox:
    x0, top, x1, bottom = (round(side * scale) for side in box)
    return (x0, top, x1, bottom)


def free_boxes(dark: Pixels, found: list[PixelBox], scale: float) -> list[PixelBox]:
    """The boxes of the lines that stand in no cell, drawn in to their ink; those the network missed besides."""
    left = dark.copy()
    boxes = []
    for whole in found:
        box = drawn_in(dark, whole)
        if box:
            boxes.append(box)
            left[whole[1] : whole[3], whole[0] : whole[2]] = 0
    return boxes + overlooked(left, scale)


def overlooked(dark: Pixels, scale: float) -> list[PixelBox]:
    """The boxes of short lines, as of page numbers, that the network has not found."""
    joined = cv2.dilate(dark, np.ones((1, 2 * round(6 * scale) + 1), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    found = []
    for x, top, width, height, _ in stats[1:].tolist():
        box = drawn_in(dark, (x, top, x + width, top + height))
        if box and 5 * scale <= height <= 16 * scale and 3 * scale <= box[2] - box[0] <= 60 * scale:
            found.append(box)
    return found if len(found) <= MOST_OVERLOOKED else []


def drawn_in(dark: Pixels, box: PixelBox) -> PixelBox | None:
    """A box no larger than the ink in it; None where there is none."""
    x0, top, x1, bottom = box
    part = dark[top:bottom, x0:x1]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return None
    return (x0 + int(columns[0]), top + int(rows[0]), x0 + int(columns[-1]) + 1, top + int(rows[-1]) + 1)


def characters(strip: Strip, reading: Reading, scale: float) -> list[tuple[Any, ...]]:
    """Characters of a strip: text, x0, top, x1, bottom, baseline, size in points."""
    size = strip.em / scale
    _, top, _, bottom = strip.box
    base = (top + bottom) / 2 / scale + (ASCENT - 0.5) * size
    text = settled(reading.text)
    found = []
    for char, at in zip(text, middles(strip, reading), strict=True):
        if char.isspace():
            continue
        half = size * half_width(char)
        box = (at / scale - half, base - ASCENT * size, at / scale + half, base + (1 - ASCENT) * size, base, size)
        found.append((char, *(round(side, 2) for side in box)))
    return found


def half_width(char: str) -> float:
    """Half of what a character takes up in a line, in ems."""
    return 0.25 if ord(char) < 0x2E80 else 0.5


def middles(strip: Strip, reading: Reading) -> list[float]:
    """The middle of each character in pixels.

    The network marks a character somewhere in it. So the first and the last are laid to the ends of the ink, and those
    between are moved along with them.
    """
    x0, _, x1, _ = strip.box
    places = [strip.left + middle * strip.width for middle in reading.middles]
    first = x0 + half_width(reading.text[0]) * strip.em
    last = x1 - half_width(reading.text[-1]) * strip.em
    if len(places) == 1:
        return [(x0 + x1) / 2]
    stretch = (last - first) / max(1.0, places[-1] - places[0])
    if abs(stretch - 1) > MOST_STRETCH:
        return places
    return [first + (place - places[0]) * stretch for place in places]
