"""Target against actual value of an indicator: in which direction it is meant, and whether it was met."""

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from checks._deadlines import is_deadline, is_late, read
from checks._forms import indicator_name, indicator_paths, is_bonus, named_forms, rows_of
from checks._memo import once_each
from checks._model import Operand
from checks._numbers import interval
from checks._phrases import operand
from checks._reason_words import is_reason
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
    r"|破损|漏|结余|辍学|失学|失业率|犯罪|误报|差评|缺陷|火灾|感染|病死|污染|超标|闲置|空置|拖欠|欠薪|返工|退回|次品|拥堵"
)
REACHED = re.compile(
    r"(?:下降|降低|减少|压减|节约|节能|减排|挽回|办结|处理|处置|化解|调处|整改|查处|侦破|解决|答复|回复|受理|及时|合格|达标|完成|到位"
    r"|覆盖|准确|满意|公开|知晓|普及|验收|通过|发放|就业|入学|巩固|建档|规范|完好|达产|销号|采纳|正点|在线|响应|优良|优质|成活|治愈)"
    r"(?:情况|比例|比率|率|度|幅度|程度)$"
)
# A rate of spending has rules of its own: 98 % of the budget may have full marks.
SPENDING = re.compile(r"预算|支出|执行|支付|资金使用|决算|控制")
FOUGHT = re.compile(
    r"查处|打击|侦破|破获|破案|处置|处理|办理|调解|调处|化解|受理|排查|整治|整改|治理|防治|挽回|追回|避免|防止|检查|演练|救助|再就业"
)
SHARE_UNITS = frozenset({"%", "％", "‰", "百分比"})


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


@once_each
def aims(report: Report) -> Iterator[Aim]:
    """Every indicator row with a target and an actual value."""
    for name, form in named_forms(report):
        for path, row in zip(indicator_paths(form), rows_of(form), strict=True):
            if is_one_cell(row) or is_bonus(row):
                continue
            if row.target and row.actual and row.target.text and row.actual.text:
                sign = sign_of(row, row.target)
                standing = stand(row, row.target, row.actual, sign, form.year)
                yield Aim(f"{name}/{path}", indicator_name(row), form, row, row.target, row.actual, sign, standing)


def is_one_cell(row: Indicator) -> bool:
    """Whether target and actual value are the same words of one cell, which runs over both columns."""
    target, actual = row.target, row.actual
    return bool(target and actual and (target.text, target.place) == (actual.text, actual.place))


def sign_of(row: Indicator, target: Entry) -> str:
    """The operator, from wherever the form prints it."""
    printed = target.number.operator if target.number else ""
    column = row.operator.text if row.operator else ""
    return SIGNS.get(printed, "") or SIGNS.get(column, "")


def stand(row: Indicator, target: Entry, actual: Entry, sign: str, form_year: str = "") -> Standing:
    """Whether the target was met; unknown where words, ranges or the direction leave it open."""
    goal, done = target.number, actual.number
    if goal is None or done is None:
        return by_deadline(row, target, actual, form_year)
    if not is_comparable(row, goal, done):
        return Standing.OTHER_KIND
    # 0 keeps below any limit, whatever its unit.
    is_nil = done.value == 0 and done.upper is None and sign in {"≤", "<"} and goal.value > 0
    if goal.upper is not None or done.upper is not None or (is_scale_open(row, goal, done) and not is_nil):
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
    """A target with = or no operator: costs, times and harms must not rise, all else must not fall.

    A rate of what was done about a harm (投诉办结率, 能耗下降率) must not fall; of cases dealt with fewer are no lapse.
    """
    if REACHED.search(indicator_name(row)) and not SPENDING.search(indicator_name(row)):
        return Standing.MET if is_above else Standing.MISSED
    if FOUGHT.search(indicator_name(row)):
        return Standing.MET if is_above else Standing.UNKNOWN
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
    """Whether one figure has no unit of its own and its size cannot be told: 0.95 for 95 %, 30 for 30 万元."""
    column = row.target_unit.text if row.target_unit else ""
    is_share = column in SHARE_UNITS or "share" in {kind(goal.unit), kind(done.unit)}
    if is_share and not (is_signed(goal) and is_signed(done)):
        return min(goal.value, done.value) <= 1 < max(goal.value, done.value)
    unit = goal if goal.unit else done
    return bool(goal.unit) != bool(done.unit) and unit.factor != 1 and column != unit.unit


def is_signed(number: Number) -> bool:
    """Whether a share is printed with its sign; one that has it from its column only may be the share itself."""
    return any(sign in number.text for sign in SHARE_UNITS)


def kind(unit: str) -> str:
    """A unit's kind: share, money, or its own name without 万, 亿 and what is counted per."""
    if unit in SHARE_UNITS:
        return "share"
    bare = unit.lstrip("万亿千百")
    return "money" if bare in {"元", ""} and unit else bare


def by_deadline(row: Indicator, target: Entry, actual: Entry, form_year: str) -> Standing:
    """A deadline (9月前) and the time at which it was done."""
    aim, done = read(target.text), read(actual.text)
    if not aim or not done or not is_deadline(target.text, indicator_name(row)):
        return Standing.UNKNOWN
    verdict = is_late(aim, done, int(form_year) if form_year.isdigit() else None)
    return {True: Standing.MISSED, False: Standing.MET, None: Standing.UNKNOWN}[verdict]
