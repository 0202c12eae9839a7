"""Borders: SCORE003, SCORE005, SUM009."""

from tests.checks.borders.spec import Border, Spec, fund, prose, row

S3 = "score003_execution_score"
S5 = "score005_grade_band"
U9 = "sum009_fund_balance"


def graded(total: str, grade: str, note: str) -> Spec:
    return {"forms": [{"total": total, "grade": grade, "note": note, "indicators": [row(p="1/1")]}]}


BORDERS: list[Border] = [
    *(
        (S5, f"{t} called {g} by {n}", graded(t, g, n))
        for t, g, n in (
            ("89.5", "良", "优：90（含）-100分；良：80（含）-90分（不含）；中：60-80分（不含）；差：60分以下。"),
            ("90", "良", "优：90（含）-100分；良：80（含）-90分（不含）；中：60-80分（不含）；差：60分以下。"),
            ("85", "良好", "优秀（90-100分）、良好（80-89分）、一般（60-79分）、较差（60分以下）"),
            ("85", "一般", "优秀（90-100分）、良好（80-89分）、一般（60-79分）、较差（60分以下）"),
            ("75", "合格", "85分以上为优秀，70-84分为合格，低于70分为不合格。"),
            ("70", "不合格", "85分以上为优秀，70-84分为合格，低于70分为不合格。"),
            ("69", "不合格", "85分以上为优秀，70-84分为合格，低于70分为不合格。"),
            ("88", "优", "85分以上为优，60-84分为良。"),
            ("88", "优", "优90-100分、优80-89分、良60-79分。"),
            ("95", "中", "优90-100分、良85-95分、中60-90分。"),
        )
    ),
    (S5, "grades of the prose", prose("自评总分85分，评价等级为优。")),
    (
        S5,
        "one total of the prose, several grades told of",
        prose("自评总分85分。", "3个项目评价等级均为优。", "评价等级为优。"),
    ),
    (S5, "two totals of the prose", prose("自评总分85分。", "综合得分95分。", "评价等级为优。")),
    (
        S5,
        "the prose about a form",
        prose("自评总分85分，评价等级为优。", forms=[{"total": "85", "grade": "良", "indicators": [row(p="85/100")]}]),
    ),
    (
        S5,
        "claims that are not sure, not of the prose, about something else",
        {
            "claims": [{"kind": "score", "subject": "总分", "number": "85分", "sentence": "甲", "source": "prose"}]
            + [
                {
                    "kind": "grade",
                    "subject": "等级",
                    "text": "优",
                    "sentence": "甲",
                    "source": o,
                    "about": a,
                    "is_sure": u,
                }
                for o, a, u in (
                    ("prose", "", True),
                    ("prose", "", False),
                    ("cell", "", True),
                    ("prose", "forms/0/x", True),
                )
            ]
        },
    ),
    (
        S3,
        "amounts that say it better than a rounded rate; a budget of 0",
        {
            "forms": [
                {"budget": [fund(a="0", e="5.00", r="86%", p="8.62/10")]},
                {"budget": [fund(a="", e="5.00", r="86%", p="8.62/10")]},
                {"budget": [fund(a="0.00005", e="0.00004", r="86%", p="8.62/10")]},
            ]
        },
    ),
    (
        S3,
        "an indicator with words for its actual, on other levels",
        {
            "forms": [
                {
                    "budget": [fund(a="100.00", e="90.00", r="90%")],
                    "indicators": [
                        {"l1": "管理指标", "l2": "预算执行率", "actual": "完成", "score": "8", "weight": "10"},
                        {"l1": "预算执行率", "actual": "85", "score": "8.5", "weight": "10"},
                        {"l1": "预算执行率", "l3": "其他", "actual": "0.85", "score": "8.5", "weight": "10"},
                    ],
                }
            ]
        },
    ),
    (
        S3,
        "an indicator alone, without rate or points",
        {
            "forms": [
                {"indicators": [row("预算执行率", target="100%", p="8/10")]},
                {"indicators": [row("预算执行率", target="100%", actual="90%")]},
            ]
        },
    ),
    (
        S3,
        "scores just at half a unit",
        {
            "forms": [
                {"budget": [fund(r=r, a="1000.00", e=e, p=p)]}
                for r, e, p in (
                    ("86.25%", "862.50", "8.63/10"),
                    ("86.25%", "862.50", "8.62/10"),
                    ("86.35%", "863.50", "8.6/10"),
                    ("86.35%", "863.50", "8.7/10"),
                    ("86.15%", "861.50", "8.65/10"),
                    ("75%", "750.00", "8.0/10"),
                    ("74%", "740.00", "8.0/10"),
                )
            ]
        },
    ),
    (
        S3,
        "a score below 0",
        {"forms": [{"budget": [fund(r="-5%", p="0/10")]}, {"budget": [fund(r="-5%", p="-0.5/10")]}]},
    ),
    *(
        (U9, f"in prose: {s}", prose(s))
        for s in (
            "其中维修项目到位资金100.00万元，支出90.00万元，结余8.00万元。",
            "维修项目到位资金100.00万元，其中：支出90.00万元、结余8.00万元。",
            "维修项目到位资金100.00万元(其中中央60.00万元)，支出90.00万元，结余8.00万元。",
            "2021年到位资金100.00万元，2022年支出90.00万元，结余8.00万元。",
            "维修项目到位资金不低于100.00万元，支出120.00万元。",
            "维修项目到位资金100-110万元，支出120.00万元。",
            "维修项目到位资金100.00万元，支出90.00万元、结余2.00万元、退回8.00万元。",
            "上年结转20.00万元，到位资金100.00万元，支出110.00万元，结余10.00万元。",
            "上年结转20.00万元，到位资金100.00万元，支出120.01万元。",
            "上年结转20.00万元，到位资金100.00万元，支出120.03万元。",
        )
    ),
    (
        U9,
        "figures with and without a unit",
        {
            "tables": [
                {
                    "caption": "甲",
                    "rows": [["项目", "到位资金", "支出资金", "结余资金"], ["维修", "100.00万元", "90.00", "8.00"]],
                },
                {
                    "caption": "",
                    "rows": [["项目", "到位资金", "支出资金", "结余资金"], ["保洁", "0", "90.00万元", "8.00万元"]],
                },
            ]
        },
    ),
]
