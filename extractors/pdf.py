"""PDF bytes to pages by PDFium. Hostile files may end the process: call it in a worker."""

import ctypes
from collections.abc import Iterator
from contextlib import suppress

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.areas import TooManyError
from extractors.errors import UnreadableError
from extractors.filled import fill_in, remarked
from extractors.glyphs import MAX_GLYPHS, Frame, settle
from extractors.page import Page
from extractors.pdf_filled import Leaf, Stuck, annot_count, close_page, load_page, printed, read_stuck
from extractors.pdf_lines import read_drawn
from extractors.pdf_seen import Printed, Sight, has_layers_off, only_seen
from extractors.pdf_text import INT, Handle, bare, read_glyphs
from extractors.strokes import Drawn, covered_share, upright

NEEDS_PASSWORD = "文件有密码，没有给出密码。"
WRONG_PASSWORD = "文件有密码，给出的密码不对。"
PASSWORD_REMEDY = "请在 gouji.toml 的 [passwords] 中写明该文件的密码，或请发布单位提供没有密码的文件。"
DAMAGED = "文件已损坏或不完整，无法打开。"
DAMAGED_REMEDY = "请重新下载，或请发布单位重新提供。"
UNPRINTED = "表单填写内容或批注的外观无法读取，未计入"

load_text = bare(pdfium.FPDFText_LoadPage, Handle)
close_text = bare(pdfium.FPDFText_ClosePage, None)
count_chars = bare(pdfium.FPDFText_CountChars, INT)
rotation = bare(pdfium.FPDFPage_GetRotation, INT)
bounding_box = bare(pdfium.FPDF_GetPageBoundingBox, INT)


class Pdf:
    """An open document: `count` pages, read one after the other; close it when done."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        try:
            self.document = pypdfium2.PdfDocument(data, password=password)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
                raise UnreadableError(WRONG_PASSWORD if password else NEEDS_PASSWORD, PASSWORD_REMEDY) from error
            raise UnreadableError(DAMAGED, DAMAGED_REMEDY) from error
        with suppress(pypdfium2.PdfiumError):  # the pages are read all the same
            self.document.init_forms()
        self.has_layers = has_layers_off(data)
        self.count = len(self.document)

    def pages(self) -> Iterator[Page]:
        """Read every page in turn."""
        handle = ctypes.cast(self.document.raw, Handle)
        for index in range(self.count):
            page = load_page(handle, index)
            if not page:
                yield Page(index + 1, 0, 0, [], [], refusal="该页已损坏，无法打开。")
                continue
            try:
                yield self.read(Leaf(handle, page), index)
            finally:
                close_page(page)

    def read(self, leaf: Leaf, index: int) -> Page:
        """Read one open page with what was filled in or stuck on it."""
        sight = Sight(leaf.page, frame_of(leaf.page), self.has_layers)
        if not annot_count(leaf.page):
            return read_page(leaf, index + 1, sight)
        environment = self.document.formenv
        stuck = read_stuck(leaf.page, ctypes.cast(environment.raw, Handle) if environment else Handle())
        if not stuck.shown:
            return read_page(leaf, index + 1, sight, stuck)
        with printed(self.document, index, stuck.shown) as copy:
            found = read_page(copy or leaf, index + 1, sight, stuck)
        if not copy:
            found.odd.append(UNPRINTED)
        return found

    def close(self) -> None:
        """Free the document."""
        self.document.close()


def frame_of(page: Handle) -> Frame:
    """The visible part of a page and its rotation."""
    box = pdfium.FS_RECTF()
    bounding_box(page, ctypes.byref(box))
    return Frame(box.left, box.bottom, box.right, box.top, rotation(page))


def read_page(leaf: Leaf, number: int, sight: Sight, stuck: Stuck | None = None) -> Page:
    """Read one open page, `sight` being the same page as displayed; values `stuck` on it are set in their boxes."""
    page = Page(number, sight.frame.width, sight.frame.height, [], [])
    try:
        drawn, frame = take_print(leaf, page, sight)
        page.edges = upright(drawn, frame)
    except TooManyError as error:
        page.refusal = str(error) or "该页的线条过多，超过每页的上限。"
        page.chars = []
        return page
    page.shades = [frame.box(*shade) for shade in drawn.shades]
    page.image_share = covered_share(drawn.pictures, frame)
    page.segments = drawn.spent
    if stuck:
        fill_in(page, frame, stuck.fillings)
        page.odd += remarked(stuck.remarks)
    return page


def take_print(leaf: Leaf, page: Page, sight: Sight) -> tuple[Drawn, Frame]:
    """Put the characters on a page; gives what is drawn, and the frame as the page is read. Raises TooManyError."""
    text = load_text(leaf.page)
    try:
        count = count_chars(text) if text else 0
        if count > MAX_GLYPHS:
            raise TooManyError(f"该页有 {count} 个字符，超过每页 {MAX_GLYPHS} 个的上限。")
        drawn, order = read_drawn(leaf.page)
        if leaf.page is not sight.page:
            # The frames that fields and notes draw around themselves are no rulings of the page.
            drawn.edges, drawn.pale = (own := read_drawn(sight.page)[0]).edges, own.pale
        glyphs, owners = read_glyphs(text, count) if text else ([], [])
    finally:
        if text:
            close_text(text)
    glyphs = only_seen(Printed(leaf.document, glyphs, owners, order), sight)
    return drawn, settle(glyphs, page, sight.frame, [*drawn.shades, *drawn.pictures])
