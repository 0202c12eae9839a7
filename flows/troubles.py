"""What somebody must be told of after a night: troubles of the sources, gates that were not met, new errors."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flows.crawl.job import Listing
from flows.nightly_facts import Gathered, Plan
from review.csvio import read_csv
from review.fetches import FAILURES, Harvest, first_start, harvests, last_news
from review.queue import FILE as QUEUE
from review.store import Store

if TYPE_CHECKING:
    # It takes seconds to load.
    from flows.gate import Gate

LASTING = "trouble:"
SILENT_DAYS = 400
ERROR_SHARE = 0.2
ERROR_RISE = 2
FEWEST = 5
MOST_KEYS = 3
GATE_FAILED = 1
YEAR = 12


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to tell. key: names the trouble, the same every night that it lasts."""

    key: str
    text: str


def troubles(gathered: Iterable[Gathered], store: Store, now: datetime.datetime) -> Iterator[Alert]:
    """What is wrong with the sources. Raises StoreError."""
    for one in gathered:
        if one.is_busy:
            continue
        yield from crawl_troubles(one)
        past = harvests(store, one.source.name)
        if len(past) > 1 and is_error_rate_up(past[0], past[1]):
            share = f"{past[0].tally.failures}/{past[0].tally.requests}"
            yield trouble(one, "errors", f"出错率上升：本次 {share} 个请求失败。看 sources try，网站可能已改版或限流")
        today = now.astimezone(ZoneInfo(one.source.job.time_zone)).date()
        news, first = (day_of(one, told(store, one.source.name)) for told in (last_news, first_start))
        if one.is_done and is_silent(one.source.season, news, first, today):
            since = f"（上一份新报告：{news}）" if news else "（从未有过）"
            text = f"应有新报告的时节没有新报告{since}。打开网站核对，再用 gouji sources try 查看选择器"
            yield trouble(one, "silent", text)


def crawl_troubles(one: Gathered) -> Iterator[Alert]:
    """What the crawl itself says."""
    if one.given is None:
        yield trouble(one, "crawl", f"没有采集：{one.why}")
        return
    lists, lost = one.given.listings, [listing for listing in one.lost if listing.outcome != "blocked"]
    if not one.is_done:
        yield trouble(one, "crawl", f"采集没有完成：{one.why}")
    elif lost:
        yield trouble(one, "lost", f"列表页没有读到：{lost[0].url}{others(lost)}：{lost[0].reason}")
    for outcome, what in (("empty", "列表页上选择器什么也没找到"), ("blocked", "网站拒绝访问，已停止，不绕过")):
        if pages := [listing for listing in lists if listing.outcome == outcome]:
            yield trouble(one, outcome, f"{what}：{pages[0].url}{others(pages)}")
    if not one.is_done:
        return
    yield from file_troubles(one, one.given.outcomes)
    entries = sum(listing.links for listing in lists)
    if entries and not one.given.tally.matched:
        text = f"列表上有 {entries} 条，一条也没有选中：{lists[0].url}。核对 titles、links 和 years，网站可能已改版"
        yield trouble(one, "matched", text)


def file_troubles(one: Gathered, found: Mapping[str, int]) -> Iterator[Alert]:
    """Files that the site keeps from us, and a night on which not one could be had."""
    lost = sum(found.get(outcome, 0) for outcome in FAILURES)
    if count := found.get("blocked", 0):
        yield trouble(one, "withheld", f"网站拒绝下载 {count} 个文件，不绕过。与网站联系，或手工下载后放进收件箱")
    if lost and lost == sum(found.values()):
        yield trouble(one, "files", f"{lost} 个文件一个也没有取到。打开网站核对，再用 gouji sources try 查看")


def others(pages: list[Listing]) -> str:
    return f" 等 {len(pages)} 页" if len(pages) > 1 else ""


def trouble(one: Gathered, kind: str, text: str) -> Alert:
    return Alert(f"{of_source(one.source.name)}{kind}", f"{one.source.title or one.source.name}：{text}")


