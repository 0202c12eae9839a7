"""Signs in a text that it goes on, or that it has ended."""

import pytest

from extractors.continuing import is_next_item, is_open, is_torn_figure, plain_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("购置树苗，", True),
        ("合同金额（含税", True),
        ("完成道路和", True),
        ("完成验收。", False),
        ("植树（二期）", False),
    ],
)
def test_a_text_that_breaks_off(text: str, expected: bool) -> None:
    assert is_open(text) is expected


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("1.种树。2.浇水。", "3.除草。", True),
        ("（一）种树；", "（二）浇水；", True),
        ("①种树。", "②浇水。", True),
        ("1.种树。", "3.除草。", False),
        ("种树。", "1.浇水。", False),
        ("1.种树", "2.浇水", False),
    ],
)
def test_the_next_item_of_a_list(above: str, below: str, expected: bool) -> None:
    assert is_next_item(above, below) is expected


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [("1,234,", "567.00", True), ("98", ".5%", True), ("10", "8", False), ("10.5", "8.5", False), ("12,", "3", False)],
)
def test_one_figure_in_two_lines(above: str, below: str, expected: bool) -> None:
    assert is_torn_figure(above, below) is expected


def test_a_text_that_says_it_goes_on_is_the_same_text() -> None:
    assert [plain_text(text) for text in ("自评表（续）", "自 评 表", "自评表(续表2)", "手续")] == [
        "自评表",
        "自评表",
        "自评表",
        "手续",
    ]
