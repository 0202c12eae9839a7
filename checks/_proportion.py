"""Points in proportion to what was done: which rule a report prints for it, and what it gives."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._execution import is_rounding
from checks._memo import once
from checks._model import Interval
from checks._numbers import exact, interval, multiply, scale
from checks._precision import COUNTED as COUNTS_OF
from checks._targets import Aim
from extractors.model import Form, Number, Report, paragraphs

CLAUSE = re.compile(r"[^。；;\n]+")
RULE = re.compile(
    r"按照?[^。；]{0,30}(?:比例|完成率|完成比)[^。；]{0,10}(?:计分|得分|打分|记分|评分|计算|折算|赋分|给分|扣分|确定)"
    r"|(?:完成|实际)(?:完成)?(?:值|数|率|比例|情况)(?:[（(]\w[）)])?[^。；，,]{0,6}[÷/／×xX*＊][^。；，,]{0,24}(?:分值|权重|分数|标准分|满分)"
    r"|(?:分值|权重|标准分)[^。；，,]{0,4}[×xX*＊][^。；，,]{0,10}(?:完成|实际)[^。；，,]{0,16}"
    r"|(?:得分|计分|评分)[^。；，,]{0,12}(?:成正比|按比例|成比例)"
)
THINGS = re.compile(rf"(?:{COUNTS_OF}|门|所|人|口|部|盏|篇|册|幅|艘|架|台（?套）?|件套|台套|人次)")
EXECUTION = re.compile(r"执行率|支出进度|执行进度|预算执行")
WORDED = re.compile(r"定性")
COUNTED = re.compile(r"定量|指标值|目标值|完成值")
STEPPED = re.compile(
    r"每(?:减少|降低|低于?|少|下降|偏离|高于?|超(?:过|出)?|增加).{0,16}扣|不得分|(?:得|计|为)0分|扣完为止|分档|以[上下].{0,8}(?:得|计)\d"
)


class Share(NamedTuple):
    """A way in which points can be in proportion: its formula and the points it gives."""

    formula: str
    points: Interval


@once
def proportion_rules(report: Report, form: Form) -> tuple[str, ...]:
    """The printed clauses that give a missed target points in proportion; those on execution alone are none."""
    texts = (form.notes, *(p.text for p in paragraphs(report)))
    return tuple(clause for text in texts for clause in clauses(text) if RULE.search(clause) and is_counted(clause))


def clauses(text: str) -> Iterator[str]:
    for match in CLAUSE.finditer(re.sub(r"\s", "", text)):
        yield match.group()


def is_counted(clause: str) -> bool:
    """Whether a rule is for indicators with figures."""
    if EXECUTION.search(clause) or WORDED.search(clause):
        return bool(COUNTED.search(clause))
    return True


@once
def step_rules(report: Report, form: Form) -> bool:
    """Whether another rule for missed targets is printed: so many points for each per cent, none below a bound."""
    texts = (form.notes, *(p.text for p in paragraphs(report) if p.role == "note"))
    return any(STEPPED.search(c) and not is_apart(c) for text in texts for c in clauses(text))


def is_apart(clause: str) -> bool:
    """Whether a rule is for the execution rate or for indicators in words alone."""
    return bool(EXECUTION.search(clause)) or (bool(WORDED.search(clause)) and not COUNTED.search(clause))


def is_proportional(rule: str) -> bool:
    """Whether the rule in a row of its own gives its points in proportion, and no other way."""
    return bool(RULE.search(rule)) and not STEPPED.search(rule)


def shares(aim: Aim) -> tuple[Share, ...]:
    """The points that proportion gives a missed target: actual / target, and where less is better target / actual.

    A target that less was asked of may also lose the share by which it was passed: 1 - (actual - target) / target.
    """
    goal, done = aim.target.number, aim.actual.number
    assert goal
    assert done
    assert aim.points
    ratio = done.factor / goal.factor if goal.unit and done.unit else Decimal(1)
    measured, asked, weight = scale(measure(done), ratio), measure(goal), aim.points[1]
    value = done.value * ratio
    if value < goal.value:
        quotient = f"{aim.actual.text} / {bare(aim.target.text)} × {weight}"
        return (Share(quotient, product(measured, asked, weight)),) if goal.value > 0 and value >= 0 else ()
    if goal.value < 0 or value <= 0:
        return ()
    first = Share(f"{bare(aim.target.text)} / {aim.actual.text} × {weight}", product(asked, measured, weight))
    if goal.value == 0:
        return (first,)
    over = product(measured, asked, weight)
    second = Interval(max(Decimal(0), 2 * weight - over.high), max(Decimal(0), 2 * weight - over.low))
    return (
        first,
        Share(f"(1 − ({aim.actual.text} − {bare(aim.target.text)}) / {bare(aim.target.text)}) × {weight}", second),
    )


def measure(number: Number) -> Interval:
    """What a printed value stands for: itself where things were counted."""
    is_count = number.step == number.factor == 1 and not number.is_approximate and THINGS.fullmatch(number.unit)
    return exact(number.value) if is_count else interval(number)


def bare(text: str) -> str:
    return re.sub(r"^[≥≤>＞<＜=＝≧≦《》]+", "", text)


def product(part: Interval, whole: Interval, weight: Decimal) -> Interval:
    """part / whole x weight; a whole that may be 0 leaves the upper end open at the weight."""
    low = max(part.low, Decimal(0)) / whole.high if whole.high > 0 else Decimal(0)
    high = part.high / whole.low if whole.low > 0 else Decimal(1)
    return multiply(Interval(low, high), Interval(weight, weight))


def is_given(score: Number, share: Share) -> bool:
    """Whether a score is what proportion gives: within its digits, cut off, or rounded to half or whole points."""
    return is_rounding(score, share.points.low, share.points.high)
