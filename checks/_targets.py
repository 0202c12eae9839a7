"""Target against actual value of an indicator: in which direction it is meant, and whether it was met."""

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from checks._forms import indicator_name, indicator_paths, is_bonus, named_forms, rows_of
from checks._model import Operand
from checks._numbers import interval
from checks._phrases import operand
from checks._reasons import is_reason
from extractors.model import Entry, Form, Indicator, Number, Report

SIGNS = {
    **dict.fromkeys(("≥", "≧", ">=", "=>", "》", "大于等于", "不低于", "不少于"), "≥"),
    **dict.fromkeys(("≤", "≦", "<=", "=<", "《", "小于等于", "不高于", "不超过"), "≤"),
    **dict.fromkeys((">", "＞", "大于"), ">"),
    **dict.fromkeys(("<", "＜", "小于"), "<"),
    **dict.fromkeys(("=", "═", "＝", "等于"), "="),
}
COST = re.compile(r"单价|造价|工期|时长|时限|天数|(?<!节约)成本")
AMBIGUOUS = re.compile(r"经费|费用|金额|支出|投入|价格|标准|补助|预算|时间|周期|控制|上限|节约|成本")
NEGATIVE = re.compile(
    r"投诉|事故|差错|错误|死亡|伤亡|发病|发生|违规|违纪|违法|负债|能耗|排放|超支|逾期|信访|返贫|变动|调整率|流失|损失"
    r"|破损|漏|下降|降低|减少|结余"
)
SHARE_UNITS = frozenset({"%", "％", "‰", "百分比"})
DEADLINE = re.compile(
    r"(?:(20\d{2})年)?(1[0-2]|0?[1-9])月(?:份)?(底|末|上旬|中旬|下旬|\d{1,2}日)?(?:之?前|以前|底前)?"
    r"(?:完成|完工|竣工)?(?:率?100%)?$"
)
PROPORTION = re.compile(r"按照?[^。；]{0,24}比例[^。；]{0,8}(?:计分|得分|打分|记分|评分|计算)")


class Standing(StrEnum):
    """How an actual value stands to its target."""

    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"
    OTHER_KIND = "other kind"


class Aim(NamedTuple):
    """An indicator row with target and actual value; `sign` is "" where no operator is printed."""

    subject: str
    name: str
    form: Form
    row: Indicator
    target: Entry
    actual: Entry
    sign: str
    standing: Standing

    @property
    def facts(self) -> tuple[Operand, ...]:
        found = [operand("target", self.target), operand("actual", self.actual)]
        for role, entry in (("score", self.row.score), ("weight", self.row.weight)):
            if entry and entry.number:
                found.append(operand(role, entry))
        return tuple(found)

    @property
    def reason(self) -> Entry | None:
        """The reason printed in the row, None where there is none."""
        entry = self.row.reason
        return entry if entry and is_reason(entry.text, self.name) else None

    @property
    def points(self) -> tuple[Decimal, Decimal] | None:
        """Score and weight, None where one is missing."""
        score, weight = self.row.score, self.row.weight
        if score and weight and score.number and weight.number and weight.number.value > 0:
            return score.number.value, weight.number.value
        return None


def aims(report: Report) -> Iterator[Aim]:
    """Every indicator row with a target and an actual value."""
    for name, form in named_forms(report):
        for path, row in zip(indicator_paths(form), rows_of(form), strict=True):
            if row.target and row.actual and row.target.text and row.actual.text and not is_bonus(row):
                sign = sign_of(row, row.target)
                standing = stand(row, row.target, row.actual, sign)
                yield Aim(f"{name}/{path}", indicator_name(row), form, row, row.target, row.actual, sign, standing)


def sign_of(row: Indicator, target: Entry) -> str:
    """The operator, from wherever the form prints it."""
    printed = target.number.operator if target.number else ""
    column = row.operator.text if row.operator else ""
    return SIGNS.get(printed, "") or SIGNS.get(column, "")


