"""Two years that should be one, and the year up to which the prose tells the money of a form."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._model import Message, Operand, Severity
from checks._phrases import clipped, quoted
from checks._restated import field_of, is_money
from extractors.model import Claim, Form, Number, Report

AS_OF = re.compile(r"截[至止]到?(20\d{2})年(?:12月(?:31日|底|末)|年?[底末])")


# Two years beside each other, or a plan over several, may share a figure.
OF_OTHERS = re.compile(r"相比|同比|上年|去年|持平|较20|比20|与20|结转|至20|[—~～-]20|以来|期间")
DIGITS = 4


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


def told_of_other(report: Report) -> Iterator[Years]:
    """The form's own score and money told in the prose as another year's: figures with many digits do not recur."""
    forms = [form for form in report.forms if form.year]
    if not forms or len({form.year for form in forms}) > 1:
        return
    base = forms[0].year
    known = [figure for form in forms for figure in own_figures(form)]
    alike: dict[str, list[Claim]] = {}
    for claim in report.claims:
        is_past = claim.period.isdigit() and claim.period != base and claim.kind in {"amount", "score"}
        if is_past and claim.source == "prose" and claim.number and not OF_OTHERS.search(claim.sentence):
            said = claim.number
            if is_telling(said) and any(is_money(said) == is_money(one) and is_printing(said, one) for one in known):
                alike.setdefault(claim.period, []).append(claim)
    for year, claims in alike.items():
        fact = quoted("told", clipped(claims[0].sentence, 40), claims[0].place)
        what = Message("正文复述本表数字时的年度", "the year that the prose gives to the form's own figures")
        yield Years("正文/年度", what, year, base, fact, year_fact(forms[0], base), Severity.WARNING)


def own_figures(form: Form) -> Iterator[Number]:
    """The total score of a form and the money of its whole."""
    entries = [form.total]
    for row in form.budget:
        entries += [] if row.parent else [row.initial, row.annual, row.executed]
    yield from (entry.number for entry in entries if entry and entry.number)


def is_telling(figure: Number) -> bool:
    """Whether a figure has so many digits that another year's is hardly the same: money four, a score three."""
    digits = len(figure.value.normalize().as_tuple().digits)
    return digits >= DIGITS - (0 if is_money(figure) else 1)


def is_printing(said: Number, printed: Number) -> bool:
    """Whether one figure is the other, or its rounding."""
    return abs(said.amount - printed.amount) <= said.step * said.factor / 2


def year_fact(form: Form, base: str) -> Operand:
    return quoted("form year", base, form.place)
