"""The cells that most layouts share: merged levels, glued targets, amounts and rates as printed."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import groupby

from bench.corpus.document import Box
from bench.corpus.projects import Money, Project, Row, plain

Line = tuple[Box, ...]


def line(*texts: str | Box) -> Line:
    return tuple(text if isinstance(text, Box) else Box(text) for text in texts)


def levels(rows: tuple[Row, ...], label: Callable[[str, list[Row]], str] = lambda name, _: name) -> Iterator[list[Box]]:
    """Level-1 and level-2 cells that begin in each row, merged."""
    for _, first in groupby(rows, key=lambda r: r.level1):
        block = list(first)
        seconds = [list(second) for _, second in groupby(block, key=lambda r: r.level2)]
        for i, second in enumerate(seconds):
            for j, r in enumerate(second):
                cells = [Box(label(r.level1, block), rows=len(block))] if i == j == 0 else []
                yield cells + ([Box(r.level2, rows=len(second))] if j == 0 else [])


def with_weight(name: str, block: list[Row]) -> str:
    return f"{name}（{plain(sum((r.weight for r in block), Decimal(0)))}分）"


def glued(row: Row, percent: str = "%", operators: dict[str, str] | None = None) -> tuple[str, str]:
    """Target and actual with operator and unit in the cell."""
    if row.target is None:
        return "健全", "健全"
    unit = percent if row.unit == "%" else row.unit
    return (
        f"{(operators or {}).get(row.operator, row.operator)}{plain(row.target)}{unit}",
        f"{plain(row.actual or 0)}{unit}",
    )


def percent(fund: Money, mark: str = "%") -> str:
    return "" if fund.rate is None else f"{fund.rate}{mark}"


def yuan(value: Decimal) -> str:
    return f"{value * 10000:,.2f}"


def head(story: Project, columns: int, owner: str = "主管部门", unit: str = "实施单位") -> list[Line]:
    rest = columns - 4
    return [
        line(Box("项目名称", 2), Box(story.name, columns - 2)),
        line(Box(owner, 2), Box(story.owner, 1), unit, Box(story.unit, rest)),
    ]
