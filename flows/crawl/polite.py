"""Manners: wait when told to, back off when the server is in trouble, and take an unreadable robots.txt for a no."""

import asyncio
import logging
import random
import re
import time
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest, StopDownload
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.utils.misc import build_from_crawler, load_object
from twisted.internet.defer import Deferred

from flows.crawl.addresses import host, place
from flows.crawl.guard import REFUSED, is_hopeless

# A server in trouble is asked again; one that says no is not.
TROUBLE = frozenset({408, 429, 500, 502, 503, 504, 522, 524})
RETRIES, RETRIES_AFTER_TIMEOUT = 3, 1
LONGEST_WAIT, LONGEST_CRAWL_DELAY = 120.0, 60.0
SLICE = 0.25
DISALLOW = b"User-agent: *\nDisallow: /\n"
# RFC 9309 asks for as much of a robots.txt to be read, and for no more.
LONGEST_ROBOTS = 500 << 10
# Hosts, with their ports, whose robots.txt could not be had: the status of the server's error, or what broke.
NO_ROBOTS: dict[str, int | BaseException] = {}
# Of one host, and of one cookie. A session needs few; a browser bears more.
MOST_COOKIES, LONGEST_COOKIE = 50, 4096
LONGEST_VALIDATOR = 1024
HIGHEST_STATUS = 999
PLACE = re.compile(rb"(?i);\s*((?:path|domain)\s*=[^;]*)")


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
        if not isinstance(exception, self.errors) or host(request.url) in REFUSED or is_hopeless(exception):
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
        NO_ROBOTS[place(request.url)] = response.status
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


class StrictRobots(RobotsTxtMiddleware):
    """Scrapy's robots.txt, but one that cannot be had is a no, and one without end is read as far as it counts."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # One that cannot be had is no fault of ours; the page behind it gets a record that says why.
        logging.getLogger(RobotsTxtMiddleware.__module__).setLevel(logging.CRITICAL)
        crawler.signals.connect(self.received, signal=signals.bytes_received)

    def received(self, data: bytes, request: Request) -> None:
        if request.meta.get("dont_obey_robotstxt"):
            request.meta["read"] = request.meta.get("read", 0) + len(data)
            if request.meta["read"] > LONGEST_ROBOTS:
                raise StopDownload(fail=False)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        """RFC 9309: what cannot be reached allows nothing; where redirects lead nowhere there is no robots.txt."""
        waiting = self._parsers[netloc]
        if "redirections" in str(exc) or not isinstance(waiting, Deferred):
            super()._robots_error(exc, netloc)
            return
        NO_ROBOTS[netloc.lower()] = exc
        parser = build_from_crawler(self._parserimpl, self.crawler, DISALLOW)
        self._parsers[netloc] = parser
        waiting.callback(parser)


class LeanHeaders:
    """Drops what would fill the memory and every later request: long validators, many cookies.

    Cookies that are kept may change their values.
    """

    def __init__(self) -> None:
        self.kept: dict[str, set[bytes]] = {}

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status > HIGHEST_STATUS:
            # Neither JSON nor a database need bear such a number.
            raise IgnoreRequest(f"status {str(response.status)[:20]}")
        for name in ("ETag", "Last-Modified"):
            if len(response.headers.get(name) or b"") > LONGEST_VALIDATOR:
                del response.headers[name]
        given = response.headers.getlist("Set-Cookie")
        if given:
            kept = self.kept.setdefault(host(request.url), set())
            response.headers.setlist("Set-Cookie", [one for one in given if is_borne(one, kept)])
        return response


def is_borne(cookie: bytes, kept: set[bytes]) -> bool:
    """Whether a cookie is short and one of the first of its host; it is then among those kept."""
    name = b"; ".join((cookie.partition(b"=")[0].strip(), *PLACE.findall(cookie)))
    if len(cookie) > LONGEST_COOKIE or (name not in kept and len(kept) >= MOST_COOKIES):
        return False
    kept.add(name)
    return True


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
