"""The digest of a night, sent once, by e-mail or a robot (企业微信, 钉钉, 飞书): apprise knows how to reach them."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

import apprise

from flows.robots import is_robot, post_entries
from flows.troubles import Alert
from review.alerts import mark_sent, raise_alerts
from review.store import Store

TITLE = "勾稽：昨夜采集与核对"
MOST_LISTED = 30


@dataclass(frozen=True, slots=True)
class Told:
    """lines: the digest as it is sent, also where there is nobody to send it to. lost: who did not get it, and why."""

    lines: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def send(store: Store, alerts: tuple[Alert, ...], judged: tuple[str, ...], to: tuple[str, ...], now: str) -> Told:
    """Send what was not sent yet, as a digest to each address; what one did not take waits for it until next time.

    judged: how the keys begin of which this night can say that they are over. Raises StoreError.
    """
    waiting = raise_alerts(store, (alert.key for alert in alerts), judged, now)
    fresh = tuple(alert for alert in alerts if alert.key in waiting)
    takers, lost = {alert.key: waiting[alert.key] for alert in fresh}, []
    for number, address in enumerate(to, 1):
        mine = [alert for alert in fresh if mark(address) not in takers[alert.key]]
        if problem := deliver(address, digest(mine)) if mine else "":
            lost.append(f"[alerts] to 的第 {number} 个地址（{kind(address)}）：{problem}")
        else:
            takers |= {alert.key: takers[alert.key] | {mark(address)} for alert in mine}
    mark_sent(store, takers, frozenset(map(mark, to)), now)
    return Told(digest(fresh), tuple(lost))


def mark(address: str) -> str:
    """What an address is known by in the record: it holds secrets."""
    return sha256(address.encode()).hexdigest()[:16]


def kind(address: str) -> str:
    """What may be shown of an address."""
    return address.partition("://")[0] + "://…" if "://" in address else "…"


def digest(alerts: Iterable[Alert]) -> tuple[str, ...]:
    """The entries of a digest; a flood is cut, with its true size."""
    entries = [f"• {alert.text}" for alert in alerts]
    rest = len(entries) - MOST_LISTED
    return (*entries[:MOST_LISTED], *([f"……另有 {rest} 条，见待审清单"] if rest > 0 else []))


def deliver(address: str, entries: tuple[str, ...]) -> str:
    """Hand a digest to an address; "" where it was taken, else why not, without the secrets that addresses hold."""
    place = reached(address)
    if place is None:
        return "不认得这种地址，写法见 docs/harvest.md 的“提醒”"
    if is_robot(place):
        return post_entries(place, (TITLE, *entries))
    place.overflow_mode = apprise.OverflowMode.SPLIT
    post = apprise.Apprise(place)
    # Without its format e-mail would take the text for HTML: no line breaks, and tags out of a report would be tags.
    is_taken = post.notify(title=TITLE, body="\n".join(entries), body_format=apprise.NotifyFormat.TEXT)
    return "" if is_taken else "没有送到，核对地址、密码和网络"


def reached(address: str) -> apprise.NotifyBase | None:
    """An address as apprise knows it, None where it does not."""
    logging.getLogger("apprise").setLevel(logging.CRITICAL)
    return apprise.Apprise.instantiate(address)
