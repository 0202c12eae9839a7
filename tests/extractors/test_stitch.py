"""Tables over pages: which parts are one table, and which rows the break cut through."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from reportlab.pdfgen.canvas import Canvas

from bench.breaks import shown
from bench.cells import whole
from bench.corpus.breaks import BODIES, HABITS, TUNED, Case, apart, drawn, goals, whole_gaps
from bench.corpus.cut_draw import Cut
from bench.corpus.cut_pens import ReportlabPen
from bench.corpus.cut_texts import Writer
from extractors.model import Table
from tests.extractors.papers import HEAD, HEIGHT, WIDTH, XS, Draw, paper, rule, table, write
from tests.extractors.readings import read, rows

FOUR = (60.0, 100.0, 200.0, 400.0, 480.0)
PITCH = 14.0


def exact(case: Case) -> bool:
    return [shown(one) for one in whole(case.data, "pdfium")] == [shown(one) for one in case.truth]


MIXED = [(habit, BODIES[(i + k) % len(BODIES)]) for i, habit in enumerate(HABITS) for k in (0, 2, 3, 6)]


@pytest.mark.parametrize(("habit", "body"), MIXED)
def test_a_cut_row_is_made_whole_whatever_the_producer_does(habit: str, body: Callable[..., object]) -> None:
    plan = body(Writer(TUNED.words, len(habit)), 6, 2, 90)
    style = replace(TUNED.style, **HABITS[habit])  # type: ignore[arg-type]  # fields by name
    assert exact(drawn(habit, plan, style, (Cut(2, 2),), ReportlabPen("")))


@pytest.mark.parametrize(("habit", "body"), MIXED[::2])
def test_whole_rows_stay_rows(habit: str, body: Callable[..., object]) -> None:
    plan = body(Writer(TUNED.words, len(habit)), 6, 2, 60)
    style = replace(TUNED.style, **HABITS[habit])  # type: ignore[arg-type]  # fields by name
    assert exact(drawn(habit, plan, style, (Cut(6 if body is goals else 3),), ReportlabPen("")))


def test_rows_with_blank_cells_and_tables_of_their_own_are_not_joined() -> None:
    cases = [case for part in (whole_gaps, apart) for case in part(TUNED) if case.producer == "reportlab"]
    assert [(case.name, exact(case)) for case in cases] == [(case.name, True) for case in cases]


def cells(canvas: Canvas, top: float, lines: Sequence[Sequence[str]], xs: Sequence[float] = FOUR) -> None:
    """Draw ruled rows; a line feed in a text begins a new line, and the tallest cell of a row sets its height."""
    for row in lines:
        bottom = top + 6 + PITCH * max(text.count("\n") + 1 for text in row)
        for x0, x1, text in zip(xs, xs[1:], row, strict=False):
            rule(canvas, x0, top, x1, top)
            rule(canvas, x0, bottom, x1, bottom)
            rule(canvas, x0, top, x0, bottom)
            rule(canvas, x1, top, x1, bottom)
            for i, line in enumerate(text.split("\n")):
                write(canvas, x0 + 3, top + 13 + PITCH * i, line)
        top = bottom


LIST = (
    ("序号", "项目", "内容", "金额"),
    ("1", "甲", "购置树苗并完成栽植。", "3.50"),
    ("2", "乙", "养护道路。", "4.00"),
)
FULL = "全年共种植乔木灌木若干株成活率高于往"


def over_break(above: Sequence[str], below: Sequence[str], *more: Sequence[str]) -> Table:
    """The table read from a list whose last row on page 1 and first row on page 2 are given."""
    (one,) = read(
        paper(lambda canvas: cells(canvas, 680, (*LIST, above)), lambda canvas: cells(canvas, 60, (below, *more)))
    ).tables
    return one


END = ("4", "丁", "验收。", "1.00")


def test_a_join_says_why_and_is_held_in_doubt() -> None:
    one = over_break(("3", "丙", f"{FULL}\n{FULL}", "5.00"), ("", "", "年的水平。", ""), END)
    assert rows(one)[3:] == [["3", "丙", f"{FULL}{FULL}年的水平。", "5.00"], list(END)]
    assert one.stitch == "第 2 页接第 1 页：外框相同，列边界相同，中间无正文；第 2 页首行是上页末行的下半截，已接上"
    assert (one.doubt.confidence, one.doubt.reasons) == (
        Decimal("0.9"),
        ("第 2 页首行与上页末行是按文字和空格推断为同一行",),
    )
    assert [(f.page, f.first_row, f.end_row) for f in one.fragments] == [(1, 0, 4), (2, 3, 5)]


def test_two_figures_in_one_column_are_two_rows() -> None:
    one = over_break(("3", "丙", f"{FULL}\n{FULL}", "5.00"), ("", "", "年的水平。", "6.00"), END)
    assert rows(one)[3:] == [["3", "丙", FULL * 2, "5.00"], ["", "", "年的水平。", "6.00"], list(END)]
    assert one.doubt.confidence == 1


def test_a_figure_that_a_narrow_column_breaks_is_one() -> None:
    xs = (60.0, 100.0, 200.0, 400.0, 440.0)
    first = [*LIST, ("3", "丙", f"{FULL}\n{FULL}", "98,123,")]
    (one,) = read(
        paper(
            lambda canvas: cells(canvas, 680, first, xs),
            lambda canvas: cells(canvas, 60, (("", "", "年的水平。", "456.70"), END), xs),
        )
    ).tables
    assert rows(one)[3] == ["3", "丙", f"{FULL}{FULL}年的水平。", "98,123,456.70"]


def test_a_list_in_a_cell_goes_on_with_its_next_number() -> None:
    one = over_break(("3", "丙", "1.种树。\n2.浇水。", "5.00"), ("", "", "3.除草。", ""), END)
    assert rows(one)[3] == ["3", "丙", "1.种树。2.浇水。3.除草。", "5.00"]
    two = over_break(("3", "丙", "1.种树。\n2.浇水。", "5.00"), ("", "", "另见附件。", ""), END)
    assert rows(two)[3:5] == [["3", "丙", "1.种树。2.浇水。", "5.00"], ["", "", "另见附件。", ""]]


def test_a_row_that_may_be_cut_stays_two_and_says_so() -> None:
    one = over_break(("3", "", f"{FULL}\n{FULL[:-1]}。", ""), ("", "", "年的水平。", ""), END)
    assert rows(one)[3:5] == [["3", "", f"{FULL}{FULL[:-1]}。", ""], ["", "", "年的水平。", ""]]
    assert one.stitch.split("；")[-1] == "第 2 页首行疑为上页末行的下半截，证据不足，未接"
    assert (one.doubt.confidence, one.doubt.reasons) == (
        Decimal("0.8"),
        ("第 2 页首行疑为上页末行的下半截，按两行读取",),
    )


def test_an_empty_last_row_is_the_upper_part_of_the_next() -> None:
    one = over_break(("", "", "", ""), ("3", "丙", "巡查。", "5.00"), END)
    assert rows(one)[3:] == [["3", "丙", "巡查。", "5.00"], list(END)]


def forms(first: Sequence[Sequence[str]], second: Sequence[Sequence[str]], *between: str) -> tuple[Table, ...]:
    """The tables of two pages whose tables have the same frame, with lines above the second."""

    def below(canvas: Canvas) -> None:
        for i, text in enumerate(between):
            write(canvas, 200, 60 + 16 * i, text)
        table(canvas, 80 + 16 * len(between), second, XS)

    return read(paper(lambda canvas: table(canvas, 700, first, XS), below)).tables


def test_a_head_printed_again_may_differ_in_blanks_and_say_that_it_goes_on() -> None:
    (one,) = forms((HEAD, ("甲", "1", "2")), (("指标（续）", "目 标", "完成"), ("乙", "3", "4")), "自评表（续）")
    assert rows(one) == [list(HEAD), ["甲", "1", "2"], ["乙", "3", "4"]]


@pytest.mark.parametrize("words", ["续表", "续表1", "接上页", "（续上表）", "第2页 共3页", "单位：万元"])
def test_words_that_may_stand_between_two_parts(words: str) -> None:
    assert len(forms((HEAD, ("甲", "1", "2")), (HEAD, ("乙", "3", "4")), words)) == 1


@pytest.mark.parametrize("words", ["手续费明细", "后续管理情况", "附件2"])
def test_words_that_part_two_tables(words: str) -> None:
    assert len(forms((HEAD, ("甲", "1", "2")), (HEAD, ("乙", "3", "4")), words)) == 2


def test_serial_numbers_that_begin_again_under_a_head_are_another_table() -> None:
    head = ("序号", "项目", "金额")
    assert len(forms((head, ("1", "甲", "3"), ("2", "乙", "4")), (head, ("1", "丙", "5"), ("2", "丁", "6")))) == 2
    assert len(forms((head, ("1", "甲", "3"), ("2", "乙", "4")), (head, ("3", "丙", "5"), ("4", "丁", "6")))) == 1


def test_a_form_with_the_same_project_is_a_form_of_its_own() -> None:
    first = (("项目名称", "植树", ""), ("主管部门", "林业站", ""), HEAD, ("甲", "1", "2"))
    second = (("项目名称", "植树", ""), ("主管部门", "水利站", ""), HEAD, ("乙", "3", "4"))
    assert [rows(one)[1] for one in forms(first, second)] == [["主管部门", "林业站", ""], ["主管部门", "水利站", ""]]


def test_a_page_across_is_not_the_next_part() -> None:
    def across(canvas: Canvas) -> None:
        canvas.setPageSize((HEIGHT, WIDTH))
        canvas.translate(0, WIDTH - HEIGHT)
        table(canvas, 80, (HEAD, ("乙", "3", "4")), XS)

    assert len(read(paper(lambda canvas: table(canvas, 700, (HEAD, ("甲", "1", "2")), XS), across)).tables) == 2


def test_small_print_in_the_margin_of_one_page_parts_nothing() -> None:
    def page(values: tuple[str, str, str], note: str) -> Draw:
        def draw(canvas: Canvas) -> None:
            write(canvas, 60, 40, note, 9)
            table(canvas, 60 if note else 740, (values, values), XS)

        return draw

    (one,) = read(paper(page(("甲", "1", "2"), ""), page(("乙", "3", "4"), "林业站自评材料"))).tables
    assert one.pages == (1, 2)


def test_borders_that_differ_by_some_points_or_are_missing_on_a_page_are_one_grid() -> None:
    def second(canvas: Canvas) -> None:
        table(canvas, 60, (("乙", "3", "4"),), (61, 163.8, 299, 422))
        table(canvas, 84, (("小结：以上均已完成",),), (61, 422))

    (one,) = read(paper(lambda canvas: table(canvas, 740, (HEAD, ("甲", "1", "2")), XS), second)).tables
    assert one.cols == 3
    assert rows(one) == [list(HEAD), ["甲", "1", "2"], ["乙", "3", "4"], ["小结：以上均已完成", "<", "<"]]


def labelled(canvas: Canvas, top: float, labels: Sequence[tuple[str, str, int]], names: Sequence[str]) -> None:
    """Draw rows of 24 pt with two merged labels before each group: (label, second label, rows)."""
    bottom, y = top + 24 * len(names), top
    for x in (60, 140, 220, 420):
        rule(canvas, x, top, x, bottom)
    rule(canvas, 60, bottom, 420, bottom)
    for one, two, count in labels:
        rule(canvas, 60, y, 420, y)
        write(canvas, 64, y + 12 * count + 4, one)
        write(canvas, 144, y + 12 * count + 4, two)
        y += 24 * count
    for i, name in enumerate(names):
        rule(canvas, 220, top + 24 * i, 420, top + 24 * i)
        write(canvas, 224, top + 24 * i + 16, name)


def test_a_second_label_under_a_new_first_label_is_a_new_one() -> None:
    (one,) = read(
        paper(
            lambda canvas: labelled(canvas, 730, (("产出", "数量", 2),), ("甲", "乙")),
            lambda canvas: labelled(canvas, 60, (("效益", "数量", 2),), ("丙", "丁")),
        )
    ).tables
    assert [(c.row, c.col, c.row_span, c.text) for c in one.cells if c.col < 2] == [
        (0, 0, 2, "产出"),
        (0, 1, 2, "数量"),
        (2, 0, 2, "效益"),
        (2, 1, 2, "数量"),
    ]


def test_a_label_printed_again_is_one_label() -> None:
    (one,) = read(
        paper(
            lambda canvas: labelled(canvas, 700, (("一级", "二级", 1), ("产出", "数量", 2)), ("三级", "甲", "乙")),
            lambda canvas: labelled(canvas, 60, (("产出", "数量", 1), ("效益", "生态", 2)), ("丙", "丁", "戊")),
        )
    ).tables
    assert [(c.row, c.col, c.row_span, c.text) for c in one.cells if c.col < 2] == [
        (0, 0, 1, "一级"),
        (0, 1, 1, "二级"),
        (1, 0, 3, "产出"),
        (1, 1, 3, "数量"),
        (4, 0, 2, "效益"),
        (4, 1, 2, "生态"),
    ]


def test_equal_scores_on_either_side_of_a_break_are_two_though_scores_are_merged_elsewhere() -> None:
    def first(canvas: Canvas) -> None:
        for x, bottom in ((60, 772), (160, 772), (300, 772), (420, 772)):
            rule(canvas, x, 700, x, bottom)
        for y, right in ((700, 420), (724, 300), (748, 420), (772, 420)):
            rule(canvas, 60, y, right, y)
        for y, texts in ((716, ("财政资金", "40", "10")), (740, ("其他资金", "2", "")), (764, ("甲", "3", "1"))):
            for x, text in zip(XS, texts, strict=False):
                write(canvas, x + 4, y, text)

    (one,) = read(paper(first, lambda canvas: table(canvas, 60, (("乙", "4", "1"), ("丙", "5", "2")), XS))).tables
    assert [(c.row, c.row_span, c.text) for c in one.cells if c.col == 2] == [
        (0, 2, "10"),
        (2, 1, "1"),
        (3, 1, "1"),
        (4, 1, "2"),
    ]
