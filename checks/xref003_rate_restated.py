"""A rate in the prose is not the one in the form.

Why: the rate in the narrative is what is quoted; the form is what is scored.
Flags: an execution rate in the prose that differs from the field of the form it restates; two statements of one rate
in the same words that differ.
Leaves alone: rounding and cutting off (for information at most); the rate of another row where the words fit both; a
rate that RATE001 already shows to be wrong in the form.
Limits: a rate of something the form has no field for is not compared.
"""

from collections.abc import Iterator

from checks._model import ACCOUNTS, Check, Message, Outcome, Parameters, Severity
from checks._repeated import Twice, judge_twice, repeated
from checks._restated import Restated, judge, restated
from extractors.model import Report

RATES = frozenset({"rate"})
FIELDS = frozenset({"rate"})


def statements(report: Report, _: Parameters) -> Iterator[Restated | Twice]:
    yield from restated(report, RATES, FIELDS)
    yield from repeated(report, RATES)


def examine(given: Restated | Twice) -> Iterator[Outcome]:
    if isinstance(given, Restated):
        yield from judge(given, Severity.ERROR, fact=f"rate:{given.field.subject}")
    else:
        yield from judge_twice(given, fact=f"rate:{given.first.path}:{given.first.claim.context}")


CHECK = Check(
    code="XREF003",
    name="rate-restated",
    title=Message("正文与表中的比率不一致", "A rate in the prose differs from the form"),
    severity=Severity.ERROR,
    subjects=statements,
    examine=examine,
    kinds=ACCOUNTS,
    yields_to=("RATE001",),
    doc=__doc__ or "",
)
