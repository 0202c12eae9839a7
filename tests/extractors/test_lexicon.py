"""Labels taken apart and looked up."""

from decimal import Decimal
from pathlib import Path

import pytest

from extractors.lexicon import Label, Match, field_of, guess_field, read_label, spellings


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("执行率（B/A）", Label("执行率（B/A）", "执行率(B/A)", "执行率", formula="B/A")),
        ("全年预算数 (A)", Label("全年预算数(A)", "全年预算数(A)", "全年预算数", letter="A")),
        ("项目资金\n（万元）", Label("项目资金（万元）", "项目资金(万元)", "项目资金", unit="万元")),
        ("产 出 指 标（50分）", Label("产出指标（50分）", "产出指标(50分)", "产出指标", points="50")),
        ("数量指标 15分", Label("数量指标15分", "数量指标15分", "数量指标", points="15")),
        ("2021年度全年预算数", Label("2021年度全年预算数", "全年预算数", "全年预算数")),
        ("1.年度目标完成情况：", Label("1.年度目标完成情况：", "年度目标完成情况", "年度目标完成情况")),
        ("实施单位（盖章）", Label("实施单位（盖章）", "实施单位(盖章)", "实施单位")),
        ("执行(万元)(20分)", Label("执行(万元)(20分)", "执行(万元)(20分)", "执行", "万元", points="20")),
    ],
)
def test_label_is_taken_apart(text: str, label: Label) -> None:
    assert read_label(text) == label


@pytest.mark.parametrize(
    ("block", "text", "field"),
    [
        ("funds", "全年（调整）预算数", "annual"),
        ("funds", "预算执行进度(%)", "rate"),
        ("funds", "得分(20分*执行率)", "score"),
        ("indicators", "年度(/项目)指标值", "target"),
        ("indicators", "单位（文字描述）", "target_unit"),
        ("indicators", "偏差原因分析\n及改进措施", "reason"),
        ("head", "部门（单位）名称", "department"),
        ("head", "转移支付（项目）名称", "project"),
        ("tasks", "其中：财政资金", "budget_fiscal"),
    ],
)
def test_known_spelling(block: str, text: str, field: str) -> None:
    match = field_of(block, text)
    assert match is not None
    assert (match.field, match.confidence) == (field, Decimal(1))


def test_near_spelling_is_a_guess_of_lower_confidence() -> None:
    assert field_of("indicators", "实际完成值情况") is None
    assert guess_field("indicators", "实际完成值情况") == Match("actual", 950, Decimal("0.82"), "实际完成情况")
    assert guess_field("indicators", "热度") is None


def test_every_spelling_is_found_as_its_own_field_or_an_earlier_one() -> None:
    lost = [
        (block, word)
        for block, fields in spellings().items()
        for words in fields.values()
        for word in words
        if field_of(block, word) is None
    ]
    assert lost == []


def test_spellings_of_the_user_come_after_ours(tmp_path: Path) -> None:
    extra = tmp_path / "more.toml"
    extra.write_text('[funds]\nrate = ["花钱率"]\n', "utf-8")
    assert spellings(extra)["funds"]["rate"] == (*spellings()["funds"]["rate"], "花钱率")
