"""Borders: SUM003, SUM004."""

from decimal import Decimal

from tests.checks.borders.spec import Border, fund, row

U3 = "sum003_weights_total"
U4 = "sum004_budget_parts"
T = "年度资金总额"


BORDERS: list[Border] = [
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
]
