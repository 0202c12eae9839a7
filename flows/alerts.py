"""The digest of a night: what somebody must know, sent once, by e-mail or a robot (企业微信, 钉钉, 飞书) of apprise."""

import datetime
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import apprise

from flows.gate import Gate
from flows.nightly_facts import Gathered
from review.alerts import mark_sent, raise_alerts
from review.csvio import read_csv
from review.fetches import Harvest, harvests, last_news
from review.queue import FILE as QUEUE
from review.store import Store

LASTING = "trouble:"
SILENT_DAYS = 400
ERROR_SHARE = 0.2
ERROR_RISE = 2
FEWEST = 5
MOST_KEYS = 3
GATE_FAILED = 1
MOST_LISTED = 30


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to tell. key: names the trouble, the same every night that it lasts."""

    key: str
    text: str


def troubles(gathered: Iterable[Gathered], store: Store, today: datetime.date) -> Iterator[Alert]:
    """What is wrong with the sources. Raises StoreError."""
    for one in gathered:
        yield from crawl_troubles(one)
        past = harvests(store, one.source.name)
        if len(past) > 1 and is_error_rate_up(past[0], past[1]):
            share = f"{past[0].tally.failures}/{past[0].tally.requests}"
            yield trouble(one, "errors", f"出错率上升：本次 {share} 个请求失败。看 sources try，网站可能已改版或限流")
        if is_silent(one, last_news(store, one.source.name), today):
            yield trouble(one, "silent", "应有新报告的时节没有新报告。打开网站核对，再用 gouji sources try 查看选择器")


def crawl_troubles(one: Gathered) -> Iterator[Alert]:
    """What the crawl itself says."""
    if one.given is None:
        yield trouble(one, "crawl", f"没有采集：{one.problem}")
        return
    if not one.is_done:
        yield trouble(one, "crawl", f"采集没有完成：{one.given.reason}")
    for outcome, what in (("empty", "列表页上选择器什么也没找到"), ("blocked", "网站拒绝访问，已停止，不绕过")):
        pages = [listing.url for listing in one.given.listings if listing.outcome == outcome]
        if pages:
            yield trouble(one, outcome, f"{what}：{pages[0]}" + (f" 等 {len(pages)} 页" if len(pages) > 1 else ""))


def trouble(one: Gathered, kind: str, text: str) -> Alert:
    return Alert(f"{LASTING}{one.source.name}:{kind}", f"{one.source.title or one.source.name}：{text}")


def is_error_rate_up(now: Harvest, before: Harvest) -> bool:
    """Whether markedly more requests fail than last time."""
    rate = now.tally.failures / max(1, now.tally.requests)
    usual = before.tally.failures / max(1, before.tally.requests)
    return now.tally.failures >= FEWEST and rate > ERROR_SHARE and rate > ERROR_RISE * usual


def is_silent(one: Gathered, news: str, today: datetime.date) -> bool:
    """Whether a source gave nothing in its season: told from the season's last month on, until there is news."""
    if not news:
        return False
    last = datetime.datetime.fromisoformat(news).astimezone(ZoneInfo(one.source.job.time_zone)).date()
    if not one.source.season:
        return (today - last).days > SILENT_DAYS
    if today.month < max(one.source.season):
        return False
    return last < datetime.date(today.year, min(one.source.season), 1)


def gate_alerts(gate: Gate) -> Iterator[Alert]:
    """A rule of the harvest's gate that was not met."""
    for rule in gate.verdicts:
        if not rule.is_met:
            keys = f"（{'、'.join(rule.keys[:MOST_KEYS])}）" if rule.keys else ""
            yield Alert(f"{LASTING}gate:{rule.en}", f"采集的数据关口未过：{rule.zh}{keys}")


def audit_alerts(status: int) -> Iterator[Alert]:
    """What the audit of the new files says by its exit status."""
    if status == GATE_FAILED:
        yield Alert(f"{LASTING}gate:audit", "核对的数据关口未过：看 summary.html 的“数据关口”一节")
    elif status:
        yield Alert(f"{LASTING}audit", f"核对没有完成（退出状态 {status}）：运行 gouji audit 即继续")


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


def send(store: Store, alerts: tuple[Alert, ...], to: tuple[str, ...], now: str) -> tuple[str, ...]:
    """Send what was not sent yet as one digest; what could not be sent waits for the next night. Raises StoreError.

    The lines of the digest, whether there is anybody to send it to or not.
    """
    waiting = raise_alerts(store, (alert.key for alert in alerts), LASTING, now)
    fresh = tuple(alert for alert in alerts if alert.key in waiting)
    if not fresh:
        return ()
    if not to or notify(to, digest(fresh)):
        mark_sent(store, (alert.key for alert in fresh), now)
    return tuple(alert.text for alert in fresh)


def digest(alerts: tuple[Alert, ...]) -> str:
    """The text of a digest; a flood is cut, with its true size."""
    shown = [f"• {alert.text}" for alert in alerts[:MOST_LISTED]]
    rest = len(alerts) - len(shown)
    return "\n".join([*shown, f"……另有 {rest} 条，见待审清单"] if rest else shown)


def notify(to: tuple[str, ...], text: str) -> bool:
    """Hand a text to every address; whether all of them took it. Addresses hold secrets and are never printed."""
    logging.getLogger("apprise").setLevel(logging.CRITICAL)
    post = apprise.Apprise()
    are_known = [post.add(address) for address in to]
    return all(are_known) and bool(post.notify(title="勾稽：昨夜采集与核对", body=text))
