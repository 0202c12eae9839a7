"""Printed rates and the amounts they come from: which denominator, which rounding, what they can be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from checks._cause_needed import Needed, of_quotient
from checks._forms import COLUMNS, money, named_forms, top_row
from checks._funds import amount_of
from checks._memo import once_each
from checks._model import Interval, Operand
from checks._numbers import divide, is_meeting, is_truncated, scale, shown
from checks._phrases import operand
from checks._precision import Fit, Measure, is_unit_open, loose, tight
from extractors.model import Entry, Form, FundRow, Number, Place, Report, Task

HUNDRED = Decimal(100)
ROLES = {"执行数": "actual", "全年预算数": "budget", "年初预算数": "initial", "预算资金": "budget"}


class Base(NamedTuple):
    """A denominator that a rate may have been taken of, by its column's name."""

    name: str
    operand: Operand
    number: Number


@dataclass(frozen=True, slots=True)
class Rate:
    """A printed rate with what it is of; `label` names its row. Measures are in base units.

    `restates` names the form's field that a rate in prose repeats: what disagrees there is told by the form's own row
    or by the comparison of prose and form.
    """

    subject: str
    label: str
    printed: Operand
    number: Number
    actual: Base
    bases: tuple[Base, ...]
    tight: Measure
    loose: Measure
    is_sure: bool = True
    restates: str = ""

    @property
    def percent(self) -> Number:
        """The rate in per cent, also where a bare share (0.862) was printed."""
        return self.number if self.number.factor == Decimal("0.01") else as_percent(self.number)


class Execution(NamedTuple):
    """A fund row or a task with its execution rate; `percent` is printed, else what the amounts give."""

    subject: str
    form_name: str
    form: Form
    row: FundRow | Task
    label: str
    parent: str
    percent: Decimal
    operands: tuple[Operand, ...]
    spent: Number | None
    budget: Number | None

    @property
    def place(self) -> Place:
        return self.operands[0].place


def as_percent(number: Number) -> Number:
    """A number of any factor counted in per cent."""
    ratio = number.factor * HUNDRED
    return Number(number.text, number.value * ratio, "%", Decimal("0.01"), number.step * ratio, place=number.place)


def possible(rate: Rate, base: Base, measure: Measure) -> Interval | None:
    """The per cent that the amounts allow, None where the denominator may be 0."""
    share = divide(measure(rate.actual.number), measure(base.number))
    return scale(share, HUNDRED) if share else None


def printed_span(percent: Number) -> Interval:
    half = percent.step / 2
    return Interval(percent.value - half, percent.value + half)


def fit_rate(rate: Rate, base: Base) -> Fit:
    """Whether a printed rate can be actual / base."""
    for measure, found in ((rate.tight, Fit.CLOSES), (rate.loose, Fit.ROUNDED)):
        span = possible(rate, base, measure)
        if span and any(is_meeting(printed_span(number), span) for number in spellings(rate)):
            return found
    return Fit.OPEN


def spellings(rate: Rate) -> tuple[Number, ...]:
    """The rate as per cent; a bare figure up to 2 may also be the share itself."""
    percent = rate.percent
    if "%" in rate.number.text or "％" in rate.number.text or percent.value > 2:
        return (percent,)
    as_share = Number(percent.text, percent.value * 100, "%", percent.factor, percent.step * 100, place=percent.place)
    return (percent, as_share)


def is_cut(rate: Rate, base: Base) -> bool:
    """Whether the printed rate is the true one cut off at its last digit."""
    span = possible(rate, base, rate.tight)
    return span is not None and is_truncated(rate.percent, span)


def division(rate: Rate, base: Base) -> str:
    """The division with its values and its exact result: 90 / 80 = 112.5%."""
    return f"{figure(rate.actual.number)} / {figure(base.number)} = {shown(quotient(rate, base))}%"


def needed(rate: Rate, base: Base) -> Needed:
    """What the printed rate, the amount and the denominator would have to be for the rate to be theirs."""
    top, bottom, percent = of_quotient(rate.actual.number, base.number, rate.percent, rate.tight)
    own = scale(percent, rate.percent.factor / rate.number.factor) if percent else None
    return own, top, bottom


