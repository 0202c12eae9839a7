"""The grade does not match the total score.

Why: the grade is read off the total by bands, the form's own or the usual 90/80/60 (a parameter).
Flags: a grade word, in the form or in prose, whose band does not hold the total.
Leaves alone: a total that no band holds (89.5 between 80-89 and 90-100); words that the bands do not know.
Limits: bands are read from the notes of the form and from prose; where none are printed the usual ones apply, and a
scale of other words (合格, 不合格) is not evaluated without its bands.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._bands import Band, bands_of, plain_grade, printed_bands
from checks._forms import named_forms
from checks._grades import stated, words
from checks._model import Check, Finding, Message, NotEvaluated, Operand, Outcome, Parameters, Passed, Severity
from checks._numbers import shown
from checks._phrases import operand
from extractors.model import Entry, Form, Report, paragraphs


class Graded(NamedTuple):
    """A grade word, the total it was given to and the bands that hold here."""

    subject: str
    word: Operand
    total: Entry
    value: Decimal
    bands: tuple[Band, ...]
    is_own: bool


def grades(report: Report, parameters: Parameters) -> Iterator[Graded]:
    usual = tuple(Band(word, Decimal(low), Decimal(high)) for word, low, high in parameters.grade_bands)
    prose = tuple(p.text for p in paragraphs(report))
    for name, form in named_forms(report):
        if form.total and form.total.number and is_of_hundred(form):
            own = printed_bands((form.notes, *prose))
            for subject, word in words(report, name, form):
                yield Graded(subject, word, form.total, form.total.number.value, own or usual, bool(own))
    own = printed_bands((*(form.notes for form in report.forms), *prose))
    for word, total, value in stated(report):
        yield Graded("正文/等级", word, total, value, own or usual, bool(own))


def is_of_hundred(form: Form) -> bool:
    """Whether the form's full score is 100, as the bands take it."""
    return form.full_score is None or form.full_score.number is None or form.full_score.number.value == 100


def examine(graded: Graded) -> Iterator[Outcome]:
    word, operands = plain_grade(graded.word.text), (graded.word, operand("total", graded.total))
    named = next((band for band in graded.bands if band.word == word), None)
    holding = bands_of(graded.value, graded.bands)
    if named is None:
        yield NotEvaluated(graded.subject, f"“{graded.word.text}”不在所用的等级之内", operands)
    elif named in holding:
        yield Passed(graded.subject, f"{word}: {shown(named.low)} <= {shown(graded.value)} {roof(named)}", operands)
    elif not holding:
        yield NotEvaluated(graded.subject, f"{shown(graded.value)}不在任何一档之内", operands)
    else:
        yield finding(graded, named, holding[0], operands)


def roof(band: Band) -> str:
    return "" if band.high == 1000 else f"{'<' if band.is_below else '<='} {shown(band.high)}"


def finding(graded: Graded, named: Band, right: Band, operands: tuple[Operand, ...]) -> Finding:
    source = (
        Message("报告所印的等级标准", "the printed bands")
        if graded.is_own
        else Message("通行的等级标准", "the usual bands")
    )
    gap = graded.value - named.low if graded.value < named.low else graded.value - named.high
    page = graded.word.place.page
    return Finding(
        subject=graded.subject,
        severity=Severity.ERROR,
        message=Message(
            f"等级印为“{graded.word.text}”（第{page}页），但总分{graded.total.text}（第{graded.total.place.page}页）"
            f"按{source.zh}应为“{right.word}”",
            f"the grade {graded.word.text} (p. {page}) does not match the total {graded.total.text} "
            f"(p. {graded.total.place.page}): by {source.en} it is {right.word}",
        ),
        operands=operands,
        reported=graded.word.text,
        expected=right.word,
        difference=gap,
        formula=f"{right.word}: {shown(right.low)} <= {shown(graded.value)} {roof(right)}".rstrip(),
    )


CHECK = Check(
    code="SCORE005",
    name="grade-band",
    title=Message("评价等级与总分不对应", "The grade does not match the total"),
    severity=Severity.ERROR,
    subjects=grades,
    examine=examine,
    thresholds=("grade_bands",),
    doc=__doc__ or "",
)
