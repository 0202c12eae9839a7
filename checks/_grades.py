"""Where a report grades itself: in a form, in prose about it, in prose of its own."""

from collections.abc import Iterator
from decimal import Decimal

from checks._forms import form_of
from checks._model import Operand
from checks._phrases import operand
from extractors.model import Claim, Entry, Form, Report


def words(report: Report, name: str, form: Form) -> Iterator[tuple[str, Operand]]:
    """The grade words of the form and of the prose that surely speaks of it."""
    if form.grade and form.grade.text:
        yield f"{name}/等级", operand("grade", form.grade)
    for claim in report.claims:
        found = form_of(report, claim)
        is_stated = claim.kind == "grade" and claim.source == "prose" and claim.about.endswith("/grade")
        if is_stated and claim.text and claim.is_sure and found and found[1] is form:
            yield f"{name}/正文等级", Operand("grade", claim.text, claim.place)


def stated(report: Report) -> Iterator[tuple[Operand, Entry, Decimal]]:
    """Grades of no form, with the one total score of their sentence."""
    for claim in report.claims:
        if claim.kind == "grade" and claim.is_sure and not claim.about and claim.source == "prose":
            totals = [c.number for c in report.claims if is_total(c) and c.sentence == claim.sentence and c.number]
            if len(totals) == 1:
                entry = Entry(totals[0].text, totals[0].place, totals[0])
                yield Operand("grade", claim.text, claim.place), entry, totals[0].value


def is_total(claim: Claim) -> bool:
    is_own = not claim.about or claim.about.endswith("/total")
    return claim.kind == "score" and claim.subject == "总分" and claim.is_sure and is_own
