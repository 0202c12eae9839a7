"""Borders: RATE001, RATE002, RATE003, RATE004."""

from tests.checks.borders.spec import Border, fund, funds, prose, row

R1 = "rate001_rate_recomputed"
R2 = "rate002_over_100_unexplained"
R3 = "rate003_low_rate_unexplained"
R4 = "rate004_adjustment_denied"
T = "年度资金总额"


BORDERS: list[Border] = [
    (
        R1,
        "the last digit",
        funds(
            fund(a="250000", e="215457.6", r="86.18%"),
            fund("甲", a="250000", e="215457.6", r="86.19%"),
            fund("乙", a="250000", e="215457.6", r="86.17%"),
        ),
    ),
    (
        R1,
        "the relative size of a gap, above and below",
        funds(fund(a="1000.00", e="500.00", r="60%"), fund("甲", a="1000.00", e="500.00", r="40%")),
    ),
    (
        R1,
        "a denominator of 0, one that may be 0, a rate of 0",
        funds(
            fund(a="0", e="10", r="100%"),
            fund("甲", a="0.00", e="0.00", r="0%"),
            fund("乙", a="10.00", e="0", r="0%"),
            fund("丙", a="10.00", e="0", r="5%"),
        ),
    ),
    (
        R1,
        "the initial budget closes, the full-year one does not",
        funds(
            fund(i="200.00", a="250.00", e="150.00", r="75%"),
            fund("甲", i="200.00", a="250.00", e="150.00", r="60%"),
            fund("乙", i="200.00", a="250.00", e="150.00", r="70%"),
        ),
    ),
    (
        R1,
        "the head names one denominator",
        {
            "forms": [
                {
                    "rate_base": b,
                    "budget": [
                        fund(i="200.00", a="250.00", e="150.00", r="75%"),
                        fund("甲", i="200.00", a="250.00", e="150.00", r="60%"),
                    ],
                }
                for b in ("annual", "initial")
            ]
        },
    ),
    (
        R1,
        "cut off",
        funds(
            fund(a="300.00", e="299.60", r="99.86%"),
            fund("甲", a="300.00", e="299.60", r="99.87%"),
            fund("乙", a="300.00", e="299.60", r="99.85%"),
        ),
    ),
    (
        R1,
        "whole figures beside cents may be rounded",
        funds(fund(a="300", e="259.45", r="86.5%"), fund("甲", a="100", e="77.45", r="77.1%")),
    ),
    (
        R1,
        "a bare share and a bare per cent",
        funds(
            {"label": T, "annual": "250.00", "executed": "215.50", "rate": "0.862"},
            {"label": "甲", "annual": "250.00", "executed": "215.50", "rate": "86.2"},
            {"label": "乙", "annual": "250.00", "executed": "500.00", "rate": "2"},
            {"label": "丙", "annual": "250.00", "executed": "502.50", "rate": "2.01"},
            {"label": "丁", "annual": "250.00", "executed": "250.00", "rate": "1"},
        ),
    ),
    (
        R1,
        "tasks",
        {
            "forms": [
                {
                    "tasks": [
                        {"name": "甲", "budget": "100.00", "executed": "90.00", "rate": "90%"},
                        {"name": "乙", "budget": "100.00", "executed": "90.00", "rate": "91%"},
                        {"name": "丙", "executed": "90.00", "rate": "91%"},
                        {"name": "丁", "budget": "", "executed": "90.00", "rate": "91%"},
                        {"name": "戊", "budget": "10.00", "executed": "", "rate": "91%"},
                    ]
                }
            ]
        },
    ),
    (
        R2,
        "100 per cent, its rounding, above",
        funds(
            fund(a="100", e="100", r="100%"),
            fund("甲", r="100.005%"),
            fund("乙", r="100.01%"),
            fund("丙", r="100.0055%"),
        ),
    ),
    (
        R2,
        "rate above, amounts not",
        funds(
            fund(a="100", e="95", r="105%"),
            fund("甲", a="100", e="100", r="105%"),
            fund("乙", a="100", e="100.5", r="105%"),
        ),
    ),
    (
        R2,
        "a part with the amounts of the whole, one of its own",
        funds(
            fund(a="100", e="105", r="105%"),
            fund("财政拨款", of=T, a="100", e="105", r="105%"),
            fund("其他资金", of=T, a="2", e="3", r="150%"),
        ),
    ),
    (
        R2,
        "a part without amounts; no rate printed",
        funds(fund(a="100", e="105"), fund("财政拨款", of=T, r="105%"), fund("其他", of=T, a="0", e="3")),
    ),
    (
        R2,
        "explained by more money, by less",
        {
            "forms": [
                {"budget": [fund(a="100", e="105", r="105%", reason=x)]}
                for x in ("年中追加预算5万元。", "疫情影响，支付进度滞后。", "无")
            ]
        },
    ),
    (
        R2,
        "tasks that overran",
        {
            "forms": [
                {
                    "budget": [fund(a="100", e="100", r="100%")],
                    "tasks": [
                        {"name": "甲", "budget": "10", "executed": "12"},
                        {"name": "乙", "budget": "10", "executed": "10"},
                    ],
                }
            ]
        },
    ),
    (R3, "90 per cent and just below", funds(fund(r="90%"), fund("甲", r="89.99%"))),
    (
        R3,
        "parts of a whole that was named",
        funds(fund(a="100", e="80", r="80%"), fund("财政拨款", of=T, a="60", e="40", r="66.67%")),
    ),
    (
        R3,
        "parts of a whole that was not",
        funds(
            fund(a="100", e="95", r="95%"),
            fund("财政拨款", of=T, a="5", e="4", r="80%"),
            fund("其他", of=T, a="4.99", e="4", r="80.16%"),
            fund("无", of=T, a="0", e="0", r="0%"),
        ),
    ),
    (
        R3,
        "a reason in the cell, none",
        {
            "forms": [
                {"budget": [fund(a="100", e="80", r="80%", reason=x)]}
                for x in ("财力紧张，尾款未付。", "-", "年中追加预算。")
            ]
        },
    ),
    (
        R4,
        "spending at the budget, a rounding above, above",
        {"forms": [{"budget": [fund(i="100.00", a="100.00", e=e)]} for e in ("100.00", "100.01", "100.02", "99.00")]},
    ),
    (
        R4,
        "adjustment rate 0",
        {
            "forms": [
                {"budget": [fund(a="100.00", e=e)], "indicators": [row("预算调整率", target="≤5%", actual=x)]}
                for e, x in (("105.00", "0%"), ("105.00", "3%"), ("95.00", "0%"), ("105.00", "0"))
            ]
        },
    ),
    (
        R4,
        "explained inside the total",
        prose("年中在科目间进行了调剂使用。", forms=[{"budget": [fund(i="100.00", a="100.00", e="105.00")]}]),
    ),
    (
        R4,
        "another initial budget",
        {
            "forms": [
                {"budget": [fund(i="90.00", a="100.00", e="105.00")]},
                {"budget": [fund(i="90.00", a="100.00", e="105.00")], "indicators": [row("预算调整率", actual="0%")]},
                {"budget": [fund(i="100", a="100.00", e="105.00")]},
                {"budget": [fund(a="100.00", e="105.00")]},
            ]
        },
    ),
]
