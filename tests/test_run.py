"""A whole run: what it writes, that it can be stopped at any moment, how it ends when something is in the way."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.brake import Brake
from flows.engine import at_home, settings
from flows.inbox import EMPTY, Source, greet, open_inbox
from flows.options import Options
from flows.progress import Progress, duration
from flows.run import run, straight, supervise
from flows.steps import Finished, Work, hold, judge_all, record
from tests import badfiles

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-01-05T08:00:00Z"
FILES = ("coverage.csv", "evaluations.csv", "ledger.csv", "reports.csv", "review_queue.csv", "run.json", "summary.html")


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two documents, a copy of one, a page of HTML, a PDF that bears another ending, and what is left aside."""
    folder = tmp_path_factory.mktemp("inbox")
    (folder / "b.pdf").write_bytes(badfiles.plain("2021 report"))
    (folder / "a.pdf").write_bytes(badfiles.plain("2022 report", pages=2))
    (folder / "sub").mkdir()
    (folder / "sub" / "a.pdf").write_bytes(badfiles.plain("2021 report"))
    (folder / "c <b>.pdf").write_bytes(badfiles.HTML)
    (folder / "notes.txt").write_text("no PDF")
    (folder / "named wrongly.doc").write_bytes(badfiles.plain("2020 report"))
    for aside in (".gitkeep", "~$b.pdf", "b.pdf.part", "b.pdf.json"):
        (folder / aside).write_bytes(b"")
    return folder


def options(inbox: Path, out: Path, **how: object) -> Options:
    return Options(paths=(inbox,), out=out, as_of=AS_OF, use_prefect=False, **how)  # type: ignore[arg-type]


def written(out: Path) -> dict[str, bytes]:
    """Everything a run leaves but the record, whose file has pages of its own making."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.startswith("gouji.sqlite")
    }


@pytest.fixture(scope="module")
def whole(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an undisturbed run writes."""
    out = tmp_path_factory.mktemp("whole")
    assert run(options(inbox, out)) == 0
    return written(out)


def test_a_run_writes_its_files_and_nothing_else(whole: dict[str, bytes]) -> None:
    reports = [name for name in whole if name.startswith("reports/")]
    assert len(reports) == 4
    assert sorted(whole) == sorted([*FILES, *reports])


def test_the_summary_is_one_page_without_network_and_escaped(whole: dict[str, bytes]) -> None:
    page = whole["summary.html"].decode()
    assert "c &lt;b&gt;.pdf" in page
    assert "<b>.pdf" not in page
    assert "src=" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert page.count("1 份内容相同的副本") == 1
    assert page.count("notes.txt") == 1


@pytest.mark.parametrize("moment", ["judged", "recorded", "held"])
def test_a_run_that_is_stopped_goes_on_and_ends_the_same(
    inbox: Path, tmp_path: Path, whole: dict[str, bytes], moment: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(work: Work, _brake: Brake) -> Finished:
        judge_all(work)
        if moment != "judged":
            queue = record(work)
            if moment == "held":
                hold(work, queue)
        raise KeyboardInterrupt

    assert supervise(options(inbox, tmp_path), stopped) == 4
    assert "再次运行同一命令即从断点继续" in capsys.readouterr().err
    assert run(options(inbox, tmp_path)) == 0
    assert written(tmp_path) == whole


def test_a_document_that_was_judged_is_not_judged_again(inbox: Path, tmp_path: Path) -> None:
    judged: list[int] = []

    def body(work: Work, _brake: Brake) -> Finished:
        judged.append(judge_all(work))
        (work.shelf.folder / f"{work.inbox.sources[0].key}.json").write_bytes(b"{")
        judged.append(judge_all(work))
        return straight(work)

    assert supervise(options(inbox, tmp_path), body) == 0
    assert judged == [4, 1]


def test_prefect_or_not_makes_no_difference(inbox: Path, tmp_path: Path, whole: dict[str, bytes]) -> None:
    command = [sys.executable, "-m", "flows.cli", "audit", str(inbox), "--out", str(tmp_path), "--as-of", AS_OF]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    env = {**clean, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path / "home")}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=120)
    assert "Prefect 不可用" not in done.stderr
    assert done.returncode == 0, done.stderr
    assert written(tmp_path) == whole
    assert not (tmp_path / "home").exists()


