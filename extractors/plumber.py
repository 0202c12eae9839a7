"""PDF bytes to the same pages by pdfplumber: another parser, so that two readings can be held against each other."""

import io
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException

from extractors.areas import TooManyError
from extractors.errors import UnreadableError
from extractors.filled import fill_in, remarked
from extractors.glyphs import (
    BLANKS,
    HIDDEN_MODES,
    MAX_GLYPHS,
    RADICALS,
    TINY,
    Frame,
    Glyph,
    Run,
    Shade,
    quarter_of,
    settle,
)
from extractors.page import Page
from extractors.pdf import DAMAGED, DAMAGED_REMEDY, NEEDS_PASSWORD, PASSWORD_REMEDY, WRONG_PASSWORD
from extractors.plumber_filled import read_fillings
from extractors.strokes import Drawn, Subpath, covered_share, upright

WHITE = 0.98
TURNS = {0: (1, 0, 0, 1), 90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}


class Device(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's device, which also remembers how a string was rendered: hidden text is text to pdfplumber."""

    mode = 0

    def render_string(self, textstate: Any, *rest: Any) -> None:
        self.mode = textstate.render
        super().render_string(textstate, *rest)

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        advance: float = super().render_char(*args, **kwargs)
        char: Any = self.cur_item._objs[-1]
        char.mode = self.mode
        return advance


class PlumberPdf:
    """An open document: `count` pages, read one after the other; close it when done."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        try:
            self.document = pdfplumber.open(io.BytesIO(data), password=password)
            self.count = len(self.document.pages)
        except PdfminerException as error:
            if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
                raise UnreadableError(WRONG_PASSWORD if password else NEEDS_PASSWORD, PASSWORD_REMEDY) from error
            raise UnreadableError(DAMAGED, DAMAGED_REMEDY) from error
        except Exception as error:
            raise UnreadableError(DAMAGED, DAMAGED_REMEDY) from error

    def pages(self) -> Iterator[Page]:
        """Read every page in turn."""
        for number, page in enumerate(self.document.pages, 1):
            try:
                yield read_page(self.document, page, number)
            except TooManyError:
                yield Page(number, 0, 0, [], [], refusal="该页的字符或线条过多，超过每页的上限。")
            except Exception as error:  # noqa: BLE001 - as above; the other pages are read
                yield Page(number, 0, 0, [], [], refusal=f"该页无法解析（{type(error).__name__}）。")
            page.close()

    def close(self) -> None:
        """Free the document."""
        self.document.close()


def read_page(document: Any, page: Any, number: int) -> Page:
    """Read one page."""
    device = Device(document.rsrcmgr, pageno=number, laparams=None)
    PDFPageInterpreter(document.rsrcmgr, device).process_page(page.page_obj)
    drawn = Drawn()
    glyphs: list[Glyph] = []
    stack: list[Any] = [device.get_result()]
    while stack:
        drawing = stack.pop()
        if isinstance(drawing, LTContainer):
            stack.extend(reversed(drawing._objs))
        elif isinstance(drawing, LTChar):
            glyphs += read_char(drawing)
        elif isinstance(drawing, LTCurve):
            read_path(drawing, drawn)
        elif isinstance(drawing, LTImage):
            drawn.add_picture((drawing.x0, drawing.y0), (drawing.width, drawing.height))
    if len(glyphs) > MAX_GLYPHS:
        raise TooManyError
    result = Page(number, 0, 0, [], [])
    frame = settle(glyphs, result, frame_of(page.page_obj), [*drawn.shades, *drawn.pictures])
    result.edges = upright(drawn, frame)
    result.shades = [frame.box(*shade) for shade in drawn.shades]
    result.image_share = covered_share(drawn.pictures, frame)
    result.segments = drawn.spent
    fillings, remarks = read_fillings(page.page_obj, partial(placed, page.page_obj))
    fill_in(result, frame, fillings)
    result.odd += remarked(remarks)
    return result


def frame_of(page: Any) -> Frame:
    """The visible part of the page in pdfminer's space: origin at the MediaBox's corner, rotation applied."""
    _, _, x1, y1 = placed(page, page.mediabox)
    crop = placed(page, page.cropbox)
    return Frame(max(0, crop[0]), max(0, crop[1]), min(x1, crop[2]), min(y1, crop[3]), 0)


def placed(page: Any, box: Sequence[float]) -> Shade:
    """A rectangle of user space in pdfminer's space."""
    a, b, c, d = TURNS.get(page.rotate % 360, TURNS[0])
    whole, mine = ([(a * x + c * y, b * x + d * y) for x, y in (r[:2], r[2:])] for r in (page.mediabox, box))
    left, bottom = min(x for x, _ in whole), min(y for _, y in whole)
    xs, ys = sorted(x - left for x, _ in mine), sorted(y - bottom for _, y in mine)
    return xs[0], ys[0], xs[1], ys[1]


def read_char(char: Any) -> Iterator[Glyph]:
    """The glyphs of a character; a ligature stands for several letters."""
    a, b, _, _, x, y = char.matrix
    quarter = quarter_of(a, b)
    is_upright = quarter in (0, 2, None)
    size = char.y1 - char.y0 if is_upright else char.x1 - char.x0
    end = {0: char.x1, 1: char.y1, 2: char.x0, 3: char.y0}.get(quarter or 0, char.x1)
    hidden = char.mode in HIDDEN_MODES or size < TINY
    run = Run(size, quarter, hidden, char.mode == 0 and is_white(char.graphicstate.ncolor))
    text = "\ufffd" if char.get_text().startswith("(cid:") else char.get_text()
    for letter in text:
        if letter not in BLANKS:
            yield RADICALS.get(letter, letter), x, y, end, run


def read_path(curve: Any, drawn: Drawn) -> None:
    """Add what one path strokes or fills."""
    drawn.spend(len(curve.original_path))
    subpath = Subpath(list(curve.pts), any(step[0] not in "mlh" for step in curve.original_path))
    if any(step[0] == "h" for step in curve.original_path):
        subpath.close()
    if curve.stroke:
        drawn.stroke([subpath], is_white(curve.stroking_color))
    if curve.fill:
        drawn.fill([subpath], is_white(curve.non_stroking_color))


def is_white(colour: Any) -> bool:
    """Whether a grey, RGB or CMYK colour is white; patterns are not."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return False
    return all(part <= 1 - WHITE for part in parts) if len(parts) == 4 else all(part >= WHITE for part in parts)
