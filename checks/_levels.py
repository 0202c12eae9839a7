"""The split of points between level-1 categories: what a note prescribes and what the rows give."""

import re
from decimal import Decimal
from typing import NamedTuple

from checks._forms import EXECUTION, is_execution, plain_name, rows_of
from checks._model import Operand
from checks._phrases import operand
from checks._scores import execution_terms
from extractors.model import Form, Indicator

POINTS = re.compile(
    r"(?P<name>(?:预算)?(?:资金)?执行率|项目(?:决策|管理|产出|效益)|[一-鿿]{2,10}?指标|(?:部门)?(?:决策|过程|产出|效益|效果|满意度|投入|管理))"
    r"(?:的?(?:权重|分值))?(?:统一)?(?:设置)?(?:为|占|是|：|:)?[（(]?(?P<points>\d{1,2}(?:\.\d+)?)(?:分|[%％])"
)
LEAD = re.compile(
    r"^(?:.*(?:设置|设定|统一|分别|分值|权重)(?:为|：|:)|原则上|其中|一级|分值|权重|统一|设置|为|和|及|的|各|按|：|:)+"
)
SENTENCE = re.compile(r"[^。；;\n]+")
FULL = Decimal(100)


class Level(NamedTuple):
    """A level-1 category: the points that the note gives it, those of its rows, and where they stand."""

    name: str
    prescribed: Decimal
    printed: Decimal
    operands: tuple[Operand, ...]

    @property
    def is_changed(self) -> bool:
        return self.prescribed != self.printed


def levels(notes: str) -> dict[str, Decimal]:
    """The split that a note prescribes: one sentence that shares out the full score, with or without the execution."""
    for match in SENTENCE.finditer(re.sub(r"\s", "", notes)):
        found: dict[str, Decimal] = {}
        for points in POINTS.finditer(match.group()):
            found.setdefault(LEAD.sub("", points["name"]), Decimal(points["points"]))
        total = sum(found.values(), Decimal(0))
        if len(found) >= 3 and total in {FULL, FULL - 10}:
            return found
    return {}


def printed_levels(form: Form, prescribed: dict[str, Decimal]) -> tuple[Level, ...]:
    """Each prescribed category with what the form's rows give it; 0 where the form has no such row."""
    rows = []
    names = frozenset(map(plain_name, prescribed))
    for name, points in prescribed.items():
        operands = operands_of(form, name, names)
        printed = sum((o.number.value for o in operands if o.number), Decimal(0))
        rows.append(Level(name, points, printed, operands))
    return tuple(rows)


def operands_of(form: Form, name: str, names: frozenset[str]) -> tuple[Operand, ...]:
    """The weights of a category: those of its rows; of the fund block or of its own row for the execution rate."""
    is_rate = bool(EXECUTION.fullmatch(name))
    if is_rate and (execution := execution_terms(form, "weight")):
        return tuple(term.operand for term in execution)
    weights = (
        row.weight
        for row in rows_of(form)
        if category(row, names) == plain_name(name) or (is_rate and is_execution(row))
    )
    return tuple(operand("weight", entry) for entry in weights if entry and entry.number)


def category(row: Indicator, names: frozenset[str]) -> str:
    """The prescribed category of a row: its level-2 name where that is prescribed, else its level-1 name."""
    inner = plain_name(row.level2)
    return inner if inner in names else plain_name(row.level1)
