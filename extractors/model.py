"""The facts of a report: frozen values that every later step reads and none changes.

What stands on the paper comes from `extractors.printed` and is offered here too, so that judgement has one door.
A figure that is missing is None, never zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from extractors.printed import (
    SURE,
    Box,
    Cell,
    Doubt,
    Fragment,
    Moment,
    Number,
    Paragraph,
    Place,
    Section,
    Table,
    TextLine,
)

__all__ = [
    "SCHEMA", "SURE", "Box", "Cell", "Claim", "Doubt", "Entry", "Form", "Fragment", "FundRow", "Goal", "Group",
    "Indicator", "Kind", "Moment", "Number", "Paragraph", "Part", "Place", "Report", "Section", "Table", "Task",
    "TextLine", "Unread", "figure_key", "figures", "paragraphs", "resolve",
]  # fmt: skip

SCHEMA = 1


class Kind:
    """Kinds of document; `Report.kind` is one of these."""

    SELF_ASSESSMENT = "self-assessment"
    EVALUATION = "evaluation"
    FINAL_ACCOUNTS = "final-accounts"
    BUDGET = "budget"
    TEMPLATE = "template"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in one field of a form: `text` as printed with blanks removed, "" when blank."""

    text: str
    place: Place
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class FundRow:
    """A row of the fund block. `parent` is the label of the row it is a part of ("" for the whole).

    `axis` is "source" or "structure" where the form splits one total both ways, else "". None = no such column.
    """

    label: str
    parent: str
    place: Place
    axis: str = ""
    initial: Entry | None = None
    annual: Entry | None = None
    executed: Entry | None = None
    rate: Entry | None = None
    weight: Entry | None = None
    score: Entry | None = None
    reason: Entry | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    goal: Entry | None
    result: Entry | None


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the list of main tasks or projects. `*_fiscal` are the 其中：财政资金 columns."""

    name: str
    place: Place
    content: Entry | None = None
    budget: Entry | None = None
    budget_fiscal: Entry | None = None
    result: Entry | None = None
    executed: Entry | None = None
    executed_fiscal: Entry | None = None
    rate: Entry | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of the indicator block; level labels are names without blanks, weights in labels taken out."""

    level1: str
    level2: str
    level3: str
    place: Place
    operator: Entry | None = None
    target: Entry | None = None
    target_unit: Entry | None = None
    actual: Entry | None = None
    weight: Entry | None = None
    score: Entry | None = None
    reason: Entry | None = None
    is_filler: bool = False
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """A printed subtotal: the weight or score of a level-1 or level-2 category, in its label or in a row."""

    level: int
    name: str
    place: Place
    weight: Entry | None = None
    score: Entry | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One self-assessment form. `kind`: department|project|transfer|target|other. `tables` index Report.tables.

    `rate_formula` is the head's own formula (B/A) and `rate_base` the fund column it divides by
    (initial|annual, "" when the head names none). `task_title` is the heading of the task list as printed, `task_sum`
    the list's own total row.
    """

    kind: str
    name: str
    place: Place
    project: str = ""
    unit: str = ""
    owner: str = ""
    year: str = ""
    money_unit: str = ""
    total: Entry | None = None
    grade: Entry | None = None
    full_score: Entry | None = None
    rate_formula: str = ""
    rate_base: str = ""
    task_title: str = ""
    goals: tuple[Goal, ...] = ()
    tasks: tuple[Task, ...] = ()
    task_sum: Task | None = None
    budget: tuple[FundRow, ...] = ()
    groups: tuple[Group, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    notes: str = ""
    notes_place: Place | None = None
    tables: tuple[int, ...] = ()
    doubt: Doubt = SURE


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled figure inside a claim: a part of a whole, or role from|to|by|percent of a change."""

    label: str
    number: Number


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure in a sentence and what it is about.

    kind: amount|rate|score|weight|target|actual|count|grade|change|parts|figure ("figure": about nothing we know).
    subject: the thing as named (基本支出, 三级指标). scope: what it is counted in (投入管理指标), else "".
    about: path of the form field it restates, as `resolve` takes it (forms/0/budget/2/rate), "" if none.
    context: its clause with every figure masked as #, blanks removed: equal contexts state one fact.
    A subject that is not sure has is_sure False, and no check may treat it as sure.
    parts: for `parts` the parts of `number`; for `change` Part("from"|"to"|"by"|"percent", …).
    direction (change): increase|decrease|same|"". complete: whether the parts claim to be all (no 等, no selection).
    source: prose, or the cell it stands in (goal|result|note|cell). grade claims carry their word in `text`.
    """

    kind: str
    subject: str
    sentence: str
    place: Place
    number: Number | None = None
    text: str = ""
    scope: str = ""
    about: str = ""
    period: str = ""
    context: str = ""
    parts: tuple[Part, ...] = ()
    direction: str = ""
    is_complete: bool = False
    is_sure: bool = True
    source: str = "prose"
    doubt: Doubt = SURE


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read or mapped, where, why, and what to do next.

    scope: document|page|table|field. A document or page that is unread becomes FORM004.
    """

    place: Place
    why: str
    remedy: str = ""
    scope: str = "field"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything read from one document. `kind` is one of Kind, `kind_reasons` say how it was found.

    `ocr_pages`: the pages that were read by character recognition.
    """

    document: str
    sha256: str
    pages: int
    kind: str
    kind_reasons: tuple[str, ...] = ()
    title: str = ""
    unit: str = ""
    region: str = ""
    year: str = ""
    money_unit: str = ""
    reader: str = "pdfium"
    forms: tuple[Form, ...] = ()
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = ()
    claims: tuple[Claim, ...] = ()
    unread: tuple[Unread, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    schema: int = field(default=SCHEMA)


def resolve(report: Report, about: str) -> Entry | None:
    """The form entry that a claim's `about` names, or None: forms/0/total, forms/0/indicators/4/target."""
    here: object = report
    for step in about.split("/") if about else ():
        if isinstance(here, tuple):
            here = here[int(step)] if int(step) < len(here) else None
        else:
            here = getattr(here, step, None)
    return here if isinstance(here, Entry) else None


def paragraphs(report: Report) -> Iterator[Paragraph]:
    """Every paragraph of the prose, in reading order."""
    for section in report.sections:
        yield from section.paragraphs


def figures(report: Report) -> Iterator[Number]:
    """Every figure that was read and wants a verdict, once: numbers of cells first, then of claims.

    A cell that holds several figures has none of its own: those are the forms'.
    """
    seen: set[tuple[int, Box | None, str]] = set()
    cells = (cell.number for table in report.tables for cell in table.cells)
    parts = (entry.number for form in report.forms for entry in row_entries(form))
    stated = (number for claim in report.claims for number in (claim.number, *(p.number for p in claim.parts)))
    for number in (*cells, *parts, *stated):
        if number is not None and (key := figure_key(number)) not in seen:
            seen.add(key)
            yield number


def row_entries(form: Form) -> Iterator[Entry]:
    """Every entry of the rows of a form."""
    rows: tuple[FundRow | Task | Group | Indicator, ...] = (*form.budget, *form.tasks, *form.groups, *form.indicators)
    for row in rows:
        yield from (entry for one in fields(row) if isinstance(entry := getattr(row, one.name), Entry))


def figure_key(number: Number) -> tuple[int, Box | None, str]:
    """What makes two Numbers the same printed figure: page, box and text."""
    return (number.place.page, number.place.box, number.text)
