"""An amount or a count is stated in two places with different figures.

Why: whoever reads only one of the two places is told something else than whoever reads the other.
Flags: an amount in the prose that differs from the field of the form it restates; two statements of the prose, or of
goal and outcome cells, that tell one fact in the same words with different figures.
Leaves alone: rounding and cutting off (for information at most); the initial for the full-year budget where the words
fit both; a goal against an outcome; patterns that recur for many objects; reports on several forms.
Limits: what was spent up to a day before the year's end is held against nothing; statements in other words are not
recognised as one fact.
"""

from collections.abc import Iterator

from checks._account_match import Accounted, accounted, judge_accounted
from checks._model import ACCOUNTS, Check, Message, Outcome, Parameters, Severity
from checks._repeated import Twice, judge_twice, repeated
from checks._restated import Restated, judge, restated
from extractors.model import Report

AMOUNTS = frozenset({"amount", "parts", "figure"})
FIELDS = frozenset({"initial", "annual", "executed", "budget", "budget_fiscal", "executed_fiscal"})
FACTS = frozenset({"amount", "count", "figure", "target", "actual"})


def statements(report: Report, _: Parameters) -> Iterator[Restated | Twice | Accounted]:
    yield from restated(report, AMOUNTS, FIELDS)
    yield from repeated(report, FACTS)
    yield from accounted(report)


def examine(given: Restated | Twice | Accounted) -> Iterator[Outcome]:
    if isinstance(given, Restated):
        yield from judge(given, Severity.ERROR, fact=f"amount:{given.field.subject}")
    elif isinstance(given, Accounted):
        yield from judge_accounted(given)
    else:
        yield from judge_twice(given, fact=f"amount:{given.first.path}:{given.first.claim.context}")


CHECK = Check(
    code="XREF002",
    name="amount-restated",
    title=Message("同一金额或数量前后不一致", "An amount stated twice differs"),
    severity=Severity.ERROR,
    subjects=statements,
    examine=examine,
    kinds=ACCOUNTS,
    yields_to=("XREF006",),
    doc=__doc__ or "",
)
