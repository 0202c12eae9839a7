"""Provenance: every address that a harvest asked, what it answered, and which bytes came of it.

A fetch that failed, was blocked or refused says nothing of the file: what was fetched before stays in force.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from review.schema import FETCHES, HARVESTS
from review.store import Store

# Outcomes that say what stands at an address now; the others say only that nobody could see.
SEEN = frozenset({"new", "same", "unchanged", "unread"})
GONE = "withdrawn"
FAILURES = frozenset({"failed", "blocked", "refused"})
RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Fetch:
    """One answer of an address, as it is kept. Times are ISO 8601 UTC, published an ISO date or "".

    outcome: new|same|unchanged|withdrawn|blocked|failed|refused|unread. sha256, size, media: of the bytes, where there
    are any. member: path inside an archive, "" for the body itself. headers: JSON.
    """

    url: str
    outcome: str
    member: str = ""
    final_url: str = ""
    article_url: str = ""
    article_title: str = ""
    published_printed: str = ""
    published: str = ""
    publisher: str = ""
    status: int = 0
    reason: str = ""
    headers: str = "{}"
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    size: int = 0
    media: str = ""
    name: str = ""
    fetched_at: str = ""

    @property
    def page(self) -> str:
        """The page that a person can open: the article that links to the file, else the file itself."""
        return self.article_url or self.final_url or self.url


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes came from. replaces: SHA-256 of what stood at the same address before, "" if nothing did."""

    source: str
    fetch: Fetch
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """A harvest in numbers. files: files that stand on the site; fresh: those with bytes that were not there before."""

    requests: int = 0
    transferred: int = 0
    listings: int = 0
    matched: int = 0
    files: int = 0
    fresh: int = 0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Harvest:
    """A crawl as the record knows it; state running|finished|interrupted|failed|limit."""

    id: int
    job: str
    source: str
    started: str
    ended: str
    state: str
    reason: str
    ingested: int
    tally: Tally


COLUMNS = tuple(field.name for field in fields(Fetch))


def open_harvest(store: Store, source: str, job: str, now: str) -> Harvest:
    """The harvest of a crawl, started now if the record does not know it. Raises StoreError."""
    with store.writing() as connection:
        row = connection.execute(select(HARVESTS).where(HARVESTS.c.job == job)).first()
        if row is None:
            values = {"job": job, "source": source, "started": now, "ended": "", "state": RUNNING, "reason": ""}
            connection.execute(insert(HARVESTS).values(values | {"ingested": 0} | asdict(Tally())))
            row = connection.execute(select(HARVESTS).where(HARVESTS.c.job == job)).one()
        return as_harvest(row)


def ingest(store: Store, harvest: Harvest, fetches: Iterable[Fetch], lines: int) -> None:
    """Take the first `lines` lines of a crawl's journal in, all or nothing; `fetches` are those not yet taken.

    Done again with the same lines it changes nothing. Raises StoreError.
    """
    with store.writing() as connection:
        here = HARVESTS.c.id == harvest.id
        if connection.execute(select(HARVESTS.c.ingested).where(here)).scalar_one() >= lines:
            return
        for fetch in fetches:
            put_fetch(connection, harvest, fetch)
        connection.execute(update(HARVESTS).where(here).values(ingested=lines))


def put_fetch(connection: Connection, harvest: Harvest, fetch: Fetch) -> None:
    """Keep an answer: in a row of its own where it differs from the latest one of its address."""
    here = (FETCHES.c.source == harvest.source, FETCHES.c.url == fetch.url, FETCHES.c.member == fetch.member)
    latest = connection.execute(select(FETCHES).where(*here, FETCHES.c.is_latest == 1)).first()
    if latest is not None and is_same(latest, fetch):
        kept = {"checked_at": fetch.fetched_at, "etag": fetch.etag or latest.etag}
        kept["last_modified"] = fetch.last_modified or latest.last_modified
        connection.execute(update(FETCHES).where(FETCHES.c.id == latest.id).values(kept))
        return
    connection.execute(update(FETCHES).where(*here).values(is_latest=0))
    values = asdict(fetch) | {"harvest_id": harvest.id, "source": harvest.source}
    connection.execute(insert(FETCHES).values(values | {"checked_at": fetch.fetched_at, "is_latest": 1}))


def is_same(latest: Row[Any], fetch: Fetch) -> bool:
    """Whether an address answers as it did: the same bytes, or the same silence."""
    if fetch.outcome in {"unchanged", "same"}:
        return latest.outcome in SEEN
    if fetch.outcome in SEEN:
        return latest.outcome in SEEN and (latest.sha256, latest.reason) == (fetch.sha256, fetch.reason)
    return (latest.outcome, latest.status, latest.reason) == (fetch.outcome, fetch.status, fetch.reason)


