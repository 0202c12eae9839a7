"""A process that must not outlive the one that started it: it ends when the pipe that is its standard input closes."""

import os
import signal
import stat
from threading import Thread

STDIN = 0


def tie(how: signal.Signals) -> None:
    """Send ourselves this signal once our master, at the other end of the pipe, is gone; a file ties nobody."""
    if stat.S_ISFIFO(os.fstat(STDIN).st_mode):
        Thread(target=wait_for_end, args=(how,), daemon=True).start()


def wait_for_end(how: signal.Signals) -> None:
    while os.read(STDIN, 1):
        pass
    os.kill(os.getpid(), how)
