"""The visible characters of a PDFium text page."""

import ctypes
import math
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

from extractors.glyphs import BLANKS, HIDDEN_MODES, RADICALS, TINY, Glyph, Run, quarter_of

WHITE = 250
PROBE = 16
AHEAD = 16
NO_RUN = Run(0.0, 0, True, False)
SPELLING = str.maketrans(RADICALS)
Widths = dict[tuple[int | None, float], dict[str, float]]


def bare(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Bind a PDFium function anew without ctypes' pointer objects: it is called once for every character."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


P, INT = ctypes.c_void_p, ctypes.c_int
text_of = bare(pdfium.FPDFText_GetText, INT, P, INT, INT, P)
unicode_at = bare(pdfium.FPDFText_GetUnicode, ctypes.c_uint, P, INT)
origin_at = bare(pdfium.FPDFText_GetCharOrigin, INT, P, INT, P, P)
loose_at = bare(pdfium.FPDFText_GetLooseCharBox, INT, P, INT, P)
tight_at = bare(pdfium.FPDFText_GetCharBox, INT, P, INT, P, P, P, P)
object_at = bare(pdfium.FPDFText_GetTextObject, P, P, INT)
size_at = bare(pdfium.FPDFText_GetFontSize, ctypes.c_double, P, INT)
matrix_at = bare(pdfium.FPDFText_GetMatrix, INT, P, INT, P)
font_of = bare(pdfium.FPDFTextObj_GetFont, P, P)
mode_of = bare(pdfium.FPDFTextObj_GetTextRenderMode, INT, P)
fill_of = bare(pdfium.FPDFPageObj_GetFillColor, INT, P, P, P, P, P)
stroke_of = bare(pdfium.FPDFPageObj_GetStrokeColor, INT, P, P, P, P, P)


INKS = [ctypes.c_uint() for _ in range(4)]
INK_REFS = [ctypes.byref(part) for part in INKS]
MATRIX = pdfium.FS_MATRIX()
MATRIX_REF = ctypes.byref(MATRIX)


def ink(getter: Callable[..., Any], obj: int) -> tuple[bool, bool]:
    """Whether an object's colour is (transparent, white)."""
    if not getter(obj, *INK_REFS):
        return False, False
    r, g, b, a = INKS
    return a.value == 0, r.value >= WHITE and g.value >= WHITE and b.value >= WHITE


def read_run(textpage: int, index: int, obj: int | None, widths: Widths) -> Run:
    """Size, direction and visibility of the text object that holds a character.

    `widths` keeps the advances of every font and size met so far: asking PDFium for each character is slow.
    """
    size = nominal = size_at(textpage, index)
    quarter: int | None = 0
    if matrix_at(textpage, index, MATRIX_REF):
        size *= math.hypot(MATRIX.c, MATRIX.d)
        quarter = quarter_of(MATRIX.a, MATRIX.b)
    known = widths.setdefault((font_of(obj) if obj else None, nominal * MATRIX.a), {})
    if obj is None:
        return Run(size, quarter, size < TINY, False, known)
    is_clear, is_white = ink(fill_of, obj)
    mode = mode_of(obj)
    hidden = mode in HIDDEN_MODES or size < TINY or (is_clear and mode == 0)
    return Run(size, quarter, hidden, is_white and mode == 0, known)


def read_glyphs(textpage: int, count: int) -> list[Glyph]:
    """Every character that is not blank, with its origin and the end of its advance."""
    runs: dict[int | None, Run] = {}
    widths: Widths = {}
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    ref_x, ref_y, ref_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    glyphs: list[Glyph] = []
    # The characters of one text object follow one another: where it still goes on further ahead, none needs asking.
    known, obj, run = 0, -1, NO_RUN
    for i, text in enumerate(page_text(textpage, count).translate(SPELLING)):
        if text in BLANKS:
            continue
        if i >= known:
            before, obj = obj, object_at(textpage, i)
            if obj != before:
                run = runs.get(obj) or read_run(textpage, i, obj, widths)
                runs[obj] = run
            elif i + AHEAD < count and object_at(textpage, i + AHEAD) == obj:
                known = i + AHEAD
        origin_at(textpage, i, ref_x, ref_y)
        left = x.value
        if run.quarter:
            end = far_end(textpage, i, run)
        elif text in run.widths:
            end = left + run.widths[text]
        else:
            loose_at(textpage, i, ref_box)
            end = box.right
            run.widths[text] = end - left
        glyphs.append((text, left, y.value, end, run))
    return glyphs


def page_text(textpage: int, count: int) -> str:
    """The characters of a text page, one for each index: all at once where that keeps the indices, else one by one."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = text_of(textpage, 0, count, ctypes.byref(buffer)) - 1
    if written == count:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
        probes = (*range(0, count, PROBE), count - 1)
        if len(text) == count and all(ord(text[i]) == unicode_at(textpage, i) for i in probes):
            return text
    return "".join([chr(unicode_at(textpage, i)) for i in range(count)])


def far_end(textpage: int, index: int, run: Run) -> float:
    """The far edge of a turned glyph along its direction; loose boxes are upright ones only."""
    sides = [ctypes.c_double() for _ in range(4)]
    tight_at(textpage, index, *map(ctypes.byref, sides))
    left, right, bottom, top = (side.value for side in sides)
    return {1: top, 2: left, 3: bottom}.get(run.quarter or 0, right)
