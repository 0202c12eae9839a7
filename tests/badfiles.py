"""PDFs that mean harm or are broken, made byte by byte."""

import io
import zlib

from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]  # ships no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # ships no types

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>"
FONT = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"


def pdf(*bodies: bytes) -> bytes:
    """A PDF of the given objects, numbered from 1; the first is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(out)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def one_page(resources: bytes, contents: bytes, *more: bytes, count: int = 1) -> bytes:
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count %d >>" % count
    return pdf(CATALOG, pages, PAGE % resources, contents, *more)


def plain(text: str = "2021 report", pages: int = 1, encrypt: StandardEncryption | None = None) -> bytes:
    """An ordinary PDF: one line on each page."""
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=encrypt, invariant=1)
    for number in range(pages):
        canvas.drawString(72, 700, f"{text} {number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def truncated() -> bytes:
    """The first third of a PDF: no cross references, no page tree."""
    whole = plain(pages=30)
    return whole[: len(whole) // 3]


def locked(password: str = "secret") -> bytes:
    return plain("locked", encrypt=StandardEncryption(password, ownerPassword="owner"))


def open_password() -> bytes:
    """Encrypted, but with an empty user password: anybody may read it."""
    return plain("open", encrypt=StandardEncryption("", ownerPassword="owner"))


def many_pages() -> bytes:
    """One page that claims to be 200,000."""
    return one_page(FONT, stream(b"BT /F1 12 Tf 72 700 Td (one page) Tj ET"), count=200_000)


def bomb(megabytes: int = 300) -> bytes:
    """A page whose contents inflate to hundreds of megabytes and millions of characters."""
    texts = (b"BT /F1 9 Tf 72 %d Td (1234567890) Tj ET\n" % (3 * row) for row in range(250))
    block = b"".join(text.ljust(4_000) for text in texts)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    times = megabytes * 1_000_000 // len(block)
    check = 1
    for _ in range(times):
        check = zlib.adler32(block, check)
    body = b"\x78\xda" + packed * times + b"\x03\x00" + check.to_bytes(4, "big")
    return one_page(FONT, stream(body, b"/Filter /FlateDecode"))


def endless() -> bytes:
    """A form that draws itself."""
    itself = b"/Resources << /XObject << /X 5 0 R >> >>"
    form = stream(b"q /X Do Q", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + itself)
    return one_page(b"/XObject << /X 5 0 R >>", stream(b"/X Do"), form)


def scan() -> bytes:
    """A page that is one picture."""
    size = b"/Width 595 /Height 842 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
    picture = stream(zlib.compress(b"\xf0" * (595 * 842)), b"/Type /XObject /Subtype /Image " + size)
    return one_page(b"/XObject << /X 5 0 R >>", stream(b"q 595 0 0 842 0 0 cm /X Do Q"), picture)


CID = b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo << %s >> >>" % (
    b"/Registry (Adobe) /Ordering (GB1) /Supplement 2"
)


def sheet(
    contents: bytes, resources: bytes = b"", entries: bytes = b"", *more: bytes, catalog: bytes = CATALOG
) -> bytes:
    """One page in Helvetica (/F1) with further resources and entries; further objects are numbered from 5."""
    font = b"" if b"/Font" in resources else FONT
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << %s %s >> %s %s >>"
    box = b"" if b"/MediaBox" in entries else b"/MediaBox [0 0 595 842]"
    return pdf(
        catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page % (font, resources, box, entries),
        stream(contents),
        *more,
    )


def crowd(*contents: bytes) -> bytes:
    """A page for each of the given contents, in Helvetica (/F1)."""
    kids = b" ".join(b"%d 0 R" % (3 + 2 * i) for i in range(len(contents)))
    pages = b"<< /Type /Pages /MediaBox [0 0 595 842] /Resources << %s >> /Kids [%s] /Count %d >>"
    leaves = (
        body
        for i, one in enumerate(contents)
        for body in (b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>" % (4 + 2 * i), stream(one))
    )
    return pdf(CATALOG, pages % (FONT, kids, len(contents)), *leaves)


def many_glyphs(count: int) -> bytes:
    """Contents that print so many figures, each at a place of its own."""
    rows = (
        b"BT /F1 3 Tf %d %d Td (%s) Tj ET" % (5 + i // 200 * 190, 835 - i % 200 * 4, FIGURES)
        for i in range(count // 100)
    )
    return b"\n".join(rows)


FIGURES = b"1234567890" * 10


def many_strokes(count: int) -> bytes:
    """Contents that draw so many short level lines, two segments each."""
    return b"\n".join(
        b"%d %d m %d %d l S" % (x, y, x + 2, y) for x, y in ((i % 180 * 3, 30 + i // 180) for i in range(count))
    )


HTML = "<!DOCTYPE html><html><body><h1>404 页面不存在</h1></body></html>".encode()
