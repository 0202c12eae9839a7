"""Recall of planted errors and false rows on clean controls, per code.

Each planted report breaks one figure of a story that holds; a report counts as found when its code is in the queue.
"""

import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus.books import Book, write_corpus
from bench.corpus.canvas import PRODUCERS
from bench.corpus.layouts import LAYOUTS, report
from bench.corpus.look import Look
from bench.corpus.projects import PLANTS, project

# What a layout must print for a contradiction to show.
NEEDS: dict[str, set[str]] = {
    "SUM001": {"score"},
    "SUM003": {"score", "weight", "full score"},
    "SUM004": {"parts"},
    # Such a report gives the reason why the rate is low.
    "RATE003": {"fund points"},
    "SCORE001": {"score", "weight"},
    "SCORE002": {"score", "weight", "target"},
    "SCORE003": {"score", "fund points", "full score"},
    "SCORE005": {"score"},
    "XREF001": {"score"},
    "XREF004": {"target"},
    "XREF005": {"levels"},
}
CLEAN = 3


def table() -> str:
    """Print the corpus into a folder of its own, check it all in one run, compare; Markdown."""
    with TemporaryDirectory(prefix="gouji-accuracy-") as name:
        books = dict(planned())
        planted = {str(path): books[book] for book, path in write_corpus(Path(name), tuple(books))}
        return compare(planted, findings(check(sorted(planted))))


def planned() -> Iterator[tuple[Book, str]]:
    """The reports with the code planted in each, "" for a clean one; the producers take turns."""
    turn = cycle(PRODUCERS)
    for i, (name, layout) in enumerate(LAYOUTS.items()):
        for seed in range(CLEAN):
            yield planned_book(f"{name}-clean{seed}", name, "", (seed * 7 + i, next(turn))), ""
        for j, code in enumerate(PLANTS):
            if not NEEDS.get(code, set()) & layout.lacks:
                yield planned_book(f"{name}-{code}", name, code, (100 + 13 * i + j, next(turn))), code


def planned_book(label: str, layout: str, code: str, drawn: tuple[int, str]) -> Book:
    seed, producer = drawn
    story = project(seed)
    document = report(PLANTS[code](story) if code else story, layout, Look(seed))
    return Book(layout, producer, replace(document, name=label), label)


def check(files: list[str]) -> str:
    command = [str(Path(sys.executable).with_name("gouji")), "check", "--format", "json", "--witness", "never", *files]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout


def findings(text: str) -> list[dict[str, str]]:
    """The rows of `gouji check --format json`, each with its document."""
    documents = json.loads(text)["documents"]
    return [{**row, "document": document["document"]} for document in documents for row in document["findings"]]


def compare(planted: dict[str, str], rows: list[dict[str, str]]) -> str:
    """What was found of what was planted, and every row that nobody planted."""
    by_file: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        by_file[Path(row["document"]).name].append(row)
    asked, found, false, notes = Counter(planted.values()), Counter[str](), Counter[str](), []
    for path, code in planted.items():
        mine = by_file[Path(path).name]
        others = [row for row in mine if row["check"] != code and row["severity"] != "info"]
        found[code] += any(row["check"] == code for row in mine)
        if code and not any(row["check"] == code for row in mine):
            notes.append(f"- {Path(path).stem}: missed")
        if not code:
            false.update(row["severity"] for row in mine)
        notes += [f"- {Path(path).stem}: {row['check']} {row['severity']} {row['message'][:80]}" for row in others]
    clean = asked.pop("")
    found.pop("", None)
    lines = "\n".join(f"| {code} | {found[code]} | {asked[code]} |" for code in asked)
    return (
        f"{len(LAYOUTS)} layouts, {len(planted)} reports. Recall {sum(found.values())} of {sum(asked.values())}. "
        f"{clean} clean controls: {false['error']} error rows, {false['warning']} warning rows, "
        f"{false['info']} info rows.\n\n"
        f"| code | found | planted |\n|---|---|---|\n{lines}\n\n"
        "Missed, and rows beside the planted one:\n\n" + "\n".join(notes or ["- none"]) + "\n"
    )
