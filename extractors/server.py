"""A single-threaded process that forks the workers, and its client: for callers with threads of their own.

`python -m extractors.server MODULE…` loads the modules, then takes one request a line on its input and gives, for each,
one line of JSON and the answer's bytes on its output. It ends, and its workers with it, when its input ends.
"""

import os
import select
import selectors
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import orjson

from extractors.worker import Crew, Limits, Outcome, Task, load, say

ALIVE = -1
"""In place of the size of an answer: a sign of life of work that takes long."""
CLOSED = Outcome(b"", "读取服务意外退出", "再运行一次；若重复出现，用 --jobs 1 找出引起问题的文件")


class Served:
    """The client's side of the server; it starts one when there is work, and a new one should it die."""

    def __init__(
        self, limits: Limits, modules: tuple[str, ...], notice: Callable[[int], None] = lambda _: None
    ) -> None:
        self.limits = limits
        self.notice = notice
        self.modules = modules
        self.server: subprocess.Popen[bytes] | None = None
        self.under_way: dict[int, Path | None] = {}

    def add(self, key: int, task: Task) -> None:
        """Hand over a task; bytes travel through a temporary file."""
        server = self.server or self.launch()
        kept = spool(task.source) if isinstance(task.source, bytes) else None
        self.under_way[key] = kept
        limits = [self.limits.memory, self.limits.cpu, self.limits.wall]
        where = os.path.abspath(kept or str(task.source))
        request = [key, task.document, where, task.target, task.arguments, limits]
        assert server.stdin is not None
        try:
            server.stdin.write(orjson.dumps(request) + b"\n")
            server.stdin.flush()
        except BrokenPipeError:
            return

    def wait(self) -> list[tuple[int, Outcome]]:
        """Block until an answer is there. A server that died fails what it was doing."""
        assert self.server is not None
        assert self.server.stdout is not None
        head = self.server.stdout.readline()
        if not head.endswith(b"\n"):
            self.stop()
            return [(key, CLOSED) for key in tuple(self.under_way) if self.settle(key)]
        key, size, why, remedy = orjson.loads(head)
        if size == ALIVE:
            self.notice(key)
            return []
        data = self.server.stdout.read(size)
        return [(key, Outcome(data, why, remedy))] if self.settle(key) else []

    def settle(self, key: int) -> bool:
        """Forget a task and its temporary file."""
        if key not in self.under_way:
            return False
        kept = self.under_way.pop(key)
        if kept is not None:
            kept.unlink(missing_ok=True)
        return True

    def launch(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
        self.server = subprocess.Popen(
            [sys.executable, "-m", "extractors.server", *self.modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )
        return self.server

    def stop(self) -> None:
        if self.server is not None and self.server.stdin is not None and self.server.stdout is not None:
            with suppress(BrokenPipeError):
                self.server.stdin.close()
            self.server.stdout.close()
            self.server.wait()
        self.server = None

    def close(self) -> None:
        """Stop the server and its workers, and drop the temporary files."""
        self.stop()
        for key in tuple(self.under_way):
            self.settle(key)


def spool(data: bytes) -> Path:
    """Put bytes into a temporary file of our own."""
    with tempfile.NamedTemporaryFile(prefix="gouji-", suffix=".pdf", delete=False) as kept:
        kept.write(data)
    return Path(kept.name)


def serve(modules: list[str]) -> None:
    """Be the server, until the input ends or nobody takes the answers any more."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    load(modules)
    crew = Crew(Limits(), lambda key: say(output.fileno(), orjson.dumps([key, ALIVE, "", ""]) + b"\n"))
    crew.selector.register(0, selectors.EVENT_READ)
    try:
        work_off(crew, output)
    except BrokenPipeError:
        return
    finally:
        crew.close()


def work_off(crew: Crew, output: BinaryIO) -> None:
    """Take requests and give answers as they come."""
    pending = bytearray()
    while True:
        for key, outcome in crew.wait():
            answer(output, key, outcome)
        if select.select([0], [], [], 0)[0]:
            chunk = os.read(0, 1 << 16)
            if not chunk:
                return
            pending += chunk
            *lines, rest = bytes(pending).split(b"\n")
            pending = bytearray(rest)
            for line in lines:
                take(crew, line)


def take(crew: Crew, line: bytes) -> None:
    """Start what a request asks for."""
    key, document, source, target, arguments, limits = orjson.loads(line)
    crew.limits = Limits(*limits)
    crew.add(key, Task(document, Path(source), target, arguments))


def answer(output: BinaryIO, key: int, outcome: Outcome) -> None:
    """Say one outcome; raises BrokenPipeError."""
    head = orjson.dumps([key, len(outcome.data), outcome.why, outcome.remedy]) + b"\n"
    say(output.fileno(), head + outcome.data)


if __name__ == "__main__":
    serve(sys.argv[1:])
