"""Manners: wait when told to, back off when the server is in trouble, and take an unreadable robots.txt for a no."""

import asyncio
import random
import time
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.utils.misc import load_object

from flows.crawl.addresses import host
from flows.crawl.guard import REFUSED

# A server in trouble is asked again; one that says no is not.
TROUBLE = frozenset({408, 429, 500, 502, 503, 504, 522, 524})
RETRIES, RETRIES_AFTER_TIMEOUT = 3, 1
LONGEST_WAIT, LONGEST_CRAWL_DELAY = 120.0, 60.0
SLICE = 0.25
DISALLOW = b"User-agent: *\nDisallow: /\n"
# Hosts whose robots.txt was answered with an error of the server, and that error.
NO_ROBOTS: dict[str, int] = {}


class Patience:
    """Scrapy's retries, but after a pause that grows, is not the same for all, and obeys Retry-After."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.first_wait = 2 * max(crawler.settings.getfloat("DOWNLOAD_DELAY"), 0.05)
        self.errors: tuple[type[Exception], ...] = tuple(map(load_object, crawler.settings.getlist("RETRY_EXCEPTIONS")))
        self.until: dict[str, float] = {}
        crawler.signals.connect(self.robots_parsed, signal=signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Patience":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """A host that asked for a pause gets it, whoever else wants something of it."""
        await self.sleep(self.until.get(host(request.url), 0.0) - time.monotonic())

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        if response.status not in TROUBLE:
            return response
        told = retry_after(response)
        again = None if told > LONGEST_WAIT else self.again(request, str(response.status), RETRIES)
        if again is None:
            return self.without_robots(request, response)
        wait = max(told, self.pause(request))
        if told:
            self.until[host(request.url)] = time.monotonic() + told
        await self.sleep(wait)
        return again

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if not isinstance(exception, self.errors) or host(request.url) in REFUSED:
            return None
        most = RETRIES_AFTER_TIMEOUT if isinstance(exception, DownloadTimeoutError) else RETRIES
        again = self.again(request, type(exception).__name__, most)
        if again is not None:
            await self.sleep(self.pause(request))
        return again

    def again(self, request: Request, reason: str, most: int) -> Request | None:
        spider = self.crawler.spider
        if spider is None:
            return None
        given = {"reason": reason, "max_retry_times": most, "give_up_log_level": "DEBUG"}
        return get_retry_request(request, spider=spider, **given)  # type: ignore[arg-type]  # of mixed kinds

    def pause(self, request: Request) -> float:
        """Twice as long each time, and between half and one and a half of that."""
        times = int(request.meta.get("retry_times", 0))
        wait = self.first_wait * 2.0**times * random.uniform(0.5, 1.5)
        return min(wait, LONGEST_WAIT)

    async def sleep(self, seconds: float) -> None:
        """Wait, but not when the crawl is being ended."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self.crawler.crawling:
            await asyncio.sleep(min(left, SLICE))

    def without_robots(self, request: Request, response: Response) -> Response:
        """RFC 9309: while a server cannot say what robots.txt allows, nothing is allowed."""
        if response.status < 500 or not request.meta.get("dont_obey_robotstxt"):
            return response
        NO_ROBOTS[host(request.url)] = response.status
        return response.replace(body=DISALLOW, status=200)

    def robots_parsed(self, robotparser: Any, request: Request) -> None:
        """Keep the Crawl-delay that robots.txt asks for, where it is longer than our own."""
        agent = self.crawler.settings.get("ROBOTSTXT_USER_AGENT")
        asked = min(float(robotparser.rp.crawl_delay(agent) or 0), LONGEST_CRAWL_DELAY)
        if asked <= self.crawler.settings.getfloat("DOWNLOAD_DELAY"):
            return
        throttle = self.crawler.get_extension(AutoThrottle)
        if throttle is not None:
            throttle.mindelay = max(throttle.mindelay, asked)
        slot = self.crawler.engine.downloader.slots.get(self.crawler.engine.downloader.get_slot_key(request))
        if slot is not None:
            slot.delay = max(slot.delay, asked)


class SteadyRedirect(RedirectMiddleware):
    """Redirects keep the article as Referer, as a browser does: download scripts ask for it."""

    def handle_referer(self, request: Request, response: Response) -> None:
        """Leave the Referer as it is."""

    def _engine_started(self) -> None:
        """No Referer middleware is wanted, so none is missed."""


def retry_after(response: Response) -> float:
    """Seconds that the server asks to wait, 0 where it does not."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdigit():
        return float(value)
    try:
        return max(parsedate_to_datetime(value).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError):
        return 0.0
