"""The review queue: what a run saw is merged into the store, and every open finding of the store is listed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, or_, select
from sqlalchemy import Row as Record

from review.arrange import Flood, QueueOptions, Suppression, arrange
from review.csvio import write_csv
from review.decisions import Decision, current_decisions
from review.merge import save_document
from review.record import Judged
from review.rows import ABSENT, COLUMNS, NEW, SHARED, UNCHANGED, UPDATED, Row
from review.schema import DOCUMENTS, FINDINGS
from review.stats import Standing, discounted, doubted, standings
from review.store import Run, Store

FILE = "review_queue.csv"


@dataclass(frozen=True, slots=True)
class QueueResult:
    """The queue after a run. suppressed: rows left out; floods: where rows were cut. states: rows by state.

    equal_keys: documents of this run that had to be told apart. superseded: documents of this run whose later
    version is in the store. unused, expired: suppressions that met nothing, and that are past. doubted: checks whose
    findings are shown with less confidence, by what reviewers said of them.
    """

    rows: tuple[Row, ...]
    suppressed: int = 0
    floods: tuple[Flood, ...] = ()
    states: Mapping[str, int] = field(default_factory=dict)
    equal_keys: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    unused: tuple[Suppression, ...] = ()
    expired: tuple[Suppression, ...] = ()
    doubted: tuple[Standing, ...] = ()

    @property
    def capped(self) -> int:
        """How many rows were cut."""
        return sum(flood.total - flood.listed for flood in self.floods)


def update(store: Store, run: Run, judged: Iterable[Judged], options: QueueOptions) -> QueueResult:
    """Merge documents into the store, each in a transaction of its own, and list the queue.

    Documents that this run has put there already may be left out or handed in again. Each document (by bytes) comes
    once, under the first of its names, and documents come in a fixed order: which of two versions is the later one may
    hang on it. Raises StoreError; what was merged until then is kept, and the next try goes on.
    """
    for one in judged:
        save_document(store, run, one)
    return list_queue(store, run, options)


def list_queue(store: Store, run: Run, options: QueueOptions) -> QueueResult:
    """List every open finding of the store, and those that are gone since this run. Raises StoreError."""
    with store.reading() as connection:
        rows = tuple(queue_rows(connection, run, options.lang))
        twins = equal_keys(connection, run)
        older = superseded(connection, run)
        doubts = doubted(standings(connection), options)
    arranged = arrange(discounted(rows, doubts), options, run.as_of)
    return QueueResult(
        rows=arranged.rows,
        suppressed=arranged.suppressed,
        floods=arranged.floods,
        states=dict(Counter(row.state for row in arranged.rows)),
        equal_keys=twins,
        superseded=older,
        unused=arranged.unused,
        expired=arranged.expired,
        doubted=doubts,
    )


def write_queue(rows: Iterable[Row], path: Path) -> None:
    """Write the queue as CSV; raises StoreError if it cannot be written."""
    write_csv(path, COLUMNS, ([getattr(row, name) for name in COLUMNS] for row in rows))


def queue_rows(connection: Connection, run: Run, lang: str) -> Iterator[Row]:
    """Rows of the queue, not yet arranged."""
    decisions = current_decisions(connection)
    documents = [DOCUMENTS.c[name] for name in ("document", "title", "unit", "year", "source_url")]
    shown = or_(FINDINGS.c.absent_run.is_(None), FINDINGS.c.absent_run == run.id)
    joined = select(FINDINGS, *documents).join(DOCUMENTS, FINDINGS.c.sha256 == DOCUMENTS.c.sha256).where(shown)
    for record in connection.execute(joined):
        yield queue_row(record, decisions.get(record.finding_id, Decision()), run, lang)


def queue_row(record: Record[Any], decision: Decision, run: Run, lang: str) -> Row:
    """A finding of the store as a row."""
    return Row(
        **{name: getattr(record, name) for name in SHARED},
        state=state(record, decision, run),
        check=record.code,
        title=record.title,
        unit=record.unit,
        year=record.year,
        document=record.document,
        page=str(record.page) if record.page else "",
        where=record.place,
        message=record.message_en if lang == "en" else record.message_zh,
        source_url=record.source_url,
        sha256=record.sha256,
        first_seen=record.first_seen,
        last_seen=record.last_seen,
        verdict=decision.verdict,
        reason=decision.reason,
        reviewer=decision.reviewer,
        reviewed_at=decision.reviewed_at,
        note=decision.note,
    )


def state(record: Record[Any], decision: Decision, run: Run) -> str:
    """new|unchanged|updated|absent against the store before this run.

    A row whose evidence is not what was decided on stays updated, thus open, until somebody decides again.
    """
    if record.absent_run is not None:
        return ABSENT
    if record.run_id == run.id and not record.prior_hash:
        return NEW
    if record.run_id == run.id and record.prior_hash != record.evidence_hash:
        return UPDATED
    return UPDATED if decision.verdict and decision.evidence_hash != record.evidence_hash else UNCHANGED


def equal_keys(connection: Connection, run: Run) -> tuple[str, ...]:
    """Documents of this run whose report key another document has too: they were told apart, and are named."""
    here = select(DOCUMENTS.c.base_key, DOCUMENTS.c.document, DOCUMENTS.c.key)
    current = connection.execute(here.where(DOCUMENTS.c.last_run == run.id, DOCUMENTS.c.superseded_by == "")).all()
    counts = Counter(one.base_key for one in current)
    return tuple(sorted(one.document for one in current if counts[one.base_key] > 1))


def superseded(connection: Connection, run: Run) -> tuple[str, ...]:
    """Documents of this run that are older versions: their places in the queue belong to the later ones."""
    older = select(DOCUMENTS.c.document).where(DOCUMENTS.c.last_run == run.id, DOCUMENTS.c.superseded_by != "")
    return tuple(sorted(connection.execute(older).scalars()))
