"""What a crawl under way says of itself, for the person who waits: a line now and then, not one a file."""

import sys
import time
from collections.abc import Callable
from threading import Lock

import orjson

from flows.progress import say

EVERY = 15.0


class Ticker:
    """Takes the lines that crawls print, from any thread, and tells how far each of them is; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.told: dict[str, float] = {}
        self.lock = Lock()

    def __call__(self, source: str, line: bytes) -> None:
        """Tell of a source's crawl, unless that was done a moment ago."""
        counts = progress_of(line)
        if counts is None:
            return
        with self.lock:
            now = self.clock()
            if now - self.told.get(source, float("-inf")) < EVERY:
                return
            self.told[source] = now
        say(f"  {source}：{words(counts)}", sys.stderr)


def progress_of(line: bytes) -> dict[str, int] | None:
    """The counts of a progress line, None for any other line: how a crawl ended is told by its journal."""
    try:
        found = orjson.loads(line)
    except ValueError:
        return None
    counts = found.get("progress") if isinstance(found, dict) else None
    return counts if isinstance(counts, dict) else None


def words(counts: dict[str, int]) -> str:
    """Files, bytes and errors so far."""
    parts = [f"已查看 {counts.get('files', 0)} 个文件", size(counts.get("bytes", 0))]
    if errors := counts.get("errors", 0):
        parts.append(f"{errors} 次没有取到")
    return "，".join(parts)


def size(count: int) -> str:
    """Bytes as people say them."""
    return f"{count / (1 << 20):.1f} MB" if count >= 1 << 20 else f"{count / 1024:.1f} KB"
