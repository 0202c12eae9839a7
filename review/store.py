"""The record: one database under the output folder (SQLite), or PostgreSQL at a URL."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import orjson
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, insert, or_, select, update

from review.database import engine_at, telling
from review.errors import StoreError
from review.schema import DOCUMENTS, RUNS

MIGRATIONS = Path(__file__).with_name("migrations")


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. `where` names it for people."""

    where: str
    engine: Engine = field(repr=False)

    def close(self) -> None:
        """Give the file back."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store; raises StoreError."""
        with telling(self.where), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept when the block ends well, else nothing; raises StoreError."""
        opened = self.engine.connect
        with telling(self.where), opened().execution_options(is_writing=True) as connection, connection.begin():
            yield connection


@dataclass(frozen=True, slots=True)
class Run:
    """A run as the store knows it. `as_of` is the time of everything it writes; a resumed run keeps its first."""

    id: int
    as_of: str
    is_resumed: bool = False


def open_store(place: Path | str) -> Store:
    """Open the store in a folder (made if missing), or at a database URL; its schema is brought up to date.

    Raises StoreError if it cannot be opened, is damaged, or was written by a newer version.
    """
    where, engine = engine_at(place)
    store = Store(where, engine)
    try:
        upgrade(store)
    except BaseException:
        store.close()
        raise
    return store


def upgrade(store: Store) -> None:
    """Bring the schema up to date; nothing is written where it already is."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    head = ScriptDirectory.from_config(config).get_current_head()
    with store.reading() as connection:
        if MigrationContext.configure(connection).get_current_revision() == head:
            return
    try:
        with store.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(store.where, "存档由更新版本的勾稽写成", "升级勾稽，或用 --out 另选文件夹") from error


def run_fingerprint(parts: Mapping[str, object]) -> str:
    """Hash of what makes two runs the same: version, options that change the result, --as-of where it was given."""
    return sha256(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest()[:32]


def start_run(store: Store, fingerprint: str, as_of: str) -> Run:
    """Start a run, or go on with the latest one where it was left unfinished and is the same; that keeps its as_of."""
    with store.writing() as connection:
        last = connection.execute(select(RUNS).order_by(RUNS.c.id.desc()).limit(1)).first()
        if last is not None and not last.finished and last.fingerprint == fingerprint:
            return Run(last.id, last.as_of, is_resumed=True)
        made = connection.execute(
            insert(RUNS).values(fingerprint=fingerprint, as_of=as_of, finished="").returning(RUNS.c.id)
        ).scalar_one()
    return Run(made, as_of)


def finish_run(store: Store, run: Run) -> None:
    """Close a run, after its output files are in place: the next one is a new one."""
    with store.writing() as connection:
        connection.execute(update(RUNS).where(RUNS.c.id == run.id).values(finished=run.as_of))


@dataclass(frozen=True, slots=True)
class Standing:
    """What the store knows of a document: the run that saw it first, its report key, the later version, "" if none."""

    first_run: int
    base_key: str
    superseded_by: str


def standings(store: Store) -> dict[str, Standing]:
    """Every document of the store, by SHA-256."""
    columns = (DOCUMENTS.c.sha256, DOCUMENTS.c.first_run, DOCUMENTS.c.base_key, DOCUMENTS.c.superseded_by)
    with store.reading() as connection:
        return {one.sha256: Standing(one[1], one[2], one[3]) for one in connection.execute(select(*columns))}


def documents_published(store: Store) -> frozenset[str]:
    """SHA-256 of the documents that a finished run has judged: what a run that broke off saw is still to be shown."""
    judging = or_(RUNS.c.id == DOCUMENTS.c.first_run, RUNS.c.id == DOCUMENTS.c.last_run)
    wanted = select(DOCUMENTS.c.sha256).join(RUNS, judging).where(RUNS.c.finished != "").distinct()
    with store.reading() as connection:
        return frozenset(connection.execute(wanted).scalars())


def documents_done(store: Store, run: Run) -> frozenset[str]:
    """SHA-256 of the documents that this run has already put into the store."""
    with store.reading() as connection:
        return frozenset(connection.execute(select(DOCUMENTS.c.sha256).where(DOCUMENTS.c.last_run == run.id)).scalars())