def stand(row: Indicator, target: Entry, actual: Entry, sign: str) -> Standing:
    """Whether the target was met; unknown where words, ranges or the direction leave it open."""
    goal, done = target.number, actual.number
    if goal is None or done is None:
        return by_deadline(target, actual)
    if not is_comparable(row, goal, done):
        return Standing.OTHER_KIND
    if goal.upper is not None or done.upper is not None or is_scale_open(row, goal, done):
        return Standing.UNKNOWN
    low, high = span(goal, done)
    aim = goal.value
    if sign in {"≥", ">"}:
        return Standing.MISSED if high < aim or (sign == ">" and done.value == aim) else Standing.MET
    if sign in {"≤", "<"}:
        return Standing.MISSED if low > aim or (sign == "<" and done.value == aim) else Standing.MET
    if low <= aim <= high:
        return Standing.MET
    return by_direction(row, low > aim)


def by_direction(row: Indicator, is_above: bool) -> Standing:
    """A target with = or no operator: costs, times and harms must not rise, all else must not fall."""
    names = f"{row.level1}/{row.level2}/{row.level3}"
    if NEGATIVE.search(names):
        return Standing.MISSED if is_above else Standing.UNKNOWN
    if COST.search(names) and "节约" not in names:
        return Standing.MISSED if is_above else Standing.MET
    if AMBIGUOUS.search(names):
        return Standing.UNKNOWN
    return Standing.MET if is_above else Standing.MISSED


def span(goal: Number, done: Number) -> tuple[Decimal, Decimal]:
    """What the actual value can stand for, in the target's unit."""
    found = interval(done)
    ratio = Decimal(1) if not goal.unit or not done.unit else done.factor / goal.factor
    return found.low * ratio, found.high * ratio


def is_comparable(row: Indicator, goal: Number, done: Number) -> bool:
    """Whether both figures are of one kind; a figure without a unit takes the other's or that of the unit column."""
    column = row.target_unit.text if row.target_unit else ""
    left, right = goal.unit or column, done.unit or column
    if not goal.unit or not done.unit:
        return True
    return kind(left) == kind(right)


def is_scale_open(row: Indicator, goal: Number, done: Number) -> bool:
    """Whether one figure has no unit and its size cannot be told: 0.95 for 95 %, 30 for 30 万元."""
    if bool(goal.unit) == bool(done.unit):
        return False
    column = row.target_unit.text if row.target_unit else ""
    unit = goal if goal.unit else done
    if kind(unit.unit) == "share" or column in SHARE_UNITS:
        return min(goal.value, done.value) <= 1 < max(goal.value, done.value)
    return unit.factor != 1 and column != unit.unit


def kind(unit: str) -> str:
    """A unit's kind: share, money, or its own name without 万, 亿 and what is counted per."""
    if unit in SHARE_UNITS:
        return "share"
    bare = unit.lstrip("万亿千百")
    return "money" if bare in {"元", ""} and unit else bare


def by_deadline(target: Entry, actual: Entry) -> Standing:
    """A deadline (9月前) and the month it was done in."""
    aim, done = DEADLINE.search(target.text), DEADLINE.search(actual.text)
    if not aim or not done or not target.text.endswith(("前", "完成", "完工", "底", "100%")):
        return Standing.UNKNOWN
    if aim[1] and done[1] and aim[1] != done[1]:
        return Standing.MISSED if done[1] > aim[1] else Standing.MET
    if aim[3] or int(done[2]) == int(aim[2]):
        return Standing.MISSED if int(done[2]) > int(aim[2]) else Standing.UNKNOWN
    return Standing.MISSED if int(done[2]) > int(aim[2]) else Standing.MET


def is_proportional(form: Form) -> bool:
    """Whether the form's own note scores a missed target in proportion."""
    return bool(PROPORTION.search(form.notes))
