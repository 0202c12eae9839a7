"""Characters that cannot be seen, as something opaque is drawn over them or their layer is switched off."""

import ctypes
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2.raw as pdfium

from extractors.glyphs import WIDEST, Frame, Glyph, Shade
from extractors.pdf_lines import Cover, Order, has_transparency, matrix_in, point_of, read_subpaths, segment_count
from extractors.pdf_text import INT, Handle, Owners, bare
from extractors.strokes import mapped

BAND = 8.0
MAX_ENTRIES = 200_000
"""Covers by band: a page that needs more is not looked at."""
RECTANGLE = 6
NEAR = 0.5
OPAQUE = 255
FOUR = 4
SCALE = 2.0
MAX_COMPARISONS = 6_000_000
MAX_PIXELS = 4_000_000
PIXEL = 4
CONTRAST = 8
OBJECT_STREAM = re.compile(rb"/ObjStm\b")
SWITCHED_OFF = re.compile(rb"/OFF\s*\[\s*\d|/BaseState\s*/OFF")
MAX_INFLATED = 4_000_000

clip_of = bare(pdfium.FPDFPageObj_GetClipPath, Handle)
clip_paths = bare(pdfium.FPDFClipPath_CountPaths, INT)
clip_segments = bare(pdfium.FPDFClipPath_CountPathSegments, INT)
clip_segment = bare(pdfium.FPDFClipPath_GetPathSegment, Handle)
new_bitmap = bare(pdfium.FPDFBitmap_Create, Handle)
fill_bitmap = bare(pdfium.FPDFBitmap_FillRect, INT)
draw_page = bare(pdfium.FPDF_RenderPageBitmap, None)
buffer_of = bare(pdfium.FPDFBitmap_GetBuffer, ctypes.c_void_p)
stride_of = bare(pdfium.FPDFBitmap_GetStride, INT)
format_of = bare(pdfium.FPDFBitmap_GetFormat, INT)
height_of = bare(pdfium.FPDFBitmap_GetHeight, INT)
render_image = bare(pdfium.FPDFImageObj_GetRenderedBitmap, Handle)
destroy_bitmap = bare(pdfium.FPDFBitmap_Destroy, None)


@dataclass(frozen=True, slots=True)
class Sight:
    """How to look at a page: as it is displayed, and whether some of its layers may be off."""

    page: Handle
    frame: Frame
    has_layers: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """What a page prints: its characters, the text objects they belong to, in which order all was drawn."""

    document: Handle
    glyphs: list[Glyph]
    owners: Owners
    order: Order


def only_seen(printed: Printed, sight: Sight) -> list[Glyph]:
    """The characters of a page, those marked as hidden that cannot be seen for what covers them or their layer."""
    gone = covered(printed) if printed.order.covers else set()
    if sight.has_layers:
        gone |= without_ink(sight, printed.glyphs, set(range(len(printed.glyphs))) - gone)
    if not gone:
        return printed.glyphs
    return [
        (text, x, y, end, replace(run, is_hidden=True) if index in gone else run)
        for index, (text, x, y, end, run) in enumerate(printed.glyphs)
    ]


