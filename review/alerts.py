"""What was told to somebody, so that it is told once: an alert is open until the trouble that it names is over."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select, update

from review.schema import ALERTS
from review.store import Store


def raise_alerts(store: Store, keys: Iterable[str], lasting: str, now: str) -> frozenset[str]:
    """Open alerts for these keys, and close those that begin with `lasting` and stand no more; the keys not yet sent.

    An alert whose key does not begin with `lasting` stays open for good. Raises StoreError.
    """
    wanted = dict.fromkeys(keys)
    with store.writing() as connection:
        held = {row.key: row.sent for row in connection.execute(select(ALERTS))}
        over = [key for key in held if key.startswith(lasting) and key not in wanted]
        if over:
            connection.execute(delete(ALERTS).where(ALERTS.c.key.in_(over)))
        if opened := [{"key": key, "raised": now, "sent": ""} for key in wanted if key not in held]:
            connection.execute(insert(ALERTS), opened)
    return frozenset(key for key in wanted if not held.get(key))


def mark_sent(store: Store, keys: Iterable[str], now: str) -> None:
    """Note that these were told. Raises StoreError."""
    with store.writing() as connection:
        connection.execute(update(ALERTS).where(ALERTS.c.key.in_(tuple(keys))).values(sent=now))
