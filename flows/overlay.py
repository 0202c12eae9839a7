"""`gouji extract --overlay`: the pages as pictures, with the grids, fields and claims that were read drawn in."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.model import Doubt, Entry, Form, Place, Report, Table, paragraphs
from extractors.overlay import Mark
from extractors.sandbox import Reader
from extractors.worker import Task as Work

TARGET = "extractors.overlay:page_png"
FUND_FIELDS = ("initial", "annual", "executed", "rate", "weight", "score", "reason")
TASK_FIELDS = ("content", "budget", "budget_fiscal", "result", "executed", "executed_fiscal", "rate")
INDICATOR_FIELDS = ("operator", "target", "target_unit", "actual", "weight", "score", "reason")
HEAD_FIELDS = ("project", "unit", "owner", "year")
Marks = dict[int, list[Mark]]


def write_overlay(report: Report, password: str | None, folder: Path, reader: Reader) -> tuple[str, ...]:
    """Write page-001.png … into a folder named after the document and its bytes; what is said of pages not drawn."""
    home = folder / f"{safe_name(report.document)}-{report.sha256[:8]}"
    home.mkdir(parents=True, exist_ok=True)
    marks = marks_of(report)
    failures = []
    tasks = (drawing(report.document, password, page, marks[page]) for page in range(1, report.pages + 1))
    for answer in reader.run(tasks):
        page = answer.task.arguments["page"]
        if answer.failure is None:
            (home / f"page-{page:03}.png").write_bytes(answer.data)
        else:
            failures.append(f"{report.document}，第 {page} 页没有画出：{answer.failure.why}。{answer.failure.remedy}")
    return tuple(failures)


def drawing(document: str, password: str | None, page: int, marks: list[Mark]) -> Work:
    return Work(document, Path(document), TARGET, {"password": password, "page": page, "marks": marks})


def safe_name(document: str) -> str:
    """A document's file name without what a file system or a shell could take amiss."""
    stem = unicodedata.normalize("NFC", Path(document).stem)
    return re.sub(r"[^\w.-]+", "_", stem)[:80].lstrip(".") or "report"


def marks_of(report: Report) -> Marks:
    """What to draw on each page, page numbers from 1. Claims made in cells have no place but the cell's."""
    marks: Marks = defaultdict(list)
    for i, table in enumerate(report.tables, 1):
        mark_table(marks, i, table)
    for form in report.forms:
        for kind, label, place in form_marks(form, report):
            add(marks, kind, place, label)
    for paragraph in paragraphs(report):
        for line in paragraph.lines:
            marks[line.page].append(Mark("prose", line.box))
        add(marks, "prose", paragraph.place, paragraph.role if paragraph.role != "body" else "")
    for claim in (claim for claim in report.claims if claim.source == "prose"):
        figure = claim.number.text if claim.number is not None else ""
        add(marks, "claim", claim.place, plain(f"{claim.kind} {figure}") + ("" if claim.is_sure else "?"))
    for unread in report.unread:
        add(marks, "unread", unread.place, "unread")
    return marks


def mark_table(marks: Marks, number: int, table: Table) -> None:
    """The fragments of a table with the rows they hold, counted from 1, and its cells."""
    for part in table.fragments:
        name = f"table {number} rows {part.first_row + 1}-{part.end_row}"
        marks[part.page].append(Mark("table", part.box, name + sureness(table.doubt)))
    for cell in table.cells:
        add(marks, "cell", cell.place)


def add(marks: Marks, kind: str, place: Place, label: str = "") -> None:
    if place.box is not None:
        marks[place.page].append(Mark(kind, place.box, label))


def form_marks(form: Form, report: Report) -> Iterator[tuple[str, str, Place]]:
    """The fields of a form as (kind of mark, field, place)."""
    yield from head_marks(form, report)
    for row in form.budget:
        yield "fund", "label", row.place
        yield from entries("fund", row, FUND_FIELDS)
    for goal in form.goals:
        yield from entries("goal", goal, ("goal", "result"))
    for task in form.tasks:
        yield "fund", "task", task.place
        yield from entries("fund", task, TASK_FIELDS)
    for indicator in form.indicators:
        yield "indicator", "level3", indicator.place
        yield from entries("indicator", indicator, INDICATOR_FIELDS)
    for group in form.groups:
        yield from entries("indicator", group, ("weight", "score"))


def head_marks(form: Form, report: Report) -> Iterator[tuple[str, str, Place]]:
    """The head's fields; texts are found again in the form's tables."""
    yield from entries("head", form, ("total", "grade", "full_score"))
    cells = [cell for index in form.tables for cell in report.tables[index].cells]
    for field in HEAD_FIELDS:
        text = getattr(form, field)
        holder = next((cell for cell in cells if text and text in "".join(cell.text.split())), None)
        if holder is not None:
            cells.remove(holder)
            yield "head", field, holder.place


def entries(kind: str, row: object, fields: Iterable[str]) -> Iterator[tuple[str, str, Place]]:
    for field in fields:
        entry: Entry | None = getattr(row, field)
        if entry is not None and entry.text:
            yield kind, field, entry.place


def sureness(doubt: Doubt) -> str:
    return "" if doubt.confidence == 1 else f" ({doubt.confidence:.2f})"


def plain(text: str) -> str:
    """A label in letters that the picture's font has."""
    return re.sub(r"[^ -~]+", "", unicodedata.normalize("NFKC", text)).strip()
