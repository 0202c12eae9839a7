"""Running a crawl as the harvest does: a job folder, a process, a journal."""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from flows.crawl.job import End, Fetch, Job, Known, Limits, Listing, read_journal, write_job
from tests.site.server import Site

QUICK = Limits(file_bytes=4 << 20, request_seconds=20, seconds=100, archive_bytes=16 << 20, archive_members=50)
# Where Python is told to keep no bytecode every crawl would compile Scrapy anew, which takes longer than the crawl.
QUICK_START = os.environ | {
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONPYCACHEPREFIX": tempfile.mkdtemp(prefix="gouji-crawl-"),
}


@dataclass(frozen=True, slots=True)
class Crawl:
    """A crawl that has run. asked, sent: requests and bytes by path, of this crawl."""

    folder: Path
    status: int
    site: Site
    asked: Counter[str]
    sent: Counter[str]

    @property
    def fetches(self) -> list[Fetch]:
        return [one for one in read_journal(self.folder) if isinstance(one, Fetch)]

    @property
    def listings(self) -> list[Listing]:
        return [one for one in read_journal(self.folder) if isinstance(one, Listing)]

    @property
    def end(self) -> End:
        last = list(read_journal(self.folder))[-1]
        assert isinstance(last, End)
        return last

    def of(self, path: str) -> Fetch:
        """The one record of an address, not of a member."""
        (found,) = (one for one in self.fetches if one.url == self.site.url(path) and not one.member)
        return found

    def outcomes(self) -> dict[str, str]:
        """Outcome by path, members after a sign."""
        root = self.site.root
        return {
            one.url.removeprefix(root) + ("!" + one.member if one.member else ""): one.outcome for one in self.fetches
        }


def command(folder: Path) -> list[str]:
    return [sys.executable, "-m", "flows.crawl", str(folder)]


def run_crawl(folder: Path, site: Site) -> Crawl:
    site.forget()
    done = subprocess.run(command(folder), stdout=subprocess.DEVNULL, timeout=120, check=False, env=QUICK_START)
    return Crawl(folder, done.returncode, site, Counter(site.asked), Counter(site.sent))


def job(site: Site, *starts: str, **given: object) -> Job:
    """A job over listings of the site, in a hurry."""
    plain = Job("demo", tuple(map(site.url, starts)), rate=0.0, private=True, limits=QUICK, contact="audit@example.org")
    return replace(plain, **given)  # type: ignore[arg-type]


def crawled(folder: Path, site: Site, wanted: Job) -> Crawl:
    write_job(folder, wanted)
    return run_crawl(folder, site)


def crawled_again(folder: Path, before: Crawl, wanted: Job) -> Crawl:
    """The next night: what the record knows, and the pages of the last crawl."""
    known = tuple(
        Known(one.url, one.etag, one.last_modified, one.sha256, one.article_url)
        for one in before.fetches
        if one.sha256 and not one.member
    )
    write_job(folder, replace(wanted, known=known))
    (folder / "before.jsonl").write_bytes((before.folder / "pages.jsonl").read_bytes())
    return run_crawl(folder, before.site)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as running:
        yield running
