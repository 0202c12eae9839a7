"""Execution scores: what a rate and a weight can give, and the rules that a report prints for it."""

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from checks._forms import is_execution, named_forms, rows_of, top_row
from checks._memo import once, once_each
from checks._model import Operand
from checks._phrases import operand
from checks._rates import HUNDRED, Execution, as_percent, executions
from extractors.model import Entry, Form, FundRow, Indicator, Number, Report, paragraphs

RULE = re.compile(
    r"扣\d*\.?\d*分|扣(除|减)|不得分|得满分|计满分|每(减少|降低|低于?|高于?|超(过|出)?|下降|增加)"
    r"|以[上下].{0,12}(得|计)|(得|计)\d+(\.\d+)?分|分档|区间"
)
PROSE_RULE = re.compile(
    r"每(减少|降低|低于?|高于?|超(过|出)?|下降|增加|偏离).{0,12}扣|以[上下].{0,12}得.{0,4}分|得满分|不得分|分档"
)
LINEAR = re.compile(r"执行率.{0,8}[×xX*＊乘].{0,8}(分|权重)|(分值?|权重).{0,4}[×xX*＊乘].{0,8}执行率")
CLAUSE = re.compile(r"[^。；;\n]+")
TIER = re.compile(
    r"(?:(?P<low>\d+(?:\.\d+)?)[%％](?:[（(]?含?[)）]?)[-—–~～至到](?P<high>\d+(?:\.\d+)?)[%％]"
    r"|[≥＞>](?P<least>\d+(?:\.\d+)?)[%％]|(?P<above>\d+(?:\.\d+)?)[%％](?:[（(]含[)）])?(?:及|或)?以上"
    r"|(?:[<＜]|低于|不足)(?P<most>\d+(?:\.\d+)?)[%％]|(?P<below>\d+(?:\.\d+)?)[%％](?:[（(]不?含[)）])?以下)"
    r"[^\d%％]{0,14}?(?P<points>\d+(?:\.\d+)?)分"
)


class Scoring(NamedTuple):
    """An execution rate, its weight and its score; `percents` are the printed rate and what the amounts give.

    `half`: how far the true rate, which gave the score, may be from the printed one where no amounts say it.
    """

    subject: str
    label: str
    form: Form
    form_name: str
    row_label: str
    percents: tuple[Decimal, ...]
    weight: Number | None
    score: Number | None
    operands: tuple[Operand, ...]
    rules: tuple[str, ...]
    half: Decimal = Decimal(0)


@once_each
def scorings(report: Report) -> Iterator[Scoring]:
    """The execution score of each form: that of the total row, else of sub rows, else of the indicator of that name."""
    rows = list(executions(report))
    for name, form in named_forms(report):
        top = top_row(form)
        mine = [given for given in rows if given.form is form and isinstance(given.row, FundRow)]
        scored = [given for given in mine if is_scored(given.row)]
        chosen = [given for given in scored if given.row is top] or scored
        rules = rules_of(report, form)
        for given in chosen:
            yield of_fund(given, rules)
        listed = [row for row in rows_of(form) if is_execution(row) and is_full_target(row)]
        whole = next((given for given in mine if given.row is top), None)
        if not any(given.row.score and given.row.score.number for given in chosen if isinstance(given.row, FundRow)):
            for row in listed:
                yield from of_indicator(name, form, row, whole, rules)


def is_scored(row: object) -> bool:
    return isinstance(row, FundRow) and any(entry and entry.number for entry in (row.score, row.weight))


def is_full_target(row: Indicator) -> bool:
    """Whether the rate is to reach 100 %: then its score is a share of the weight."""
    number = row.target.number if row.target else None
    return number is None or as_percent_or_bare(number) == HUNDRED


def as_percent_or_bare(number: Number) -> Decimal:
    """The rate in per cent; a bare figure up to 1 is the share itself."""
    if number.factor != 1:
        return as_percent(number).value
    return number.value * HUNDRED if number.value <= 1 else number.value


def of_fund(given: Execution, rules: tuple[str, ...]) -> Scoring:
    row, percents = given.row, percents_of(given)
    assert isinstance(row, FundRow)
    entries = (("score", row.score), ("weight", row.weight))
    facts = tuple(operand(role, entry) for role, entry in entries if entry and entry.number)
    return Scoring(
        given.subject.removesuffix("/执行率") + "/得分",
        given.label,
        given.form,
        given.form_name,
        given.label,
        percents,
        row.weight.number if row.weight else None,
        row.score.number if row.score else None,
        (*facts, *given.operands),
        rules,
        half_of(row.rate) if len(percents) == 1 else Decimal(0),
    )