def of_source(name: str) -> str:
    """How the keys of a source's troubles begin."""
    return f"{LASTING}{name}:"


def of_plan(plan: Plan) -> str:
    """How the keys of what concerns these sources together begin; those of other sources are another matter."""
    named = "\n".join(sorted(source.name for source in plan.chosen))
    return f"{LASTING}:{sha256(named.encode()).hexdigest()[:16]}:"


def judged(plan: Plan, gathered: Iterable[Gathered]) -> tuple[str, ...]:
    """How the keys begin of which this night can say that they are over: a source that nobody saw is as it was."""
    return (of_plan(plan), *(of_source(one.source.name) for one in gathered if one.is_done))


def is_error_rate_up(now: Harvest, before: Harvest) -> bool:
    """Whether markedly more requests fail than last time."""
    rate = now.tally.failures / max(1, now.tally.requests)
    usual = before.tally.failures / max(1, before.tally.requests)
    return now.tally.failures >= FEWEST and rate > ERROR_SHARE and rate > ERROR_RISE * usual


def day_of(one: Gathered, moment: str) -> datetime.date | None:
    """The day of a moment, by the clock of the source."""
    if not moment:
        return None
    return datetime.datetime.fromisoformat(moment).astimezone(ZoneInfo(one.source.job.time_zone)).date()


def is_silent(
    season: tuple[int, ...], news: datetime.date | None, first: datetime.date | None, today: datetime.date
) -> bool:
    """Whether a source gave nothing in its season: told from the season's last month on, until there is news.

    first: when it was harvested for the first time; what never gave anything is told of a season it was watched in.
    """
    if first is None:
        return False
    if not season:
        return (today - (news or first)).days > SILENT_DAYS
    begins, ends = latest_season(season, today)
    return news < begins if news else first < ends


def latest_season(season: tuple[int, ...], today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The latest season whose last month has come: its first day, and the day after its last; it may span new year."""
    months = sorted(set(season))
    # It begins after the longest pause: 11, 12, 1 is a season of three months, not of twelve.
    pauses = [(month - before) % YEAR or YEAR for before, month in zip([months[-1], *months[:-1]], months, strict=True)]
    place = pauses.index(max(pauses))
    first, last = months[place], months[place - 1]
    year = today.year if today.month >= last else today.year - 1
    begins = datetime.date(year if first <= last else year - 1, first, 1)
    return begins, datetime.date(year + last // YEAR, last % YEAR + 1, 1)


def gate_alerts(gate: "Gate", plan: Plan) -> Iterator[Alert]:
    """A rule of the harvest's gate that was not met."""
    for rule in gate.verdicts:
        if not rule.is_met:
            keys = f"（{'、'.join(rule.keys[:MOST_KEYS])}）" if rule.keys else ""
            yield Alert(f"{of_plan(plan)}gate:{rule.en}", f"采集的数据关口未过：{rule.zh}{keys}")


def audit_alerts(status: int, plan: Plan) -> Iterator[Alert]:
    """What the audit of the new files says by its exit status."""
    if status == GATE_FAILED:
        yield Alert(f"{of_plan(plan)}gate:audit", "核对的数据关口未过：看 summary.html 的“数据关口”一节")
    elif status:
        yield Alert(f"{of_plan(plan)}audit", f"核对没有完成（退出状态 {status}）：运行 gouji audit 即继续")


def new_errors(out: Path, names: Iterable[str]) -> Iterator[Alert]:
    """Error rows of these sources that nobody was told of. Raises StoreError."""
    if not (out / QUEUE).exists():
        return
    folders = tuple(f"{name}/" for name in names)
    for row in read_csv(out / QUEUE, "finding_id"):
        if row["severity"] == "error" and row["state"] != "absent" and row["document"].startswith(folders):
            page = f"第{row['page']}页" if row["page"] else ""
            where = " ".join(part for part in (row["unit"] or row["title"], row["year"], page) if part)
            link = f"\n  {row['source_url']}" if row["source_url"] else ""
            yield Alert(f"finding:{row['finding_id']}", f"[{row['check']}] {where}：{row['message']}{link}")
