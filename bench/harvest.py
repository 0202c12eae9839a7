"""How fast a site is harvested, what that costs in memory, and how little a second harvest asks for.

All against a site in this process, without delay: in real life politeness decides, at a request a second by default.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench.speed import PEAK
from flows.blobs import open_blobs
from flows.crawl.job import End, Fetch, Job, Known, Limits, read_journal, write_job
from flows.crawls import Home, Running, harvest_source
from flows.sources import Source
from review.store import open_store
from tests.site.bodies import pdf
from tests.site.habits import TITLE, article, listing
from tests.site.server import PDF, Reply, Site

FILES, PER_ARTICLE, PER_LISTING = 2_000, 4, 50
SIZE = 20_000
LINKS, PER_PAGE = 10_000, 500
SCRAPY = re.compile(r"'(elapsed_time_seconds|response_received_count)': ([\d.]+)")


def table() -> str:
    """The section of RESULTS.md."""
    with tempfile.TemporaryDirectory(prefix="gouji-harvest-") as name, Site() as site:
        folder = Path(name)
        start, links = build(site), many_links(site)
        rates = [scrapy_bench()]
        first, memory = crawl(folder / "first", job(site, start))
        rates.append(scrapy_bench())
        second, _ = crawl(folder / "second", job(site, start), folder / "first")
        planned, _ = crawl(folder / "links", job(site, links, dry=True))
        whole = with_record(folder / "office", site, start)
    files, ours, theirs = FILES / first.seconds, first.requests / first.seconds, statistics.mean(rates)
    cheaper = first.transferred / max(1, second.transferred)
    lines = (
        ("files a second, crawl of one source", f"{files:.0f}", ">= 50"),
        ("requests a second against pages a second of `scrapy bench`, before and after",
         f"{ours:.0f} against {theirs:.0f}: {ours / theirs:.2f}", ">= 0.5"),
        ("peak memory of that crawl", f"{memory:.0f} MB", "< 400 MB"),
        (f"seconds for {LINKS:,} links of listings, each twice, nothing fetched", f"{planned.seconds:.1f}", "< 10"),
        ("bytes of bodies of the first harvest against those of the second, nothing changed",
         f"{first.transferred:,} against {second.transferred:,}: {cheaper:.0f}x", ">= 20x"),
        ("seconds of the first harvest with record, blobs and inbox", f"{whole:.0f}", ""),
    )  # fmt: skip
    rows = "".join(f"| {what} | {measured} | {goal} |\n" for what, measured, goal in lines)
    size = first.transferred // FILES // 1000
    told = f"A site in the same process, {FILES:,} files of {size} kB, {PER_ARTICLE} to an article, no delay."
    polite = "A real site is asked once a second by default, so that politeness decides, not speed."
    return f"{told}\n{polite}\n\n| what | measured | goal |\n|---|---|---|\n{rows}"


def build(site: Site) -> str:
    """Articles with their files, in listings of many pages; the first page's path."""
    articles = FILES // PER_ARTICLE
    for number in range(articles):
        files = [f"/files/{number}-{part}.pdf" for part in range(PER_ARTICLE)]
        for path in files:
            site.put(path, Reply(pdf(path, SIZE), PDF, validator="both"))
        article(site, f"/articles/{number}.html", *((path, "自评报告.pdf") for path in files))
    pages = range(0, articles, PER_LISTING)
    for page in pages:
        after = f'<a href="/list/{page + PER_LISTING}.html">下一页</a>' if page + PER_LISTING < articles else ""
        shown = range(page, min(page + PER_LISTING, articles))
        listing(site, f"/list/{page}.html", {f"/articles/{n}.html": f"{TITLE}{n}" for n in shown}, after)
    return "/list/0.html"


def many_links(site: Site) -> str:
    """Listings whose every second page repeats the one before; the first page's path."""
    count = LINKS // PER_PAGE
    for page in range(count):
        first = page // 2 * PER_PAGE
        after = f'<a href="/links/{page + 1}.html">下一页</a>' if page + 1 < count else ""
        found = {f"/planned/{n}.pdf": f"{TITLE}{n}" for n in range(first, first + PER_PAGE)}
        # A page without anything new would be taken for the end.
        found |= {f"/page/{page}.html": "本页说明"}
        listing(site, f"/links/{page}.html", found, after)
    return "/links/0.html"


def job(site: Site, start: str, dry: bool = False) -> Job:
    return Job(
        "bench", (site.url(start),), rate=0.0, private=True, contact="bench@example.org", dry=dry, limits=Limits()
    )


def crawl(folder: Path, wanted: Job, before: Path | None = None) -> tuple[End, float]:
    """Crawl, with what an earlier crawl has left; how it ended, and the peak memory in MB."""
    known = known_from(before) if before else ()
    write_job(folder, replace(wanted, known=known))
    if before:
        (folder / "before.jsonl").write_bytes((before / "pages.jsonl").read_bytes())
    command = [sys.executable, "-c", PEAK, sys.executable, "-m", "flows.crawl", str(folder)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True)
    (end,) = (one for one in read_journal(folder) if isinstance(one, End))
    return end, int(done.stdout) / 1024


def known_from(folder: Path) -> tuple[Known, ...]:
    fetches = (one for one in read_journal(folder) if isinstance(one, Fetch))
    return tuple(Known(one.url, one.etag, one.last_modified, one.sha256, one.article_url) for one in fetches)


def scrapy_bench() -> float:
    """Pages a second of Scrapy's own benchmark."""
    command = [sys.executable, "-m", "scrapy", "bench"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = dict(SCRAPY.findall(done.stderr))
    return float(found["response_received_count"]) / float(found["elapsed_time_seconds"])


def with_record(folder: Path, site: Site, start: str) -> float:
    """Seconds of a harvest as a night does it."""
    store = open_store(folder)
    try:
        home = Home(folder, folder / "inbox", store, open_blobs(str(folder / "blobs")))
        begun = time.perf_counter()
        harvest_source(Source("bench", job(site, start)), home, Running(lambda *_: None), "2026-01-01T00:00:00Z")
        return time.perf_counter() - begun
    finally:
        store.close()