def quotient(rate: Rate, base: Base) -> Decimal:
    """The per cent that the printed amounts give, to two decimals or as many as the rate has."""
    value = rate.actual.number.amount / base.number.amount * HUNDRED
    return round(value, max(rate.percent.decimals, 2))


def figure(number: Number) -> str:
    return shown(number.value)


def form_rates(report: Report) -> Iterator[Rate]:
    """Every printed rate of a fund row or a task with its amounts."""
    for name, form in named_forms(report):
        measure = tight(money(form))
        for row in form.budget:
            bases = fund_bases(form, row)
            yield from rates(f"{name}/资金/{row.label}/执行率", row.label, row, bases, measure)
        for task in form.tasks:
            bases = tuple(base(n, e) for n, e in (("预算资金", task.budget),) if e and e.number)
            yield from rates(f"{name}/任务/{task.name}/执行率", task.name, task, bases, measure)


def rates(subject: str, label: str, row: FundRow | Task, bases: tuple[Base, ...], measure: Measure) -> Iterator[Rate]:
    if row.rate and row.rate.number and row.executed and row.executed.number and bases:
        actual = base("执行数", row.executed)
        yield Rate(subject, label, operand("rate", row.rate), row.rate.number, actual, bases, measure, loose)


def base(name: str, entry: Entry) -> Base:
    assert entry.number
    return Base(name, operand(ROLES[name], entry), entry.number)


def fund_bases(form: Form, row: FundRow) -> tuple[Base, ...]:
    """The denominators of a fund row: the one that the head's formula names, else full-year, then initial budget."""
    names = {"annual": ("annual",), "initial": ("initial",)}.get(form.rate_base, ("annual", "initial"))
    found = ((COLUMNS[name], amount_of(row, name)) for name in names)  # type: ignore[arg-type]  # names of amounts
    return tuple(base(name, entry) for name, entry in found if entry and entry.number)


@once_each
def executions(report: Report) -> Iterator[Execution]:
    """Every fund row and task that has an execution rate, printed or from its amounts."""
    for name, form in named_forms(report):
        for row in form.budget:
            bases = fund_bases(form, row)
            yield from execution(name, form, row, bases)
        for task in form.tasks:
            bases = tuple(base(n, e) for n, e in (("预算资金", task.budget),) if e and e.number)
            yield from execution(name, form, task, bases)


def execution(name: str, form: Form, row: FundRow | Task, bases: tuple[Base, ...]) -> Iterator[Execution]:
    """One row's execution: the printed rate, else full-year budget and spending."""
    label = row.label if isinstance(row, FundRow) else row.name
    block = "资金" if isinstance(row, FundRow) else "任务"
    parent = row.parent if isinstance(row, FundRow) else ""
    spent = row.executed.number if row.executed else None
    budget = bases[0].number if bases else None
    if row.rate and row.rate.number:
        value = as_percent(row.rate.number).value if row.rate.number.factor != 1 else row.rate.number.value
        if value <= 2 and "%" not in row.rate.text and spent and budget and spent.amount * 50 > budget.amount:
            value *= HUNDRED if abs(value * budget.amount - spent.amount) * 20 < budget.amount else 1
        facts = [operand("rate", row.rate)]
    elif spent and budget and budget.amount > 0 and not is_unit_open((spent, budget)):
        value, facts = spent.amount / budget.amount * HUNDRED, []
    else:
        return
    if row.executed and spent:
        facts.append(operand("actual", row.executed))
    facts.extend(found.operand for found in bases[:1])
    subject = f"{name}/{block}/{label}/执行率"
    yield Execution(subject, name, form, row, label, parent, value, tuple(facts), spent, budget)


def group_of(given: Execution) -> str:
    """The cause that findings of one overrun share: the row of the whole where it overran too."""
    return overrun_group(given.form_name, given.form, given.label)


def overrun_group(name: str, form: Form, label: str) -> str:
    top = top_row(form)
    over = top and top.rate and top.rate.number and top.rate.number.amount > 1
    return f"execution:{name}:{top.label if top and over else label}"


def total_of(form: Form) -> Number | None:
    """The budget of the whole, for shares."""
    top = top_row(form)
    bases: Iterable[Base] = fund_bases(form, top) if top else ()
    return next((found.number for found in bases), None)
