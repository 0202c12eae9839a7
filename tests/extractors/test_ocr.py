"""Pictures of pages, drawn as a scanner would give them, to characters and rulings."""

import io
from collections.abc import Callable, Iterator

import pytest
from pypdfium2 import PdfDocument
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench.corpus.font import font_file
from extractors.grid import read_grids
from extractors.ocr import MISSING_REMEDY, MISSING_WHY, OcrError, Recognised, Recogniser, is_installed
from extractors.ocr_text import settled
from extractors.picture import take_picture

needs_networks = pytest.mark.skipif(not is_installed(), reason="character recognition is an extra and not installed")
SIZE = (360.0, 300.0)
TITLE = "防火林带建设项目支出绩效自评表"
NOTE = "全年预算105.50万元，执行率98.6%。"
ROWS = (
    ("一级指标", "指标值", "完成值", "分值", "得分"),
    ("产出数量", "≥250公里", "250.5", "10", "10"),
    ("满意度（%）", "≥95%", "96.32%", "5", "4.8"),
    ("合计", "", "1,234,567.89", "100", "9"),
)
XS = (30, 110, 180, 260, 295, 330)
TOP, HEIGHT = 70, 40
Draw = Callable[[Canvas], None]


def canvas_into(sink: io.BytesIO, turn: int) -> Canvas:
    """A page SIZE large that is displayed turned by some degrees; reportlab swaps the sides that it is given."""
    canvas = Canvas(sink, pagesize=SIZE[::-1] if turn == 90 else SIZE, invariant=True)
    canvas.setPageRotation(turn)
    return canvas


def drawn(first: Draw, turn: int = 0) -> bytes:
    """A one-page PDF of the form, displayed turned by some degrees; `first` is drawn before it, or leans it."""
    name = "scan"
    pdfmetrics.registerFont(TTFont(name, font_file("".join((TITLE, NOTE, *(cell for row in ROWS for cell in row))))))
    sink = io.BytesIO()
    canvas = canvas_into(sink, turn)
    first(canvas)
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    canvas.setFont(name, 15)
    canvas.drawCentredString(SIZE[0] / 2, SIZE[1] - 40, TITLE)
    canvas.setFont(name, 10.5)
    canvas.drawString(XS[0], SIZE[1] - 260, NOTE)
    for i, row in enumerate(ROWS):
        for x, text in zip(XS, row, strict=False):
            canvas.drawString(x + 5, SIZE[1] - TOP - i * HEIGHT - 24, text)
    canvas.setLineWidth(0.6)
    canvas.grid(XS, [SIZE[1] - TOP - i * HEIGHT for i in range(len(ROWS) + 1)])
    canvas.save()
    return sink.getvalue()


def nothing(canvas: Canvas) -> None:
    pass


def leaning(canvas: Canvas) -> None:
    canvas.translate(2, -2)
    canvas.rotate(0.7)


def sealed(canvas: Canvas) -> None:
    canvas.setStrokeColorRGB(0.85, 0.2, 0.2)
    canvas.setLineWidth(3)
    canvas.circle(240, 150, 55)
    canvas.setFillColorRGB(0.85, 0.2, 0.2)
    canvas.setFont("Times-Bold", 40)
    canvas.drawCentredString(240, 137, "*")


@pytest.fixture(scope="module")
def recogniser() -> Iterator[Recogniser]:
    with Recogniser() as one:
        yield one


def seen(recogniser: Recogniser, data: bytes) -> Recognised:
    picture = take_picture(data, 1)
    return recogniser.recognise(picture, 1, picture.size)


@needs_networks
@pytest.mark.parametrize(
    ("first", "turned", "found"),
    [
        (nothing, 0, (0, 0.0, 0)),
        (leaning, 0, (0, 0.7, 0)),
        (sealed, 0, (0, 0.0, 1)),
        (nothing, 90, (3, 0.0, 0)),
        (nothing, 180, (2, 0.0, 0)),
    ],
    ids=["straight", "leaning", "sealed", "sideways", "upside down"],
)
def test_a_scan_gives_what_is_printed(
    recogniser: Recogniser, first: Draw, turned: int, found: tuple[int, float, int]
) -> None:
    said = seen(recogniser, drawn(first, turned))
    grids, rest = read_grids(said.page)
    assert [[cell.text for cell in grid.cells] for grid in grids] == [[cell for row in ROWS for cell in row]]
    assert [line.text for line in rest] == [TITLE, NOTE]
    assert (said.page.turn, pytest.approx(said.angle, abs=0.06), said.seals) == found
    assert (said.page.width, said.page.height) == SIZE
    assert len(said.lines) == 2 + sum(bool(cell) for row in ROWS for cell in row)
    assert all(0.8 < sure <= 1 for _, sure in said.lines)


