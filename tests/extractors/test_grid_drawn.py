"""What a lattice must bear: real PDFs whose tables are drawn, turned, nested and placed in unlike ways."""

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.layout import read_layout
from tests.extractors.drawings import Drawing
from tests.extractors.papers import FONT, HEAD, HEIGHT, WIDTH, Draw, grid_page, paper, rule, table, write
from tests.extractors.readings import read, rows

PLAN = Drawing(
    (60, 130, 230, 330, 430),
    (100, 124, 160, 184, 220),
    (
        (0, 0, 2, 1, "产出指标"),
        (0, 1, 1, 3, "数量指标"),
        (1, 1, 1, 1, "植树"),
        (1, 2, 1, 1, "≥307.48"),
        (1, 3, 2, 1, "310.5"),
        (2, 0, 2, 2, "合计"),
        (2, 2, 1, 1, ""),
        (3, 2, 1, 2, "98%"),
    ),
)


def letter(canvas: Canvas) -> None:
    for cell in PLAN.cells:
        x0, top, _, bottom = PLAN.box(cell)
        write(canvas, x0 + 4, (top + bottom) / 2 + 4, cell[4])


def lines(canvas: Canvas) -> None:
    for side in PLAN.sides():
        rule(canvas, *side)


def dashes(canvas: Canvas) -> None:
    canvas.setDash(3, 2)
    lines(canvas)
    canvas.setDash()


def dots(canvas: Canvas) -> None:
    canvas.setDash(1, 1)
    lines(canvas)
    canvas.setDash()


def boxes(canvas: Canvas) -> None:
    for cell in PLAN.cells:
        x0, top, x1, bottom = PLAN.box(cell)
        canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top)


def bars(canvas: Canvas) -> None:
    for x0, top, x1, bottom in PLAN.sides():
        canvas.rect(x0 - 0.3, HEIGHT - bottom - 0.3, x1 - x0 + 0.6, bottom - top + 0.6, stroke=0, fill=1)


def doubles(canvas: Canvas) -> None:
    lines(canvas)
    canvas.translate(1.5, -1.5)
    lines(canvas)
    canvas.translate(-1.5, 1.5)


def in_a_form(canvas: Canvas) -> None:
    """Half the size and moved inside the form, drawn at twice the size: the matrices must be multiplied."""
    canvas.beginForm("table")
    canvas.scale(0.5, 0.5)
    canvas.translate(20, 30)
    lines(canvas)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(-20, -30)
    canvas.scale(2, 2)
    canvas.doForm("table")
    canvas.restoreState()


@pytest.mark.parametrize("draw", [lines, dashes, dots, boxes, bars, doubles, in_a_form], ids=lambda draw: draw.__name__)
def test_every_way_to_draw_borders_gives_the_same_cells(draw: Draw) -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas)
        letter(canvas)

    for reader in ("pdfium", "pdfplumber"):
        (one,) = read_layout(paper(page), reader).tables
        assert [(c.row, c.col, c.row_span, c.col_span, c.text) for c in one.cells] == sorted(PLAN.cells)


def test_outlined_letters_are_no_rulings() -> None:
    def draw(canvas: Canvas) -> None:
        grid_page(canvas)
        for i in range(12):
            path = canvas.beginPath()
            path.moveTo(70 + 6 * i, HEIGHT - 130)
            path.lineTo(70 + 6 * i, HEIGHT - 118)
            path.curveTo(71 + 6 * i, HEIGHT - 117, 73 + 6 * i, HEIGHT - 117, 74 + 6 * i, HEIGHT - 118)
            path.lineTo(74 + 6 * i, HEIGHT - 130)
            path.close()
            canvas.drawPath(path, stroke=1, fill=1)

    assert [rows(t) for t in read(paper(draw)).tables] == [[list(HEAD), ["植树", "5", "6"]]]


def escaped(text: str) -> bytes:
    """A character as reportlab writes it into a page that is not compressed."""
    return "".join(
        chr(b) if 32 < b < 127 and chr(b) not in "()\\" else f"\\{b:03o}" for b in text.encode("utf-16-be")
    ).encode()


def test_radicals_are_read_as_the_characters_they_stand_for() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, 110, (("部门", "自行"), ("甲", "乙")), (60, 200, 400))

    data = paper(draw, pageCompression=0)
    # 门, 自 and 行 as the font's map would give them, in reportlab's octal escapes.
    for plain, radical in (("门", "\u2ed4"), ("自", "\u2f83"), ("行", "\u2f8f")):
        assert escaped(plain) in data
        data = data.replace(escaped(plain), escaped(radical))
    found = [rows(t) for t in read_layout(data).tables]
    assert found == [[["部门", "自行"], ["甲", "乙"]]]


