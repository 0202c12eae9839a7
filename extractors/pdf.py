"""PDF bytes to pages by PDFium. Hostile files may end the process: call it in a worker."""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.errors import UnreadableError
from extractors.glyphs import MAX_GLYPHS, Frame, settle
from extractors.page import Page
from extractors.pdf_lines import read_drawn
from extractors.pdf_text import INT, P, bare, read_glyphs
from extractors.strokes import TooManyError, covered_share, upright

NEEDS_PASSWORD = "文件有密码，没有给出密码。"
WRONG_PASSWORD = "文件有密码，给出的密码不对。"
PASSWORD_REMEDY = "请在 gouji.toml 的 [passwords] 中写明该文件的密码，或请发布单位提供没有密码的文件。"
DAMAGED = "文件已损坏或不完整，无法打开。"
DAMAGED_REMEDY = "请重新下载，或请发布单位重新提供。"

load_page = bare(pdfium.FPDF_LoadPage, P, P, INT)
close_page = bare(pdfium.FPDF_ClosePage, None, P)
load_text = bare(pdfium.FPDFText_LoadPage, P, P)
close_text = bare(pdfium.FPDFText_ClosePage, None, P)
count_chars = bare(pdfium.FPDFText_CountChars, INT, P)
rotation = bare(pdfium.FPDFPage_GetRotation, INT, P)
bounding_box = bare(pdfium.FPDF_GetPageBoundingBox, INT, P, P)


class Pdf:
    """An open document: `count` pages, read one after the other; close it when done."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        try:
            self.document = pypdfium2.PdfDocument(data, password=password)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
                raise UnreadableError(WRONG_PASSWORD if password else NEEDS_PASSWORD, PASSWORD_REMEDY) from error
            raise UnreadableError(DAMAGED, DAMAGED_REMEDY) from error
        self.count = len(self.document)

    def pages(self) -> Iterator[Page]:
        """Read every page in turn."""
        handle = ctypes.cast(self.document.raw, ctypes.c_void_p).value
        for index in range(self.count):
            page = load_page(handle, index)
            if not page:
                yield Page(index + 1, 0, 0, [], [], refusal="该页已损坏，无法打开。")
                continue
            try:
                yield read_page(page, index + 1)
            finally:
                close_page(page)

    def close(self) -> None:
        """Free the document."""
        self.document.close()


def read_page(handle: int, number: int) -> Page:
    """Read one open page."""
    box = pdfium.FS_RECTF()
    bounding_box(handle, ctypes.byref(box))
    frame = Frame(box.left, box.bottom, box.right, box.top, rotation(handle))
    page = Page(number, frame.width, frame.height, [], [])
    text = load_text(handle)
    try:
        count = count_chars(text) if text else 0
        if count > MAX_GLYPHS:
            page.refusal = f"该页有 {count} 个字符，超过每页 {MAX_GLYPHS} 个的上限。"
            return page
        drawn = read_drawn(handle)
        glyphs = read_glyphs(text, count) if text else []
        frame = settle(glyphs, page, frame, [*drawn.shades, *drawn.pictures])
    except TooManyError:
        page.refusal = "该页的线条过多，超过每页的上限。"
        return page
    finally:
        if text:
            close_text(text)
    page.edges = upright(drawn, frame)
    page.image_share = covered_share(drawn.pictures, frame)
    return page
