"""A page of a PDF as a picture: at the pixels of the scan that covers it, else drawn at 200 dpi."""

import ctypes
import math
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.glyphs import Frame
from extractors.pdf_lines import matrix_in, objects
from extractors.pdf_text import Handle

POINTS = 72
DEFAULT = 200 / POINTS
# Finer than this adds nothing but time: a line of text is read 48 pixels high.
FINEST = 300 / POINTS
COARSEST = 50 / POINTS
LONGEST_SIDE = 5000
COVERING = 0.5
STRIP = 0.02
CHANNELS = 3


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as displayed: rows of pixels from the top, `channels` bytes each (blue, green, red), no padding.

    `width` and `height` count pixels, `size` is that of the page in points.
    """

    width: int
    height: int
    channels: int
    pixels: bytes
    size: tuple[float, float]


def take_picture(source: bytes | pypdfium2.PdfDocument, number: int, password: str | None = None) -> Picture:
    """Draw page `number` (from 1) as displayed, with /Rotate and the crop applied.

    Raises pypdfium2.PdfiumError for a document or a page that cannot be opened.
    """
    document = source if isinstance(source, pypdfium2.PdfDocument) else pypdfium2.PdfDocument(source, password)
    try:
        page = document[number - 1]
        try:
            return draw(page)
        finally:
            page.close()
    finally:
        if document is not source:
            document.close()


def draw(page: pypdfium2.PdfPage) -> Picture:
    """Draw one open page; form fields and stamps drawn as annotations are part of it."""
    width, height = page.get_size()
    across, down = density(page)
    columns, rows = max(1, round(width * across)), max(1, round(height * down))
    shrink = min(1.0, LONGEST_SIDE / max(columns, rows))
    columns, rows = max(1, int(columns * shrink)), max(1, int(rows * shrink))
    bitmap = pypdfium2.PdfBitmap.new_native(columns, rows, pdfium.FPDFBitmap_BGR)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, columns, rows)
        pdfium.FPDF_RenderPageBitmap(bitmap.raw, page.raw, 0, 0, columns, rows, 0, pdfium.FPDF_ANNOT)
        return Picture(columns, rows, CHANNELS, packed(bitmap), (width, height))
    finally:
        bitmap.close()


def packed(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """The pixels of a bitmap without the bytes that fill up its rows."""
    row = bitmap.width * CHANNELS
    raw = bytes(memoryview(bitmap.buffer))
    if bitmap.stride == row:
        return raw[: row * bitmap.height]
    return b"".join(raw[at : at + row] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride))


def density(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Pixels per point across and down the displayed page: those of the scan, where pictures cover half the page."""
    left, bottom, right, top = page.get_bbox()
    turn = page.get_rotation() // 90
    frame = Frame(left, bottom, right, top, turn)
    covered, found = 0.0, (0.0, 0.0)
    handle = ctypes.cast(page.raw, Handle)
    for obj, kind, outer in objects(handle):
        if kind != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        share = shown_share(matrix_in(obj, outer) or (1, 0, 0, 1, 0, 0), frame)
        if share > STRIP:
            covered += share
            found = max(found, pixels_per_point(obj, matrix_in(obj, outer) or (1, 0, 0, 1, 0, 0), turn))
    if covered < COVERING or not all(one > COARSEST for one in found):
        return DEFAULT, DEFAULT
    across, down = found
    if abs(across - down) > 0.02 * max(found):
        across = down = max(found)
    shrink = min(1.0, FINEST / max(across, down))
    return across * shrink, down * shrink


def shown_share(matrix: tuple[float, float, float, float, float, float], frame: Frame) -> float:
    """The share of the page that the unit square under a matrix covers."""
    a, b, c, d, e, f = matrix
    x, y = min(0, a) + min(0, c) + e, min(0, b) + min(0, d) + f
    x0, top, x1, bottom = frame.box(x, y, x + abs(a) + abs(c), y + abs(b) + abs(d))
    shown = max(0.0, min(x1, frame.width) - max(x0, 0)) * max(0.0, min(bottom, frame.height) - max(top, 0))
    area = frame.width * frame.height
    return shown / area if area else 0.0


def pixels_per_point(
    obj: Handle, matrix: tuple[float, float, float, float, float, float], turn: int
) -> tuple[float, float]:
    """How dense an image's own pixels lie across and down the displayed page; 0 where that is not known."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    image = ctypes.cast(obj, pdfium.FPDF_PAGEOBJECT)
    if not pdfium.FPDFImageObj_GetImagePixelSize(image, ctypes.byref(width), ctypes.byref(height)):
        return 0.0, 0.0
    a, b, c, d, _, _ = matrix
    along, athwart = math.hypot(a, b), math.hypot(c, d)
    if not along or not athwart:
        return 0.0, 0.0
    own = (width.value / along, height.value / athwart)
    is_sideways = (abs(b) > abs(a)) != bool(turn % 2)
    return (own[1], own[0]) if is_sideways else own
