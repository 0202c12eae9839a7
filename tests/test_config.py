"""gouji.toml: what is chosen for some documents only, who wins, and that a run is known by it."""

import csv
import json
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from checks._model import Parameters
from flows.arguments import new_parser
from flows.check import requests
from flows.cli import main
from flows.inbox import Inbox, Source
from flows.options import Options, Section, options_for, queue_options
from flows.run import run
from flows.settings import options_of
from flows.shelf import Shelf, judging_key
from flows.sidecar import Sidecar
from flows.steps import Work, fingerprint
from flows.steps import requests as asked_of
from review.arrange import Materiality, QueueOptions, Suppression
from review.scope import About, is_meant
from review.store import Run, open_store
from tests import badfiles

SECTIONS = """
select = ["SUM", "FORM"]
ignore = ["FORM003"]
materiality = 1000
cap = 7
least_precision = 0.7
least_verdicts = 5
[parameters]
low_rate = 85
[[for]]
document = "2021*.pdf"
select = ["RATE"]
materiality = 50
parameters = { low_rate = 70, grade_bands = [["好", 60, 100]] }
[[for]]
document = "*.pdf"
source = "https://ys.example/*"
ignore = ["SUM008"]
ocr = "never"
[[for]]
document = "2021乙.pdf"
[for.parameters]
low_rate = 60
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(folder: Path, config: str, *arguments: str) -> Options:
    (folder / "gouji.toml").write_text(config, encoding="utf-8")
    return options_of(new_parser().parse_args(["check", *arguments, "a.pdf"]))


def chosen(options: Options, document: str, source: str = "") -> tuple[object, ...]:
    own = options_for(options, About(document, source))
    return own.select, own.ignore, own.materiality, own.ocr, own.parameters.low_rate, own.sections


def test_sections_are_read_key_by_key(folder: Path) -> None:
    options = read(folder, SECTIONS)
    bands = (("好", 60, 100),)
    assert options.sections == (
        Section("2021*.pdf", "", ("RATE",), None, "50", None, (("low_rate", Decimal(70)), ("grade_bands", bands))),
        Section("*.pdf", "https://ys.example/*", None, ("SUM008",), None, "never"),
        Section("2021乙.pdf", parameters=(("low_rate", Decimal(60)),)),
    )
    assert (options.cap, options.least_precision, options.least_verdicts) == (7, Decimal("0.7"), 5)


@pytest.mark.parametrize(
    ("document", "source", "expected"),
    [
        ("2020.pdf", "", (("SUM", "FORM"), ("FORM003",), "1000", "auto", 85, ())),
        ("2021甲.pdf", "", (("RATE",), ("FORM003",), "50", "auto", 70, ())),
        ("某县/2021甲.pdf", "", (("RATE",), ("FORM003",), "50", "auto", 70, ())),
        ("2021乙.pdf", "", (("RATE",), ("FORM003",), "50", "auto", 60, ())),
        ("2020.pdf", "https://ys.example/1.html", (("SUM", "FORM"), ("SUM008",), "1000", "never", 85, ())),
        ("2021乙.pdf", "https://ys.example/1.html", (("RATE",), ("SUM008",), "50", "never", 60, ())),
    ],
)
def test_of_several_sections_the_later_wins_key_by_key(
    folder: Path, document: str, source: str, expected: tuple[object, ...]
) -> None:
    assert chosen(read(folder, SECTIONS), document, source) == expected


def test_the_command_line_wins_over_sections(folder: Path) -> None:
    options = read(folder, SECTIONS, "--select", "TEXT", "--ignore", "TEXT006", "--ocr", "always")
    expected = (("TEXT",), ("TEXT006", "SUM008"), "50", "always", 60, ())
    assert chosen(options, "2021乙.pdf", "https://ys.example/1.html") == expected


def test_the_queue_is_listed_as_the_configuration_says(folder: Path) -> None:
    rule = '[[suppress]]\ncode = "SUM001"\nreason = "口径"\n'
    options = read(folder, SECTIONS + rule)
    expected = QueueOptions(
        cap=7,
        materialities=(Materiality(Decimal(1000)), Materiality(Decimal(50), "2021*.pdf")),
        suppressions=(Suppression("SUM001", "口径"),),
        least_precision=Decimal("0.7"),
        least_verdicts=5,
    )
    assert queue_options(options) == expected
    assert queue_options(replace(options, has_cap=False)) == replace(expected, cap=None)


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("for = 1", "gouji.toml：for：应写成 [[for]]（两层方括号）"),
        ('[[for]]\nselect = ["SUM"]', "gouji.toml：第 1 节 for：缺少 document 或 source"),
        ('[[for]]\ndocument = ""', "gouji.toml：第 1 节 for document：应为非空文字"),
        ('[[for]]\ndocument = "a"\nselekt = []', "gouji.toml：第 1 节 for：没有“selekt”这个设置；可用的有 document、"),
        ('[[for]]\ndocument = "a"\nignore = "SUM"', "gouji.toml：第 1 节 for ignore：应为文字列表"),
        ('[[for]]\ndocument = "a"\nmateriality = "x"', "gouji.toml：第 1 节 for materiality：应为数字"),
        ('[[for]]\ndocument = "a"\nocr = "often"', "gouji.toml：第 1 节 for ocr：应为 auto、never、always 之一"),
        ('[[for]]\ndocument = "a"\nparameters = 1', "gouji.toml：第 1 节 for parameters：应写成"),
        ('[[for]]\ndocument = "a"\nparameters.rate = 1', "gouji.toml：第 1 节 for parameters：没有“rate”这个设置"),
        ('[[for]]\ndocument = "a"\nparameters.min_clause = 1.5', "gouji.toml：第 1 节 for parameters.min_clause：应为"),
        ('[[for]]\ndocument = "a"\nparameters.boilerplate_units = 3',
         "gouji.toml：第 1 节 for parameters.boilerplate_units：报告之间互相比对的尺度须全局一致"),
        ('[[for]]\ndocument = "a"\nselect = ["NOPE"]', "没有这样的检查代码：NOPE"),
        ("cap = 0", "gouji.toml：cap：应为不小于 1 的整数，写的是“0”"),
        ("least_verdicts = true", "gouji.toml：least_verdicts：应为不小于 1 的整数"),
        ("least_precision = 1.5", "gouji.toml：least_precision：应为 0 至 1 之间的数，写的是“1.5”"),
    ],
)  # fmt: skip
def test_a_wrong_section_is_refused(
    config: str, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "gouji.toml").write_text(config, encoding="utf-8")
    assert (main(["check", "a.pdf"]), capsys.readouterr().err[: len(message)]) == (2, message)


@pytest.mark.parametrize(
    ("document", "source", "is_it"),
    [
        ("", "", True),
        ("b.pdf", "", True),
        ("a/b.pdf", "", True),
        ("a/*", "", True),
        ("?.pdf", "", True),
        ("b", "", False),
        ("B.pdf", "", False),
        ("abc123", "", True),
        ("*c123", "", True),
        ("", "https://ys.example/*", True),
        ("", "https://ys.example", False),
        ("c.pdf", "https://ys.example/*", False),
    ],
)
def test_what_a_pattern_means(document: str, source: str, is_it: bool) -> None:
    assert is_meant(About("a/b.pdf", "https://ys.example/1.html", "abc123"), document, source) is is_it


def test_a_name_with_brackets_means_itself() -> None:
    assert is_meant(About("[2021]自评.pdf"), "[2021]自评.pdf", "")


def test_a_section_without_an_address_known_is_not_met() -> None:
    assert not is_meant(About("a.pdf"), "", "https://ys.example/*")


def test_each_file_is_read_and_checked_as_its_section_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(badfiles.plain(name))
    options = read(folder, '[[for]]\ndocument = "b*"\nignore = ["FORM005", "TEXT"]\nocr = "never"\n')
    asked = requests(replace(options, paths=(Path("a.pdf"), Path("b.pdf"))))
    assert [(request.document, request.ocr) for request in asked] == [("a.pdf", "auto"), ("b.pdf", "never")]
    assert main(["check", "--format", "json", "a.pdf", "b.pdf"]) == 0
    documents = json.loads(capsys.readouterr().out)["documents"]
    assert [[row["check"] for row in one["findings"]] for one in documents] == [["FORM005"], []]
    codes = [{result["check"] for result in one["checks"]} for one in documents]
    assert codes[0] - codes[1] == {"FORM005", *(f"TEXT00{number}" for number in range(1, 9))}


def test_a_run_recognises_as_the_section_says(folder: Path) -> None:
    options = read(folder, '[[for]]\nsource = "https://ys.example/*"\nocr = "never"\n')
    origin = Sidecar(article_url="https://ys.example/1.html")
    sources = (Source("a.pdf", Path("a.pdf"), "a"), Source("b.pdf", Path("b.pdf"), "b", origin=origin))
    with closing(open_store(folder / "out")) as store:
        work = Work(options, Inbox(sources), store, Run(1, ""), Shelf(folder, sources))
        assert [(one.document, one.ocr) for one in asked_of(work, sources)] == [("a.pdf", "auto"), ("b.pdf", "never")]


def test_a_run_takes_each_document_by_its_section(folder: Path) -> None:
    (folder / "inbox").mkdir()
    for name in ("a.pdf", "b.pdf"):
        (folder / "inbox" / name).write_bytes(badfiles.plain(name))
    options = replace(
        read(folder, '[[for]]\ndocument = "b.pdf"\nselect = ["TEXT"]\n'),
        paths=(folder / "inbox",), out=folder / "out", as_of="2026-01-05T08:00:00Z", use_prefect=False,
    )  # fmt: skip
    assert run(options) == 0
    with (folder / "out" / "ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        states = [(row["document"], row["check"], row["state"]) for row in csv.DictReader(file)]
    assert {check[:4] for document, check, _ in states if document == "b.pdf"} == {"TEXT"}
    assert [state for state in states if state[1] == "FORM005"] == [("a.pdf", "FORM005", "found")]
    first = {path.name: path.read_bytes() for path in (folder / "out").iterdir() if path.suffix in {".csv", ".html"}}
    assert run(replace(options, out=folder / "again")) == 0
    assert {name: (folder / "again" / name).read_bytes() for name in first} == first


def test_a_run_is_known_by_its_sections() -> None:
    plain = Options()
    told = replace(plain, sections=(Section("a*", select=("SUM",)),))
    wide = replace(plain, parameters=replace(Parameters(), idle_rate=Decimal(50)))
    assert len({str(fingerprint(one)) for one in (plain, told, wide)}) == 3
    assert len({judging_key(one) for one in (plain, told, wide)}) == 3
    names = [(Source(name, Path(name), "0" * 64),) for name in ("a.pdf", "b.pdf")]
    assert judging_key(plain, names[0]) == judging_key(plain, names[1])
    assert judging_key(told, names[0]) != judging_key(told, names[1])
