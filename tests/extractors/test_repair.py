"""Figures that character recognition misread: mended only where the form's own sums prove it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.form import read_forms
from extractors.misprints import SLIPS, mends, signed
from extractors.model import Doubt, Entry, Form, Table
from extractors.repair import repaired, straightened
from tests.extractors.grids import build_table

GRID = """项目支出绩效自评表^8
项目名称|造林^7
项目资金（万元）^x4|　|年初预算数|全年预算数|全年执行数|执行率|分值|得分
年度资金总额|3500.00|3550.00|{executed}|{rate}|10|9.57
其中：财政拨款|3000.00|3000.00|2900.05|—|—|—
其他资金|500.00|550.00|496.50|—|—|—
一级指标|二级指标|三级指标^2|年度指标值|实际完成值|分值|得分
产出指标^x2|数量指标|造林面积^2|≥100亩|120亩|{weight}|50
质量指标|成活率^2|≥90%|95%|20|20
效益指标|生态效益|覆盖率^2|≥30%|31%|20|20
总分^6|100|{total}"""
PRINTED = {"executed": "3396.55", "rate": "95.68%", "weight": "50", "total": "99.57"}
OCR = Doubt(Decimal("0.90"), ("文字识别（OCR）",))
PAGES = frozenset({1})


def scanned(**misread: str) -> Table:
    table = build_table(GRID.format(**{**PRINTED, **misread}).split("\n"), "", "万元", 1)
    return replace(table, cells=tuple(replace(cell, doubt=OCR) for cell in table.cells), doubt=OCR)


def read(pages: frozenset[int] = PAGES, **misread: str) -> tuple[Form, Table]:
    tables, kept = straightened((scanned(**misread),), pages)
    found = repaired(read_forms(tables, ()), pages, kept)
    return found.forms[0], found.tables[0]


def field(form: Form, name: str) -> Entry | None:
    return {
        "executed": form.budget[0].executed,
        "rate": form.budget[0].rate,
        "weight": form.indicators[0].weight,
        "total": form.total,
    }[name]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("executed", "3.396.55", "3396.55"),
        ("executed", "3396,55", "3396.55"),
        ("executed", "339655", "3396.55"),
        ("weight", "5O", "50"),
        ("weight", "S0", "50"),
        ("total", "99.S7", "99.57"),
        ("rate", "9568%", "95.68"),
    ],
)
def test_what_a_sum_proves_is_mended_and_marked(name: str, text: str, value: str) -> None:
    form, table = read(**{name: text})
    entry = field(form, name)
    assert entry is not None
    assert entry.number is not None
    assert (entry.text, entry.number.value, entry.number.text) == (text, Decimal(value), text)
    marked = [cell for cell in table.cells if cell.text == text]
    assert [(cell.number, cell.doubt) for cell in marked] == [
        (entry.number, Doubt(Decimal("0.85"), ("文字识别（OCR）", f"识别数字按合计修正：{text} → {value}")))
    ]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("total", "98.57", "98.57"),
        ("executed", "3395.55", "3395.55"),
        ("weight", "5", "5"),
        ("executed", "33.965.9", None),
        ("weight", "6O", None),
    ],
)
def test_a_figure_that_no_mending_proves_stays_as_it_was_read(name: str, text: str, value: str | None) -> None:
    form, table = read(**{name: text})
    entry = field(form, name)
    assert entry is not None
    assert (entry.text, entry.number and str(entry.number.value)) == (text, value)
    (cell,) = [cell for cell in table.cells if cell.place.box == entry.place.box]
    assert not any("修正" in reason for reason in cell.doubt.reasons)
    assert cell.doubt.confidence == (OCR.confidence if value else Decimal("0.50"))


def test_a_printed_page_is_left_alone() -> None:
    tables = (scanned(executed="339655"),)
    assert straightened(tables, frozenset()) == (tables, {})
    found = read_forms(tables, ())
    assert repaired(found, frozenset(), {}) is found


def test_sums_that_hold_make_the_table_and_its_cells_surer() -> None:
    _, sound = read()
    assert sound.doubt.confidence == Decimal("0.97")
    sure = {cell.text for cell in sound.cells if cell.doubt.confidence == Decimal("0.98")}
    assert sure >= {"3396.55", "2900.05", "496.50", "95.68%", "99.57", "100"}
    assert "120亩" not in sure
    _, broken = read(total="98.57")
    assert broken.doubt.confidence == OCR.confidence


def test_mendings_never_change_a_digit() -> None:
    assert next(mends("3.396.55")) == "3396.55"
    assert list(mends("l00%")) == ["100%", "1.00%", "10.0%"]
    for text in ("3.396.55", "1O", "1,234.50", "98.57"):
        plain = text.replace("O", "0")
        assert all([c for c in other if c.isdigit()] == [c for c in plain if c.isdigit()] for other in mends(text))


def test_slips_are_single() -> None:
    found = {other for slip in SLIPS for other in slip("96.5")}
    assert {"86.5", "96.6", "965", "9.5", "196.5", "96.51"} <= found
    assert not {"69.5", "25.5", "9.65"} & found
    assert list(signed("290%")) == ["≥90%", ">90%"]
