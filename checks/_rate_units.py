"""Amounts that give their printed rate only in another unit: 预算3000亿元，支出2865.50万元，执行率95.52%."""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._balances import said
from checks._model import Finding, Message, Severity
from checks._numbers import shown
from checks._phrases import counted
from checks._precision import Fit
from checks._prose_rates import Spot, prose_rates, sentence_figures
from checks._rates import Base, Rate, fit_rate, form_rates
from checks._stated_shares import stated_shares
from extractors.model import Box, Number, Report, figure_key

SCALES = tuple(Decimal(10) ** power for power in (4, -4, 8, -8))
HUNDRED = Decimal(100)
LARGEST = Decimal("1.5")
ROLES = frozenset({"planned", "received", "spent"})
Key = tuple[int, Box | None, str]
EACH = re.compile(r"每|人均|户均|亩均|单价|标准|平均")


class Slipped(NamedTuple):
    """A rate, the base that it was taken of and how many times too large its two amounts stand apart."""

    rate: Rate
    base: Base
    times: Decimal


def slips(report: Report, told: frozenset[Key]) -> Iterator["Slipped | Apart"]:
    """What rates and sentences show of units that slipped, of amounts that nothing else has told yet."""
    seen = set(told)
    found: list[tuple[Slipped | Apart, Number, Number]] = []
    found += [(slip, slip.rate.actual.number, slip.base.number) for slip in slipped_rates(report)]
    found += [(pair, pair.first.number, pair.second.number) for pair in apart_in_prose(report)]
    for one, *numbers in found:
        keys = {figure_key(number) for number in numbers}
        if not keys & seen:
            seen |= keys
            yield one


def slipped_rates(report: Report) -> Iterator[Slipped]:
    """Rates that none of their bases gives, one of which gives them exactly in another unit of money."""
    for rate in (*form_rates(report), *prose_rates(report), *stated_shares(report)):
        if any(fit_rate(rate, base) is not Fit.OPEN for base in rate.bases):
            continue
        found = next((slip for base in rate.bases for slip in closing(rate, base)), None)
        if found:
            yield found


def closing(rate: Rate, base: Base) -> Iterator[Slipped]:
    """The power of ten thousand by which a rate would close; a rate of few digits closes by chance."""
    actual, whole, printed = rate.actual.number, base.number, rate.percent
    if not (is_sum(actual) and is_sum(whole)) or len(printed.value.as_tuple().digits) < len("12.3"):
        return
    share = actual.amount / whole.amount * HUNDRED
    for times in SCALES:
        if abs(share / times - printed.value) <= printed.step / 2:
            yield Slipped(rate, base, times)


def is_sum(number: Number) -> bool:
    return number.unit.endswith("元") and number.amount > 0


def judge_slipped(given: Slipped) -> Finding:
    rate, base = given.rate, given.base
    times = shown(max(given.times, 1 / given.times))
    page, printed = rate.actual.operand.place.page, rate.printed.text
    first, second = rate.actual.operand, base.operand
    return Finding(
        subject=f"{rate.subject}/计量单位",
        severity=Severity.ERROR,
        message=Message(
            f"“{rate.label}”{rate.actual.name}{first.text}与{base.name}{second.text}（第{page}页）只有相差{times}倍的单位"
            f"才合印出的比率{printed}，单位可能有误",
            f"{rate.label}: {first.text} and {second.text} (p. {page}) give the printed rate {printed} only if one of "
            f"them is {times} times as large: the unit may be wrong",
        ),
        operands=(first, second, rate.printed),
        reported=first.text,
        formula=f"{first.text} / {second.text} ≠ {printed}",
        cause="单位可能有误",
        spoils=(first, second),
    )


class Apart(NamedTuple):
    """Two amounts of one sentence on the same money, of one size in their figures and ten thousand times apart."""

    first: Spot
    second: Spot


def apart_in_prose(report: Report) -> Iterator[Apart]:
    """安排265万元，到位265元: what was planned, received and spent of one sum is printed in units far apart."""
    for spots in sentence_figures(report):
        found = [(role, spot) for role, spot in said(spots) if role in ROLES]
        roles = [role for role, _ in found]
        if len(set(roles)) == len(roles) > 1 and not EACH.search(spots[0].claim.sentence):
            spotted = [spot for _, spot in found if is_sum(spot.number)]
            pairs = (Apart(*pair) for pair in itertools.pairwise(spotted) if are_apart(pair[0].number, pair[1].number))
            # One figure in the middle stands apart from both its neighbours.
            yield from itertools.islice(pairs, 1)


def are_apart(one: Number, other: Number) -> bool:
    """Whether the figures are of one size and the amounts are not."""
    is_alike = 1 / LARGEST <= one.value / other.value <= LARGEST if other.value else False
    return is_alike and max(one.factor / other.factor, other.factor / one.factor) in SCALES


def judge_apart(given: Apart) -> Finding:
    one, two = given.first.number, given.second.number
    first, second = counted("first", one), counted("second", two)
    times = shown(max(one.factor / two.factor, two.factor / one.factor))
    page = one.place.page
    return Finding(
        subject=f"正文/{given.second.claim.subject or '金额'}/计量单位",
        severity=Severity.ERROR,
        message=Message(
            f"同一句中{one.text}与{two.text}（第{page}页）数字相近而单位相差{times}倍，单位可能有误",
            f"{one.text} and {two.text} (p. {page}) stand in one sentence with figures of one size and units {times} "
            "times apart",
        ),
        operands=(first, second),
        reported=two.text,
        formula=f"{one.text} ≠ {two.text}",
        cause="单位可能有误",
        spoils=(first, second),
    )
