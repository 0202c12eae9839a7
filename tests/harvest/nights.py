"""A site, an office that watches it, and what a night of harvesting leaves."""

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from bench.corpus.printing import print_document
from bench.corpus.river import river_department
from flows.blobs import open_blobs
from flows.crawl.job import Job, Limits
from flows.crawls import Home, Running, Yield, harvest_source
from flows.sources import Source
from review.store import open_store
from tests.site.server import Site

ROOT = Path(__file__).resolve().parents[2]
QUICK = Limits(file_bytes=4 << 20, request_seconds=20, seconds=100)


def environment(**more: str) -> dict[str, str]:
    """What a process of ours is started with."""
    return os.environ | {"PYTHONPATH": str(ROOT)} | more


def source(site: Site, name: str, *starts: str, **given: Any) -> Source:
    """A source over listings of the site, in a hurry."""
    job = Job(name, tuple(map(site.url, starts)), rate=0.0, private=True, limits=QUICK, contact="audit@example.org")
    return Source(name, replace(job, **given))


@contextmanager
def office(folder: Path) -> Iterator[Home]:
    """The place of one office: record, inbox and blobs in a folder."""
    store = open_store(folder / "out")
    try:
        yield Home(folder / "out", folder / "inbox", store, open_blobs(str(folder / "blobs")))
    finally:
        store.close()


def night(home: Home, one: Source, day: int) -> Yield:
    """One harvest of a source."""
    return harvest_source(one, home, Running(lambda *_: None), f"2026-01-{day:02}T00:00:00Z")


def inbox_of(home: Home, name: str) -> dict[str, dict[str, Any]]:
    """The sidecars of a source's files, by the beginning of their hash; every file has one."""
    folder = home.inbox / name
    found = {path.stem: orjson.loads(path.read_bytes()) for path in folder.glob("*.json")}
    assert sorted(found) == sorted(path.stem for path in folder.glob("*.pdf"))
    assert sorted(path.suffix for path in folder.iterdir()) == sorted([".json", ".pdf"] * len(found))
    return found


def write_sources(folder: Path, site: Site, *starts: tuple[str, str], more: str = "") -> None:
    """sources.toml of (name, listing) pairs."""
    head = f'contact = "audit@example.org"\n{more}\n'
    entries = (
        f'[[source]]\nname = "{name}"\nstart = ["{site.url(path)}"]\nrate = 0\nprivate = true\n'
        for name, path in starts
    )
    (folder / "sources.toml").write_text(head + "\n".join(entries), encoding="utf-8")


def gouji(folder: Path, *arguments: str, timeout: float = 120) -> "subprocess.CompletedProcess[str]":
    """Run the command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments], cwd=folder, env=environment(), capture_output=True,
        text=True, encoding="utf-8", timeout=timeout, check=False,
    )  # fmt: skip


def queue(folder: Path) -> list[dict[str, str]]:
    """The rows of the review queue."""
    with (folder / "data/out/review_queue.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def report(was: str = "", now: str = "") -> bytes:
    """The department's report, whose figures do not hang together; one figure may read otherwise in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        document = river_department()
        print_document(reworded(document, was, now) if was else document, "fpdf2", path)
        return path.read_bytes()


def reworded(part: Any, was: str, now: str) -> Any:
    """A document in which every cell that reads `was` reads `now`."""
    if isinstance(part, tuple):
        return tuple(reworded(one, was, now) for one in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{f.name: reworded(getattr(part, f.name), was, now) for f in fields(part)})
    return now if part == was else part
