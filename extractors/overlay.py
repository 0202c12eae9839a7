"""A page as a picture with what was read of it drawn in. It renders untrusted bytes: call it in a worker."""

import io
from typing import Any, NamedTuple

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from extractors.printed import Box

POINTS_PER_INCH = 72
DPI = 144
LONGEST = 2400
"""Pixels of a picture's longer side at most: a poster is drawn smaller, not at gigabytes."""
LABEL_SIZE = 9
LEGEND_HEIGHT = 24

Ink = tuple[int, int, int]

INKS: dict[str, Ink] = {
    "table": (31, 97, 173),
    "cell": (120, 170, 225),
    "head": (128, 60, 170),
    "fund": (24, 140, 80),
    "goal": (0, 140, 150),
    "indicator": (215, 90, 0),
    "claim": (200, 30, 60),
    "prose": (150, 150, 150),
    "doubt": (235, 180, 0),
    "unread": (230, 0, 0),
}
"""What is drawn and in which colour, in the order of the legend."""
FILLED = frozenset({"head", "fund", "goal", "indicator", "doubt"})


class Mark(NamedTuple):
    """Something to draw: its kind (a key of INKS), its box in points from the top left of the page, a short label."""

    kind: str
    box: Box
    label: str = ""


def page_png(data: bytes, _document: str, arguments: dict[str, Any]) -> bytes:
    """What a worker does: one page as PNG. Arguments: password, page (from 1), marks as [kind, box, label]."""
    document = pypdfium2.PdfDocument(data, password=arguments["password"])
    page = document[arguments["page"] - 1]
    scale = min(DPI / POINTS_PER_INCH, LONGEST / max(page.get_size()))
    picture = page.render(scale=scale).to_pil().convert("RGB")
    page.close()
    document.close()
    drawn = draw(picture, [Mark(kind, tuple(box), label) for kind, box, label in arguments["marks"]], scale)
    written = io.BytesIO()
    # Few colours are used, so few are kept: a third of the bytes.
    drawn.quantize(128, Image.Quantize.FASTOCTREE).save(written, "PNG", optimize=True)
    return written.getvalue()


def draw(picture: Image.Image, marks: list[Mark], scale: float) -> Image.Image:
    """A page's picture with its marks and, under it, the legend; `scale` is pixels a point."""
    glass = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(glass)
    order = list(INKS)
    for mark in sorted(marks, key=lambda mark: order.index(mark.kind)):
        draw_mark(pen, mark, scale)
    page = Image.alpha_composite(picture.convert("RGBA"), glass).convert("RGB")
    sheet = Image.new("RGB", (page.width, page.height + LEGEND_HEIGHT), "white")
    sheet.paste(page)
    draw_legend(ImageDraw.Draw(sheet), sheet)
    return sheet


def draw_mark(pen: ImageDraw.ImageDraw, mark: Mark, scale: float) -> None:
    """Draw one mark: prose as a bar at its left, a claim as a line under it, the rest as boxes."""
    ink = INKS[mark.kind]
    x0, top, x1, bottom = (side * scale for side in mark.box)
    x1, bottom = max(x0, x1), max(top, bottom)
    if mark.kind == "prose":
        pen.line((x0 - 4, top, x0 - 4, bottom), fill=(*ink, 255), width=2)
    elif mark.kind == "claim":
        pen.line((x0, bottom + 1, x1, bottom + 1), fill=(*ink, 255), width=2)
    else:
        fill = (*ink, 40) if mark.kind in FILLED else None
        pen.rectangle((x0, top, x1, bottom), fill=fill, outline=(*ink, 255), width=2 if mark.kind == "table" else 1)
    if mark.label:
        corner = (x0 + 1, top - LABEL_SIZE) if mark.kind in ("table", "claim", "prose") else (x0 + 2, top + 1)
        write(pen, corner, mark.label, ink)


def write(pen: ImageDraw.ImageDraw, corner: tuple[float, float], text: str, ink: Ink) -> None:
    """Write a label on a ground of its own, so that it can be read over print."""
    font = ImageFont.load_default(LABEL_SIZE)
    pen.rectangle(pen.textbbox(corner, text, font=font), fill=(255, 255, 255, 150))
    pen.text(corner, text, fill=(*ink, 255), font=font)


def draw_legend(pen: ImageDraw.ImageDraw, sheet: Image.Image) -> None:
    top, step = sheet.height - LEGEND_HEIGHT, sheet.width / len(INKS)
    for i, (kind, ink) in enumerate(INKS.items()):
        x = 8 + i * step
        pen.rectangle((x, top + 6, x + 12, top + 18), fill=ink)
        pen.text((x + 16, top + 5), kind, fill=(0, 0, 0), font=ImageFont.load_default(LABEL_SIZE + 2))
