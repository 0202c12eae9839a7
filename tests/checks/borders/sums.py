"""Borders: SUM."""

from decimal import Decimal
from typing import Any

from tests.checks.borders.spec import Border, Spec, fund, prose, row

U1, U2, U3, U4, U5, U6, U7, U8, U9 = (
    "sum001_total_score",
    "sum002_group_score",
    "sum003_weights_total",
    "sum004_budget_parts",
    "sum005_tasks_total",
    "sum006_part_exceeds_whole",
    "sum007_prose_parts",
    "sum008_table_total",
    "sum009_fund_balance",
)
T = "年度资金总额"


def tot(total: str, *rows: Spec) -> Spec:
    return {"forms": [{"total": total, "indicators": list(rows)}]}


def bal(*rows: tuple[str, ...]) -> Spec:
    head = ["项目", "到位资金", "支出资金", "结余资金"]
    return {"tables": [{"caption": "资金情况", "money_unit": "万元", "rows": [head, *map(list, rows)]}]}


def tb(*rows: tuple[str, ...], **more: Any) -> Spec:
    return {"tables": [{"caption": "情况表", "money_unit": "万元", "rows": list(map(list, rows)), **more}]}


BORDERS: list[Border] = [
    (
        U1,
        "a blank score may be up to its weight",
        {
            "forms": [
                {"total": t, "indicators": [row("甲", p="40/50"), row("乙", score="", weight="50")]}
                for t in ("40", "90", "90.5", "39.5", "65")
            ]
        },
    ),
    (
        U1,
        "a blank score without a weight; a blank bonus",
        {
            "forms": [
                {"total": "99", "indicators": [row("甲", p="60/60"), row("乙", score="")]},
                {"total": "99", "indicators": [row("甲", p="90/90"), row("加分项", score="")]},
            ]
        },
    ),
    (
        U1,
        "seven blanks: six are named",
        tot("95", *(row(f"行{i}", score="", weight="5") for i in range(7)), row("甲", p="60/65")),
    ),
    (
        U1,
        "the execution score among the indicators counts once",
        {
            "forms": [
                {"total": t, "budget": [fund(p="9/10")], "indicators": [row("预算执行率", p=p), row("乙", p="80/90")]}
                for t, p in (("89", "9/10"), ("98", "9/10"), ("89", "8/10"), ("97", "8/10"))
            ]
        },
    ),
    (
        U1,
        "groups alone, groups beside rows",
        {
            "forms": [
                {
                    "total": t,
                    "budget": [fund(p="9/10")],
                    "groups": [{"name": "产出指标", "score": "50"}, {"name": "效益指标", "score": "30"}],
                }
                for t in ("80", "89", "90")
            ]
        },
    ),
    (
        U1,
        "a total far from its rows",
        {
            "forms": [
                {"total": t, "indicators": [row("甲", p="60/60")]} for t in ("40", "39", "120", "121", "90", "100")
            ]
        },
    ),
    (
        U1,
        "several readings: the fullest is shown",
        {
            "forms": [
                {
                    "total": "70",
                    "budget": [fund(p="9/10")],
                    "indicators": [row("甲", p="60/60"), row("乙", score="", weight="")],
                    "groups": [{"name": "产出指标", "score": "55"}],
                }
            ]
        },
    ),
    (
        U1,
        "the execution score is printed nowhere",
        {
            "forms": [
                {"total": t, "budget": [fund(r="90%")], "indicators": [row("甲", p="50/60"), row("乙", p="30/30")]}
                for t in ("89", "90", "91", "80", "79")
            ]
        },
    ),
    (
        U1,
        "its weight is printed",
        {
            "forms": [
                {
                    "total": t,
                    "budget": [fund(r="90%", weight="10")],
                    "indicators": [row("甲", p="50/60"), row("乙", p="30/30")],
                }
                for t in ("90", "91")
            ]
        },
    ),
    (
        U1,
        "no weights at all",
        {
            "forms": [
                {"total": t, "budget": [fund(r=r)], "indicators": [row("甲", score="50"), row("乙", score="30")]}
                for t, r in (("89", "90%"), ("89.5", "90%"), ("98", "90%"), ("90", "105%"), ("89", "0.9"))
            ]
        },
    ),
    (
        U1,
        "a page that could not be read",
        {
            "unread": [{"why": "扫描页", "scope": "page"}],
            "forms": [{"total": "99", "indicators": [row("甲", p="80/100")]}],
        },
    ),
    (
        U1,
        "deductions with and without a minus, bonus",
        {
            "forms": [
                {
                    "total": "97",
                    "indicators": [row("甲", p="98/100"), row("扣分项", score=s, sign=-1), row("加分项", score="1")],
                }
                for s in ("2", "-2")
            ]
        },
    ),
    (
        U1,
        "no total, an unreadable one, no rows",
        {
            "forms": [
                {"indicators": [row("甲", p="1/1")]},
                {"total": "优", "indicators": [row("甲", p="1/1")]},
                {"total": "90"},
                {"total": "90", "indicators": [row("甲")]},
            ]
        },
    ),
    (
        U2,
        "group of scores and of weights",
        {
            "forms": [
                {
                    "groups": [{"name": "产出指标", "score": s, "weight": w}],
                    "indicators": [row("甲", p="20/25"), row("乙", p="24/25")],
                }
                for s, w in (("44", "50"), ("45", "51"), ("43", "49"))
            ]
        },
    ),
    (
        U2,
        "level 2, another group, a row without its cell, a blank",
        {
            "forms": [
                {
                    "groups": [
                        {"name": "数量指标", "level": 2, "score": "20"},
                        {"name": "效益指标", "score": "7"},
                        {"name": "社会效益", "score": "7"},
                    ],
                    "indicators": [
                        row("甲", l2="数量指标", p="20/25"),
                        row("乙", l2="质量指标", p="24/25"),
                        {"l1": "效益指标", "l3": "丙", "score": "", "weight": "5"},
                        {"l1": "效益指标", "l3": "丁", "score": "5", "weight": "5"},
                    ],
                }
            ]
        },
    ),
    (
        U2,
        "all rows blank",
        {"forms": [{"groups": [{"name": "产出指标", "score": "20"}], "indicators": [row("甲", score=""), row("乙")]}]},
    ),
    (
        U2,
        "management may count the execution score",
        {
            "forms": [
                {
                    "budget": [fund(p="9/10")],
                    "groups": [{"name": n, "score": s}],
                    "indicators": [{"l1": n, "l3": "甲", "score": "10", "weight": "10"}],
                }
                for n, s in (("管理指标", "19"), ("管理指标", "10"), ("管理指标", "18"), ("产出指标", "19"))
            ]
        },
    ),
    *(
        (
            U2,
            f"the prose gives a group {n}",
            {
                "paragraphs": [f"产出指标得分{n}分。", "数量指标得分20分。", "甲得分20分。"],
                "forms": [{"indicators": [row("甲", l2="数量指标", p="20/25"), row("乙", l2="质量指标", p="24/25")]}],
            },
        )
        for n in ("44", "45")
    ),
    (
        U2,
        "the prose of several forms",
        {
            "paragraphs": ["产出指标得分45分。"],
            "forms": [
                {"indicators": [row("甲", p="20/25"), row("乙", p="24/25")]},
                {"indicators": [row("甲", p="20/25"), row("乙", p="24/25")]},
            ],
        },
    ),
    (
        U2,
        "claims of a row, of the fund block, of a cell",
        {
            "claims": [
                {"kind": "score", "subject": "产出指标", "number": "45分", "about": a, "source": o, "is_sure": u}
                for a, o, u in (
                    ("", "prose", True),
                    ("", "prose", False),
                    ("forms/0/indicators/0/score", "prose", True),
                    ("forms/0/budget/0/score", "prose", True),
                    ("", "cell", True),
                )
            ]
            + [
                {"kind": "weight", "subject": "产出指标", "number": "51分", "source": "prose"},
                {"kind": "count", "subject": "产出指标", "number": "45分", "source": "prose"},
                {"kind": "score", "subject": "产出指标", "source": "prose"},
            ],
            "forms": [{"indicators": [row("甲", p="20/25"), row("乙", p="24/25")]}],
        },
    ),
    (
        U3,
        "forms without weights do not end the report",
        {
            "forms": [
                {"indicators": [row("甲", score="5")]},
                {"indicators": [row("甲", weight="50"), row("乙", weight="49")]},
            ]
        },
    ),
    (
        U3,
        "half a point short and over, with a blank weight",
        {
            "forms": [
                {"indicators": [row("甲", weight="50"), row("乙", weight=w), row("丙", weight="")]}
                for w in ("49.5", "50.5", "49")
            ]
        },
    ),
    (
        U3,
        "a hundred, 99, 101",
        {"forms": [{"indicators": [row("甲", weight=w), row("乙", weight="50")]} for w in ("50", "49", "51")]},
    ),
    (
        U3,
        "a declared full score",
        {
            "forms": [
                {"full_score": f, "indicators": [row("甲", weight="50"), row("乙", weight="40")]}
                for f in ("90", "100", "95", "120")
            ]
        },
    ),
    (
        U3,
        "the execution weight, once",
        {
            "forms": [
                {
                    "full_score": f,
                    "budget": [fund(weight="10")],
                    "indicators": [row("甲", weight="50"), row("乙", weight="40")],
                }
                for f in ("100", "90", "110")
            ]
        },
    ),
    (
        U3,
        "the execution rate among the indicators too",
        {
            "forms": [
                {"budget": [fund(weight=w)], "indicators": [row("预算执行率", weight="10"), row("乙", weight="90")]}
                for w in ("10", "20")
            ]
        },
    ),
    (
        U3,
        "what is missing may be the execution's",
        {
            "forms": [
                {"budget": [fund(r="90%")], "indicators": [row("甲", weight="50"), row("乙", weight=w)]}
                for w in ("40", "39", "35", "30", "41", "60")
            ]
        },
    ),
    (
        U3,
        "a blank weight: short and over",
        {
            "forms": [
                {"indicators": [row("甲", weight="50"), row("乙", weight=w), row("丙", weight="")]}
                for w in ("37", "52", "50")
            ]
        },
    ),
    (
        U3,
        "far from a hundred, unread pages, groups only, none",
        {
            "forms": [
                {"indicators": [row("甲", weight="40")]},
                {"indicators": [row("甲", weight="160")]},
                {
                    "groups": [{"name": "产出", "weight": "50"}, {"name": "效益", "weight": "47"}],
                    "indicators": [row("甲", p="1/")],
                },
                {"indicators": [row("甲", score="1")]},
            ]
        },
    ),
    (
        U3,
        "a page that could not be read",
        {
            "unread": [{"why": "扫描页", "scope": "page"}],
            "forms": [{"indicators": [row("甲", weight="50"), row("乙", weight="47")]}],
        },
    ),
    (
        U3,
        "a full score of its own parameter",
        {
            "parameters": {"full_score": Decimal(110)},
            "forms": [{"indicators": [row("甲", weight="100"), row("乙", weight="7")]}],
        },
    ),
    (
        U4,
        "a whole and its parts",
        {
            "forms": [
                {"budget": [fund(a=w), fund("财政拨款", of=T, a="60.00"), fund("其他资金", of=T, a="40.00")]}
                for w in ("100.00", "100.01", "100.02", "99.00", "30.00")
            ]
        },
    ),
    (
        U4,
        "blank parts; nothing left over is named",
        {
            "forms": [
                {
                    "budget": [
                        fund(a="100.00"),
                        fund("财政拨款", of=T, a="60.00"),
                        fund("上年结转", of=T, a=b),
                        *([fund("其他资金", of=T, a=c)] if c is not None else []),
                    ]
                }
                for b, c in (("30.00", ""), ("40.00", ""), ("30.00", None), ("50.00", None), ("30.00", "5.00"))
            ]
        },
    ),
    (
        U4,
        "one part above the whole, a whole of 0",
        {
            "forms": [
                {"budget": [fund(a="100.00"), fund("财政拨款", of=T, a="120.00")]},
                {"budget": [fund(a="0"), fund("财政拨款", of=T, a="20.00"), fund("其他资金", of=T, a="2.00")]},
                {"budget": [fund(a="100.00"), fund("财政拨款", of=T, a="90.00")]},
            ]
        },
    ),
    (
        U4,
        "another column closes",
        {
            "forms": [
                {
                    "budget": [
                        fund(a="100.00", e=e),
                        fund("财政拨款", of=T, a="70.00", e="60.00"),
                        fund("上年结转", of=T, a="20.00", e="30.00"),
                    ]
                }
                for e in ("90.00", "95.00")
            ]
        },
    ),
    (
        U4,
        "basic and project spending",
        {
            "forms": [
                {
                    "budget": [
                        fund(a="100.00"),
                        fund("基本支出", of=T, axis="structure", a="60.00"),
                        fund("项目支出", of=T, axis="structure", a="30.00"),
                        fund("财政拨款", of=T, axis="source", a="100.00"),
                    ]
                }
            ]
        },
    ),
    (
        U4,
        "rows that split the part before them",
        {
            "forms": [
                {
                    "budget": [
                        fund(a="100.00"),
                        fund("财政拨款", of=T, a="70.00"),
                        fund("中央", of=T, a="50.00"),
                        fund("省级", of=T, a="20.00"),
                        fund("其他资金", of=T, a=c),
                    ]
                }
                for c in ("30.00", "20.00")
            ]
        },
    ),
    (
        U4,
        "whole figures that may be rounded",
        {"forms": [{"budget": [fund(a="100"), fund("财政拨款", of=T, a="60.20"), fund("其他资金", of=T, a="40")]}]},
    ),
    (
        U5,
        "tasks against the department",
        {
            "forms": [
                {
                    "task_title": t,
                    "budget": [fund(a="100.00", e="95.00")],
                    "tasks": [
                        {"name": "甲", "budget": "60.00", "executed": "50.00"},
                        {"name": "乙", "budget": b, "executed": e},
                    ],
                }
                for t, b, e in (
                    ("全部任务", "40.00", "45.00"),
                    ("全部任务", "30.00", "45.00"),
                    ("主要任务", "30.00", "35.00"),
                    ("任务", "30.00", "35.00"),
                    ("任务", "30.00", "45.00"),
                    ("全部任务", "", "45.00"),
                )
            ]
        },
    ),
    (
        U5,
        "one task",
        {
            "forms": [
                {"task_title": t, "budget": [fund(a="100.00")], "tasks": [{"name": "甲", "budget": "60.00"}]}
                for t in ("主要任务", "全部任务", "任务")
            ]
        },
    ),
    (
        U5,
        "the list's own total",
        {
            "forms": [
                {
                    "task_sum": {"name": "合计", "budget": s, "executed": "95.00"},
                    "tasks": [
                        {"name": "甲", "budget": "60.00", "executed": "50.00"},
                        {"name": "乙", "budget": "40.00", "executed": ""},
                    ],
                }
                for s in ("100.00", "101.00")
            ]
        },
    ),
    (
        U5,
        "rows within rows",
        {
            "forms": [
                {
                    "task_sum": {"name": "合计", "budget": "130.00"},
                    "tasks": [
                        {"name": "甲", "budget": "60.00"},
                        {"name": n, "budget": "40.00"},
                        {"name": "丙", "budget": c},
                    ],
                }
                for n, c in (("其中：乙", "20.00"), ("乙", "20.00"), ("乙", "25.00"))
            ]
        },
    ),
    (
        U5,
        "tasks may make project spending",
        {
            "forms": [
                {
                    "task_title": "全部任务",
                    "budget": [fund(a="100.00"), fund("项目支出", of=T, a=p)],
                    "tasks": [{"name": "甲", "budget": "60.00"}, {"name": "乙", "budget": "10.00"}],
                }
                for p in ("70.00", "80.00")
            ]
        },
    ),
    (
        U6,
        "equal, a rounding above, above",
        {
            "forms": [
                {"budget": [fund(a="100.00"), fund("财政拨款", of=T, a=a)]}
                for a in ("100.00", "100.01", "100.02", "99.00")
            ]
        },
    ),
    (
        U6,
        "a whole of 0, of other digits",
        {
            "forms": [
                {"budget": [fund(a="0"), fund("财政拨款", of=T, a="90")]},
                {"budget": [fund(a="100"), fund("财政拨款", of=T, a="100.40")]},
                {"budget": [fund(a="100"), fund("财政拨款", of=T, a="100.60")]},
                {"budget": [fund(a="-5"), fund("财政拨款", of=T, a="2")]},
            ]
        },
    ),
    (
        U6,
        "fiscal columns of tasks",
        {
            "forms": [
                {
                    "tasks": [
                        {
                            "name": "甲",
                            "budget": "60.00",
                            "budget_fiscal": "70.00",
                            "executed": "50.00",
                            "executed_fiscal": "50.00",
                        },
                        {
                            "name": "乙",
                            "budget": "",
                            "budget_fiscal": "70.00",
                            "executed": "50.00",
                            "executed_fiscal": "",
                        },
                    ]
                }
            ]
        },
    ),
    (
        U8,
        "a flat list",
        {
            "tables": [
                {
                    "caption": f"表{i}",
                    "money_unit": "万元",
                    "rows": [["项目", "金额"], ["甲", "10.50"], ["乙", "20.25"], ["合计", t]],
                }
                for i, t in enumerate(("30.75", "30.76", "30.77", "30.78", "15.37", "10.25", "61.50", "70.00"))
            ]
        },
    ),
    (
        U8,
        "persons",
        {
            "tables": [
                {"caption": f"表{i}", "rows": [["班次", "人数"], ["甲", "40"], ["乙", "59"], ["合计", t]]}
                for i, t in enumerate(("99", "100", "98"))
            ]
        },
    ),
    (
        U8,
        "subtotals",
        tb(
            ("项目", "金额"),
            ("甲", "10.50"),
            ("乙", "20.25"),
            ("小计", "30.75"),
            ("丙", "5.00"),
            ("丁", "6.00"),
            ("小计", "11.00"),
            ("合计", "41.75"),
        ),
    ),
    (
        U8,
        "subtotals: one is wrong",
        tb(
            ("项目", "金额"),
            ("甲", "10.50"),
            ("乙", "20.25"),
            ("小计", "31.75"),
            ("丙", "5.00"),
            ("丁", "6.00"),
            ("小计", "11.00"),
            ("合计", "41.75"),
        ),
    ),
    (
        U8,
        "two columns: the other one shows the reading",
        tb(
            ("项目", "预算", "支出"),
            ("甲", "10.50", "1.00"),
            ("其中：a", "4.00", "0.50"),
            ("乙", "20.25", "2.00"),
            ("合计", "30.75", "4.00"),
        ),
    ),
    (U8, "subtracted rows", tb(("项目", "金额"), ("收入", "10.50"), ("减：退回", "2.50"), ("合计", "8.00"))),
    (
        U8,
        "codes",
        tb(
            ("编码", "科目", "金额"),
            ("201", "一般公共服务", "30.00"),
            ("20101", "人大事务", "10.00"),
            ("20103", "政府事务", "20.00"),
            ("208", "社会保障", "5.00"),
            ("20805", "养老", "5.00"),
            ("合计", "合计", "35.00"),
            plain=[0, 1],
        ),
    ),
    (
        U8,
        "codes: a class is wrong",
        tb(
            ("编码", "科目", "金额"),
            ("201", "一般公共服务", "31.00"),
            ("20101", "人大事务", "10.00"),
            ("20103", "政府事务", "20.00"),
            ("208", "社会保障", "5.00"),
            ("20805", "养老", "5.00"),
            ("合计", "合计", "36.00"),
            plain=[0, 1],
        ),
    ),
    (
        U8,
        "codes: the total is wrong",
        tb(
            ("编码", "科目", "金额"),
            ("201", "一般公共服务", "30.00"),
            ("20101", "人大事务", "10.00"),
            ("20103", "政府事务", "20.00"),
            ("208", "社会保障", "5.00"),
            ("20805", "养老", "5.00"),
            ("合计", "合计", "36.00"),
            plain=[0, 1],
        ),
    ),
    (
        U8,
        "rates, prices and averages are not added",
        tb(
            ("项目", "执行率", "单价", "金额"),
            ("甲", "90%", "2.00", "4.00"),
            ("乙", "80%", "3.00", "6.00"),
            ("合计", "85%", "2.50", "5.00"),
        ),
    ),
    (
        U8,
        "total columns",
        tb(
            ("单位", "合计", "财政", "自筹"),
            ("甲", "10.00", "6.00", "4.00"),
            ("乙", "20.00", "15.00", "5.00"),
            ("丙", "30.00", "20.00", "10.00"),
            ("丁", "41.00", "20.00", "20.00"),
        ),
    ),
    (
        U8,
        "total columns: two rows are too few, one of three is wrong",
        {
            "tables": [
                {"caption": f"表{i}", "money_unit": "万元", "rows": [["单位", "合计", "财政", "自筹"], *rows]}
                for i, rows in enumerate(
                    (
                        [["甲", "10.00", "6.00", "4.00"], ["乙", "21.00", "15.00", "5.00"]],
                        [
                            ["甲", "10.00", "6.00", "4.00"],
                            ["乙", "20.00", "15.00", "5.00"],
                            ["丙", "31.00", "20.00", "10.00"],
                        ],
                        [
                            ["甲", "10.00", "6.00", "4.00"],
                            ["乙", "20.00", "15.00", "5.00"],
                            ["丙", "30.00", "20.00", ""],
                            ["丁", "10.00", "6.00", "4.00"],
                        ],
                    )
                )
            ]
        },
    ),
    (
        U9,
        "received, spent, left",
        {
            "tables": [
                {
                    "caption": f"表{i}",
                    "money_unit": "万元",
                    "rows": [["项目", "到位资金", "支出资金", "结余资金"], ["维修", "100.00", e, x]],
                }
                for i, (e, x) in enumerate(
                    (
                        ("90.00", "10.00"),
                        ("90.00", "9.99"),
                        ("90.00", "9.98"),
                        ("90.00", "11.00"),
                        ("100.00", "0"),
                        ("101.00", "0"),
                        ("100.01", "0"),
                    )
                )
            ]
        },
    ),
    (
        U9,
        "planned and received: either closes",
        {
            "tables": [
                {
                    "caption": f"表{i}",
                    "money_unit": "万元",
                    "rows": [
                        ["项目", "预算安排", "到位资金", "支出资金", "结余资金"],
                        ["维修", p, g, "90.00", "10.00"],
                    ],
                }
                for i, (p, g) in enumerate((("100.00", "95.00"), ("120.00", "100.00"), ("120.00", "110.00")))
            ]
        },
    ),
    (
        U9,
        "returned within what is left, beside it",
        {
            "tables": [
                {
                    "caption": f"表{i}",
                    "money_unit": "万元",
                    "rows": [
                        ["项目", "到位资金", "支出资金", "结余资金", "退回资金"],
                        ["维修", "100.00", "90.00", x, r],
                    ],
                }
                for i, (x, r) in enumerate((("10.00", "4.00"), ("6.00", "4.00"), ("7.00", "4.00")))
            ]
        },
    ),
    (
        U9,
        "carried over in a column of its own, or named",
        {
            "tables": [
                {
                    "caption": c,
                    "money_unit": "万元",
                    "rows": [
                        ["项目", "上年结转", "到位资金", "支出资金", "结余资金"],
                        ["维修", "20.00", "100.00", e, "10.00"],
                    ],
                }
                for c, e in (("甲表", "110.00"), ("乙表", "115.00"), ("丙表", "125.00"), ("丁表", "90.00"))
            ]
        },
    ),
    (
        U9,
        "sources beside their total",
        bal(
            ("合计", "100.00", "90.00", "10.00"),
            ("中央资金", "60.00", "65.00", "0"),
            ("省级资金", "40.00", "25.00", "10.00"),
        ),
    ),
    (
        U9,
        "a total that was overspent",
        bal(
            ("合计", "100.00", "110.00", "0"), ("中央资金", "60.00", "65.00", "0"), ("省级资金", "40.00", "45.00", "0")
        ),
    ),
    (
        U9,
        "in prose",
        prose(
            "项目到位资金100.00万元，支出90.00万元，结余10.00万元。",
            "维修项目到位资金100.00万元，支出90.00万元，结余8.00万元。",
            "保洁项目到位资金75.00万元，支出89.82万元。",
            "绿化项目到位资金约75万元，支出89.82万元。",
        ),
    ),
    (
        U9,
        "in prose: money of other years",
        prose(
            "上年结转结余20.00万元。",
            "保洁项目到位资金75.00万元，支出89.82万元。",
            "维修项目到位资金100.00万元，支出115.00万元，结余5.00万元。",
        ),
    ),
]