def test_pages_of_unlike_size_and_turn_in_one_file() -> None:
    def wide(canvas: Canvas) -> None:
        canvas.setPageSize((HEIGHT, WIDTH))
        canvas.setFont(FONT, 10.5)
        for top in (100, 130, 160):
            canvas.line(60, WIDTH - top, 700, WIDTH - top)
        for x in (60, 380, 700):
            canvas.line(x, WIDTH - 100, x, WIDTH - 160)
        canvas.drawString(64, WIDTH - 120, "横向附表")
        canvas.drawString(384, WIDTH - 150, "12.5")

    def back(canvas: Canvas) -> None:
        canvas.setPageSize((WIDTH, HEIGHT))
        grid_page(canvas)

    tables = read(paper(grid_page, wide, back)).tables
    assert [rows(t) for t in tables] == [
        [list(HEAD), ["植树", "5", "6"]],
        [["横向附表", ""], ["", "12.5"]],
        [list(HEAD), ["植树", "5", "6"]],
    ]
    assert tables[1].fragments[0].box == (60, 100, 700, 160)


def labelled(put: Callable[[Canvas], None]) -> Draw:
    """A table of three rows whose first cell is merged and holds what `put` writes."""

    def draw(canvas: Canvas) -> None:
        for top, left in ((100, 60), (140, 100), (180, 100), (220, 60)):
            rule(canvas, left, top, 300, top)
        for x in (60, 100, 300):
            rule(canvas, x, 100, x, 220)
        for i, text in enumerate(("种植乔木", "新修水渠", "养护道路")):
            write(canvas, 104, 124 + 40 * i, text)
        put(canvas)

    return draw


def sideways(x: float, top: float, angle: float) -> Callable[[Canvas], None]:
    def put(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(x, HEIGHT - top)
        canvas.rotate(angle)
        for i, line in enumerate(("产出指标", "(50分)")):
            canvas.drawString(0, -14 * i, line)
        canvas.restoreState()

    return put


def stacked(canvas: Canvas) -> None:
    for i, text in enumerate("产出指标"):
        write(canvas, 74, 130 + 18 * i, text)


@pytest.mark.parametrize(
    ("put", "label"),
    [(sideways(76, 190, 90), "产出指标(50分)"), (sideways(84, 130, -90), "产出指标(50分)"), (stacked, "产出指标")],
    ids=["reads upwards", "reads downwards", "one letter a line"],
)
def test_labels_set_upright_read_in_one_piece(put: Callable[[Canvas], None], label: str) -> None:
    (one,) = read(paper(labelled(put))).tables
    assert rows(one) == [[label, "种植乔木"], ["<", "新修水渠"], ["<", "养护道路"]]


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, 100, (("说明", "", ""), ("合计", "", "9")), (60, 110, 400, 500), 120)
        write(canvas, 130, 115, "分项如下")
        table(canvas, 130, (("分项", "金额"), ("树苗", "5.5"), ("养护", "3.5")), (140, 240, 340), 24)
        canvas.rect(450, HEIGHT - 130, 8, 8)

    outer, inner = read(paper(draw)).tables
    assert rows(outer) == [["说明", "分项如下分项金额树苗5.5养护3.5", ""], ["合计", "", "9"]]
    assert rows(inner) == [["分项", "金额"], ["树苗", "5.5"], ["养护", "3.5"]]
    assert inner.fragments[0].box == (140, 130, 340, 202)


def test_tables_close_to_each_other_stay_two() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, 100, (("甲", "1"), ("乙", "2")), (60, 120, 200))
        table(canvas, 100, (("丙", "3"), ("丁", "4")), (206, 300, 400))
        table(canvas, 153, (("戊", "5"), ("己", "6")), (60, 120, 200))

    assert [rows(t) for t in read(paper(draw)).tables] == [
        [["甲", "1"], ["乙", "2"]],
        [["丙", "3"], ["丁", "4"]],
        [["戊", "5"], ["己", "6"]],
    ]


def test_a_shifted_media_box_shifts_the_places() -> None:
    data = paper(grid_page)
    shifted = data.replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 9 7 595 842 ]")
    assert shifted != data
    (one,) = read_layout(shifted).tables
    assert one.cells[0].place.box == (60 - 9, 110, 160 - 9, 134)
    assert rows(one)[0] == list(HEAD)
