"""A printed rate cannot occur.

Why: a share of a whole number of people, of samples or of nothing has few values; another one was never counted.
Flags: 0 of 0 printed as a rate above 0 %; a rate of satisfaction, knowledge or quality that no whole count of any
stated sample gives, rounded or cut off; a share of a whole (满意度, 合格率, 覆盖率 …) printed above 100 %.
Leaves alone: averages and weighted scores, scales, several questions; bounds (≥, 以上) and approximate figures; rates
that may pass 100 % (完成率, 执行率, 到位率, growth).
Limits: a sample size counts only in the rate's own paragraph or its own row.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import named_forms
from checks._model import Check, Finding, Message, NotEvaluated, Operand, Outcome, Parameters, Passed, Severity
from checks._numbers import shown
from checks._phrases import operand
from checks._rates import HUNDRED, fund_bases
from checks._samples import Capped, Sampled, capped, nearest, reached, sampled, smallest
from extractors.model import Report


class OfNothing(NamedTuple):
    """A rate printed beside a budget of 0 and spending of 0."""

    subject: str
    label: str
    facts: tuple[Operand, ...]
    is_positive: bool


def rates(report: Report, _: Parameters) -> Iterator[OfNothing | Sampled | Capped]:
    yield from of_nothing(report)
    yield from sampled(report)
    yield from capped(report)


def of_nothing(report: Report) -> Iterator[OfNothing]:
    for name, form in named_forms(report):
        funds = ((f"资金/{row.label}", row.label, row, fund_bases(form, row)) for row in form.budget)
        for path, label, row, bases in funds:
            spent, rate = row.executed, row.rate
            is_empty = bool(bases) and all(base.number.value == 0 for base in bases)
            if is_empty and spent and spent.number and spent.number.value == 0 and rate and rate.number:
                facts = (operand("rate", rate), operand("actual", spent), *(base.operand for base in bases))
                yield OfNothing(f"{name}/{path}/执行率", label, facts, rate.number.value > 0)


def examine(given: OfNothing | Sampled | Capped) -> Iterator[Outcome]:
    match given:
        case OfNothing():
            yield from examine_nothing(given)
        case Sampled():
            yield from examine_sample(given)
        case Capped():
            yield from examine_cap(given)


def examine_nothing(given: OfNothing) -> Iterator[Outcome]:
    rate, page = given.facts[0], given.facts[0].place.page
    if not given.is_positive:
        yield Passed(given.subject, f"0 / 0，印为{rate.text}", given.facts)
        return
    what = Message(
        f"“{given.label}”预算数和执行数均为0，执行率却印为{rate.text}（第{page}页），0/0没有比率",
        f"{given.label}: budget 0, spending 0, yet the rate is printed as {rate.text} (p. {page}); 0/0 has no rate",
    )
    yield finding(given.subject, what, given.facts, "无", f"0 / 0 ≠ {rate.text}")


def examine_sample(given: Sampled) -> Iterator[Outcome]:
    sizes = smallest(given.sizes)
    facts = (given.printed, *(fact for _, fact in sizes))
    fitting = next(((size, count) for size, _ in sizes if (count := reached(given.number, size)) is not None), None)
    if fitting:
        yield Passed(given.subject, f"{fitting[1]} / {fitting[0]} = {given.printed.text}", facts)
    elif given.is_averaged:
        yield NotEvaluated(given.subject, "可能是平均分、加权值或另有口径，不按份数折算", facts)
    else:
        tried = "；".join(nearest(given.number, size) for size, _ in sizes)
        page, words = given.printed.place.page, "、".join(fact.text for _, fact in sizes)
        what = Message(
            f"“{given.label}”印为{given.printed.text}（第{page}页），按“{words}”（第{facts[1].place.page}页）"
            f"没有整数份数能得出：{tried}",
            f"{given.label}: printed {given.printed.text} (p. {page}); no whole count of the stated samples "
            f"({', '.join(str(size) for size, _ in sizes)}, p. {facts[1].place.page}) gives it",
        )
        yield finding(given.subject, what, facts, tried, f"{given.printed.text} ≠ {tried}")


def examine_cap(given: Capped) -> Iterator[Outcome]:
    if given.number.value <= HUNDRED:
        yield Passed(given.subject, f"{shown(given.number.value)}% <= 100%", (given.printed,))
        return
    page = given.printed.place.page
    what = Message(
        f"“{given.label}”印为{given.printed.text}（第{page}页），这类比率不可能超过100%",
        f"{given.label}: printed {given.printed.text} (p. {page}); a rate of this kind cannot exceed 100 %",
    )
    yield finding(given.subject, what, (given.printed,), "≤100%", f"{shown(given.number.value)}% > 100%")


def finding(subject: str, what: Message, facts: tuple[Operand, ...], expected: str, formula: str) -> Finding:
    return Finding(subject, Severity.WARNING, what, facts, facts[0].text, expected, formula=formula)


CHECK = Check(
    code="RATE006",
    name="unreachable-rate",
    title=Message("不可能出现的比率", "A printed rate cannot occur"),
    severity=Severity.WARNING,
    subjects=rates,
    examine=examine,
    doc=__doc__ or "",
)
