"""Borders: TEXT004, TEXT005, TEXT006, TEXT007, TEXT008."""

from typing import Any

from tests.checks.borders.spec import Border, Spec, fund, prose, row

X4 = "text004_shared_text"
X5 = "text005_reused_text"
X6 = "text006_malformed_mark"
X7 = "text007_placeholder_left"
X8 = "text008_claim_contradicted"
LONG = "全年组织河道巡查一百二十六次，督促整改乱倒垃圾和乱搭棚屋等问题，沿河群众意见明显减少。"
OWN = "站里自编的巡河口诀印成小册子，发到沿河九个村的每一户人家手中，老人小孩都会背。"
SHORT = "巡河台账由各站自行填写，年底汇总核对。"
SHORT2 = "清淤船停靠点改设在白杨渡口下游一侧。"


def twin(mine: list[str], other: list[str], unit: str = "白鹭市水务局", year: str = "2022", **more: Any) -> Spec:
    report = {"unit": "青禾县河湖办", "year": "2022", "paragraphs": mine}
    return {"report": report, "others": [{"unit": unit, "year": year, "paragraphs": other}], **more}


def strict(**cells: str) -> Spec:
    return {"paragraphs": ["全年严格执行年初预算，控制支出。"], "forms": [{"budget": [fund(**cells)]}]}


