"""SUM: totals that are not what adds up to them."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from bench.corpus.planting import (
    PARTS,
    POINTED,
    SCORED,
    WEIGHED,
    Plant,
    added,
    cut,
    needs,
    retotalled,
    texts,
)
from bench.corpus.projects import Project, Sheet, Task, grade, money, plain, rounded, with_fund, with_row


def another_total(story: Project, draw: Random) -> Project:
    total = story.total - Decimal(draw.choice(("1", "2", "3", "1.5", "0.8")))
    return replace(story, total=total, grade=grade(total))


def another_label(story: Project, draw: Random) -> Project:
    return replace(story, slips={draw.randrange(2): Decimal(draw.choice((2, 3, 5, -2, -4)))})


def another_group(story: Project, draw: Random) -> Project:
    name = draw.choice(("产出指标", "效益指标"))
    rows = [row for row in story.rows if row.level1 == name]
    weight, score = sum(row.weight for row in rows), sum(row.score for row in rows)
    off = draw.choice((2, 3, 4))
    said = draw.choice(
        (
            f"一级指标{name}：总分值{plain(weight + 0)}分，总得分{plain(score - off)}分。",
            f"{name}分值{plain(weight + 0)}分，自评得分{plain(score - off)}分。",
            f"{name}共{plain(weight + 0)}分，自评得{plain(score - off)}分，主要任务按计划完成。",
        )
    )
    return added(story, "extra", said)


def another_weight(story: Project, draw: Random) -> Project:
    i, off = draw.choice((0, 3, 7)), draw.choice((2, 3, -2, -3))
    row = story.rows[i]
    return retotalled(with_row(story, i, weight=row.weight + off, score=row.score + off))


def another_part(story: Project, draw: Random) -> Project:
    i = draw.choice((1, 1, 2))
    part = story.funds[i]
    field, sign = draw.choice((("executed", -1), ("annual", 1)))
    values = {"initial": part.initial, "annual": part.annual, "executed": part.executed}
    values[field] += sign * max(rounded(values[field] * Decimal("0.015")), Decimal("0.6"))
    return with_fund(story, i, **vars(money(part.label, **values)))


def task_list(story: Project) -> tuple[Task, ...]:
    """Three tasks that share the story's money."""
    whole = story.funds[0]
    told = (
        ("设施日常维护", "按季度检修设施，更换损坏部件", "设施完好，检修记录齐全"),
        ("管护人员培训", "分批组织一线人员参加业务培训", "参训人员全部考核合格"),
        ("监督检查", "对各片区开展现场抽查和通报", "发现的问题已经销号"),
    )
    budgets = cut(whole.annual, "0.62", "0.23")
    spending = cut(whole.executed, "0.62", "0.23")
    return tuple(
        Task(name, content, Decimal(budget), Decimal(budget), result, Decimal(executed))
        for (name, content, result), budget, executed in zip(told, budgets, spending, strict=True)
    )


def another_task(story: Project, draw: Random) -> Project:
    tasks, i = list(task_list(story)), draw.randrange(3)
    budget = tasks[i].budget + Decimal(draw.choice(("2.4", "3.29", "5")))
    tasks[i] = replace(tasks[i], budget=budget, fiscal=budget)
    return replace(story, tasks=tuple(tasks))


def nothing_whole(story: Project, _: Random) -> Project:
    return with_fund(story, 0, initial=Decimal(0))


def treasury_above(story: Project, draw: Random) -> Project:
    tasks, i = list(task_list(story)), draw.randrange(3)
    tasks[i] = replace(tasks[i], fiscal=tasks[i].budget + Decimal(draw.choice(("1.5", "4", "8.2"))))
    return replace(story, tasks=tuple(tasks))


def parts_told(story: Project, draw: Random) -> Project:
    whole = story.funds[0]
    first, second, third = cut(whole.annual, "0.5", "0.3")
    third = plain(Decimal(third) - Decimal(draw.choice(("1.5", "2.85", "4"))))
    said = draw.choice(
        (
            f"资金来源共计{plain(whole.annual)}万元，其中：中央补助{first}万元、省级补助{second}万元、县级配套{third}万元。",
            f"中央补助{first}万元，省级补助{second}万元，县级配套{third}万元，共计{plain(whole.annual)}万元。",
            f"预算安排{plain(whole.annual)}万元，包括中央资金{first}万元、省级资金{second}万元和县级资金{third}万元。",
        )
    )
    return added(story, "spending", said)


