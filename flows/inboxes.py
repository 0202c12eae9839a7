"""`gouji inbox`: what lies in the inbox, where each file came from, and whether it was audited."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, astuple, dataclass, fields

import orjson

from flows.inbox import Source, listed, open_inbox
from flows.options import INBOX, Options
from flows.progress import say
from flows.record import has_record, open_record
from flows.sidecar import beside, sidecar_fault
from review.csvio import guard
from review.errors import StoreError
from review.evidence import one_line
from review.store import Standing, documents_published, standings

DONE, INCOMPLETE = 0, 4
STATES = {"audited": "已核对", "replaced": "已核对，后有新版", "waiting": "待核对", "unreadable": "打不开"}


@dataclass(frozen=True, slots=True)
class Lying:
    """A file of the inbox. state: audited|replaced|waiting|unreadable. page: the page a person can open."""

    document: str
    state: str
    title: str
    published: str
    source: str
    page: str
    copies: tuple[str, ...]


def inbox(options: Options, form: str) -> int:
    """Print the inbox as text, json or csv; the exit status."""
    try:
        known = judged(options)
    except StoreError as error:
        print(error, file=sys.stderr)
        return INCOMPLETE
    found = open_inbox(options)
    rows = [] if found.is_sample else [lying(source, known) for source in found.sources]
    if form == "json":
        print(orjson.dumps([asdict(row) for row in rows], option=orjson.OPT_INDENT_2).decode())
    elif form == "csv":
        print(as_csv(rows), end="")
    else:
        print("\n".join(as_text(rows, found.aside)) or f"{INBOX} 是空的。把 PDF 放进去，或用 gouji harvest 采集。")
    for fault in faults():
        say(fault, sys.stderr)
    return DONE


def faults() -> Iterator[str]:
    """What is wrong with the notes beside the files."""
    for _, path, _ in listed([INBOX]) if INBOX.exists() else ():
        if fault := sidecar_fault(path):
            yield f"{one_line(str(beside(path)))}：{fault}。标题或出处没有读到，改好后再看一次"


def judged(options: Options) -> dict[str, Standing]:
    """What finished runs have judged, by SHA-256; {} where there is no record yet. Raises StoreError."""
    if not has_record(options):
        return {}
    with closing(open_record(options)) as store:
        published = documents_published(store)
        return {sha256: one for sha256, one in standings(store).items() if sha256 in published}


def lying(source: Source, known: dict[str, Standing]) -> Lying:
    """A document and what the record knows of it."""
    origin, seen = source.origin, known.get(source.sha256)
    state = "unreadable" if source.problem else "waiting" if seen is None else "audited"
    if seen is not None and seen.superseded_by:
        state = "replaced"
    return Lying(
        source.document, state, one_line(origin.title), origin.published, origin.source, origin.page, source.copies
    )


def as_text(rows: Iterable[Lying], aside: tuple[str, ...]) -> Iterator[str]:
    """Three lines at most for a file."""
    for row in rows:
        yield f"{one_line(row.document)}  [{STATES[row.state]}]"
        if row.title:
            yield f"    {row.title}" + (f"（{row.published}）" if row.published else "")
        if row.page:
            yield f"    {one_line(row.page)}"
        if row.copies:
            yield f"    同一文件另有 {'、'.join(map(one_line, row.copies))}"
    if aside:
        yield f"不是 PDF，不核对：{'、'.join(map(one_line, aside))}"


def as_csv(rows: Iterable[Lying]) -> str:
    """The inbox for a spreadsheet; cells are guarded."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(field.name for field in fields(Lying))
    for row in rows:
        writer.writerow(guard("; ".join(cell) if isinstance(cell, tuple) else cell) for cell in astuple(row))
    return text.getvalue()
