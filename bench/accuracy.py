"""Recall and precision of the checks, per code and layout: planted errors, near misses and clean controls.

Everything is printed into a folder of its own and read back through `gouji check`, as a user would.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus.books import letters
from bench.corpus.printing import print_document
from bench.corpus.spoilt import spoil
from bench.corpus.trials import Trial, clean, families, others, planted, spared
from bench.marking import Mark, Row, mark, tables

CORPUS_CODES = "TEXT004,TEXT005,XREF009"
JOBS = 2


def table() -> str:
    """Print every trial, check them, compare; Markdown."""
    folder = os.environ.get("GOUJI_BENCH_KEEP")
    if folder:
        return tables(measure(Path(folder)))
    with TemporaryDirectory(prefix="gouji-accuracy-") as name:
        return tables(measure(Path(name)))


def trials() -> list[Trial]:
    return list(chain(planted(), spared(), clean(), families(), others()))


def measure(folder: Path) -> list[Mark]:
    """What is found of what was planted, and what else, in every report; the files stay in `folder`."""
    wanted = trials()
    print_all(wanted, folder)
    rows = defaultdict(list)
    for row in chain.from_iterable(found_in(group, folder) for group in groups(wanted)):
        rows[row.document].append(row)
    return [mark(trial, rows) for trial in wanted]


def print_all(wanted: list[Trial], folder: Path) -> None:
    """Print the trials, in as many processes as there are jobs; one font holds the letters of all."""
    folder.mkdir(parents=True, exist_ok=True)
    known = letters(tuple(trial.book for trial in wanted))
    with ProcessPoolExecutor(JOBS, get_context("spawn")) as pool:
        list(pool.map(print_some, *zip(*((wanted[i::JOBS], folder, known) for i in range(JOBS)), strict=True)))


def print_some(wanted: list[Trial], folder: Path, known: str) -> None:
    for trial in wanted:
        path = folder / f"{trial.book.name}.pdf"
        print_document(trial.book.document, trial.book.producer, path, known)
        if trial.spoil:
            spoil(path, trial.spoil)


def groups(wanted: Iterable[Trial]) -> Iterator[tuple[str, list[Trial]]]:
    """The trials that are checked in one run: those of a set together, all that belong to none in one run."""
    found = defaultdict(list)
    for trial in wanted:
        found[trial.together].append(trial)
    yield from found.items()


def found_in(group: tuple[str, list[Trial]], folder: Path) -> Iterator[Row]:
    """The rows of one run. Reports that have nothing to do with each other are not held against each other."""
    together, members = group
    files = sorted(str(folder / f"{trial.book.name}.pdf") for trial in members)
    choice = [] if together else ["--ignore", CORPUS_CODES]
    command = [str(Path(sys.executable).with_name("gouji")), "check", "--format", "json", "--witness", "never"]
    run = subprocess.run([*command, *choice, *files], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    for document in json.loads(run.stdout)["documents"]:
        for row in document["findings"]:
            yield Row(Path(document["document"]).stem, row["check"], row["severity"], row["message"])
