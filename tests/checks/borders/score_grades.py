"""Borders: SCORE006, SCORE007, SCORE008, SCORE009."""

from tests.checks.borders.spec import Border, fund, indicators, row

S6 = "score006_counted_twice"
S7 = "score007_level_weights"
S8 = "score008_tier"
S9 = "score009_indicator_twice"
T = "年度资金总额"
NOTE8 = "定性指标根据完成情况分为：达成预期指标、部分达成预期指标并具有一定效果、未达成预期指标且效果较差三档，分别按照该指标对应分值区间100%-80%（含80%）、80%-60%（含60%）、60%-0%合理确定分值。"
NOTE7 = "权重设置为：投入管理指标30%，产出指标50%，效益指标20%。"


BORDERS: list[Border] = [
    (
        S6,
        "counted once, twice, neither",
        {
            "forms": [
                {
                    "total": t,
                    "budget": [fund(p="9/10"), fund("财政拨款", of=T, p="9/10")],
                    "indicators": [row(p="80/90")],
                }
                for t in ("89", "98", "90", "")
            ]
        },
    ),
    (
        S6,
        "one point, counted twice",
        {
            "forms": [
                {
                    "total": "82",
                    "budget": [fund(p="1/10"), fund("财政拨款", of=T, p="1/10")],
                    "indicators": [row(p="80/90")],
                }
            ]
        },
    ),
    (
        S6,
        "two parts with the points of the whole",
        {
            "forms": [
                {
                    "total": t,
                    "budget": [fund(p="9/10"), fund("财政拨款", of=T, p="9/10"), fund("其他资金", of=T, p="9/10")],
                    "indicators": [row(p="70/80")],
                }
                for t in ("79", "88", "97", "106")
            ]
        },
    ),
    (
        S6,
        "other points, other weights, no points",
        {
            "forms": [
                {"total": "89", "budget": [fund(p="9/10"), fund("财政拨款", of=T, **k)], "indicators": [row(p="80/90")]}
                for k in ({"p": "8/10"}, {"p": "9/9"}, {"p": "0/10"}, {"score": "9"}, {"weight": "10"})
            ]
        },
    ),
    (
        S6,
        "a row left blank, no rows, a whole without points",
        {
            "forms": [
                {
                    "total": "98",
                    "budget": [fund(p="9/10"), fund("财政拨款", of=T, p="9/10")],
                    "indicators": [row(p="80/90"), row("乙", score="", weight="5")],
                },
                {"total": "98", "budget": [fund(p="9/10"), fund("财政拨款", of=T, p="9/10")]},
                {
                    "total": "98",
                    "budget": [fund(p="0/10"), fund("财政拨款", of=T, p="9/10")],
                    "indicators": [row(p="80/90")],
                },
            ]
        },
    ),
    (
        S7,
        "as the note has it, moved, explained",
        {
            "forms": [
                {
                    "note": NOTE7,
                    "indicators": [
                        {"l1": "管理指标", "l3": "甲", "weight": a},
                        {"l1": "产出指标", "l3": "乙", "weight": b},
                        {"l1": "效益指标", "l3": "丙", "weight": c},
                    ],
                }
                for a, b, c in (("30", "50", "20"), ("30", "60", "10"), ("20", "60", "20"))
            ]
        },
    ),
    (
        S7,
        "as the note has it",
        {
            "forms": [
                {
                    "note": NOTE7,
                    "indicators": [
                        {"l1": "投入管理指标", "l3": "甲", "weight": a},
                        {"l1": "产出指标", "l3": "乙", "weight": b},
                        {"l1": "效益指标", "l3": "丙", "weight": c},
                    ],
                }
                for a, b, c in (("30", "50", "20"), ("30", "60", "10"), ("20", "60", "20"))
            ]
        },
    ),
    (
        S7,
        "explained; other words explain nothing",
        {
            "paragraphs": ["因效益指标无法量化，其权重10分调整至产出指标。"],
            "forms": [
                {
                    "note": NOTE7,
                    "indicators": [
                        {"l1": "投入管理指标", "l3": "甲", "weight": "30"},
                        {"l1": "产出指标", "l3": "乙", "weight": "60"},
                        {"l1": "效益指标", "l3": "丙", "weight": "10"},
                    ],
                }
            ],
        },
    ),
    (
        S7,
        "an explanation of another level",
        {
            "paragraphs": ["满意度指标权重作了调整。"],
            "forms": [
                {
                    "note": NOTE7,
                    "indicators": [
                        {"l1": "投入管理指标", "l3": "甲", "weight": "30"},
                        {"l1": "产出指标", "l3": "乙", "weight": "60"},
                        {"l1": "效益指标", "l3": "丙", "weight": "10"},
                    ],
                }
            ],
        },
    ),
    (
        S7,
        "the execution rate; two levels only; no weights",
        {
            "forms": [
                {
                    "note": "分值：预算执行率10分，产出指标50分，效益指标40分。",
                    "budget": [fund(p="9/10")],
                    "indicators": [
                        {"l1": "产出指标", "l3": "乙", "weight": "50"},
                        {"l1": "效益指标", "l3": "丙", "weight": "40"},
                    ],
                },
                {
                    "note": "产出指标50分，效益指标50分。",
                    "indicators": [
                        {"l1": "产出指标", "l3": "乙", "weight": "60"},
                        {"l1": "效益指标", "l3": "丙", "weight": "40"},
                    ],
                },
                {
                    "note": "产出指标50分，效益指标30分，满意度指标10分。",
                    "indicators": [
                        {"l1": "产出指标", "l3": "乙", "weight": "50"},
                        {"l1": "效益指标", "l3": "丙", "weight": "40"},
                    ],
                },
                {
                    "note": "产出指标50分，效益指标30分，满意度指标15分。",
                    "indicators": [{"l1": "产出指标", "l3": "乙", "weight": "50"}],
                },
                {"note": NOTE7, "indicators": [{"l1": "产出指标", "l3": "乙"}]},
            ]
        },
    ),
    (
        S8,
        "tiers at their ends",
        {
            "forms": [
                {"note": NOTE8, "indicators": [row("制度建设", target="健全", actual=a, p=p)]}
                for a, p in (
                    ("达成预期指标", "10/10"),
                    ("达成预期指标", "8/10"),
                    ("达成预期指标", "7.9/10"),
                    ("部分达成预期指标", "8/10"),
                    ("部分达成预期指标", "8.1/10"),
                    ("部分达成预期指标", "6/10"),
                    ("部分达成预期指标", "5/10"),
                    ("部分达成预期指标", "10/10"),
                    ("未达成预期指标", "6/10"),
                    ("未达成预期指标", "7/10"),
                    ("未达成预期指标", "0/10"),
                )
            ]
        },
    ),
    (
        S8,
        "wording of no tier, of two, with figures, bonus, no weight",
        {
            "forms": [
                {
                    "note": NOTE8,
                    "indicators": [
                        row("甲", actual="效果良好", p="9/10"),
                        row("乙", actual="达成预期指标，但部分未完成", p="9/10"),
                        row("丙", actual="达成预期指标3项", p="1/10"),
                        row("加分项", actual="达成预期指标", p="1/10"),
                        row("丁", actual="达成预期指标", p="1/0"),
                        row("戊", actual="达成预期指标"),
                        row("己", actual="已完成", p="5/10"),
                        row("庚", actual="全部完成", p="5/10"),
                        row("辛", actual="完成了年度目标", p="5/10"),
                        row("壬", actual="基本达成", p="9/10"),
                    ],
                }
            ]
        },
    ),
    (
        S8,
        "half a point of one, by its rounding, above, below 0",
        {
            "forms": [
                {
                    "note": NOTE8,
                    "indicators": [
                        row("甲", actual="达成预期指标", p="0.5/1"),
                        row("乙", actual="部分达成预期指标", p="1/1"),
                        row("丙", actual="部分达成预期指标", p="2/3"),
                        row("丁", actual="部分达成预期指标", p="0/1"),
                        row("戊", actual="部分达成预期指标", p="2/2"),
                        row("己", actual="达成预期指标", p="5/6"),
                        row("庚", actual="达成预期指标", p="4/6"),
                    ],
                }
            ]
        },
    ),
    (S8, "no tiers", indicators(row("甲", actual="达成预期指标", p="1/10"), note="达成得满分。")),
    (
        S9,
        "twice, alike and not",
        {
            "forms": [
                {
                    "indicators": [
                        {
                            "l1": "管理指标",
                            "l3": "预算执行率",
                            "target": "100%",
                            "actual": "90%",
                            "score": s,
                            "weight": "2",
                        },
                        {
                            "l1": "产出指标",
                            "l3": "预算执行率",
                            "target": t,
                            "actual": "90%",
                            "score": "2",
                            "weight": "2",
                        },
                    ]
                }
                for s, t in (("2", "100%"), ("1", "100%"), ("2", "≥98%"))
            ]
        },
    ),
]
