"""Invented projects: figures that hang together by construction, and ways to break exactly one of them.

All arithmetic here is the generator's own; it shares nothing with the code that it tests.
"""

from collections.abc import Callable
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
class Project:
    """One story. `prose` overrides figures in the narrative only; `extra` are paragraphs to add."""

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


def overrun(story: Project) -> Project:
    parts = [money(f.label, f.initial, f.annual, rounded(f.annual * Decimal("1.062"))) for f in story.funds[1:]]
    whole = money(
        "年度资金总额", story.funds[0].initial, story.funds[0].annual, sum((p.executed for p in parts), Decimal(0))
    )
    return retotal(replace(story, funds=(whole, *parts), score=Decimal(10)))


def missed(story: Project) -> Project:
    target = story.rows[0].target or Decimal(1)
    actual = rounded(target * Decimal("0.8"), 0)
    return retotal(with_row(story, 0, actual=actual, score=rounded(actual / target * story.rows[0].weight)))


DUPLICATE = (
    "项目实施中，各责任单位按照年初确定的工作计划逐项推进，建立了点位台账和巡查记录，做到问题早发现、早处置、早销号。"
)
PLANTS: dict[str, Callable[[Project], Project]] = {
    "SUM001": lambda p: replace(p, total=p.total + 2, prose={"total": plain(p.total + 2)}),
    "SUM003": lambda p: retotal(with_row(p, 7, weight=p.rows[7].weight + 3, score=p.rows[7].score + 3)),
    "SUM004": lambda p: with_fund(
        p, 1, **vars(money("财政拨款", p.funds[1].initial, p.funds[1].annual, p.funds[1].executed - 3))
    ),
    "RATE001": lambda p: with_fund(p, 0, rate=(p.funds[0].rate or Decimal(0)) - Decimal("0.64")),
    "RATE002": overrun,
    "RATE003": lambda p: project(sum(map(ord, p.name)), Decimal("0.71")),
    "SCORE001": lambda p: retotal(with_row(p, 3, score=p.rows[3].weight + 1)),
    "SCORE002": missed,
    "SCORE003": lambda p: retotal(replace(p, score=Decimal(7))),
    "SCORE005": lambda p: replace(p, grade="良", prose={"grade": "良"}),
    "XREF001": lambda p: replace(p, prose={"total": plain(p.total - 3)}),
    "XREF002": lambda p: replace(p, prose={"executed": plain(p.funds[0].executed + 11)}),
    "XREF003": lambda p: replace(p, prose={"rate": f"{(p.funds[0].rate or Decimal(0)) - 2}%"}),
    "XREF004": lambda p: replace(p, prose={"actual": plain((p.rows[10].actual or Decimal(0)) - 4) + "%"}),
    "XREF005": lambda p: replace(p, prose={"count": str(len(p.rows) + 2)}),
    "TEXT001": lambda p: replace(p, extra=(DUPLICATE, DUPLICATE)),
    "TEXT003": lambda p: replace(
        p, extra=("完善管护制度，全年先后修订完善管护制度办法；加强培训，全年先后修订完善管护制度办法；严格考核。",)
    ),
    "TEXT006": lambda p: replace(p, extra=("维护物资储备率保持在》90%，，全年按计划开展维护。",)),
}
