"""`gouji sources`: whether sources.toml is right, and what a source would give, without fetching a file."""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flows.alerts import reached
from flows.crawl.job import FINISHED, Fetch, Listing, Record, read_journal, write_job
from flows.crawl_progress import Ticker
from flows.crawls import Running
from flows.sources import Source, Sources
from review.evidence import one_line

DONE, WRONG_USE, INCOMPLETE = 0, 2, 4
ANSWERS = {
    "read": "读到",
    "unchanged": "未变",
    "empty": "选择器什么也没找到",
    "withdrawn": "网页已不在",
    "blocked": "网站拒绝访问",
    "failed": "没有打开",
    "refused": "按规则不访问",
}


def check(sources: Sources) -> int:
    """Say what a file that is right holds, and which addresses of its alerts lead nowhere."""
    if not sources.sources:
        print(f"{sources.file}：一个网站也没有。照 docs/harvest.md 添一节 [[source]]", file=sys.stderr)
        return WRONG_USE
    if unknown := [number for number, address in enumerate(sources.alerts, 1) if reached(address) is None]:
        which = "、".join(map(str, unknown))
        print(
            f"{sources.file}：[alerts] to 的第 {which} 个地址不认得，写法见 docs/harvest.md 的“提醒”", file=sys.stderr
        )
        return WRONG_USE
    for source in sources.sources:
        when = f"定时 {source.schedule}（{source.job.time_zone}）" if source.schedule else "只手工采集"
        lists = len(source.job.start) + bool(source.job.rules.json.url)
        print(f"{source.name}：{lists} 个列表页，{source.job.rules.preset or '通用'}，{when}")
    print(f"{sources.file}：{len(sources.sources)} 个网站，没有问题。用 gouji sources try 名字 看它会采集什么。")
    return DONE


def attempt(source: Source) -> int:
    """Show what a source would give: its listings and articles are read, no file is fetched."""
    with tempfile.TemporaryDirectory(prefix="gouji-try-") as name:
        job = Path(name)
        write_job(job, replace(source.job, dry=True))
        status = Running(Ticker()).crawl(job, source)
        print("\n".join(shown(tuple(read_journal(job)))), flush=True)
    return DONE if status == FINISHED else INCOMPLETE


def shown(records: tuple[Record, ...]) -> Iterator[str]:
    """Listings with their counts, then the files that would be fetched, then whatever else was met."""
    for listing in (one for one in records if isinstance(one, Listing)):
        why = f"（{listing.reason}）" if listing.reason else ""
        yield f"列表 {listing.url}：{ANSWERS[listing.outcome]}{why}，{listing.links} 条，选中 {listing.matched} 条"
    fetches = [one for one in records if isinstance(one, Fetch)]
    planned = [one for one in fetches if one.outcome == "planned"]
    for one in planned:
        title = one_line(one.article_title or one.name or "（无标题）")
        yield f"  {one.published or '日期不明'}  {title}\n      {one.url}"
    for one in fetches:
        if one.outcome != "planned":
            yield f"  不取：{one_line(one.reason or one.outcome)}\n      {one.url}"
    yield f"将取 {len(planned)} 个文件。" if planned else "一个文件也不会取：核对 titles、links 和选择器。"
