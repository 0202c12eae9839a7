"""The record: documents, runs, findings and append-only verdicts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Ordered by code point in every database, as SQLite orders: a locale would make another queue of the same record.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
# An INTEGER of PostgreSQL ends at 2 GiB.
NUMBER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
DOCUMENT = "key base_key document title unit region year kind source_url superseded_by first_seen last_seen"
FINDING = "key code subject roles severity confidence place message_zh message_en reported expected difference"
FINDING_MORE = "relative amount formula evidence cause group_key evidence_hash prior_hash first_seen last_seen"
VERDICT = "finding_id verdict reason reviewer reviewed_at dated note evidence_hash recorded_at"


def upgrade() -> None:
    """Create the tables and the triggers that keep verdicts from being changed."""
    op.create_table("runs", number("id", primary_key=True), *texts("fingerprint as_of finished"))
    op.create_table(
        "documents",
        sa.Column("sha256", TEXT, primary_key=True, nullable=False),
        *texts(DOCUMENT),
        number("first_run", "runs.id"),
        number("last_run", "runs.id"),
    )
    op.create_table(
        "findings",
        sa.Column("finding_id", TEXT, primary_key=True, nullable=False),
        sa.Column("sha256", TEXT, sa.ForeignKey("documents.sha256"), nullable=False),
        *texts(FINDING),
        *texts(FINDING_MORE),
        number("ordinal"),
        number("page"),
        number("run_id", "runs.id"),
        sa.Column("absent_run", NUMBER, sa.ForeignKey("runs.id"), nullable=True),
    )
    op.create_table("verdicts", number("id", primary_key=True), *texts(VERDICT))
    for table, column in (
        ("documents", "key"),
        ("documents", "base_key"),
        ("findings", "key"),
        ("findings", "sha256"),
        ("verdicts", "finding_id"),
    ):
        # A key may be longer than a page of a tree bears; it is only ever looked up whole.
        op.create_index(f"{table}_{column}", table, [column], postgresql_using="hash")
    forbid_changes()


def texts(names: str) -> list["sa.Column[str]"]:
    """Text columns that are never NULL."""
    return [sa.Column(name, TEXT, nullable=False) for name in names.split()]


def number(name: str, target: str = "", *, primary_key: bool = False) -> "sa.Column[int]":
    """An integer column that is never NULL."""
    keys = [sa.ForeignKey(target)] if target else []
    return sa.Column(name, NUMBER, *keys, primary_key=primary_key, nullable=False)


def forbid_changes() -> None:
    """Make verdicts append-only."""
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER verdicts_no_{deed.lower()} BEFORE {deed} ON verdicts "
                "BEGIN SELECT RAISE(ABORT, 'verdicts are append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION verdicts_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'verdicts are append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER verdicts_no_change BEFORE UPDATE OR DELETE ON verdicts "
        "FOR EACH ROW EXECUTE FUNCTION verdicts_append_only()"
    )