def table_of(story: Project) -> list[list[str]]:
    """What the money went to, in two columns and their sums."""
    whole = story.funds[0]
    rows = [["1", "设施检修"], ["2", "材料采购"], ["3", "人员培训"], ["4", "监督检查"]]
    for row, budget, executed in zip(
        rows, cut(whole.annual, "0.41", "0.28", "0.17"), cut(whole.executed, "0.41", "0.28", "0.17"), strict=True
    ):
        row += [budget, executed]
    heads = ["序号", "支出内容", "预算数（万元）", "支出数（万元）"]
    return [heads, *rows, ["合计", "", plain(whole.annual), plain(whole.executed)]]


def sheet(rows: list[list[str]], caption: str = "表1  支出明细表") -> Sheet:
    return Sheet(caption, tuple(map(tuple, rows)))


def another_cell(story: Project, draw: Random) -> Project:
    rows = table_of(story)
    row, col = draw.choice((1, 2, 3)), draw.choice((2, 3))
    rows[row][col] = plain(Decimal(rows[row][col]) + Decimal(draw.choice(("2", "3.6", "-1.25"))))
    return replace(story, sheets=(sheet(rows, draw.choice(("表1  支出明细表", "资金使用明细（单位：万元）"))),))


def counts_by_town(draw: Random) -> list[list[str]]:
    """Counts by town and their sums."""
    towns = ("城关镇", "河西镇", "东山乡", "南塘乡")
    counts = [[draw.randint(6, 60) for _ in range(3)] for _ in towns]
    sums = [str(sum(column)) for column in zip(*counts, strict=True)]
    rows = [[town, *map(str, row)] for town, row in zip(towns, counts, strict=True)]
    return [["乡镇", "检修次数", "培训人次", "检查次数"], *rows, ["合计", *sums]]


def another_count(story: Project, draw: Random) -> Project:
    rows = counts_by_town(draw)
    col = draw.choice((1, 2, 3))
    rows[-1][col] = str(int(rows[-1][col]) + draw.choice((-3, 2, 10)))
    return replace(story, sheets=(sheet(rows, "分乡镇任务完成情况表"),))


def balance_told(story: Project, draw: Random) -> Project:
    received = Decimal(draw.randint(3000, 9000)) / 100
    paid, left = rounded(received * Decimal("0.9")), rounded(received * Decimal("0.1"))
    left += Decimal(draw.choice(("1.2", "2.5", "3")))
    said = draw.choice(
        (
            f"其中设备更新专款收到{received}万元，支出{paid}万元，年末结余{left}万元。",
            f"设备更新专款到位资金{received}万元，实际支出{paid}万元，结余资金{left}万元。",
            f"设备更新专款全年拨入{received}万元，累计支付{paid}万元，年底尚结余{left}万元。",
        )
    )
    return added(story, "spending", said)


PLANTED = (
    Plant("SUM001", another_total, needs(SCORED, WEIGHED)),
    Plant("SUM002", another_label, needs(WEIGHED, "indicators.level1"), fixed=(("repeated", False),)),
    Plant(
        "SUM002",
        another_group,
        needs(WEIGHED, "indicators.level1", "!" + POINTED, "!retold"),
        accepts=frozenset({"XREF001"}),
    ),
    Plant("SUM003", another_weight, needs(WEIGHED, "full")),
    Plant("SUM004", another_part, needs(PARTS, "budget.annual"), frozenset({"SUM005", "RATE003"})),
    Plant("SUM005", another_task, needs("!tasks.name", "budget.annual"), frozenset({"RATE003"})),
    Plant("SUM006", nothing_whole, needs("budget.initial", PARTS), frozenset({"SUM004"})),
    Plant("SUM006", treasury_above, needs("!tasks.name", "wide")),
    texts(
        "SUM006",
        "spending",
        "设备更新支出32.6万元，其中医用设备采购36.2万元。",
        "全年培训支出18.4万元，其中：外聘教师课酬21.5万元。",
        accepts=frozenset({"SUM007"}),
    ),
    Plant("SUM007", parts_told),
    texts(
        "SUM007",
        "extra",
        "全年抽查点位48个，其中评为优的30个、评为良的12个、评为中的8个。",
        "共组织培训4期，第一期86人、第二期92人、第三期75人、第四期88人，合计培训351人。",
        "检查发现问题共26个，其中设施类14个、资料类7个、安全类3个，均已整改。",
    ),
    Plant("SUM008", another_cell),
    Plant("SUM008", another_count),
    Plant("SUM009", balance_told),
    texts(
        "SUM009",
        "spending",
        "设备更新专款到账75万元，实际支付89.82万元。",
        "维修专款收到拨款46.5万元，已支出51.3万元。",
    ),
)
