"""What a page does to hide, twist or overload its text: it is read, or kept out and said to be; the rest is read."""

import zlib
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.layout import open_pdf, read_layout
from extractors.page import Page
from tests.badfiles import CID, crowd, many_glyphs, many_strokes, open_password, sheet, stream
from tests.extractors.papers import HEIGHT, WIDTH, XS, grid_page, paper, table
from tests.extractors.readings import read, rows

READERS = ("pdfium", "pdfplumber")
GRID = [["指标", "目标", "完成"], ["植树", "5", "6"]]
OLD = b"BT /F1 12 Tf 72 700 Td (Old 11) Tj ET "
NEW = b" 0 g BT /F1 12 Tf 72 600 Td (New 22) Tj ET"


def pages(data: bytes, reader: str = "pdfium") -> list[Page]:
    pdf = open_pdf(data, reader)
    try:
        return list(pdf.pages())
    finally:
        pdf.close()


def text(data: bytes, reader: str = "pdfium") -> str:
    (page,) = pages(data, reader)
    return "".join(char.text for char in page.chars)


def said_hidden(many: int) -> list[str]:
    return [f"有 {many} 个隐藏字符（不可见、白色、被遮盖、页外或小于 1 磅），未计入"] if many else []


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (30, 20, 560, 800)])
def test_a_page_that_is_turned_and_cropped_gives_the_same_table(turn: int, crop: tuple[int, ...] | None) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        if turn % 180:
            canvas.setPageSize((HEIGHT, WIDTH))  # reportlab swaps the sides of a page that it turns
        if crop:
            canvas.setCropBox(crop)
        grid_page(canvas)

    assert [rows(t) for t in read(paper(draw)).tables] == [GRID]


def test_pages_of_many_sizes_are_each_read() -> None:
    sizes = [(595, 842), (842, 595), (420, 595), (1190, 1684)]

    def sized(size: tuple[int, int]) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.setPageSize(size)
            canvas.translate(0, size[1] - HEIGHT if size[1] > 500 else 0)
            grid_page(canvas)

        return draw

    found = pages(paper(*map(sized, sizes)))
    assert [(page.width, page.height) for page in found] == sizes


