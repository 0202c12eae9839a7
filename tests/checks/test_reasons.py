"""What counts as a reason, of which direction it speaks, and where it is looked for: many ways to say it."""

from typing import Any

import pytest

from checks._engine import run_check
from checks._model import Parameters, Severity
from checks._reason_words import is_of_excess, is_opposite, is_overrun, is_reason, is_shortfall
from tests.checks.build import build_report
from tests.checks.test_cases import load_check

EMPTY = (
    "", " ", "无", "无。", "（无）", "暂无", "没有", "无偏差", "未偏离绩效目标", "指标无偏差", "不存在偏差",
    "不适用", "不涉及",
    "-", "—", "－－", "——", "/", "//", "\\", "0", "0.00", "0%", "00000000000000000000000000000000000000000000000000",
    "#N/A", "#VALUE!", "n/a", "NaN", "null", "None", "…", "、", "*", "√", "是", "正常", "已完成", "按期完成", "达标",
    "100%", "95.3", "偏差原因：无", "偏差原因分析及改进措施：无", "原因分析", "改进措施：无",
    "偏差原因：/改进措施：/",
    "无\n无", "无，无", "备注：", "偏差较大原因说明：不适用",
)  # fmt: skip
NAMED = (
    ("预算执行率", "预算执行率"),
    ("预算执行率。", "预算执行率"),
    ("预算 执行率", "预算执行率（10分）"),
    ("基本支出：无", "基本支出"),
    ("其中：财政拨款", "其中:财政拨款"),
    ("项目支出（万元）", "项目支出"),
)
OVER = (
    "年中追加绩效奖30.5万元", "财政追加预算", "预算调增120万元", "人员增资", "使用上年结转资金",
    "以前年度结余资金安排",
    "上级转移支付资金下达", "年中新增人员经费", "新增支出项目两个", "基数上调", "补发以前年度绩效工资",
    "补缴养老保险",
    "年初未安排该项经费", "该项未列入年初预算", "人员调入，工资增加", "抢险应急支出", "一次性抚恤金",
    "职级并行调整工资",
    "支付上年度工程欠款", "动用历年结余", "新招录人员5名", "防疫物资采购", "公积金缴存基数调整", "超支原因是任务加重",
    "养老保险标准提高", "市级另行下达专项", "债券资金追加", "津补贴增加",
)  # fmt: skip
OVER_IN_CELLS = ("工作量增加", "材料费上涨",
"维修费用上涨，增加维修费", "物价上涨", "职级晋升", "临时交办任务", "年初预算偏低",
                 "业务量较上年大幅增长", "由其他项目统筹弥补", "服务人数增多")  # fmt: skip
LOW = (
    "受疫情影响，财力紧张，压减支出", "财政库款紧张", "厉行节约，压缩开支", "招标结余", "采购流程较长", "未到付款期",
    "工程尾款未结算", "质保金尚未到期", "项目进度滞后", "待验收后支付", "资金未到位", "跨年度实施", "结转下年使用",
    "资金下达较晚", "项目延期", "财政收回指标", "调减预算", "部分项目取消", "流标后重新招标", "尚未达到支付条件",
    "审批手续办理时间长，审批未完成", "未全部支付", "次年支付", "年中停工", "经费不足", "节余资金交回", "会议减少",
    "未及时报销", "推迟到下一年度", "过紧日子", "未按计划开展", "收支矛盾，财政资金紧张",
)  # fmt: skip
LOW_IN_CELLS = ("按合同约定分期支付", "人员退休较多", "按工程进度付款",
"天气原因", "线上举办培训", "机构改革", "拆迁工作受阻",
                "中标价较低", "据实结算", "预算编制不够精准", "前期手续繁琐", "仍在办理验收")  # fmt: skip
NEITHER = (
    "圆满完成各项任务", "加强预算管理，提高资金使用效益", "制度健全，执行到位", "服务群众满意度高",
    "新增制度12项，完善制度8项",
    "资金使用合规", "认真履行职责",
)  # fmt: skip
PROMISED = ("严格控制追加预算", "杜绝超支现象",
"今后将进一步减少预算调整", "从严控制调增", "避免年中追加", "下一步将追加投入",
            "未发生超支，无追加")  # fmt: skip


@pytest.mark.parametrize("text", EMPTY)
def test_a_mark_of_emptiness_is_no_reason(text: str) -> None:
    assert not is_reason(text)


@pytest.mark.parametrize(("text", "label"), NAMED)
def test_the_label_again_is_no_reason(text: str, label: str) -> None:
    assert not is_reason(text, label)


@pytest.mark.parametrize("text", [*OVER, *OVER_IN_CELLS, *LOW, *LOW_IN_CELLS])
def test_words_are_a_reason(text: str) -> None:
    assert is_reason(text, "预算执行率")


@pytest.mark.parametrize("text", OVER)
def test_more_money_explains_an_overrun_wherever_it_stands(text: str) -> None:
    assert is_overrun(text)


@pytest.mark.parametrize("text", LOW)
def test_less_money_or_time_explains_a_shortfall_wherever_it_stands(text: str) -> None:
    assert is_shortfall(text)


@pytest.mark.parametrize("text", OVER_IN_CELLS)
def test_weaker_words_of_an_overrun_need_a_cell_or_a_cause(text: str) -> None:
    assert (is_overrun(text), is_overrun(text, True), is_overrun(f"主要是{text}")) == (False, True, True)


@pytest.mark.parametrize("text", LOW_IN_CELLS)
def test_weaker_words_of_a_shortfall_need_a_cell_or_a_cause(text: str) -> None:
    bare = text.replace("原因", "")
    assert (is_shortfall(bare), is_shortfall(text, True), is_shortfall(f"由于{text}")) == (False, True, True)


