"""The user's own spellings: from gouji.toml, through the worker, into the report."""

import json
from pathlib import Path

import pytest

from extractors.sandbox import Reader
from flows.check import requests
from flows.cli import main
from flows.config import configured
from flows.judge import judge_many
from flows.options import Options
from flows.shelf import judging_key

SAMPLE = sorted((Path(__file__).resolve().parent.parent / "data" / "sample").glob("*.pdf"))[0]
WORDS = '[head]\nother = ["项目名称"]\nproject = ["主管部门"]\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def projects(capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["extract", str(SAMPLE)]) == 0
    return [form["project"] for form in json.loads(capsys.readouterr().out)["forms"]]


def test_extract_reads_with_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = projects(capsys)
    (folder / "words.toml").write_text(WORDS, "utf-8")
    (folder / "gouji.toml").write_text('lexicon = "words.toml"\n', "utf-8")
    told = projects(capsys)
    assert len(told) == len(plain)
    assert plain != told


def test_judging_reads_with_them_and_knows_that_they_changed(folder: Path) -> None:
    (folder / "words.toml").write_text(WORDS, "utf-8")
    (folder / "gouji.toml").write_text('lexicon = "words.toml"\n', "utf-8")
    plain, told = Options(paths=(SAMPLE,)), configured(Options(paths=(SAMPLE,)))
    assert told.lexicon == {"head": {"other": ("项目名称",), "project": ("主管部门",)}}
    assert judging_key(plain) != judging_key(told)

    def read(options: Options) -> list[str]:
        with Reader(modules=()) as reader:
            (judged,) = judge_many(requests(options), options, reader)
        return [form.project for form in judged.report.forms]

    assert read(plain) != read(told)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (None, "gouji.toml：lexicon：读不到词表 words.toml（No such file or directory）"),
        ("[fund]", "gouji.toml：lexicon：词表 words.toml：没有 [fund] 这一节；"),
        ("[funds]\nrate = 1", "gouji.toml：lexicon：词表 words.toml：[funds] rate 应为文字列表"),
        ("[funds", "gouji.toml：lexicon：词表 words.toml：不合 TOML 语法："),
    ],
)
def test_a_file_with_a_mistake_is_refused(
    words: str | None, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if words is not None:
        (folder / "words.toml").write_text(words, "utf-8")
    (folder / "gouji.toml").write_text('lexicon = "words.toml"\n', "utf-8")
    assert main(["check", str(SAMPLE)]) == 2
    assert message in capsys.readouterr().err
