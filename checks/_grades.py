"""Where a report grades itself: in a form, in prose about it, in prose of its own."""

import re
from collections.abc import Iterator
from decimal import Decimal

from checks._forms import form_of
from checks._model import Operand
from checks._phrases import operand
from extractors.model import Claim, Entry, Form, Report

# A sentence that grades several things (自评等次均为优, 3个项目为优) speaks of none of them alone.
SEVERAL = re.compile(r"均|分别|各项目|\d个|[一二三四五六七八九十]个|等项目|其中")


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
    """Grades of no form, with the one total score of their sentence, or of a report without forms."""
    every = [c.number for c in report.claims if is_total(c) and c.number and c.source == "prose"]
    is_only = not report.forms and len({number.value for number in every}) == 1
    for claim in report.claims:
        if claim.kind == "grade" and claim.is_sure and not claim.about and claim.source == "prose":
            totals = [c.number for c in report.claims if is_total(c) and c.sentence == claim.sentence and c.number]
            totals = totals or (every[:1] if is_only and not SEVERAL.search(claim.sentence) else [])
            if len(totals) == 1:
                entry = Entry(totals[0].text, totals[0].place, totals[0])
                yield Operand("grade", claim.text, claim.place), entry, totals[0].value


def is_total(claim: Claim) -> bool:
    is_own = not claim.about or claim.about.endswith("/total")
    return claim.kind == "score" and claim.subject == "总分" and claim.is_sure and is_own
