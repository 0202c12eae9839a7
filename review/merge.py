"""Puts what a run saw in one document into the store: new, seen again, changed, or gone."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from checks._model import NotEvaluated, Result, State
from review.evidence import words
from review.keys import Claimed, claim_key
from review.record import Judged
from review.rows import ABSENT, Sighting, sightings
from review.schema import DOCUMENTS, FINDINGS
from review.store import Run, Store

LOOKED = frozenset({State.PASSED, State.FOUND, State.NOT_EVALUATED})


def save_document(store: Store, run: Run, judged: Judged) -> None:
    """Merge one document into the store, all or nothing; doing it twice in one run changes nothing.

    An older version of a report whose later version is in the store adds no findings. Raises StoreError.
    """
    with store.writing() as connection:
        claimed = claim_key(connection, run, judged)
        put_document(connection, run, judged, claimed)
        if not claimed.is_old:
            put_findings(connection, run, judged, claimed.key, tuple(sightings(judged, claimed.key)))


def put_document(connection: Connection, run: Run, judged: Judged, claimed: Claimed) -> None:
    """Write the document's row; the version that it replaces is marked."""
    report = judged.report
    values = {
        "sha256": report.sha256,
        "base_key": claimed.base,
        "document": report.document,
        "title": words(judged.title or report.title),
        "unit": words(report.unit),
        "region": words(report.region),
        "year": report.year,
        "kind": report.kind,
        "source_url": judged.source_url,
        "last_seen": run.as_of,
        "last_run": run.id,
    }
    here = DOCUMENTS.c.sha256 == report.sha256
    if connection.execute(update(DOCUMENTS).where(here).values(values)).rowcount == 0:
        first = {"key": claimed.key, "superseded_by": "", "first_seen": run.as_of, "first_run": run.id}
        connection.execute(insert(DOCUMENTS).values(values | first))
    if claimed.replaces:
        older = DOCUMENTS.c.sha256 == claimed.replaces
        connection.execute(update(DOCUMENTS).where(older).values(superseded_by=report.sha256))


def put_findings(connection: Connection, run: Run, judged: Judged, key: str, seen: tuple[Sighting, ...]) -> None:
    """Write the findings of a report key: those seen, and those that its checks looked for in vain."""
    held = {row.finding_id: row for row in connection.execute(select(FINDINGS).where(FINDINGS.c.key == key))}
    now = {"sha256": judged.report.sha256, "last_seen": run.as_of, "run_id": run.id, "absent_run": None}
    fresh, again = [], []
    for one in seen:
        values = asdict(one) | now
        if (old := held.get(one.finding_id)) is None:
            fresh.append(values | {"prior_hash": "", "first_seen": run.as_of})
        else:
            again.append(values | {"prior_hash": prior_hash(old, run), "first_seen": old.first_seen})
    results = {result.code: result for result in judged.results}
    met = {one.finding_id for one in seen}
    gone = [row for name, row in held.items() if name not in met and is_gone(row, run, results)]
    lost = [
        {"finding_id": row.finding_id, "prior_hash": prior_hash(row, run), "run_id": run.id, "absent_run": run.id}
        for row in gone
    ]
    if fresh:
        connection.execute(insert(FINDINGS), fresh)
    for changes in (again, lost):
        rewrite(connection, changes)


def rewrite(connection: Connection, changes: list[dict[str, Any]]) -> None:
    """Change rows by their id; every change names the same columns."""
    if changes:
        rows = [{f"to_{name}": value for name, value in change.items()} for change in changes]
        targets: dict[str, Any] = {name: bindparam(f"to_{name}") for name in changes[0] if name != "finding_id"}
        here = FINDINGS.c.finding_id == bindparam("to_finding_id")
        connection.execute(update(FINDINGS).where(here).values(targets), rows)


def prior_hash(row: Row[Any], run: Run) -> str:
    """The evidence that a row had before this run: a run that is resumed must not compare with itself."""
    if row.run_id == run.id:
        return str(row.prior_hash)
    return ABSENT if row.absent_run is not None else str(row.evidence_hash)


def is_gone(row: Row[Any], run: Run, results: dict[str, Result]) -> bool:
    """Whether a finding that was not seen is gone: its check ran, judged something, and did not skip its subject."""
    result = results.get(row.code)
    if result is None or result.state not in LOOKED or row.absent_run not in {None, run.id}:
        return False
    unsure = {outcome.subject for outcome in result.outcomes if isinstance(outcome, NotEvaluated)}
    return len(unsure) < len({outcome.subject for outcome in result.outcomes}) and row.subject not in unsure
