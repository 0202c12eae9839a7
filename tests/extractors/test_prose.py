"""Prose in two columns and over footnotes."""

from reportlab.pdfgen.canvas import Canvas

from tests.extractors.papers import paper, prose, write
from tests.extractors.readings import read, said

LEFT = [
    "　　全年巡查河道二十四次，比计划多两次，发现问题",
    "均已交办，整改情况在年底前核对完毕，没有遗留，各",
    "乡镇反馈良好，巡查记录齐全，台账按月归档，随时可",
    "查。",
]
RIGHT = [
    "　　泵站维护按计划进行，汛前检查十三座，更换水泵四",
    "台，维修闸门两扇，汛期运行正常，没有发生责任事故，",
    "值班记录完整，物资储备达到规定的数量，演练按时完成",
    "并归档。",
]
SPREAD = "　　本页两栏之下是通栏的一段，说明数据来源和报送时间，经办单位对真实性负责。"


def in_two_columns(canvas: Canvas) -> None:
    """Two paragraphs in each column; the columns' lines stand at different heights."""
    write(canvas, 220, 70, "某镇河道管护情况", 16)
    for column, (left, lines) in enumerate(((50, LEFT), (310, RIGHT))):
        for i, line in enumerate(lines * 2):
            write(canvas, left, 110 + 6 * column + 17 * i, line, 10)
    write(canvas, 50, 280, SPREAD, 10)


def test_two_columns_are_read_one_after_the_other_and_that_is_said() -> None:
    layout = read(paper(in_two_columns))
    left, right = ("".join(lines).strip() for lines in (LEFT, RIGHT))
    assert [text for _, text in said(layout)] == ["某镇河道管护情况", left, left, right, right, SPREAD.strip()]
    assert [unread.why for unread in layout.unread] == ["该页疑为双栏排版，已按先左后右读取。"]


def test_pairs_of_short_texts_are_no_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for i in range(10):
            write(canvas, 72, 100 + 20 * i, f"联系人第{i}号")
            write(canvas, 330, 100 + 20 * i, f"电话见封面{i}")

    layout = read(paper(draw))
    assert (layout.unread, len(said(layout))) == ((), 10)


FULL = "全镇河道长制办公室按月通报巡查情况并督促各村落实整改措施做到件件有回"


def test_a_paragraph_goes_on_over_the_footnotes_of_its_page() -> None:
    def first(canvas: Canvas) -> None:
        prose(canvas, 100, ["　　" + FULL[2:], *[FULL] * 28])
        write(canvas, 72, 760, "①口径与上年一致，差额为年中追加的防汛经费，详见附件所列说明，附件随本", 9)
        write(canvas, 72, 774, "报告一并公开。", 9)
        write(canvas, 72, 788, "②满意度来自抽样调查。", 9)

    def second(canvas: Canvas) -> None:
        prose(canvas, 100, ["音，年底前全部办结。"])

    assert [(role, text) for role, text in said(read(paper(first, second)))] == [
        ("body", FULL[2:] + FULL * 28 + "音，年底前全部办结。"),
        ("footnote", "①口径与上年一致，差额为年中追加的防汛经费，详见附件所列说明，附件随本报告一并公开。"),
        ("footnote", "②满意度来自抽样调查。"),
    ]
