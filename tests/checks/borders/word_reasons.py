"""Borders: RATE002, RATE003, SCORE002."""

from typing import Any

from tests.checks.borders.spec import Border, Spec, fund, row

S2 = "score002_deducted_no_reason"
R2 = "rate002_over_100_unexplained"
R3 = "rate003_low_rate_unexplained"
T = "年度资金总额"


def lost(*paragraphs: str, reason: str | None = None, **form: Any) -> Spec:
    """A row that lost two points of ten, with its reason cell where the form has one."""
    cells = {} if reason is None else {"reason": reason}
    rows = [row("改造完工小区数", l2="数量指标", target="≥10个", actual="10个", p="8/10", **cells), row("乙", p="5/5")]
    return {"paragraphs": list(paragraphs), "forms": [{"indicators": rows, **form}]}


def low(*paragraphs: str, reason: str | None = None, **form: Any) -> Spec:
    cells = {} if reason is None else {"reason": reason}
    return {
        "paragraphs": list(paragraphs),
        "forms": [{"budget": [fund(a="100.00", e="72.20", r="72.2%", **cells)], **form}],
    }


def over(*paragraphs: str, reason: str | None = None, **form: Any) -> Spec:
    cells = {} if reason is None else {"reason": reason}
    return {
        "paragraphs": list(paragraphs),
        "forms": [{"budget": [fund(a="100.00", e="105.81", r="105.81%", **cells)], **form}],
    }


