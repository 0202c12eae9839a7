"""Borders: TEXT001, TEXT002, TEXT003."""

from tests.checks.borders.spec import Border, prose

X1 = "text001_duplicate_paragraph"
X2 = "text002_near_duplicate"
X3 = "text003_duplicate_clause"
LONG = "全年组织河道巡查一百二十六次，督促整改乱倒垃圾和乱搭棚屋等问题，沿河群众意见明显减少。"
OWN = "站里自编的巡河口诀印成小册子，发到沿河九个村的每一户人家手中，老人小孩都会背。"


BORDERS: list[Border] = [
    (
        X1,
        "a paragraph of 30 signs, of 29",
        prose(
            "一、情况",
            LONG[:29] + "。",
            "二、结果",
            LONG[:29] + "。",
            "三、其他",
            OWN[:28] + "。",
            "四、再次",
            OWN[:28] + "。",
        ),
    ),
    (
        X1,
        "in the form and in the prose, in two cells, goal and outcome",
        {
            "paragraphs": ["一、年度目标", LONG],
            "forms": [
                {
                    "goals": [{"goal": LONG, "result": LONG}],
                    "tasks": [
                        {"name": "甲", "content": LONG, "result": OWN},
                        {"name": "乙", "content": OWN, "result": "已完成。"},
                    ],
                }
            ],
        },
    ),
    (X1, "three times", prose("一、情况", LONG, "二、结果", LONG, "三、其他", LONG)),
    (
        X2,
        "the outcome copies all, half, none of the goal",
        {
            "forms": [
                {"goals": [{"goal": LONG + OWN, "result": r}]}
                for r in (
                    LONG + OWN,
                    LONG,
                    OWN,
                    LONG[:20] + "经考核全部达标，群众来信来访逐年下降，得到上级充分肯定。",
                    "已完成全部任务，群众普遍反映河道环境有了很大的改善和提高。",
                )
            ]
        },
    ),
    (
        X2,
        "figures of its own in every clause",
        {
            "forms": [
                {
                    "goals": [
                        {
                            "goal": "组织河道巡查100次以上，督促整改乱倒垃圾问题30处以上，培训巡河人员50人次以上。",
                            "result": r,
                        }
                    ]
                }
                for r in (
                    "组织河道巡查126次以上，督促整改乱倒垃圾问题35处以上，培训巡河人员58人次以上。",
                    "组织河道巡查100次以上，督促整改乱倒垃圾问题30处以上，培训巡河人员58人次以上。",
                    "组织河道巡查126次以上，督促整改乱倒垃圾问题30处以上，培训巡河人员50人次以上。",
                )
            ]
        },
    ),
    (
        X2,
        "tasks: each with its own content",
        {
            "forms": [
                {
                    "tasks": [
                        {"name": "甲", "content": LONG, "result": OWN},
                        {"name": "乙", "content": OWN, "result": LONG},
                        {"name": "丙", "content": OWN, "result": OWN},
                    ]
                }
            ]
        },
    ),
    (
        X2,
        "a short outcome",
        {"forms": [{"goals": [{"goal": LONG, "result": LONG[:29]}, {"goal": LONG, "result": LONG[:30]}]}]},
    ),
    (
        X3,
        "12 signs, 11 signs",
        prose(
            "先后制订完善九项制度机制，召开会议，先后制订完善九项制度机制，又开会议。",
            "制订完善九项制度机制呀，召开会议，制订完善九项制度机制呀，又开会议。",
            "制订完善九项制度机制，召开会议，制订完善九项制度机制，又开会议。",
        ),
    ),
    (
        X3,
        "figures masked, patterns of scores, once each",
        prose(
            "培训沿河九个村的巡河人员5次，检查闸站，培训沿河九个村的巡河人员6次。",
            "数量指标完成率指标值为100%，实际完成，数量指标完成率指标值为100%。",
            "先后制订完善九项制度机制。",
            "先后制订完善九项制度机制，召开会议。",
        ),
    ),
    (
        X3,
        "three times, and a longer run",
        prose(
            "全年先后制订完善九项制度机制，召开会议，全年先后制订完善九项制度机制，再开，全年先后制订完善九项制度机制。"
        ),
    ),
    (
        X3,
        "in final accounts",
        {
            "kind": "final_accounts",
            "paragraphs": ["先后制订完善九项制度机制，召开会议，先后制订完善九项制度机制，又开会议。"],
        },
    ),
]
