"""What follows the crawls of a night: what is new is audited, and whoever must know is told.

Each step goes from value to value; with Prefect (flows.harvest) or without, they are the same.
"""

import datetime
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from flows.alerts import send
from flows.crawls import FOLDER, SHORT
from flows.gate import Gate
from flows.gathering import now
from flows.harvest_gate import examine
from flows.inbox import digest
from flows.lock import wait_for
from flows.missing import FILE as MISSING
from flows.missing import OVERDUE, UNITS, write_missing
from flows.nightly_facts import Gathered, Plan
from flows.options import INBOX, Options
from flows.progress import say
from flows.record import open_record
from flows.run import run as audit
from flows.sidecar import read_sidecar
from flows.troubles import Alert, audit_alerts, gate_alerts, judged, new_errors, of_plan, troubles
from review.errors import StoreError
from review.fetches import harvests, latest_answers
from review.schema import DOCUMENTS
from review.store import Store, documents_published

DONE, GATE_FAILED, INCOMPLETE = 0, 1, 4
Audit = Callable[[Options], int]


def finish(plan: Plan, gathered: tuple[Gathered, ...], judge: Audit = audit) -> int:
    """Audit, hold, tell; the exit status: 4 where a source was not harvested whole, then 1 for a failed gate."""
    try:
        status, is_met = follow_up(plan, gathered, judge)
    except StoreError as error:
        print(error, file=sys.stderr)
        return INCOMPLETE
    if not all(one.is_done for one in gathered):
        return INCOMPLETE
    return status or (DONE if is_met else GATE_FAILED)


def follow_up(plan: Plan, gathered: tuple[Gathered, ...], judge: Audit) -> tuple[int, bool]:
    """Audit, hold, tell; the audit's exit status, and whether the gate was passed. Raises StoreError."""
    folder = plan.options.out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    # Two sources whose hours are the same end at the same time: one audit after the other.
    with wait_for(folder):
        status = audit_fresh(plan, judge)
    with closing(open_record(plan.options)) as store:
        gate = hold(plan, store)
        alerts = (
            *troubles(gathered, store, datetime.datetime.now(datetime.UTC)),
            *gate_alerts(gate, plan),
            *audit_alerts(status, plan),
            *list_missing(plan, store),
            *new_errors(plan.options.out, names(plan)),
        )
        tell(plan, store, alerts, judged(plan, gathered))
    return status, gate.is_passed


def audit_fresh(plan: Plan, judge: Audit) -> int:
    """Audit what is new; the exit status of that run, 0 where nothing is."""
    files = fresh(plan)
    if not files:
        say("没有新的报告，清单不变。", sys.stderr)
        return DONE
    say(f"新到 {len(files)} 份报告，开始核对。", sys.stderr)
    return judge(replace(plan.options, paths=files))


def fresh(plan: Plan) -> tuple[Path, ...]:
    """Files of these sources that no finished run has judged, or that stand elsewhere now. Raises StoreError."""
    with closing(open_record(plan.options)) as store:
        known = {sha256[:SHORT] for sha256 in documents_published(store)}
        judged_at = dict(pages(store))
    files = (file for name in names(plan) for file in sorted((INBOX / name).glob("*.pdf")))
    return tuple(file for file in files if is_new(file, known) or has_moved(file, judged_at))


def is_new(file: Path, known: Collection[str]) -> bool:
    """Whether no run has judged these bytes; what somebody put there bears another name than they would give it."""
    return file.stem not in known and digest(file)[0][:SHORT] not in known


def has_moved(file: Path, judged_at: Mapping[str, str]) -> bool:
    """Whether the queue leads to a page at which the file does not stand any more."""
    page = read_sidecar(file).page
    return bool(page) and judged_at.get(file.relative_to(INBOX).as_posix(), page) != page


def pages(store: Store) -> Iterator[tuple[str, str]]:
    """The documents of the record with the page that the queue leads to. Raises StoreError."""
    wanted = select(DOCUMENTS.c.document, DOCUMENTS.c.source_url).where(DOCUMENTS.c.superseded_by == "")
    with store.reading() as connection:
        yield from ((document, page) for document, page in connection.execute(wanted))


def hold(plan: Plan, store: Store) -> Gate:
    """The gate on what stands on the sites. Raises StoreError."""
    latest = [answer for name in names(plan) for answer in latest_answers(store, name)]
    past = [harvests(store, name)[:2] for name in names(plan)]
    return examine(latest, [(pair[0], pair[1]) for pair in past if len(pair) == 2])


def list_missing(plan: Plan, store: Store) -> Iterator[Alert]:
    """Say who did not publish, where the office keeps a list of units; a list that is wrong keeps nothing else back."""
    if not UNITS.exists():
        return
    try:
        found = write_missing(UNITS, store, plan.sources.due, now(), plan.options.out)
    except StoreError as error:
        print(error, file=sys.stderr)
        yield Alert(f"{of_plan(plan)}units", f"没有列出谁未公开：{error}")
        return
    late = sum(line.state == OVERDUE for line in found)
    print(f"应公开 {len(found)} 份，逾期未见 {late} 份：{plan.options.out / MISSING}", flush=True)


def tell(plan: Plan, store: Store, alerts: tuple[Alert, ...], over: tuple[str, ...]) -> None:
    """Send the digest; it is printed too. Raises StoreError."""
    told = send(store, alerts, over, plan.sources.alerts, now())
    for line in told.lines:
        print(line, flush=True)
    for text in told.lost:
        say(f"提醒没有送到，下次采集时再送：{text}", sys.stderr)


def names(plan: Plan) -> tuple[str, ...]:
    return tuple(source.name for source in plan.chosen)
