"""Three libraries to draw with, one surface: text and rulings in points, origin top left."""

import io
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Protocol

from fpdf import FPDF
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

from bench.corpus.canvas import FIXED_DATE
from bench.corpus.font import write_font


class Pen(Protocol):
    """A document being drawn; it is made with all the text it will have to show."""

    name: str

    def new_page(self, width: float, height: float) -> None: ...
    def text(self, at: tuple[float, float], text: str, size: float) -> None: ...
    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None: ...
    def data(self) -> bytes: ...


@cache
def font_folder(text: str) -> Path:
    """A folder with a font that holds these characters. It is left to the system's cleaning of temporary files."""
    folder = Path(mkdtemp(prefix="gouji-font-"))
    write_font(text, folder / "cjk.ttf")
    return folder


def text_width(text: str, size: float) -> float:
    """The width in points of a text in any of the fonts used here: full width, half for what is not CJK."""
    return sum(size if ord(mark) >= 0x2E80 else size * 0.55 for mark in text)


class ReportlabPen:
    """reportlab, a named CID font that is not embedded, stroked lines."""

    name = "reportlab"

    def __init__(self, _text: str) -> None:
        registerFont(UnicodeCIDFont("STSong-Light"))
        self.sink = io.BytesIO()
        self.canvas = Canvas(self.sink, invariant=1)
        self.height = 0.0

    def new_page(self, width: float, height: float) -> None:
        if self.height:
            self.canvas.showPage()
        self.canvas.setPageSize((width, height))
        self.canvas.setLineWidth(0.5)
        self.height = height

    def text(self, at: tuple[float, float], text: str, size: float) -> None:
        wide, is_wide = text_width(text, size), stringWidth(text, "STSong-Light", size)
        line = self.canvas.beginText(at[0], self.height - at[1])
        line.setFont("STSong-Light", size)
        line.setHorizScale(100 * wide / is_wide if is_wide else 100)
        line.textOut(text)
        self.canvas.drawText(line)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def data(self) -> bytes:
        self.canvas.save()
        return self.sink.getvalue()


class FpdfPen:
    """fpdf2 with an embedded subset of Noto Sans CJK; rulings are thin filled boxes, as word processors draw them."""

    name = "fpdf2"

    def __init__(self, text: str) -> None:
        self.pdf = FPDF(unit="pt")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_creation_date(FIXED_DATE)
        self.pdf.add_font("cjk", "", str(font_folder(text) / "cjk.ttf"))

    def new_page(self, width: float, height: float) -> None:
        self.pdf.add_page(format=(width, height))

    def text(self, at: tuple[float, float], text: str, size: float) -> None:
        self.pdf.set_font("cjk", size=size)
        x = at[0]
        for mark in text:
            self.pdf.text(x, at[1], mark)
            x += text_width(mark, size)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pdf.rect(x0 - 0.25, y0 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5, style="F")

    def data(self) -> bytes:
        return bytes(self.pdf.output())


class SkiaPen:
    """Skia's PDF backend, the one that browsers print with."""

    name = "skia"

    def __init__(self, text: str) -> None:
        self.skia: Any = import_module("skia")
        self.face = self.skia.Typeface.MakeFromFile(str(font_folder(text) / "cjk.ttf"))
        self.sink = self.skia.DynamicMemoryWStream()
        self.file = self.skia.PDF.MakeDocument(self.sink)
        self.paint = self.skia.Paint(AntiAlias=True)
        self.stroke = self.skia.Paint(Style=self.skia.Paint.kStroke_Style, StrokeWidth=0.75)
        self.canvas: Any = None

    def new_page(self, width: float, height: float) -> None:
        if self.canvas is not None:
            self.file.endPage()
        self.canvas = self.file.beginPage(width, height)

    def text(self, at: tuple[float, float], text: str, size: float) -> None:
        x, font = at[0], self.skia.Font(self.face, size)
        for mark in text:
            self.canvas.drawString(mark, x, at[1], font, self.paint)
            x += text_width(mark, size)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.drawLine(x0, y0, x1, y1, self.stroke)

    def data(self) -> bytes:
        self.file.endPage()
        self.file.close()
        return bytes(self.sink.detachAsData())


PENS: dict[str, type[ReportlabPen] | type[FpdfPen] | type[SkiaPen]] = {
    "reportlab": ReportlabPen,
    "fpdf2": FpdfPen,
    **({"skia": SkiaPen} if find_spec("skia") else {}),
}
