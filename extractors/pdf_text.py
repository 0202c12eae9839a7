"""The visible characters of a PDFium text page."""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from extractors.glyphs import ASCENT, BLANKS, RADICALS, TINY, WIDEST, Frame, left_out, without_twins
from extractors.page import Char, Page

HIDDEN_MODES = {3, 7}
WHITE = 250
SIDEWAYS = 0.7
Shade = tuple[float, float, float, float]


def bare(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Bind a PDFium function anew without ctypes' pointer objects: it is called once for every character."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value)


P, INT = ctypes.c_void_p, ctypes.c_int
unicode_at = bare(pdfium.FPDFText_GetUnicode, ctypes.c_uint, P, INT)
origin_at = bare(pdfium.FPDFText_GetCharOrigin, INT, P, INT, P, P)
loose_at = bare(pdfium.FPDFText_GetLooseCharBox, INT, P, INT, P)
tight_at = bare(pdfium.FPDFText_GetCharBox, INT, P, INT, P, P, P, P)
object_at = bare(pdfium.FPDFText_GetTextObject, P, P, INT)
size_at = bare(pdfium.FPDFText_GetFontSize, ctypes.c_double, P, INT)
matrix_at = bare(pdfium.FPDFText_GetMatrix, INT, P, INT, P)
mode_of = bare(pdfium.FPDFTextObj_GetTextRenderMode, INT, P)
fill_of = bare(pdfium.FPDFPageObj_GetFillColor, INT, P, P, P, P, P)
stroke_of = bare(pdfium.FPDFPageObj_GetStrokeColor, INT, P, P, P, P, P)


@dataclass(slots=True)
class Run:
    """What the characters of one text object share. `quarter`: quarter turns counter-clockwise, None when slanted."""

    size: float
    quarter: int | None
    is_hidden: bool
    is_white: bool


@dataclass(slots=True)
class Glyph:
    """A character as PDFium gives it, in user space."""

    text: str
    x: float
    y: float
    end: float
    run: Run


def ink(getter: Callable[..., Any], obj: int) -> tuple[bool, bool]:
    """Whether an object's colour is (transparent, white)."""
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not getter(obj, ctypes.byref(r), ctypes.byref(g), ctypes.byref(b), ctypes.byref(a)):
        return False, False
    return a.value == 0, min(r.value, g.value, b.value) >= WHITE


def read_run(textpage: int, index: int, obj: int | None) -> Run:
    """Size, direction and visibility of the text object that holds a character."""
    matrix = pdfium.FS_MATRIX()
    size = size_at(textpage, index)
    quarter: int | None = 0
    if matrix_at(textpage, index, ctypes.byref(matrix)):
        size *= math.hypot(matrix.c, matrix.d)
        degrees = math.degrees(math.atan2(matrix.b, matrix.a))
        quarter = round(degrees / 90) % 4 if abs(degrees - 90 * round(degrees / 90)) < 8 else None
    if obj is None:
        return Run(size, quarter, size < TINY, False)
    is_clear, is_white = ink(fill_of, obj)
    mode = mode_of(obj)
    return Run(size, quarter, mode in HIDDEN_MODES or size < TINY or (is_clear and mode == 0), is_white and mode == 0)


def read_glyphs(textpage: int, count: int) -> Iterator[Glyph]:
    """Every character that is not blank, with its origin and the end of its advance."""
    runs: dict[int | None, Run] = {}
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    ref_x, ref_y, ref_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    for i in range(count):
        text = chr(unicode_at(textpage, i))
        if text in BLANKS:
            continue
        obj = object_at(textpage, i)
        run = runs.get(obj)
        if run is None:
            run = runs[obj] = read_run(textpage, i, obj)
        origin_at(textpage, i, ref_x, ref_y)
        if run.quarter == 0:
            loose_at(textpage, i, ref_box)
            end = box.right
        else:
            end = far_end(textpage, i, run)
        yield Glyph(RADICALS.get(text, text), x.value, y.value, end, run)


def far_end(textpage: int, index: int, run: Run) -> float:
    """The far edge of a turned glyph along its direction; loose boxes are upright ones only."""
    sides = [ctypes.c_double() for _ in range(4)]
    tight_at(textpage, index, *map(ctypes.byref, sides))
    left, right, bottom, top = (side.value for side in sides)
    return {1: top, 2: left, 3: bottom}.get(run.quarter or 0, right)


def read_text(textpage: int, count: int, page: Page, frame: Frame, shades: list[Shade]) -> Frame:
    """Put the visible characters of a text page on `page`; gives the frame, turned where the text runs sideways.

    `shades` are the filled areas of the page in user space: white ink on one of them is visible.
    """
    glyphs = list(read_glyphs(textpage, count))
    votes = Counter(g.run.quarter for g in glyphs if g.run.quarter is not None and not g.run.is_hidden)
    quarter, many = votes.most_common(1)[0] if votes else (frame.turn, 0)
    if many > SIDEWAYS * len(glyphs) and quarter != frame.turn:
        page.turn = (quarter - frame.turn) % 4
        frame = replace(frame, turn=quarter)
    hidden = slanted = unmapped = 0
    for glyph in glyphs:
        if glyph.run.quarter is None:
            slanted += 1
            continue
        char = placed(glyph, frame)
        if glyph.run.is_hidden or is_outside(char, frame) or (glyph.run.is_white and not is_shaded(glyph, shades)):
            hidden += 1
            continue
        unmapped += char.text == "\ufffd"
        page.chars.append(char)
    page.chars = without_twins(page.chars)
    page.odd += left_out(hidden, slanted, unmapped)
    return frame


def placed(glyph: Glyph, frame: Frame) -> Char:
    """A character on the page as read. Its height is that of its size, so that fonts and readers agree."""
    x, y = frame.point(glyph.x, glyph.y)
    size = glyph.run.size
    leaning = ((glyph.run.quarter or 0) - frame.turn) % 4
    if leaning == 0:
        end = frame.point(glyph.end, glyph.y)[0] if frame.turn % 2 == 0 else frame.point(glyph.x, glyph.end)[0]
        return Char(glyph.text, x, y - ASCENT * size, min(max(end, x), x + WIDEST * size), y + (1 - ASCENT) * size, y, size)
    if leaning == 1:
        return Char(glyph.text, x - ASCENT * size, y - size, x + (1 - ASCENT) * size, y, y, size)
    if leaning == 2:
        return Char(glyph.text, x - size, y, x, y + size, y + size, size)
    return Char(glyph.text, x - (1 - ASCENT) * size, y, x + ASCENT * size, y + size, y + ASCENT * size, size)


def is_outside(char: Char, frame: Frame) -> bool:
    """Whether a character stands off the page."""
    return not (-1 <= (char.x0 + char.x1) / 2 <= frame.width + 1 and -1 <= char.baseline <= frame.height + char.size)


def is_shaded(glyph: Glyph, shades: list[Shade]) -> bool:
    """Whether a filled area lies under a character."""
    x, y = (glyph.x + glyph.end) / 2, glyph.y + 0.3 * glyph.run.size
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in shades)
