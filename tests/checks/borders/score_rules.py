"""Borders: SCORE004, SCORE005."""

from tests.checks.borders.spec import Border, indicators, prose, row

S4 = "score004_off_proportion"
S5 = "score005_grade_band"
N = "定量指标完成值未达指标值的，按完成比例计分。"


BORDERS: list[Border] = [
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
]
