"""The ruling lines, filled areas and pictures of a PDFium page, also inside form XObjects."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from extractors.glyphs import MAX_SEGMENTS, THIN, Frame
from extractors.page import Edge
from extractors.pdf_text import INT, P, Shade, bare, fill_of, ink, stroke_of
from extractors.strokes import Matrix, Subpath, is_covered, outline_edges, stroke_edges, times

MAX_DEPTH = 8
Corner = tuple[float, float]

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


class TooManyError(Exception):
    """A page draws more than it may."""


@dataclass(slots=True)
class Drawn:
    """What a page draws, in user space. `pale` edges are white: rulings only where something dark lies under them."""

    edges: list[Edge] = field(default_factory=list)
    pale: list[Edge] = field(default_factory=list)
    shades: list[Shade] = field(default_factory=list)
    pictures: list[Shade] = field(default_factory=list)
    left: int = MAX_SEGMENTS


def read_drawn(page: int) -> Drawn:
    """Collect rulings, filled areas and pictures. Raises TooManyError past the budget of segments."""
    drawn = Drawn()
    for obj, kind, matrix in objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            read_path(obj, matrix, drawn)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            read_picture(obj, matrix, drawn)
    drawn.edges += [edge for edge in drawn.pale if is_covered(edge, drawn.shades)]
    return drawn


def objects(page: int) -> Iterator[tuple[int, int, Matrix | None]]:
    """Every path and image of a page with the matrix of the forms around it; no recursion, a limit on nesting."""
    yield_kinds = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
    forms: list[tuple[int, Matrix | None, int]] = []
    for i in range(page_count(page)):
        obj = page_object(page, i)
        if (kind := type_of(obj)) in yield_kinds:
            yield obj, kind, None
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            forms.append((obj, matrix_in(obj, None), 1))
    while forms:
        form, matrix, depth = forms.pop()
        for i in range(form_count(form)):
            obj = form_object(form, i)
            if (kind := type_of(obj)) in yield_kinds:
                yield obj, kind, matrix
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                forms.append((obj, matrix_in(obj, matrix), depth + 1))


def matrix_in(obj: int, outer: Matrix | None) -> Matrix | None:
    """An object's matrix within the matrix of the form around it; None is the identity."""
    m = pdfium.FS_MATRIX()
    if not matrix_of(obj, ctypes.byref(m)):
        return outer
    inner = (m.a, m.b, m.c, m.d, m.e, m.f)
    if inner == (1, 0, 0, 1, 0, 0):
        return outer
    return times(inner, outer) if outer else inner


def read_path(obj: int, outer: Matrix | None, drawn: Drawn) -> None:
    """Add what one path strokes or fills."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    draw_mode(obj, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return
    subpaths = read_subpaths(obj, matrix_in(obj, outer), drawn)
    if stroke.value:
        is_clear, is_white = ink(stroke_of, obj)
        if not is_clear:
            sink = drawn.pale if is_white else drawn.edges
            sink.extend(edge for subpath in subpaths for edge in stroke_edges(subpath))
    if fill.value:
        is_clear, is_white = ink(fill_of, obj)
        if not is_clear:
            edges, areas = outline_edges(subpaths)
            (drawn.pale if is_white else drawn.edges).extend(edges)
            drawn.shades += [] if is_white else areas


def read_subpaths(obj: int, matrix: Matrix | None, drawn: Drawn) -> list[Subpath]:
    """The sub-paths of a path; outlines of glyphs (curves) come without points."""
    count = segment_count(obj)
    drawn.left -= count
    if drawn.left < 0:
        raise TooManyError
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
    """Add a picture; one that is as thin as a line is a ruling."""
    m = matrix_in(obj, outer) or (1, 0, 0, 1, 0, 0)
    corners = [(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    box = (min(xs), min(ys), max(xs), max(ys))
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) <= THIN < max(width, height):
        drawn.edges += outline_edges([Subpath([(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])])])[0]
    else:
        drawn.pictures.append(box)


def upright(edges: list[Edge], frame: Frame) -> list[Edge]:
    """The rulings on the page as read, cut off at its borders."""
    turned = []
    for edge in edges:
        x0, y0, x1, y1 = frame.box(edge.x0, edge.y0, edge.x1, edge.y1)
        if x1 < -THIN or y1 < -THIN or x0 > frame.width + THIN or y0 > frame.height + THIN:
            continue
        turned.append(Edge(max(x0, 0), max(y0, 0), min(x1, frame.width), min(y1, frame.height)))
    return turned


def covered_share(pictures: list[Shade], frame: Frame) -> float:
    """The share of the page that pictures cover, 0 to 1; pictures that overlap count for the larger one of a strip."""
    area = frame.width * frame.height
    total = 0.0
    for picture in pictures:
        x0, y0, x1, y1 = frame.box(*picture)
        total += max(0, min(x1, frame.width) - max(x0, 0)) * max(0, min(y1, frame.height) - max(y0, 0))
    return min(1.0, total / area) if area else 0.0
