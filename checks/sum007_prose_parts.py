"""The parts that a sentence names do not make the whole it states.

Why: “共A，其中B、C、D” and “A、B，共计C” claim a sum in words.
Flags: amounts or counts that the sentence claims to be all parts of a whole (优3个，良2个，共5个) and that add up to
something else; parts told with nothing but their names between that exceed their whole, or (a warning) that are nearly
all of it and of one kind; numbered paragraphs behind a total that do so, or that add up to more than it.
Leaves alone: a selection (其中 with one part, 主要, 等, with much left over); people counted by traits (党员, 女); the
rounding of the printed digits; approximate figures, to within their slack; figures not surely tied together.
Limits: parts in several paragraphs are found only where the paragraphs are numbered from 1 behind a lead (如下：).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from checks._graded_forms import Spoken, judge_mean, means
from checks._listed_parts import Listed, listed_parts
from checks._model import ACCOUNTS, Check, Interval, Message, NotEvaluated, Outcome, Parameters, Severity
from checks._numbers import amount
from checks._phrases import counted
from checks._plain_lists import has_rest, is_alike, is_complementary, is_exclusive, is_near, is_slip, plain_parts
from checks._precision import Fit, loose, tight
from checks._sums import Sum, Term, contradiction, excess, fit, passed
from extractors.model import Claim, Number, Report


class Division(NamedTuple):
    """A claim of a whole and its parts."""

    claim: Claim
    sum: Sum


def divisions(report: Report, _: Parameters) -> Iterator[Division | Listed | Spoken]:
    for claim in report.claims:
        if claim.kind == "parts" and claim.number and claim.parts:
            yield Division(claim, make(claim, claim.number))
    yield from listed_parts(report)
    yield from means(report)


def make(claim: Claim, whole: Number) -> Sum:
    name = claim.subject or "总数"
    terms = tuple(Term(part.label, counted("part", part.number), part.number) for part in claim.parts)
    if "元" in whole.unit or whole.factor < 1:
        measures = tight(term.number for term in terms), loose
    else:
        measures = pieces, pieces
    return Sum(f"正文/{name}/组成", Term(name, counted("whole", whole), whole), terms, *measures)


def pieces(number: Number) -> Interval:
    """Things are counted, not measured: a whole number of them is exact."""
    is_exact = number.step == 1 and not number.is_approximate and number.upper is None
    return Interval(number.amount, number.amount) if is_exact else amount(number)


def examine(division: Division | Listed | Spoken) -> Iterator[Outcome]:
    if isinstance(division, Listed):
        yield from judge_list(division)
        return
    if isinstance(division, Spoken):
        yield judge_mean(division)
        return
    claim, given = division
    if fit(given) is Fit.CLOSES:
        yield passed(given)
    elif not (claim.is_complete or is_complementary(claim)):
        yield judge_plain(claim, given)
    elif not claim.is_sure:
        yield NotEvaluated(given.subject, "文中各数是否为同一总数的组成不能确定", given.operands)
    else:
        name = given.whole.name
        yield contradiction(given, Severity.ERROR, Message(f"正文“{name}”", f"{name} (in prose)"))


def judge_plain(claim: Claim, given: Sum) -> Outcome:
    """Parts that are not said to be all: still they are no more than the whole, and nearly all of it is all of it."""
    parts = plain_parts(claim)
    if not parts or claim.number is None or not claim.is_sure:
        return NotEvaluated(given.subject, "文中未称各部分齐全", given.operands)
    plain = make(replace(claim, parts=parts), claim.number)
    gap, whole = excess(plain), claim.number.value
    if fit(plain) is Fit.CLOSES:
        return passed(plain)
    name = Message(f"正文“{plain.whole.name}”", f"{plain.whole.name} (in prose)")
    if is_slip(gap, whole) and is_exclusive(parts, claim.number.unit):
        return contradiction(plain, Severity.ERROR, name)
    if is_near(gap, whole) and (has_rest(parts) or is_alike(parts) or len(parts) > 2):
        return contradiction(plain, Severity.ERROR if has_rest(parts) else Severity.WARNING, name)
    return NotEvaluated(given.subject, "文中未称各部分齐全", given.operands)


def judge_list(listed: Listed) -> Iterator[Outcome]:
    """A list may leave parts out unless it claims to be whole, but it never adds up to more than its whole."""
    given = listed.sum
    if fit(given) is Fit.CLOSES:
        yield passed(given)
    elif not listed.is_whole and excess(given) > 0:
        yield NotEvaluated(given.subject, "文中未称所列各项齐全", given.operands)
    elif not listed.is_sure:
        yield NotEvaluated(given.subject, "所列各项是否为同一总数的组成不能确定", given.operands)
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
