"""Borders: FORM."""

from tests.checks.borders.spec import Border, fund, indicators, prose, row

F1, F2, F3, F4, F5 = (
    "form001_part_missing",
    "form002_cell_blank",
    "form003_personal_data",
    "form004_unreadable",
    "form005_other_document",
)

BORDERS: list[Border] = [
    (
        F1,
        "sections of both levels, empty or with nothing to say",
        prose(
            "一、基本情况",
            "单位概况见后。",
            "二、主要问题",
            "（一）存在的问题",
            "无。",
            "（二）资金管理情况",
            "三、绩效评价结论",
            "无",
            "四、经验做法",
            "无",
            "五、工作安排",
            "无",
            "六、下一步计划",
        ),
    ),
    (
        F1,
        "level 2: what is required must not be empty",
        prose(
            "一、绩效情况",
            "全年完成三项任务。",
            "（一）绩效目标完成情况",
            "（二）组织情况",
            "（三）其他情况",
            "二、附则",
            "见上文。",
        ),
    ),
    (F1, "level 3 is not asked", prose("一、绩效情况", "全年完成。", "1.绩效目标", "2.任务", "二、其他说明", "见上。")),
    (
        F1,
        "a total of dashes, of nothing, of 0",
        {"forms": [{"total": t, "indicators": [row(p="1/1")]} for t in ("—", "", "0", "/")]},
    ),
    (F1, "a score left open, an annex that is not there", prose("自评得分为____分。", "附件1：项目支出绩效自评表")),
    (
        F1,
        "an annex beside a table",
        prose("附件1：项目支出绩效自评表", tables=[{"rows": [["项目", "数"], ["甲", "1"]]}]),
    ),
    (
        F1,
        "an annex beside a page that could not be read",
        prose("附件1：项目支出绩效自评表", unread=[{"why": "扫描页", "scope": "page"}]),
    ),
    (
        F2,
        "two rows: a blank counts where half of the rows are filled",
        indicators(row("甲", target="1", p="1/1"), row("乙", target="", p="1/1")),
    ),
    (F2, "one row alone tells of no column", indicators(row("甲", target="", p="1/1"))),
    (
        F2,
        "the share of filled rows",
        indicators(*(row(f"行{i}", target="1" if i else "", actual="" if i < 3 else "1", p="1/1") for i in range(5))),
    ),
    (
        F2,
        "seven of ten rows are filled, six of ten",
        indicators(
            *(row(f"行{i}", target="" if i < 3 else "1", actual="" if i < 4 else "1", p="1/1") for i in range(10))
        ),
    ),
    (
        F2,
        "marks that stand for nothing",
        indicators(*(row(f"行{i}", target=t, p="1/1") for i, t in enumerate(["1", "1", "1", "1", "—", "/", "0"]))),
    ),
    (
        F2,
        "a bonus row, a row of parts, a filler",
        indicators(
            row("甲", target="1"),
            row("乙", target="1"),
            row("丙", target="1"),
            row("加分项", target=""),
            row("其中：丁", target=""),
            row("指标2", target="", filler=True),
        ),
    ),
    (
        F2,
        "the score of the fund block",
        {
            "forms": [
                {"budget": [fund(p="/10")], "indicators": [row("甲")]},
                {"budget": [fund(p="8/10")], "indicators": [row("甲")]},
                {"budget": [{"label": "年度资金总额", "weight": "10"}], "indicators": [row("甲")]},
                {"budget": [{"label": "年度资金总额", "weight": "", "score": ""}], "indicators": [row("甲")]},
            ]
        },
    ),
    (
        F3,
        "in cells: a contact to the left",
        {
            "tables": [
                {
                    "rows": [
                        ["联系人", "李某"],
                        ["联系电话", "010-62345678"],
                        ["邮政编码", "100010"],
                        ["手机", "13800005678"],
                    ]
                }
            ]
        },
    ),
    (
        F3,
        "in cells: a long cell is no label, an empty one is skipped",
        {
            "tables": [
                {
                    "rows": [
                        ["联系电话填写在下面一格里面请勿遗漏谢谢谢", "010-62345677"],
                        ["联系电话填写在下面一格里面请勿遗漏谢谢谢谢", "010-62345678"],
                        ["联系电话", ""],
                        ["", "010-62345679"],
                    ]
                }
            ]
        },
    ),
    (
        F3,
        "two kinds in one place, the same number twice",
        prose("联系人手机13800005678，13800005678，身份证11010119900307001X。", "其他文字。"),
    ),
    (
        F4,
        "a page, a file, with and without a remedy",
        {
            "unread": [
                {"why": "扫描页", "remedy": "安装识别模块", "scope": "page", "page": 3},
                {"why": "需要口令", "scope": "file"},
                {"why": "表格破损", "scope": "table", "page": 2},
                {"why": "字形缺失", "scope": "field"},
            ]
        },
    ),
]
