"""Tables of the store, for SQLAlchemy Core; `review/migrations` creates and changes them.

Times are ISO 8601 UTC text, decimals are text: SQLite has neither.
"""

from sqlalchemy import BigInteger, Column, Dialect, ForeignKey, Index, Integer, MetaData, Table, Text, TypeDecorator

METADATA = MetaData()
# An INTEGER of PostgreSQL ends at 2 GiB, which a night's harvest may transfer.
NUMBER = Integer().with_variant(BigInteger(), "postgresql")


class Plain(TypeDecorator[str]):
    """Text without NUL, which PostgreSQL does not bear: what is kept is the same in every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value.replace("\0", "\ufffd") if value and "\0" in value else value


def text(name: str, *, primary_key: bool = False) -> "Column[str]":
    """A text column that is never NULL: "" is nothing."""
    return Column(name, Plain, primary_key=primary_key, nullable=False)


RUNS = Table(
    "runs",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    text("fingerprint"),
    text("as_of"),
    text("finished"),
)

# key: the report key this document was given, for good. base_key: the key as the latest reading would have it.
DOCUMENTS = Table(
    "documents",
    METADATA,
    text("sha256", primary_key=True),
    text("key"),
    text("base_key"),
    text("document"),
    text("title"),
    text("unit"),
    text("region"),
    text("year"),
    text("kind"),
    text("source_url"),
    text("superseded_by"),
    text("first_seen"),
    text("last_seen"),
    Column("first_run", ForeignKey("runs.id"), nullable=False),
    Column("last_run", ForeignKey("runs.id"), nullable=False),
    Index("documents_key", "key"),
    Index("documents_base_key", "base_key"),
)

# prior_hash: the evidence before run_id touched the row: "" = unknown then, "absent" = gone then.
FINDINGS = Table(
    "findings",
    METADATA,
    text("finding_id", primary_key=True),
    Column("sha256", ForeignKey("documents.sha256"), nullable=False),
    text("key"),
    text("code"),
    text("subject"),
    text("roles"),
    Column("ordinal", NUMBER, nullable=False),
    text("severity"),
    text("confidence"),
    Column("page", NUMBER, nullable=False),
    text("place"),
    text("message_zh"),
    text("message_en"),
    text("reported"),
    text("expected"),
    text("difference"),
    text("relative"),
    text("amount"),
    text("formula"),
    text("evidence"),
    text("cause"),
    text("group_key"),
    text("evidence_hash"),
    text("prior_hash"),
    text("first_seen"),
    text("last_seen"),
    Column("run_id", ForeignKey("runs.id"), nullable=False),
    Column("absent_run", ForeignKey("runs.id"), nullable=True),
    Index("findings_key", "key"),
    Index("findings_sha256", "sha256"),
)

# Append-only, by triggers. No foreign key: a decision on a finding that the store does not know is kept too.
# dated: reviewed_at as the file had it. evidence_hash: the evidence that was decided on, "" = an older one.
VERDICTS = Table(
    "verdicts",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    text("finding_id"),
    text("verdict"),
    text("reason"),
    text("reviewer"),
    text("reviewed_at"),
    text("dated"),
    text("note"),
    text("evidence_hash"),
    text("recorded_at"),
    Index("verdicts_finding_id", "finding_id"),
)

# One harvest of one source. job: names the crawl, for good. ingested: lines of its journal that are in `fetches`.
HARVESTS = Table(
    "harvests",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    text("job"),
    text("source"),
    text("started"),
    text("ended"),
    text("state"),
    text("reason"),
    Column("ingested", NUMBER, nullable=False),
    Column("requests", NUMBER, nullable=False),
    Column("transferred", NUMBER, nullable=False),
    Column("listings", NUMBER, nullable=False),
    Column("matched", NUMBER, nullable=False),
    Column("files", NUMBER, nullable=False),
    Column("fresh", NUMBER, nullable=False),
    Column("failures", NUMBER, nullable=False),
    Index("harvests_job", "job", unique=True),
    Index("harvests_source", "source"),
)

# Provenance: a new row whenever an address answers otherwise than before, else the latest row's checked_at moves on.
# member: path inside an archive, "" = the body itself. is_latest: 1 for the newest row of (source, url, member).
FETCHES = Table(
    "fetches",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("harvest_id", ForeignKey("harvests.id"), nullable=False),
    text("source"),
    text("url"),
    text("member"),
    text("final_url"),
    text("article_url"),
    text("article_title"),
    text("published_printed"),
    text("published"),
    text("publisher"),
    Column("status", NUMBER, nullable=False),
    text("outcome"),
    text("reason"),
    text("headers"),
    text("etag"),
    text("last_modified"),
    text("sha256"),
    Column("size", NUMBER, nullable=False),
    text("media"),
    text("name"),
    text("fetched_at"),
    text("checked_at"),
    Column("is_latest", NUMBER, nullable=False),
    Index("fetches_source_url", "source", "url"),
    Index("fetches_sha256", "sha256"),
)

# What was told to somebody, so that it is told once: open until the trouble is over.
ALERTS = Table(
    "alerts",
    METADATA,
    text("key", primary_key=True),
    text("raised"),
    text("sent"),
)