@pytest.mark.parametrize("text", NEITHER)
def test_praise_explains_nothing(text: str) -> None:
    assert (is_overrun(text, True), is_shortfall(text, True)) == (False, False)


@pytest.mark.parametrize("text", PROMISED)
def test_what_is_forbidden_or_promised_explains_no_overrun(text: str) -> None:
    assert not is_overrun(text, True)


@pytest.mark.parametrize(
    "text", ["受疫情影响，财力紧张，压减支出", "进度缓慢", "厉行节约，压缩开支，加强管理", "项目取消"]
)
def test_a_cut_is_no_reason_for_an_overrun(text: str) -> None:
    assert (is_opposite(text, "overrun"), is_opposite(text, "shortfall")) == (True, False)


@pytest.mark.parametrize("text", ["年中追加人员经费", "职工增资", "上级转移支付资金下达", "人员调入"])
def test_more_money_is_no_reason_for_a_shortfall(text: str) -> None:
    assert (is_opposite(text, "overrun"), is_opposite(text, "shortfall")) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "年底追加预算，当年来不及支付",
        "追加资金下达较晚",
        "上年结转较多，尚未使用完",
        "人员变动",
        "工资调整，部分项目压减",
        "情况特殊",
    ],
)
def test_what_speaks_of_both_or_of_neither_is_refused_nowhere(text: str) -> None:
    assert (is_opposite(text, "overrun"), is_opposite(text, "shortfall")) == (False, False)


@pytest.mark.parametrize(
    ("text", "is_excess"),
    [
        ("超额完成任务", True),
        ("高于预期目标", True),
        ("未超过目标", False),
        ("超出计划部分因故停办", False),
        ("未完成", False),
    ],
)
def test_a_target_passed_is_told_from_one_missed(text: str, is_excess: bool) -> None:
    assert is_of_excess(text) is is_excess


def row(label: str, executed: str, rate: str, **more: str) -> dict[str, str]:
    return {"label": label, "annual": "500", "executed": executed, "rate": rate, **more}


def severities(stem: str, form: dict[str, Any], *paragraphs: str) -> list[Severity]:
    report = build_report({"forms": [{"name": "项目支出绩效自评表", **form}], "paragraphs": paragraphs})
    return [found.severity for found in run_check(report, load_check(stem), Parameters()).findings]


OVERRUN, SHORTFALL = "rate002_over_100_unexplained", "rate003_low_rate_unexplained"
RATE = {"l1": "管理指标", "l2": "预算管理", "l3": "预算执行率", "target": "100%"}


@pytest.mark.parametrize(
    ("form", "paragraphs"),
    [
        ({"budget": [row("总额", "530", "106%", reason="年中追加绩效奖")]}, ()),
        ({"budget": [row("总额", "530", "106%")], "indicators": [RATE | {"actual": "106%", "reason": "物价上涨"}]}, ()),
        (
            {
                "budget": [row("总额", "530", "106%")],
                "goals": [{"goal": "办好", "result": "年中追加经费已支出。"}],
            },
            (),
        ),
        ({"budget": [row("总额", "530", "106%")], "note": "注：执行率超过100%，主要是年中追加预算。"}, ()),
        ({"budget": [row("总额", "530", "106%")]}, ("二、执行情况", "超出预算，主要是上级追加了经费。")),
    ],
    ids=["row", "indicator", "outcome", "note", "paragraph"],
)
def test_an_overrun_is_explained_where_the_data_says(form: dict[str, Any], paragraphs: tuple[str, ...]) -> None:
    assert severities(OVERRUN, form, *paragraphs) == [Severity.INFO]


@pytest.mark.parametrize(
    ("form", "paragraphs"),
    [
        ({"budget": [row("总额", "400", "80%", reason="质保金未到付款期")]}, ()),
        ({"budget": [row("总额", "400", "80%", reason="招标结余"), row("财政拨款", "400", "80%", parent="总额")]}, ()),
        ({"budget": [row("总额", "400", "80%")], "indicators": [RATE | {"actual": "80%", "reason": "天气影响"}]}, ()),
        ({"budget": [row("总额", "400", "80%")], "goals": [{"goal": "办好", "result": "因疫情压减支出100万元。"}]}, ()),
        ({"budget": [row("总额", "400", "80%")], "note": "注：因财力紧张，部分资金未支付。"}, ()),
        ({"budget": [row("总额", "400", "80%")]}, ("二、执行情况", "预算执行率80%，主要原因是工程款尚未支付。")),
    ],
    ids=["row", "whole", "indicator", "outcome", "note", "paragraph"],
)
def test_a_shortfall_is_explained_where_the_data_says(form: dict[str, Any], paragraphs: tuple[str, ...]) -> None:
    assert severities(SHORTFALL, form, *paragraphs) == []


@pytest.mark.parametrize(
    "reason", ["无", "-", "0", "/", "不适用", "总额", "偏差原因：无", "受疫情影响，压减支出", "NaN"]
)
def test_an_overrun_stays_unexplained(reason: str) -> None:
    form = {"budget": [row("总额", "530", "106%", reason=reason)]}
    assert severities(OVERRUN, form, "二、执行情况", "严格控制追加预算，下一步将减少预算调整。") == [Severity.WARNING]


@pytest.mark.parametrize("reason", ["无", "-", "0", "/", "不适用", "总额", "偏差原因：无", "年中追加人员经费", "80%"])
def test_a_shortfall_stays_unexplained(reason: str) -> None:
    form = {
        "budget": [row("总额", "400", "80%", reason=reason)],
        "note": "注：执行率未完成的，应说明原因，如未支付。",
    }
    assert severities(SHORTFALL, form) == [Severity.WARNING]