BORDERS: list[Border] = [
    (X4, "the same words, other figures, other words", {**twin(["一、情况", LONG + OWN], ["一、情况", LONG + OWN])}),
    (
        X4,
        "a ninth of the words are others",
        twin(["一、情况", OWN], ["一、情况", OWN.replace("老人小孩都会背", "大人小孩都爱听")]),
    ),
    (
        X4,
        "a third of the words are others",
        twin(
            ["一、情况", OWN],
            [
                "一、情况",
                OWN.replace(
                    "发到沿河九个村的每一户人家手中，老人小孩都会背", "张贴在渡口的公告栏里供过往船家自行翻看抄录"
                ),
            ],
        ),
    ),
    (
        X4,
        "other figures",
        twin(
            ["一、情况", "站里自编的巡河口诀印了300本小册子，发到沿河9个村的每一户人家手中，老人小孩都会背。"],
            ["一、情况", "站里自编的巡河口诀印了200本小册子，发到沿河8个村的每一户人家手中，老人小孩都会背。"],
        ),
    ),
    (X4, "one short text, two, of two sections", twin(["一、情况", SHORT], ["一、情况", SHORT])),
    (X4, "two short texts of one section", twin(["一、情况", SHORT, SHORT2], ["一、情况", SHORT, SHORT2])),
    (
        X4,
        "two short texts of two sections of the other",
        twin(["一、情况", SHORT, SHORT2], ["一、情况", SHORT, "二、别处", SHORT2]),
    ),
    (X4, "the same unit, no unit, nobody else", twin(["一、情况", OWN], ["一、情况", OWN], unit="青禾县河湖办")),
    (
        X4,
        "the unit was not read",
        {
            "report": {"unit": "", "year": "2022", "paragraphs": ["一、情况", OWN]},
            "others": [{"unit": "白鹭市水务局", "year": "2022", "paragraphs": ["一、情况", OWN]}],
        },
    ),
    (
        X4,
        "in three more reports, in four",
        {
            "report": {"unit": "青禾县河湖办", "year": "2022", "paragraphs": ["一、情况", OWN]},
            "others": [{"unit": f"{n}市水务局", "year": "2022", "paragraphs": ["一、情况", OWN]} for n in "甲乙丙"],
            "parameters": {"boilerplate_units": 5},
        },
    ),
    (
        X4,
        "in so many units' reports that it is nobody's",
        {
            "report": {"unit": "青禾县河湖办", "year": "2022", "paragraphs": ["一、情况", OWN]},
            "others": [{"unit": f"{n}市水务局", "year": "2022", "paragraphs": ["一、情况", OWN]} for n in "甲乙丙丁"],
        },
    ),
    (
        X5,
        "an earlier year, the same, a later one",
        twin(["一、情况", OWN], ["一、情况", OWN], unit="青禾县河湖办", year="2021"),
    ),
    (X5, "a later year", twin(["一、情况", OWN], ["一、情况", OWN], unit="青禾县河湖办", year="2023")),
    (X5, "the same year", twin(["一、情况", OWN], ["一、情况", OWN], unit="青禾县河湖办", year="2022")),
    (X5, "another unit", twin(["一、情况", OWN], ["一、情况", OWN], year="2021")),
    (
        X5,
        "other figures than last year",
        twin(["一、情况", OWN + "共300册。"], ["一、情况", OWN + "共200册。"], unit="青禾县河湖办", year="2021"),
    ),
    (X5, "what the unit is", twin(["一、部门职能", OWN], ["一、部门职能", OWN], unit="青禾县河湖办", year="2021")),
    (
        X5,
        "short texts, two of them",
        twin(["一、情况", SHORT, SHORT2], ["一、情况", SHORT, SHORT2], unit="青禾县河湖办", year="2021"),
    ),
    (
        X6,
        "titles for operators",
        prose(
            "完成率《98%，满意度》90%。",
            "印发《办法》2份，执行《2022年计划》。",
            "达到》50。",
            "按照《95标准",
            "《10年规划",
        ),
    ),
    (
        X6,
        "operators and stops doubled",
        {
            "paragraphs": ["完成率≥≥98%。", "召开会议，，检查；；落实。", "结束。。", "等待……"],
            "tables": [
                {"caption": "表", "rows": [["指标", "值"], ["甲", ">>5"], ["乙", ">5"], ["丙", "≥≥≥8"], ["丁", "==5"]]}
            ],
        },
    ),
    (X6, "a growth without its unit", prose("支出增长5.36。", "支出增长5.36%。", "支出提高了2.5；完成。")),
    (
        X7,
        "placeholders and what looks like them",
        prose(
            "本年完成XX项任务。",
            "李**的电话138****5678。",
            "合格率≥**%，培训**人次。",
            "请填写单位名称。",
            "总体情况（200字以内）",
            "产品型号AXX12。",
            "支出增长（下降）5%。",
            "余额____元。",
            "经办人__签字。",
            "原因是：。",
        ),
    ),
    (
        X7,
        "in rows of a form and in headings",
        {
            "paragraphs": ["一、XX单位情况", "已完成。"],
            "forms": [{"name": "表", "indicators": [row("××数量", target="≥**个", actual="5个", reason="原因是：")]}],
        },
    ),
    (
        X8,
        "a strict budget beside an overrun",
        {
            "paragraphs": ["全年严格执行年初预算，控制支出。"],
            "forms": [{"budget": [fund(a="100.00", e="105.81", r="105.81%")]}],
        },
    ),
    *((X8, f"a strict budget beside {r}", strict(r=r)) for r in ("100%", "100.004%", "100.01%", "100.5%", "101%")),
    *((X8, f"a strict budget of 100.00 beside {e}", strict(a="100.00", e=e)) for e in ("100.00", "100.01", "100.02")),
    (
        X8,
        "the initial budget where no other is printed",
        {"paragraphs": ["压减支出。"], "forms": [{"budget": [fund(i="100.00", e="105.00")]}]},
    ),
    (X8, "rates of the prose alone", prose("全年严格执行年初预算。", "部门预算执行率为105.81%。")),
    (
        X8,
        "all met beside one that was missed",
        {
            "paragraphs": ["各项指标均达到指标值。"],
            "forms": [
                {
                    "indicators": [
                        row("甲", target="≥10个", actual="9个"),
                        row("乙", target="≥10个", actual="10个"),
                        row("丙", target="=10个", actual="9个"),
                        row("丁", target="10个", actual="9个"),
                    ]
                }
            ],
        },
    ),
    (
        X8,
        "only those named above",
        {
            "paragraphs": ["以上甲指标均达到指标值。", "以上乙指标均达到指标值。"],
            "forms": [
                {
                    "indicators": [
                        row("甲指标", target="≥10个", actual="9个"),
                        row("乙指标", target="≥10个", actual="10个"),
                    ]
                }
            ],
        },
    ),
    (X8, "money in time beside money late", prose("资金及时足额拨付到位。", "部分项目支付进度滞后。")),
    *(
        (
            X8,
            f"money in time beside a rate of {r}",
            {"paragraphs": ["资金及时足额拨付到位。", "未出现支付滞后。"], "forms": [{"budget": [fund(a=a, r=r)]}]},
        )
        for a, r in (("100", "90%"), ("100", "89.99%"), ("100", "89.9%"), ("0", "0%"))
    ),
    *(
        (
            X8,
            f"all spent beside {e} of 100.00",
            {"paragraphs": ["资金已全部使用完毕。"], "forms": [{"budget": [fund(a="100.00", e=e, r=r)]}]},
        )
        for e, r in (("100.00", "100%"), ("99.99", "99.99%"), ("99.00", "99%"), ("99.50", ""))
    ),
    (X8, "plans for next year say nothing of this one", prose("一、下一步工作计划", "严格执行年初预算。")),
]
