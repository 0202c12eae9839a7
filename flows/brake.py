"""Requests to stop (Ctrl-C, SIGTERM) as a KeyboardInterrupt, at moments when everything can be closed in order."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Brake:
    """Stops at once, but inside `deferred` only where it is `live`: an event loop cut off in its own code hangs.

    Who asks twice is not made to wait.
    """

    def __init__(self) -> None:
        self.is_asked = False
        self.is_live = True

    def ask(self, number: int, frame: FrameType | None) -> None:
        """What a signal calls."""
        is_again, self.is_asked = self.is_asked, True
        if self.is_live or is_again:
            raise KeyboardInterrupt

    @contextmanager
    def fitted(self) -> Iterator[None]:
        """Take the signals; afterwards they are as they were before."""
        before = {number: signal.signal(number, self.ask) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def deferred(self) -> Iterator[None]:
        """Only note a request, until the next live part."""
        self.is_live = False
        try:
            yield
        finally:
            self.is_live = True

    @contextmanager
    def live(self) -> Iterator[None]:
        """Inside `deferred`: stop at once, also for a request noted before."""
        self.is_live = True
        try:
            if self.is_asked:
                raise KeyboardInterrupt
            yield
        finally:
            self.is_live = False
