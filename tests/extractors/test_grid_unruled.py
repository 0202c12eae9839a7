"""Tables that few rulings or none show, read with a doubt; and text in columns that is no table."""

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractors.model import Table
from tests.extractors.papers import FONT, HEIGHT, paper, prose, rule, table, write
from tests.extractors.readings import read, rows, said

HEAD = ("项目名称", "年初预算数", "全年执行数", "执行率")
BODY = (
    ("防汛物资储备", "1,250.00", "998.5", "79.88%"),
    ("河道清淤", "36.40", "", "100%"),
    ("水库维修", "8.00", "8.00", "100%"),
    ("合计", "1,294.40", "1,006.5", "77.76%"),
)
WANT = [list(HEAD), *map(list, BODY)]
XS = (60, 190, 300, 410, 500)
STEP = 22
TOP = 150
LONG = "本站全年植树造林面积稳步扩大，养护工作按计划推进，各站按月上报，成活率高于往年。"
NONE = "表格没有框线，行列由文字对齐推断"
NO_UPRIGHT = "表格没有竖线，列由文字对齐推断"


def place(canvas: Canvas, text: str, span: tuple[float, float], base: float, align: str) -> None:
    """Write a text between two borders, set to the left, the right or the middle."""
    width = stringWidth(text, FONT, 10.5)
    left = {"l": span[0] + 4, "r": span[1] - 4 - width, "c": (span[0] + span[1] - width) / 2}[align]
    write(canvas, left, base, text)


def fill(canvas: Canvas, lines: Sequence[Sequence[str]] = (HEAD, *BODY), align: str = "lrrc") -> None:
    """Write the rows of a table and no ruling; the head stands in the middle of its columns."""
    for i, line in enumerate(lines):
        for k, text in enumerate(line):
            place(canvas, text, (XS[k], XS[k + 1]), TOP + STEP * i, align[k] if i else "c")


def around(canvas: Canvas) -> None:
    """A paragraph above the table and one below it."""
    prose(canvas, 80, ("　　" + LONG[:36], LONG[36:]), 60)
    prose(canvas, TOP + STEP * 5 + 20, ("　　" + LONG[:36], LONG[36:]), 60)


def level(canvas: Canvas, *indexes: int) -> None:
    for i in indexes:
        rule(canvas, XS[0], TOP - 15 + STEP * i, XS[-1], TOP - 15 + STEP * i)


def upright(canvas: Canvas, *xs: float) -> None:
    for x in xs:
        rule(canvas, x, TOP - 15, x, TOP - 15 + STEP * 5)


def bare(canvas: Canvas) -> None:
    fill(canvas)


def three_lines(canvas: Canvas) -> None:
    fill(canvas)
    level(canvas, 0, 1, 5)


def every_row(canvas: Canvas) -> None:
    fill(canvas)
    level(canvas, *range(6))


def shaded(canvas: Canvas) -> None:
    canvas.setFillGray(0.85)
    for i in (1, 3):
        canvas.rect(XS[0], HEIGHT - (TOP - 15 + STEP * (i + 1)), XS[-1] - XS[0], STEP, stroke=0, fill=1)
    canvas.setFillGray(0)
    fill(canvas)


def framed(canvas: Canvas) -> None:
    fill(canvas)
    level(canvas, 0, 5)
    upright(canvas, XS[0], XS[-1])


def fences(canvas: Canvas) -> None:
    fill(canvas)
    upright(canvas, *XS[1:-1])


def columns_in_a_frame(canvas: Canvas) -> None:
    fill(canvas)
    level(canvas, 0, 5)
    upright(canvas, *XS)


def ruled_head(canvas: Canvas) -> None:
    fill(canvas)
    level(canvas, 0, 1)
    for x in XS:
        rule(canvas, x, TOP - 15, x, TOP - 15 + STEP)


