"""The command line: what it takes, what it says, how it ends."""

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from extractors.model import Kind
from flows.arguments import new_parser
from flows.cli import main
from flows.settings import options_of
from tests import badfiles

BadRun = tuple[int, dict[str, dict[str, Any]]]
ROOT = Path(__file__).resolve().parent.parent


def gouji(*arguments: str | Path, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    """Run the command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=120,
    )


BAD = {
    "empty.pdf": b"",
    "html.pdf": badfiles.HTML,
    "truncated.pdf": badfiles.truncated(),
    "locked.pdf": badfiles.locked(),
    "wrong.pdf": badfiles.locked("another"),
    "many.pdf": badfiles.many_pages(),
    "endless.pdf": badfiles.endless(),
    "scan.pdf": badfiles.scan(),
}


@pytest.fixture(scope="module")
def run_of_bad_files(tmp_path_factory: pytest.TempPathFactory) -> BadRun:
    """Every bad file, two good ones among them, one that is not there; the exit status and the documents."""
    folder = tmp_path_factory.mktemp("bad")
    for name, data in {
        **BAD,
        "bomb.pdf": badfiles.bomb(),
        "good.pdf": badfiles.plain(),
        "open.pdf": badfiles.open_password(),
    }.items():
        (folder / name).write_bytes(data)
    (folder / "gouji.toml").write_text('[passwords]\n"wrong.pdf" = "guess"\n', encoding="utf-8")
    names = ["good.pdf", *BAD, "bomb.pdf", "gone.pdf", "open.pdf"]
    done = gouji("check", "--witness", "never", "--format", "json", *names, cwd=folder)
    documents = json.loads(done.stdout)["documents"]
    assert [document["document"] for document in documents] == names
    return done.returncode, {document["document"]: document for document in documents}


@pytest.mark.parametrize("name", [*BAD, "gone.pdf"])
def test_a_bad_file_is_one_form004_row(run_of_bad_files: BadRun, name: str) -> None:
    status, documents = run_of_bad_files
    found = documents[name]
    assert [(row["check"], row["severity"], row["confidence"]) for row in found["findings"]] == [
        ("FORM004", "error", "1.00")
    ]
    assert [unread["scope"] for unread in found["unread"]] == ["document"]
    assert all(unread["why"] and unread["remedy"] for unread in found["unread"])
    assert status == 3


def test_a_bomb_costs_one_row(run_of_bad_files: BadRun) -> None:
    # Whether the reader swallows it or dies of it is the reader's affair.
    (row,) = run_of_bad_files[1]["bomb.pdf"]["findings"]
    assert row["check"] in {"FORM004", "FORM005"}


@pytest.mark.parametrize("name", ["good.pdf", "open.pdf"])
def test_the_files_beside_it_are_read(run_of_bad_files: BadRun, name: str) -> None:
    found = run_of_bad_files[1][name]
    assert (found["pages"], found["kind"], found["unread"]) == (1, Kind.OTHER, [])
    assert [(row["check"], row["severity"]) for row in found["findings"]] == [("FORM005", "info")]


def test_the_right_password_opens(tmp_path: Path) -> None:
    (tmp_path / "locked.pdf").write_bytes(badfiles.locked())
    (tmp_path / "gouji.toml").write_text('[passwords]\n"locked.pdf" = "secret"\n', encoding="utf-8")
    done = gouji("extract", "locked.pdf", cwd=tmp_path)
    assert (done.returncode, json.loads(done.stdout)["pages"], done.stderr) == (0, 1, "")


def test_extract_of_what_is_no_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    done = gouji("extract", "a.pdf", cwd=tmp_path)
    report = json.loads(done.stdout)
    assert (done.returncode, report["pages"], report["kind"], len(report["unread"])) == (3, 0, "other", 1)
    assert done.stderr.startswith("a.pdf：")


def test_text_and_csv(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(badfiles.plain())
    text = gouji("check", "a.pdf", cwd=tmp_path)
    assert text.returncode == 0
    assert text.stdout.startswith("── a.pdf ──\n")
    assert "[提示] FORM005" in text.stdout
    table = gouji("check", "--format", "csv", "--fail-on", "info", "a.pdf", cwd=tmp_path)
    rows = list(csv.DictReader(io.StringIO(table.stdout.lstrip("\ufeff"))))
    assert table.returncode == 1
    assert [(row["check"], row["document"], row["state"]) for row in rows] == [("FORM005", "a.pdf", "new")]


def test_a_suppression_hides_and_an_unused_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(badfiles.plain())
    (tmp_path / "gouji.toml").write_text(
        '[[suppress]]\ncode = "FORM005"\ndocument = "a*.pdf"\nreason = "已知"\nexpires = 2999-12-31\n'
        '[[suppress]]\ncode = "SUM001"\nreason = "口径不同"\n',
        encoding="utf-8",
    )
    done = gouji("check", "--fail-on", "info", "a.pdf", cwd=tmp_path)
    assert done.returncode == 0
    assert "按配置豁免 1 条" in done.stdout
    assert done.stderr == "gouji.toml：豁免 SUM001（口径不同）没有对应的发现，可以删去\n"


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ('selct = ["SUM"]', "gouji.toml：顶层：没有“selct”这个设置；"),
        ('select = "SUM"', "gouji.toml：select：应为文字列表"),
        ("[parameters]\nlow_rate = -1", "gouji.toml：parameters.low_rate：应为不小于零的数字"),
        ("[parameters]\ngrade_bands = [1]", "gouji.toml：parameters.grade_bands：应为"),
        ('[[suppress]]\ncode = "SUM001"', "gouji.toml：第 1 条 suppress：缺少 reason"),
        ('[[suppress]]\ncode = "S"\nreason = "x"\nexpires = "soon"', "gouji.toml：第 1 条 suppress expires：应为日期"),
        ('[passwords]\n"a.pdf" = 7', "gouji.toml：passwords.a.pdf：应为非空文字"),
        ("select = [", "gouji.toml：不合 TOML 语法"),
        ('ocr = "often"', "gouji.toml：ocr：应为 auto、never、always 之一，写的是“often”"),
        ('ignore = ["NOPE"]', "没有这样的检查代码：NOPE"),
    ],
)
def test_a_wrong_configuration_is_refused(
    config: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gouji.toml").write_text(config, encoding="utf-8")
    status = main(["check", "a.pdf"])
    assert (status, capsys.readouterr().err[: len(message)]) == (2, message)


@pytest.mark.parametrize(
    ("config", "arguments", "chosen"),
    [
        ("", [], "auto"),
        ("", ["--ocr", "always"], "always"),
        ('ocr = "never"', [], "never"),
        ('ocr = "never"', ["--ocr", "auto"], "auto"),
        ('select = ["SUM"]', [], "auto"),
    ],
)
def test_the_command_line_chooses_recognition_before_the_configuration(
    config: str, arguments: list[str], chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if config:
        (tmp_path / "gouji.toml").write_text(config, encoding="utf-8")
    for command in ("check", "audit", "extract"):
        assert options_of(new_parser().parse_args([command, "a.pdf", *arguments])).ocr == chosen


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--select", "SUM,XX", "a.pdf"], "没有这样的检查代码：XX。"),
        (["check", "--config", "none.toml", "a.pdf"], "none.toml：读不到配置文件"),
        (["audit", "--as-of", "yesterday"], "--as-of 应为 ISO 8601 时间"),
        (["check", "."], ". 是文件夹：gouji check 核对文件，整个文件夹请用 gouji audit ."),
        (["explain", "NOPE"], "没有检查 NOPE。用 gouji checks 查看全部代码"),
        (["review", "import", "none.csv"], "none.csv：没有这个文件。"),
        (["review", "export"], "data/out：这里还没有存档。"),
    ],
)
def test_wrong_use_says_what_to_do(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    status = main(arguments)
    assert (status, capsys.readouterr().err[: len(message)]) == (2, message)


@pytest.mark.parametrize("arguments", [["check"], ["check", "--bogus", "a"], ["nope"], ["check", "--jobs", "0", "a"]])
def test_the_grammar_is_kept(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "用法有误 wrong use：" in capsys.readouterr().err


def test_nothing_given_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "gouji check 报告.pdf" in capsys.readouterr().err


def test_explain_and_checks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "sum001"]) == 0
    explained = capsys.readouterr().out
    assert [word for word in ("Why:", "Flags:", "Leaves alone:", "Limits:") if word not in explained] == []
    assert main(["checks", "--lang", "en"]) == 0
    assert "FORM004  error" in capsys.readouterr().out


def test_check_never_loads_the_engine(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(badfiles.plain())
    script = (
        "import sys; from flows.cli import main; main(['check', 'a.pdf']);"
        "print([n for n in ('prefect', 'pandas', 'great_expectations', 'sqlalchemy', 'scrapy', 'twisted', 'apprise',"
        " 'fsspec') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.stdout.splitlines()[-1], done.stderr) == ("[]", "")


def test_help_comes_at_once() -> None:
    gouji("--help")
    begun = time.monotonic()
    done = gouji("--help")
    assert done.returncode == 0
    assert time.monotonic() - begun < 1
