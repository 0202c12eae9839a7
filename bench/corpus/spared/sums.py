"""SUM: sums that close once they are read as they are meant."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from bench.corpus.planted.sums import sheet, table_of, task_list
from bench.corpus.planting import PARTS, SCORED, WEIGHED, Plant, added, cut, needs, retotalled, texts, with_money
from bench.corpus.projects import Project, Row, money, plain, rounded, with_row


def with_bonus(story: Project, draw: Random) -> Project:
    """A row of points beyond the hundred, or taken off, which the total counts."""
    name, words, score = draw.choice(
        (
            ("加分项", ("获市级以上表彰加1分", "获市级通报表扬"), Decimal(1)),
            ("扣分项", ("资料报送超时扣1分", "一次报送超时"), Decimal(-1)),
        )
    )
    first = story.rows[0]
    told = story
    if score > 0:
        why = "个别点位台账不完整，已补正。"
        told = with_row(story, 0, score=first.score - 2, words=("", ""), reason=why)
    bonus = Row(name, name, name + "说明", "", "", None, None, Decimal(0), score, words=words)
    told = retotalled(replace(told, rows=(*told.rows, bonus)))
    return replace(told, cells=(("indicators.weight", bonus.level3, "—"),))


def rounded_total(story: Project, _: Random) -> Project:
    return replace(story, total=rounded(story.total, 1))


def right_labels(story: Project, _: Random) -> Project:
    return replace(story, slips={0: Decimal(0)})


def right_group(story: Project, draw: Random) -> Project:
    name = draw.choice(("产出指标", "效益指标", "满意度指标"))
    rows = [row for row in story.rows if row.level1 == name]
    weight, score = sum(row.weight for row in rows), sum(row.score for row in rows)
    said = draw.choice(
        (
            f"一级指标{name}：总分值{plain(weight + 0)}分，总得分{plain(score + 0)}分。",
            f"{name}分值{plain(weight + 0)}分，自评得分{plain(score + 0)}分。",
        )
    )
    return added(story, "extra", said)


def twenty_eighty(story: Project, _: Random) -> Project:
    """Twenty points for the money and eighty for the indicators."""
    told = replace(story, fund_weight=Decimal(20))
    for i in (5, 10):
        told = with_row(told, i, weight=told.rows[i].weight - 5, score=told.rows[i].score - 5)
    return with_money(told, told.funds)


def rounded_parts(story: Project, _: Random) -> Project:
    """The whole is off by a cent, as where the parts were rounded."""
    whole = story.funds[0]
    told = money(whole.label, whole.initial, whole.annual + Decimal("0.01"), whole.executed)
    return with_money(story, (told, *story.funds[1:]))


def rounded_tasks(story: Project, _: Random) -> Project:
    tasks = [
        replace(t, budget=rounded(t.budget, 1), fiscal=rounded(t.budget, 1), executed=rounded(t.executed, 1))
        for t in task_list(story)
    ]
    return replace(story, tasks=tuple(tasks))


def right_tasks(story: Project, _: Random) -> Project:
    return replace(story, tasks=task_list(story))


def selection(story: Project, draw: Random) -> Project:
    first, second, _ = cut(story.funds[0].executed, "0.4", "0.2")
    said = draw.choice(
        (
            f"项目支出{plain(story.funds[0].executed)}万元，其中设备购置{first}万元。",
            f"支出{plain(story.funds[0].executed)}万元，主要用于设备购置{first}万元、材料采购{second}万元等。",
            f"全年执行数{plain(story.funds[0].executed)}万元，其中设备购置{first}万元、材料采购{second}万元等。",
        )
    )
    return added(story, "spending", said)


def whole_told(story: Project, draw: Random) -> Project:
    first, second, third = cut(story.funds[0].annual, "0.5", "0.3")
    said = draw.choice(
        (
            f"资金来源共计{plain(story.funds[0].annual)}万元，其中：中央补助{first}万元、省级补助{second}万元、县级配套{third}万元。",
            f"中央补助{first}万元，省级补助{second}万元，县级配套{third}万元，共计{plain(story.funds[0].annual)}万元。",
        )
    )
    return added(story, "spending", said)


def with_shares(story: Project, _: Random) -> Project:
    """A column of shares, which the sum of the rows need not close to the last digit."""
    rows = table_of(story)
    for row in rows[1:]:
        row.append(f"{rounded(Decimal(row[2]) / story.funds[0].annual * 100, 1)}%")
    rows[0].append("占比")
    return replace(story, sheets=(sheet(rows),))


def with_sub_row(story: Project, _: Random) -> Project:
    """A row that tells a part of the row above it and is no part of the sum."""
    rows = table_of(story)
    half = [plain(rounded(Decimal(value) / 2)) for value in rows[1][2:]]
    rows.insert(2, ["", "其中：主管网检修", *half])
    return replace(story, sheets=(sheet(rows),))


def with_deduction(story: Project, _: Random) -> Project:
    """A row that is taken off."""
    rows = table_of(story)
    back = Decimal("2.4")
    rows[1][2:] = [plain(Decimal(value) + back) for value in rows[1][2:]]
    rows.insert(5, ["5", "减：收回资金", plain(back), plain(back)])
    return replace(story, sheets=(sheet(rows),))


def with_rounded_rows(story: Project, _: Random) -> Project:
    rows = table_of(story)
    for row in rows[1:]:
        row[2:] = [str(rounded(Decimal(value), 1)) for value in row[2:]]
    return replace(story, sheets=(sheet(rows),))


SPARED = (
    Plant("SUM001", with_bonus, needs(SCORED, WEIGHED, "indicators.reason", "!retold")),
    Plant("SUM001", rounded_total, needs(SCORED, WEIGHED), fixed=(("two places", False),)),
    Plant("SUM002", right_labels, needs(WEIGHED, "indicators.level1"), fixed=(("repeated", False),)),
    Plant("SUM002", right_group, needs(WEIGHED, "indicators.level1", "!retold")),
    Plant("SUM003", twenty_eighty, needs("budget.weight", WEIGHED)),
    Plant("SUM004", rounded_parts, needs(PARTS)),
    Plant("SUM005", rounded_tasks, needs("!tasks.name", "wan")),
    Plant("SUM005", right_tasks, needs("!tasks.name")),
    Plant("SUM006", right_tasks, needs("!tasks.name")),
    texts(
        "SUM006",
        "spending",
        "设备更新支出36.2万元，其中医用设备采购36.2万元。",
        "设备更新支出32.6万元（不含上年结转），其中专用设备采购32.6万元。",
    ),
    Plant("SUM007", selection),
    Plant("SUM007", whole_told),
    texts(
        "SUM007",
        "extra",
        "全年抽查点位50个，其中评为优的30个。",
        "共组织培训4期，其中管护技能培训86人、安全培训92人等。",
        "检查发现问题共26个，其中设施类14个、资料类8个、安全类4个，均已整改。",
    ),
    Plant("SUM008", with_shares),
    Plant("SUM008", with_sub_row),
    Plant("SUM008", with_deduction),
    Plant("SUM008", with_rounded_rows),
    texts(
        "SUM009",
        "spending",
        "设备更新专款当年到位75万元，加上上年结转20.4万元，实际支付89.82万元，年末结余5.58万元。",
        "设备更新专款到位资金80万元，实际支出72.5万元，结余7.5万元。",
        "维修专款收到拨款46.5万元，动用上年结余6万元，已支出51.3万元。",
        "设备更新专款约80万元，支出72.5万元，结余约7万元。",
    ),
)
