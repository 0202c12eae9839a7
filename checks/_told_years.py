"""Two years that should be one, and the year up to which the prose tells the money of a form."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._model import Message, Operand, Severity
from checks._phrases import clipped, quoted
from checks._restated import field_of
from extractors.model import Form, Report

AS_OF = re.compile(r"截[至止]到?(20\d{2})年(?:12月(?:31日|底|末)|年?[底末])")


class Years(NamedTuple):
    """Two years that should be one, with the texts that give them."""

    subject: str
    what: Message
    said: str
    year: str
    fact: Operand
    base: Operand
    severity: Severity


def told_as_of(report: Report) -> Iterator[Years]:
    """The form's own spending told as of the end of a year before: 截至2022年12月31日，实际支出…."""
    for claim in report.claims:
        found = AS_OF.search(re.sub(r"\s", "", claim.sentence)) if claim.source == "prose" and claim.is_sure else None
        field = field_of(report, claim) if found else None
        if found and field and field.name == "executed" and claim.number and field.entry.number:
            base, fact = field.form.year or report.year, quoted("as of", clipped(claim.sentence, 40), claim.place)
            what = Message("正文资金的截止年度", "the year up to which the money is told")
            if found[1] <= base and claim.number.amount == field.entry.number.amount:
                yield Years("正文/截止年度", what, found[1], base, fact, year_fact(field.form, base), Severity.WARNING)


def year_fact(form: Form, base: str) -> Operand:
    return quoted("form year", base, form.place)