def covered(printed: Printed) -> set[int]:
    """The indices of the characters that something opaque lies over."""
    bands = in_bands(printed.order.covers)
    found: set[int] = set()
    opaque: dict[int, Shade | None] = {}
    left = MAX_COMPARISONS
    for index, place in places(printed) if bands else ():
        x0, y0, x1, y1 = ink_box(printed.glyphs[index])
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        here = bands.get(int(y // BAND), [])
        left -= len(here)
        for cover in here if left > 0 else ():
            if cover.order < place:
                break
            if is_within(x, y, cover.area):
                if cover.order not in opaque:
                    opaque[cover.order] = opaque_area(cover, printed.document)
                area = opaque[cover.order]
                if area and is_within(x, y, area):
                    found.add(index)
    return found


def places(printed: Printed) -> Iterator[tuple[int, int]]:
    """Each character that is drawn before some cover, by its index, with its place in the drawing order."""
    latest = printed.order.covers[-1].order
    ends = [*(start for start, _ in printed.owners[1:]), len(printed.glyphs)]
    for (start, address), end in zip(printed.owners, ends, strict=True):
        place = printed.order.texts.get(address, latest)
        if place < latest:
            yield from ((index, place) for index in range(start, end))


def in_bands(covers: list[Cover]) -> dict[int, list[Cover]]:
    """Covers by the level bands they cross, the last drawn first; none where they are too many to look at."""
    bands: dict[int, list[Cover]] = defaultdict(list)
    entries = 0
    for cover in reversed(covers):
        low, high = int(cover.area[1] // BAND), int(cover.area[3] // BAND)
        entries += high - low + 1
        if entries > MAX_ENTRIES:
            return {}
        for band in range(low, high + 1):
            bands[band].append(cover)
    return bands


def is_within(x: float, y: float, area: Shade) -> bool:
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def opaque_area(cover: Cover, document: Handle) -> Shade | None:
    """What a cover hides for sure: None where it is transparent or blended, or it or what clips it is no rectangle."""
    if has_transparency(cover.obj):
        return None
    matrix = matrix_in(cover.obj, cover.outer)
    if cover.is_picture:
        is_level = matrix is None or not (matrix[1] or matrix[2])
        return clipped(cover) if is_level and is_opaque_picture(cover.obj, document) else None
    parts = read_subpaths(cover.obj, segment_count(cover.obj), matrix)
    return clipped(cover) if is_rectangle([point for part in parts for point in part.points], cover.area) else None


def is_rectangle(points: list[tuple[float, float]], area: Shade) -> bool:
    """Whether points are the four corners of an area, and no others."""
    x0, y0, x1, y1 = area
    corners = {(abs(x - x0) < NEAR, abs(y - y0) < NEAR) for x, y in points}
    is_on = all(min(abs(x - x0), abs(x1 - x)) < NEAR > min(abs(y - y0), abs(y1 - y)) for x, y in points)
    return is_on and len(corners) == FOUR


def is_opaque_picture(obj: Handle, document: Handle) -> bool:
    """Whether no part of a picture lets through what is under it: a stamp does."""
    bitmap = render_image(document, None, obj)
    if not bitmap:
        return False
    try:
        if format_of(bitmap) != pdfium.FPDFBitmap_BGRA:
            return format_of(bitmap) in (pdfium.FPDFBitmap_BGR, pdfium.FPDFBitmap_BGRx)
        pixels = ctypes.string_at(buffer_of(bitmap), stride_of(bitmap) * height_of(bitmap))
        return min(pixels[3::PIXEL], default=0) == OPAQUE
    finally:
        destroy_bitmap(bitmap)


def clipped(cover: Cover) -> Shade | None:
    """The area of a cover within what clips it; None where that is no rectangle."""
    x0, y0, x1, y1 = cover.area
    clip = clip_of(cover.obj)
    for path in range(max(0, clip_paths(clip)) if clip else 0):
        count = clip_segments(clip, path)
        if not 0 < count <= RECTANGLE:
            return None
        points = [mapped(*corner(clip_segment(clip, path, i)), cover.outer) for i in range(count)]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        within = min(xs), min(ys), max(xs), max(ys)
        if not is_rectangle(points, within):
            return None
        x0, y0, x1, y1 = max(x0, within[0]), max(y0, within[1]), min(x1, within[2]), min(y1, within[3])
    return (x0, y0, x1, y1)


def corner(segment: Handle) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    point_of(segment, ctypes.byref(x), ctypes.byref(y))
    return x.value, y.value


def without_ink(sight: Sight, glyphs: list[Glyph], wanted: set[int]) -> set[int]:
    """Which of the wanted characters leave no trace when the page is drawn."""
    area = sight.frame.width * sight.frame.height
    if not wanted or area <= 0:
        return set()
    scale = min(SCALE, (MAX_PIXELS / area) ** 0.5)
    width, height = max(1, int(sight.frame.width * scale)), max(1, int(sight.frame.height * scale))
    stride, pixels = draw(sight.page, width, height)
    found = set()
    for index in wanted:
        x0, top, x1, bottom = (round(side * scale) for side in sight.frame.box(*ink_box(glyphs[index])))
        left, right = PIXEL * max(0, x0), PIXEL * min(width, x1)
        rows = [pixels[stride * y + left : stride * y + right : PIXEL] for y in range(max(0, top), min(height, bottom))]
        seen = b"".join(rows)
        if seen and max(seen) - min(seen) < CONTRAST:
            found.add(index)
    return found


def draw(page: Handle, width: int, height: int) -> tuple[int, bytes]:
    """A page drawn in grey: bytes a row, and four equal bytes a pixel; (0, b"") where there is no room for it."""
    bitmap = new_bitmap(width, height, 0)
    if not bitmap:
        return 0, b""
    try:
        fill_bitmap(bitmap, 0, 0, width, height, ctypes.c_ulong(0xFFFFFFFF))
        draw_page(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_GRAYSCALE | pdfium.FPDF_ANNOT)
        stride: int = stride_of(bitmap)
        return stride, ctypes.string_at(buffer_of(bitmap), stride * height)
    finally:
        destroy_bitmap(bitmap)


def ink_box(glyph: Glyph) -> Shade:
    """The box in user space in which a character leaves its ink."""
    _, x, y, end, run = glyph
    up, down, widest = 0.75 * run.size, 0.1 * run.size, WIDEST * run.size
    if run.quarter == 1:
        return x - up, y, x + down, min(end, y + widest)
    if run.quarter == 3:
        return x - down, max(end, y - widest), x + up, y
    if run.quarter == 2:
        return max(end, x - widest), y - up, x, y + down
    return x, y - down, min(end, x + widest), y + up


def has_layers_off(data: bytes) -> bool:
    """Whether a file switches layers of its pages off; a damaged stream tells nothing."""
    if SWITCHED_OFF.search(data):
        return b"/OCG" in data or OBJECT_STREAM.search(data) is not None
    return any(b"/OCProperties" in part and SWITCHED_OFF.search(part) for part in object_streams(data))


def object_streams(data: bytes) -> Iterator[bytes]:
    """The object streams of a file, inflated up to a limit in all."""
    left = MAX_INFLATED
    for match in OBJECT_STREAM.finditer(data):
        start = data.find(b"stream", match.end())
        if start < 0 or left <= 0:
            return
        start += len(b"stream\r\n") if data[start + 6 : start + 7] == b"\r" else len(b"stream\n")
        try:
            part = zlib.decompressobj().decompress(data[start:], left)
        except zlib.error:
            continue
        left -= len(part)
        yield part
