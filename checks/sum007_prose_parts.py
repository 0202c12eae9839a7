"""The parts that a sentence names do not make the whole it states.

Why: “共A，其中B、C、D” and “A、B，共计C” claim a sum in words.
Flags: amounts or counts that the sentence claims to be all parts of a whole (优3个，良2个，共5个) and that add up to
something else.
Leaves alone: a selection (其中 with one part, 主要, 等); the rounding of the printed digits; approximate figures, to
within their slack; figures that the sentence does not surely tie together.
Limits: parts that are spread over several paragraphs are not found.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._model import ACCOUNTS, Check, Interval, Message, NotEvaluated, Outcome, Parameters, Severity
from checks._numbers import amount
from checks._phrases import counted
from checks._precision import Fit, loose, tight
from checks._sums import Sum, Term, contradiction, fit, passed
from extractors.model import Claim, Number, Report

PAIRS = (("地上", "地下"), ("在职", "退休"), ("男", "女"), ("室内", "室外"))


class Division(NamedTuple):
    """A claim of a whole and its parts."""

    claim: Claim
    sum: Sum


def divisions(report: Report, _: Parameters) -> Iterator[Division]:
    for claim in report.claims:
        if claim.kind == "parts" and claim.number and claim.parts:
            yield Division(claim, make(claim, claim.number))


def make(claim: Claim, whole: Number) -> Sum:
    name = claim.subject or "总数"
    terms = tuple(Term(part.label, counted("part", part.number), part.number) for part in claim.parts)
    if "元" in whole.unit or whole.factor < 1:
        measures = tight(term.number for term in terms), loose
    else:
        measures = pieces, pieces
    return Sum(f"正文/{name}/组成", Term(name, counted("whole", whole), whole), terms, *measures)


def is_complementary(claim: Claim) -> bool:
    """Whether two parts are all there can be: 计容 and 不计容, 地上 and 地下."""
    labels = [part.label for part in claim.parts]
    if len(labels) != 2:
        return False
    first, second = sorted(labels, key=len)
    return second in {"不" + first, "非" + first, "未" + first} or any(
        one in first + second and other in first + second for one, other in PAIRS
    )


def pieces(number: Number) -> Interval:
    """Things are counted, not measured: a whole number of them is exact."""
    is_exact = number.step == 1 and not number.is_approximate and number.upper is None
    return Interval(number.amount, number.amount) if is_exact else amount(number)


def examine(division: Division) -> Iterator[Outcome]:
    claim, given = division
    if fit(given) is Fit.CLOSES:
        yield passed(given)
    elif not (claim.is_complete or is_complementary(claim)):
        yield NotEvaluated(given.subject, "文中未称各部分齐全", given.operands)
    elif not claim.is_sure:
        yield NotEvaluated(given.subject, "文中各数是否为同一总数的组成不能确定", given.operands)
    else:
        name = given.whole.name
        yield contradiction(given, Severity.ERROR, Message(f"正文“{name}”", f"{name} (in prose)"))


CHECK = Check(
    code="SUM007",
    name="prose-parts",
    title=Message("正文所列各部分与总数不符", "The parts named in prose do not make their whole"),
    severity=Severity.ERROR,
    subjects=divisions,
    examine=examine,
    kinds=ACCOUNTS,
    doc=__doc__ or "",
)