MODES = {
    "fill": (b"0 Tr", "shown"),
    "outline": (b"1 Tr", "shown"),
    "both": (b"2 Tr", "shown"),
    "invisible": (b"3 Tr", ""),
    "clip": (b"7 Tr", ""),
    "white": (b"1 1 1 rg", ""),
    "white in CMYK": (b"0 0 0 0 k", ""),
    "tiny": (b"/F1 0.5 Tf", ""),
    "beyond the page": (b"0 900 Td", ""),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("mode", MODES)
def test_text_that_does_not_show_is_kept_out_and_said(reader: str, mode: str) -> None:
    setting, shown = MODES[mode]
    (page,) = pages(sheet(b"BT /F1 12 Tf 72 700 Td %s (shown) Tj ET" % setting), reader)
    assert "".join(char.text for char in page.chars) == shown
    assert page.odd == said_hidden(0 if shown else 5)


def test_clear_text_is_kept_out() -> None:
    (page,) = pages(sheet(b"/G gs BT /F1 12 Tf 72 700 Td (clear) Tj ET", b"/ExtGState << /G << /ca 0 >> >>"))
    assert (page.chars, page.odd) == ([], said_hidden(5))


@pytest.mark.parametrize("reader", READERS)
def test_white_text_shows_on_what_is_filled(reader: str) -> None:
    dark = b"0 0 .4 rg 70 695 100 20 re f 1 1 1 rg "
    assert text(sheet(dark + b"BT /F1 12 Tf 72 700 Td (shown) Tj ET"), reader) == "shown"


IMAGE = b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8"
WHITE = stream(b"\xff" * 4, IMAGE)
STAMP = stream(b"\x80" * 4, IMAGE + b" /SMask 6 0 R")
CLEAR = stream(b"\x00" * 4, IMAGE)
PASTED = b"q 80 0 0 20 70 695 cm /X Do Q"
COVERS = {
    "white box": (b"1 1 1 rg 70 695 80 20 re f", b"", (), True),
    "dark box": (b"0 0 1 rg 70 695 80 20 re f", b"", (), True),
    "box beside": (b"1 1 1 rg 70 600 80 20 re f", b"", (), False),
    "triangle": (b"1 1 1 rg 70 695 m 150 695 l 150 715 l f", b"", (), False),
    "highlighter": (b"/G gs 1 1 0 rg 70 695 80 20 re f", b"/ExtGState << /G << /BM /Multiply >> >>", (), False),
    "tint": (b"/G gs 1 1 0 rg 70 695 80 20 re f", b"/ExtGState << /G << /ca .3 >> >>", (), False),
    "clipped elsewhere": (b"q 300 300 9 9 re W n 1 1 1 rg 0 0 595 842 re f Q", b"", (), False),
    "picture": (PASTED, b"/XObject << /X 5 0 R >>", (WHITE,), True),
    "stamp": (PASTED, b"/XObject << /X 5 0 R >>", (STAMP, CLEAR), False),
}


@pytest.mark.parametrize("cover", COVERS)
def test_text_under_something_opaque_is_kept_out_and_what_stands_on_it_is_read(cover: str) -> None:
    drawing, resources, more, hides = COVERS[cover]
    (page,) = pages(sheet(OLD + drawing + NEW, resources, b"", *more))
    assert "".join(char.text for char in page.chars) == ("New22" if hides else "Old11New22")
    assert page.odd == said_hidden(5 if hides else 0)


OFF = b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [5 0 R] /D << /%s [5 0 R] >> >> >>"
LAYER = b"<< /Type /OCG /Name (draft) >>"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /OC 5 0 R /Resources << /Font << /F1 %s >> >>"
HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


@pytest.mark.parametrize("state", [b"OFF", b"ON"])
def test_a_layer_that_is_switched_off_is_kept_out(state: bytes) -> None:
    catalog = OFF % state
    marked = sheet(b"/OC /L BDC " + OLD + b"EMC" + NEW, b"/Properties << /L 5 0 R >>", b"", LAYER, catalog=catalog)
    form = stream(OLD, FORM % HELVETICA)
    placed = sheet(b"/X Do" + NEW, b"/XObject << /X 6 0 R >>", b"", LAYER, form, catalog=catalog)
    shown = "New22" if state == b"OFF" else "Old11New22"
    assert [text(marked), text(placed)] == [shown, shown]


@pytest.mark.parametrize("reader", READERS)
def test_a_crowded_page_is_read_or_refused_and_the_next_one_is_read(reader: str) -> None:
    last = b"BT /F1 12 Tf 72 700 Td (the last page) Tj ET"
    small = 6_000 if reader == "pdfplumber" else 30_000
    found = pages(crowd(many_glyphs(small), last), reader)
    assert [len(page.chars) for page in found] == [small, 11]
    assert "".join(char.text for char in found[1].chars) == "thelastpage"


@pytest.mark.parametrize("contents", [many_glyphs(61_000), many_strokes(61_000)], ids=["glyphs", "segments"])
def test_a_page_past_the_budget_is_refused_and_the_others_are_read(contents: bytes) -> None:
    layout = read_layout(crowd(contents, b"BT /F1 12 Tf 72 700 Td (the last page) Tj ET"))
    assert [(u.scope, u.place.page) for u in layout.unread] == [("page", 1)]
    assert "上限" in layout.unread[0].why
    assert [p.text for s in layout.sections for p in s.paragraphs] == ["the last page"]


def test_forty_thousand_segments_are_within_the_budget() -> None:
    (page,) = pages(crowd(many_strokes(20_000)))
    assert (page.refusal, len(page.edges)) == ("", 20_000)


def test_white_text_on_thousands_of_areas_ends_soon() -> None:
    areas = b"".join(b"%d %d 5 5 re f " % (i % 500, 800 - i % 30) for i in range(20_000))
    (page,) = pages(crowd(b".5 g " + areas + b"1 1 1 rg " + many_glyphs(20_000)))
    assert len(page.chars) + page.hidden == 20_000


def han(characters: str, encoding: bytes = b"UniGB-UCS2-H") -> bytes:
    """A page of Chinese in a font that is not embedded."""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /%s /DescendantFonts [6 0 R] >>" % encoding
    )
    codes = characters.encode("utf-16-be").hex().encode()
    return sheet(b"BT /F1 12 Tf 172 700 Td <%s> Tj ET" % codes, b"/Font << /F1 5 0 R >>", b"", font, CID)


@pytest.mark.parametrize("reader", READERS)
def test_a_font_that_is_not_embedded_is_read_upright_too(reader: str) -> None:
    assert text(han("产出指标"), reader) == "产出指标"
    (page,) = pages(han("产出指标", b"UniGB-UCS2-V"), reader)
    assert "".join(char.text for char in sorted(page.chars, key=lambda char: char.baseline)) == "产出指标"
    assert len({round(char.x0) for char in page.chars}) == 1


def test_radicals_stand_for_their_ideographs_and_signs_of_no_width_for_nothing() -> None:
    assert text(han("⾃⾏⻔⼾部\u200b\u200d门")) == "自行门户部门"


@pytest.mark.parametrize("reader", READERS)
def test_a_bold_face_made_by_printing_twice_is_read_once(reader: str) -> None:
    twice = b"BT /F1 12 Tf 72 700 Td (1,234.50) Tj ET BT /F1 12 Tf 72.4 700 Td (1,234.50) Tj ET "
    inked = b"BT 2 Tr .3 w 172 700 Td (22) Tj ET BT 0 Tr 272 700 Td (33) Tj ET BT 1 Tr 272 700 Td (33) Tj ET"
    assert text(sheet(twice + inked), reader) == "1,234.502233"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("scale", [b".001", b".1", b"1"])
