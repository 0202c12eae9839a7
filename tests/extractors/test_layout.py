"""From bytes to tables and prose, on papers drawn for the purpose."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.layout import read_layout
from extractors.scans import Scans
from tests.extractors.papers import HEAD, HEIGHT, WIDTH, XS, grid_page, paper, picture, prose, rule, table, write
from tests.extractors.readings import read, rows, said


def test_a_ruled_table_with_its_caption_unit_and_note() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 240, 80, "植树项目自评表", 14)
        write(canvas, 350, 100, "单位：万元")
        table(canvas, 110, (HEAD, ("植树", "≥307.48", "310.5"), ("养护", "", "98%")), XS)
        write(canvas, 60, 210, "注：养护只计当年。")

    (one,) = read(paper(draw)).tables
    assert rows(one) == [["指标", "目标", "完成"], ["植树", "≥307.48", "310.5"], ["养护", "", "98%"]]
    assert (one.caption, one.money_unit, one.pages, one.stitch) == ("植树项目自评表 单位：万元", "万元", (1,), "")
    assert one.cells[4].place.box == (160, 134, 300, 158)
    assert said(read(paper(draw)))[-1] == ("note", "注：养护只计当年。")


def test_merged_cells_keep_their_spans() -> None:
    def draw(canvas: Canvas) -> None:
        for top, left in ((100, 60), (124, 160), (148, 60), (172, 60)):
            rule(canvas, left, top, 420, top)
        for x, top in ((60, 100), (160, 100), (420, 100), (300, 124)):
            rule(canvas, x, top, x, 172)
        write(canvas, 64, 128, "产出")
        write(canvas, 164, 116, "数量指标")
        write(canvas, 164, 140, "甲")
        write(canvas, 304, 140, "乙")
        write(canvas, 64, 164, "合计")

    (one,) = read(paper(draw)).tables
    assert [(c.row, c.col, c.row_span, c.col_span, c.text) for c in one.cells] == [
        (0, 0, 2, 1, "产出"),
        (0, 1, 1, 2, "数量指标"),
        (1, 1, 1, 1, "甲"),
        (1, 2, 1, 1, "乙"),
        (2, 0, 1, 1, "合计"),
        (2, 1, 1, 1, ""),
        (2, 2, 1, 1, ""),
    ]


def test_thin_boxes_double_lines_and_bold_printed_twice() -> None:
    def draw(canvas: Canvas) -> None:
        for x in XS:
            canvas.rect(x, HEIGHT - 148, 0.8, 48, stroke=0, fill=1)
        for top in (100, 124, 148):
            for shift in (0, 1.6):
                canvas.rect(60, HEIGHT - top - shift, 361, 0.4, stroke=0, fill=1)
        for shift in (0, 0.4):
            write(canvas, 64 + shift, 116, "得分100")
        write(canvas, 164, 116, "11")

    (one,) = read(paper(draw)).tables
    assert rows(one) == [["得分100", "11", ""], ["", "", ""]]


def test_a_table_over_two_pages_drops_the_repeated_head_and_feet() -> None:
    def first(canvas: Canvas) -> None:
        write(canvas, 60, 90, "项目汇总表")
        table(canvas, 700, (HEAD, ("甲", "1", "2"), ("乙", "3", "4")), XS)
        write(canvas, 290, 820, "- 1 -", 9)

    def second(canvas: Canvas) -> None:
        table(canvas, 60, (HEAD, ("丙", "5", "6")), XS)
        write(canvas, 290, 820, "- 2 -", 9)

    layout = read(paper(first, second))
    (one,) = layout.tables
    assert rows(one) == [list(HEAD), ["甲", "1", "2"], ["乙", "3", "4"], ["丙", "5", "6"]]
    assert [(f.page, f.first_row, f.end_row) for f in one.fragments] == [(1, 0, 3), (2, 3, 4)]
    assert one.stitch == "第 2 页接第 1 页：外框相同，表头重复 1 行，中间无正文"
    assert said(layout) == [("body", "项目汇总表")]


def test_two_forms_under_one_caption_stay_two() -> None:
    def form(name: str) -> object:
        def draw(canvas: Canvas) -> None:
            write(canvas, 240, 80, "项目支出绩效自评表", 14)
            table(canvas, 110, (("项目名称", name, ""), ("主管部门", "林业站", ""), HEAD, ("甲", "1", "2")), XS, 160)

        return draw

    one, two = read(paper(form("植树"), form("修渠"))).tables  # type: ignore[arg-type]  # reportlab's canvas is untyped
    assert (one.caption, one.pages, two.pages) == (two.caption, (1,), (2,))
    assert (rows(one)[0], rows(two)[0]) == (["项目名称", "植树", ""], ["项目名称", "修渠", ""])


def test_a_row_that_a_page_break_cuts_is_made_whole() -> None:
    def first(canvas: Canvas) -> None:
        table(canvas, 700, (("甲", "1", "短"),), XS)
        table(canvas, 724, (("乙", "", "9"),), XS, 38)
        write(canvas, 164, 739, "全年共种植乔木与灌木若干株")
        write(canvas, 164, 757, "成活率高于往年的平均水平且")

    def second(canvas: Canvas) -> None:
        table(canvas, 60, (("", "养护到位无死株。", ""), ("丙", "2", "3")), XS)

    (one,) = read(paper(first, second)).tables
    assert rows(one) == [
        ["甲", "1", "短"],
        ["乙", "全年共种植乔木与灌木若干株成活率高于往年的平均水平且养护到位无死株。", "9"],
        ["丙", "2", "3"],
    ]
    assert "下半截" in one.stitch


def test_a_merged_label_goes_on_over_the_break_where_borders_are_missing() -> None:
    def half(top: float, label: str, values: tuple[str, str], is_end: bool) -> object:
        def draw(canvas: Canvas) -> None:
            for x in (60, 160, 420):
                rule(canvas, x, top, x, top + 48)
            for y, left in ((top, 60 if not is_end else 160), (top + 24, 160), (top + 48, 60 if is_end else 160)):
                rule(canvas, left, y, 420, y)
            write(canvas, 64, top + 30, label)
            write(canvas, 164, top + 16, values[0])
            write(canvas, 164, top + 40, values[1])

        return draw

    pages = (half(730, "产出指标", ("一", "二"), False), half(60, "", ("三", "四"), True))
    (one,) = read(paper(*pages)).tables  # type: ignore[arg-type]  # reportlab's canvas is untyped
    assert [(c.row, c.row_span, c.text) for c in one.cells if c.col == 0] == [(0, 4, "产出指标")]
    assert [c.text for c in one.cells if c.col == 1] == ["一", "二", "三", "四"]


def test_a_table_with_open_sides() -> None:
    def draw(canvas: Canvas) -> None:
        for top in (100, 124, 148):
            rule(canvas, 60, top, 420, top)
        for x in (160, 300):
            rule(canvas, x, 100, x, 148)
        for x, one, two in zip(XS, HEAD, ("植树", "5", "6"), strict=False):
            write(canvas, x + 4, 116, one)
            write(canvas, x + 4, 140, two)

    assert [rows(t) for t in read(paper(draw)).tables] == [[list(HEAD), ["植树", "5", "6"]]]


def test_a_table_with_level_rules_only_is_read_with_a_doubt() -> None:
    def draw(canvas: Canvas) -> None:
        for top in (100, 124, 220):
            rule(canvas, 60, top, 420, top)
        for i, row in enumerate((HEAD, ("植树", "5", "6"), ("修渠", "70", "8"), ("修路", "9", "10"))):
            for x, text in zip((64, 200, 340), row, strict=True):
                write(canvas, x, 116 + 28 * i, text)

    (one,) = read(paper(draw)).tables
    assert rows(one) == [list(HEAD), ["植树", "5", "6"], ["修渠", "70", "8"], ["修路", "9", "10"]]
    assert (str(one.doubt.confidence), one.doubt.reasons) == ("0.7", ("表格没有竖线，列由文字对齐推断",))


def test_rules_under_running_text_and_shaded_boxes_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(70, HEIGHT - 200, 440, 100, stroke=0, fill=1)
        canvas.setFillGray(0)
        for top in (100, 150, 200):
            rule(canvas, 70, top, 510, top)
        prose(
            canvas,
            120,
            ("　　本站全年植树造林面积稳步扩大，养护工作按计划推进，各站按月上报，", "成活率高于往年。"),
            75,
        )

    layout = read(paper(draw))
    assert layout.tables == ()
    assert said(layout) == [
        ("body", "本站全年植树造林面积稳步扩大，养护工作按计划推进，各站按月上报，成活率高于往年。")
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_rotated_page_reads_as_it_is_displayed(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        width, height = (HEIGHT, WIDTH) if turn % 180 else (WIDTH, HEIGHT)
        canvas.translate(*{90: (width, 0), 180: (width, height), 270: (0, height)}[turn])
        canvas.rotate(turn)
        grid_page(canvas)
        canvas.setPageRotation(turn)

    (one,) = read(paper(draw)).tables
    (plain,) = read(paper(grid_page)).tables
    assert [(c.text, c.place) for c in one.cells] == [(c.text, c.place) for c in plain.cells]


def test_a_sideways_table_without_rotation_keeps_the_places_of_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.translate(0, WIDTH - HEIGHT)
        grid_page(canvas)

    (one,) = read(paper(draw)).tables
    assert rows(one) == [list(HEAD), ["植树", "5", "6"]]
    assert one.cells[0].place.box == (110, HEIGHT - 160, 134, HEIGHT - 60)


def test_a_shifted_crop_box_shifts_the_places() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((30, 20, 560, 800))
        grid_page(canvas)

    (one,) = read(paper(draw)).tables
    assert one.cells[0].place.box == (60 - 30, 110 - 42, 160 - 30, 134 - 42)


def test_hidden_text_is_kept_out_and_said() -> None:
    def draw(canvas: Canvas) -> None:
        grid_page(canvas)
        text = canvas.beginText(170, HEIGHT - 150)
        text.setFont("Helvetica", 10)
        text.setTextRenderMode(3)
        text.textOut("999")
        canvas.drawText(text)
        canvas.setFillGray(1)
        write(canvas, 310, 150, "888")
        canvas.setFillGray(0)

    for reader in ("pdfium", "pdfplumber"):
        layout = read_layout(paper(draw), reader)
        assert [rows(t) for t in layout.tables] == [[list(HEAD), ["植树", "5", "6"]]]
        assert [(u.scope, u.place.page, u.why) for u in layout.unread] == [
            ("field", 1, "有 6 个隐藏字符（不可见、白色、被遮盖、页外或小于 1 磅），未计入")
        ]


def test_white_text_on_a_dark_field_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, HEIGHT - 134, 360, 24, stroke=0, fill=1)
        canvas.setFillGray(1)
        write(canvas, 64, 126, "白字")
        canvas.setFillGray(0)
        table(canvas, 110, (("", "", ""), ("植树", "5", "6")), XS)

    assert [rows(t) for t in read(paper(draw)).tables] == [[["白字", "", ""], ["植树", "5", "6"]]]


def test_a_scan_is_an_unread_page_and_the_others_are_read() -> None:
    data = paper(lambda canvas: picture(canvas, 0, 0, WIDTH, HEIGHT), grid_page)
    for reader in ("pdfium", "pdfplumber"):
        layout = read_layout(data, reader, scans=Scans("never"))
        assert [(u.scope, u.place.page) for u in layout.unread] == [("page", 1)]
        assert (layout.pages, [t.pages for t in layout.tables]) == (2, [(2,)])


def test_hard_wraps_are_undone_also_over_pages() -> None:
    line = "全年围绕造林与养护两项任务开展工作，各站按月上报进度并接受复核检查"
    first = ("　　" + line[:-2], line, line, "一、基本情况", "　　（一）任务。", "　　" + line[:-2])
    second = ("任务全部完成。", "　　支出105.5万元。")
    layout = read(paper(lambda canvas: prose(canvas, 400, first), lambda canvas: prose(canvas, 100, second)))
    assert said(layout) == [
        ("body", line[:-2] + line + line),
        ("heading", "一、基本情况"),
        ("heading", "（一）任务。"),
        ("body", line[:-2] + "任务全部完成。"),
        ("body", "支出105.5万元。"),
    ]
    assert [(s.title, s.level) for s in layout.sections] == [("", 0), ("一、基本情况", 1), ("（一）任务。", 2)]


def test_the_title_is_found_and_running_heads_are_left_out() -> None:
    def page(number: int) -> object:
        def draw(canvas: Canvas) -> None:
            write(canvas, 240, 40, "林业站自评材料", 9)
            write(canvas, 285, 815, f"第{number}页", 9)
            if number == 1:
                write(canvas, 200, 100, "林业站绩效自评报告", 20)
            prose(canvas, 160, ("　　" + "本年度任务" * 7, "按期完成。"))

        return draw

    layout = read(paper(*(page(n) for n in (1, 2, 3))))  # type: ignore[arg-type]  # reportlab's canvas is untyped
    assert layout.title == "林业站绩效自评报告"
    assert said(layout) == [("title", "林业站绩效自评报告"), *[("body", "本年度任务" * 7 + "按期完成。")] * 3]
