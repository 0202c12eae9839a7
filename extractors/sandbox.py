"""The reader of untrusted PDFs: each document in a limited process of its own, many at a time.

`Reader()` forks from this process, which must be single-threaded: the way for a command on a few files.
`Reader(is_served=True)` forks from a small server process (extractors/server.py): the way beside threads.
Nothing but this project's own JSON comes back from a worker.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from extractors.codec import from_json
from extractors.lexicon import Spellings
from extractors.model import Kind, Place, Report, Unread
from extractors.server import Served
from extractors.worker import Crew, Limits, Outcome, Task, load

MOST_THREADS = 4
READ = "extractors.report:report_json"


class Answer(NamedTuple):
    """What came of a task: `failure` is None, or why there is no data."""

    task: Task
    data: bytes
    failure: Unread | None


@dataclass(frozen=True, slots=True)
class Request:
    """A document to read: its name in the output, where its bytes are, and how to read them.

    ocr: auto|never|always; threads: of the recogniser, should a page need it.
    """

    document: str
    source: Path | bytes
    reader: str = "pdfium"
    password: str | None = None
    ocr: str = "auto"
    threads: int = 2
    lexicon: Spellings = field(default_factory=dict)


class Reading(NamedTuple):
    """A document that was read; where its worker failed, `is_failed` and the report holds nothing but the Unread."""

    report: Report
    is_failed: bool


class Reader:
    """Runs tasks on untrusted documents; use it as a context manager, so that no worker outlives it.

    `modules` ("module" or "module:function to call") are loaded before many workers are forked, once for all of them.
    `notice` is called with a document's name at each sign of life of work on it that takes long.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        modules: tuple[str, ...] = ("extractors.report",),
        is_served: bool = False,
        notice: Callable[[str], None] = lambda _: None,
    ) -> None:
        chosen = limits or Limits()
        self.modules = () if is_served else modules
        self.under_way: dict[int, Task] = {}
        self.notice = notice
        self.crew: Crew | Served = Served(chosen, modules, self.hear) if is_served else Crew(chosen, self.hear)

    def hear(self, key: int) -> None:
        """Pass on a sign of life."""
        if key in self.under_way:
            self.notice(self.under_way[key].document)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.crew.close()

    def run(self, tasks: Iterable[Task], jobs: int = 0) -> Iterator[Answer]:
        """Do the tasks, `jobs` at a time (0 = one a core); answers come in the order of completion."""
        waiting = iter(tasks)
        under_way = self.under_way
        started = 0
        while True:
            while len(under_way) < (jobs or cores()) and (task := next(waiting, None)) is not None:
                self.preload(started)
                started += 1
                under_way[started] = task
                self.crew.add(started, task)
            if not under_way:
                return
            for key, outcome in self.crew.wait():
                yield answered(under_way.pop(key), outcome)

    def preload(self, started: int) -> None:
        """Load the modules for the second and later workers; a lone one loads them itself, beside this process."""
        if started == 1:
            load(self.modules)

    def read_many(self, requests: Iterable[Request], jobs: int = 0) -> Iterator[Reading]:
        """Read documents; readings come in the order of completion."""
        wanted = tuple(requests)
        threads = shared_threads(len(wanted), jobs)
        for answer in self.run([reading_task(replace(request, threads=threads)) for request in wanted], jobs):
            yield reading(answer)

    def read(self, request: Request) -> Reading:
        """Read one document."""
        return next(self.read_many([request], 1))


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def reading_task(request: Request) -> Task:
    return Task(request.document, request.source, READ, manner(request))


def manner(request: Request) -> dict[str, Any]:
    """How a document is to be read, as a worker's arguments."""
    return {
        "reader": request.reader,
        "password": request.password,
        "ocr": request.ocr,
        "threads": request.threads,
        "lexicon": request.lexicon,
    }


def shared_threads(documents: int, jobs: int) -> int:
    """Threads of each recogniser, where so many documents are read `jobs` at a time (0 = one a core)."""
    at_once = max(1, min(documents, jobs or cores()))
    return max(1, min(MOST_THREADS, cores() // at_once))


def answered(task: Task, outcome: Outcome) -> Answer:
    failure = Unread(Place(0), outcome.why, outcome.remedy, "document") if outcome.why else None
    return Answer(task, outcome.data, failure)


def reading(answer: Answer) -> Reading:
    """The report that a worker gave, or the one that says why there is none."""
    if answer.failure is None:
        try:
            return Reading(from_json(answer.data), False)
        except ValueError as error:
            failure = Unread(Place(0), f"读取结果不完整：{error}", "再运行一次；若重复出现请告知开发者", "document")
            return Reading(unread_report(answer.task, failure), True)
    return Reading(unread_report(answer.task, answer.failure), True)


def unread_report(task: Task, failure: Unread) -> Report:
    """The report of a document that no worker could read: nothing but why."""
    return Report(task.document, digest(task.source), 0, Kind.OTHER, unread=(failure,))


def digest(source: Path | bytes) -> str:
    """SHA-256 of a document, "" where its file cannot be read."""
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    try:
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
