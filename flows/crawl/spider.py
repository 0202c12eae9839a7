"""The spider: asks for what the course names, and writes down what comes."""

import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import orjson
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from flows.crawl.answers import (
    GONE,
    Answer,
    article_page,
    file_page,
    file_records,
    listing_page,
    lost_article,
    lost_listing,
    moved_file,
    started,
)
from flows.crawl.blocked import is_front_page
from flows.crawl.calls import parts_of
from flows.crawl.course import ARTICLE, FILE, LISTING, STRAY, Course, Task
from flows.crawl.failures import failure_reason
from flows.crawl.job import Fetch, Listing, Record
from flows.crawl.journal import Journal
from flows.crawl.media import sniff, unread_reason
from flows.crawl.memory import Page

PRIORITY = {FILE: 30, STRAY: 30, ARTICLE: 20, LISTING: 10}
REMEMBERED = frozenset({"new", "same", "unchanged", "unread"})
LOST = frozenset({"failed", "blocked", "refused"})
READ = frozenset({"read", "unchanged", "empty"})
# What an article holds.
SAID = ("heading", "printed", "publisher", "files")
BLOCKED_IN_A_ROW = 10
PROGRESS_SECONDS = 5.0
JSON, FORM = "application/json; charset=UTF-8", "application/x-www-form-urlencoded; charset=UTF-8"
NO_FILES = "文章没有附件：内容可能就在网页正文里，未读。请打开核实"
STANDS = "列表条目与文章未变，网站不支持条件请求：未重新下载，{days} 天后复核"


