"""PDFs drawn for the tests of the layout: every ruling and line of text stands where a test puts it."""

import io
from collections.abc import Callable, Sequence

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
WIDTH, HEIGHT = 595, 842
Draw = Callable[[Canvas], None]
XS = (60, 160, 300, 420)
HEAD = ("指标", "目标", "完成")


def paper(*pages: Draw, size: tuple[float, float] = (WIDTH, HEIGHT), **options: object) -> bytes:
    """A PDF whose pages are drawn one by one; keyword options go to reportlab's canvas."""
    sink = io.BytesIO()
    canvas = Canvas(sink, pagesize=size, invariant=True, **options)
    for draw in pages:
        canvas.setFont(FONT, 10.5)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return sink.getvalue()


def write(canvas: Canvas, x: float, top: float, text: str, size: float = 10.5) -> None:
    """Write text with its left end at x and its baseline `top` points below the top of an A4 page."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, HEIGHT - top, text)


def rule(canvas: Canvas, x0: float, top0: float, x1: float, top1: float) -> None:
    """Draw a line between two points given from the top left."""
    canvas.setLineWidth(0.5)
    canvas.line(x0, HEIGHT - top0, x1, HEIGHT - top1)


def table(canvas: Canvas, top: float, rows: Sequence[Sequence[str]], xs: Sequence[float], height: float = 24) -> None:
    """Draw a fully ruled table with one line of text in each cell."""
    bottom = top + height * len(rows)
    for x in xs:
        rule(canvas, x, top, x, bottom)
    for i in range(len(rows) + 1):
        rule(canvas, xs[0], top + i * height, xs[-1], top + i * height)
    for i, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            write(canvas, x + 4, top + i * height + 16, text)


def prose(canvas: Canvas, top: float, lines: Sequence[str], left: float = 72) -> None:
    """Write lines one below the other, 20 pt apart; a leading full-width blank pair is an indent."""
    for i, line in enumerate(lines):
        text = line.lstrip("　")
        write(canvas, left + 12 * (len(line) - len(text)), top + 20 * i, text, 12)


def picture(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """Put a grey picture on the page, its lower left corner at x, y."""
    canvas.drawImage(ImageReader(io.BytesIO(PIXEL)), x, y, width, height)


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6368000000820081"
    "77cd72b60000000049454e44ae426082"
)


def grid_page(canvas: Canvas) -> None:
    table(canvas, 110, (HEAD, ("植树", "5", "6")), XS)
