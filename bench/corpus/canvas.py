"""The producers that draw: one surface, three libraries that put it into a PDF. Points, origin top left, A4.

fpdf2 and skia embed a subset of Noto Sans CJK (font.py); reportlab names the standard CID font STSong-Light.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import skia
from fpdf import FPDF
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas as ReportlabPage

from bench.corpus.font import font_file

WIDTH, HEIGHT = 595.28, 841.89
FIXED_DATE = datetime(2024, 3, 1, tzinfo=UTC)


class Canvas(Protocol):
    """A page to draw on; it is made with all the text that it will have to show."""

    def new_page(self, *, is_landscape: bool = False) -> None: ...
    def width(self, text: str, size: float) -> float: ...
    def text(self, at: tuple[float, float], text: str, size: float) -> None: ...
    def frame(self, box: tuple[float, float, float, float]) -> None: ...
    def save(self, path: Path) -> None: ...


class FpdfCanvas:
    """fpdf2 with an embedded subset of Noto Sans CJK; frames are stroked rectangles."""

    def __init__(self, text: str) -> None:
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_creation_date(FIXED_DATE)
        self.pdf.add_font("cjk", "", str(font_file(text)))
        self.pdf.set_line_width(0.6)

    def new_page(self, *, is_landscape: bool = False) -> None:
        self.pdf.add_page("landscape" if is_landscape else "portrait")

    def width(self, text: str, size: float) -> float:
        self.pdf.set_font("cjk", size=size)
        return float(self.pdf.get_string_width(text))

    def text(self, at: tuple[float, float], text: str, size: float) -> None:
        self.pdf.set_font("cjk", size=size)
        self.pdf.text(at[0], at[1], text)

    def frame(self, box: tuple[float, float, float, float]) -> None:
        x0, top, x1, bottom = box
        self.pdf.rect(x0, top, x1 - x0, bottom - top)

    def save(self, path: Path) -> None:
        self.pdf.output(str(path))


class ReportlabCanvas:
    """reportlab with a named, not embedded CID font; frames are four lines."""

    def __init__(self, _text: str) -> None:
        registerFont(UnicodeCIDFont("STSong-Light"))
        self.pages = ReportlabPage("", pagesize=(WIDTH, HEIGHT), invariant=1)
        self.height = 0.0

    def new_page(self, *, is_landscape: bool = False) -> None:
        if self.height:
            self.pages.showPage()
        self.height = page_size(is_landscape)[1]
        self.pages.setPageSize(page_size(is_landscape))
        self.pages.setLineWidth(0.5)

    def width(self, text: str, size: float) -> float:
        return float(stringWidth(text, "STSong-Light", size))

    def text(self, at: tuple[float, float], text: str, size: float) -> None:
        self.pages.setFont("STSong-Light", size)
        self.pages.drawString(at[0], self.height - at[1], text)

    def frame(self, box: tuple[float, float, float, float]) -> None:
        x0, top, x1, bottom = box
        self.pages.lines(
            [
                (x0, self.height - top, x1, self.height - top),
                (x0, self.height - bottom, x1, self.height - bottom),
                (x0, self.height - top, x0, self.height - bottom),
                (x1, self.height - top, x1, self.height - bottom),
            ]
        )

    def save(self, path: Path) -> None:
        path.write_bytes(self.pages.getpdfdata())


class SkiaCanvas:
    """Skia's PDF backend, what browsers print with; frames are thin filled rectangles, as browsers draw borders."""

    def __init__(self, text: str) -> None:
        self.stream = skia.DynamicMemoryWStream()
        self.pages = skia.PDF.MakeDocument(self.stream, skia.PDF.Metadata())
        self.face = skia.Typeface.MakeFromFile(str(font_file(text)))
        self.ink = skia.Paint(Color=skia.ColorBLACK)
        self.page: skia.Canvas | None = None

    def new_page(self, *, is_landscape: bool = False) -> None:
        if self.page is not None:
            self.pages.endPage()
        self.page = self.pages.beginPage(*page_size(is_landscape))

    def width(self, text: str, size: float) -> float:
        return float(skia.Font(self.face, size).measureText(text))

    def text(self, at: tuple[float, float], text: str, size: float) -> None:
        assert self.page is not None
        self.page.drawString(text, *at, skia.Font(self.face, size), self.ink)

    def frame(self, box: tuple[float, float, float, float]) -> None:
        assert self.page is not None
        x0, top, x1, bottom = box
        thin = 0.4
        for side in (
            (x0 - thin, top - thin, x1 + thin, top + thin),
            (x0 - thin, bottom - thin, x1 + thin, bottom + thin),
            (x0 - thin, top - thin, x0 + thin, bottom + thin),
            (x1 - thin, top - thin, x1 + thin, bottom + thin),
        ):
            self.page.drawRect(skia.Rect.MakeLTRB(*side), self.ink)

    def save(self, path: Path) -> None:
        self.pages.close()
        path.write_bytes(bytes(self.stream.detachAsData()))


def page_size(is_landscape: bool) -> tuple[float, float]:
    """Width and height of a page."""
    return (HEIGHT, WIDTH) if is_landscape else (WIDTH, HEIGHT)


CANVASES: dict[str, type[FpdfCanvas] | type[ReportlabCanvas] | type[SkiaCanvas]] = {
    "fpdf2": FpdfCanvas,
    "reportlab": ReportlabCanvas,
    "skia": SkiaCanvas,
}
# Beside those that draw, typst sets a document by itself (typeset.py).
PRODUCERS = (*CANVASES, "typst")
