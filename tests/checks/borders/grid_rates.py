"""Borders: RATE001, RATE005."""

from typing import Any

from tests.checks.borders.spec import Border, Spec, prose

R1 = "rate001_rate_recomputed"
R5 = "rate005_change_recomputed"


def tb(*rows: tuple[str, ...], **more: Any) -> Spec:
    return {"tables": [{"caption": "情况表", "money_unit": "万元", "rows": list(map(list, rows)), **more}]}


def rates(*rows: tuple[str, ...], head: tuple[str, ...] = ("单位", "预算数", "执行数", "执行率")) -> Spec:
    return tb(head, *rows)


def changes(*rows: tuple[str, ...], head: tuple[str, ...] = ("项目", "2021年", "2022年", "增减率")) -> Spec:
    return tb(head, *rows)


GOOD = ("甲", "100.00", "90.00", "90%"), ("乙", "200.00", "150.00", "75%")
UP = ("甲", "100.00", "110.00", "10%"), ("乙", "200.00", "150.00", "-25%")


BORDERS: list[Border] = [
    (R1, "a rate column: one wrong of three", rates(*GOOD, ("丙", "100.00", "80.00", "81%"))),
    (
        R1,
        "a rate column: one wrong of two, two of three, one alone",
        {
            "tables": [
                {
                    "caption": f"表{i}",
                    "money_unit": "万元",
                    "rows": [["单位", "预算数", "执行数", "执行率"], *map(list, rows)],
                }
                for i, rows in enumerate(
                    (
                        ((GOOD[0]), ("丙", "100.00", "80.00", "81%")),
                        ((GOOD[0]), ("丙", "100.00", "80.00", "81%"), ("丁", "100.00", "80.00", "82%")),
                        (("丙", "100.00", "80.00", "81%"),),
                    )
                )
            ]
        },
    ),
    (
        R1,
        "two budgets: either will do",
        rates(
            ("甲", "100.00", "120.00", "90.00", "75%"),
            ("乙", "100.00", "120.00", "90.00", "90%"),
            ("丙", "100.00", "120.00", "90.00", "80%"),
            head=("单位", "年初预算数", "调整预算数", "执行数", "执行率"),
        ),
    ),
    (
        R1,
        "two columns of spending leave it open",
        rates(
            ("甲", "100.00", "90.00", "80.00", "90%"),
            ("乙", "100.00", "90.00", "80.00", "91%"),
            head=("单位", "预算数", "执行数", "支付数", "执行率"),
        ),
    ),
    (
        R1,
        "no budget column, a blank amount, a blank rate",
        rates(("甲", "", "90.00", "90%"), ("乙", "100.00", "", "90%"), ("丙", "100.00", "90.00", ""), *GOOD),
    ),
    (
        R1,
        "heads in two rows, other columns between",
        tb(
            ("单位", "资金", "<", "<", "备注"),
            ("^", "预算数", "支出数", "支出进度", "^"),
            ("甲", "100.00", "90.00", "90%", "5"),
            ("乙", "200.00", "150.00", "70%", "6"),
            ("丙", "200.00", "150.00", "75%", "7"),
            head=2,
        ),
    ),
    (
        R1,
        "in a sentence: budget then spending, and the reverse",
        prose(
            "维修项目预算100.00万元，支出90.00万元，执行率90%。",
            "保洁项目预算100.00万元，支出90.00万元，执行率91%。",
            "绿化项目支出90.00万元，预算100.00万元，执行率91%。",
        ),
    ),
    (
        R1,
        "in a sentence: three amounts, one, none; other words",
        prose(
            "维修项目预算100.00万元，追加10.00万元，支出90.00万元，执行率91%。",
            "保洁项目支出90.00万元，执行率91%。",
            "绿化项目预算100.00万元，支出90.00万元，合格率91%。",
            "照明项目收入100.00万元，支出90.00万元，执行率91%。",
        ),
    ),
    (
        R1,
        "in a sentence: two rates, each with its own amounts",
        prose("维修项目预算100.00万元，支出90.00万元，执行率90%，保洁项目预算200.00万元，支出150.00万元，执行率76%。"),
    ),
    (
        R1,
        "shares of a whole named before",
        prose(
            "全年总支出200.00万元，其中公用经费50.00万元，占总支出的25%。",
            "全年总支出200.00万元，其中公用经费50.00万元，占总支出的35%。",
            "会议费5.00万元，占培训费的35%。",
        ),
    ),
    (R5, "a change column: one wrong of three", changes(*UP, ("丙", "100.00", "120.00", "30%"))),
    (
        R5,
        "a change column: one wrong of two, two of three, one alone",
        {
            "tables": [
                {
                    "caption": f"表{i}",
                    "money_unit": "万元",
                    "rows": [["项目", "2021年", "2022年", "增减率"], *map(list, rows)],
                }
                for i, rows in enumerate(
                    (
                        (UP[0], ("丙", "100.00", "120.00", "30%")),
                        (UP[0], ("丙", "100.00", "120.00", "30%"), ("丁", "100.00", "120.00", "40%")),
                        (("丙", "100.00", "120.00", "30%"),),
                    )
                )
            ]
        },
    ),
    (
        R5,
        "a fall printed without its sign",
        changes(*UP, ("丙", "200.00", "150.00", "25%"), ("丁", "200.00", "150.00", "26%")),
    ),
    (
        R5,
        "years the other way round, words for years, three years",
        {
            "tables": [
                {
                    "caption": f"表{i}",
                    "money_unit": "万元",
                    "rows": [list(head), ["甲", *a, "10%"], ["乙", *a, "10%"], ["丙", *a, "11%"]],
                }
                for i, (head, a) in enumerate(
                    (
                        (("项目", "2022年", "2021年", "增长率"), ("110.00", "100.00")),
                        (("项目", "上年数", "本年数", "增长率"), ("100.00", "110.00")),
                        (("项目", "本年数", "上年数", "增长率"), ("110.00", "100.00")),
                        (("项目", "2020年", "2021年", "2022年", "增长率"), ("90.00", "100.00", "110.00")),
                        (("项目", "2021年", "2021年", "增长率"), ("100.00", "110.00")),
                        (("项目", "年初数", "年末数", "增长率"), ("100.00", "110.00")),
                    )
                )
            ]
        },
    ),
    (
        R5,
        "shares are no amounts, other units are not held together",
        changes(("甲", "50%", "55%", "10%"), ("乙", "50%", "55%", "10%"), ("丙", "50%", "55%", "11%")),
    ),
]
