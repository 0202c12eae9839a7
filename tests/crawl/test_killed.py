"""A crawl that is killed at any moment goes on where it was: nothing is lost, nothing is there twice."""

import random
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

from flows.crawl.job import write_job
from tests.crawl.conftest import QUICK_START, Crawl, command, crawled, job, run_crawl
from tests.site.bodies import archive, pdf
from tests.site.looks import Attachment, Post, trs
from tests.site.server import Site

COUNT, KILLS = 40, 4


def posts() -> list[Post]:
    """Forty articles with a report each, every fifth in an archive of three."""
    found = []
    for number in range(COUNT):
        body, media = pdf(f"report{number}", 20_000), "application/pdf"
        if number % 5 == 0:
            body, media = archive({f"{part}.pdf": pdf(f"part{number}.{part}") for part in range(3)}), "application/zip"
        found.append(
            Post(
                f"{number}号项目支出绩效自评报告", "2024-03-15", "青禾县财政局", (Attachment("自评.pdf", body, media),)
            )
        )
    return found


def facts(crawl: Crawl) -> Counter[tuple[str, str, str, str]]:
    root = crawl.site.root
    return Counter((one.url.removeprefix(root), one.member, one.outcome, one.sha256) for one in crawl.fetches)


def killed(folder: Path, seconds: float, how: signal.Signals) -> int:
    before = size(folder)
    with subprocess.Popen(command(folder), stdout=subprocess.DEVNULL, env=QUICK_START) as process:
        waited = time.monotonic() + 60
        # Its first record tells that it runs; how long Python takes to start is not the point.
        while size(folder) <= before and process.poll() is None and time.monotonic() < waited:
            time.sleep(0.02)
        time.sleep(seconds)
        process.send_signal(how)
        return process.wait(60)


def size(folder: Path) -> int:
    journal = folder / "journal.jsonl"
    return journal.stat().st_size if journal.exists() else 0


def test_killed_at_random_moments_it_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    draw = random.Random(20240315)
    with Site() as site:
        start = trs(site, "/trs", posts())
        wanted = job(site, start, rate=0.02)
        whole = crawled(tmp_path / "whole", site, job(site, start))
        folder = tmp_path / "killed"
        write_job(folder, wanted)
        for _ in range(KILLS):
            killed(folder, draw.uniform(0.0, 0.5), signal.SIGKILL)
        # What a kill in the middle of a write would leave.
        with (folder / "journal.jsonl").open("ab") as journal:
            journal.write(b'{"kind":"fetch","url":"http')
        again = run_crawl(folder, site)
        files = {path.name for path in (folder / "files").iterdir()}
    assert (again.status, again.end.state) == (0, "finished")
    assert facts(again) == facts(whole)
    assert set(facts(again).values()) == {1}
    assert files == {path.name for path in (whole.folder / "files").iterdir()}
    assert sum(again.asked[path] for path in again.asked if path.endswith("0.pdf")) < COUNT


def test_told_to_stop_it_says_interrupted_and_goes_on_later(tmp_path: Path) -> None:
    with Site() as site:
        write_job(tmp_path, job(site, trs(site, "/trs", posts()), rate=0.1))
        assert killed(tmp_path, 0.5, signal.SIGTERM) == 4
        stopped = Crawl(tmp_path, 4, site, Counter(), Counter()).end
        write_job(tmp_path, job(site, "/trs/index.html"))
        again = run_crawl(tmp_path, site)
    assert stopped.state == "interrupted"
    assert (again.status, len({one.url for one in again.fetches})) == (0, COUNT)
    assert set(facts(again).values()) == {1}