@needs_networks
def test_characters_stand_where_they_are_printed(recogniser: Recogniser) -> None:
    said = seen(recogniser, drawn(nothing))
    char = next(char for char in said.page.chars if char.text == "防")
    left = SIZE[0] / 2 - 7.5 * len(TITLE)
    assert (char.x0, char.x1, char.baseline, char.size) == pytest.approx((left, left + 15, 40, 15), abs=2)
    ((box, _),) = [line for line in said.lines if line[0][1] < 40]
    assert box == pytest.approx((left, 27, left + 15 * len(TITLE), 42), abs=2)


@needs_networks
def test_a_process_that_takes_too_much_is_ended() -> None:
    data = drawn(nothing)
    with Recogniser(memory=1) as greedy:
        with pytest.raises(OcrError, match="文字识别占用内存超过"):
            seen(greedy, data)
        assert greedy.process is None
        greedy.memory = 2 << 30
        assert len(seen(greedy, data).page.edges) == len(XS) + len(ROWS) + 1
        greedy.page_seconds = 0
        with pytest.raises(OcrError, match="文字识别超过 0 秒，已中止"):
            seen(greedy, data)
        assert greedy.process is None


def test_without_the_extra_a_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.ocr.NEEDED", ("no_such_package",))
    with Recogniser() as one, pytest.raises(OcrError) as caught:
        seen(one, drawn(nothing))
    assert (caught.value.why, caught.value.remedy) == (MISSING_WHY, MISSING_REMEDY)


def wrapped(columns: int, rows: int, turn: int) -> bytes:
    """A page covered by one picture, white but for its black upper left quarter."""
    sink = io.BytesIO()
    canvas = canvas_into(sink, turn)
    white = b"\xff" * columns
    half = b"\x00" * (columns // 2) + white[columns // 2 :]
    picture = io.BytesIO(b"P5 %d %d 255\n" % (columns, rows) + half * (rows // 2) + white * (rows - rows // 2))
    canvas.drawImage(ImageReader(picture), 0, 0, *SIZE)
    canvas.save()
    return sink.getvalue()


@pytest.mark.parametrize(
    ("turn", "size", "corner"), [(0, (720, 600), 0), (90, (600, 720), 599), (180, (720, 600), 720 * 599 + 719)]
)
def test_a_scan_is_taken_at_its_own_pixels(turn: int, size: tuple[int, int], corner: int) -> None:
    picture = take_picture(wrapped(720, 600, turn), 1)
    assert (picture.width, picture.height, picture.size) == (*size, SIZE if turn != 90 else SIZE[::-1])
    levels = picture.pixels[:: picture.channels]
    assert (levels[corner], levels.count(0), levels.count(255)) == (0, 720 * 600 // 4, 720 * 600 * 3 // 4)


def test_a_page_without_a_scan_is_drawn_at_200_dpi() -> None:
    document = PdfDocument(drawn(nothing))
    picture = take_picture(document, 1)
    document.close()
    assert (picture.width, picture.height, len(picture.pixels)) == (1000, 833, 1000 * 833 * 3)


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("O", "0"),
        ("l", "1"),
        ("1O5.3", "105.3"),
        ("l00%", "100%"),
        ("OK", "OK"),
        ("COD≤50", "COD≤50"),
        ("预算数(万元）", "预算数（万元）"),
        ("100(次)", "100(次)"),
        ("元)", "元）"),
        ("(2)", "(2)"),
        ("说明:无,见附件", "说明：无，见附件"),
        ("1,234.50", "1,234.50"),
        ("8:30", "8:30"),
    ],
)
def test_signs_are_as_wide_as_their_letters(read: str, wanted: str) -> None:
    assert settled(read) == wanted
