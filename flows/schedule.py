"""`gouji schedule`: the Prefect server that shows the harvests and starts them by the clock, as long as we run."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.engine import WISHES, at_home, cache, has_server
from flows.progress import say
from flows.stamp import version

HOST = "127.0.0.1"
START_SECONDS = 300
STOP_SECONDS = 20
ANSWER_SECONDS = 20
PORT = 4200


class ServerError(Exception):
    """The server does not start; says what to do."""


@contextmanager
def server(port: int, out: Path) -> Iterator[str]:
    """A Prefect server on this machine, or the one that PREFECT_API_URL names; its address. Raises ServerError.

    The environment then names it, also for the processes that are started from here. Its database lies in the user's
    cache folder and outlives it: schedules and past runs are still there after a restart.
    """
    if has_server(os.environ):
        ask_for(os.environ["PREFECT_API_URL"])
        yield os.environ["PREFECT_API_URL"].removesuffix("/api")
        return
    chosen = port or free_port()
    if not port or is_free(chosen):
        address = f"http://{HOST}:{chosen}"
    else:
        message = f"端口 {port} 已被占用：用 --port 换一个，或先停掉占用它的程序"
        raise ServerError(message)
    wishes = {name: value for name, value in WISHES.items() if name not in os.environ}
    home = os.environ.get("PREFECT_HOME") or str(cache(os.environ) / f"prefect-{version('prefect')}")
    os.environ.update(at_home({**wishes, "PREFECT_HOME": home, "PREFECT_API_URL": f"{address}/api"}))
    command = [sys.executable, "-m", "flows.prefect_server", "--host", HOST, "--port", str(chosen)]
    out.mkdir(parents=True, exist_ok=True)
    with (out / "server.log").open("ab") as log:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True)
    try:
        wait_until_up(process, f"{address}/api/health", out / "server.log")
        yield address
    finally:
        stop(process)


def ask_for(api: str) -> None:
    """Make sure that somebody answers at the address of a server. Raises ServerError."""
    try:
        with urllib.request.urlopen(f"{api}/health", timeout=ANSWER_SECONDS):
            return
    except urllib.error.HTTPError:
        # An answer, if only that we must say who we are.
        return
    except (OSError, ValueError) as error:
        message = f"PREFECT_API_URL 所指的服务没有应答（{api}）：先启动它，或去掉这个环境变量，改用自带的服务"
        raise ServerError(message) from error


def wait_until_up(process: "subprocess.Popen[bytes]", health: str, log: Path) -> None:
    """Wait until the server answers. Raises ServerError."""
    say("正在启动调度服务，需要十几秒……", sys.stderr)
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    message = f"调度服务没有启动，原因见 {log}"
    raise ServerError(message)


def stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdin is not None:
        process.stdin.close()


def interrupt(*_: object) -> None:
    """Not by SIGINT: what runs in the background of a shell does not hear it."""
    raise KeyboardInterrupt


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM end us as Ctrl-C does, at any moment."""
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) != 0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
