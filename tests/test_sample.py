"""The shipped sample: what its generator planted is found, the clean control is clean, two producers read alike."""

from pathlib import Path

import pytest

from bench.corpus.canvas import PRODUCERS
from bench.corpus.document import Document
from bench.corpus.library import library_project
from bench.corpus.printing import print_document
from bench.corpus.river import river_department
from checks._model import Finding, Severity
from extractors.report import read_report
from flows.judge import judge
from flows.options import Options

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"


def found_in(path: Path) -> list[tuple[str, Finding]]:
    judged = judge(read_report(path.read_bytes(), path.name), Options())
    return [(result.code, finding) for result in judged.results for finding in result.findings]


@pytest.mark.parametrize("document", [river_department(), library_project()], ids=["river", "library"])
def test_the_shipped_file_is_what_the_generator_prints(document: Document, tmp_path: Path) -> None:
    path = tmp_path / f"{document.name}.pdf"
    print_document(document, "fpdf2", path)
    assert path.read_bytes() == (SAMPLE / path.name).read_bytes()


@pytest.mark.parametrize("producer", PRODUCERS)
def test_every_planted_contradiction_is_found_and_no_other_error(producer: str, tmp_path: Path) -> None:
    document = river_department()
    path = tmp_path / "river.pdf"
    print_document(document, producer, path)
    found = found_in(path)
    missed = [
        (code, words)
        for code, words in document.planted
        if not any(code == its and words in f"{finding.reported} {finding.message.zh}" for its, finding in found)
    ]
    assert missed == []
    assert sorted(code for code, finding in found if finding.severity is Severity.ERROR) == ["RATE004", "SUM005"]
    assert {code for code, _ in found} == {code for code, _ in document.planted}


@pytest.mark.parametrize("producer", PRODUCERS)
def test_nothing_is_found_in_the_clean_control(producer: str, tmp_path: Path) -> None:
    path = tmp_path / "library.pdf"
    print_document(library_project(), producer, path)
    assert found_in(path) == []
