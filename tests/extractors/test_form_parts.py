"""What a form prints beside its plain rows: several figures in a cell, torn tables, and what stays unread."""

from checks._forms import is_partly_unread
from extractors.form import read_forms
from extractors.form_told import Told, read_told
from extractors.model import Kind, Report, figures
from tests.extractors.grids import build_table

_HEAD = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分"
_ROW = "产出指标|数量指标|维修校舍|3栋|3栋|60|60"


def report(*tables: list[str]) -> Report:
    grids = tuple(build_table(lines, page=page) for page, lines in enumerate(tables, 1))
    found = read_forms(grids, ())
    return Report("a.pdf", "0", 2, Kind.SELF_ASSESSMENT, forms=found.forms, tables=found.tables, unread=found.unread)


def test_amounts_told_in_a_cell() -> None:
    assert read_told("预算数：1,200.5万元；其中：基本支出800万元；执行数（万元）1180，执行率98.3%") == (
        Told("预算数", "1,200.5万元", "万元"),
        Told("基本支出", "800万元", "万元", is_of_which=True),
        Told("执行数", "1180", "万元"),
        Told("执行率", "98.3%", "%"),
    )


def test_prose_about_amounts_is_no_cell_of_them() -> None:
    assert read_told("预算数120万元，全部用于校舍维修，执行数118万元，工程已于年底前通过验收并交付使用") == ()
    assert read_told("财政拨款100万元，其他资金20万元") == ()


def test_every_figure_of_a_shared_cell_gets_a_verdict() -> None:
    given = report(
        [
            "项目名称|校舍维修^6",
            "项目资金|预算数：120万元，执行数：118万元^6",
            _HEAD.replace("分值|得分", "分值/得分|备注"),
            _ROW.replace("60|60", "100/98|"),
        ]
    )
    assert [number.text for number in figures(given)] == ["3栋", "3栋", "120万元", "118万元", "100", "98"]


def test_a_torn_off_table_leaves_its_form_partly_unread() -> None:
    lines = ["项目名称|校舍维修^6", _HEAD, _ROW]
    whole = report(lines)
    torn = report(lines, ["社会效益指标|受益学生|≥800人|20|20", "满意度指标|学生满意度|≥90%|20|19"])
    assert [gap.why for gap in torn.unread] == ["疑为上一张绩效表的续表，列数或列位不同，未能归入该表"]
    assert not is_partly_unread(whole, whole.forms[0])
    assert is_partly_unread(torn, torn.forms[0])
