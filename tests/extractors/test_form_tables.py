"""What is no form: ordinary tables get their figures and stay ordinary; notes and titles around a form."""

from decimal import Decimal

from extractors.form import read_forms
from extractors.model import Number, Paragraph, Place, Section, Table, TextLine
from tests.extractors.grids import build_table, describe


def figures(table: Table) -> list[str]:
    """Every cell that got a figure: its value with unit, and its label."""
    enriched = read_forms((table,), ()).tables[0]
    return [f"{c.number.value}{c.number.unit} {c.place.label}" for c in enriched.cells if c.number]


def paragraph(text: str, page: int, top: float, role: str = "body") -> Paragraph:
    return Paragraph(text, role, 0, (TextLine(text, page, (0.0, top, 100.0, top + 10)),))


def section(*paragraphs: Paragraph) -> tuple[Section, ...]:
    return (Section("", 0, Place(1), paragraphs),)


FORM = ["项目名称^3|河道保洁", "一级指标|三级指标|指标值|得分", "产出指标|保洁里程|≥8公里|100"]


def test_budget_table_is_no_form() -> None:
    table = build_table(
        [
            "项目^3|支出预算^3",
            "科目编码^2|科目名称^x2|合计^x2|基本支出^x2|项目支出^x2",
            "类|款",
            "201||一般公共服务支出|2,976|0|2,976",
            "201|05|统计信息事务|627.6|0|627.6",
            "合计^3|2,976|0|2,976",
        ],
        "部门支出预算总表",
        "万元",
    )
    assert read_forms((table,), ()).forms == ()
    assert figures(table) == [
        "2976万元 部门支出预算总表 › 一般公共服务支出 › 合计",
        "0万元 部门支出预算总表 › 一般公共服务支出 › 基本支出",
        "2976万元 部门支出预算总表 › 一般公共服务支出 › 项目支出",
        "627.6万元 部门支出预算总表 › 统计信息事务 › 合计",
        "0万元 部门支出预算总表 › 统计信息事务 › 基本支出",
        "627.6万元 部门支出预算总表 › 统计信息事务 › 项目支出",
        "2976万元 部门支出预算总表 › 合计",
        "0万元 部门支出预算总表 › 合计 › 基本支出",
        "2976万元 部门支出预算总表 › 合计 › 项目支出",
    ]


def test_list_of_projects_is_no_form() -> None:
    table = build_table(
        [
            "序号|项目名称|主管部门|年初预算数（万元）|全年执行数（万元）|执行率|自评得分|备注",
            "1|泵站改造|水务局|120.5|118|97.93%|98|",
            "2|绿道建设|园林局|80|60|75.00%|91.5|工程未完",
            "3|书屋补助|文旅局|5|5|100.00%|100|",
        ],
        "项目自评情况一览",
    )
    assert read_forms((table,), ()).forms == ()
    assert figures(table)[:4] == [
        "120.5万元 项目自评情况一览 › 泵站改造 › 年初预算数（万元）",
        "118万元 项目自评情况一览 › 泵站改造 › 全年执行数（万元）",
        "97.93% 项目自评情况一览 › 泵站改造 › 执行率",
        "98分 项目自评情况一览 › 泵站改造 › 自评得分",
    ]
    assert len(figures(table)) == 12


def test_years_codes_and_counts_in_an_ordinary_table() -> None:
    table = build_table(
        [
            "指标|2020年|2021年|增减（%）",
            "栏次|1|2|3",
            "财政拨款收入|452.36|495.16|9.46",
            "在职人数（人）|31|33|6.45",
            "联系电话|68921234||",
        ],
        "收支情况",
        "万元",
    )
    assert figures(table) == [
        "452.36万元 收支情况 › 财政拨款收入 › 2020年",
        "495.16万元 收支情况 › 财政拨款收入 › 2021年",
        "9.46% 收支情况 › 财政拨款收入 › 增减（%）",
        "31人 收支情况 › 在职人数 › 2020年",
        "33人 收支情况 › 在职人数 › 2021年",
        "6.45% 收支情况 › 在职人数 › 增减（%）",
    ]


def test_note_in_paragraphs_under_the_table() -> None:
    note = paragraph("注：1.本表满分为100分。", 1, 40, "note")
    more = paragraph("2.未完成的按比例计分。", 1, 52)
    far = paragraph("注：这是另一处的注。", 3, 20, "note")
    form = read_forms((build_table(FORM),), section(note, more, far)).forms[0]
    assert form.notes == "注：1.本表满分为100分。\n2.未完成的按比例计分。"
    assert form.notes_place == note.place
    assert form.full_score is not None
    assert form.full_score.number == Number("100分", Decimal(100), "分", place=note.place)


def test_title_is_taken_from_the_line_above() -> None:
    lines = (paragraph("附件：项目支出绩效自评表", 1, 2), paragraph("二、其他", 1, 5))
    table = build_table(FORM, page=1)
    low = Table(table.caption, table.rows, table.cols, table.cells,
                tuple(type(f)(1, (0.0, 20.0, 40.0, 50.0), 0, 3) for f in table.fragments))  # fmt: skip
    assert read_forms((low,), section(*lines)).forms[0].name == "项目支出绩效自评表"


def test_ordinary_table_between_two_forms_parts_them() -> None:
    ordinary = build_table(["项目|预算数|决算数", "收入|10|12", "支出|10|11"], "收支表", page=2)
    tables = (build_table(FORM, page=1), ordinary, build_table(FORM[1:], page=3))
    found = read_forms(tables, ())
    assert [form.tables for form in found.forms] == [(0,), (2,)]
    assert [cell.text for cell in found.tables[1].cells if cell.number] == ["10", "12", "10", "11"]


def test_no_form_in_nothing() -> None:
    assert read_forms((), ()).forms == ()
    assert describe(read_forms((build_table([""]),), ()).forms) == ""
