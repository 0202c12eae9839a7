"""A stock claim is contradicted by the report's own figures or words.

Why: phrases such as 严格执行预算 are copied from year to year; the figures beside them say otherwise.
Flags: strict keeping of the budget, or cuts in spending, beside an execution rate of the whole above 100 %; money
used in time and in full beside late payment or a low rate; all targets met beside a missed one; all money spent
beside a rate below 100 %. The list stands in `_stock_claims.py`.
Leaves alone: sections on improvements and plans; laws and rules named after the budget; a claim on “the above”
indicators whose own targets were met.
Limits: only the phrases in the list; a claim that is vague (圆满完成) is not judged.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import named_forms, top_row
from checks._model import ACCOUNTS, Check, Finding, Message, Operand, Outcome, Parameters, Passed, Severity
from checks._phrases import placed, quoted
from checks._rates import overrun_group
from checks._stock_claims import CLAIMS, Stock, is_forecast, overruns
from checks._text import Passage, passages
from extractors.model import Report

SHOWN = 3


class Stated(NamedTuple):
    """A stock claim in a passage, the words of it, and what the report has against it."""

    stock: Stock
    passage: Passage
    words: str
    against: tuple[Operand, ...]
    group: str


def statements(report: Report, parameters: Parameters) -> Iterator[Stated]:
    for passage in passages(report):
        if (passage.tense == "goal" and passage.form >= 0) or is_forecast(passage):
            continue
        for stock in CLAIMS:
            if found := stock.found(passage.text):
                against = tuple(dict.fromkeys(stock.test(report, passage, parameters)))
                yield Stated(stock, passage, found.group(), against, group_of(stock, report))


def group_of(stock: Stock, report: Report) -> str:
    """The cause that the claim shares with other codes: the overrun of the first form, else its own kind."""
    for name, form in named_forms(report):
        if stock.test is overruns and (top := top_row(form)):
            return overrun_group(name, form, top.label)
    return f"{stock.name}：{stock.against.zh}"


def examine(given: Stated) -> Iterator[Outcome]:
    claim = quoted("claim", given.words, given.passage.place)
    subject = f"{given.passage.path}/{given.stock.name}"
    if not given.against:
        yield Passed(subject, f"“{given.words}”：未见{given.stock.against.zh}", (claim,))
        return
    shown = tuple(placed("", fact) for fact in given.against[:SHOWN])
    page = claim.place.page
    yield Finding(
        subject=subject,
        severity=Severity.WARNING,
        message=Message(
            f"“{given.words}”（第{page}页）与报告自身内容矛盾，{given.stock.against.zh}："
            f"{'、'.join(m.zh for m in shown)}",
            f"“{given.words}” (p. {page}) is contradicted by {given.stock.against.en}: "
            f"{', '.join(m.en.strip() for m in shown)}",
        ),
        operands=(claim, *given.against[:SHOWN]),
        reported=given.words,
        expected=given.against[0].text,
        group=given.group,
    )


CHECK = Check(
    code="TEXT008",
    name="claim-contradicted",
    title=Message("套话与报告自身数据矛盾", "A stock claim is contradicted by the report itself"),
    severity=Severity.WARNING,
    subjects=statements,
    examine=examine,
    kinds=ACCOUNTS,
    thresholds=("low_rate",),
    doc=__doc__ or "",
)
