"""Two statements of one amount differ by the size of a unit: 10,000 or 100,000,000 times.

Why: 元 read as 万元 is the commonest slip, and no other check names it as such.
Flags: an amount in the prose that is 10^4 or 10^8 times the field of the form, or the figure of the accounts, that it
restates, or the other way round; two amounts of one row whose cells print different units and figures of one size; two
amounts that give the rate printed for them only in another unit, or that one sentence tells as planned, received or
spent with figures of one size.
Leaves alone: 550000元 beside 55万元, which are equal; two statements of the prose, which XREF002 holds together.
Limits: only amounts of money; the digits must be the same to 0.05 %.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._account_match import Accounted, accounted, name_of, scaled_fact
from checks._cell_units import Mixed, judge_mixed, mixed, slipped_figures
from checks._model import ACCOUNTS, Check, Finding, Message, Operand, Outcome, Parameters, Passed, Severity
from checks._numbers import shown
from checks._phrases import counted, operand
from checks._rate_units import Apart, Slipped, judge_apart, judge_slipped, slips
from checks._restated import Match, Restated, compare, restated
from extractors.model import Number, Report, figure_key

FIELDS = frozenset({"initial", "annual", "executed", "budget", "budget_fiscal", "executed_fiscal"})


def statements(report: Report, _: Parameters) -> Iterator[Restated | Accounted | Mixed | Slipped | Apart]:
    slipped = slipped_figures(report)
    told = set(slipped)
    for given in restated(report, frozenset({"amount", "parts", "figure"}), FIELDS):
        # A cell whose own unit contradicts its column's is told by that.
        if figure_key(given.printed) not in slipped:
            told |= {figure_key(given.said), figure_key(given.printed)} if is_scaled(given) else set()
            yield given
    yield from accounted(report)
    yield from mixed(report)
    yield from slips(report, frozenset(told))


def is_scaled(given: Restated) -> bool:
    return compare(given.said, given.printed) is Match.SCALE and given.claim.is_sure


def examine(given: Restated | Accounted | Mixed | Slipped | Apart) -> Iterator[Outcome]:
    match given:
        case Slipped():
            yield judge_slipped(given)
        case Apart():
            yield judge_apart(given)
        case Mixed():
            yield from judge_mixed(given)
        case Accounted():
            fact = scaled_fact(given)
            if fact:
                subject, told = f"正文/{name_of(given)}", counted("table", fact.number)
                yield contradiction(Scaled(subject, name_of(given), given.statement.number, fact.number, told))
        case Restated():
            yield from judge(given)


def judge(given: Restated) -> Iterator[Outcome]:
    said, printed, field = given.said, given.printed, given.field
    match = compare(said, printed)
    subject, told = f"{field.subject}（正文）", operand("form", field.entry)
    if match is Match.SAME and said.factor != printed.factor:
        facts = (counted("prose", said), told)
        yield Passed(subject, f"{said.text} = {field.entry.text}{printed.unit}", facts)
    elif is_scaled(given):
        yield contradiction(Scaled(subject, field.label, said, printed, told))


class Scaled(NamedTuple):
    """A figure of the prose and the one of a table that it is ten thousand times, or the other way round."""

    subject: str
    name: str
    said: Number
    printed: Number
    told: Operand


def contradiction(given: Scaled) -> Finding:
    said, printed = given.said, given.printed
    text = f"{given.told.text.removesuffix(printed.unit)}{printed.unit}"
    times = shown(round(max(said.amount / printed.amount, printed.amount / said.amount), 0))
    return Finding(
        subject=given.subject,
        severity=Severity.ERROR,
        message=Message(
            f"正文“{given.name}”{said.text}（第{said.place.page}页）与表中{text}"
            f"（第{printed.place.page}页）相差约{times}倍，单位可能有误",
            f"the prose gives {said.text} (p. {said.place.page}), the form {text} "
            f"(p. {printed.place.page}): about {times} times, the unit may be wrong",
        ),
        operands=(counted("prose", said), given.told),
        reported=said.text,
        expected=f"{shown(printed.value)}{printed.unit}",
        difference=(said.amount - printed.amount) / said.factor,
        relative=abs(said.amount - printed.amount) / printed.amount,
        formula=f"{said.text} ≠ {text}",
        cause="单位可能有误",
        fact=f"amount:{given.subject.removesuffix('（正文）')}",
        spoils=(counted("prose", said),),
    )


CHECK = Check(
    code="XREF006",
    name="unit-scale",
    title=Message("同一金额相差一个单位量级", "One amount in two places differs by the size of a unit"),
    severity=Severity.ERROR,
    subjects=statements,
    examine=examine,
    kinds=ACCOUNTS,
    doc=__doc__ or "",
)
