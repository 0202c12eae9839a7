"""What follows the crawls of a night: what is new is audited, and whoever must know is told.

Each step goes from value to value; with Prefect (flows.harvest) or without, they are the same.
"""

import datetime
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from flows.alerts import Alert, audit_alerts, gate_alerts, new_errors, send, troubles
from flows.crawls import FOLDER, SHORT
from flows.gate import Gate
from flows.gathering import now
from flows.harvest_gate import examine
from flows.lock import wait_for
from flows.missing import FILE as MISSING
from flows.missing import OVERDUE, UNITS, write_missing
from flows.nightly_facts import Gathered, Plan
from flows.options import INBOX, Options
from flows.progress import say
from flows.run import run as audit
from review.fetches import harvests, latest_answers
from review.store import Store, documents_published, open_store

DONE, GATE_FAILED, INCOMPLETE = 0, 1, 4
Audit = Callable[[Options], int]


def finish(plan: Plan, gathered: tuple[Gathered, ...], judge: Audit = audit) -> int:
    """Audit, hold, tell; the exit status: 4 where a source was not harvested whole, then 1 for a failed gate."""
    # Two sources whose hours are the same end at the same time: one audit after the other.
    with wait_for(plan.options.out / FOLDER):
        status = audit_fresh(plan, judge)
    with closing(open_store(plan.options.out)) as store:
        gate = hold(plan, store)
        list_missing(plan, store)
        alerts = (*troubles(gathered, store, today()), *gate_alerts(gate), *audit_alerts(status))
        tell(plan, store, (*alerts, *new_errors(plan.options.out, names(plan))))
    if not all(one.is_done for one in gathered):
        return INCOMPLETE
    return status or (DONE if gate.is_passed else GATE_FAILED)


def audit_fresh(plan: Plan, judge: Audit) -> int:
    """Audit what is new; the exit status of that run, 0 where nothing is."""
    files = fresh(plan)
    if not files:
        say("没有新的报告，清单不变。", sys.stderr)
        return DONE
    say(f"新到 {len(files)} 份报告，开始核对。", sys.stderr)
    return judge(replace(plan.options, paths=files))


def fresh(plan: Plan) -> tuple[Path, ...]:
    """Harvested files in the inbox that no finished run has judged, in the order of their names. Raises StoreError."""
    with closing(open_store(plan.options.out)) as store:
        judged = {sha256[:SHORT] for sha256 in documents_published(store)}
    files = (file for name in names(plan) for file in sorted((INBOX / name).glob("*.pdf")))
    return tuple(file for file in files if file.stem not in judged)


def hold(plan: Plan, store: Store) -> Gate:
    """The gate on what stands on the sites. Raises StoreError."""
    latest = [answer for name in names(plan) for answer in latest_answers(store, name)]
    past = [harvests(store, name)[:2] for name in names(plan)]
    return examine(latest, [(pair[0], pair[1]) for pair in past if len(pair) == 2])


def list_missing(plan: Plan, store: Store) -> None:
    """Say who did not publish, where the office keeps a list of units. Raises StoreError."""
    if UNITS.exists():
        found = write_missing(UNITS, store, plan.sources.due, now(), plan.options.out)
        late = sum(line.state == OVERDUE for line in found)
        print(f"应公开 {len(found)} 份，逾期未见 {late} 份：{plan.options.out / MISSING}", flush=True)


def tell(plan: Plan, store: Store, alerts: tuple[Alert, ...]) -> None:
    """Send the digest; it is printed too. Raises StoreError."""
    for text in send(store, alerts, plan.sources.alerts, now()):
        print(f"• {text}", flush=True)


def names(plan: Plan) -> tuple[str, ...]:
    return tuple(source.name for source in plan.chosen)


def today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
