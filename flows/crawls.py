"""The harvest of one source: crawl in a process of its own, take its journal into the record, put files in the inbox.

Every step may be done again: what a killed run left is taken over by the next, nothing is lost and nothing comes twice.
"""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from secrets import token_hex
from threading import Lock, Timer

import orjson

from flows.blobs import Blobs
from flows.crawl import job as crawl
from flows.crawl.job import FINISHED, INTERRUPTED, End, Job, Known, Listing, Record, read_job, read_journal, write_job
from flows.lock import hold
from flows.sidecar import Sidecar, beside, write_sidecar
from flows.sources import Source
from review.fetches import (
    COLUMNS,
    FAILURES,
    GONE,
    Fetch,
    Harvest,
    Origin,
    Tally,
    close_harvest,
    ingest,
    latest_bodies,
    open_harvest,
)
from review.store import Store

FOLDER = "harvest"
MEMORY_BEFORE, MEMORY = "before.jsonl", "pages.jsonl"
JOB, OVER = "job", "job.over"
GRACE_SECONDS = 600
STOP_SECONDS = 20
CHUNK = 500
LOST = FAILURES | {GONE}
SHORT = 16

Notice = Callable[[str, bytes], None]


@dataclass(frozen=True, slots=True)
class Home:
    """Where a harvest keeps things: the output folder with its record, the inbox, and every file by its hash."""

    out: Path
    inbox: Path
    store: Store
    blobs: Blobs


@dataclass(frozen=True, slots=True)
class Yield:
    """What a source gave. state: finished|interrupted|failed|limit. listings: what each listing page answered.

    lost: address and reason of the first page or file that could not be had.
    """

    source: Source
    state: str
    reason: str
    tally: Tally
    outcomes: Counter[str]
    listings: tuple[Listing, ...] = ()
    lost: str = ""


class Running:
    """The crawls under way, each in a process of its own; all of them can be asked to stop, from any thread."""

    def __init__(self, notice: Notice) -> None:
        """`notice` is given the source's name and each line of progress that its crawl prints."""
        self.notice = notice
        self.is_stopping = False
        self.processes: set[subprocess.Popen[bytes]] = set()
        self.lock = Lock()

    def crawl(self, job: Path, source: Source) -> int:
        """Run a crawl to its end; its exit status. It ends when it is asked to, when we are gone, or its time is up."""
        command = [sys.executable, "-m", "flows.crawl", str(job)]
        with self.lock:
            if self.is_stopping:
                return INTERRUPTED
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            self.processes.add(process)
        watch = Timer(source.job.limits.seconds + GRACE_SECONDS, process.kill)
        watch.daemon = True
        watch.start()
        try:
            for line in process.stdout or ():
                self.notice(source.name, line)
            return process.wait()
        finally:
            watch.cancel()
            end(process)
            self.processes.discard(process)

    def stop(self) -> None:
        """Ask every crawl to end, and begin no other."""
        with self.lock:
            self.is_stopping = True
            for process in tuple(self.processes):
                process.terminate()
                # It would wait for what it is loading; the journal bears any end.
                late = Timer(STOP_SECONDS, process.kill)
                late.daemon = True
                late.start()


