"""XREF: the same fact told twice and differently."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from bench.corpus.planted.sums import task_list
from bench.corpus.planting import AIMED, PARTS, SCORED, WEIGHED, WHOLE, Plant, added, drawn_row, index, needs
from bench.corpus.projects import Project, plain
from bench.corpus.stories import COUNTIES

# A word of a project's name, and another that makes it another project.
RENAMED = (
    *(("维护", "建设"), ("改造", "新建"), ("服务", "保障"), ("管护", "治理")),
    *(("更新", "采购"), ("养护", "绿化"), ("储备", "配送"), ("提升", "示范")),
)


def total_told(story: Project, draw: Random) -> Project:
    return replace(story, prose={"total": plain(story.total - Decimal(draw.choice(("1", "2", "3", "0.6"))))})


def grade_told(story: Project, draw: Random) -> Project:
    return replace(story, prose={"grade": draw.choice(("良", "中"))})


def points_told(story: Project, draw: Random) -> Project:
    _, row = drawn_row(story, draw, "数量指标", "质量指标", "社会效益指标")
    wrong = plain(row.score - draw.choice((1, 2)))
    said = draw.choice(
        (
            f"{row.level3}指标分值{plain(row.weight)}分，得分{wrong}分。",
            f"“{row.level3}”总分值{plain(row.weight)}分，自评得分{wrong}分。",
        )
    )
    return added(story, "extra", said)


def amount_told(story: Project, draw: Random) -> Project:
    off = Decimal(draw.choice(("11", "-7.5", "20")))
    field = draw.choice(("executed", "annual"))
    return replace(story, prose={field: plain(getattr(story.funds[0], field) + off)})


def part_told(story: Project, draw: Random) -> Project:
    """A kind of money that the form prints, told with another figure."""
    part = story.funds[2]
    wrong = plain(part.annual + Decimal(draw.choice(("2", "3.5"))))
    said = draw.choice((f"其中上年结转资金{wrong}万元。", f"全年预算中，上年结转资金{wrong}万元。"))
    return added(story, "spending", said)


def told_twice(story: Project, draw: Random) -> Project:
    first = Decimal(draw.randint(1500, 4000)) / 100
    second = first + Decimal(draw.choice(("2.1", "0.9", "-1.6")))
    name = draw.choice(("设备更新经费支出", "维修材料采购支出", "劳务费支出"))
    told = added(story, "spending", f"{{year}}年{name}{first}万元。")
    return added(told, "extra", f"{{year}}年{name}{second}万元。")


def rate_told(story: Project, draw: Random) -> Project:
    rate = (story.funds[0].rate or Decimal(0)) - Decimal(draw.choice(("2", "1.5", "0.7")))
    return replace(story, prose={"rate": f"{rate}%"})


def satisfaction_told(story: Project, draw: Random) -> Project:
    actual = story.rows[index(story, "服务对象满意度指标")].actual or Decimal(0)
    return replace(story, prose={"actual": f"{plain(actual - draw.choice((2, 4)))}%"})


def indicator_told(story: Project, draw: Random) -> Project:
    _, row = drawn_row(story, draw, "数量指标", "质量指标", "时效指标", "社会效益指标")
    actual = plain((row.actual or Decimal(0)) + draw.choice((-3, 2, 5)))
    target = plain((row.target or Decimal(0)) + draw.choice((-3, 2)))
    right, right_target = plain(row.actual or 0), plain(row.target or 0)
    said = draw.choice(
        (
            f"{row.level3}实际完成值为{actual}{row.unit}。",
            f"{row.level3}指标值为{right_target}{row.unit}，实际完成{actual}{row.unit}。",
            f"{row.level3}：年初目标≥{target}{row.unit}，实际完成{right}{row.unit}。",
            f"全年{row.level3}达{actual}{row.unit}。",
        )
    )
    return added(story, "extra", said)


def goal_told(story: Project, draw: Random) -> Project:
    """A quantity of the goal text that is not the indicator's target."""
    _, row = drawn_row(story, draw, "数量指标", "社会效益指标")
    other = story.rows[index(story, "质量指标")]
    wrong = plain((row.target or Decimal(0)) + Decimal(draw.choice((15, 24, 40))))
    kept = f"{other.level3}达到{plain(other.target or 0)}{other.unit}"
    goal = f"通过实施项目，{row.level3}达到{wrong}{row.unit}，{kept}，服务水平稳步提高。"
    return replace(story, goal=(goal, ""))


def count_told(story: Project, draw: Random) -> Project:
    return replace(story, prose={"count": str(len(story.rows) + draw.choice((2, 3, -2)))})