BORDERS: list[Border] = [
    *(
        (S2, f"the reason cell says {r or 'nothing'}", lost(reason=r))
        for r in ("", "-", "无", "0", "改造完工小区数", "施工许可办理较晚。", "已完成")
    ),
    (S2, "no reason cell, nothing said", lost()),
    *(
        (S2, f"the prose says {p}", lost(p))
        for p in (
            "改造完工小区数未达预期，原因是施工许可办理较晚。",
            "改造完工小区数为10个。",
            "因资金到位较晚，完工小区扣2分。",
            "原因是天气。",
            "数量指标扣分是因为资料不全。",
        )
    ),
    (
        S2,
        "two rows of a category lose points: its name tells of neither",
        {
            "paragraphs": ["数量指标扣分是因为资料不全。"],
            "forms": [
                {
                    "indicators": [
                        row("甲", l2="数量指标", p="8/10"),
                        row("乙", l2="数量指标", p="4/5"),
                        row("丙", l2="质量指标", p="4/5"),
                    ]
                }
            ],
        },
    ),
    (
        S2,
        "bonus rows, full marks, blank points, above the weight",
        {
            "forms": [
                {
                    "indicators": [
                        row("加分项", p="1/2"),
                        row("甲", p="2/2"),
                        row("乙", score="", weight="2"),
                        row("丙", score="1"),
                        row("丁", p="3/2"),
                    ]
                }
            ]
        },
    ),
    (
        S2,
        "an execution score that its rate explains, one that it does not",
        {"forms": [{"budget": [fund(a="100.00", e="86.18", r="86.18%", p=p)]} for p in ("8.62/10", "7/10")]},
    ),
    (
        S2,
        "an execution score at a full rate",
        {"forms": [{"budget": [fund(a="100.00", e="100.00", r="100%", p="9/10")]}]},
    ),
    (
        S2,
        "the reason of an execution score in its row, with the indicator, in prose",
        {
            "forms": [
                {"budget": [fund(r="86%", p="7/10", reason="财力紧张，尾款未付。")]},
                {
                    "budget": [fund(r="86%", p="7/10")],
                    "indicators": [row("预算执行率", target="100%", actual="86%", reason="财力紧张，尾款未付。")],
                },
            ]
        },
    ),
    (
        S2,
        "the reason of an execution score in prose",
        {
            "paragraphs": ["预算执行率扣分的原因是财力紧张，尾款未付。"],
            "forms": [{"budget": [fund(r="86%", p="7/10")]}],
        },
    ),
    (
        S2,
        "the indicator of the execution rate",
        {
            "forms": [
                {
                    "budget": [fund(a="100.00", e="86.00", r="86%")],
                    "indicators": [row("预算执行率", target="100%", actual="86%", p=p)],
                }
                for p in ("8.6/10", "5/10")
            ]
        },
    ),
    (
        S2,
        "a remark below all rows",
        {
            "forms": [{"tables": [0], "indicators": [row("甲", p="8/10")]}],
            "tables": [
                {
                    "rows": [
                        ["指标", "分值", "得分"],
                        ["甲", "10", "8"],
                        ["偏差原因分析", "施工许可办理较晚，影响进度。", "<"],
                    ]
                }
            ],
        },
    ),
    (
        S2,
        "a remark that says nothing, one that fills half of the width",
        {
            "forms": [{"tables": [0], "indicators": [row("甲", p="8/10")]}],
            "tables": [
                {
                    "rows": [
                        ["指标", "分值", "得分", "备注"],
                        ["偏差原因分析", "无", "<", "<"],
                        ["备注", "施工许可办理较晚。", "<", "<"],
                        ["偏差原因分析", "某", "施工许可办理较晚。", "<"],
                    ]
                }
            ],
        },
    ),
    *(
        (R3, f"72.2 per cent, the cell says {r}", low(reason=r))
        for r in ("受疫情影响，部分工程未开工。", "财力紧张", "年中追加预算20万元。", "72.2%", "/", "年度资金总额")
    ),
    *(
        (R3, f"72.2 per cent, the prose says: {p}", low(p))
        for p in (
            "因疫情影响，资金支付进度较慢。",
            "因疫情影响，培训推迟。",
            "资金支付进度较慢。",
            "项目资金结余27.80万元，结转下年使用。",
            "由于年中追加预算，资金支出超过预算。",
            "工程尾款按合同跨年支付，主要原因是资金未到位。",
        )
    ),
    (
        R3,
        "the outcome of a goal, a note, a remark tell why",
        {
            "forms": [
                {
                    "budget": [fund(a="100.00", e="72.20", r="72.2%")],
                    "goals": [{"goal": "完成。", "result": "因疫情影响，资金未全部支付。"}],
                },
                {"budget": [fund(a="100.00", e="72.20", r="72.2%")], "note": "因疫情影响，资金未全部支付。"},
                {"budget": [fund(a="100.00", e="72.20", r="72.2%")], "note": "预算执行率低于90%的，请说明原因。"},
            ]
        },
    ),
    (
        R3,
        "parts: the whole's reason, their own, another's",
        {
            "paragraphs": ["项目支出因招标较晚，资金未全部支付。"],
            "forms": [
                {
                    "budget": [
                        fund(a="100.00", e="95.00", r="95%"),
                        fund("基本支出", of=T, a="50.00", e="40.00", r="80%"),
                        fund("项目支出", of=T, a="50.00", e="40.00", r="80%"),
                    ]
                }
            ],
        },
    ),
    (
        R3,
        "parts: what holds back the whole holds back its parts",
        {
            "forms": [
                {
                    "budget": [
                        fund(a="100.00", e="80.00", r="80%", reason="受疫情影响，部分工程未开工。"),
                        fund("基本支出", of=T, a="50.00", e="40.00", r="80%"),
                    ]
                }
            ]
        },
    ),
    (
        R3,
        "tasks: the outcome must speak plainly",
        {
            "forms": [
                {
                    "budget": [fund(a="100.00", e="95.00", r="95%")],
                    "tasks": [
                        {"name": "甲", "budget": "50.00", "executed": "40.00", "result": "因招标较晚，资金未支付完。"},
                        {"name": "乙", "budget": "50.00", "executed": "40.00", "result": "已完成。"},
                    ],
                }
            ]
        },
    ),
    *(
        (R2, f"105.81 per cent, the cell says {r}", over(reason=r))
        for r in (
            "年中追加人员经费。",
            "上年结转资金在本年支出。",
            "新增项目",
            "受疫情影响，进度滞后。",
            "无",
            "厉行节约",
        )
    ),
    *(
        (R2, f"105.81 per cent, the prose says: {p}", over(p))
        for p in (
            "年中追加人员经费预算，支出相应增加。",
            "上年结转资金5.81万元在本年支出。",
            "因疫情影响，支出减少。",
            "年中新增两名职工。",
            "人员增资，基本支出预算调增。",
        )
    ),
    (
        R2,
        "the indicator of the rate gives the reason",
        {
            "forms": [
                {
                    "budget": [fund(a="100.00", e="105.81", r="105.81%")],
                    "indicators": [row("预算执行率", target="100%", actual="105.81%", reason="年中追加预算。")],
                }
            ]
        },
    ),
]
