"""Values told in words: one quantity with a unit and no turn of meaning is the figure."""

from decimal import Decimal

import pytest

from extractors.form_worded import worded
from extractors.model import Entry, Place


@pytest.mark.parametrize(
    ("text", "value", "operator"),
    [
        ("市级以上媒体报道20篇以上", "20", "≥"),
        ("最高48.6万元", "48.6", ""),
        ("完成改造12个", "12", ""),
    ],
)
def test_the_one_quantity_is_the_figure(text: str, value: str, operator: str) -> None:
    number = worded(Entry(text, Place(1))).number
    assert number is not None
    assert (number.value, number.operator, number.text) == (Decimal(value), operator, text)


@pytest.mark.parametrize(
    "text",
    [
        "下降10%",
        "较上年增加20人",
        "比目标少1座",
        "开展培训3次、演练2次",
        "达到二级标准",
        "2022年10月底前完成",
        "完成20",
    ],
)
def test_changes_gaps_and_several_figures_are_none(text: str) -> None:
    assert worded(Entry(text, Place(1))).number is None