def list_told(story: Project, draw: Random) -> Project:
    said = draw.choice(
        (
            "年内实施4项工程：管网更换、阀门改造、泵房维修。",
            "全年制定3项制度（巡查制度、考核制度、物资管理制度、培训制度）。",
            "建立5个工作专班：综合协调、工程推进、质量监督、宣传引导。",
        )
    )
    return added(story, "extra", said)


def tasks_counted(story: Project, draw: Random) -> Project:
    told = replace(story, tasks=task_list(story))
    return added(
        told, "extra", draw.choice(("年度主要任务共5项。", "全年设置2项年度主要任务。", "年初共确定4项任务。"))
    )


def scale_told(story: Project, draw: Random) -> Project:
    """An amount in yuan that is called ten thousands of yuan, or the other way round."""
    field = draw.choice(("executed", "annual"))
    amount = getattr(story.funds[0], field)
    return replace(story, prose={field: draw.choice((plain(amount * 10000), plain(amount * 10000)))})


def scale_below(story: Project, draw: Random) -> Project:
    amount = plain(story.funds[0].executed)
    said = draw.choice((f"项目全年执行数{amount}元。", f"全年实际支出{amount}元，均按进度拨付。"))
    return added(story, "extra", said)


def scale_in_cell(story: Project, _: Random) -> Project:
    return replace(story, cells=(("budget.executed", WHOLE, "{}元"),))


def another_form_year(story: Project, draw: Random) -> Project:
    return replace(story, prose={"form year": str(int(story.year) - draw.choice((1, 1, 2)))})


def another_title_year(story: Project, draw: Random) -> Project:
    wrong = str(int(story.year) - 1)
    title = draw.choice(("{unit}WRONG年度{subject}绩效自评报告", "WRONG年度{unit}{subject}绩效自评报告"))
    return replace(story, prose={"title": title.replace("WRONG", wrong)})


def last_goal(story: Project, draw: Random) -> Project:
    """The goal of the year before, left standing."""
    wrong = int(story.year) - 1
    goal = draw.choice(
        (
            f"{wrong}年，做好辖区设施的日常维护，及时消除安全隐患，服务水平稳步提高。",
            f"{wrong}年度目标：完成设施检修和人员培训，管护机制进一步健全，群众满意。",
        )
    )
    return replace(story, goal=(goal, "年内各项工作有序开展，隐患整治到位，设施保持良好状态。"))


def another_name(story: Project, draw: Random) -> Project:
    """The project by another name in the text."""
    name = story.name
    for old, new in draw.sample(RENAMED, len(RENAMED)):
        if old in name:
            return replace(story, prose={"told name": name.replace(old, new)})
    return story


def another_unit(story: Project, draw: Random) -> Project:
    """The unit of another county in the title, as it is left where a report was copied."""
    county = draw.choice([name for name in COUNTIES if name != story.unit[:3]])
    title = draw.choice(("WRONG{year}年度{subject}绩效自评报告", "{year}年度WRONG{subject}绩效自评报告"))
    return replace(story, prose={"title": title.replace("WRONG", county + story.unit[3:])})


PLANTED = (
    Plant("XREF001", total_told, needs(SCORED)),
    Plant("XREF001", grade_told, needs("head.grade"), frozenset({"SCORE005"})),
    Plant("XREF001", points_told, needs(WEIGHED)),
    Plant("XREF002", amount_told, needs("budget.annual", "budget.executed"), frozenset({"RATE001"})),
    Plant("XREF002", part_told, needs(PARTS, "project")),
    Plant("XREF002", told_twice),
    Plant("XREF003", rate_told, needs("budget.rate"), frozenset({"RATE001"})),
    Plant("XREF004", satisfaction_told, needs("indicators.actual")),
    Plant("XREF004", indicator_told, needs(AIMED)),
    Plant("XREF004", goal_told, needs(AIMED, "goals.goal")),
    Plant("XREF005", count_told),
    Plant("XREF005", list_told),
    Plant("XREF005", tasks_counted, needs("!tasks.name")),
    Plant("XREF006", scale_told, needs("budget.annual", "budget.executed")),
    Plant("XREF006", scale_below, needs("budget.executed")),
    Plant("XREF006", scale_in_cell, needs("budget.executed", "wan")),
    Plant("XREF007", another_form_year),
    Plant("XREF007", another_title_year),
    Plant("XREF007", last_goal, needs("goals.goal")),
    Plant("XREF008", another_name, needs("project", "head.project")),
    Plant("XREF008", another_unit, needs("head.unit", "!retold")),
)
