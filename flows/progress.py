"""Progress for the person who waits: on a terminal one line that moves, elsewhere a line now and then."""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from review.evidence import one_line

WORDS = {
    "zh": ("已完成 {done}/{total} 份", "{rate:.1f} 页/秒", "剩余约 {left}"),
    "en": ("{done}/{total} documents done", "{rate:.1f} pages/s", "about {left} left"),
}
RECOGNISING = {"zh": "文字识别 {document}：第 {page} 张扫描页", "en": "recognising {document}: scanned page {page}"}
EVERY_LINE, EVERY_REDRAW, EVERY_SCAN = 2.0, 0.1, 10.0


def say(text: str, stream: TextIO) -> None:
    """Write one line at once; a stream that has gone away is no reason to stop."""
    with suppress(OSError, ValueError):
        stream.write(f"{text}\n")
        stream.flush()


class Progress:
    """Counts documents and pages as they are done; `clock` gives seconds."""

    def __init__(
        self, total: int, stream: TextIO, lang: str = "zh", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.total = total
        self.stream = stream
        self.words = WORDS.get(lang, WORDS["zh"])
        self.recognising = RECOGNISING.get(lang, RECOGNISING["zh"])
        self.signs: Counter[str] = Counter()
        self.clock = clock
        self.begun = clock()
        self.shown = float("-inf")
        self.done = self.fresh = self.pages = 0
        self.is_live = stream.isatty()

    def step(self, pages: int, is_fresh: bool = True) -> None:
        """One more document is done; one kept from a run that broke off (not fresh) says nothing about speed."""
        self.done += 1
        if is_fresh:
            self.fresh += 1
            self.pages += pages
        now = self.clock()
        if self.done == self.total or now - self.shown >= (EVERY_REDRAW if self.is_live else EVERY_LINE):
            self.put(self.line(now), now)

    def recognise(self, document: str) -> None:
        """A sign of life: two for each page of a document that is recognised, before it and after it."""
        self.signs[document] += 1
        now = self.clock()
        if now - self.shown >= (EVERY_REDRAW if self.is_live else EVERY_SCAN):
            page = (self.signs[document] + 1) // 2
            self.put(f"  {self.recognising.format(document=one_line(document), page=page)}", now)

    def put(self, line: str, now: float) -> None:
        """Show a line: on a terminal in the place of the one before."""
        self.shown = now
        with suppress(OSError, ValueError):
            self.stream.write(f"\r\x1b[K{line}" if self.is_live else f"{line}\n")
            self.stream.flush()

    def line(self, now: float) -> str:
        """Documents done, pages a second, time left."""
        seconds = now - self.begun
        parts = [self.words[0].format(done=self.done, total=self.total)]
        if self.fresh and seconds > 0:
            parts.append(self.words[1].format(rate=self.pages / seconds))
            if self.done < self.total:
                parts.append(self.words[2].format(left=duration(seconds / self.fresh * (self.total - self.done))))
        return "  " + " · ".join(parts)

    def clear(self) -> None:
        """Take the moving line off the terminal, so that something else can be printed."""
        if self.is_live:
            with suppress(OSError, ValueError):
                self.stream.write("\r\x1b[K")
                self.stream.flush()


def duration(seconds: float) -> str:
    """Minutes and seconds, with hours where there are any: 0:07, 12:30, 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
