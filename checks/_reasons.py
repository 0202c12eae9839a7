"""What explains a row: the texts that give a reason, of the right direction, and where they stand."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from checks._memo import once, once_each
from checks._reason_words import is_opposite, is_overrun, is_reason, is_shortfall, places, words
from checks._remark_cells import remark_texts
from extractors.model import Form, FundRow, Paragraph, Place, Report, Task, paragraphs

SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;]?")
SHORT_FORM = 4


class Sentence(NamedTuple):
    """A sentence with where it stands, of prose the paragraph and its start there, and the sentence before it."""

    text: str
    home: Place | Paragraph
    start: int = 0
    before: str = ""

    @property
    def place(self) -> Place:
        return self.home if isinstance(self.home, Place) else place_in(self.home, self.start)


@once_each
def sentences(report: Report) -> Iterator[Sentence]:
    """The prose, sentence by sentence."""
    for paragraph in paragraphs(report):
        before = ""
        for match in SENTENCE.finditer(paragraph.text):
            yield Sentence(match.group(), paragraph, match.start(), before)
            before = match.group()


@once_each
def told(report: Report, form: Form) -> Iterator[Sentence]:
    """What a form says in its cells of remarks and in its outcomes, then the prose."""
    yield from remarks(report, form)
    yield from results(form)
    yield from sentences(report)


@once_each
def remarks(report: Report, form: Form) -> Iterator[Sentence]:
    for text, place in remark_texts(report, form):
        yield from (Sentence(match.group(), place) for match in SENTENCE.finditer(text))


@once_each
def results(form: Form) -> Iterator[Sentence]:
    for entry in (goal.result for goal in form.goals if goal.result):
        yield from (Sentence(match.group(), entry.place) for match in SENTENCE.finditer(entry.text))


def place_in(paragraph: Paragraph, start: int) -> Place:
    """The place of the printed line in which a character of a paragraph stands."""
    passed = 0
    for line in paragraph.lines:
        passed += len(line.text)
        if start < passed:
            return Place(line.page, line.box, paragraph.text[start : start + 24])
    return paragraph.place


class Explanation(NamedTuple):
    """A text that explains a row's rate and where it stands."""

    text: str
    place: Place


def near_reasons(form: Form, row: FundRow | Task) -> Iterator[Explanation]:
    """Reasons printed in the row itself and in the rows of the execution rate among the indicators."""
    entry = row.reason if isinstance(row, FundRow) else row.result
    if entry and is_reason(entry.text):
        yield Explanation(entry.text, entry.place)
    yield from rate_reasons(form)


@once_each
def rate_reasons(form: Form) -> Iterator[Explanation]:
    """The reasons in the rows of the execution rate among the indicators."""
    for indicator in form.indicators:
        label = indicator.level3 or indicator.level2 or indicator.level1
        if words("rate_names").search(label) and indicator.reason and is_reason(indicator.reason.text, label):
            yield Explanation(indicator.reason.text, indicator.reason.place)


class Asked(NamedTuple):
    """Whose rate is to be explained, and in which direction: overrun|shortfall."""

    report: Report
    form: Form
    row: FundRow | Task
    direction: str

    def is_told(self, text: str, *, is_cell: bool = False) -> bool:
        """Whether a text explains this direction."""
        return is_overrun(text, is_cell) if self.direction == "overrun" else is_shortfall(text, is_cell)


@once
def why_over(report: Report, form: Form, row: FundRow | Task) -> Explanation | None:
    """The explanation of spending above the budget, if one is printed."""
    return explanation(Asked(report, form, row, "overrun"))


@once
def why_low(report: Report, form: Form, row: FundRow | Task) -> Explanation | None:
    """The explanation of spending below the budget, if one is printed."""
    return explanation(Asked(report, form, row, "shortfall"))


def explanation(asked: Asked) -> Explanation | None:
    """The first text that explains a rate, looked for in the places that the data names."""
    return next((found for place in places(asked.direction) for found in PLACES[place](asked)), None)


def of_row(asked: Asked) -> Iterator[Explanation]:
    """The reason cell of the row; a task has its outcome instead, which must speak plainly."""
    if isinstance(asked.row, FundRow):
        yield from of_fund(asked.row, asked.direction, asked.row.label)
    elif asked.row.result and asked.is_told(asked.row.result.text):
        yield Explanation(asked.row.result.text, asked.row.result.place)


