"""One forked, limited process for one document: a hang, a bomb or a crash in a PDF costs that process only.

The process must be forked from a single-threaded one. It hands back bytes through a pipe and is killed with its whole
group when its time is over.
"""

import ctypes
import errno
import importlib
import os
import resource
import selectors
import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

GIVEN, FAILED, STARVED, MISSING = b"+", b"!", b"m", b"?"
ALIVE = b"."
"""Said before the answer, as often as wanted: work that is known to take long goes on."""
LARGEST_ANSWER = 512 << 20
CHUNK = 1 << 20
MOST_FILES = 1 << 16
DIE_WITH_PARENT = 1
NO_FILE = {errno.ENOENT: "文件不存在", errno.EACCES: "没有读取权限", errno.EISDIR: "是文件夹，不是文件"}
OPEN_AGAIN = "用 PDF 阅读器打开核对；能打开时另存（打印）为新的 PDF 后再试，仍不行请向发布单位索取原文件"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: bytes of address space, seconds of processor, seconds on the clock.

    The clock begins anew at each sign of life (ALIVE) that a worker gives; the work itself must bound their number.
    """

    memory: int = 2 << 30
    cpu: int = 150
    wall: float = 240


@dataclass(frozen=True, slots=True)
class Task:
    """One document's work. `target` is "module:function", called as function(data, document, arguments) -> bytes.

    The worker adds "tell" to the arguments: a function that gives a sign of life.
    """

    document: str
    source: Path | bytes
    target: str
    arguments: dict[str, Any] = field(default_factory=dict)


class Outcome(NamedTuple):
    """What a worker gave back; where `why` is not empty, it gave nothing. Both sentences are Chinese."""

    data: bytes
    why: str = ""
    remedy: str = ""


@dataclass(slots=True)
class Worker:
    """A process under way and what it has said so far."""

    key: int
    pid: int
    pipe: int
    deadline: float
    said: bytearray = field(default_factory=bytearray)


def start(key: int, task: Task, limits: Limits) -> Worker:
    """Fork a process that does the task."""
    inner, outer = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        work(task, limits, outer)
    os.close(outer)
    return Worker(key, pid, inner, time.monotonic() + limits.wall)


def work(task: Task, limits: Limits, pipe: int) -> None:
    """Do the task in this process, say the answer and leave; never returns."""
    try:
        isolate(pipe)
        restrict(limits)
        for part in answer(task, pipe):
            say(pipe, part)
    finally:
        os._exit(0)


def answer(task: Task, pipe: int) -> tuple[bytes, bytes]:
    """A mark and what goes with it; never raises. Signs of life go through the pipe."""
    try:
        data = task.source if isinstance(task.source, bytes) else task.source.read_bytes()
    except OSError as error:
        return MISSING, (NO_FILE.get(error.errno or 0) or str(error.strerror)).encode()
    except MemoryError:
        return STARVED, b""
    try:
        return GIVEN, call(task, data, lambda: say(pipe, ALIVE))
    except MemoryError:
        return STARVED, b""
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is one document's failure
        return FAILED, describe(error)


def isolate(pipe: int) -> None:
    """Leave the terminal and every open file but the pipe: no signal from there, no input, no output."""
    os.setsid()
    if os.uname().sysname == "Linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.closerange(3, pipe)
    os.closerange(pipe + 1, MOST_FILES)


def restrict(limits: Limits) -> None:
    """Set the limits of this process; where the system knows no such limit, the clock alone holds."""
    wanted = {"RLIMIT_AS": limits.memory, "RLIMIT_CPU": limits.cpu, "RLIMIT_CORE": 0}
    for name, most in wanted.items():
        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        ceiling = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (ceiling, hard))
        except (ValueError, OSError):
            continue


def limits_in_force() -> str:
    """How far this system keeps the limits, in Chinese: macOS does not bound the address space."""
    if os.uname().sysname == "Linux":
        return "每份文件一个受限进程：内存、处理器时间、总时长均有上限"
    return "每份文件一个受限进程：本系统只保证处理器时间与总时长上限，内存上限不保证（Linux 上完整）"


def call(task: Task, data: bytes, tell: Callable[[], None]) -> bytes:
    module, _, name = task.target.partition(":")
    arguments = {**task.arguments, "tell": tell}
    given = getattr(importlib.import_module(module), name)(data, task.document, arguments)
    if not isinstance(given, bytes):
        message = f"{task.target} gave {type(given).__name__}, not bytes"
        raise TypeError(message)
    return given


def describe(error: BaseException) -> bytes:
    return f"{type(error).__name__}: {error}"[:500].encode(errors="replace")


def say(pipe: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(pipe, view) :]


def load(modules: Iterable[str]) -> None:
    """Load modules before the first fork; "module:function" also calls a function that makes things ready."""
    for named in modules:
        module, _, name = named.partition(":")
        loaded = importlib.import_module(module)
        if name:
            getattr(loaded, name)()


class Crew:
    """The workers of this process: `add` forks one, `wait` gives those that are done, `notice` gets signs of life."""

    def __init__(self, limits: Limits, notice: Callable[[int], None] = lambda _: None) -> None:
        self.limits = limits
        self.notice = notice
        self.selector = selectors.DefaultSelector()
        self.workers: dict[int, Worker] = {}

    def add(self, key: int, task: Task) -> None:
        worker = start(key, task, self.limits)
        self.workers[worker.pipe] = worker
        self.selector.register(worker.pipe, selectors.EVENT_READ)

    def wait(self) -> list[tuple[int, Outcome]]:
        """Block until something happens; the keys that are done and their outcomes, often none."""
        now = time.monotonic()
        nearest = min((worker.deadline for worker in self.workers.values()), default=None)
        ready = self.selector.select(None if nearest is None else max(0.0, nearest - now))
        ended = [worker for key, _ in ready if (worker := self.workers.get(key.fd)) and self.hear(worker)]
        late = [w for w in self.workers.values() if w.deadline <= time.monotonic() and w not in ended]
        return [(worker.key, self.part(worker, worker in late)) for worker in (*ended, *late)]

    def hear(self, worker: Worker) -> bool:
        """Take what a worker has said; True when it will say no more."""
        chunk = os.read(worker.pipe, CHUNK)
        worker.said += chunk
        while worker.said.startswith(ALIVE):
            del worker.said[: len(ALIVE)]
            worker.deadline = time.monotonic() + self.limits.wall
            self.notice(worker.key)
        return not chunk or len(worker.said) > LARGEST_ANSWER

    def part(self, worker: Worker, is_late: bool) -> Outcome:
        """End a worker for good and say what came of it."""
        status = self.end(worker)
        if is_late:
            return Outcome(b"", f"读取超过 {self.limits.wall:g} 秒，已中止", OPEN_AGAIN)
        if os.WIFSIGNALED(status) or len(worker.said) > LARGEST_ANSWER:
            return died(os.WTERMSIG(status), self.limits)
        return heard(bytes(worker.said), self.limits)

    def end(self, worker: Worker) -> int:
        """Kill the worker's group, which an ended worker survives unchanged, and take its exit status."""
        self.selector.unregister(worker.pipe)
        del self.workers[worker.pipe]
        os.close(worker.pipe)
        for kill in (os.killpg, os.kill):
            try:
                kill(worker.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue
        return os.waitpid(worker.pid, 0)[1]

    def close(self) -> None:
        """Kill every worker."""
        for worker in tuple(self.workers.values()):
            self.end(worker)


def died(number: int, limits: Limits) -> Outcome:
    """The outcome of a worker that a signal ended."""
    if number == signal.SIGXCPU:
        return Outcome(b"", f"读取占用处理器超过 {limits.cpu} 秒，已中止", OPEN_AGAIN)
    name = signal.Signals(number).name if number in set(signal.Signals) else str(number)
    return Outcome(b"", f"读取进程异常终止（{name}）：文件结构异常或超出内存上限", OPEN_AGAIN)


def heard(said: bytes, limits: Limits) -> Outcome:
    """The outcome of a worker that ended by itself."""
    mark, rest = said[:1], said[1:]
    if mark == GIVEN:
        return Outcome(rest)
    if mark == STARVED:
        return Outcome(b"", f"读取需要的内存超过 {limits.memory / (1 << 30):g} GiB 上限，已中止", OPEN_AGAIN)
    if mark == MISSING:
        return Outcome(b"", f"打不开文件：{rest.decode()}", "核对路径和读取权限后再试")
    return Outcome(b"", f"读取程序出错：{rest.decode() or '没有结果'}", OPEN_AGAIN + "；并把此信息告知开发者")
