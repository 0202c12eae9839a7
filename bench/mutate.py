"""python -m bench.mutate [checks/sum001* …]: break each check, one comparison at a time, and see a test go red.

Prints per module what was killed, what survived and what ran out of time, and the survivors with the line that was
broken. Ends with 1 where less than 90 % was killed. The broken code lives in forked processes only: no file changes.
"""

import argparse
import ast
import importlib
import os
import pickle
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

from bench.graft import graft
from bench.mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent
CHECKS = ROOT / "checks"
TESTS = ("tests/checks", "tests/test_catalog.py", "tests/review/test_arrange.py")
"""What judges checks by values; whole documents would cost every mutant seconds."""

OURS = ("checks", "extractors", "flows", "review", "tests")
GOAL = 90
PATIENCE, SLOWER = 10, 5
"""A mutant may take so many seconds, and so many times what its tests took, before it runs without end."""

KILLED, SURVIVED, TIMEOUT = "killed", "survived", "timeout"
ENDS = {0: SURVIVED, 1: KILLED, -signal.SIGALRM: TIMEOUT}

Lines = frozenset[tuple[str, int]]


class Run(NamedTuple):
    """A test as it ran on the unbroken code: its seconds, and the lines (file, number) that it went through."""

    name: str
    is_green: bool
    seconds: float
    lines: Lines


class Fate(NamedTuple):
    mutant: Mutant
    outcome: str


Tests = list[tuple[pytest.Item, Run]]
"""The tests that are green on the unbroken code, the quickest first."""


class Mutation:
    """A pytest plugin: in place of running the collected tests it runs, for each mutant, those that reach its line."""

    def __init__(self, patterns: Sequence[str], jobs: int) -> None:
        self.patterns = patterns
        self.jobs = jobs
        self.tally: Counter[str] = Counter()
        self.red: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        runs = apart(lambda: record(session.items))
        self.red = [run.name for run in runs if not run.is_green]
        tests = [(item, run) for item, run in zip(session.items, runs, strict=True) if run.is_green]
        tests.sort(key=lambda test: test[1].seconds)
        for path in sorted(CHECKS.glob("*.py")):
            if is_chosen(path, self.patterns):
                fates = judge(path, tests, self.jobs)
                self.tally.update(fate.outcome for fate in fates)
                print_module(path, fates)
        return True


def is_chosen(path: Path, patterns: Sequence[str]) -> bool:
    name = path.relative_to(ROOT).as_posix()
    return path.name != "__init__.py" and (not patterns or any(fnmatch(name, pattern) for pattern in patterns))


def apart(work: Callable[[], Any]) -> Any:
    """What the work returns in a process of its own, so that no cache here is filled by it."""
    with tempfile.TemporaryFile() as file:
        pid = os.fork()
        if not pid:
            with leaving(1):
                pickle.dump(work(), file)
                file.flush()
                os._exit(0)
        if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]):
            raise pytest.UsageError("the tests do not run: python -m pytest " + " ".join(TESTS))
        file.seek(0)
        return pickle.load(file)


@contextmanager
def leaving(status: int) -> Iterator[None]:
    """End this forked process with the status whatever happens: nothing of the parent's may run in it."""
    try:
        yield
    finally:
        os._exit(status)


def record(items: list[pytest.Item]) -> list[Run]:
    """Run every test once."""
    runs = []
    prefix = str(CHECKS) + os.sep
    for item in items:
        lines: set[tuple[str, int]] = set()
        sys.settrace(tracer(prefix, lines))
        start = time.perf_counter()
        is_green = passes(item)
        sys.settrace(None)
        runs.append(Run(item.nodeid, is_green, time.perf_counter() - start, frozenset(lines)))
    return runs


def tracer(prefix: str, lines: set[tuple[str, int]]) -> Callable[[FrameType, str, Any], Any]:
    def line(frame: FrameType, _: str, __: Any) -> Any:
        lines.add((frame.f_code.co_filename[len(prefix) :], frame.f_lineno))
        return line

    def call(frame: FrameType, _: str, __: Any) -> Any:
        return line if frame.f_code.co_filename.startswith(prefix) else None

    return call


