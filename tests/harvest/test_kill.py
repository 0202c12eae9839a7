"""A harvest that is killed at any moment and started again: nothing is lost, nothing is there twice."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import select

from review.schema import FETCHES, HARVESTS
from review.store import open_store
from tests.harvest.nights import environment, queue, report, write_sources
from tests.site.bodies import archive, pdf
from tests.site.looks import Attachment, Post, boda, trs
from tests.site.server import Site

COUNT, KILLS = 12, 10
# What the clock decides, and what an undisturbed run has of its own.
TIMES = {"first_seen", "last_seen"}


def build(site: Site) -> None:
    """A site of two builders: blank files, one report that does not hang together, an archive."""
    files = [Attachment(f"{number}.pdf", pdf(f"report {number}", 20_000)) for number in range(COUNT)]
    files[3] = Attachment("3.pdf", report())
    files[5] = Attachment(
        "5.zip", archive({f"{part}.pdf": pdf(f"part {part}") for part in range(4)}), "application/zip"
    )
    found = [
        Post(f"青禾县{number}局2023年度部门整体支出绩效自评报告", "2024-03-15", "青禾县财政局", (file,))
        for number, file in enumerate(files)
    ]
    trs(site, "/trs", found[: COUNT // 2])
    boda(site, "/boda", found[COUNT // 2 :])


def command(folder: Path) -> "subprocess.Popen[bytes]":
    """The harvest in a session of its own, so that all of it can be killed at one blow."""
    given = [sys.executable, "-m", "flows.cli", "harvest", "--no-prefect"]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(given, cwd=folder, env=environment(), stdout=log, stderr=log, start_new_session=True)


def whole(folder: Path) -> float:
    """Harvest undisturbed; how many seconds that took."""
    begun = time.monotonic()
    with command(folder) as process:
        assert process.wait(240) == 0, (folder / "log").read_text(encoding="utf-8")
    return time.monotonic() - begun


def killed(folder: Path, seconds: float, is_alone: bool) -> bool:
    """Harvest, and kill the whole group, or the parent alone, after so many seconds; whether it had ended before."""
    with command(folder) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            (os.kill if is_alone else os.killpg)(process.pid, signal.SIGKILL)
            process.wait()
            return False
        return True


def crawls(folder: Path) -> list[str]:
    """Crawls under a folder that still live."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = place.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if "flows.crawl" in line and str(folder) in line:
            found.append(line)
    return found


def is_orphaned(folder: Path) -> bool:
    """Whether a crawl outlives its parent by more than a moment."""
    until = time.monotonic() + 20
    while crawls(folder) and time.monotonic() < until:
        time.sleep(0.05)
    return bool(crawls(folder))


def recorded(folder: Path) -> list[tuple[Any, ...]]:
    """What the record has of every address; more than one row for one would show."""
    names = ("source", "url", "member", "outcome", "sha256", "article_title", "published", "is_latest")
    with closing(open_store(folder / "data/out")) as store, store.reading() as connection:
        return sorted(tuple(row) for row in connection.execute(select(*(FETCHES.c[name] for name in names))))


def running(folder: Path) -> list[str]:
    """Harvests that the record takes for being under way."""
    with closing(open_store(folder / "data/out")) as store, store.reading() as connection:
        return [row.job for row in connection.execute(select(HARVESTS).where(HARVESTS.c.state == "running"))]


def inbox(folder: Path) -> dict[str, bytes]:
    place = folder / "data/inbox"
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def rows(folder: Path) -> list[dict[str, str]]:
    return [{name: value for name, value in row.items() if name not in TIMES} for row in queue(folder)]


def test_killed_at_ten_moments_it_ends_as_if_nothing_had_been(tmp_path: Path) -> None:
    draw = random.Random(20240315)
    with Site() as site:
        build(site)
        calm, hurt = tmp_path / "calm", tmp_path / "hurt"
        for folder in (calm, hurt):
            folder.mkdir()
            write_sources(folder, site, ("trs", "/trs/index.html"), ("boda", "/boda/jxgk.htm"))
        lasts = whole(calm)
        ended = 0
        for number in range(KILLS):
            is_alone = number % 3 == 0
            ended += killed(hurt, draw.uniform(0.1, 0.95) * lasts, is_alone)
            assert not is_orphaned(hurt)
        whole(hurt)
    assert ended < KILLS
    assert inbox(hurt) == inbox(calm)
    assert recorded(hurt) == recorded(calm)
    assert running(hurt) == []
    assert rows(hurt) == rows(calm)
    assert {row["state"] for row in rows(hurt)} == {"new"}
    assert not [path for path in (hurt / "data/out/harvest").rglob("*") if path.name.startswith("job")]
