"""What was told to somebody, so that it is told once: an alert is open until the trouble that it names is over.

`sent` is "" for what nobody was told, a time for what everybody was, and in between "to " and the marks of those who
took it: the digest is not repeated to them because it did not reach the others.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, insert, select, update

from review.schema import ALERTS
from review.store import Store

PARTLY = "to "


def raise_alerts(store: Store, keys: Iterable[str], judged: tuple[str, ...], now: str) -> dict[str, frozenset[str]]:
    """Open alerts for these keys; the keys that are not sent to everybody, each with the marks of those who took it.

    Those that begin with one of `judged` and stand no more are closed; the others stay open. Raises StoreError.
    """
    wanted = dict.fromkeys(keys)
    with store.writing() as connection:
        held = {row.key: row.sent for row in connection.execute(select(ALERTS))}
        over = [key for key in held if key.startswith(judged) and key not in wanted]
        if over:
            connection.execute(delete(ALERTS).where(ALERTS.c.key.in_(over)))
        if opened := [{"key": key, "raised": now, "sent": ""} for key in wanted if key not in held]:
            connection.execute(insert(ALERTS), opened)
    states = {key: held.get(key, "") for key in wanted}
    return {key: took(sent) for key, sent in states.items() if not sent or sent.startswith(PARTLY)}


def took(sent: str) -> frozenset[str]:
    return frozenset(sent.removeprefix(PARTLY).split())


def mark_sent(store: Store, takers: Mapping[str, frozenset[str]], everybody: frozenset[str], now: str) -> None:
    """Note who took which alert. Raises StoreError."""
    with store.writing() as connection:
        for key, marks in takers.items():
            sent = now if marks >= everybody else PARTLY + " ".join(sorted(marks)) if marks else ""
            connection.execute(update(ALERTS).where(ALERTS.c.key == key).values(sent=sent))
