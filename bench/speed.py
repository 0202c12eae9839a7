"""How fast and how large reading and judging are, against pdfplumber on the same files.

Every figure is a ratio of medians of interleaved runs (A B A B …) or a median of whole runs.
"""

import functools
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pypdfium2

from checks._catalog import CATALOG
from checks._engine import run_checks
from checks._model import Parameters
from extractors.errors import UnreadableError
from extractors.layout import read_layout
from extractors.report import read_report

GOUJI = str(Path(sys.executable).with_name("gouji"))
ROUNDS = 5
PLUMBER = (
    "import sys, pdfplumber\n"
    "for path in sys.argv[1:]:\n"
    "    with pdfplumber.open(path) as pdf:\n"
    "        for page in pdf.pages:\n"
    "            page.extract_tables(); page.extract_text()\n"
)
PEAK = (
    "import resource, subprocess, sys\n"
    "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
)


@dataclass(frozen=True)
class Share:
    """The pages of a report and the time of all checks on it as a share of that of reading it."""

    pages: int
    part: float


@dataclass(frozen=True)
class Paired:
    """Median seconds of two ways to do one thing, run in turn."""

    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        return self.theirs / self.ours


def paired(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    rounds: int = ROUNDS,
    clock: Callable[[], float] = time.perf_counter,
) -> Paired:
    """Time both in turn, `rounds` times after a warm-up of each; `clock` may be that of this process alone."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + 1):
        for way, sink in zip((ours, theirs), times, strict=True):
            begin = clock()
            way()
            if turn:
                sink.append(clock() - begin)
    return Paired(statistics.median(times[0]), statistics.median(times[1]))


def read_all(files: list[Path]) -> int:
    """Characters, grids and prose of every file by our road; the number of pages read."""
    pages = 0
    for path in files:
        try:
            pages += read_layout(path.read_bytes()).pages
        except UnreadableError:
            continue
    return pages


def plumb_all(files: list[Path]) -> None:
    """The same by pdfplumber's extract_tables and extract_text."""
    for path in files:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_tables()
                page.extract_text()


def raw_all(files: list[Path]) -> None:
    """The floor: the bare text of every page by PDFium."""
    for path in files:
        with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
            for number in range(len(pdf)):
                page = pdf[number]
                text = page.get_textpage()
                text.get_text_range()
                text.close()
                page.close()


def run(*command: str) -> None:
    """Run a command to its end; a finding is no failure of the run."""
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def check(files: list[Path], *options: str) -> None:
    run(GOUJI, "check", *options, *map(str, files))


def pages_again(files: list[Path]) -> int:
    """How many pages bear an operand of a finding: those the witness reads again."""
    command = [GOUJI, "check", "--witness", "never", "--format", "json", *map(str, files)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    return sum(
        len({page for finding in document["findings"] for page in re.findall(r"@p\.(\d+) ", finding["evidence"])})
        for document in json.loads(done.stdout)["documents"]
    )


def checks_share(path: Path) -> Share:
    """Median seconds of reading a report and of judging it by every check, in turn, in this process."""
    given = path.read_bytes()
    report = read_report(given, path.name)

    def judge() -> None:
        forget()
        run_checks(report, CATALOG, Parameters())

    times = paired(judge, lambda: read_report(given, path.name), 9, time.process_time)
    return Share(report.pages, times.ours / times.theirs)


def forget() -> None:
    """Drop what the checks know of texts they have seen: each report is the first."""
    for name, module in list(sys.modules.items()):
        if name.startswith("checks."):
            for found in vars(module).values():
                if isinstance(found, functools._lru_cache_wrapper) and found.cache_parameters()["maxsize"]:
                    found.cache_clear()


def peak(command: list[str]) -> float:
    """Peak resident memory in MB of the largest process a command starts."""
    done = subprocess.run([sys.executable, "-c", PEAK, *command], stdout=subprocess.PIPE, text=True, check=True)
    return int(done.stdout) / 1024


def machine() -> str:
    cpu = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        "?",
    )
    return f"{cpu}, {os.cpu_count()} cores, Python {platform.python_version()}"


def table(folder: Path) -> str:
    """The speed table of all PDFs below a folder, in Markdown."""
    files = sorted(p for p in folder.rglob("*.pdf") if "real" not in p.parts)
    if not files:
        return f"Speed: no PDF under {folder}.\n"

    def plumber(*paths: Path) -> None:
        run(sys.executable, "-c", PLUMBER, *map(str, paths))

    pages = read_all(files)
    reading = paired(lambda: read_all(files), lambda: plumb_all(files), 3, time.process_time)
    floor = paired(lambda: read_all(files), lambda: raw_all(files), 7, time.process_time)
    whole = paired(lambda: check(files, "--witness", "never"), lambda: plumber(*files), 3)
    witnessed = paired(lambda: check(files), lambda: plumber(*files), 3)
    again = pages_again(files)
    single = max(files, key=lambda path: path.stat().st_size)
    cold = paired(lambda: check([single], "--witness", "never"), lambda: plumber(single))
    judged = checks_share(single)
    memory = peak([GOUJI, "check", "--witness", "never", str(single)])
    rows = (
        (
            "reading (characters, grids, prose) against pdfplumber extract_tables + extract_text",
            f"{reading.ratio:.1f}x",
            ">= 10x",
        ),
        ("reading, as a share of the speed of PDFium's bare text", f"{floor.ratio:.2f}", ">= 0.4"),
        ("pages a second, reading, one process", f"{pages / reading.ours:.0f}", ""),
        ("`gouji check --witness never` against pdfplumber, whole processes", f"{whole.ratio:.1f}x", ">= 5x"),
        ("`gouji check` with the witness against pdfplumber, whole processes", f"{witnessed.ratio:.1f}x", ""),
        (
            "pages that bear a finding and are read again by the witness",
            f"{again} of {pages} ({again / pages:.0%})",
            "",
        ),
        (
            f"`gouji check --witness never` of one report ({single.parent.name}/{single.name}), cold",
            f"{cold.ours:.2f} s",
            "< 1 s",
        ),
        (
            f"all checks on that report ({judged.pages} pages), as a share of the time to read it",
            f"{judged.part:.1%}",
            "<= 15 %",
        ),
        ("peak memory of that run, largest process", f"{memory:.0f} MB", "< 300 MB"),
    )
    lines = "\n".join(f"| {name} | {figure} | {goal} |" for name, figure, goal in rows)
    return (
        f"{len(files)} files, {pages} pages. Ratios of medians of interleaved runs.\n\n"
        f"| what | measured | goal |\n|---|---|---|\n{lines}\n"
    )
