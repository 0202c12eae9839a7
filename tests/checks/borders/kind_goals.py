"""Borders: GOAL001, SUM007, XREF005."""

from typing import Any

from tests.checks.borders.spec import Border, Spec, row

G1 = "goal001_missed_full_marks"
U7 = "sum007_prose_parts"
X5 = "xref005_count_claimed"


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
]
