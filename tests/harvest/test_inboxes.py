"""`gouji inbox`: what lies there, where it came from, and whether it was audited."""

import csv
import io
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import orjson
import pytest

from extractors.model import Kind, Report
from flows.cli import main
from flows.sidecar import Sidecar, sidecar_fault, write_sidecar
from review.arrange import QueueOptions
from review.queue import update
from review.record import Judged
from review.store import finish_run, open_store, start_run
from tests.site.bodies import pdf

BODY, OTHER = pdf("one"), pdf("two")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An inbox: a harvested file with its copy, one dropped by hand without a word, and a file that is no PDF."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "data/inbox"
    (folder / "czj").mkdir(parents=True)
    (folder / "czj/a.pdf").write_bytes(BODY)
    (folder / "czj/b.pdf").write_bytes(BODY)
    (folder / "=dropped.pdf").write_bytes(OTHER)
    (folder / "notes.docx").write_bytes(b"no PDF")
    told = Sidecar("http://x.example/1.pdf", "http://x.example/1.html", "自评报告", "2024-03-15", "财政局", "czj")
    write_sidecar(folder / "czj/a.pdf", told)
    return folder


def audited(digest: str) -> None:
    with closing(open_store("data/out")) as store:
        run = start_run(store, "f", "2026-01-01T00:00:00Z")
        update(store, run, [Judged(Report("czj/a.pdf", digest, 1, Kind.OTHER), ())], QueueOptions())
        finish_run(store, run)


HARVESTED = {
    "document": "czj/a.pdf",
    "state": "audited",
    "title": "自评报告",
    "published": "2024-03-15",
    "source": "czj",
    "page": "http://x.example/1.html",
    "copies": ["czj/b.pdf"],
}
DROPPED = {"document": "=dropped.pdf", "state": "waiting", "title": "", "published": "", "source": "", "page": ""}


def test_every_file_is_told_with_where_it_came_from(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    audited(sha256(BODY).hexdigest())
    assert main(["inbox", "--format", "json"]) == 0
    assert orjson.loads(capsys.readouterr().out) == [DROPPED | {"copies": []}, HARVESTED]


def test_a_table_for_excel_is_no_formula(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inbox", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff"))))
    waiting = HARVESTED | {"state": "waiting", "copies": "czj/b.pdf"}
    assert rows == [DROPPED | {"document": "'=dropped.pdf", "copies": ""}, waiting]


def test_text_for_a_person(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inbox"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "=dropped.pdf  [待核对]",
        "czj/a.pdf  [待核对]",
        "    自评报告（2024-03-15）",
        "    http://x.example/1.html",
        "    同一文件另有 czj/b.pdf",
        "不是 PDF，不核对：notes.docx",
    ]
    assert not (place.parent / "out").exists()


def test_a_broken_note_beside_a_file_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = {"a": '{"url": ', "b": '["http://x.example/"]', "=dropped": '{"title": 5, "url": "http://x.example/"}'}
    for path in place.rglob("*.pdf"):
        path.with_suffix(".json").write_text(broken[path.stem], encoding="utf-8")
    assert main(["inbox", "--format", "csv"]) == 0
    told = capsys.readouterr()
    end = "。标题或出处没有读到，改好后再看一次"
    assert [line.removesuffix(end).removeprefix("data/inbox/") for line in told.err.splitlines()] == [
        "=dropped.json：title 应为加引号的文字",
        "czj/a.json：不是 JSON（unexpected end of data: line 1 column 9 (char 8)）",
        'czj/b.json：应为一个 JSON 对象，如 {"url": "…", "title": "…"}',
    ]
    assert [row["page"] for row in csv.DictReader(io.StringIO(told.out))] == ["http://x.example/", ""]


def test_an_empty_inbox_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["inbox"]) == 0
    assert capsys.readouterr().out == "data/inbox 是空的。把 PDF 放进去，或用 gouji harvest 采集。\n"


def test_a_note_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    assert sidecar_fault(tmp_path / "a.pdf") == "读不了（Is a directory）"
    assert sidecar_fault(tmp_path / "b.pdf") == ""