def of_indicator(
    name: str, form: Form, row: Indicator, whole: Execution | None, rules: tuple[str, ...]
) -> Iterator[Scoring]:
    """The indicator of the execution rate, with its own actual or the rate of the fund block."""
    label = row.level3 or row.level2 or row.level1
    actual = row.actual if row.actual and row.actual.number else None
    percents = (as_percent_or_bare(actual.number),) if actual and actual.number else percents_of(whole) if whole else ()
    entries = (("score", row.score), ("weight", row.weight), ("rate", actual))
    facts = tuple(operand(role, entry) for role, entry in entries if entry and entry.number)
    if percents and facts:
        yield Scoring(
            f"{name}/{label}/得分",
            label,
            form,
            name,
            whole.label if whole else label,
            percents,
            row.weight.number if row.weight else None,
            row.score.number if row.score else None,
            facts,
            rules,
            half_of(actual),
        )


def half_of(rate: Entry | None) -> Decimal:
    """Half a unit of the last digit of a printed rate, in per cent."""
    number = rate.number if rate else None
    if number is None:
        return Decimal(0)
    is_bare = number.factor == 1 and number.value > 1
    return (number.step if is_bare else as_percent(number).step) / 2


def percents_of(given: Execution) -> tuple[Decimal, ...]:
    """The printed rate and the one that the amounts give."""
    if given.spent and given.budget and given.budget.amount > 0:
        return (given.percent, given.spent.amount / given.budget.amount * HUNDRED)
    return (given.percent,)


@once
def rules_of(report: Report, form: Form) -> tuple[str, ...]:
    """Printed clauses that say how the execution rate is scored, other than in proportion."""
    notes = (form.notes, *(p.text for p in paragraphs(report) if p.role == "note"))
    prose = (p.text for p in paragraphs(report) if p.role != "note")
    return (*rules_in(notes, RULE), *rules_in(prose, PROSE_RULE))


def rules_in(texts: Iterable[str], pattern: re.Pattern[str]) -> Iterator[str]:
    """The clauses on the execution rate that state a rule."""
    for text in texts:
        for match in CLAUSE.finditer(text):
            clause = match.group()
            if "执行率" in clause and pattern.search(clause) and not LINEAR.search(clause):
                yield clause


def earned(percent: Decimal, weight: Decimal) -> Decimal:
    return max(Decimal(0), min(percent, HUNDRED)) / HUNDRED * weight


def fits(scoring: Scoring, score: Number, weight: Number) -> bool:
    """Whether a score is min(rate, 100 %) x weight, its rounding or truncation, or rounded to half or whole points."""
    return any(
        is_rounding(score, earned(percent - scoring.half, weight.value), earned(percent + scoring.half, weight.value))
        for percent in scoring.percents
    )


def is_rounding(score: Number, low: Decimal, high: Decimal) -> bool:
    """Whether points from low to high can be printed as this score: rounded or cut, also to half or whole points."""
    steps = [score.step, *(s for s in (Decimal("0.5"), Decimal(1)) if score.value % s == 0)]
    return any(
        low - step / 2 <= score.value <= high + step / 2 or is_cut(score.value, low, high, step) for step in steps
    )


def is_cut(value: Decimal, low: Decimal, high: Decimal, step: Decimal) -> bool:
    first, last = ((end / step).to_integral_value(ROUND_FLOOR) * step for end in (low, high))
    return first <= value <= last


def tier_points(rules: tuple[str, ...], percent: Decimal) -> Decimal | None:
    """The points of the printed tier that a rate falls into."""
    for rule in rules:
        for match in TIER.finditer(rule):
            if is_in_tier({k: Decimal(v) for k, v in match.groupdict().items() if v}, percent):
                return Decimal(match["points"])
    return None


def is_in_tier(tier: dict[str, Decimal], percent: Decimal) -> bool:
    floor = tier.get("low", tier.get("least", tier.get("above")))
    roof = tier.get("high", tier.get("most", tier.get("below")))
    return (floor is None or percent >= floor) and (
        roof is None or percent < roof or ("high" in tier and percent == roof)
    )


def rate_explains(report: Report, form: Form, row: FundRow) -> bool:
    """Whether an execution score is lower than its weight just because the rate is."""
    if not (row.score and row.score.number and row.weight and row.weight.number):
        return False
    mine = [s for s in scorings(report) if s.form is form and s.row_label == row.label]
    return any(min(s.percents) < HUNDRED and fits(s, row.score.number, row.weight.number) for s in mine)


def indicator_rate_explains(report: Report, form: Form, row: Indicator) -> bool:
    """Whether the indicator of the execution rate loses points just because the rate is below 100 %."""
    if not (is_execution(row) and row.score and row.score.number and row.weight and row.weight.number):
        return False
    # A row that repeats the score of the fund block has the rate there.
    mine = [s for s in scorings(report) if s.form is form and (is_bare(row) or s.score is row.score.number)]
    return any(min(s.percents) < HUNDRED and fits(s, row.score.number, row.weight.number) for s in mine)


def is_bare(row: Indicator) -> bool:
    """Whether a row has no result of its own; one cell over both columns is the row's name again."""
    is_named = bool(row.target and row.actual and row.target.place == row.actual.place)
    return row.actual is None or row.actual.number is None or is_named