def test_a_font_of_drawings_is_read_by_its_map(reader: str, scale: bytes) -> None:
    width = {b".001": b"700", b".1": b"7", b"1": b".7"}[scale]
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [%s 0 0 %s 0 0] /CharProcs << /a 7 0 R >>"
        b" /Encoding << /Differences [97 /a /a] >> /FirstChar 97 /LastChar 98 /Widths [%s %s] /ToUnicode 6 0 R >>"
    ) % (scale, scale, width, width)
    codes = b"1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <61> <0035> <62> <4E07> endbfchar"
    glyph = stream(b"%s 0 0 0 %s %s d1 0 0 %s %s re f" % ((width,) * 5))
    page = sheet(b"BT /F1 12 Tf 72 700 Td (ab) Tj ET", b"/Font << /F1 5 0 R >>", b"", font, stream(codes), glyph)
    assert text(page, reader) == "5万"


FIELDS = (
    b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V <FEFF690D6811> /Rect [64 710 150 728] /F 4 >>",
    b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (b) /V (1,234.50) /DA (/Helv 0 Tf) /Rect [164 710 290 728] /F 4 >>",
    b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (c) /V (secret) /DA (/Helv 0 Tf) /Rect [304 710 400 728] /F 2 >>",
    b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (d) /V /Yes /AS /Yes /Rect [304 734 316 746] /F 4 >>",
    b"<< /Type /Annot /Subtype /FreeText /Contents (42) /DA (/Helv 12 Tf) /Rect [304 710 400 728] /F 4 >>",
    b"<< /Type /Annot /Subtype /Text /Contents (a remark) /Rect [10 10 30 30] /F 4 >>",
)
ACROFORM = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /NeedAppearances true /Fields [5 0 R 6 0 R 7 0 R 8 0 R] >> >>"
RULED = b"60 708 m 420 708 l 60 730 m 420 730 l 60 752 m 420 752 l S " + b"".join(
    b"%d 708 m %d 752 l S " % (x, x) for x in XS
)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_values_filled_into_a_form_stand_in_their_cells(turn: int) -> None:
    contents = RULED + b"BT /F1 12 Tf 64 736 Td (item) Tj 100 0 Td (amount) Tj ET"
    entries = b"/Rotate %d /Annots [5 0 R 6 0 R 7 0 R 8 0 R 9 0 R 10 0 R]" % turn
    layout = read(sheet(contents, b"", entries, *FIELDS, catalog=ACROFORM))
    assert [rows(t) for t in layout.tables] == [[["item", "amount", "☑"], ["植树", "1,234.50", "42"]]]
    assert [u.why for u in layout.unread] == ["有 1 处批注（便笺、删除线、手写或附件），其内容未计入"]


def test_fields_with_an_appearance_are_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, 110, (("甲", "乙", "丙"), ("□", "", "")), XS)
        form = canvas.acroForm
        form.checkbox(name="yes", checked=True, x=64, y=HEIGHT - 154, size=12)
        form.textfield(name="sum", value="12.5", x=164, y=HEIGHT - 156, width=120, height=18, fontSize=10)
        form.choice(name="rank", value="B", options=["A", "B"], x=304, y=HEIGHT - 156, width=80, height=18, fontSize=10)

    for reader in READERS:
        layout = read_layout(paper(draw), reader)
        assert [rows(t) for t in layout.tables] == [[["甲", "乙", "丙"], ["☑", "12.5", "B"]]], reader


def test_an_appearance_is_read_as_it_is_drawn_also_on_a_page_that_inherits_its_fonts() -> None:
    look = stream(
        b"BT /F2 12 Tf 2 5 Td (1,234.50) Tj ET",
        b"/Type /XObject /Subtype /Form /BBox [0 0 90 20] /Resources << /Font << /F2 %s >> >>" % HELVETICA,
    )
    typed = b"<< /Type /Annot /Subtype /FreeText /Contents (1234.5) /Rect [164 710 254 730] /F 4 /AP << /N 6 0 R >> >>"
    data = crowd(OLD).replace(b"/Contents 4 0 R >>", b"/Contents 4 0 R /Annots [5 0 R] >>")
    body = crowd_with(data, typed, look)
    assert text(body) == "Old111,234.50"


def crowd_with(data: bytes, *more: bytes) -> bytes:
    """A file with further objects; its cross references are left to be found anew."""
    start = data.index(b"xref\n")
    added = b"".join(b"%d 0 obj\n%s\nendobj\n" % (5 + i, body) for i, body in enumerate(more))
    return data[:start] + added + b"trailer\n<< /Root 1 0 R /Size %d >>\n%%%%EOF\n" % (5 + len(more))


@pytest.mark.parametrize("reader", READERS)
def test_an_empty_user_password_opens_the_file(reader: str) -> None:
    assert text(open_password(), reader) == "open1"


@pytest.mark.parametrize("reader", READERS)
def test_one_broken_page_costs_no_other(reader: str) -> None:
    data = crowd(OLD, b"BT /F1 12 Tf (", zlib.compress(b"not said to be packed"), NEW)
    found = pages(data, reader)
    assert ["".join(char.text for char in page.chars) for page in found][::3] == ["Old11", "New22"]