def of_whole(asked: Asked) -> Iterator[Explanation]:
    """The reason of the row that this one is a part of: what holds the whole back holds its parts."""
    parent = asked.row.parent if isinstance(asked.row, FundRow) else ""
    for fund in asked.form.budget if parent else ():
        if fund.label == parent:
            yield from of_fund(fund, asked.direction, fund.label)


def of_fund(row: FundRow, direction: str, label: str) -> Iterator[Explanation]:
    if row.reason and is_reason(row.reason.text, label) and not is_opposite(row.reason.text, direction):
        yield Explanation(row.reason.text, row.reason.place)


def of_rates(asked: Asked) -> Iterator[Explanation]:
    yield from (found for found in rate_reasons(asked.form) if asked.is_told(found.text, is_cell=True))


def of_remarks(asked: Asked) -> Iterator[Explanation]:
    yield from fitting(asked, remarks(asked.report, asked.form))


def of_outcomes(asked: Asked) -> Iterator[Explanation]:
    yield from fitting(asked, results(asked.form))


def of_notes(asked: Asked) -> Iterator[Explanation]:
    """Notes tell how the form is filled in; only a cause is a reason there."""
    told_there = (Sentence(m.group(), notes_place(asked.form)) for m in SENTENCE.finditer(asked.form.notes))
    own = (one for one in told_there if not words("instruction").search(one.text))
    yield from fitting(asked, (one for one in own if words("causal").search(one.text)))


def notes_place(form: Form) -> Place:
    return form.notes_place or form.place


def of_prose(asked: Asked) -> Iterator[Explanation]:
    yield from fitting(asked, sentences(asked.report))


def fitting(asked: Asked, known: Iterator[Sentence]) -> Iterator[Explanation]:
    """Sentences on execution that speak of this row, or of no other row in particular; any does for the whole.

    Why less was spent must be told as a cause, or as what is left over.
    """
    label, others = names_of(asked.form, asked.row)
    is_whole = isinstance(asked.row, FundRow) and not asked.row.parent
    for sentence in known:
        if is_on_money(sentence) and is_caused(asked, sentence.text) and asked.is_told(sentence.text):
            is_own = is_whole or label in sentence.text
            if is_own or not any(is_subject(asked, sentence.text, name) for name in others):
                yield Explanation(sentence.text, sentence.place)


def is_subject(asked: Asked, text: str, name: str) -> bool:
    """Whether a sentence speaks of another row itself, not of its money that paid for an overrun (动用上年结转资金)."""
    before, found, _ = text.partition(name)
    return bool(found) and not (asked.direction == "overrun" and words("source").search(before))


def is_on_money(sentence: Sentence) -> bool:
    """Whether a sentence, or the one before it that it explains, speaks of money."""
    return is_money(sentence.before + sentence.text if words("tied").match(sentence.text) else sentence.text)


@lru_cache(maxsize=2048)
def is_money(text: str) -> bool:
    return bool(words("money").search(text) or words("remainder").search(text))


def is_caused(asked: Asked, text: str) -> bool:
    return asked.direction == "overrun" or bool(words("causal").search(text) or words("remainder").search(text))


PLACES: dict[str, Callable[[Asked], Iterator[Explanation]]] = {
    "row": of_row,
    "whole": of_whole,
    "indicator": of_rates,
    "remark": of_remarks,
    "outcome": of_outcomes,
    "note": of_notes,
    "prose": of_prose,
}


def names_of(form: Form, row: FundRow | Task) -> tuple[str, tuple[str, ...]]:
    """The row's own label and those of the rows beside it."""
    label = row.label if isinstance(row, FundRow) else row.name
    others = (*(fund.label for fund in form.budget if fund.parent), *(task.name for task in form.tasks))
    return label, tuple(name for name in others if name != label)


def reasons_about(report: Report, form: Form, names: tuple[str, ...]) -> Iterator[Explanation]:
    """Sentences that name one of these things and give a reason; a short form will do where points are spoken of."""
    for sentence in told(report, form):
        is_named = words("reason").search(sentence.text) and any(
            name in sentence.text for name in names if len(name) > 1
        )
        if is_named or (words("lost").search(sentence.text) and any(is_meant(sentence.text, name) for name in names)):
            yield Explanation(sentence.text, sentence.place)


def is_meant(text: str, name: str) -> bool:
    """Whether a text has half a name at least, four characters in a row: 完工小区 for 改造完工小区数."""
    least = max(SHORT_FORM, (len(name) + 1) // 2)
    return any(name[i : i + least] in text for i in range(len(name) - least + 1))
