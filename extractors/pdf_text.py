"""The visible characters of a PDFium text page."""

import ctypes
import math
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

from extractors.glyphs import BLANKS, HIDDEN_MODES, RADICALS, TINY, Glyph, Run, quarter_of

WHITE = 250


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
        quarter = quarter_of(matrix.a, matrix.b)
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
