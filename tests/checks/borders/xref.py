"""Borders: XREF."""

from typing import Any

from tests.checks.borders.spec import Border, Spec, fund, prose, row

Y1, Y4, Y5, Y6, Y7, Y8, Y9 = (
    "xref001_score_restated",
    "xref004_indicator_restated",
    "xref005_count_claimed",
    "xref006_unit_scale",
    "xref007_year_mismatch",
    "xref008_name_mismatch",
    "xref009_last_year",
)
T = "年度资金总额"


def year(title: str, form: str, *rows: Spec, goal: str = "") -> Spec:
    goals = [{"goal": goal, "result": "已完成。"}] if goal else []
    return {"title": title, "year": "2022", "forms": [{"year": form, "indicators": list(rows), "goals": goals}]}


def last(now: list[str], before: list[str], **more: Any) -> Spec:
    earlier = {"unit": "青禾县河湖办", "year": "2021", "paragraphs": before}
    return {"report": {"unit": "青禾县河湖办", "year": "2022", "paragraphs": now, **more}, "others": [earlier]}


BORDERS: list[Border] = [
    *(
        (
            Y1,
            f"a total of 94 in the form, {t} in the prose",
            prose(f"综合评价，自评总分{t}分。", forms=[{"total": "94", "indicators": [row(p="94/100")]}]),
        )
        for t in ("94", "94.0", "93", "95", "94.5")
    ),
    *(
        (
            Y1,
            f"a total of 94.56 in the form, {t} in the prose",
            prose(f"综合评价，自评总分{t}分。", forms=[{"total": "94.56", "indicators": [row(p="94.56/100")]}]),
        )
        for t in ("94.6", "95", "94.5", "94")
    ),
    (Y1, "two totals of the prose", prose("自评总分94分。", "综合得分95分。")),
    (Y1, "two equal totals of the prose", prose("自评总分94分。", "综合得分94分。")),
    (
        Y1,
        "a group with and without the execution score",
        prose(
            "管理指标得分19分。",
            "产出指标得分79分。",
            forms=[
                {
                    "total": "99",
                    "budget": [fund(p="9/10")],
                    "groups": [
                        {"name": "管理指标", "score": "10", "weight": "10"},
                        {"name": "产出指标", "score": "80", "weight": "80"},
                    ],
                    "indicators": [{"l1": "管理指标", "l3": "甲", "score": "10", "weight": "10"}, row(p="80/80")],
                }
            ],
        ),
    ),
    (
        Y1,
        "a grade of the prose",
        prose("自评总分94分，评价等级为良。", forms=[{"total": "94", "grade": "优", "indicators": [row(p="94/100")]}]),
    ),
    (
        Y4,
        "an actual in the prose: a unit of the last digit",
        {
            "paragraphs": ["维护管网长度实际完成12.5公里。"],
            "forms": [{"indicators": [row("维护管网长度", target="≥12公里", actual="12.5公里")]}],
        },
    ),
    *(
        (
            Y4,
            f"12.5 公里 in the form, {n} in the prose",
            {
                "paragraphs": [f"维护管网长度实际完成{n}公里。"],
                "forms": [{"indicators": [row("维护管网长度", target="≥12公里", actual="12.5公里")]}],
            },
        )
        for n in ("12.6", "13", "12.54", "12", "15")
    ),
    (
        Y4,
        "two rows of one name",
        {
            "paragraphs": ["培训人数实际完成50人。"],
            "forms": [
                {
                    "indicators": [
                        row("培训人数", target="≥40人", actual="45人"),
                        {"l1": "效益指标", "l3": "培训人数", "target": "≥4人", "actual": "4人"},
                    ]
                }
            ],
        },
    ),
    *(
        (
            Y5,
            f"{n} level-3 indicators are claimed",
            {
                "paragraphs": [f"共设置{n}项三级指标。"],
                "forms": [{"indicators": [row("甲", p="1/1"), row("乙", p="1/1"), row("丙", p="1/1")]}],
            },
        )
        for n in ("2", "3", "4")
    ),
    *(
        (
            Y5,
            f"{n} of {t} are claimed",
            {
                "claims": [
                    {
                        "kind": "count",
                        "subject": "任务",
                        "number": f"{n}项",
                        "sentence": f"年度主要任务{n}项",
                        "is_complete": True,
                    }
                ],
                "forms": [{"task_title": t, "tasks": [{"name": "甲"}, {"name": "乙"}]}],
            },
        )
        for n, t in (("2", "年度主要任务"), ("3", "年度主要任务"), ("3", "重点工作"))
    ),
    *(
        (
            Y6,
            f"100.00 in the form, {n} in the prose",
            {"paragraphs": [f"全年预算数{n}。"], "forms": [{"budget": [fund("部门预算总额", a="100.00", e="90.00")]}]},
        )
        for n in ("100万元", "1000000元", "1000000万元", "100元", "0.01亿元")
    ),
    (
        Y7,
        "title and form",
        year(
            "2022年度部门整体支出绩效自评报告",
            "2022",
            row("甲", target="2022年12月前"),
            row("乙", target="2021年12月前"),
            row("丙", target="2023年6月前"),
            row("丁", target="2021年至2022年"),
            row("戊", target="2021-2022年"),
        ),
    ),
    (Y7, "title of another year", year("2021年度部门整体支出绩效自评报告", "2022", row("甲", target="12月前"))),
    (Y7, "title of several years, of none", year("2021年至2022年绩效自评报告", "2022", row("甲", target="2021年前"))),
    (Y7, "a goal that opens with another year", year("绩效自评报告", "2022", goal="2021年完成河道清淤三处。")),
    (Y7, "a goal that opens with its own", year("绩效自评报告", "2022", goal="2022年完成河道清淤三处。")),
    (Y7, "a goal that names both", year("绩效自评报告", "2022", goal="2021年立项，2022年完成河道清淤三处。")),
    (Y7, "no year in the form", year("2022年度绩效自评报告", "", row("甲", target="2021年12月前"))),
    *(
        (
            Y9,
            f"468.00 last year, said to be {n}",
            last(
                ["一、收支", f"2022年支出合计500万元，比2021年{n}万元增加，有所增长。", f"2021年支出合计{n}万元。"],
                ["一、收支", "2021年支出合计468.00万元。"],
            ),
        )
        for n in ("468.00", "468", "468.01", "468.02", "486.00", "93.60", "93.59", "2340.00", "2340.10", "4680000.00")
    ),
    *(
        (
            Y9,
            f"{d} {b} to 150.00, from 100.00",
            last(
                ["一、收支", f"2022年支出合计150.00万元，比2021年{d}{b}万元，{w}{p}%。"],
                ["一、收支", "2021年支出合计100.00万元。"],
            ),
        )
        for d, b, w, p in (
            ("增加", "50.00", "增长", "50"),
            ("增加", "40.00", "增长", "36.36"),
            ("减少", "50.00", "下降", "25"),
        )
    ),
    (
        Y9,
        "on another footing",
        last(
            ["一、收支", "2021年支出合计120.00万元，因口径调整与上年报告不同。"],
            ["一、收支", "2021年支出合计100.00万元。"],
        ),
    ),
    (
        Y9,
        "what was carried over",
        last(["一、收支", "年初结转和结余12.00万元，用于维修。"], ["一、收支", "年末结转和结余13.00万元。"]),
    ),
    *(
        (
            Y5,
            f"{n} level-1 and level-3 indicators",
            {
                "paragraphs": [f"共设置一级指标{n}个、三级指标{m}个。"],
                "forms": [
                    {
                        "indicators": [
                            row("甲", p="1/1"),
                            {"l1": "效益指标", "l3": "乙"},
                            {"l1": "满意度指标", "l3": "丙"},
                        ]
                    }
                ],
            },
        )
        for n, m in ((3, 3), (2, 4), (4, 2))
    ),
    *(
        (Y5, f"{n} offices, three of them named", prose(f"局机关内设{n}个科室（办公室、规划财务科、河湖管理科）。"))
        for n in (2, 3, 4)
    ),
    *(
        (Y5, f"{n} offices, one joined by 和", prose(f"局机关内设{n}个科室（办公室、规划和财务科、河湖管理科）。"))
        for n in (2, 3, 4, 5)
    ),
    (
        Y5,
        "an open list, one of a part",
        prose("局机关内设5个科室（办公室、规划财务科、河湖管理科等）。", "其中2个科室（办公室、财务科、人事科）承担。"),
    ),
]
