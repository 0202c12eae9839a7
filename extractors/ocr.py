"""The reader of scanned pages, seen from outside: a process of its own, started once, that is fed pictures.

The process alone loads the recogniser. It is killed when it takes too long over a page or too much memory.
"""

import ctypes
import json
import os
import resource
import selectors
import signal
import struct
import subprocess
import sys
import time
from dataclasses import dataclass
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extractors.model import Box
from extractors.page import Char, Edge, Page
from extractors.picture import Picture

NEEDED = ("numpy", "cv2", "onnxruntime", "rapidocr")
MOST_MEMORY = 1536 << 20
START_SECONDS = 60.0
PAGE_SECONDS = 60.0
GLANCE = 0.1
CHUNK = 1 << 20
LENGTH = struct.Struct("<I")
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
DIE_WITH_PARENT = 1
MISSING_WHY = "没有安装文字识别（OCR）组件，扫描页无法读取"
MISSING_REMEDY = "请运行 pip install 'gouji[ocr]'（或 make audit）安装后重试，或取得由文字处理软件直接导出的 PDF。"
REMEDY = "请人工核对该页，或取得由文字处理软件直接导出的 PDF。"


class OcrError(Exception):
    """A page that could not be recognised. `why` says what went wrong, `remedy` what to do next; both in Chinese."""

    def __init__(self, why: str, remedy: str = REMEDY) -> None:
        super().__init__(f"{why} {remedy}".strip())
        self.why = why
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised on one page.

    Boxes are in points on the page as read: set straight, and turned upright where `page.turn` says so. `lines` are the
    boxes of the recognised stretches of text with the recogniser's confidence (0 to 1). `angle`: degrees, counted
    clockwise, by which the picture was turned to set it straight. `seals`: coloured seals taken out beforehand.
    """

    page: Page
    lines: tuple[tuple[Box, Decimal], ...] = ()
    angle: float = 0.0
    seals: int = 0


def is_installed() -> bool:
    """Whether the parts that recognition needs are there; loads none of them."""
    return all(find_spec(name) is not None for name in NEEDED)


class Recogniser:
    """The process that recognises pages; it starts with the first page and serves until closed or killed."""

    def __init__(self, threads: int = 2, page_seconds: float = PAGE_SECONDS, memory: int = MOST_MEMORY) -> None:
        self.threads = threads
        self.page_seconds = page_seconds
        self.memory = memory
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def recognise(self, picture: Picture, number: int, size: tuple[float, float]) -> Recognised:
        """Read a picture of page `number`, `size` points large. Raises OcrError; the next page gets a new process."""
        if not is_installed():
            raise OcrError(MISSING_WHY, MISSING_REMEDY)
        wait = self.page_seconds
        if self.process is None:
            self.process = start(self.threads)
            wait += START_SECONDS
        asked = {"width": picture.width, "height": picture.height, "channels": picture.channels, "size": size}
        head = json.dumps(asked).encode()
        try:
            said = json.loads(self.ask([LENGTH.pack(len(head)), head, picture.pixels], time.monotonic() + wait))
        except (OSError, ValueError) as error:
            self.close()
            raise OcrError(f"文字识别进程异常终止（{type(error).__name__}）") from error
        except OcrError:
            self.close()
            raise
        if "error" in said:
            raise OcrError(f"文字识别出错：{said['error']}")
        return recognised(said, number)

    def ask(self, parts: list[bytes], deadline: float) -> bytes:
        """Send a request and take the answer, without ever blocking past the deadline or the memory limit."""
        process = self.process
        if process is None or process.stdin is None or process.stdout is None:
            raise OSError("no process")
        send(process.stdin.fileno(), parts, lambda: self.watch(deadline))
        inner = process.stdout.fileno()
        (length,) = LENGTH.unpack(take(inner, LENGTH.size, lambda: self.watch(deadline)))
        return take(inner, length, lambda: self.watch(deadline))

    def watch(self, deadline: float) -> None:
        """Raise OcrError where the process has used up its time or memory."""
        if time.monotonic() > deadline:
            raise OcrError(f"文字识别超过 {self.page_seconds:g} 秒，已中止")
        if self.process is not None and resident(self.process.pid) > self.memory:
            raise OcrError(f"文字识别占用内存超过 {self.memory / (1 << 30):g} GiB，已中止")

    def close(self) -> None:
        """End the process, if there is one."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.wait()


def start(threads: int) -> subprocess.Popen[bytes]:
    """Start the process: no output but the answers, no files written, dead as soon as this process is."""
    here = str(Path(__file__).resolve().parent.parent)
    # onnxruntime reports its use to its makers, and keeps a database for that, unless told not to.
    quiet = {"ORT_DISABLE_TELEMETRY": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": here}
    command = [sys.executable, "-P", "-B", "-m", "extractors.ocr_process", str(threads)]
    try:
        process = subprocess.Popen(
            command,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **quiet},
            preexec_fn=set_free,  # noqa: PLW1509 - a worker has one thread
        )
    except OSError as error:
        raise OcrError(f"文字识别进程无法启动：{error.strerror}") from error
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            os.set_blocking(pipe.fileno(), False)
    return process


def set_free() -> None:
    """Lift the limits of the worker, which the recogniser cannot bear, and die when the worker dies."""
    if LIBC is not None:
        LIBC.prctl(DIE_WITH_PARENT, signal.SIGKILL)
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (hard, hard))


def send(pipe: int, parts: list[bytes], watch: Any) -> None:
    """Write all of it to a pipe that does not block."""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_WRITE)
        for part in parts:
            view = memoryview(part)
            while view:
                watch()
                if selector.select(GLANCE):
                    view = view[os.write(pipe, view[:CHUNK]) :]


def take(pipe: int, length: int, watch: Any) -> bytes:
    """Read `length` bytes from a pipe that does not block. Raises OSError where it ends before."""
    said = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while len(said) < length:
            watch()
            if selector.select(GLANCE):
                chunk = os.read(pipe, min(CHUNK, length - len(said)))
                if not chunk:
                    raise OSError("the process has ended")
                said += chunk
    return bytes(said)


def resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0


def recognised(said: dict[str, Any], number: int) -> Recognised:
    """The answer of the process as values."""
    chars = [Char(*char) for char in said["chars"]]
    edges = [Edge(*edge) for edge in said["edges"]]
    page = Page(number, said["width"], said["height"], chars, edges, image_share=1.0, turn=said["turn"])
    lines = tuple(((x0, top, x1, bottom), Decimal(sure)) for x0, top, x1, bottom, sure in said["lines"])
    return Recognised(page, lines, said["angle"], said["seals"])
