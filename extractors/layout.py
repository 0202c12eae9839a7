"""PDF bytes to the layout of a document: whole tables, sections of prose, and what could not be read."""

from dataclasses import dataclass, field

from extractors.edges import NEAR
from extractors.errors import UnreadableError
from extractors.grid import Grid, read_grids
from extractors.merge import merge
from extractors.model import Place, Section, Table, Unread
from extractors.page import Page
from extractors.pdf import Pdf
from extractors.plumber import PlumberPdf
from extractors.prose import body_size, measures, read_blocks
from extractors.running import drop_running
from extractors.sections import Marked, build_sections, captions, document_title, mark_blocks, money_unit
from extractors.sniff import sniff, truncation
from extractors.stitch import Chain, Sheet, chain_grids
from extractors.text_lines import read_lines
from extractors.turned import as_displayed

MAX_PAGES = 3000
READERS = {"pdfium": Pdf, "pdfplumber": PlumberPdf}
SCAN_CHARS = 20
SCAN_SHARE = 0.5
ODD_SHARE = 0.2
MAX_CHARS_ALL = 6_000_000


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where in a document. Cells carry no numbers yet; headings are the first paragraph of their section."""

    pages: int
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = ()
    unread: tuple[Unread, ...] = ()
    title: str = ""