def close_harvest(store: Store, ended: Harvest) -> None:
    """Write down how a crawl ended. Raises StoreError."""
    values = {"ended": ended.ended, "state": ended.state, "reason": ended.reason} | asdict(ended.tally)
    with store.writing() as connection:
        connection.execute(update(HARVESTS).where(HARVESTS.c.id == ended.id).values(values))


def harvests(store: Store, source: str) -> tuple[Harvest, ...]:
    """The ended harvests of a source, latest first. Raises StoreError."""
    wanted = select(HARVESTS).where(HARVESTS.c.source == source, HARVESTS.c.state != RUNNING)
    with store.reading() as connection:
        return tuple(map(as_harvest, connection.execute(wanted.order_by(HARVESTS.c.id.desc()))))


def last_whole_start(store: Store, source: str) -> str:
    """When a source's last harvest began, "" if there was none or it was stopped. Raises StoreError."""
    wanted = select(HARVESTS).where(HARVESTS.c.source == source).order_by(HARVESTS.c.id.desc()).limit(1)
    with store.reading() as connection:
        last = connection.execute(wanted).first()
    return "" if last is None or last.state == RUNNING else str(last.started)


def as_harvest(row: Row[Any]) -> Harvest:
    held = row._mapping
    tally = Tally(**{field.name: held[field.name] for field in fields(Tally)})
    return Harvest(**{f.name: held[f.name] for f in fields(Harvest) if f.name != "tally"}, tally=tally)


def latest_bodies(store: Store, source: str = "") -> tuple[Origin, ...]:
    """For every address the bytes last seen there, in the order of address; all sources where none is named.

    An address that was withdrawn is left out, one that only failed of late is not. Raises StoreError.
    """
    wanted = select(FETCHES).order_by(FETCHES.c.source, FETCHES.c.url, FETCHES.c.member, FETCHES.c.id)
    if source:
        wanted = wanted.where(FETCHES.c.source == source)
    with store.reading() as connection:
        return tuple(standing(connection.execute(wanted)))


def latest_answers(store: Store, source: str) -> tuple[Origin, ...]:
    """What every address of a source answered last, failures too. Raises StoreError."""
    wanted = select(FETCHES).where(FETCHES.c.source == source, FETCHES.c.is_latest == 1).order_by(FETCHES.c.id)
    with store.reading() as connection:
        return tuple(Origin(row.source, as_fetch(row)) for row in connection.execute(wanted))


def standing(rows: Iterable[Row[Any]]) -> Iterator[Origin]:
    """What stands at each address, from its rows in the order of time."""
    address, origin = None, None
    for row in rows:
        here = (row.source, row.url, row.member)
        if here != address:
            if origin is not None:
                yield origin
            address, origin = here, None
        if row.outcome == GONE:
            origin = None
        elif row.outcome in SEEN and row.sha256:
            before = origin.fetch.sha256 if origin else ""
            held = origin.replaces if origin and before == row.sha256 else before
            origin = Origin(row.source, as_fetch(row), held)
    if origin is not None:
        yield origin


def as_fetch(row: Row[Any]) -> Fetch:
    return Fetch(**{name: row._mapping[name] for name in COLUMNS})


def origins(store: Store, sha256: str) -> tuple[Origin, ...]:
    """Every address at which these bytes were seen, the first one first. Raises StoreError."""
    wanted = select(FETCHES).where(FETCHES.c.sha256 == sha256).order_by(FETCHES.c.id)
    with store.reading() as connection:
        return tuple(Origin(row.source, as_fetch(row)) for row in connection.execute(wanted))


def last_news(store: Store, source: str) -> str:
    """When a source last gave bytes that it had never given before, "" if never. Raises StoreError.

    A file that moved, or that a site shows again after a bad night, is no news.
    """
    given = (FETCHES.c.source == source, FETCHES.c.sha256 != "")
    firsts = select(func.min(FETCHES.c.fetched_at).label("first")).where(*given).group_by(FETCHES.c.sha256).subquery()
    with store.reading() as connection:
        return connection.execute(select(func.max(firsts.c.first))).scalar_one() or ""


def first_start(store: Store, source: str) -> str:
    """When a source was harvested for the first time, "" if never. Raises StoreError."""
    wanted = select(func.min(HARVESTS.c.started)).where(HARVESTS.c.source == source)
    with store.reading() as connection:
        return connection.execute(wanted).scalar_one() or ""