def test_a_named_file_that_is_not_there_is_told_and_the_others_are_done(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = Options(paths=(inbox / "a.pdf", inbox / "gone.pdf"), out=tmp_path, as_of=AS_OF)
    assert run(asked) == 3
    assert "gone.pdf" in capsys.readouterr().err
    assert (tmp_path / "reports.csv").read_text(encoding="utf-8-sig").count("\n") == 3


def test_a_folder_that_cannot_be_written_is_told(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file")
    assert run(options(inbox, tmp_path / "out")) == 4
    said = capsys.readouterr().err
    assert "没有完成" in said
    assert str(tmp_path / "out") in said


def test_one_run_at_a_time(inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    holder = (
        "import sys, pathlib\nfrom flows.lock import hold\n"
        "with hold(pathlib.Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", holder, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert run(options(inbox, tmp_path)) == 4
        assert f"进程 {other.pid}" in capsys.readouterr().err
        other.kill()
    assert (tmp_path / ".lock").exists()
    assert run(options(inbox, tmp_path)) == 0
    assert not (tmp_path / ".lock").exists()


def test_the_inbox_tells_files_apart_by_bytes(inbox: Path) -> None:
    found = open_inbox(Options(paths=(inbox,)))
    assert [(source.document, source.copies) for source in found.sources] == [
        ("a.pdf", ()),
        ("b.pdf", ("sub/a.pdf",)),
        ("c <b>.pdf", ()),
        ("named wrongly.doc", ()),
    ]
    assert found.aside == ("notes.txt",)


def test_two_files_of_one_name_go_by_their_paths(inbox: Path, tmp_path: Path) -> None:
    other = tmp_path / "a.pdf"
    other.write_bytes(b"%PDF-1.4")
    found = open_inbox(Options(paths=(inbox / "a.pdf", other, tmp_path / "no.pdf")))
    by_name = {source.document: source for source in found.sources}
    assert set(by_name) == {(inbox / "a.pdf").as_posix(), other.as_posix(), "no.pdf"}
    assert by_name["no.pdf"] == Source("no.pdf", tmp_path / "no.pdf", "", (), "没有这个文件", is_named=True)


def test_an_empty_inbox_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data" / "inbox").mkdir(parents=True)
    (tmp_path / "data" / "sample").mkdir()
    (tmp_path / "data" / "sample" / "s.pdf").write_bytes(b"%PDF-1.4")
    monkeypatch.chdir(tmp_path)
    said = io.StringIO()
    greet(Options(use_prefect=False), said)
    assert said.getvalue() == (
        EMPTY["zh"].format(inbox="data/inbox", sample="data/sample") + "\n核对 data/sample：1 个 PDF → data/out\n"
    )
    assert [source.document for source in open_inbox(Options()).sources] == ["s.pdf"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def ticking(*times: float) -> Callable[[], float]:
    return iter(times).__next__


def test_progress_on_a_terminal_is_one_line_and_counts_only_fresh_pages() -> None:
    screen = Terminal()
    progress = Progress(4, screen, clock=ticking(0, 1, 2, 2.05, 4))
    progress.step(9, is_fresh=False)
    progress.step(10)
    progress.step(10)
    progress.step(10)
    assert screen.getvalue() == (
        "\r\x1b[K  已完成 1/4 份\r\x1b[K  已完成 2/4 份 · 5.0 页/秒 · 剩余约 0:04\r\x1b[K  已完成 4/4 份 · 7.5 页/秒"
    )


def test_progress_elsewhere_is_a_line_now_and_then() -> None:
    log = io.StringIO()
    progress = Progress(3, log, "en", clock=ticking(0, 1, 2, 3.5))
    for _ in range(3):
        progress.step(2)
    assert log.getvalue() == (
        "  1/3 documents done · 2.0 pages/s · about 0:02 left\n  3/3 documents done · 1.7 pages/s\n"
    )


def test_progress_names_the_page_that_is_recognised() -> None:
    log = io.StringIO()
    progress = Progress(1, log, clock=ticking(0, 1, 2, 3, 12, 13))
    for _ in range(5):
        progress.recognise("a\x1b.pdf")
    assert log.getvalue() == "  文字识别 a.pdf：第 1 张扫描页\n  文字识别 a.pdf：第 2 张扫描页\n"


@pytest.mark.parametrize(("seconds", "shown"), [(0.4, "0:00"), (7, "0:07"), (750, "12:30"), (3723, "1:02:03")])
def test_durations(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown


def test_the_brake_waits_for_a_moment_to_stop() -> None:
    brake = Brake()
    with brake.fitted():
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        brake.is_asked = False
        with brake.deferred():
            signal.raise_signal(signal.SIGINT)
            with pytest.raises(KeyboardInterrupt), brake.live():
                pytest.fail("asked before, stops before")
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)


def test_prefect_is_left_to_the_users_server_where_one_is_named(tmp_path: Path) -> None:
    assert "PREFECT_API_KEY" not in settings({"PREFECT_API_URL": "http://127.0.0.1:4200/api"})
    alone = settings({"XDG_CACHE_HOME": str(tmp_path), "PREFECT_LOGGING_LEVEL": "DEBUG"})
    assert alone["PREFECT_HOME"].startswith(str(tmp_path / "gouji" / "prefect-"))
    assert alone["PREFECT_SERVER_ALLOW_EPHEMERAL_MODE"] == "false"
    assert "PREFECT_LOGGING_LEVEL" not in alone
    assert at_home(alone) == alone
    assert Path(alone["PREFECT_HOME"]).is_dir()
    (tmp_path / "file").write_text("")
    elsewhere = at_home({"PREFECT_HOME": str(tmp_path / "file" / "below")})["PREFECT_HOME"]
    assert Path(elsewhere).is_dir()
    Path(elsewhere).rmdir()
