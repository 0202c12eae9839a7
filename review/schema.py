"""Tables of the store, for SQLAlchemy Core; `review/migrations` creates and changes them.

Times are ISO 8601 UTC text, decimals are text: SQLite has neither.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

METADATA = MetaData()


def text(name: str, *, primary_key: bool = False) -> "Column[str]":
    """A text column that is never NULL: "" is nothing."""
    return Column(name, Text, primary_key=primary_key, nullable=False)


RUNS = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
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
    Column("ordinal", Integer, nullable=False),
    text("severity"),
    text("confidence"),
    Column("page", Integer, nullable=False),
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
    Column("id", Integer, primary_key=True),
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