def end(process: "subprocess.Popen[bytes]") -> None:
    """Make sure that a process is gone, and its pipes with it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def harvest_source(source: Source, home: Home, running: Running, now: str) -> Yield:
    """Crawl a source, or go on with the crawl that was stopped; one at a time.

    Raises BusyError, StoreError, BlobError and JobError.
    """
    place = home.out / FOLDER / source.name
    place.mkdir(parents=True, exist_ok=True)
    with hold(place):
        settle_others(source, place, home, now)
        job = place / JOB
        wanted = replace(source.job, known=tuple(known(home.store, source.name)))
        if not is_begun(job, source.job):
            prepare(job, wanted, place, now)
        status = running.crawl(job, source)
        done = settle(source, job, home, now)
        if status in {FINISHED, crawl.CRAWL_FAILED}:
            close(source, place, home, done, now)
        return done


def settle_others(source: Source, place: Path, home: Home, now: str) -> None:
    """Take in what a crawl under other settings left, and drop it: its answers are facts, its plan is void."""
    job = place / JOB
    if job.exists() and not is_begun(job, source.job):
        if (job / "name").exists():
            close(source, place, home, settle(source, job, home, now), now)
        else:
            drop(job)


def is_begun(job: Path, wanted: Job) -> bool:
    """Whether a stopped crawl of the same settings lies here."""
    try:
        return replace(read_job(job), known=()) == wanted and (job / "name").exists()
    except crawl.JobError:
        return False


def prepare(job: Path, wanted: Job, place: Path, now: str) -> None:
    """Lay out a new crawl; `name` comes last, and makes it whole."""
    write_job(job, wanted)
    with suppress(FileNotFoundError):
        shutil.copyfile(place / MEMORY, job / MEMORY_BEFORE)
    (job / "name").write_text(f"{wanted.source} {now} {token_hex(4)}", encoding="utf-8")


def known(store: Store, source: str) -> Iterator[Known]:
    """What earlier harvests of a source know of its files."""
    for origin in latest_bodies(store, source):
        fetch = origin.fetch
        if not fetch.member:
            yield Known(fetch.url, fetch.etag, fetch.last_modified, fetch.sha256, fetch.article_url)


def settle(source: Source, job: Path, home: Home, now: str) -> Yield:
    """Take the journal into the record and the files into the inbox, as far as the crawl came."""
    harvest = open_harvest(home.store, source.name, (job / "name").read_text(encoding="utf-8"), now)
    take_in(harvest, job, home)
    deliver(source.name, home)
    return told(source, tuple(read_journal(job)), home)


def take_in(harvest: Harvest, job: Path, home: Home) -> None:
    """The lines that the record does not have yet, file before line: the record never names bytes that are not kept."""
    records, line = read_journal(job, harvest.ingested), harvest.ingested
    while chunk := tuple(islice(records, CHUNK)):
        fetches = [record for record in chunk if isinstance(record, crawl.Fetch)]
        for fetch in fetches:
            if fetch.sha256 and (body := job / crawl.FILES / fetch.sha256).exists():
                home.blobs.keep(fetch.sha256, body)
        line += len(chunk)
        ingest(home.store, harvest, map(as_kept, fetches), line)


def as_kept(fetch: crawl.Fetch) -> Fetch:
    """A record of the crawl as the record keeps it."""
    values = {name: getattr(fetch, name) for name in COLUMNS if name != "headers"}
    return Fetch(**values, headers=orjson.dumps(fetch.headers or {}).decode())


def deliver(source: str, home: Home) -> None:
    """Put the PDFs that stand on the site into the inbox, with where they came from; replaced ones leave it.

    What was withdrawn from the site stays.
    """
    standing = [one for one in latest_bodies(home.store, source) if one.fetch.media == "pdf"]
    by_bytes: dict[str, list[Origin]] = {}
    for one in standing:
        by_bytes.setdefault(one.fetch.sha256, []).append(one)
    for sha256, same in by_bytes.items():
        place = inbox_place(home.inbox, source, sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_sidecar(place, sidecar(source, same))
        if not place.exists():
            home.blobs.fetch(sha256, place)
    for old in {one.replaces for one in standing if one.replaces} - by_bytes.keys():
        place = inbox_place(home.inbox, source, old)
        place.unlink(missing_ok=True)
        beside(place).unlink(missing_ok=True)


def inbox_place(inbox: Path, source: str, sha256: str) -> Path:
    """Where a harvested file lies: its name is made of its bytes, never of what a site calls it."""
    return inbox / source / f"{sha256[:SHORT]}.pdf"


def sidecar(source: str, same: list[Origin]) -> Sidecar:
    """What is told of a file: its first address leads, the others are named."""
    first = min(same, key=lambda one: (one.fetch.fetched_at, one.fetch.url, one.fetch.member))
    fetch = first.fetch
    others = tuple(sorted({one.fetch.url for one in same} - {fetch.url}))
    replaces = next((one.replaces for one in same if one.replaces), "")
    return Sidecar(fetch.url, fetch.article_url, fetch.article_title or fetch.name, fetch.published, fetch.publisher,
                   source, replaces, others)  # fmt: skip


def told(source: Source, records: tuple[Record, ...], home: Home) -> Yield:
    """The crawl in numbers, from its journal."""
    fetches = [one for one in records if isinstance(one, crawl.Fetch)]
    listings = tuple(one for one in records if isinstance(one, Listing))
    ends = [one for one in records if isinstance(one, End)]
    outcomes = Counter(one.outcome for one in fetches)
    # Articles leave no record of their own, and a crawl that was killed has no end.
    seen = sum(one.transferred for one in fetches) + sum(one.transferred for one in listings)
    tally = Tally(
        requests=sum(one.requests for one in ends) or len(fetches) + len(listings),
        transferred=max(seen, sum(one.transferred for one in ends)),
        listings=len(listings),
        matched=sum(one.matched for one in listings),
        files=len({one.fetch.url for one in latest_bodies(home.store, source.name)}),
        fresh=outcomes["new"],
        failures=sum(outcomes[name] for name in FAILURES) + sum(one.outcome in FAILURES for one in listings),
    )
    end = ends[-1] if ends else End("interrupted", "采集进程中途停止，再运行一次即从断点继续")
    answers: tuple[crawl.Fetch | Listing, ...] = (*listings, *fetches)
    lost = next((f"{one.url}：{one.reason}" for one in answers if one.outcome in LOST), "")
    return Yield(source, end.state, end.reason, tally, outcomes, listings, lost)


def close(source: Source, place: Path, home: Home, done: Yield, now: str) -> None:
    """End a crawl in the record and drop its folder; what it knows of pages is kept for the next."""
    job = place / JOB
    harvest = open_harvest(home.store, source.name, (job / "name").read_text(encoding="utf-8"), now)
    ended = replace(harvest, ended=now, state=done.state, reason=done.reason, tally=done.tally)
    close_harvest(home.store, ended)
    with suppress(FileNotFoundError):
        (job / MEMORY).replace(place / MEMORY)
    drop(job)


def drop(job: Path) -> None:
    """Remove a job's folder in one step: half a folder would pass for a crawl to go on with."""
    over = job.with_name(OVER)
    shutil.rmtree(over, ignore_errors=True)
    job.replace(over)
    shutil.rmtree(over, ignore_errors=True)
