"""Borders: RATE005, RATE006."""

from tests.checks.borders.spec import Border, Spec, fund, funds, indicators, prose, row

R5 = "rate005_change_recomputed"
R6 = "rate006_unreachable_rate"
LABELS = {"f": "from", "t": "to", "b": "by", "p": "percent"}


def chg(d: str = "", s: str = "公用经费变动。", *, sure: bool = True, **figures: str) -> Spec:
    """A stated change: its direction, its sentence, its figures by the first letter of their role."""
    parts = [{"label": LABELS[role], "number": text} for role, text in figures.items()]
    return {"kind": "change", "subject": "公用经费", "sentence": s, "direction": d, "is_sure": sure, "parts": parts}


BORDERS: list[Border] = [
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
