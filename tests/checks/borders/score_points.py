"""Borders: SCORE001, SCORE003."""

from tests.checks.borders.spec import Border, fund, indicators, prose, row

S1 = "score001_score_above_weight"
S3 = "score003_execution_score"
T = "年度资金总额"


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
]
