"""Invented projects: figures that hang together by construction.

All arithmetic here is the generator's own; it shares nothing with the code that it tests.
"""

from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

UNITS = ("云溪县水利局", "安平区教育局", "长汀市民政局", "石泉县农业农村局", "东陵区卫生健康局", "宁川县交通运输局")
WORKS = ("农村饮水管网维护", "校舍安全改造", "社区养老服务", "高标准农田管护", "基层卫生设备更新", "乡村道路养护")
POOL = (
    ("产出指标", "数量指标", "完成维护点位数量", "≥", "个", 40, 260, False),
    ("产出指标", "数量指标", "组织现场检查次数", "≥", "次", 12, 48, False),
    ("产出指标", "数量指标", "培训管护人员人数", "≥", "人", 60, 400, False),
    ("产出指标", "质量指标", "工程验收合格率", "≥", "%", 90, 98, False),
    ("产出指标", "质量指标", "设备完好率", "≥", "%", 88, 96, False),
    ("产出指标", "时效指标", "任务按期完成率", "≥", "%", 90, 98, False),
    ("产出指标", "成本指标", "单位维护成本", "≤", "元", 300, 900, True),
    ("效益指标", "社会效益指标", "受益群众人数", "≥", "人", 2000, 9000, False),
    ("效益指标", "社会效益指标", "投诉办结率", "≥", "%", 90, 97, False),
    ("效益指标", "可持续影响指标", "长效管护机制健全性", "", "", 0, 0, False),
    ("满意度指标", "服务对象满意度指标", "受益群众满意度", "≥", "%", 85, 95, False),
)
WEIGHTS = (8, 6, 6, 8, 6, 10, 6, 12, 10, 8, 10)


def rounded(value: Decimal, places: int = 2) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def plain(value: Decimal | int) -> str:
    text = f"{value}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True)
class Row:
    """An indicator: figures as they are, before a layout prints them.

    `target` None = qualitative: the target and the actual value are then `words`.
    """

    level1: str
    level2: str
    level3: str
    operator: str
    unit: str
    target: Decimal | None
    actual: Decimal | None
    weight: Decimal
    score: Decimal
    reason: str = ""
    words: tuple[str, str] = ("健全", "健全")


@dataclass(frozen=True)
class Money:
    """A fund row in 万元 and its printed rate in percent (None = blank)."""

    label: str
    initial: Decimal
    annual: Decimal
    executed: Decimal
    rate: Decimal | None


@dataclass(frozen=True)
class Task:
    """A row of the list of tasks, money in 万元; `fiscal` is the part of the budget that the treasury pays."""

    name: str
    content: str
    budget: Decimal
    fiscal: Decimal
    result: str
    executed: Decimal


@dataclass(frozen=True)
class Sheet:
    """Another table of the narrative, as it is printed: caption and rows, the first of them the heads."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Project:
    """One story. `prose` overrides figures in the narrative only.

    basics, spending, extra, closing: paragraphs to add on what it is, on the money, on what came of it, at the end.
    note: sentences below the form. goal: what stands for goal and outcome ("" = told from the rows). cells: what a cell
    prints instead, as (fact, row, text). slips: by how much the printed weight of a category differs, by its number;
    any make labels show weights. left_out: parts that the report lacks. problems: what stands under that heading
    (None = the usual). others: a heading under which there is nothing to say. is_doubled: whether the points of the
    money stand on the row below the whole too.
    """

    name: str
    unit: str
    owner: str
    year: str
    funds: tuple[Money, ...]
    score: Decimal
    rows: tuple[Row, ...]
    total: Decimal
    grade: str = ""
    reason: str = ""
    prose: dict[str, str] = field(default_factory=dict)
    extra: tuple[str, ...] = ()
    basics: tuple[str, ...] = ()
    spending: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    goal: tuple[str, str] = ("", "")
    sheets: tuple[Sheet, ...] = ()
    tasks: tuple[Task, ...] = ()
    cells: tuple[tuple[str, str, str], ...] = ()
    slips: dict[int, Decimal] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    problems: str | None = None
    others: str = ""
    voice: int = 0
    fund_weight: Decimal = Decimal(10)
    is_doubled: bool = False


def money(label: str, initial: Decimal, annual: Decimal, executed: Decimal) -> Money:
    return Money(label, initial, annual, executed, rounded(executed / annual * 100) if annual else None)


def grade(total: Decimal) -> str:
    return "优" if total >= 90 else "良" if total >= 80 else "中" if total >= 60 else "差"


def project(seed: int, share: Decimal | None = None) -> Project:
    """A project in which everything holds. `share` of the budget is executed (drawn from 0.92 to 0.999 by default)."""
    draw = Random(seed)
    i = seed % len(UNITS)
    fiscal, carried = Decimal(draw.randint(8000, 40000)) / 100, Decimal(draw.randint(500, 3000)) / 100
    share = share or Decimal(draw.randint(920, 999)) / 1000
    spent, left = rounded(fiscal * share), rounded(carried * share)
    funds = (
        money("年度资金总额", fiscal, fiscal + carried, spent + left),
        money("财政拨款", fiscal, fiscal, spent),
        money("上年结转资金", Decimal(0), carried, left),
        money("其他资金", Decimal(0), Decimal(0), Decimal(0)),
    )
    rate = funds[0].rate or Decimal(0)
    rows = tuple(row(draw, template, Decimal(weight)) for template, weight in zip(POOL, WEIGHTS, strict=True))
    score = rounded(min(rate, Decimal(100)) / 10)
    total = score + sum((r.score for r in rows), Decimal(0))
    return Project(WORKS[i] + "项目", UNITS[i], UNITS[i], str(2021 + seed % 4), funds, score, rows, total, grade(total))


def row(draw: Random, template: tuple[str, str, str, str, str, int, int, bool], weight: Decimal) -> Row:
    level1, level2, level3, operator, unit, low, high, is_reverse = template
    if not operator:
        return Row(level1, level2, level3, "", "", None, None, weight, weight)
    target = Decimal(draw.randint(low, high))
    step = Decimal(draw.randint(0, 12)) / 100
    actual = rounded(target * (1 - step if is_reverse else 1 + step), 0)
    return Row(
        level1,
        level2,
        level3,
        operator,
        unit,
        target,
        min(actual, Decimal(100)) if unit == "%" else actual,
        weight,
        weight,
    )


def retotal(story: Project) -> Project:
    total = story.score + sum((r.score for r in story.rows), Decimal(0))
    return replace(story, total=total, grade=grade(total))


def with_row(story: Project, index: int, **changes: object) -> Project:
    rows = list(story.rows)
    rows[index] = replace(rows[index], **changes)  # type: ignore[arg-type] # the callers below name fields of Row
    return replace(story, rows=tuple(rows))


def with_fund(story: Project, index: int, **changes: object) -> Project:
    funds = list(story.funds)
    funds[index] = replace(funds[index], **changes)  # type: ignore[arg-type] # the callers below name fields of Money
    return replace(story, funds=tuple(funds))
