"""What the lines above a table say: labels beside each other, glued or apart, and the points that they state."""

import pytest

from extractors.form import read_forms
from extractors.form_caption import labelled
from extractors.model import Entry, Paragraph, Place, Section, TextLine
from tests.extractors.grids import build_table

GRID = ["一级指标|三级指标|目标值|完成值|分值|得分", "产出指标|补助村医|27名|26名|90|84.8"]
LINE = "自评得分：94.2分 自评等级：优 金额单位：元"


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("实施单位：石桥镇人民政府主管部门：白沙县农业农村局单位：万元", ["石桥镇人民政府", "白沙县农业农村局"]),
        ("项目名称: 硬化村道 年度: 2023", ["硬化村道", "2023"]),
        ("填报人：王某 单位名称（盖章）：司法局 填报日期：2023年3月", ["司法局"]),
        ("监督部门：审计局", []),
        ("金额单位：万元", []),
        ("注：本表一式两份", []),
    ],
)
def test_labels_of_a_line_part_it(line: str, facts: list[str]) -> None:
    assert [text for _, text in labelled(line)] == facts


def section(text: str, page: int) -> Section:
    box = (60.0, 90.0, 400.0, 102.0)
    return Section("", 0, Place(page), (Paragraph(text, "body", 0, (TextLine(text, page, box),)),))


def test_points_stated_above_the_table_are_the_forms() -> None:
    table = build_table(GRID, f"村医补助绩效自评表\n{LINE}")
    (form,) = read_forms((table,), (section(LINE, 1),)).forms
    assert (form.total and form.total.text, form.grade and form.grade.text) == ("94.2分", "优")
    assert form.total is not None
    assert form.total.number is not None
    assert (str(form.total.number.value), form.total.place.page) == ("94.2", 1)


def test_points_of_another_page_or_form_are_not() -> None:
    table = build_table(GRID, f"村医补助绩效自评表\n{LINE}")
    found: list[Entry | None] = []
    for prose in (section(LINE, 2), section("自评得分：88分 自评等级：良", 1)):
        (form,) = read_forms((table,), (prose,)).forms
        found += [form.total, form.grade]
    assert found == [None] * 4
