"""Consistent reports by chance, and errors planted in them: what happened to one figure is known."""

import random
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from checks._cause_trial import Trials, printed
from checks._causes import doubled, is_figure, lengthened, mistaken, shortened, swapped
from checks._model import Parameters
from extractors.model import Number, Report, figure_key, figures
from tests.checks.build import build_report

CENT = Decimal("0.01")
SOURCES = ("财政拨款", "上年结转资金", "其他资金")
TASKS = ("道路养护", "河道保洁", "绿化补种", "照明维修", "管网疏通")
ITEMS = ("设备购置", "安装调试", "人员培训", "资料印制", "场地租赁", "委托检测", "咨询服务")


class Plant(NamedTuple):
    """A report with one figure printed wrongly: the figure as printed, and what it was."""

    report: Report
    figure: Number
    was: Decimal
    part: str = ""


class Dice:
    """Draws whatever a report needs, the same for one seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def money(self, low: int, high: int) -> Decimal:
        return Decimal(self.draw.randint(low * 100, high * 100)) * CENT

    def split(self, whole: Decimal, count: int) -> list[Decimal]:
        """Positive parts of an amount, each with its cents."""
        cents = int(whole / CENT)
        cuts = sorted(self.draw.sample(range(cents // 50, cents - cents // 50), count - 1))
        return [Decimal(b - a) * CENT for a, b in zip([0, *cuts], [*cuts, cents], strict=True)]


def consistent(seed: int) -> Report:
    """A report in which everything closes: fund block, tasks, scores, a table, and prose that restates them."""
    dice = Dice(seed)
    annual = dice.money(80, 9000)
    executed = (annual * dice.money(91, 99) / 100).quantize(CENT)
    initial = (annual * dice.money(91, 99) / 100).quantize(CENT)
    form = {
        "task_title": "全部任务",
        "budget": list(fund_rows(dice, initial, annual, executed)),
        "tasks": list(tasks(dice, annual, executed)),
        "indicators": (rows := list(indicators(dice))),
        "total": str(sum(Decimal(row["score"]) for row in rows)),
    }
    return build_report(
        {
            "forms": [form],
            "tables": [table(dice)],
            "paragraphs": [
                "一、资金情况",
                f"全年预算数{annual}万元，执行数{executed}万元，预算执行率{percent(executed, annual)}。",
                *(change(dice, name) for name in ("印刷费", "维修费", "培训费")),
            ],
        }
    )


def fund_rows(dice: Dice, initial: Decimal, annual: Decimal, executed: Decimal) -> Iterator[dict[str, str]]:
    yield fund_row("年度资金总额", "", initial, annual, executed)
    count = dice.draw.randint(2, 3)
    columns = [dice.split(whole, count) for whole in (initial, annual)]
    columns.append(spent_of(columns[1], annual, executed))
    for label, *amounts in zip(SOURCES, *columns, strict=False):
        yield fund_row(label, "年度资金总额", *amounts)


def spent_of(budgets: list[Decimal], annual: Decimal, executed: Decimal) -> list[Decimal]:
    """What was spent of each part, in proportion; the first takes what rounding leaves."""
    parts = [(part * executed / annual).quantize(CENT) for part in budgets[1:]]
    return [executed - sum(parts), *parts]


def fund_row(label: str, parent: str, initial: Decimal, annual: Decimal, executed: Decimal) -> dict[str, str]:
    amounts = {"initial": str(initial), "annual": str(annual), "executed": str(executed)}
    return {"label": label, "parent": parent, **amounts, "rate": percent(executed, annual)}


def percent(part: Decimal, whole: Decimal) -> str:
    return f"{(part * 100 / whole).quantize(CENT)}%"


def tasks(dice: Dice, annual: Decimal, executed: Decimal) -> Iterator[dict[str, str]]:
    count = dice.draw.randint(2, len(TASKS))
    columns = (budgets := dice.split(annual, count)), spent_of(budgets, annual, executed)
    for name, budget, spent in zip(TASKS, *columns, strict=False):
        yield {"name": name, "budget": str(budget), "executed": str(spent)}


def indicators(dice: Dice) -> Iterator[dict[str, str]]:
    for i, weight in enumerate((10, 15, 20, 15, 10, 20, 10)):
        score = Decimal(weight) - Decimal(dice.draw.choice((0, 0, 0, 5, 12))) / 10
        yield {
            "l1": "产出指标",
            "l3": f"指标{'甲乙丙丁戊己庚'[i]}",
            "weight": str(weight),
            "score": f"{score.normalize():f}",
            "reason": "进度略有滞后",
        }


def table(dice: Dice) -> dict[str, Any]:
    names = ITEMS[: dice.draw.randint(3, len(ITEMS))]
    columns = [dice.split(dice.money(200, 5000), len(names)) for _ in range(2)]
    rows = [[name, *map(str, amounts)] for name, *amounts in zip(names, *columns, strict=True)]
    return {
        "caption": "支出明细表",
        "money_unit": "万元",
        "rows": [["支出内容", "预算数", "支出数"], *rows, ["合计", *(str(sum(column)) for column in columns)]],
    }


def change(dice: Dice, name: str) -> str:
    before = dice.money(10, 900)
    after = (before * dice.money(60, 160) / 100).quantize(CENT)
    word = "增长" if after > before else "下降"
    share = percent(abs(after - before), before)
    return f"{name}2022年支出{before}万元，2023年支出{after}万元，比2022年{word}{share}。"


SLIPS: dict[str, Callable[[str], Iterator[str]]] = {
    "swapped": swapped,
    "doubled": lambda text: (text[: i + 1] + text[i:] for i, char in enumerate(text) if char != "."),
    "mistaken": mistaken,
    "lost": shortened,
    "extra": lengthened,
    "undoubled": doubled,
}
POWERS = {"point": (-2, -1, 1, 2), "unit": (4, -4)}
KINDS = (*SLIPS, *POWERS, "omitted", "twice", "exchanged", "unrelated")


def plant(kind: str, seed: int) -> Plant | None:
    """A consistent report in which one figure, drawn by the seed, is printed wrongly; None where it cannot be."""
    report, dice = consistent(seed), Dice(-1 - seed)
    if kind == "exchanged":
        return misplaced(report, dice)
    if kind in {"omitted", "twice"}:
        return misadded(report, dice, -1 if kind == "omitted" else 1)
    number = dice.draw.choice([one for one in figures(report) if one.value and one.step < 1])
    values = list(dict.fromkeys(misprints(kind, number, dice)))
    if not values:
        return None
    return planted(report, number, dice.draw.choice(values))


def misprints(kind: str, number: Number, dice: Dice) -> Iterator[Decimal]:
    """How a figure may be printed wrongly."""
    text = f"{number.value:.{number.decimals}f}"
    if kind == "unrelated":
        factor = Decimal(dice.draw.choice((dice.draw.randint(50, 97), dice.draw.randint(103, 200)))) / 100
        odd = Decimal(dice.draw.randint(1, 99)) * number.step
        yield (number.value * factor).quantize(number.step) + odd
    elif kind in POWERS:
        powers = POWERS[kind] if number.unit != "%" or kind == "point" else ()
        yield from (number.value.scaleb(power) for power in powers)
    else:
        values = (Decimal(other) for other in SLIPS[kind](text) if is_figure(other))
        yield from (value for value in values if value != number.value)


def misadded(report: Report, dice: Dice, sign: int) -> Plant:
    """A table whose total leaves out a row, or counts it twice."""
    (given,) = report.tables
    column = dice.draw.choice((1, 2))
    *parts, total = [cell.number for row in range(1, given.rows) if (cell := given.at(row, column)) and cell.number]
    part = dice.draw.choice(parts)
    return planted(report, total, total.value + sign * part.value)._replace(part=part.text)


def misplaced(report: Report, dice: Dice) -> Plant:
    """A fund row whose budget and spending stand in each other's place."""
    row = dice.draw.choice(report.forms[0].budget[1:])
    left, right = (entry.number for entry in (row.annual, row.executed) if entry)
    assert left is not None
    assert right is not None
    given = planted(report, left, right.value)
    return planted(given.report, right, left.value)._replace(part=printed(left, left.value))


def planted(report: Report, number: Number, value: Decimal) -> Plant:
    changed = Trials(report, {}, Parameters(), 1).changed(((number, value),))
    key = (number.place.page, number.place.box, printed(number, value))
    wrong = next(one for one in figures(changed) if figure_key(one) == key)
    return Plant(changed, wrong, number.value)


def drawn(kinds: Sequence[str], seeds: range) -> Iterator[tuple[str, Plant]]:
    """Every kind planted with every seed where it can be."""
    for seed in seeds:
        for kind in kinds:
            if given := plant(kind, seed):
                yield kind, given
