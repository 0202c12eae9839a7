"""The ruling lines, filled areas and pictures of a PDFium page, also inside form XObjects."""

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from extractors.pdf_text import INT, MATRIX, MATRIX_REF, P, bare, fill_of, ink, stroke_of
from extractors.strokes import Drawn, Matrix, Subpath, times

MAX_DEPTH = 8
# A filled path of so few segments is a box as far as rulings go: its bounds tell all.
BOX_SEGMENTS = 5

type_of = bare(pdfium.FPDFPageObj_GetType, INT, P)
page_count = bare(pdfium.FPDFPage_CountObjects, INT, P)
page_object = bare(pdfium.FPDFPage_GetObject, P, P, INT)
form_count = bare(pdfium.FPDFFormObj_CountObjects, INT, P)
form_object = bare(pdfium.FPDFFormObj_GetObject, P, P, ctypes.c_ulong)
matrix_of = bare(pdfium.FPDFPageObj_GetMatrix, INT, P, P)
bounds_of = bare(pdfium.FPDFPageObj_GetBounds, INT, P, P, P, P, P)
draw_mode = bare(pdfium.FPDFPath_GetDrawMode, INT, P, P, P)
segment_count = bare(pdfium.FPDFPath_CountSegments, INT, P)
segment_at = bare(pdfium.FPDFPath_GetPathSegment, P, P, INT)
point_of = bare(pdfium.FPDFPathSegment_GetPoint, INT, P, P, P)
kind_of = bare(pdfium.FPDFPathSegment_GetType, INT, P)
closes = bare(pdfium.FPDFPathSegment_GetClose, INT, P)


def read_drawn(page: int) -> Drawn:
    """Collect rulings, filled areas and pictures. Raises TooManyError past the budget of segments."""
    drawn = Drawn()
    for obj, kind, matrix in objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            read_path(obj, matrix, drawn)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            read_picture(obj, matrix, drawn)
    return drawn


def objects(page: int) -> Iterator[tuple[int, int, Matrix | None]]:
    """Every path and image of a page with the matrix of the forms around it; no recursion, a limit on nesting."""
    wanted = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
    forms: list[tuple[int, Matrix | None, int]] = []
    for i in range(page_count(page)):
        obj = page_object(page, i)
        if (kind := type_of(obj)) in wanted:
            yield obj, kind, None
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            forms.append((obj, matrix_in(obj, None), 1))
    while forms:
        form, matrix, depth = forms.pop()
        for i in range(form_count(form)):
            obj = form_object(form, i)
            if (kind := type_of(obj)) in wanted:
                yield obj, kind, matrix
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                forms.append((obj, matrix_in(obj, matrix), depth + 1))


def matrix_in(obj: int, outer: Matrix | None) -> Matrix | None:
    """An object's matrix within the matrix of the form around it; None is the identity."""
    if not matrix_of(obj, MATRIX_REF):
        return outer
    inner = (MATRIX.a, MATRIX.b, MATRIX.c, MATRIX.d, MATRIX.e, MATRIX.f)
    if inner == (1, 0, 0, 1, 0, 0):
        return outer
    return times(inner, outer) if outer else inner


FILL, STROKE = ctypes.c_int(), ctypes.c_int()
FILL_REF, STROKE_REF = ctypes.byref(FILL), ctypes.byref(STROKE)
SIDES = [ctypes.c_float() for _ in range(4)]
SIDE_REFS = [ctypes.byref(side) for side in SIDES]


def read_path(obj: int, outer: Matrix | None, drawn: Drawn) -> None:
    """Add what one path strokes or fills."""
    draw_mode(obj, FILL_REF, STROKE_REF)
    is_filled, is_stroked = FILL.value, STROKE.value
    if not is_filled and not is_stroked:
        return
    count = segment_count(obj)
    drawn.spend(count)
    if not is_stroked and not outer and count <= BOX_SEGMENTS:
        is_clear, is_white = ink(fill_of, obj)
        if not is_clear:
            bounds_of(obj, *SIDE_REFS)
            drawn.fill_box((SIDES[0].value, SIDES[1].value, SIDES[2].value, SIDES[3].value), is_white)
        return
    subpaths = read_subpaths(obj, count, matrix_in(obj, outer))
    for is_used, getter, draw in ((is_stroked, stroke_of, drawn.stroke), (is_filled, fill_of, drawn.fill)):
        if is_used:
            is_clear, is_white = ink(getter, obj)
            if not is_clear:
                draw(subpaths, is_white)


def read_subpaths(obj: int, count: int, matrix: Matrix | None) -> list[Subpath]:
    """The sub-paths of a path with `count` segments."""
    x, y = ctypes.c_float(), ctypes.c_float()
    ref_x, ref_y = ctypes.byref(x), ctypes.byref(y)
    subpaths: list[Subpath] = []
    for i in range(count):
        segment = segment_at(obj, i)
        kind = kind_of(segment)
        point_of(segment, ref_x, ref_y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append(Subpath([]))
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            subpaths[-1].is_curved = True
        subpaths[-1].add(x.value, y.value, matrix)
        if closes(segment):
            subpaths[-1].close()
    return subpaths


def read_picture(obj: int, outer: Matrix | None, drawn: Drawn) -> None:
    """Add a picture: the unit square under its matrix."""
    a, b, c, d, e, f = matrix_in(obj, outer) or (1, 0, 0, 1, 0, 0)
    drawn.add_picture((min(0, a) + min(0, c) + e, min(0, b) + min(0, d) + f), (abs(a) + abs(c), abs(b) + abs(d)))
