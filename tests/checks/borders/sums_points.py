"""Borders: SUM001, SUM002."""

from tests.checks.borders.spec import Border, Spec, fund, row

U1 = "sum001_total_score"
U2 = "sum002_group_score"


def tot(total: str, *rows: Spec) -> Spec:
    return {"forms": [{"total": total, "indicators": list(rows)}]}


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
]
