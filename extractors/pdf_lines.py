"""The ruling lines, filled areas and pictures of a PDFium page, also inside form XObjects."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from extractors.areas import Area
from extractors.pdf_text import INT, MATRIX, MATRIX_REF, Handle, bare, fill_of, ink, stroke_of
from extractors.strokes import Drawn, Matrix, Subpath, mapped, times

MAX_DEPTH = 8
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# A filled path of so few segments is a box as far as rulings go: its bounds tell all.
BOX_SEGMENTS = 5

TEXT, PATH = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
IMAGE, FORM = pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM

type_of = bare(pdfium.FPDFPageObj_GetType, INT)
page_count = bare(pdfium.FPDFPage_CountObjects, INT)
page_object = bare(pdfium.FPDFPage_GetObject, Handle)
form_count = bare(pdfium.FPDFFormObj_CountObjects, INT)
form_object = bare(pdfium.FPDFFormObj_GetObject, Handle)
has_transparency = bare(pdfium.FPDFPageObj_HasTransparency, INT)
matrix_of = bare(pdfium.FPDFPageObj_GetMatrix, INT)
bounds_of = bare(pdfium.FPDFPageObj_GetBounds, INT)
draw_mode = bare(pdfium.FPDFPath_GetDrawMode, INT)
segment_count = bare(pdfium.FPDFPath_CountSegments, INT)
segment_at = bare(pdfium.FPDFPath_GetPathSegment, Handle)
point_of = bare(pdfium.FPDFPathSegment_GetPoint, INT)
kind_of = bare(pdfium.FPDFPathSegment_GetType, INT)
closes = bare(pdfium.FPDFPathSegment_GetClose, INT)


@dataclass(slots=True)
class Cover:
    """A filled area or picture that is drawn after some text: its place in the drawing order, its box in user space.

    `outer` is the matrix of the forms around it.
    """

    order: int
    area: Area
    obj: Handle
    outer: Matrix | None
    is_picture: bool


@dataclass(slots=True)
class Order:
    """In which order a page draws: the place of each text object, by address, and what may cover some of them."""

    texts: dict[int | None, int] = field(default_factory=dict)
    covers: list[Cover] = field(default_factory=list)


def read_drawn(page: Handle) -> tuple[Drawn, Order]:
    """Collect rulings, filled areas and pictures. Raises TooManyError past the budget of segments."""
    drawn, order = Drawn(), Order()
    texts, covers = order.texts, order.covers
    for place, (obj, kind, matrix, is_solid) in enumerate(walk(page)):
        if kind == TEXT:
            texts[obj.value] = place
        elif kind == PATH:
            area = read_path(obj, matrix, drawn)
            if area and texts and is_solid:
                covers.append(Cover(place, area, obj, matrix, is_picture=False))
        elif kind == IMAGE:
            area = read_picture(obj, matrix, drawn)
            if area and texts and is_solid:
                covers.append(Cover(place, area, obj, matrix, is_picture=True))
    return drawn, order


def objects(page: Handle) -> Iterator[tuple[Handle, int, Matrix | None]]:
    """Every text, path and image of a page in the order drawn, with the matrix of the forms around it."""
    return ((obj, kind, matrix) for obj, kind, matrix, _ in walk(page))


def walk(page: Handle) -> Iterator[tuple[Handle, int, Matrix | None, bool]]:
    """As `objects`, and whether no form around it is transparent; no recursion, a limit on nesting."""
    at, count, part, holder = 0, page_count(page), page_object, page
    matrix: Matrix | None = None
    is_solid = True
    outside: list[tuple[int, int, Callable[..., Handle], Handle, Matrix | None, bool]] = []
    while at < count or outside:
        if at >= count:
            at, count, part, holder, matrix, is_solid = outside.pop()
            continue
        obj = part(holder, at)
        at += 1
        kind = type_of(obj)
        if kind != FORM:
            yield obj, kind, matrix, is_solid
        elif len(outside) < MAX_DEPTH:
            outside.append((at, count, part, holder, matrix, is_solid))
            is_solid = is_solid and not has_transparency(obj)
            at, count, part, holder, matrix = 0, form_count(obj), form_part, obj, matrix_in(obj, matrix)


def form_part(form: Handle, index: int) -> Handle:
    """An object of a form."""
    part: Handle = form_object(form, ctypes.c_ulong(index))
    return part


def matrix_in(obj: Handle, outer: Matrix | None) -> Matrix | None:
    """An object's matrix within the matrix of the form around it; None is the identity."""
    if not matrix_of(obj, MATRIX_REF):
        return outer
    a, b, c, d, e, f = MATRIX[:]
    inner = (a, b, c, d, e, f)
    if inner == IDENTITY:
        return outer
    return times(inner, outer) if outer else inner


DRAWS = (ctypes.c_int * 2)()
REF_FILLED, REF_STROKED = ctypes.byref(DRAWS), ctypes.byref(DRAWS, 4)
SIDES = (ctypes.c_float * 4)()
REF_LEFT, REF_BOTTOM, REF_RIGHT, REF_TOP = (ctypes.byref(SIDES, 4 * i) for i in range(4))
POINT = (ctypes.c_float * 2)()
REF_X, REF_Y = ctypes.byref(POINT), ctypes.byref(POINT, 4)
MOVE, CURVE = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO


def read_path(obj: Handle, outer: Matrix | None, drawn: Drawn) -> Area | None:
    """Add what one path strokes or fills; gives its box where it is one filled box."""
    draw_mode(obj, REF_FILLED, REF_STROKED)
    is_filled, is_stroked = DRAWS[:]
    if not is_filled and not is_stroked:
        return None
    count = segment_count(obj)
    drawn.spend(count)
    if not is_stroked and not outer and count <= BOX_SEGMENTS:
        is_clear, is_white = ink(fill_of, obj)
        if is_clear:
            return None
        bounds_of(obj, REF_LEFT, REF_BOTTOM, REF_RIGHT, REF_TOP)
        x0, y0, x1, y1 = SIDES[:]
        return drawn.fill_box((x0, y0, x1, y1), is_white)
    subpaths = read_subpaths(obj, count, matrix_in(obj, outer))
    if is_stroked:
        is_clear, is_white = ink(stroke_of, obj)
        if not is_clear:
            drawn.stroke(subpaths, is_white)
    if is_filled:
        is_clear, is_white = ink(fill_of, obj)
        if not is_clear:
            return drawn.fill(subpaths, is_white)
    return None


def read_subpaths(obj: Handle, count: int, matrix: Matrix | None) -> list[Subpath]:
    """The sub-paths of a path with `count` segments."""
    subpaths: list[Subpath] = []
    for i in range(count):
        segment = segment_at(obj, i)
        kind = kind_of(segment)
        if kind == MOVE or not subpaths:
            subpath = Subpath([])
            subpaths.append(subpath)
        elif kind == CURVE:
            subpath.is_curved = True
        point_of(segment, REF_X, REF_Y)
        x, y = POINT[:]
        subpath.points.append(mapped(x, y, matrix) if matrix else (x, y))
        if closes(segment):
            subpath.close()
    return subpaths


def read_picture(obj: Handle, outer: Matrix | None, drawn: Drawn) -> Area | None:
    """Add a picture, the unit square under its matrix; gives its box."""
    a, b, c, d, e, f = matrix_in(obj, outer) or (1, 0, 0, 1, 0, 0)
    return drawn.add_picture((min(0, a) + min(0, c) + e, min(0, b) + min(0, d) + f), (abs(a) + abs(c), abs(b) + abs(d)))
