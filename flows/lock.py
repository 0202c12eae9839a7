"""One run at a time on one output folder: a file with the pid, locked as long as that process lives."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = ".lock"
PAUSE = 0.5


class BusyError(Exception):
    """Another run holds the folder."""


@contextmanager
def hold(out: Path) -> Iterator[None]:
    """Hold an output folder; raises BusyError where another live process does.

    The kernel drops the lock with its process, so that what a killed run leaves behind is taken over. It is a POSIX
    lock: forked workers do not inherit it.
    """
    handle = claim(out / NAME)
    try:
        yield
    finally:
        (out / NAME).unlink(missing_ok=True)
        os.close(handle)


@contextmanager
def wait_for(out: Path) -> Iterator[None]:
    """Hold a folder, as soon as whoever holds it lets it go."""
    while True:
        try:
            handle = claim(out / NAME)
        except BusyError:
            time.sleep(PAUSE)
            continue
        break
    try:
        yield
    finally:
        (out / NAME).unlink(missing_ok=True)
        os.close(handle)


def claim(path: Path) -> int:
    """Lock the file and write our pid into it; again, where its last holder removed it under our hands."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.exists() and os.fstat(handle).st_ino == path.stat().st_ino:
                os.ftruncate(handle, 0)
                os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
                return handle
        except OSError as error:
            holder = os.pread(handle, 20, 0).decode(errors="replace").strip()
            os.close(handle)
            if isinstance(error, BlockingIOError | PermissionError):
                who = f"进程 {holder}" if holder else "另一进程"
                message = f"{path.parent} 正被另一次运行（{who}）写入：请等它结束，或用 --out 指定别的文件夹"
                raise BusyError(message) from error
            raise
        os.close(handle)
