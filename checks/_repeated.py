"""Two places of a report that state one fact in the same words: what makes them one fact, and when they are not."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._model import FORMS, Finding, Message, Outcome, Passed, Severity
from checks._numbers import shown
from checks._phrases import counted
from checks._restated import Match, compare, kind_of
from checks._text import Passage, han, packed, passages
from extractors.model import Claim, Number, Place, Report

LOOSE = re.compile(r"[了已均共也将于并和、]|合计|总计")
GENERIC = re.compile(
    r"20|19|年度?|当年|全年|年初|年末|上年|本年|预算|执行|决算|支出|收入|资金|经费|财政|拨款|中央|[省市区县]级|下达|安排|使用|支付|拨付"
    r"|到位|实际|完成|金额|总额|数|项目|单位|部门|增加|减少|增长|下降|比|率|主要|共|计|元|万|占|达到|达|约|用于|情况|为|是|的|其中"
)
# The year's spending on one thing, told as a sentence of its own: 2022年设备更新经费支出A.
YEARLY = re.compile(r"^(?:20\d\d年度?|全年|本年度?|当年)([\u4e00-\u9fff]{3,20})#(?:[\u4e00-\u9fff]{0,3}元)?$")
TITLE = re.compile(r"[\u4e00-\u9fff“”]{2,}(?:项目|工程|专项|中心|学校|[镇乡村局所站院])$")
SCORING = re.compile(r"得分|分值|总分|扣分|指标值|目标值|完成值|完成率|权重|满分|执行率|级指标")
MIN_SAME = 4
MIN_DIFFERENT = 8
LEAST_YEARLY = 3


class Spot(NamedTuple):
    """A claim with the passage it stands in; `tense` is that passage's: goal|outcome|other."""

    claim: Claim
    number: Number
    passage: int
    tense: str
    form: int
    path: str


class Twice(NamedTuple):
    """Two statements of one fact. `is_strict`: their words leave no room for two facts, so they must agree."""

    first: Spot
    second: Spot
    is_strict: bool


def repeated(report: Report, kinds: frozenset[str]) -> Iterator[Twice]:
    """The statements of these kinds that stand in two passages in the same words, each later one with the first."""
    known = tuple(spots(report, kinds))
    groups: defaultdict[tuple[str, int, str], list[Spot]] = defaultdict(list)
    seen: Counter[tuple[int, str]] = Counter()
    for spot in known:
        words = LOOSE.sub("", packed(spot.claim.context))
        ordinal = seen[spot.passage, words]
        seen[spot.passage, words] += 1
        if han(words) >= MIN_SAME:
            groups[words, ordinal, kind_of(spot.number)].append(spot)
    for (words, _, _), alike in groups.items():
        is_listed = any(seen[spot.passage, words] > words.count("#") for spot in alike)
        told: dict[Decimal, Spot] = {}
        for second in alike:
            first = told.get(second.number.amount, alike[0])
            told.setdefault(second.number.amount, second)
            if first.passage != second.passage:
                yield Twice(first, second, not is_listed and is_one_fact(first, second, words, report, len(alike)))


def judge_twice(given: Twice, fact: str) -> Iterator[Outcome]:
    """Passed where the two agree, a finding where they must and do not, nothing where they need not."""
    first, second = given.first.number, given.second.number
    match = compare(first, second)
    facts = (counted("first", first), counted("again", second))
    subject = f"{given.first.path} = {given.second.path}/{given.first.claim.subject or '数据'}"
    if match is Match.SAME:
        yield Passed(subject, f"{quote(given.first)} = {quote(given.second)}", facts)
    elif given.is_strict and match in {Match.DIFFERENT, Match.SCALE}:
        gap = (first.amount - second.amount) / first.factor
        yield Finding(
            subject=subject,
            severity=Severity.ERROR,
            message=Message(
                f"同一事项两处数据不同：“{quote(given.first)}”（第{first.place.page}页）与"
                f"“{quote(given.second)}”（第{second.place.page}页），相差{shown(abs(gap))}{first.unit}",
                f"one fact, two figures: “{quote(given.first)}” (p. {first.place.page}) and "
                f"“{quote(given.second)}” (p. {second.place.page}), {shown(abs(gap))}{first.unit} apart",
            ),
            operands=facts,
            reported=first.text,
            expected=second.text,
            difference=gap,
            relative=abs(gap * first.factor / second.amount) if second.amount else None,
            formula=f"{first.text} ≠ {second.text}",
            fact=fact,
        )


