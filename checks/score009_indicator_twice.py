"""One indicator is scored in two places and judged differently.

Why: the same result cannot both meet its target and miss it; two yardsticks for one indicator need a word.
Flags: an indicator's name with the same result in two places of one form (two categories, or the fund block and an
indicator row), full marks in one only, or two targets.
Leaves alone: rows of a list in one category; places with different results (XREF004); the same judgement twice.
Limits: names are compared without numbers, marks and brackets; every name of the execution rate is one name.
"""

from collections.abc import Iterator

from checks._model import Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._numbers import shown
from checks._phrases import pages
from checks._twins import Spot, Twin, twins
from extractors.model import Report


def indicator_twins(report: Report, _: Parameters) -> Iterator[Twin]:
    yield from twins(report)


def examine(twin: Twin) -> Iterator[Outcome]:
    first, second = twin.first, twin.second
    facts = (*first.facts, *second.facts)
    is_aimed_apart = bool(first.target and second.target) and first.target != second.target
    formula = f"{judged(first)}；{judged(second)}"
    if first.is_full == second.is_full and not is_aimed_apart:
        yield Passed(twin.subject, formula, facts)
        return
    how, how_en = ("目标不同", "other targets") if is_aimed_apart else ("评分不同", "other marks")
    yield Finding(
        subject=twin.subject,
        severity=Severity.INFO,
        message=Message(
            f"“{twin.name}”在一张表中评了两次且{how}（第{pages(facts)}页）：{first.path}：{judged(first)}；"
            f"{second.path}：{judged(second)}",
            f"{twin.name} is scored twice in one form with {how_en} (p. {pages(facts)}): "
            f"{first.path}: {judged(first)}; {second.path}: {judged(second)}",
        ),
        operands=facts,
        reported=first.actual.text if first.actual else "",
        formula=formula,
    )


def judged(spot: Spot) -> str:
    """目标≥98%，105.81% → 1/1."""
    aim = f"目标{spot.target}，" if spot.target else ""
    done = spot.actual.text if spot.actual else ""
    figures = {fact.role: shown(fact.number.value) for fact in spot.facts if fact.number}
    return f"{aim}{done} → {figures.get('score', '')}/{figures.get('weight', '')}"


CHECK = Check(
    code="SCORE009",
    name="indicator-twice",
    title=Message("同一指标两处评分且判断不同", "One indicator is scored twice and judged differently"),
    severity=Severity.INFO,
    subjects=indicator_twins,
    examine=examine,
    doc=__doc__ or "",
)
