"""The journal and the files of a job: what is in them survives a kill at any moment, and is never there twice."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any
from unicodedata import category

import orjson

from flows.crawl.job import FILES, JOURNAL, Fetch, Record, read_record
from flows.crawl.memory import PAGES, Page, page_line, read_pages

# Control and format characters, and halves of characters.
STEERING = frozenset({"Cc", "Cf", "Cs"})
# So many bodies or records may wait for the disk; then the crawl waits too.
WAITING = 64
# A body from this size on does not wait in memory: the crawl waits for the disk instead.
LARGE = 1 << 20
# What is handed over that is no body; a body has its digest for a name.
RECORDS, NOTE = "records", "note"
# Outcomes after which an address is not asked for again in this job; what failed may be tried once more.
SETTLED = frozenset({"new", "same", "unchanged", "withdrawn", "blocked", "refused", "unread", "planned"})


class Journal:
    """Where a crawl writes. done: file addresses that need not be asked for again.

    A thread of its own waits for the disk, and takes together what has gathered meanwhile. What is handed over after a
    body is written after it, so that no record names bytes that are not there.
    """

    def __init__(self, folder: Path) -> None:
        self.files = folder / FILES
        self.files.mkdir(parents=True, exist_ok=True)
        for part in self.files.glob("*.part"):
            part.unlink()
        self.done = frozenset(settled(mended(folder / JOURNAL)))
        pages = read_pages(folder / PAGES)
        self.here = {url: page for url, page in pages.items() if not page.carried}
        mend_line(folder / PAGES)
        self.records = (folder / JOURNAL).open("ab", buffering=0)
        self.pages = (folder / PAGES).open("ab", buffering=0)
        sync_folder(folder)
        self.fault: OSError | None = None
        self.waiting: Queue[tuple[str, bytes] | None] = Queue(WAITING)
        self.thread = Thread(target=self.work, daemon=True)
        self.thread.start()

    def keep(self, digest: str, body: bytes) -> None:
        """Put a body among the files under its SHA-256: whole and on the disk, or not at all."""
        if len(body) < LARGE:
            self.hand((digest, body))
        elif not (self.files / digest).exists():
            self.put(digest, body)
            sync_folder(self.files)

    def write(self, records: Iterable[Record]) -> None:
        """Append records in one go. Raises OSError where an earlier one could not be written."""
        lines = b"".join(orjson.dumps(plainly(asdict(one))) + b"\n" for one in records)
        self.hand((RECORDS, lines))

    def remember(self, page: Page) -> None:
        """Note a page, after all that was written before. It may be lost: the page is then only read again."""
        self.hand((NOTE, page_line(page)))

    def hand(self, given: tuple[str, bytes]) -> None:
        if self.fault is not None:
            raise self.fault
        self.waiting.put(given)

    def work(self) -> None:
        """Bring to the disk what is handed over, until None comes; after a fault only to empty the queue."""
        more = True
        while more:
            gathered = [self.waiting.get()]
            with suppress(Empty):
                while True:
                    gathered.append(self.waiting.get_nowait())
            more = None not in gathered
            try:
                if self.fault is None:
                    self.commit([one for one in gathered if one is not None])
            except OSError as fault:
                self.fault = fault

    def commit(self, gathered: list[tuple[str, bytes]]) -> None:
        bodies = {digest: body for digest, body in gathered if digest not in {RECORDS, NOTE}}
        if [self.put(digest, body) for digest, body in bodies.items() if not (self.files / digest).exists()]:
            sync_folder(self.files)
        lines = b"".join(line for what, line in gathered if what == RECORDS)
        if lines:
            self.records.write(lines)
            os.fsync(self.records.fileno())
        self.pages.write(b"".join(line for what, line in gathered if what == NOTE))

    def put(self, digest: str, body: bytes) -> Path:
        part = self.files / f"{digest}.part"
        with part.open("wb") as stream:
            stream.write(body)
            stream.flush()
            os.fsync(stream.fileno())
        return part.replace(self.files / digest)

    def carry(self, before: dict[str, Page], met: set[str]) -> None:
        """Keep what the crawl before knew of pages that this one did not come to: the next one may."""
        for url, page in before.items():
            if url not in met:
                self.remember(replace(page, carried=True))

    def close(self) -> None:
        """Wait until all is on the disk. Raises OSError where it is not."""
        self.waiting.put(None)
        self.thread.join()
        self.records.close()
        self.pages.close()
        if self.fault is not None:
            raise self.fault


def plainly(record: dict[str, Any]) -> dict[str, Any]:
    """A record whose words show what they say, wherever they are printed; addresses stay as they are."""
    return {name: plain(value) if isinstance(value, str) and "url" not in name else value
            for name, value in record.items()}  # fmt: skip


def plain(text: str) -> str:
    """Text without what steers a terminal or turns the direction of writing."""
    if text.isprintable():
        return text
    return "".join(" " if char.isspace() else char for char in text if char.isspace() or category(char) not in STEERING)


def settled(records: Iterable[Record]) -> Iterable[str]:
    return (r.url for r in records if isinstance(r, Fetch) and r.what == "file" and r.outcome in SETTLED)


def mended(journal: Path) -> list[Record]:
    """The records of a journal, after cutting off what a kill left half done.

    That is a torn line, and members of an archive whose own record, which comes last, is missing.
    """
    if not journal.exists():
        return []
    records: list[Record] = []
    good = whole = 0
    with journal.open("rb+") as stream:
        for line in stream:
            if not line.endswith(b"\n"):
                break
            records.append(read_record(line))
            good += len(line)
            last = records[-1]
            if not (isinstance(last, Fetch) and last.member):
                whole, kept = good, len(records)
        stream.truncate(whole)
    return records[:kept] if whole else []


def mend_line(file: Path) -> None:
    """End a torn last line, so that what is appended starts on one of its own."""
    if not file.exists() or not file.stat().st_size:
        return
    with file.open("rb+") as stream:
        stream.seek(-1, os.SEEK_END)
        if stream.read(1) != b"\n":
            stream.write(b"\n")


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