def quote(spot: Spot) -> str:
    """The clause of a figure with the figure in it, as far as the mask tells."""
    context = spot.claim.context
    return context.replace("#", spot.number.text) if context.count("#") == 1 else f"{context}：{spot.number.text}"


def is_one_fact(first: Spot, second: Spot, words: str, report: Report, times: int) -> bool:
    """Whether two statements in the same words must agree: same tense, scope, period and form, and no pattern."""
    claims = (first.claim, second.claim)
    is_own = is_yearly(first) and is_yearly(second)
    is_plain = han(GENERIC.sub("", words)) >= MIN_DIFFERENT - 2 and han(words) >= MIN_DIFFERENT
    if report.kind not in FORMS or not (is_plain or is_own):
        return False
    if SCORING.search(words) or times > 3 or len(report.forms) > 1:
        return False
    is_told = first.tense == second.tense or (is_own and "goal" not in (first.tense, second.tense))
    if not is_told or not all(claim.is_sure for claim in claims):
        return False
    return len({(c.scope, c.period) for c in claims}) == 1 and not any(c.about for c in claims)


def is_yearly(spot: Spot) -> bool:
    """Whether a sentence begins with the year's amount of one named thing, under no heading that names an object."""
    words = packed(spot.claim.context)
    found = YEARLY.match(words)
    if found is None or not spot.number.unit.endswith("元") or TITLE.search(spot.path):
        return False
    is_first = packed(spot.claim.sentence).startswith(words.partition("#")[0])
    return is_first and han(GENERIC.sub("", found[1])) >= LEAST_YEARLY


def spots(report: Report, kinds: frozenset[str]) -> Iterator[Spot]:
    """The claims of these kinds with their passages, in reading order."""
    known = passages(report)
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for i, one in enumerate(known):
        pages[one.place.page].append(i)
    held: dict[tuple[str, int, bool], list[tuple[int, Passage]]] = {}
    for claim in report.claims:
        if claim.kind in kinds and claim.number and claim.context and claim.source != "cell":
            key = (claim.sentence, claim.place.page, claim.source == "prose")
            if key not in held:
                near = (*pages[claim.place.page - 1], *pages[claim.place.page])
                held[key] = holders(claim, [(i, known[i]) for i in near])
            index = home(claim, held[key])
            if index is not None:
                here = known[index]
                yield Spot(claim, claim.number, index, here.tense, here.form, here.path)


def holders(claim: Claim, near: list[tuple[int, Passage]]) -> list[tuple[int, Passage]]:
    """The passages of a page and the one before that have a claim's sentence."""
    sentence, is_prose = packed(claim.sentence), claim.source == "prose"
    return [(i, one) for i, one in near if (one.form < 0) == is_prose and sentence in one.text]


def home(claim: Claim, held: list[tuple[int, Passage]]) -> int | None:
    """Which passage a claim stands in: the last to begin before it with its sentence."""
    before = [i for i, one in held if is_before(one.place, claim.place)]
    return before[-1] if before else held[0][0] if held else None


def is_before(start: Place, here: Place) -> bool:
    """Whether a passage that starts at a place has begun where a figure stands; lines differ by more than 2 points."""
    left, right = start.box or (0.0, 0.0, 0.0, 0.0), here.box or (0.0, 0.0, 0.0, 0.0)
    if start.page != here.page:
        return start.page < here.page
    return left[1] < right[1] - 2 or (abs(left[1] - right[1]) <= 2 and left[0] <= right[0] + 1)
