"""Borders: RATE."""

from tests.checks.borders.spec import Border, Spec, fund, funds, indicators, prose, row

R1, R2, R3, R4, R5, R6 = (
    "rate001_rate_recomputed",
    "rate002_over_100_unexplained",
    "rate003_low_rate_unexplained",
    "rate004_adjustment_denied",
    "rate005_change_recomputed",
    "rate006_unreachable_rate",
)
T = "年度资金总额"
LABELS = {"f": "from", "t": "to", "b": "by", "p": "percent"}


def chg(d: str = "", s: str = "公用经费变动。", *, sure: bool = True, **figures: str) -> Spec:
    """A stated change: its direction, its sentence, its figures by the first letter of their role."""
    parts = [{"label": LABELS[role], "number": text} for role, text in figures.items()]
    return {"kind": "change", "subject": "公用经费", "sentence": s, "direction": d, "is_sure": sure, "parts": parts}


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
    (
        R5,
        "rounding",
        {
            "claims": [
                chg(f="200.00万元", t="180.50万元", p=p, d="decrease")
                for p in ("9.75%", "9.76%", "9.74%", "9.7%", "9.8%")
            ]
        },
    ),
    (
        R5,
        "grown from less; the relative gap",
        {"claims": [chg(f="200.00万元", t="250.00万元", p=p, d="increase") for p in ("25%", "30%", "20%", "24.99%")]},
    ),
    (
        R5,
        "by and to, by and from",
        {
            "claims": [
                chg(b="50.00万元", t="250.00万元", p="25%", d="increase"),
                chg(b="50.00万元", t="250.00万元", p="20%", d="increase"),
                chg(b="50.00万元", t="150.00万元", p="25%", d="decrease"),
                chg(b="50.00万元", f="200.00万元", p="25%", d="decrease"),
                chg(b="50.00万元", f="200.00万元", p="26%", d="decrease"),
            ]
        },
    ),
    (
        R5,
        "from 0, from below 0, unsure",
        {
            "claims": [
                chg(f="0万元", t="50.00万元", p="100%", d="increase"),
                chg(f="-50.00万元", t="50.00万元", p="200%", d="increase"),
                chg(f="200.00万元", t="250.00万元", p="30%", d="increase", sure=False),
                chg(t="250.00万元", p="30%", d="increase"),
                chg(f="50.00万元", t="-50.00万元", p="200%", d="decrease"),
            ]
        },
    ),
    (
        R5,
        "directions",
        {
            "claims": [
                chg(f="200.00万元", t=t, d=d)
                for d in ("increase", "decrease", "same", "")
                for t in ("201.00万元", "199.00万元", "200.00万元")
            ]
        },
    ),
    (
        R5,
        "grown by more than there is",
        {
            "claims": [
                chg(b="60.00万元", t="50.00万元", p="20%", d="increase"),
                chg(b="50.00万元", t="50.00万元", p="20%", d="increase"),
                chg(b="60.00万元", t="50.00万元", p="54.55%", d="decrease"),
            ]
        },
    ),
    (
        R5,
        "three figures: the level before is guessed",
        {
            "claims": [
                chg(
                    f="320.00万元",
                    t="250.00万元",
                    b="50.00万元",
                    p="25%",
                    d="increase",
                    s="总额320.00万元，其中公用经费250.00万元，增加50.00万元，增长25%。",
                ),
                chg(
                    f="200.00万元",
                    t="250.00万元",
                    b="50.00万元",
                    p="25%",
                    d="increase",
                    s="由200.00万元增至250.00万元，增加50.00万元，增长25%。",
                ),
                chg(
                    f="200.00万元",
                    t="250.00万元",
                    b="40.00万元",
                    p="25%",
                    d="increase",
                    s="达250.00万元，比上年200.00万元增加40.00万元，增长25%。",
                ),
            ]
        },
    ),
    (
        R5,
        "no direction word: the levels tell",
        {"claims": [chg(f="200.00万元", t="150.00万元", p="25%"), chg(f="200.00万元", t="250.00万元", p="25%")]},
    ),
    (R6, "shares of 30", prose("发放调查问卷30份，满意度为93.3%。")),
    (R6, "shares of 30, between two", prose("发放调查问卷30份，满意度为93.7%。")),
    (
        R6,
        "none and all of the answers",
        {
            "forms": [
                {
                    "indicators": [
                        row("群众满意度", actual=f"{x}（问卷30份）"),
                        row("服务满意度", actual=f"{y}（问卷30份）"),
                    ]
                }
                for x, y in (
                    ("0%", "100%"),
                    ("0.1%", "99.9%"),
                    ("96.6%", "96.7%"),
                    ("96.67%", "96.66%"),
                    ("96.65%", "96.68%"),
                )
            ]
        },
    ),
    (R6, "handed out and returned", prose("发放问卷50份，收回有效问卷48份，满意度为95.83%。")),
    (R6, "two groups", prose("向居民发放问卷20份、向商户发放问卷13份，满意度为96.97%。")),
    (R6, "an average", prose("发放问卷30份，平均满意度为93.7%。")),
    (
        R6,
        "just above 100, at 100",
        indicators(
            row("验收合格率", actual="100%"),
            row("验收合格率", actual="100.1%"),
            row("产值增长率", actual="120%"),
            row("合格率提升", actual="120%"),
            row("覆盖率", actual="≥120%"),
            row("覆盖率", actual="约120%"),
            row("覆盖率", actual="120", target_unit="%"),
            row("覆盖率", actual="120"),
        ),
    ),
    (
        R6,
        "0 of 0",
        funds(
            fund(a="0", e="0", r="100%"),
            fund("甲", i="0", a="0", e="0", r="0%"),
            fund("乙", a="0", e="1", r="100%"),
            fund("丙", a="10", e="0", r="100%"),
            fund("丁", a="0", e="0"),
            fund("戊", i="5", a="0", e="0", r="100%"),
        ),
    ),
]
