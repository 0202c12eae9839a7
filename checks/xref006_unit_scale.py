"""Two statements of one amount differ by the size of a unit: 10,000 or 100,000,000 times.

Why: 元 read as 万元 is the commonest slip, and no other check names it as such.
Flags: an amount in the prose that is 10^4 or 10^8 times the field of the form it restates, or the other way round;
two statements of one fact in the same words that do so.
Leaves alone: 550000元 beside 55万元, which are equal.
Limits: only amounts of money; the digits must be the same to 0.05 %.
"""

from collections.abc import Iterator

from checks._model import ACCOUNTS, Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._numbers import shown
from checks._phrases import counted, operand
from checks._restated import Match, Restated, compare, restated
from extractors.model import Report

FIELDS = frozenset({"initial", "annual", "executed", "budget", "budget_fiscal", "executed_fiscal"})


def statements(report: Report, _: Parameters) -> Iterator[Restated]:
    yield from restated(report, frozenset({"amount", "parts", "figure"}), FIELDS)


def examine(given: Restated) -> Iterator[Outcome]:
    said, printed, field = given.said, given.printed, given.field
    match = compare(said, printed)
    facts = (counted("prose", said), operand("form", field.entry))
    if match is Match.SAME and said.factor != printed.factor:
        yield Passed(f"{field.subject}（正文）", f"{said.text} = {field.entry.text}{printed.unit}", facts)
    elif match is Match.SCALE and given.claim.is_sure:
        times = max(said.amount / printed.amount, printed.amount / said.amount)
        yield Finding(
            subject=f"{field.subject}（正文）",
            severity=Severity.ERROR,
            message=Message(
                f"正文“{field.label}”{said.text}（第{said.place.page}页）与表中{field.entry.text}{printed.unit}"
                f"（第{printed.place.page}页）相差约{shown(round(times, 0))}倍，单位可能有误",
                f"the prose gives {said.text} (p. {said.place.page}), the form {field.entry.text}{printed.unit} "
                f"(p. {printed.place.page}): about {shown(round(times, 0))} times, the unit may be wrong",
            ),
            operands=facts,
            reported=said.text,
            expected=f"{shown(printed.value)}{printed.unit}",
            difference=(said.amount - printed.amount) / said.factor,
            relative=abs(said.amount - printed.amount) / printed.amount,
            formula=f"{said.text} ≠ {field.entry.text}{printed.unit}",
            cause="单位可能有误",
            fact=f"amount:{field.subject}",
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
