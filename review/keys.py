"""Which report key a document gets in the store: new, kept, taken over from an older version, or told apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, and_, delete, insert, or_, select, update

from review.identity import BY_HASH, finding_id, plain_name, report_key
from review.record import Judged
from review.schema import DOCUMENTS, FINDINGS
from review.store import Run

Document = Row[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Claimed:
    """The key of a document; base: the key as this reading has it. is_old: a later version has taken its place.

    replaces: SHA-256 of the version whose place it takes, "" if none.
    """

    key: str
    base: str
    is_old: bool = False
    replaces: str = ""


def claim_key(connection: Connection, run: Run, judged: Judged) -> Claimed:
    """Give a document its key. The same bytes keep theirs for good, so that a better reading changes no id."""
    report, title = judged.report, judged.title or judged.report.title
    base = report_key(report)
    known = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.sha256 == report.sha256)).first()
    if known is not None:
        return Claimed(known.key, base, is_old=bool(known.superseded_by))
    if (before := replaced(connection, run, judged)) is not None:
        return Claimed(before.key, base, replaces=before.sha256)
    if base.startswith(BY_HASH):
        return Claimed(base, base)
    current = and_(DOCUMENTS.c.base_key == base, DOCUMENTS.c.superseded_by == "")
    twins = connection.execute(select(DOCUMENTS).where(current).order_by(DOCUMENTS.c.key)).all()
    older = next((twin for twin in twins if twin.first_run != run.id and is_version(twin.title, title)), None)
    if older is not None:
        return Claimed(older.key, base, replaces=older.sha256)
    return told_apart(connection, run, report.sha256, base)


def replaced(connection: Connection, run: Run, judged: Judged) -> Document | None:
    """The document of an earlier run that stood at the same address, where it is the same report: one year, one kind.

    A page may give next year's report under last year's address: that is another report.
    """
    report = judged.report
    here = and_(DOCUMENTS.c.sha256 == judged.replaces, DOCUMENTS.c.superseded_by == "", DOCUMENTS.c.first_run != run.id)
    older = connection.execute(select(DOCUMENTS).where(here)).first() if judged.replaces else None
    if older is None or older.kind != report.kind:
        return None
    return older if report.year == older.year or not report.year or not older.year else None


def is_version(title: str, other: str) -> bool:
    """Whether two reports of one key can be versions of one report: titles agree, or one has none."""
    return not title or not other or plain_name(title) == plain_name(other)


def told_apart(connection: Connection, run: Run, sha256: str, base: str) -> Claimed:
    """Number the new documents of this run that share a key by their SHA-256: neither name nor order counts."""
    alike = or_(DOCUMENTS.c.key == base, DOCUMENTS.c.key.startswith(f"{base}#", autoescape=True))
    held = connection.execute(select(DOCUMENTS).where(alike)).all()
    taken = {one.key for one in held if one.first_run != run.id}
    peers = {one.sha256: one for one in held if one.key not in taken}
    free = (key for key in candidates(base) if key not in taken)
    keys = dict(zip(sorted({*peers, sha256}), free, strict=False))
    rename(connection, {one: keys[one] for one in peers if peers[one].key != keys[one]})
    return Claimed(keys[sha256], base)


def candidates(base: str) -> Iterator[str]:
    """The key, then the key with #2, #3 …"""
    yield base
    number = 2
    while True:
        yield f"{base}#{number}"
        number += 1


def rename(connection: Connection, keys: dict[str, str]) -> None:
    """Give documents of this run other keys, their findings other ids; nobody can have decided on them yet."""
    if not keys:
        return
    rows: Sequence[Document] = connection.execute(select(FINDINGS).where(FINDINGS.c.sha256.in_(keys))).all()
    connection.execute(delete(FINDINGS).where(FINDINGS.c.sha256.in_(keys)))
    for sha256, key in keys.items():
        connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.sha256 == sha256).values(key=key))
    renamed = [dict(row._mapping) | {"key": keys[row.sha256]} for row in rows]
    for row in renamed:
        row["finding_id"] = finding_id(row["code"], row["key"], row["subject"], row["roles"], row["ordinal"])
    if renamed:
        connection.execute(insert(FINDINGS), renamed)
