"""The steps of a run, each from value to value, in the order in which they are taken; with or without Prefect."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import orjson

from extractors.codec import to_json
from extractors.model import Kind, Place, Report, Unread
from extractors.sandbox import Reader, Request
from flows.across import REPORTS, compare
from flows.config import password_of
from flows.gate import Gate, examine, row_count
from flows.inbox import Inbox, Source
from flows.judge import judge, judge_many, modules
from flows.notes import idle_rules
from flows.options import Options, options_for, queue_options
from flows.progress import Progress
from flows.shelf import Shelf, open_shelf
from flows.stamp import code_stamp
from flows.summary import facts, page
from flows.tally import Tally, tally
from review.csvio import open_atomic
from review.ledger import write_ledger
from review.queue import FILE as QUEUE
from review.queue import QueueResult, update, write_queue
from review.store import Run, Store, run_fingerprint, start_run

NOTES = "run.json"
BEFORE = ".work/before.json"
SUMMARY = "summary.html"


@dataclass(frozen=True, slots=True)
class Work:
    """A run under way: what it was asked, what there is to do, where it is kept; rows by file of the run before."""

    options: Options
    inbox: Inbox
    store: Store
    run: Run
    shelf: Shelf
    before: Mapping[str, int] = field(default_factory=dict)

    @property
    def out(self) -> Path:
        return self.options.out


@dataclass(frozen=True, slots=True)
class Finished:
    """A run at its end. `unreadable`: documents that the user named and that could not be read."""

    tally: Tally
    queue: QueueResult
    gate: Gate
    unreadable: tuple[str, ...]


def begin(options: Options, inbox: Inbox, store: Store, now: str) -> Work:
    """Start a run, or go on with a stopped one: it keeps its time, and what it has judged. Raises OSError."""
    run = start_run(store, run_fingerprint(fingerprint(options)), options.as_of or now)
    shelf = open_shelf(options.out, inbox.sources, options)
    kept = options.out / BEFORE
    if not run.is_resumed or not kept.exists():
        write_text(kept, orjson.dumps(rows_before(options.out)).decode())
    return Work(options, inbox, store, run, shelf, orjson.loads(kept.read_bytes()))


def fingerprint(options: Options) -> dict[str, object]:
    """What makes two runs the same: the code, and every option that changes a byte of the output."""
    return {
        "code": code_stamp(),
        "options": repr(replace(options, jobs=0, use_prefect=True, out=Path(), passwords={}, fail_on="")),
        "passwords": sorted(options.passwords),
    }


def rows_before(out: Path) -> dict[str, int]:
    """Rows of forms by SHA-256, as the last run that was finished left them; {} where there is none."""
    try:
        found = orjson.loads((out / NOTES).read_bytes())["rows"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {str(sha256): int(rows) for sha256, rows in found.items()}


def judge_all(work: Work) -> int:
    """Read and judge every document that is not on the shelf yet; how many that were. Raises OSError."""
    progress = Progress(len(work.inbox.sources), sys.stderr, work.options.lang)
    waiting: dict[str, Source] = {}
    for source in work.inbox.sources:
        kept = work.shelf.take(source)
        if kept is not None:
            progress.step(kept.report.pages, is_fresh=False)
        elif source.problem:
            work.shelf.put(source, judge(unopened(source), options_for(work.options, source.about)))
            progress.step(0)
        else:
            waiting[source.document] = source
    with Reader(modules=modules(work.options), is_served=True, notice=progress.recognise) as reader:
        known = {name: source.about for name, source in waiting.items()}
        for judged in judge_many(requests(work, waiting.values()), work.options, reader, known):
            work.shelf.put(waiting[judged.report.document], judged)
            progress.step(judged.report.pages)
    progress.clear()
    return len(waiting)


def requests(work: Work, sources: Iterable[Source]) -> Iterator[Request]:
    for source in sources:
        own = options_for(work.options, source.about)
        password = password_of(own, source.path)
        yield Request(source.document, source.path, own.reader, password, own.ocr, lexicon=own.lexicon)


def unopened(source: Source) -> Report:
    """The report of a file whose bytes could not be had."""
    failure = Unread(Place(0), source.problem, "核对文件是否存在、是否有读取权限，然后再运行一次", "document")
    return Report(source.document, source.key, 0, Kind.OTHER, unread=(failure,))


def compare_all(work: Work) -> None:
    """Hold the documents against each other and against those of earlier runs. Raises OSError and StoreError."""
    compare(work.options, work.shelf, work.store, work.run)


def record(work: Work) -> QueueResult:
    """Merge what was judged into the store, then write the queue, the ledgers and the reports. Raises StoreError."""
    queue = update(work.store, work.run, work.shelf, queue_options(work.options))
    write_ledger(work.shelf, work.out, work.options.lang)
    for judged in work.shelf:
        write_text(work.out / REPORTS / f"{judged.report.sha256[:16]}.json", to_json(judged.report).decode() + "\n")
    write_queue(queue.rows, work.out / QUEUE)
    return queue


def hold(work: Work, queue: QueueResult) -> Gate:
    """Hold the run's data set against the gate."""
    return examine(work.shelf, queue.rows, work.before)


def publish(work: Work, queue: QueueResult, gate: Gate) -> Finished:
    """Write the summary, and the notes that the next run compares itself with. Raises StoreError."""
    counted = tally(work.shelf, work.options.lang)
    ran = {line.code for line in counted.checks}
    queue = replace(queue, unused=tuple(idle_rules(queue.unused, ran)))
    rows = {judged.report.sha256: row_count(judged.report) for judged in work.shelf}
    told = facts(work.options, work.inbox, work.run.as_of)
    write_text(work.out / SUMMARY, page(told, counted, queue, gate))
    notes = {"as_of": work.run.as_of, "version": told.version, "gate": gate.is_passed, "rows": rows}
    write_text(work.out / NOTES, orjson.dumps(notes, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode() + "\n")
    named = {source.document for source in work.inbox.sources if source.is_named}
    lost = tuple(line.document for line in counted.documents if line.problem and line.document in named)
    return Finished(counted, queue, gate, lost)


def write_text(path: Path, text: str) -> None:
    """Write a whole file, or leave it as it was. Raises StoreError."""
    with open_atomic(path) as file:
        file.write(text)
