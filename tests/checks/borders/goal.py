"""Borders: GOAL."""

from tests.checks.borders.spec import Border, fund, indicators, row

G1, G2, G3, G4, G5, G6 = (
    "goal001_missed_full_marks",
    "goal002_met_deducted",
    "goal003_type_mismatch",
    "goal004_far_over_target",
    "goal005_operator_direction",
    "goal006_money_output",
)

BORDERS: list[Border] = [
    (G2, "half of ten points lost", indicators(row(target="≥95%", actual="95%", p="5/10"))),
    (
        G3,
        "words against a figure and words against words",
        indicators(
            row("公开情况", target="100%", actual="已公开"),
            row("管理制度", target="健全", actual="完成"),
            row("台账", target="健全", actual="3本"),
        ),
    ),
    (
        G4,
        "exactly 1.3 times and a unit above",
        indicators(row("甲", target="≥100人", actual="130人"), row("乙", target="≥100人", actual="131人")),
    ),
    (
        G4,
        "a target of exactly 10, of 9",
        indicators(row("甲", target="≥10次", actual="20次"), row("乙", target="≥9次", actual="20次")),
    ),
    (
        G4,
        "told of, exactly 1.3 times",
        indicators(row("甲", target="≥100人", actual="130人", reason="新增两期培训班。")),
    ),
    (
        G4,
        "words do not end the form",
        indicators(
            row("甲", target="优", actual="优"),
            row("乙", target="≥10人", actual="优"),
            row("丙", target="≥10人", actual="9人"),
            row("丁", target="≥10人", actual="40人"),
        ),
    ),
    (
        G4,
        "rounded figures: the low end counts",
        indicators(row("甲", target="≥10.0万元", actual="13.0万元"), row("乙", target="≥10.0万元", actual="13.1万元")),
    ),
    (
        G4,
        "more than, and at most",
        indicators(row("甲", target=">100人", actual="200人"), row("乙", target="≤100人", actual="50人")),
    ),
    (G4, "a unit column of per cents", indicators(row("甲", target="≥50", target_unit="%", actual="90"))),
    (
        G5,
        "a ceiling on what is no quantity",
        indicators(
            row("响应时长", target="≤4小时", actual="4小时"),
            row("建设成本", l2="成本指标", target="≤4万元", actual="4万元"),
            row("培训单价", l2="数量指标", target="≤4", actual="4"),
            row("响应距离", target="≤4公里", actual="4公里"),
        ),
    ),
    (
        G5,
        "a floor under money spent, and under what it buys",
        indicators(
            row("工程造价", l2="成本指标", target="≥40万元", actual="50万元"),
            row("工程造价", l2="数量指标", target="≥40万元", actual="50万元"),
            row("节约用水", l2="成本指标", target="≥40吨", actual="50吨"),
            row("项目支出", l2="数量指标", target="≥40万元", actual="50万元"),
            row("项目投入", l2="", target=">40万元", actual="50万元"),
            row("用水量", l2="成本指标", target="≥40吨", actual="50吨"),
            row("维修单价", l2="数量指标", target="≥40元", actual="50元"),
        ),
    ),
    (
        G1,
        "reasons for less and for more",
        indicators(
            row("甲", target="≥10米", actual="9米", p="5/5", reason="实际工程量超出预期，超额完成。"),
            row("乙", target="≤10万元", actual="11万元", p="5/5", reason="实际工程量超出预期，超额完成。"),
            row("丙", target="10天", actual="9天", p="5/5"),
            row("丁", target="9月前", actual="10月", p="5/5", reason="超额完成。"),
        ),
    ),
    (
        G5,
        "strict operators",
        indicators(row("建设数量", target="<4个", actual="3个"), row("建设数量", target=">4个", actual="5个")),
    ),
    (
        G6,
        "exactly 60 per cent, just below, without a sign",
        {"forms": [{"budget": [fund(r=r)], "indicators": [row(p="50/50")]} for r in ("60%", "59.99%")]},
    ),
    (
        G6,
        "a bare rate",
        {"forms": [{"budget": [{"label": "年度资金总额", "rate": "45.17"}], "indicators": [row(p="50/50")]}]},
    ),
    (
        G6,
        "one output lost points; scores of other kinds are not asked",
        {
            "forms": [
                {"budget": [fund(r="45%")], "indicators": [row(p="50/50"), row("乙", p="39/40")]},
                {
                    "budget": [fund(r="45%")],
                    "indicators": [
                        row(p="50/50"),
                        {"l1": "效益指标", "l3": "节能", "score": "3", "weight": "10"},
                        {"l1": "产出指标", "l3": "无分值", "score": "3"},
                        {"l1": "产出指标", "l3": "无得分", "weight": "3"},
                        {"l1": "产出指标", "l3": "空", "score": "", "weight": "3"},
                    ],
                },
            ]
        },
    ),
    (
        G6,
        "four outputs: three are shown",
        {"forms": [{"budget": [fund(r="45%")], "indicators": [row(f"任务{i}", p=f"{i}/{i}") for i in range(11, 15)]}]},
    ),
    (
        G1,
        "at the target and a unit beside it",
        indicators(
            *(
                row(f"长度{i}", target=t, actual=a, p="5/5")
                for i, (t, a) in enumerate(
                    [
                        ("≥10米", "10米"),
                        ("≥10米", "9米"),
                        (">10米", "10米"),
                        (">10米", "11米"),
                        ("≤10米", "10米"),
                        ("≤10米", "11米"),
                        ("<10米", "10米"),
                        ("<10米", "9米"),
                        ("=10米", "10米"),
                        ("=10米", "9米"),
                        ("=10米", "11米"),
                        ("10米", "9米"),
                        ("10米", "11米"),
                    ]
                )
            )
        ),
    ),
    (
        G1,
        "costs and harms without an operator",
        indicators(
            *(
                row(n, target="10", actual=a, p="5/5")
                for n in ("单位造价", "投诉次数", "项目经费", "节约成本", "按期天数")
                for a in ("9", "11", "10")
            )
        ),
    ),
    (
        G1,
        "deadlines",
        indicators(
            *(
                row(f"期限{i}", target=t, actual=a, p="5/5")
                for i, (t, a) in enumerate(
                    [
                        ("9月前", "9月"),
                        ("9月前", "10月"),
                        ("9月前", "8月"),
                        ("2023年9月前完成", "2024年3月完成"),
                        ("2024年3月前完成", "2023年9月完成"),
                        ("2023年9月前完成", "2023年9月完成"),
                        ("9月15日前", "9月"),
                        ("9月15日前", "10月"),
                        ("9月15日前", "8月"),
                        ("9月", "10月"),
                        ("11月底", "12月"),
                        ("12月底前", "12月"),
                    ]
                )
            )
        ),
    ),
    (
        G1,
        "units of other kinds, of other size, missing",
        indicators(
            *(
                row(f"量{i}", target=t, actual=a, p="5/5")
                for i, (t, a) in enumerate(
                    [
                        ("≥1万人", "12000人"),
                        ("≥1万人", "9000人"),
                        ("≥30万元", "20"),
                        ("≥30", "20万元"),
                        ("≥95%", "0.96"),
                        ("≥95%", "0.90"),
                        ("≥95%", "1"),
                        ("≥95%", "94"),
                        ("≥95%", "96"),
                        ("≥3万元", "4亿元"),
                        ("≥3人", "4个"),
                        ("≥10‰", "2%"),
                        ("10-20个", "5个"),
                        ("≥10个", "5-6个"),
                    ]
                )
            )
        ),
    ),
    (
        G1,
        "a unit column",
        indicators(
            row("甲", target="≥30", target_unit="万元", actual="20万元", p="5/5"),
            row("乙", target="≥95", target_unit="%", actual="0.9", p="5/5"),
            row("丙", target="≥95", target_unit="%", actual="94%", p="5/5"),
            row("丁", target="95", operator="≥", target_unit="人", actual="94人", p="5/5"),
            row("戊", target="95", operator="不超过", actual="96", p="5/5"),
        ),
    ),
    (
        G1,
        "a reason, and a note that gives points in proportion",
        {
            "forms": [
                {"indicators": [row(target="≥10米", actual="9米", p="5/5", reason="雨季停工。")], "note": n}
                for n in ("", "按完成比例计分。")
            ]
        },
    ),
    (
        G1,
        "a weight of 0, points above the weight, none at all",
        indicators(
            row("甲", target="≥10米", actual="9米", p="0/0"),
            row("乙", target="≥10米", actual="9米", p="6/5"),
            row("丙", target="≥10米", actual="9米"),
            row("丁", target="≥10米", actual="9米", p="4/5"),
        ),
    ),
    (
        G1,
        "a bonus row, a row without an actual",
        indicators(
            row("加分项目", target="≥10米", actual="9米", p="5/5"),
            row("乙", target="≥10米", actual="", p="5/5"),
            row("丙", target="≥10米", p="5/5"),
            row("丁", target="", actual="9米", p="5/5"),
        ),
    ),
]
