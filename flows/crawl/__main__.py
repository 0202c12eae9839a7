"""python -m flows.crawl JOB: run the crawl of a job folder, or go on with one that was interrupted.

Where standard input is a pipe, the crawl ends when whoever holds its other end does.
Exit status: 0 finished (also at a limit), 3 the crawl itself failed, 4 interrupted: start it again to go on.
"""

import re
import signal
import sys
import time
import traceback
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import orjson
from scrapy.crawler import CrawlerProcess

from flows.crawl.course import Course
from flows.crawl.job import (
    CRAWL_FAILED,
    FINISHED,
    FINISHED_STATE,
    INTERRUPTED,
    End,
    JobError,
    read_job,
    read_journal,
)
from flows.crawl.journal import Journal
from flows.crawl.memory import BEFORE, read_pages
from flows.crawl.settings import crawl_settings
from flows.crawl.spider import HarvestSpider
from flows.lock import wait_for
from flows.tether import tie

USAGE = "用法：python -m flows.crawl 任务文件夹"
STATES = {
    "finished": (FINISHED_STATE, ""),
    "shutdown": ("interrupted", "被中断。再运行一次即从中断处继续"),
    "closespider_timeout": ("limit", "已达时间上限，其余未采。可在 sources.toml 中调高上限后再运行"),
    "limit": ("limit", ""),
    "blocked": ("failed", ""),
    "disk": ("failed", ""),
}
EXITS = {FINISHED_STATE: FINISHED, "limit": FINISHED, "interrupted": INTERRUPTED, "failed": CRAWL_FAILED}


def main() -> int:
    if len(sys.argv) != 2:
        print(USAGE, file=sys.stderr)
        return CRAWL_FAILED
    folder = Path(sys.argv[1])
    if not folder.is_dir():
        print(f"{folder}：没有这个任务文件夹。重新运行 gouji harvest", file=sys.stderr)
        return CRAWL_FAILED
    # The journal bears an end at any moment.
    tie(signal.SIGKILL)
    # A crawl whose master was killed may still be ending.
    with wait_for(folder):
        return run(folder)


def run(folder: Path) -> int:
    """Crawl a job's folder that nobody else crawls; the exit status."""
    try:
        job = read_job(folder)
        if ended(folder):
            return FINISHED
        journal = Journal(folder)
        course = Course(job, read_pages(folder / BEFORE), journal.here)
    except (JobError, OSError, KeyError, re.error) as error:
        print(f"{folder}：{error}", file=sys.stderr)
        return CRAWL_FAILED
    end = crawled(course, journal)
    try:
        journal.write([end])
        journal.close()
    except OSError as error:
        print(f"{folder}：写不进去（{error}）。检查磁盘空间与权限后再运行一次", file=sys.stderr)
        return CRAWL_FAILED
    print(orjson.dumps(asdict(end)).decode(), flush=True)
    return EXITS[end.state]


def ended(folder: Path) -> bool:
    """Whether a job is done: to start it again must change nothing."""
    return any(isinstance(record, End) and record.state == FINISHED_STATE for record in read_journal(folder))


def crawled(course: Course, journal: Journal) -> End:
    """Crawl, and say how it ended."""
    begun = time.monotonic()
    spider = None
    try:
        process = CrawlerProcess(crawl_settings(course.job, course))
        crawler = process.create_crawler(HarvestSpider)
        process.crawl(crawler, course=course, journal=journal)
        process.start()
        spider = crawler.spider
    except Exception:  # noqa: BLE001 - whatever broke, the journal must say that the crawl has ended
        traceback.print_exc()
    took = round(time.monotonic() - begun, 3)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    if not isinstance(spider, HarvestSpider):
        return End("failed", "采集程序出错，详见日志。请把日志发给开发者", seconds=took, ended_at=at)
    state, reason = verdict(spider)
    if state in {"limit", "failed"}:
        journal.carry(course.before, course.claimed)
    counts = (spider.requests, spider.transferred, spider.errors)
    return End(state, reason, *counts, took, at)


def verdict(spider: HarvestSpider) -> tuple[str, str]:
    """State and reason of a crawl that ran."""
    state, reason = STATES.get(spider.ended, ("failed", f"采集程序出错（{spider.ended or '未结束'}），详见日志"))
    reason = spider.reason or reason
    if state == FINISHED_STATE and not spider.read and spider.errors:
        return "failed", "起始页一个也没有读到，原因见日志中各条。请打开起始页核实"
    if state == FINISHED_STATE and spider.course.limit:
        return "limit", spider.course.limit
    return state, reason


if __name__ == "__main__":
    sys.exit(main())