@pytest.mark.parametrize(
    ("draw", "confidence", "reason"),
    [
        (bare, "0.6", NONE),
        (three_lines, "0.7", NO_UPRIGHT),
        (every_row, "0.8", NO_UPRIGHT),
        (shaded, "0.6", NONE),
        (framed, "0.7", "表格只有外框，行列由文字对齐推断"),
        (fences, "0.7", "表格没有横线，行由文字位置推断"),
        (columns_in_a_frame, "0.7", "表格没有横线，行由文字位置推断"),
        (ruled_head, "0.7", "表格只有表头有框线，表体的行由文字位置推断"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_missing_rulings_are_made_up_for_and_said(draw: Callable[[Canvas], None], confidence: str, reason: str) -> None:
    def page(canvas: Canvas) -> None:
        around(canvas)
        draw(canvas)

    layout = read(paper(page))
    (one,) = layout.tables
    assert rows(one) == WANT
    assert (str(one.doubt.confidence), one.doubt.reasons) == (confidence, (reason,))
    assert [text for role, text in said(layout) if role == "body"] == [LONG, LONG]


@pytest.mark.parametrize("align", ["llll", "lrrr", "cccc", "lrcl"])
def test_columns_are_found_however_they_are_set(align: str) -> None:
    (one,) = read(paper(lambda canvas: fill(canvas, align=align))).tables
    assert rows(one) == WANT


def test_a_head_over_two_columns_and_cells_of_several_lines() -> None:
    def draw(canvas: Canvas) -> None:
        for x, y, text in (
            (90, 109, "任务名称"),
            (252, 100, "预算安排"),
            (420, 109, "完成情况"),
            (205, 118, "年初数（万元）"),
            (310, 118, "全年数"),
            (64, 150, "苗木采购"),
            (230, 150, "12.50"),
            (315, 150, "12.00"),
            (390, 143, "春秋两季分批采购，苗木"),
            (390, 157, "成活率达到标准"),
            (64, 186, "抚育管护"),
            (236, 186, "3.50"),
            (320, 186, "3.10"),
            (390, 186, "全年完成三轮抚育"),
        ):
            write(canvas, x, y, text)

    (one,) = read(paper(draw)).tables
    assert [(c.row, c.col, c.row_span, c.col_span, c.text) for c in one.cells] == [
        (0, 0, 2, 1, "任务名称"),
        (0, 1, 1, 2, "预算安排"),
        (0, 3, 2, 1, "完成情况"),
        (1, 1, 1, 1, "年初数（万元）"),
        (1, 2, 1, 1, "全年数"),
        (2, 0, 1, 1, "苗木采购"),
        (2, 1, 1, 1, "12.50"),
        (2, 2, 1, 1, "12.00"),
        (2, 3, 1, 1, "春秋两季分批采购，苗木成活率达到标准"),
        (3, 0, 1, 1, "抚育管护"),
        (3, 1, 1, 1, "3.50"),
        (3, 2, 1, 1, "3.10"),
        (3, 3, 1, 1, "全年完成三轮抚育"),
    ]


def test_two_three_line_tables_of_one_width_stay_two() -> None:
    def draw(canvas: Canvas) -> None:
        three_lines(canvas)
        write(canvas, 240, TOP + STEP * 5 + 40, "表2 分项情况")
        canvas.translate(0, -STEP * 5 - 60)
        three_lines(canvas)

    assert [rows(t) for t in read(paper(draw)).tables] == [WANT, WANT]


def test_dotted_leaders_part_columns() -> None:
    def draw(canvas: Canvas) -> None:
        place(canvas, "支出科目", (60, 160), 100, "l")
        place(canvas, "金额（万元）", (400, 500), 100, "r")
        for i, (label, amount) in enumerate((("人员经费", "82.50"), ("公用经费", "9.15"), ("项目支出", "120.00"))):
            write(canvas, 64, 122 + 22 * i, label + "." * 105)
            place(canvas, amount, (400, 500), 122 + 22 * i, "r")

    assert [rows(t) for t in read(paper(draw)).tables] == [
        [["支出科目", "金额（万元）"], ["人员经费", "82.50"], ["公用经费", "9.15"], ["项目支出", "120.00"]]
    ]


def at(*items: tuple[float, str], step: float = 24, many: int = 8) -> Callable[[Canvas], None]:
    """Lines of the same texts at the same places; # stands for the number of the line."""

    def draw(canvas: Canvas) -> None:
        for i in range(many):
            for x, text in items:
                write(canvas, x, 100 + step * i, text.replace("#", str(i + 1)))

    return draw


def contents(canvas: Canvas) -> None:
    write(canvas, 270, 70, "目录", 16)
    for i, title in enumerate(("单位概况", "收支总体情况说明", "绩效自评结果", "预算执行情况", "名词解释", "附件")):
        write(canvas, 70, 110 + 24 * i, f"{i + 1}、{title}" + "." * (100 - 4 * len(title)))
        place(canvas, str(1 + 3 * i), (400, 520), 110 + 24 * i, "r")


def two_columns(canvas: Canvas) -> None:
    for x in (60, 310):
        prose(canvas, 100, [LONG[i : i + 18] for i in range(0, 36, 18)] * 6, x)


def underlined(canvas: Canvas) -> None:
    for i, label in enumerate(("项目名称", "主管部门", "填报日期", "联系方式")):
        write(canvas, 150, 400 + 36 * i, label, 14)
        write(canvas, 280, 400 + 36 * i, "某某某某", 14)
        rule(canvas, 270, 404 + 36 * i, 450, 404 + 36 * i)


def boxed_prose(canvas: Canvas) -> None:
    canvas.rect(60, HEIGHT - 200, 480, 120)
    prose(canvas, 110, ("　　" + LONG[:36], LONG[36:]), 70)


@pytest.mark.parametrize(
    "draw",
    [
        contents,
        two_columns,
        underlined,
        boxed_prose,
        at((60, "填表人：赵甲"), (230, "审核人：钱乙"), (400, "负责人：孙丙")),
        at((60, "负责人签字"), (230, "单位盖章"), (400, "2023年3月5日")),
        at((60, "#."), (100, "完成设备采购并投入使用")),
        at((60, "赵甲"), (160, "钱乙"), (260, "孙丙"), (360, "李丁")),
        at((80, "得分"), (130, "="), (160, "实际完成值"), (240, "÷"), (270, "目标值"), (330, "×"), (360, "分值")),
        at((60, "地址：某某路#号"), (300, "邮编：45000#")),
        at((60, "经费名称："), (230, "12.5#万元")),
    ],
    ids=["contents", "columns", "cover", "box", "signatures", "seals", "list", "names", "formula", "address", "labels"],
)
def test_text_that_stands_in_columns_is_no_table(draw: Callable[[Canvas], None]) -> None:
    assert list[Table](read(paper(draw)).tables) == []


def test_a_ruled_table_and_a_bare_one_on_one_page() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas)
        table(canvas, 400, (("指标", "目标"), ("植树", "5")), (60, 160, 300))

    assert [rows(t) for t in read(paper(draw)).tables] == [WANT, [["指标", "目标"], ["植树", "5"]]]


MONEY = (
    (60, 190, 300, 410, 500),
    ("资金来源", "全年预算数", "全年执行数", "执行率"),
    ("年度资金总额", "1,250.00", "998.50", "79.88%"),
    ("其中：财政拨款", "1,200.00", "950.00", "79.17%"),
)
GOALS = (
    (60, 280, 500),
    ("年初目标", "全年完成"),
    ("清淤河道十二公里，保障沿岸农田灌溉。", "清淤河道十一公里，灌溉有保障。"),
)
POINTS = (
    (60, 140, 250, 350, 430, 500),
    ("一级指标", "三级指标", "年度指标值", "实际完成值", "得分"),
    ("产出指标", "清淤河道", "12公里", "11公里", "55"),
    ("满意度", "群众满意度", "≥90%", "92%", "10"),
)


@pytest.mark.parametrize("cuts", [(0, 1, 2, 3, 4, 5, 6, 7, 8), (0, 1, 3, 4, 5, 6, 8)], ids=["each row", "each part"])
def test_the_parts_of_a_form_have_columns_of_their_own(cuts: tuple[int, ...]) -> None:
    def draw(canvas: Canvas) -> None:
        i = 0
        for xs, *lines in (MONEY, GOALS, POINTS):
            for line in lines:
                for k, text in enumerate(line):
                    place(canvas, text, (xs[k], xs[k + 1]), TOP + STEP * i, "c")
                i += 1
        level(canvas, *cuts)

    (one,) = read(paper(draw)).tables
    texts = [[text for text in row if text not in ("", "<")] for row in rows(one)]
    assert texts == [list(line) for _, *lines in (MONEY, GOALS, POINTS) for line in lines]
    spans = [[cell.col_span for cell in one.cells if cell.row == row] for row in range(one.rows)]
    assert [sum(row) for row in spans] == [one.cols] * 8
    assert [len(row) for row in spans] == [4, 4, 4, 2, 2, 5, 5, 5]
