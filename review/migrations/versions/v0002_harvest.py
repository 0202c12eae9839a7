"""The harvest: crawls, where every file came from, and what was told of it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# As in the step before.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
HARVEST = "job source started ended state reason"
HARVEST_COUNTS = "ingested requests transferred listings matched files fresh failures"
FETCH = "source url member final_url article_url article_title published_printed published publisher outcome reason"
FETCH_MORE = "headers etag last_modified sha256 media name fetched_at checked_at"


def upgrade() -> None:
    """Create the tables."""
    op.create_table("harvests", key("id"), *texts(HARVEST), *numbers(HARVEST_COUNTS))
    op.create_table(
        "fetches",
        key("id"),
        sa.Column("harvest_id", NUMBER, sa.ForeignKey("harvests.id"), nullable=False),
        *texts(FETCH),
        *texts(FETCH_MORE),
        *numbers("status size is_latest"),
    )
    op.create_table("alerts", sa.Column("key", TEXT, primary_key=True, nullable=False), *texts("raised sent"))
    op.create_index("harvests_job", "harvests", ["job"], unique=True)
    op.create_index("harvests_source", "harvests", ["source"])
    # A tree of PostgreSQL bears no address of more than 2,700 characters.
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_index(
        "fetches_source_url", "fetches", ["source", "url"] if is_sqlite else ["url"], postgresql_using="hash"
    )
    op.create_index("fetches_sha256", "fetches", ["sha256"])


def key(name: str) -> "sa.Column[int]":
    """A number that names the row."""
    return sa.Column(name, NUMBER, primary_key=True, nullable=False)


def texts(names: str) -> list["sa.Column[str]"]:
    """Text columns that are never NULL."""
    return [sa.Column(name, TEXT, nullable=False) for name in names.split()]


def numbers(names: str) -> list["sa.Column[int]"]:
    """Integer columns that are never NULL."""
    return [sa.Column(name, NUMBER, nullable=False) for name in names.split()]