def passes(item: pytest.Item) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def judge(path: Path, tests: Tests, jobs: int) -> list[Fate]:
    """The fate of every mutant of a module."""
    source = path.read_text(encoding="utf-8")
    module = importlib.import_module(f"checks.{path.stem}")
    reach = Reach(path, ast.parse(source))
    running: dict[int, Mutant] = {}
    fates = []
    for mutant in mutants(source):
        chosen = [test for test in tests if reach.has(test[1], mutant.line)]
        running[fork(module, mutant, chosen)] = mutant
        if len(running) == jobs:
            fates.append(finished(running))
    while running:
        fates.append(finished(running))
    return sorted(fates, key=lambda fate: fate.mutant.line)


def fork(module: ModuleType, mutant: Mutant, tests: Tests) -> int:
    """Start a process that runs the tests on the mutant: it ends with 1 at the first that fails, else with 0."""
    pid = os.fork()
    if not pid:
        with leaving(1):
            signal.alarm(PATIENCE + int(SLOWER * sum(run.seconds for _, run in tests)))
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            graft(module, mutant.code, OURS)
            if all(passes(item) for item, _ in tests):
                os._exit(0)
    return pid


def finished(running: dict[int, Mutant]) -> Fate:
    """Wait for the next process to end."""
    pid, status = os.wait()
    return Fate(running.pop(pid), ENDS.get(os.waitstatus_to_exitcode(status), KILLED))


class Reach:
    """Which tests see what a line of a module does."""

    def __init__(self, path: Path, tree: ast.Module) -> None:
        self.name = path.name
        self.stem = path.stem
        self.spans = sorted(statements(tree), key=lambda span: span[1] - span[0])
        self.takers = {path.name, *(other.name for other in CHECKS.glob("*.py") if takes(other, path.stem))}

    def has(self, run: Run, line: int) -> bool:
        """Whether it runs the statement; one outside functions runs at import, its values are used all over."""
        start, end = next(((a, b) for a, b in self.spans if a <= line <= b), (0, 0))
        if start:
            return any(name == self.name and start <= at <= end for name, at in run.lines)
        return self.stem in run.name or any(name in self.takers for name, _ in run.lines)


def takes(path: Path, stem: str) -> bool:
    return f"from checks.{stem} import" in path.read_text(encoding="utf-8")


def statements(tree: ast.Module) -> Iterator[tuple[int, int]]:
    """The first and last line of every statement inside functions; of a compound one its head only."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.stmt | ast.match_case) and node is not function:
                    yield head(node)


def head(node: ast.stmt | ast.match_case) -> tuple[int, int]:
    if isinstance(node, ast.match_case):
        return node.pattern.lineno, node.body[0].lineno - 1
    body = getattr(node, "body", None) or getattr(node, "cases", None)
    if not body:
        return node.lineno, node.end_lineno or node.lineno
    first = body[0].pattern.lineno if isinstance(body[0], ast.match_case) else body[0].lineno
    return node.lineno, max(node.lineno, first - 1)


def print_module(path: Path, fates: list[Fate]) -> None:
    tally = Counter(fate.outcome for fate in fates)
    print(f"{path.relative_to(ROOT)}: {summary(tally)}")
    for fate in fates:
        if fate.outcome == SURVIVED:
            number = str(fate.mutant.line)
            print(f"    {number}  - {fate.mutant.before}")
            print(f"    {' ' * len(number)}  + {fate.mutant.after}")
    sys.stdout.flush()


def summary(tally: Counter[str]) -> str:
    """Counts and the share that was noticed; a mutant that runs without end is noticed too."""
    return f"{tally[KILLED]} killed, {tally[SURVIVED]} survived, {tally[TIMEOUT]} out of time: {share(tally):.1f} %"


def share(tally: Counter[str]) -> float:
    return 100 - 100 * tally[SURVIVED] / (tally.total() or 1)


def main() -> int:
    """0 where the goal is met, 1 below it, 2 where nothing could be judged."""
    parser = argparse.ArgumentParser(prog="bench.mutate", description=__doc__)
    parser.add_argument("patterns", nargs="*", help="modules to break, such as checks/sum001*; all of them without")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="mutants at once")
    given = parser.parse_args()
    mutation = Mutation(given.patterns, given.jobs)
    options = ["-qq", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header", "--no-summary"]
    status = pytest.main([*options, *(str(ROOT / test) for test in TESTS)], plugins=[mutation])
    for name in mutation.red:
        print(f"red without any mutant, left out: {name}")
    if status or not mutation.tally.total():
        return 2
    print(f"all: {summary(mutation.tally)}")
    return int(share(mutation.tally) < GOAL)


if __name__ == "__main__":
    sys.exit(main())
