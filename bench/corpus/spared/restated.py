"""XREF: the same fact told twice alike, and facts that only look the same."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from bench.corpus.planted.sums import task_list
from bench.corpus.planting import AIMED, PARTS, SCORED, WEIGHED, Plant, added, drawn_row, index, needs, texts
from bench.corpus.projects import Project, plain, rounded, with_row


def rounded_total(story: Project, _: Random) -> Project:
    return replace(story, prose={"total": plain(rounded(story.total, 1))})


def points_told(story: Project, draw: Random) -> Project:
    _, row = drawn_row(story, draw, "数量指标", "质量指标", "社会效益指标")
    return added(story, "extra", f"{row.level3}指标分值{plain(row.weight)}分，得分{plain(row.score)}分。")


def other_amounts(story: Project, draw: Random) -> Project:
    """Amounts of another year, of another unit, of a part: none of them the form's."""
    executed = story.funds[0].executed
    said = draw.choice(
        (
            f"上年（{{last}}年）项目执行数{plain(executed - 12)}万元。",
            f"全县同类项目全年预算数{plain(executed * 3)}万元，本单位承担其中一部分。",
            f"其中设备购置支出{plain(rounded(executed * Decimal('0.4')))}万元。",
        )
    )
    return added(story, "spending", said)


def rounded_amounts(story: Project, draw: Random) -> Project:
    whole = story.funds[0]
    return replace(
        story, prose={"annual": plain(rounded(whole.annual, 1)), "executed": plain(rounded(whole.executed, 1))}
    )


def rounded_rate(story: Project, _: Random) -> Project:
    return replace(story, prose={"rate": f"{rounded(story.funds[0].rate or Decimal(0), 1)}%"})


def part_rate(story: Project, _: Random) -> Project:
    part = story.funds[1]
    return added(story, "spending", f"其中财政拨款执行率{part.rate}%。")


def indicator_told(story: Project, draw: Random) -> Project:
    _, row = drawn_row(story, draw, "数量指标", "质量指标", "时效指标", "社会效益指标")
    said = draw.choice(
        (
            f"{row.level3}指标值为{plain(row.target or 0)}{row.unit}，实际完成{plain(row.actual or 0)}{row.unit}。",
            f"{row.level3}：年初目标≥{plain(row.target or 0)}{row.unit}，实际完成{plain(row.actual or 0)}{row.unit}。",
        )
    )
    return added(story, "extra", said)


def last_years_indicator(story: Project, draw: Random) -> Project:
    _, row = drawn_row(story, draw, "数量指标", "社会效益指标")
    before = plain(rounded((row.actual or Decimal(1)) * Decimal("0.9"), 0))
    said = draw.choice(
        (f"上年{row.level3}为{before}{row.unit}，今年稳步提高。", f"{{last}}年{row.level3}{before}{row.unit}。")
    )
    return added(story, "extra", said)


def tasks_counted(story: Project, draw: Random) -> Project:
    told = replace(story, tasks=task_list(story))
    return added(told, "extra", draw.choice(("年度主要任务共3项。", "年初共确定3项任务。")))


def in_yuan(story: Project, draw: Random) -> Project:
    """The same amount in another unit."""
    field = draw.choice(("executed", "annual"))
    amount = getattr(story.funds[0], field)
    name = {"executed": "全年执行数", "annual": "全年预算数"}[field]
    return added(story, "spending", f"{name}为{plain(amount * 10000)}元。")


def several_years(story: Project, draw: Random) -> Project:
    year = int(story.year)
    said = draw.choice(
        (
            f"项目实施期为{year - 1}-{year + 1}年，按年度安排资金。",
            f"该项目列入“十四五”规划，{year - 2}年启动前期工作。",
            f"依据{year - 1}年印发的管理办法，{year + 1}年将继续实施。",
            f"本报告于{year + 1}年3月编制完成。",
        )
    )
    return added(story, "basics", said)


def short_name(story: Project, draw: Random) -> Project:
    """A name in short, introduced as such."""
    said = draw.choice(
        ("{unit}（以下简称我局）负责项目的组织实施，我局成立了工作专班。", "我单位高度重视绩效管理工作。")
    )
    return added(story, "basics", said)


def longer_goal(story: Project, _: Random) -> Project:
    """A quantity of the goal that is another thing than the indicator."""
    row = story.rows[index(story, "数量指标")]
    goal = f"通过实施项目，{row.level3}达到{plain(row.target or 0)}{row.unit}，覆盖12个乡镇，服务水平稳步提高。"
    return replace(with_row(story, 0), goal=(goal, ""))


SPARED = (
    Plant("XREF001", rounded_total, needs(SCORED)),
    Plant("XREF001", points_told, needs(WEIGHED)),
    Plant("XREF002", other_amounts),
    Plant("XREF002", rounded_amounts),
    Plant("XREF003", rounded_rate, needs("budget.rate")),
    Plant("XREF003", part_rate, needs("budget.rate", PARTS, "project")),
    Plant("XREF004", indicator_told, needs(AIMED)),
    Plant("XREF004", last_years_indicator, needs(AIMED)),
    Plant("XREF004", longer_goal, needs(AIMED, "goals.goal")),
    Plant("XREF005", tasks_counted, needs("!tasks.name")),
    texts(
        "XREF005",
        "extra",
        "年内实施4项工程：管网更换、阀门改造、泵房维修、水表更新。",
        "全年制定4项制度（巡查制度、考核制度、物资管理制度等）。",
        "建立5个工作专班，包括综合协调、工程推进等。",
        "完善了巡查、考核等6项制度。",
    ),
    Plant("XREF006", in_yuan, needs("budget.executed", "budget.annual")),
    Plant("XREF007", several_years),
    Plant("XREF008", short_name),
)
