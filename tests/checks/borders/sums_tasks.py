"""Borders: SUM005, SUM006."""

from tests.checks.borders.spec import Border, fund

U5 = "sum005_tasks_total"
U6 = "sum006_part_exceeds_whole"
T = "年度资金总额"


BORDERS: list[Border] = [
    (
        U5,
        "tasks against the department",
        {
            "forms": [
                {
                    "task_title": t,
                    "budget": [fund(a="100.00", e="95.00")],
                    "tasks": [
                        {"name": "甲", "budget": "60.00", "executed": "50.00"},
                        {"name": "乙", "budget": b, "executed": e},
                    ],
                }
                for t, b, e in (
                    ("全部任务", "40.00", "45.00"),
                    ("全部任务", "30.00", "45.00"),
                    ("主要任务", "30.00", "35.00"),
                    ("任务", "30.00", "35.00"),
                    ("任务", "30.00", "45.00"),
                    ("全部任务", "", "45.00"),
                )
            ]
        },
    ),
    (
        U5,
        "one task",
        {
            "forms": [
                {"task_title": t, "budget": [fund(a="100.00")], "tasks": [{"name": "甲", "budget": "60.00"}]}
                for t in ("主要任务", "全部任务", "任务")
            ]
        },
    ),
    (
        U5,
        "the list's own total",
        {
            "forms": [
                {
                    "task_sum": {"name": "合计", "budget": s, "executed": "95.00"},
                    "tasks": [
                        {"name": "甲", "budget": "60.00", "executed": "50.00"},
                        {"name": "乙", "budget": "40.00", "executed": ""},
                    ],
                }
                for s in ("100.00", "101.00")
            ]
        },
    ),
    (
        U5,
        "rows within rows",
        {
            "forms": [
                {
                    "task_sum": {"name": "合计", "budget": "130.00"},
                    "tasks": [
                        {"name": "甲", "budget": "60.00"},
                        {"name": n, "budget": "40.00"},
                        {"name": "丙", "budget": c},
                    ],
                }
                for n, c in (("其中：乙", "20.00"), ("乙", "20.00"), ("乙", "25.00"))
            ]
        },
    ),
    (
        U5,
        "tasks may make project spending",
        {
            "forms": [
                {
                    "task_title": "全部任务",
                    "budget": [fund(a="100.00"), fund("项目支出", of=T, a=p)],
                    "tasks": [{"name": "甲", "budget": "60.00"}, {"name": "乙", "budget": "10.00"}],
                }
                for p in ("70.00", "80.00")
            ]
        },
    ),
    (
        U6,
        "equal, a rounding above, above",
        {
            "forms": [
                {"budget": [fund(a="100.00"), fund("财政拨款", of=T, a=a)]}
                for a in ("100.00", "100.01", "100.02", "99.00")
            ]
        },
    ),
    (
        U6,
        "a whole of 0, of other digits",
        {
            "forms": [
                {"budget": [fund(a="0"), fund("财政拨款", of=T, a="90")]},
                {"budget": [fund(a="100"), fund("财政拨款", of=T, a="100.40")]},
                {"budget": [fund(a="100"), fund("财政拨款", of=T, a="100.60")]},
                {"budget": [fund(a="-5"), fund("财政拨款", of=T, a="2")]},
            ]
        },
    ),
    (
        U6,
        "fiscal columns of tasks",
        {
            "forms": [
                {
                    "tasks": [
                        {
                            "name": "甲",
                            "budget": "60.00",
                            "budget_fiscal": "70.00",
                            "executed": "50.00",
                            "executed_fiscal": "50.00",
                        },
                        {
                            "name": "乙",
                            "budget": "",
                            "budget_fiscal": "70.00",
                            "executed": "50.00",
                            "executed_fiscal": "",
                        },
                    ]
                }
            ]
        },
    ),
]
