"""What follows the crawls: which files are audited, what the gate counts, and that nothing keeps the digest back."""

from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from extractors.model import Kind, Report
from flows.crawl.job import Job
from flows.crawls import SHORT
from flows.harvest_gate import examine
from flows.nightly import fresh, list_missing
from flows.nightly_facts import Plan
from flows.options import Options
from flows.sidecar import Sidecar, beside, read_sidecar, write_sidecar
from flows.sources import Source, Sources
from flows.troubles import Alert, of_plan
from review.arrange import QueueOptions
from review.fetches import Fetch, Origin
from review.queue import update
from review.record import Judged
from review.store import finish_run, open_store, start_run

PAGE, LATER = "https://x.example/1.html", "https://x.example/2.html"
PLAN = Plan(Options(), Sources(Path("sources.toml")), (Source("czj", Job("czj")),))


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = Path("data/inbox/czj")
    folder.mkdir(parents=True)
    return folder


def lay(folder: Path, body: bytes, page: str, name: str = "") -> Path:
    """A file of the inbox that stands at a page."""
    path = folder / f"{name or sha256(body).hexdigest()[:SHORT]}.pdf"
    path.write_bytes(body)
    write_sidecar(path, Sidecar(article_url=page))
    return path


def judge(file: Path, page: str) -> None:
    with closing(open_store("data/out")) as store:
        run = start_run(store, file.name, "2026-01-01T00:00:00Z")
        seen = Report(f"czj/{file.name}", sha256(file.read_bytes()).hexdigest(), 1, Kind.OTHER)
        update(store, run, [Judged(seen, (), source_url=page)], QueueOptions())
        finish_run(store, run)


def test_what_is_new_or_has_moved_is_audited_and_nothing_else(inbox: Path) -> None:
    judge(lay(inbox, b"%PDF-1 judged", PAGE), PAGE)
    judge(lay(inbox, b"%PDF-1 put there by hand", "", "旧报告"), "")
    moved, new = lay(inbox, b"%PDF-1 moved", LATER), lay(inbox, b"%PDF-1 new", PAGE)
    judge(moved, PAGE)
    assert fresh(PLAN) == tuple(sorted((moved, new)))
    judge(moved, LATER)
    assert fresh(PLAN) == (new,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_sidecar_is_read_as_any_editor_saves_it(inbox: Path, encoding: str) -> None:
    beside(inbox / "a.pdf").write_text('{"title": "自评报告"}', encoding=encoding)
    assert read_sidecar(inbox / "a.pdf") == Sidecar(title="自评报告")


def test_an_article_without_files_is_no_file_that_is_not_read() -> None:
    def origin(number: int, **given: str) -> Origin:
        return Origin("czj", Fetch(f"https://x.example/{number}", **given))

    file = origin(0, outcome="new", sha256="a" * 64, media="pdf")
    articles = [origin(number, outcome="unread") for number in range(1, 20)]
    members = [origin(number, outcome="unread", member="1.xls", media="other") for number in range(20, 30)]
    verdicts = [examine([file, *others], []).is_passed for others in (articles, members)]
    assert verdicts == [True, False]


def test_a_list_of_units_that_is_wrong_is_told_and_keeps_nothing_back(
    inbox: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("units.csv").write_text("unit,years\n青山区财政局,去年\n", encoding="utf-8")
    with closing(open_store("data/out")) as store:
        told = list(list_missing(PLAN, store))
    what = "units.csv：第 2 行：青山区财政局：看不出 years（年度）。年度写成 2021-2024 或 2022;2023"
    assert told == [Alert(f"{of_plan(PLAN)}units", f"没有列出谁未公开：{what}")]
    assert capsys.readouterr().err == f"{what}\n"
