"""The generated corpus: large and varied enough, the same each time, and true to what it prints."""

from collections import Counter
from pathlib import Path

import pytest

from bench.corpus.books import Book, corpus, sheets, write_corpus
from bench.corpus.canvas import PRODUCERS
from bench.corpus.document import Box, Document, Grid
from bench.corpus.layouts import HELD, LAYOUTS
from bench.corpus.truth import truth
from bench.fields import compare
from extractors.layout import read_layout


def grids(book: Book) -> list[Grid]:
    return [part for part in book.document.parts if isinstance(part, Grid)]


def test_the_corpus_holds_every_layout_by_every_producer() -> None:
    assert (len(LAYOUTS), len(HELD), PRODUCERS) == (26, 9, ("fpdf2", "reportlab", "skia", "typst"))
    assert Counter(book.layout for book in corpus()) == dict.fromkeys((*LAYOUTS, *HELD), 4)
    assert {len(truth(book.document)["forms"]) for book in corpus()} == {2, 3, 4, 5, 6}


@pytest.mark.parametrize("book", [*corpus(), *sheets()], ids=lambda book: book.name)
def test_the_cells_of_a_grid_cover_it_once(book: Book) -> None:
    for grid in grids(book):
        covered = Counter(
            (row + i, col + j) for row, col, box in grid.cells() for i in range(box.rows) for j in range(box.cols)
        )
        assert covered == {(row, col): 1 for row in range(len(grid.rows)) for col in range(len(grid.widths))}
        assert {col for _, col, _ in grid.cells()} == set(range(len(grid.widths)))


@pytest.mark.parametrize("producer", PRODUCERS)
def test_a_producer_prints_the_same_bytes_twice(producer: str, tmp_path: Path) -> None:
    book = next(book for book in sheets() if book.producer == producer)
    first, second = (next(write_corpus(tmp_path / name, (book,)))[1] for name in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()
    assert read_layout(first.read_bytes()).pages >= 1


def test_truth_repeats_merged_labels_and_tells_blank_from_absent() -> None:
    rows = (
        (
            Box("产\n出", rows=2, says=(("indicators.level1", "产出"),)),
            Box("数量", says=(("indicators.level3", "数量"),)),
            Box("10", says=(("indicators.weight", "10"),)),
        ),
        (Box("质量", says=(("indicators.level3", "质量"),)), Box("")),
    )
    document = Document("a", (Grid((1, 1, 1), rows, says=(("head.name", "自评表"),)),))
    found = truth(document)["forms"][0]
    assert [(row["level1"], row["level3"], row["weight"], row["score"]) for row in found["indicators"]] == [
        ("产出", "数量", "10", None),
        ("产出", "质量", "", None),
    ]
    assert (found["name"], found["total"]) == ("自评表", None)
    assert truth(document)["tables"][0]["cells"][0] == {"r": 0, "c": 0, "rs": 2, "cs": 1, "text": "产出"}


def test_a_comparison_counts_what_is_missing_wrong_and_invented() -> None:
    wanted = truth(sheets()[0].document)
    whole = compare("a", wanted, {**wanted, "pages": 1, "unread": []})
    assert (whole.asked, whole.given, whole.differences) == (whole.right, whole.right, [])
    form = wanted["forms"][0]
    wrong = {**form, "total": "1", "unit": None, "grade": "优"}
    found = compare("a", wanted, {**wanted, "forms": [wrong], "pages": 1, "unread": []})
    assert (found.asked, found.given, found.right) == (whole.asked, whole.asked, whole.right - 2)
    assert found.differences == [
        f"a form 1 unit: wanted “{form['unit']}”, got nothing",
        f"a form 1 total: wanted “{form['total']}”, got “1”",
        "a form 1 grade: wanted nothing, got “优”",
    ]
