"""The producers: one drawing surface, two libraries that put it into a PDF. Points, origin top left, A4 portrait.

The fpdf2 producer embeds a subset of Noto Sans CJK (font.py); reportlab names the standard CID font STSong-Light.
"""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from fpdf import FPDF
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas as ReportlabPage

from bench.corpus.font import write_font

WIDTH, HEIGHT = 595.28, 841.89
FIXED_DATE = datetime(2024, 3, 1, tzinfo=UTC)


class Canvas(Protocol):
    """A page to draw on; it is made with all the text that it will have to show."""

    def new_page(self) -> None: ...
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
        with TemporaryDirectory() as folder:
            write_font(text, Path(folder) / "cjk.ttf")
            self.pdf.add_font("cjk", "", str(Path(folder) / "cjk.ttf"))
        self.pdf.set_line_width(0.6)

    def new_page(self) -> None:
        self.pdf.add_page()

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
        self.is_begun = False

    def new_page(self) -> None:
        if self.is_begun:
            self.pages.showPage()
        self.is_begun = True
        self.pages.setLineWidth(0.5)

    def width(self, text: str, size: float) -> float:
        return float(stringWidth(text, "STSong-Light", size))

    def text(self, at: tuple[float, float], text: str, size: float) -> None:
        self.pages.setFont("STSong-Light", size)
        self.pages.drawString(at[0], HEIGHT - at[1], text)

    def frame(self, box: tuple[float, float, float, float]) -> None:
        x0, top, x1, bottom = box
        self.pages.lines(
            [
                (x0, HEIGHT - top, x1, HEIGHT - top),
                (x0, HEIGHT - bottom, x1, HEIGHT - bottom),
                (x0, HEIGHT - top, x0, HEIGHT - bottom),
                (x1, HEIGHT - top, x1, HEIGHT - bottom),
            ]
        )

    def save(self, path: Path) -> None:
        path.write_bytes(self.pages.getpdfdata())


PRODUCERS: dict[str, type[FpdfCanvas] | type[ReportlabCanvas]] = {"fpdf2": FpdfCanvas, "reportlab": ReportlabCanvas}
