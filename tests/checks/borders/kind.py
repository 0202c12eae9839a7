"""Borders: grade and deadline."""

from typing import Any

from tests.checks.borders.spec import Border, Spec, fund, prose, row

G1, S3, S5, U7, U9, X5 = (
    "goal001_missed_full_marks",
    "score003_execution_score",
    "score005_grade_band",
    "sum007_prose_parts",
    "sum009_fund_balance",
    "xref005_count_claimed",
)


def due(*pairs: tuple[str, str], year: str = "2022") -> Spec:
    """Rows with a time to be kept and the time that it was."""
    rows = [row(f"事项{i}", target=target, actual=actual, p="5/5") for i, (target, actual) in enumerate(pairs)]
    return {"year": year, "forms": [{"year": year, "indicators": rows}]}


def projects(*totals: str, said: str, **more: Any) -> Spec:
    forms = [
        {"kind": "project", "name": "项目表", "project": f"项目{i}", "total": t, "indicators": [row(p=f"{t}/100")]}
        for i, t in enumerate(totals)
    ]
    return {"paragraphs": [said], "forms": forms, **more}


def graded(total: str, grade: str, note: str) -> Spec:
    return {"forms": [{"total": total, "grade": grade, "note": note, "indicators": [row(p="1/1")]}]}


BORDERS: list[Border] = [
    (
        G1,
        "quarters",
        due(
            *(
                (f"第{q}季度前", f"{m}月")
                for q, ms in (("一", (1, 2, 3, 4)), ("二", (4, 6, 7)), ("三", (7, 9, 10)), ("四", (9, 10, 12)))
                for m in ms
            )
        ),
    ),
    (
        G1,
        "quarters by figures, without 前",
        due(*((f"{q}季度", f"{m}月") for q, ms in ((1, (3, 4)), (2, (6, 7)), (3, (9, 10)), (4, (12,))) for m in ms)),
    ),
    (
        G1,
        "quarters against quarters",
        due(
            ("第二季度完成", "第二季度"),
            ("第二季度完成", "第三季度"),
            ("第二季度完成", "第一季度"),
            ("2季度末", "3季度"),
        ),
    ),
    (
        G1,
        "halves and whole years",
        due(
            ("上半年完成", "6月"),
            ("上半年完成", "7月"),
            ("上半年完成", "12月"),
            ("年底前", "12月"),
            ("年内完成", "11月"),
            ("年底前", "2023年1月"),
            ("全年", "12月31日"),
            ("上半年", "下半年"),
        ),
    ),
    (
        G1,
        "days",
        due(
            ("9月15日前", "9月14日"),
            ("9月15日前", "9月15日"),
            ("9月15日前", "9月16日"),
            ("9月30日前", "10月1日"),
            ("9月1日前", "8月31日"),
        ),
    ),
    (
        G1,
        "parts of a month",
        due(
            *(
                (f"9月{p}完成", f"9月{d}日")
                for p, ds in (
                    ("初", (9, 10, 11)),
                    ("上旬", (10, 11)),
                    ("中旬", (11, 20, 21)),
                    ("下旬", (21, 30)),
                    ("底", (30,)),
                )
                for d in ds
            ),
            ("9月底前", "10月1日"),
            ("9月末", "10月1日"),
            ("9月上旬", "9月中旬"),
            ("9月中旬", "9月上旬"),
            ("9月上旬", "8月底"),
        ),
    ),
    (
        G1,
        "years",
        due(
            ("2022年9月前", "2022年8月"),
            ("2022年9月前", "2022年10月"),
            ("2022年9月前", "2023年1月"),
            ("2023年9月前", "2022年10月"),
            ("9月前", "2023年1月"),
            ("9月前", "2021年12月"),
            ("2022年9月前", "10月"),
            ("2021年9月前", "8月"),
        ),
    ),
    (
        G1,
        "no year of the form",
        due(("9月前", "2023年1月"), ("2022年9月前", "10月"), ("9月前", "8月"), ("9月前", "10月"), year=""),
    ),
    (
        G1,
        "times that are no deadlines",
        {
            "forms": [
                {
                    "indicators": [
                        row("完成时间", target="9月", actual="10月", p="5/5"),
                        row("巡查次数", target="9月", actual="10月", p="5/5"),
                        row("完成时限", target="9月", actual="8月", p="5/5"),
                        row("完成及时率", target="9月完成", actual="10月", p="5/5"),
                    ]
                }
            ]
        },
    ),
    *(
        (X5, f"the prose says {s}", projects("95", "92", "85", said=s))
        for s in (
            "本单位3个项目自评结果为优的2个，为良的1个。",
            "本单位3个项目中，优2个，良1个，评价良好。",
            "3个项目自评等级：2个项目为优，1个项目为良。",
            "3个项目自评：1个为优，2个为良。",
            "2个项目自评结果为优的2个。",
            "三个项目自评结果为优的两个，为良的一个。",
            "3个项目的开支3个为优。",
        )
    ),
    *(
        (U7, f"the prose says {s}", projects("95", "92", "85", said=s))
        for s in (
            "3个项目自评平均得分90.67分。",
            "3个项目自评平均得分90.66分。",
            "3个项目自评平均得分90.7分。",
            "3个项目自评平均得分91分。",
            "3个项目自评平均得分90分。",
            "3个项目自评平均得分89分。",
            "3个项目自评平均得分90.69分。",
            "3个项目加权自评平均得分80分。",
        )
    ),
    (
        X5,
        "grades printed, and those of the usual bands at their ends",
        {
            "paragraphs": ["本单位5个项目自评结果为优的1个，为良的1个，为中的1个，为差的2个。"],
            "forms": [
                {
                    "kind": "project",
                    "project": f"项目{i}",
                    "total": t,
                    "indicators": [row(p=f"{t}/100")],
                    **({"grade": g} if g else {}),
                }
                for i, (t, g) in enumerate((("90", ""), ("80", ""), ("60", ""), ("59", ""), ("0", "")))
            ],
        },
    ),
    (
        X5,
        "a form's own grade goes before the bands",
        {
            "paragraphs": ["本单位2个项目自评结果为优的2个。"],
            "forms": [
                {"kind": "project", "project": f"项目{i}", "total": t, "grade": g, "indicators": [row(p=f"{t}/100")]}
                for i, (t, g) in enumerate((("95", "优秀"), ("88", "优")))
            ],
        },
    ),
    (
        U7,
        "one form without a total, a department's form, an unread page",
        projects("95", "92", said="2个项目自评平均得分80分。", unread=[{"why": "扫描页", "scope": "page"}]),
    ),
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