class HarvestSpider(Spider):
    """One crawl. reason: why it was ended early, "" where it came to its end."""

    name = "gouji"

    def __init__(self, course: Course, journal: Journal) -> None:
        super().__init__()
        self.course, self.journal = course, journal
        self.requests = self.transferred = self.errors = self.blocked = self.read = self.taken = 0
        self.reason = self.ended = ""
        self.lost_listing = self.asked_strays = False
        self.told = time.monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "HarvestSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.left, signal=signals.request_left_downloader)
        crawler.signals.connect(spider.received, signal=signals.bytes_received)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        for request in self.asked(self.course.starts()):
            yield request

    def asked(self, tasks: Iterable[Task]) -> Iterator[Request]:
        """The requests that tasks come to; what is remembered is followed at once."""
        waiting = list(tasks)
        while waiting:
            task = waiting.pop(0)
            if not self.course.claim(task):
                continue
            now = datetime.now(UTC)
            page = self.course.recalled(task, now)
            if page is not None and page.what == FILE:
                # What stood among the articles was itself the file.
                page, task = None, replace(task, what=FILE, settled=True)
            if page is not None:
                self.read += 1
                self.journal.remember(page)
                waiting = self.course.after(page, task) + waiting
            elif not self.is_settled(task, now):
                yield self.request(task)

    def is_settled(self, task: Task, now: datetime) -> bool:
        """Whether a file needs no request: the journal has it, its listing says it stands, or none is to be fetched."""
        if task.what not in {FILE, STRAY} or task.url in self.journal.done:
            return task.url in self.journal.done
        at = now.isoformat(timespec="seconds")
        if self.course.job.dry:
            self.write(replace(started(task, at), outcome="planned"))
            return True
        known = self.course.standing(task, now) if task.what == FILE else None
        if known is None:
            return False
        reason = STANDS.format(days=self.course.job.recheck)
        self.write(replace(started(task, at), outcome="same", sha256=known.sha256, reason=reason))
        self.journal.remember(self.course.before[task.url])
        return True

    def request(self, task: Task) -> Request:
        etag, modified = self.course.validators(task)
        given = {"If-None-Match": etag, "If-Modified-Since": modified, "Referer": task.parent}
        # A file that is only checked for being there is not transferred where nothing could stop that.
        only_there = task.what == STRAY and not etag and not modified
        address, body = parts_of(task.url)
        if body:
            given["Content-Type"] = JSON if body.startswith(("{", "[")) else FORM
        return Request(
            address,
            callback=self.answered,
            errback=self.unanswered,
            method="POST" if body else "HEAD" if only_there else "GET",
            body=body.encode(),
            headers={name: value for name, value in given.items() if value},
            cb_kwargs={"task": task},
            priority=PRIORITY[task.what],
            dont_filter=True,
        )

    def left(self, request: Request) -> None:
        self.requests += 1

    def received(self, data: bytes, request: Request) -> None:
        self.transferred += len(data)
        request.meta["wire"] = request.meta.get("wire", 0) + len(data)

    def answered(self, response: Response, task: Task) -> Iterator[Request]:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        headers = {name.decode("latin-1").lower(): values[0] for name, values in response.headers.items() if values}
        wire = int(response.meta.get("wire", len(response.body)))
        answer = Answer(task.url, response.url, response.status, headers, response.body, wire, at)
        yield from self.asked(self.followed(task, answer))
        self.mind_limits()

    def followed(self, task: Task, answer: Answer) -> list[Task]:
        """What follows from an answer; one that breaks its reader costs itself only."""
        acts: dict[str, Callable[[Task, Answer], list[Task]]] = {LISTING: self.listing, ARTICLE: self.article}
        try:
            return acts.get(task.what, self.file)(task, answer)
        except OSError as error:
            self.reason = f"任务文件夹写不进去（{error}）。检查磁盘空间与权限后再运行一次"
            raise CloseSpider("disk") from error
        except Exception as error:
            self.logger.exception("%s", task.url)
            self.lose(task, answer, f"读取时出错（{type(error).__name__}）。请打开核实，并把日志发给开发者")
            return []

    def lose(self, task: Task, answer: Answer, reason: str) -> None:
        """Record an answer of which nothing can be made."""
        if task.what == LISTING:
            self.write(Listing(task.url, "failed", answer.status, reason, 0, 0, answer.wire, answer.at))
        else:
            self.write(replace(started(task, answer.at), reason=reason, status=answer.status, transferred=answer.wire))

    def unanswered(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it
        task: Task = request.cb_kwargs["task"]
        at = datetime.now(UTC).isoformat(timespec="seconds")
        outcome, reason = failure_reason(failure.value, request.url, self.course.job.limits)
        wire = int(request.meta.get("wire", 0))
        if task.what == LISTING:
            self.write(Listing(task.url, outcome, 0, reason, transferred=wire, fetched_at=at))
        else:
            record = replace(started(task, at), outcome=outcome, reason=reason, transferred=wire)
            self.write(replace(record, final_url=request.url))
        self.mind_limits()

    def listing(self, task: Task, answer: Answer) -> list[Task]:
        gone = answer.status in GONE or is_front_page(task.url, answer.final_url)
        if task.guessed and gone:
            return []
        lost = lost_listing(task, answer)
        if lost is not None:
            self.write(lost)
            return []
        old = self.course.before.get(task.url)
        try:
            if answer.status == 304 and old is not None:
                page = replace(old, read_at=answer.at)
            else:
                page = listing_page(task, answer, self.course.rules, self.course.is_wanted)
        except ValueError as error:
            self.lose(task, answer, f"列表不是所期望的 JSON（{error}）。请核对 sources.toml 中的 json")
            return []
        self.read += 1
        self.note_listing(task, answer, page)
        return self.course.after(page, task)

    def note_listing(self, task: Task, answer: Answer, page: Page) -> None:
        outcome, reason = ("unchanged" if answer.status == 304 else "read"), ""
        counts = (len(page.links), len(self.course.taken(page)))
        if not page.links:
            outcome, reason = "empty", "列表页上一个条目也没有找到。请核对 sources.toml 中的选择器，或打开列表页核实"
        # A page that only leads on, or whose listing the source takes from a call, has no entries of its own.
        leads_on = not page.links and (page.leads or self.course.has_call(task))
        hopeless = task.number == 1 and self.course.is_hopeless(page, task)
        if not leads_on and (page.links or hopeless):
            self.write(Listing(task.url, outcome, answer.status, reason, *counts, answer.wire, answer.at))
        self.journal.remember(page)

    def article(self, task: Task, answer: Answer) -> list[Task]:
        old = self.course.before.get(task.url)
        if is_file(answer, old):
            return self.file(replace(task, what=FILE), answer)
        lost = lost_article(task, answer)
        if lost is not None:
            self.write(lost)
            return []
        self.read += 1
        self.blocked = 0
        if answer.status == 304 and old is not None:
            page = replace(old, title=task.link.title, date=task.link.date, read_at=answer.at)
        else:
            page = article_page(task, answer, self.course.rules, task.level < self.course.job.depth)
            if old is not None and old.has_validator and all(getattr(old, one) == getattr(page, one) for one in SAID):
                # The server does not keep to its own validators: its listing is believed instead.
                page = replace(page, etag="", last_modified="")
        page = self.course.own(page)
        if not page.files and not page.leads and (task.level >= self.course.job.depth or not self.course.taken(page)):
            self.write(replace(started(task, answer.at), outcome="unread", reason=NO_FILES, status=answer.status))
        self.journal.remember(page)
        return self.course.after(page, task)

    def file(self, task: Task, answer: Answer) -> list[Task]:
        if self.course.job.dry:
            self.write(replace(started(task, answer.at), outcome="planned"))
            return []
        target = moved_file(answer) if task.hops < self.course.job.limits.redirects else ""
        if target:
            return [replace(task, url=target, hops=task.hops + 1)]
        records: list[Fetch] = []
        for record, body in file_records(task, answer, self.course.known.get(task.url), self.course.job.limits):
            if body:
                self.journal.keep(record.sha256, body)
            records.append(record)
        self.write(*records)
        own = records[-1]
        if own.outcome in REMEMBERED:
            page = file_page(task, own)
            ignored = own.outcome == "same" and own.status == 200 and any(self.course.validators(task))
            self.journal.remember(replace(page, etag="", last_modified="") if ignored else page)
        return []

    def write(self, *records: Record) -> None:
        """Put records into the journal, and keep count of what went wrong."""
        self.journal.write(records)
        for record in records:
            if isinstance(record, Fetch | Listing):
                lost_listing = isinstance(record, Listing) and record.outcome not in READ
                self.errors += lost_listing or record.outcome in LOST
                self.blocked = self.blocked + 1 if record.outcome == "blocked" else 0
                self.lost_listing |= lost_listing
            self.taken += isinstance(record, Fetch) and record.outcome in REMEMBERED
        if time.monotonic() - self.told > PROGRESS_SECONDS:
            self.told = time.monotonic()
            counts = {"files": self.taken, "errors": self.errors, "bytes": self.transferred}
            print(orjson.dumps({"progress": counts}).decode(), flush=True)

    def mind_limits(self) -> None:
        limits = self.course.job.limits
        if self.transferred > limits.total_bytes:
            self.reason = (
                f"已达 {limits.total_bytes >> 20} MB 的总量上限，其余未采。可在 sources.toml 中调高上限后再运行"
            )
            raise CloseSpider("limit")
        if self.blocked >= BLOCKED_IN_A_ROW:
            self.reason = f"网站连续 {BLOCKED_IN_A_ROW} 次拒绝访问，不再打扰。请与网站联系，或手工下载后放进收件箱"
            raise CloseSpider("blocked")

    def idle(self) -> None:
        """When nothing is left, ask after known files to which nothing led; not on a site that is in trouble itself."""
        if self.asked_strays or self.lost_listing or self.course.job.dry:
            return
        self.asked_strays = True
        requests = list(self.asked(self.course.strays()))
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def closed(self, reason: str) -> None:
        self.ended = reason


def is_file(answer: Answer, old: Page | None) -> bool:
    """Whether what was asked for as an article is a file, or the file that it was."""
    media = sniff(answer.body)
    if answer.status == 304:
        return old is not None and old.what == FILE
    return answer.status == 200 and (media in {"pdf", "zip"} or bool(unread_reason(media) and media != "other"))
