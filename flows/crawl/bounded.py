"""Answers whose head comes soon, and has an end: Twisted reads headers for as long as they come, and keeps them all."""

import asyncio

from scrapy import Request as Asked
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.web._newclient import HEADER, STATUS, Request
from twisted.web.iweb import IResponse

# What browsers bear.
LONGEST_HEAD = 256 << 10
# A large file may take its time, but not the first word of it; a server that is dead behind an open port says none.
HEAD_SECONDS = 60
LATENCY = "download_latency"


class SilentError(DownloadTimeoutError):
    """Name, connection and head of an answer took too long."""


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Breaks off an answer that does not come to its body."""

    head = 0

    def request(self, request: Request) -> "Deferred[IResponse]":
        self.head = 0
        answered = super().request(request)
        if self._parser is not None:
            # It would break off without a word at a long line.
            self._parser.MAX_LENGTH = LONGEST_HEAD
        return answered

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's interface
        if self._parser is not None and self._parser.state in {STATUS, HEADER}:
            self.head += len(data)
        if self.head > LONGEST_HEAD and self.transport is not None:
            self.transport.abortConnection()
            return
        super().dataReceived(data)  # type: ignore[no-untyped-call]  # Twisted has types in part


class BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> BoundedProtocol:  # noqa: N802 - Twisted's interface
        return BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]  # the same


class BoundedHandler(HTTP11DownloadHandler):
    """Scrapy's handler of http and https, over such answers."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = BoundedFactory

    async def download_request(self, request: Asked) -> Response:
        # Scrapy says how long a head took as soon as it is there; one that is asked again took its time before.
        request.meta.pop(LATENCY, None)
        answered = asyncio.ensure_future(super().download_request(request))
        try:
            await asyncio.wait({answered}, timeout=HEAD_SECONDS)
            if not answered.done() and LATENCY not in request.meta:
                raise SilentError(request.url)
            return await answered
        finally:
            answered.cancel()
