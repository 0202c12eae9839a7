"""Reports held against each other: clean ones that share template text alone, planted copies, the whole run twice."""

import csv
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bench.corpus.books import corpus, write_corpus
from bench.corpus.document import Document, Heading, Para
from bench.corpus.printing import print_document
from bench.shared_text import LETTERS, edited, paragraph
from checks._model import Severity, State
from extractors.model import Kind, Paragraph, Place, Report, Section, TextLine
from extractors.report import read_report
from flows.corpus import judge_together
from flows.judge import judge
from flows.likeness import near
from flows.options import Options
from flows.run import run, straight, supervise
from flows.steps import Finished, Work, compare_all, judge_all
from review.record import Judged

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-01-05T08:00:00Z"
CODES = ("TEXT004", "TEXT005", "XREF009")
COPIED = "巡河船在汛期前未完成检修，三处水闸的启闭记录缺失，导致七月的一次溢流没有及时处置，下游两个村的菜地被淹。"


def told(unit: str, year: str, *texts: str) -> Report:
    """A report that says some texts."""
    body = tuple(Paragraph(text, "body", 0, (TextLine(text, 1, (0.0, 0.0, 1.0, 1.0)),)) for text in texts)
    section = Section("一、存在的问题", 1, Place(1), body)
    name = f"{unit}{year}"
    return Report(f"{name}.pdf", name, 1, Kind.SELF_ASSESSMENT, unit=unit, year=year, sections=(section,))


def rows(*reports: Report, select: tuple[str, ...] = CODES) -> list[tuple[str, str, str]]:
    """Document, code and severity of what the checks of the corpus find."""
    judged = judge_together(alone(reports), Options(select=select))
    return [
        (one.report.document, result.code, finding.severity.value)
        for one in judged
        for result in one.results
        for finding in result.findings
    ]


def alone(reports: tuple[Report, ...]) -> list[Judged]:
    return [judge(report, Options(select=CODES)) for report in reports]


def test_clean_reports_share_nothing_but_template_text(tmp_path: Path) -> None:
    books = tuple(book for book in corpus() if book.producer == "reportlab")[:14]
    reports = [read_report(path.read_bytes(), path.name) for _, path in write_corpus(tmp_path, books)]
    assert len({report.unit for report in reports}) > 3
    assert rows(*reports) == []


def test_a_copy_is_found_across_units_and_across_years_once_each() -> None:
    copy = edited(COPIED, Random(5))
    found = rows(
        told("白鹭市水务局", "2022", COPIED), told("青禾县河湖办", "2022", copy), told("青禾县河湖办", "2023", copy)
    )
    assert found == [
        ("青禾县河湖办2022.pdf", "TEXT004", Severity.WARNING),
        ("青禾县河湖办2023.pdf", "TEXT005", Severity.WARNING),
    ]


def test_which_report_carries_the_row_does_not_hang_on_the_order_of_files() -> None:
    reports = (told("白鹭市水务局", "2022", COPIED), told("青禾县河湖办", "2022", COPIED))
    assert rows(*reports) == rows(*reversed(reports)) == [("青禾县河湖办2022.pdf", "TEXT004", Severity.WARNING)]


def test_a_unit_and_its_own_part_may_say_the_same() -> None:
    assert rows(told("青禾县水利局", "2022", COPIED), told("青禾县水利局机关", "2022", COPIED)) == []


def test_a_single_report_has_no_others_and_loads_nothing_for_them() -> None:
    one, *_ = judge_together(alone((told("白鹭市水务局", "2022", COPIED),)), Options())
    states = {result.code: result.state for result in one.results if result.code in CODES}
    assert states == dict.fromkeys(("XREF009", "TEXT004", "TEXT005"), State.NOT_EVALUATED)
    code = "import flows.check, sys; sys.exit('rensa' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_judging_twice_changes_nothing() -> None:
    reports = (told("白鹭市水务局", "2022", COPIED), told("青禾县河湖办", "2022", COPIED))
    once = list(judge_together(alone(reports), Options()))
    assert list(judge_together(once, Options())) == once


@pytest.mark.parametrize(("share", "least"), [(0.02, 40), (0.05, 40), (0.10, 32)])
def test_copies_with_changed_characters_are_candidates(share: float, least: int) -> None:
    draw = Random(7)
    texts = [paragraph(draw) for _ in range(400)]
    copies = []
    for text in texts[:40]:
        letters = list(text)
        for at in draw.sample(range(len(letters)), int(len(letters) * share)):
            letters[at] = draw.choice(LETTERS)
        copies.append("".join(letters))
    found = {(pair.first, pair.second) for pair in near(texts + copies, 0.85)}
    assert found <= {(i, 400 + i) for i in range(40)}
    assert len(found) >= least


def test_texts_too_short_to_be_signed_are_never_alike() -> None:
    assert list(near(["河", "湖", "河湖", "", "巡查"], 0.5)) == []


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three small reports, two of which share a paragraph."""
    folder = tmp_path_factory.mktemp("inbox")
    texts = {
        "青禾县河湖办": COPIED,
        "白鹭市水务局": COPIED,
        "安平区教育局": "校舍加固后，两间旧教室改作阅览室，课间开放，借阅由学生自行登记，全年没有丢失图书。",
    }
    for unit, text in texts.items():
        parts = (
            Heading(f"{unit}2022年度部门整体绩效自评报告"),
            Heading("一、存在的问题"),
            Para(text),
        )
        print_document(Document(unit, parts), "reportlab", folder / f"{unit}.pdf")
    return folder


def written(out: Path) -> dict[str, bytes]:
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and not path.name.startswith("gouji.sqlite"))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def shared(out: Path) -> list[tuple[str, str, str]]:
    with (out / "review_queue.csv").open(encoding="utf-8-sig", newline="") as file:
        return [(r["document"], r["check"], r["state"]) for r in csv.DictReader(file) if r["check"] in CODES]


def options(inbox: Path, out: Path, **how: object) -> Options:
    return replace(Options(paths=(inbox,), out=out, as_of=AS_OF, use_prefect=False), **how)  # type: ignore[arg-type]


def test_a_run_that_is_stopped_while_comparing_ends_the_same(inbox: Path, tmp_path: Path) -> None:
    def stopped(work: Work, _: object) -> Finished:
        judge_all(work)
        compare_all(work)
        raise KeyboardInterrupt

    assert run(options(inbox, tmp_path / "whole")) == 0
    assert supervise(options(inbox, tmp_path / "halved"), stopped) == 4
    assert run(options(inbox, tmp_path / "halved")) == 0
    assert written(tmp_path / "whole") == written(tmp_path / "halved")
    assert shared(tmp_path / "whole") == [("青禾县河湖办.pdf", "TEXT004", "new")]


def test_a_report_of_an_earlier_run_counts_and_keeps_its_row(inbox: Path, tmp_path: Path) -> None:
    first, second = (inbox / f"{unit}.pdf" for unit in ("青禾县河湖办", "白鹭市水务局"))
    assert run(replace(options(inbox, tmp_path), paths=(first,))) == 0
    assert shared(tmp_path) == []
    assert run(replace(options(inbox, tmp_path), paths=(second,))) == 0
    assert shared(tmp_path) == [("白鹭市水务局.pdf", "TEXT004", "new")]
    assert supervise(options(inbox, tmp_path), lambda work, _: straight(work)) == 0
    assert shared(tmp_path) == [("白鹭市水务局.pdf", "TEXT004", "unchanged")]
