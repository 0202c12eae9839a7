"""The visible characters of a PDFium text page."""

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from struct import pack, unpack
from typing import Any

import pypdfium2.raw as pdfium

from extractors.glyphs import BLANKS, HIDDEN_MODES, RADICALS, TINY, Glyph, Run, quarter_of

WHITE = 250
PROBE = 16
AHEAD = 16
NO_RUN = Run(0.0, 0, True, False)
SPELLING = str.maketrans(RADICALS)
# The first four figures of a matrix, and an opaque black, as PDFium writes them.
UPRIGHT = pack("4f", 1, 0, 0, 1)
SHAPE = len(UPRIGHT)
BLACK = pack("4I", 0, 0, 0, 255)
# The index of the first character and the address of each text object.
Owners = list[tuple[int, int | None]]


class Handle(ctypes.c_void_p):
    """An object of PDFium's, by its address. A class of its own, as ctypes would make a plain int of c_void_p."""


def bare(function: Any, result: Any) -> Callable[..., Any]:
    """Bind a PDFium function anew without argument types: ctypes' conversion of arguments costs more than the call.

    Arguments must be what C expects: Handle, references made by `byref`, and int where C has an int.
    """
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


INT = ctypes.c_int
text_of = bare(pdfium.FPDFText_GetText, INT)
unicode_at = bare(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
origin_at = bare(pdfium.FPDFText_GetCharOrigin, INT)
loose_at = bare(pdfium.FPDFText_GetLooseCharBox, INT)
tight_at = bare(pdfium.FPDFText_GetCharBox, INT)
object_at = bare(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
size_at = bare(pdfium.FPDFText_GetFontSize, ctypes.c_double)
matrix_at = bare(pdfium.FPDFText_GetMatrix, INT)
font_of = bare(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)
mode_of = bare(pdfium.FPDFTextObj_GetTextRenderMode, INT)
fill_of = bare(pdfium.FPDFPageObj_GetFillColor, INT)
stroke_of = bare(pdfium.FPDFPageObj_GetStrokeColor, INT)


INK = (ctypes.c_uint * 4)()
REF_RED, REF_GREEN, REF_BLUE, REF_ALPHA = (ctypes.byref(INK, 4 * i) for i in range(4))
MATRIX = (ctypes.c_float * 6)()
MATRIX_REF = ctypes.byref(MATRIX)


def ink(getter: Callable[..., Any], obj: Handle) -> tuple[bool, bool]:
    """Whether an object's colour is (transparent, white)."""
    if not getter(obj, REF_RED, REF_GREEN, REF_BLUE, REF_ALPHA):
        return False, False
    return CLEAR_AND_WHITE[bytes(INK)]


class Colours(dict[bytes, tuple[bool, bool]]):
    """Whether a colour, as PDFium writes its four channels, is (transparent, white)."""

    def __missing__(self, colour: bytes) -> tuple[bool, bool]:
        r, g, b, a = unpack("4I", colour)
        found = self[colour] = (a == 0, r >= WHITE and g >= WHITE and b >= WHITE)
        return found


CLEAR_AND_WHITE = Colours()


@dataclass(slots=True)
class Styles:
    """The runs and advances met so far on a page: asking PDFium for each text object and character is slow."""

    runs: dict[object, Run] = field(default_factory=dict)
    widths: dict[tuple[int | None, float], dict[str, float]] = field(default_factory=dict)

    def run_at(self, textpage: Handle, index: int, address: int | None) -> Run:
        """Size, direction and visibility of the text object, given by its address, that holds a character."""
        obj = Handle(address)
        font, nominal, mode = font_of(obj), size_at(textpage, index), mode_of(obj)
        matrix = bytes(MATRIX)[:SHAPE] if matrix_at(textpage, index, MATRIX_REF) else UPRIGHT
        colour = bytes(INK) if fill_of(obj, REF_RED, REF_GREEN, REF_BLUE, REF_ALPHA) else BLACK
        key = (font, nominal, mode, matrix, colour)
        run = self.runs.get(key)
        if run is None:
            a, b, c, d = unpack("4f", matrix)
            size, quarter = nominal * math.hypot(c, d), quarter_of(a, b)
            is_clear, is_white = CLEAR_AND_WHITE[colour]
            hidden = mode in HIDDEN_MODES or size < TINY or (is_clear and mode == 0)
            widths = self.widths.setdefault((font, nominal * a), {})
            run = self.runs[key] = Run(size, quarter, hidden, is_white and mode == 0, widths)
        return run


def read_glyphs(textpage: Handle, count: int) -> tuple[list[Glyph], Owners]:
    """Every character that is not blank, with its origin and the end of its advance; and their text objects."""
    styles = Styles()
    runs: dict[int | None, Run] = {}
    x, y, box = ctypes.c_double(), ctypes.c_double(), (ctypes.c_float * 4)()
    ref_x, ref_y, ref_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    glyphs: list[Glyph] = []
    owners: Owners = []
    # The characters of one text object follow one another: where it still goes on further ahead, none needs asking.
    known, obj, run, widths = 0, -1, NO_RUN, NO_RUN.widths
    for i, text in enumerate(page_text(textpage, count).translate(SPELLING)):
        if text in BLANKS:
            continue
        if i >= known:
            before, obj = obj, object_at(textpage, i)
            if obj != before:
                run = runs.get(obj) or styles.run_at(textpage, i, obj)
                runs[obj] = run
                widths = run.widths
                owners.append((len(glyphs), obj))
            elif i + AHEAD < count and object_at(textpage, i + AHEAD) == obj:
                known = i + AHEAD
        origin_at(textpage, i, ref_x, ref_y)
        left = x.value
        if run.quarter:
            end = far_end(textpage, i, run)
        elif text in widths:
            end = left + widths[text]
        else:
            loose_at(textpage, i, ref_box)
            end = box[2]
            widths[text] = end - left
        glyphs.append((text, left, y.value, end, run))
    return glyphs, owners


def page_text(textpage: Handle, count: int) -> str:
    """The characters of a text page, one for each index: all at once where that keeps the indices, else one by one."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = text_of(textpage, 0, count, ctypes.byref(buffer)) - 1
    if written == count:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
        probes = (*range(0, count, PROBE), count - 1)
        if len(text) == count and all(ord(text[i]) == unicode_at(textpage, i) for i in probes):
            return text
    return "".join([chr(unicode_at(textpage, i)) for i in range(count)])


def far_end(textpage: Handle, index: int, run: Run) -> float:
    """The far edge of a turned glyph along its direction; loose boxes are upright ones only."""
    sides = [ctypes.c_double() for _ in range(4)]
    tight_at(textpage, index, *map(ctypes.byref, sides))
    left, right, bottom, top = (side.value for side in sides)
    return {1: top, 2: left, 3: bottom}.get(run.quarter or 0, right)
