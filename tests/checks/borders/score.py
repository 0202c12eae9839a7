"""Borders: SCORE."""

from tests.checks.borders.spec import Border, fund, indicators, prose, row

S1, S2, S3, S4, S5, S6, S7, S8, S9 = (
    "score001_score_above_weight",
    "score002_deducted_no_reason",
    "score003_execution_score",
    "score004_off_proportion",
    "score005_grade_band",
    "score006_counted_twice",
    "score007_level_weights",
    "score008_tier",
    "score009_indicator_twice",
)
T = "年度资金总额"
N = "定量指标完成值未达指标值的，按完成比例计分。"
NOTE8 = "定性指标根据完成情况分为：达成预期指标、部分达成预期指标并具有一定效果、未达成预期指标且效果较差三档，分别按照该指标对应分值区间100%-80%（含80%）、80%-60%（含60%）、60%-0%合理确定分值。"
NOTE7 = "权重设置为：投入管理指标30%，产出指标50%，效益指标20%。"

BORDERS: list[Border] = [
    (
        S1,
        "at the weight, a tenth above, below 0",
        indicators(row("甲", p="10/10"), row("乙", p="10.1/10"), row("丙", p="0/10"), row("丁", p="-0.5/10")),
    ),
    (
        S1,
        "no weight: only points below 0",
        indicators(
            row("甲", score="5"),
            row("乙", score="-2"),
            row("丙", score="5", weight=""),
            row("丁", score="-2", weight=""),
            row("戊", score="0", weight=""),
        ),
    ),
    (
        S1,
        "a score of words, of -1; a group with one of both",
        {
            "forms": [
                {
                    "indicators": [
                        row("甲", score="优", weight="10"),
                        row("乙", score="-1"),
                        row("丙", score="-1", weight=""),
                    ],
                    "groups": [{"name": "产出指标", "score": "-1"}],
                }
            ]
        },
    ),
    (S1, "a weight of 0", indicators(row("甲", p="1/0"), row("乙", p="0/0"))),
    (
        S1,
        "bonus rows, deductions by sign, the fund block, groups",
        {
            "forms": [
                {
                    "budget": [fund(p="11/10")],
                    "indicators": [row("加分项", p="3/2"), row("信息公开", p="3/2", sign=-1), row("甲", p="3/2")],
                    "groups": [
                        {"name": "产出指标", "score": "31", "weight": "30"},
                        {"name": "效益指标", "score": "31"},
                        {"name": "满意度指标", "weight": "10"},
                    ],
                }
            ]
        },
    ),
    (
        S3,
        "in proportion, its rounding, its cutting",
        {
            "forms": [
                {"budget": [fund(r="86.18%", p=f"{s}/10")]}
                for s in ("8.62", "8.61", "8.6", "8.5", "9", "8", "8.63", "8.60", "9.0")
            ]
        },
    ),
    (
        S3,
        "above 100 per cent, of 0, a weight of 20",
        {
            "forms": [
                {"budget": [fund(r=r, p=p)]}
                for r, p in (
                    ("105.81%", "10/10"),
                    ("105.81%", "9/10"),
                    ("100%", "9.9/10"),
                    ("0%", "0/10"),
                    ("0%", "1/10"),
                    ("50%", "10/20"),
                    ("50%", "11/20"),
                )
            ]
        },
    ),
    (
        S3,
        "by the rate and by the amounts",
        {
            "forms": [
                {"budget": [fund(r=r, a="100.00", e="86.40", p=p)]}
                for r, p in (
                    ("86%", "8.64/10"),
                    ("86%", "8.6/10"),
                    ("86%", "8.63/10"),
                    ("90%", "8.64/10"),
                    ("90%", "9.00/10"),
                )
            ]
        },
    ),
    (
        S3,
        "a whole per cent may be a rounded one",
        {"forms": [{"budget": [fund(r="86%", p=f"{s}/10")]} for s in ("8.55", "8.65", "8.54", "8.66", "8.64")]},
    ),
    (
        S3,
        "no score, no weight",
        {
            "forms": [
                {"budget": [fund(r="86%", score="8")]},
                {"budget": [fund(r="86%", weight="10")]},
                {"budget": [fund(r="86%", score="", weight="10")]},
                {"budget": [fund(r="86%")]},
            ]
        },
    ),
    (
        S3,
        "the score of parts",
        {
            "forms": [
                {
                    "budget": [
                        fund(r="90%"),
                        fund("财政拨款", of=T, r="80%", p="8/10"),
                        fund("其他资金", of=T, r="70%", p="8/10"),
                    ]
                },
                {"budget": [fund(r="90%", p="9/10"), fund("财政拨款", of=T, r="80%", p="9/10")]},
            ]
        },
    ),
    (
        S3,
        "the indicator of that name",
        {
            "forms": [
                {
                    "budget": [fund(a="100.00", e="90.00", r="90%")],
                    "indicators": [row("预算执行率", target=t, actual=a, p=p)],
                }
                for t, a, p in (
                    ("100%", "90%", "9/10"),
                    ("100%", "90%", "8/10"),
                    ("100%", "", "9/10"),
                    ("100%", "", "8/10"),
                    ("≥98%", "90%", "8/10"),
                    ("100", "90%", "8/10"),
                    ("1", "90%", "8/10"),
                )
            ]
        },
    ),
    (
        S3,
        "the indicator beside a scored fund block",
        {
            "forms": [
                {
                    "budget": [fund(r="90%", p="9/10")],
                    "indicators": [row("预算执行率", target="100%", actual="90%", p="1/10")],
                }
            ]
        },
    ),
    (
        S3,
        "tiers that the note prints",
        {
            "forms": [
                {"budget": [fund(r=r, p=p)], "note": "预算执行率90%（含）以上得10分，80%-90%得8分，低于80%得5分。"}
                for r, p in (
                    ("90%", "10/10"),
                    ("89.99%", "8/10"),
                    ("80%", "8/10"),
                    ("79.9%", "5/10"),
                    ("95%", "9/10"),
                    ("60%", "8/10"),
                    ("95%", "9.5/10"),
                )
            ]
        },
    ),
    (
        S3,
        "rules that are no tiers",
        {
            "forms": [
                {"budget": [fund(r="95%", p="7/10")], "note": n}
                for n in (
                    "执行率每降低1个百分点扣0.5分。",
                    "执行率×分值为得分。",
                    "满意度每降低1%扣1分。",
                    "得分=执行率×分值，扣完为止。",
                )
            ]
        },
    ),
    (
        S3,
        "a rule in prose",
        prose("预算执行率每低于目标1个百分点扣0.5分。", forms=[{"budget": [fund(r="95%", p="7/10")]}]),
    ),
    (
        S3,
        "tiers at their ends",
        {
            "forms": [
                {
                    "budget": [fund(r=r, p="7/10")],
                    "note": "执行率≥95%得10分，执行率85%及以上得9分，执行率60%以下得0分，执行率60%至85%得7分。",
                }
                for r in ("95%", "94%", "85%", "84.9%", "60%", "59%")
            ]
        },
    ),
    (
        S4,
        "rounding, cutting, half points",
        {
            "forms": [
                {"indicators": [row(target="≥30米", actual="28米", weight="10", score=s)], "note": N}
                for s in ("9.33", "9.3", "9.5", "9", "9.4", "9.0", "8", "9.50")
            ]
        },
    ),
    (
        S4,
        "less is better: both ways",
        {
            "forms": [
                {"indicators": [row("单位成本", target="≤100元", actual="125元", weight="10", score=s)], "note": N}
                for s in ("8", "7.5", "7", "8.1", "7.4", "6")
            ]
        },
    ),
    (
        S4,
        "far beyond twice what was allowed",
        {
            "forms": [
                {"indicators": [row("单位成本", target="≤100元", actual="250元", weight="10", score=s)], "note": N}
                for s in ("0", "4", "2")
            ]
        },
    ),
    (
        S4,
        "without a note: a fifth of the weight",
        {
            "forms": [
                {"indicators": [row(target="≥100米", actual="60米", weight="10", score=s)]}
                for s in ("4.0", "3.9", "8.0", "8.1", "3.0", "0", "9.0")
            ]
        },
    ),
    (
        S4,
        "a reason is given; another rule",
        {
            "forms": [
                {"indicators": [row(target="≥100米", actual="60米", weight="10", score="9", reason="雨季停工。")]},
                {
                    "indicators": [row(target="≥100米", actual="60米", weight="10", score="9")],
                    "note": "每减少1%扣0.5分。",
                },
                {
                    "indicators": [row(target="≥100米", actual="60米", weight="10", score="9", reason="雨季停工。")],
                    "note": N,
                },
            ]
        },
    ),
    (
        S4,
        "targets of 0 and below, nothing done",
        {
            "forms": [
                {"indicators": [row("投诉次数", target=t, actual=a, weight="10", score="5")], "note": N}
                for t, a in (("0次", "2次"), ("≤0次", "2次"), ("≥10次", "0次"), ("≥-5", "-8"), ("≤-5", "-3"))
            ]
        },
    ),
    (
        S4,
        "full marks, no marks, the execution rate, words",
        indicators(
            row(target="≥100米", actual="60米", p="10/10"),
            row(target="≥100米", actual="60米", p="0/10"),
            row("预算执行率", target="100%", actual="60%", p="5/10"),
            row(target="优", actual="良", p="5/10"),
            row(target="≥100米", actual="60米", p="-1/10"),
            note=N,
        ),
    ),
    (
        S4,
        "what was met does not end the form",
        indicators(
            row(target="≥100米", actual="100米", p="10/10"),
            row(target="优", actual="9米", p="5/10"),
            row(target="≥100米", actual="60米", weight="10"),
            row(target="≥100米", actual="60米", p="2/10"),
            note=N,
        ),
    ),
    (
        S4,
        "units of other size",
        indicators(
            row(target="≥1万米", actual="6000米", p="6/10"),
            row(target="≥1万米", actual="6000米", p="5/10"),
            row(target="≥10000", actual="6000米", p="6/10"),
            note=N,
        ),
    ),
    (
        S5,
        "the usual bands at their ends",
        {
            "forms": [
                {"total": t, "grade": w, "indicators": [row(p="1/1")]}
                for t, w in (
                    ("90", "优"),
                    ("89.5", "优"),
                    ("89", "优"),
                    ("89", "良"),
                    ("80", "良"),
                    ("79", "良"),
                    ("79.5", "中"),
                    ("60", "中"),
                    ("59", "中"),
                    ("59", "差"),
                    ("100", "优"),
                    ("0", "差"),
                    ("95", "良"),
                )
            ]
        },
    ),
    (
        S5,
        "bands of its own",
        {
            "forms": [
                {
                    "total": t,
                    "grade": w,
                    "note": "90（含）-100分为优，80（含）-90分为良，60（含）-80分为中，60分以下为差。",
                    "indicators": [row(p="1/1")],
                }
                for t, w in (
                    ("90", "优"),
                    ("89.9", "良"),
                    ("90", "良"),
                    ("90", "中"),
                    ("80", "中"),
                    ("80", "良"),
                    ("79.9", "良"),
                    ("60", "中"),
                    ("60", "差"),
                    ("59.9", "差"),
                )
            ]
        },
    ),
    (
        S5,
        "a word of no band, aliases, a full score of 120, none",
        {
            "forms": [
                {"total": "95", "grade": w, "indicators": [row(p="1/1")]} for w in ("合格", "优秀", "“优”", "良好", "")
            ]
            + [{"total": "95", "grade": "差", "full_score": f, "indicators": [row(p="1/1")]} for f in ("120",)]
            + [{"total": "96", "grade": "差", "full_score": f, "indicators": [row(p="1/1")]} for f in ("100", "")]
            + [{"grade": "差", "total": ""}]
        },
    ),
    (
        S5,
        "bands left out at the upper end",
        prose(
            "评价等级：90≤得分≤100为优，80≤得分＜90为良，60≤得分＜80为中，得分＜60为差。",
            forms=[
                {"total": t, "grade": w, "indicators": [row(p="1/1")]}
                for t, w in (("90", "良"), ("80", "良"), ("60", "中"))
            ],
        ),
    ),
    (
        S5,
        "≥ and <",
        prose(
            "综合评价等级分为：≥90分为优，≥75分且<90分为良，≥60分且<75分为中，<60分为差。",
            forms=[
                {"total": t, "grade": w, "indicators": [row(p="1/1")]}
                for t, w in (("90", "优"), ("90", "良"), ("89.99", "良"), ("75", "中"), ("60", "差"), ("59", "差"))
            ],
        ),
    ),
    (
        S5,
        "two words are no scale",
        prose("90分以上为优，90分以下为差。", forms=[{"total": "85", "grade": "良", "indicators": [row(p="1/1")]}]),
    ),
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
