"""A web server that can be made to behave in any way: every byte it sends is ours, also the wrong ones."""

import asyncio
import contextlib
import hashlib
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from types import TracebackType

REASONS = {200: "OK", 302: "Found", 304: "Not Modified", 403: "Forbidden", 404: "Not Found", 412: "Precondition Failed"}
MODIFIED = "Fri, 15 Mar 2024 02:00:00 GMT"
HTML, PDF, OCTETS = "text/html; charset=utf-8", "application/pdf", "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: path with its query as sent; headers by lower-case name; at: when it came, in seconds; its body."""

    method: str
    path: str
    headers: dict[str, str]
    at: float = 0.0
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. validator: etag | modified | both | "" (the server then knows no 304). headers: raw, as they go out.

    pause, piece: seconds between pieces of so many bytes. chunked: no length is told. length: a length that is a lie.
    repeat: the body is sent so many times. wait: seconds before the first byte.
    """

    body: bytes = b""
    media: str = HTML
    status: int = 200
    headers: tuple[tuple[bytes, bytes], ...] = ()
    validator: str = ""
    chunked: bool = False
    pause: float = 0.0
    piece: int = 1 << 16
    length: int | None = None
    repeat: int = 1
    wait: float = 0.0


Handler = Callable[[Ask], Reply]
MISSING = Reply("<html><body>404 页面不存在</body></html>".encode(), status=404)


def etag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:16]}"'


@dataclass
class Site:
    """The site: `pages` by path (a query is part of it), and what was asked and sent, by path. Use it as a context."""

    pages: dict[str, Reply | Handler] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    seen: list[Ask] = field(default_factory=list)
    port: int = 0
    tls: ssl.SSLContext | None = None

    def __enter__(self) -> "Site":
        started = threading.Event()
        self.thread = threading.Thread(target=self.run, args=(started,), daemon=True)
        self.thread.start()
        started.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join()

    @property
    def root(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return self.root + path

    # What a test turns.

    def put(self, path: str, reply: Reply | Handler) -> None:
        self.pages[path] = reply

    def replace(self, path: str, body: bytes) -> None:
        """Put other bytes at an address, as a publisher does that corrects a report."""
        self.pages[path] = replace(self.reply(path), body=body)

    def withdraw(self, path: str, status: int = 404) -> None:
        self.pages[path] = replace(MISSING, status=status)

    def break_down(self, path: str, status: int = 500) -> None:
        self.pages[path] = Reply("<html>服务器内部错误</html>".encode(), status=status)

    def reply(self, path: str) -> Reply:
        reply = self.pages[path]
        assert isinstance(reply, Reply), path
        return reply

    def forget(self) -> None:
        """Start counting anew."""
        for counter in (self.asked, self.sent, self.statuses):
            counter.clear()
        self.seen.clear()

    # The server itself.

    def run(self, started: threading.Event) -> None:
        asyncio.run(self.serve(started))

    async def serve(self, started: threading.Event) -> None:
        self.loop, self.stop = asyncio.get_running_loop(), asyncio.Event()
        self.open: set[asyncio.Task[None]] = set()
        server = await asyncio.start_server(self.connected, "127.0.0.1", self.port, ssl=self.tls)
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        await self.stop.wait()
        server.close()
        for task in tuple(self.open):
            task.cancel()
        await asyncio.gather(*self.open, return_exceptions=True)

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.open.add(task)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while await self.one(reader, writer):
                pass
        self.open.discard(task)
        writer.close()

    async def one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; whether the connection lives on."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        ask = Ask(method, path, headers, time.monotonic(), body)
        self.seen.append(ask)
        self.asked[path] += 1
        page = self.page(path)
        reply = conditional(ask, page(ask) if callable(page) else page)
        self.statuses[path, reply.status] += 1
        await asyncio.sleep(reply.wait)
        writer.write(head_of(reply))
        with contextlib.suppress(ConnectionError):
            if method != "HEAD" and reply.status != 304:
                await self.send(ask, reply, writer)
            await writer.drain()
        return reply.length is None

    def page(self, path: str) -> "Reply | Handler":
        """What stands at a path; a handler at the path alone answers for every query."""
        bare = self.pages.get(path.split("?", 1)[0], MISSING)
        return self.pages.get(path, bare if callable(bare) else MISSING)

    async def send(self, ask: Ask, reply: Reply, writer: asyncio.StreamWriter) -> None:
        for piece in pieces(reply):
            self.sent[ask.path] += len(piece)
            writer.write(b"%x\r\n%s\r\n" % (len(piece), piece) if reply.chunked else piece)
            await writer.drain()
            if reply.pause:
                await asyncio.sleep(reply.pause)
        if reply.chunked:
            writer.write(b"0\r\n\r\n")


def pieces(reply: Reply) -> Iterator[bytes]:
    for _ in range(reply.repeat):
        for start in range(0, len(reply.body), reply.piece):
            yield reply.body[start : start + reply.piece]


def conditional(ask: Ask, reply: Reply) -> Reply:
    """304 where the reader has what stands here."""
    if reply.status != 200 or not reply.validator:
        return reply
    mark = etag(reply.body)
    same = ask.headers.get("if-none-match") == mark if reply.validator != "modified" else False
    if reply.validator == "modified":
        same = ask.headers.get("if-modified-since") == modified(reply.body)
    return replace(reply, status=304) if same else reply


def modified(body: bytes) -> str:
    """A time that changes with the body."""
    return MODIFIED.replace("02:00:00", f"02:{body[-1] % 60 if body else 0:02}:{len(body) % 60:02}")


def head_of(reply: Reply) -> bytes:
    lines = [f"HTTP/1.1 {reply.status} {REASONS.get(reply.status, 'Status')}".encode()]
    if reply.status != 304:
        lines.append(f"Content-Type: {reply.media}".encode() if reply.media else b"X-None: 1")
        length = len(reply.body) * reply.repeat if reply.length is None else reply.length
        lines.append(b"Transfer-Encoding: chunked" if reply.chunked else f"Content-Length: {length}".encode())
    if reply.validator in {"etag", "both"}:
        lines.append(f"ETag: {etag(reply.body)}".encode())
    if reply.validator in {"modified", "both"}:
        lines.append(f"Last-Modified: {modified(reply.body)}".encode())
    lines += [name + b": " + value for name, value in reply.headers]
    return b"\r\n".join(lines) + b"\r\n\r\n"
