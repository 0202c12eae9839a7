"""Labels taken apart and looked up."""

from decimal import Decimal

import pytest

from extractors.form import read_forms
from extractors.lexicon import (
    Label,
    LexiconError,
    Match,
    check_lexicon,
    field_of,
    guess_field,
    has_spelling,
    parse_lexicon,
    read_label,
    spellings,
    user_lexicon,
)
from tests.extractors.grids import build_table, form_lines


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
        (
            "预算合计（D=A+B+C）",
            Label("预算合计（D=A+B+C）", "预算合计(D=A+B+C)", "预算合计", letter="D", formula="A+B+C"),
        ),
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


@pytest.mark.parametrize(
    ("block", "text", "match"),
    [
        ("indicators", "实际完成值情况", Match("actual", 920, Decimal("0.85"), "…实际完成…")),
        ("indicators", "实绩达成值", Match("actual", 920, Decimal("0.85"), "实绩…")),
        ("indicators", "部门自评打分值", Match("score", 920, Decimal("0.85"), "…打分值…")),
        ("indicators", "全年预设指标值", Match("target", 900, Decimal("0.9"), "指标值")),
        ("indicators", "上年实际完成值", Match("other", 920, Decimal("0.85"), "上年…")),
        ("indicators", "未完成情况及原因说明", Match("reason", 920, Decimal("0.85"), "未完成…原因…")),
        ("indicators", "效益指标和满意度指标", None),
        ("funds", "年初部门预算安排数", Match("initial", 920, Decimal("0.85"), "年初…预算…")),
        ("funds", "调整后预算总金额", Match("annual", 920, Decimal("0.85"), "调整后…")),
        ("funds", "累计实际支付资金额", Match("executed", 920, Decimal("0.85"), "…支付…额")),
        ("funds", "资金执行完成进度", Match("rate", 920, Decimal("0.85"), "…执行…进度…")),
        ("indicators", "热度", None),
    ],
)
def test_unknown_head_is_a_guess_of_lower_confidence(block: str, text: str, match: Match | None) -> None:
    assert field_of(block, text) is None
    assert guess_field(block, text) == match


def test_every_spelling_is_found_as_its_own_field_or_an_earlier_one() -> None:
    lost = [
        (block, word)
        for block, fields in spellings().items()
        for words in fields.values()
        for word in words
        if field_of(block, word) is None
    ]
    assert lost == []


USERS = """
[funds]
label = ["款项渠道"]
initial = ["年初盘子"]
annual = ["全年盘子"]
executed = ["花费"]
rate = ["花费比"]
weight = ["满格"]
score = ["拿到"]

[indicators]
target = ["要求"]
actual = ["做到"]
weight = ["满格"]
score = ["拿到", "说明"]

[like.indicators]
reason = ["为何…"]
"""
GRID = [
    "款项渠道|年初盘子|全年盘子|花费|花费比|满格|拿到|",
    "资金总额|10|12|11.4|95%|10|9.5|",
    "一级指标|二级指标|三级指标|要求|做到|满格|说明|为何没做到",
    "产出指标|数量指标|养护绿道|5公里|4公里|90|72|汛期",
]
READ = [
    "money_unit=万元",
    "doubt=0.85 表头“为何没做到”按最接近的写法“为何…”识别",
    "fund: 资金总额 < -: 10<10万元> | 12<12万元> | 11.4<11.4万元> | 95%<95%> | 10<10分> | 9.5<9.5分> | ∅",
    "row: 产出指标 / 数量指标 / 养护绿道: ∅ | 5公里<5公里> | ∅ | 4公里<4公里> | 90<90分> | 72<72分> | 汛期",
]


def test_words_of_the_user_are_read_and_outweigh_ours() -> None:
    """说明 stands for a reason in ours and for the score in the user's."""
    extra = parse_lexicon(USERS)
    check_lexicon(extra)
    before = field_of("indicators", "说明")
    with user_lexicon(extra):
        found = read_forms((build_table(GRID, "项目支出绩效自评表", "万元"),), ()).forms
        assert has_spelling("funds", "rate", "花费比（%）")
    assert [line for form in found for line in form_lines(form) if line in READ] == READ
    assert field_of("indicators", "说明") == before
    assert field_of("funds", "花费比") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[funds]\nrat = ["花费比"]', "[funds] 没有“rat”这个字段；可用的有 initial、annual、executed"),
        ('[fund]\nrate = ["花费比"]', "没有 [fund] 这一节；可用的有 head、foot、goals"),
        ('[like.funds]\nrates = ["花费…"]', "[like.funds] 没有“rates”这个字段"),
        ('[funds]\nrate = "花费比"', '[funds] rate 应为文字列表，如 rate = ["写法一", "写法二"]'),
        ("funds = 1", "“funds”应写成 [funds] 一节"),
        ("[funds", "不合 TOML 语法："),
    ],
)
def test_a_lexicon_with_a_mistake_is_refused(text: str, message: str) -> None:
    with pytest.raises(LexiconError) as caught:
        check_lexicon(parse_lexicon(text))
    assert str(caught.value).startswith(message)
