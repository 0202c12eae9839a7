"""The measure of the accuracy: every code is planted and nearly missed, apart from the checks, and counted as it is."""

import ast
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path

from bench.__main__ import merged
from bench.accuracy import trials
from bench.corpus.canvas import PRODUCERS
from bench.corpus.layouts import HELD, LAYOUTS
from bench.corpus.printing import print_document
from bench.corpus.spoilt import blank_form
from bench.corpus.trials import CLEAN, PLANTED, SPARED, Trial, clean, families
from bench.marking import Row, count, mark
from checks._catalog import CATALOG
from extractors.model import Kind
from extractors.report import read_report

ROOT = Path(__file__).resolve().parent.parent
CODES = {check.code for check in CATALOG}


@cache
def every() -> tuple[Trial, ...]:
    return tuple(trials())


def test_every_code_is_planted_on_many_layouts() -> None:
    opened = [trial for trial in every() if trial.kind == PLANTED and not trial.book.is_held_out]
    counts = Counter(trial.code for trial in opened)
    assert set(counts) == CODES
    assert {code: number for code, number in counts.items() if number < 7} == {}
    assert {trial.book.layout for trial in opened} == set(LAYOUTS)


def test_every_code_has_a_near_miss_but_those_of_blank_cells_and_kinds() -> None:
    spared = {trial.code for trial in every() if trial.kind == SPARED}
    assert CODES - spared == {"FORM002", "FORM004", "FORM005"}


def test_controls_and_producers_take_turns() -> None:
    controls = Counter(trial.book.layout for trial in every() if trial.kind == CLEAN and not trial.together)
    assert controls == dict.fromkeys((*LAYOUTS, *HELD), 4)
    assert {trial.book.producer for trial in every()} == set(PRODUCERS)
    assert len({trial.book.name for trial in every()}) == len(every()) > 1300


def test_a_plant_shows_in_what_is_printed() -> None:
    for trial in every():
        if trial.before and trial.kind == PLANTED:
            assert trial.before.parts != trial.book.document.parts, trial.book.name


def test_the_trials_are_the_same_each_time() -> None:
    known = {trial.book.name: trial for trial in every()}
    for trial in chain(clean(), families()):
        assert trial == known[trial.book.name]


def test_the_generator_draws_nothing_from_the_program() -> None:
    """No module of the corpus imports checks, extractors, flows or review."""
    for path in (ROOT / "bench" / "corpus").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.partition(".")[0] for name in names} & {"checks", "extractors", "flows", "review"}, path


def test_a_blank_form_is_read_as_one(tmp_path: Path) -> None:
    """A row of the money in which not even a label stands."""
    path = tmp_path / "blank.pdf"
    print_document(blank_form("guangshui", 1), "fpdf2", path)
    report = read_report(path.read_bytes(), "blank.pdf")
    assert (report.kind, len(report.forms)) == (Kind.TEMPLATE, 1)


def test_rows_are_counted_by_what_was_planted() -> None:
    planted = next(trial for trial in every() if trial.code == "SUM001" and trial.kind == PLANTED)
    name = planted.book.name
    rows = {
        name: [Row(name, "SUM001", "error", ""), Row(name, "RATE002", "warning", ""), Row(name, "TEXT004", "info", "")]
    }
    found = mark(planted, rows)
    assert (found.is_found, [row.check for row in found.false], found.infos) == (True, ["RATE002"], 1)
    missed = mark(planted, {name: [Row(name, "SUM001", "info", "")]})
    assert (missed.is_found, missed.false, missed.infos) == (False, (), 1)
    assert count([found, missed]) == (2, 1, 1, 0, 0)
    assert count([found, missed], "RATE002") == (0, 0, 1, 0, 0)
    near = next(trial for trial in every() if trial.code == "SUM001" and trial.kind == SPARED)
    flagged = mark(near, {near.book.name: [Row(near.book.name, "SUM001", "error", "")]})
    assert count([flagged], "SUM001") == (0, 0, 1, 1, 1)


def test_a_section_of_the_results_is_replaced_by_itself() -> None:
    before = "# Results\n\nMachine: old.\n\n## Cells\n\na\n\n### Part\n\nb\n\n## Speed\n\nc\n\n## Kept\n\nd\n"
    after = merged(before, {"Speed": "new\n"}, ["Cells", "Fields", "Speed"])
    assert after.partition("\n\n## ")[2] == "Cells\n\na\n\n### Part\n\nb\n\n## Speed\n\nnew\n\n## Kept\n\nd\n"
