"""The databases that can hold the record, and what each needs: SQLite in a folder, PostgreSQL at a URL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from review.errors import StoreError

FILE = "gouji.sqlite"
BUSY_SECONDS = 30
POSTGRESQL = "postgresql+psycopg"
# Any number that is always the same: whoever writes to the record holds this lock of the database.
WRITER = 0x676F756A69
CONNECTION = {"connect_timeout": "10", "client_encoding": "utf8", "application_name": "gouji"}

AGAIN = "再运行一次，已完成的部分都在"
# SQLite says what went wrong in English.
WHATS = (
    ("is full", "磁盘已满", f"清出空间后{AGAIN}"),
    ("readonly", "存档是只读的", "给文件及所在文件夹写入权限，或用 --out 另选文件夹"),
    ("unable to open", "存档打不开", "给所在文件夹写入权限，或用 --out 另选文件夹"),
    ("locked", "存档正被另一程序使用", "等它结束后再运行一次"),
    ("not a database", "这不是勾稽的存档", "把这个文件移走后再运行一次"),
    ("malformed", "存档已损坏", "换回备份，或把这个文件移走后再运行一次"),
    ("i/o error", "存档读写出错", f"检查磁盘后{AGAIN}"),
)
# PostgreSQL says it in the language of its server, and by a code (Appendix A of its manual).
CODES = (
    ("53100", "数据库服务器的磁盘已满", f"清出空间后{AGAIN}"),
    ("25006", "数据库是只读的", "换成可写的主库后再运行一次"),
    ("55P03", "存档正被另一程序使用", "等它结束后再运行一次"),
    ("42501", "数据库用户权限不足", "给这个用户在库中建表和读写的权限后再运行一次"),
    ("57P", "数据库正在停止或启动", f"等它就绪后{AGAIN}"),
)
OTHERWISE = f"检查存档后{AGAIN}"
UNREACHED = f"核对 store（或环境变量 GOUJI_STORE）中的地址、用户和密码，数据库可用时{AGAIN}"


@contextmanager
def telling(where: str) -> Iterator[None]:
    """Turn errors of the database into StoreError: where, what, what to do next."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        what, remedy = meaning(getattr(error, "orig", None) or error)
        raise StoreError(where, what, remedy) from error


def meaning(error: BaseException) -> tuple[str, str]:
    """What an error of a driver is, and what to do about it."""
    said = (str(error).strip() or type(error).__name__).splitlines()[0]
    if not hasattr(error, "sqlstate"):
        known = [(what, remedy) for sign, what, remedy in WHATS if sign in said.casefold()]
    elif error.sqlstate is None and type(error).__name__ == "OperationalError":
        known = [(f"数据库连不上（{said}）", UNREACHED)]
    else:
        known = [(what, remedy) for code, what, remedy in CODES if str(error.sqlstate).startswith(code)]
    return known[0] if known else (f"数据库报错：{said}", OTHERWISE)


def engine_at(place: Path | str) -> tuple[str, Engine]:
    """How people name a folder's or a URL's database, without its password, and the way to it. Raises StoreError."""
    if isinstance(place, str) and "://" in place:
        return at_url(place)
    path = Path(place) / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(str(path), f"文件夹建不了（{error.strerror}）", "用 --out 另选文件夹") from error
    engine = create_engine(make_url("sqlite://").set(database=str(path)))
    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return str(path), engine


def at_url(text: str) -> tuple[str, Engine]:
    try:
        url = make_url(text)
        known = url.drivername in {"postgres", "postgresql", POSTGRESQL}
    except (ArgumentError, ValueError):
        known = False
    if not known:
        what, remedy = "不是 PostgreSQL 的地址", "写成 postgresql://用户:密码@主机:5432/库名；密码中的符号用 %xx"
        raise StoreError(text.partition("://")[0] + "://…", what, remedy)
    # What else stands in the URL may be a password too.
    where = str(URL.create("postgresql", url.username, None, url.host, url.port, url.database))
    try:
        engine = create_engine(with_defaults(url), pool_pre_ping=True)
    except ImportError as error:
        remedy = "安装它：pip install 'psycopg[binary]'（或 pip install 'gouji[postgres]'），然后再运行一次"
        raise StoreError(where, "缺少 PostgreSQL 的驱动 psycopg", remedy) from error
    event.listen(engine, "connect", prepare_postgresql)
    event.listen(engine, "begin", begin_postgresql)
    return where, engine


def with_defaults(url: URL) -> URL:
    """The URL for our driver; what the user sets himself stays."""
    return url.set(drivername=POSTGRESQL, query=CONNECTION | dict(url.query))


def prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Set up a connection to SQLite; it leaves transactions to `begin`."""
    connection.isolation_level = None
    for pragma in (f"busy_timeout={BUSY_SECONDS * 1000}", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    is_writable = not connection.execute("PRAGMA query_only").fetchone()[0]
    if is_writable and connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode=WAL")


def begin(connection: Connection) -> None:
    """Take the write lock at once where writing is meant: waiting for it later would fail instead of wait."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing(connection) else "BEGIN")


def prepare_postgresql(connection: Any, _record: object) -> None:
    """Set up a connection to PostgreSQL."""
    connection.execute(f"SET lock_timeout = {BUSY_SECONDS * 1000 or 1}")
    connection.commit()


def begin_postgresql(connection: Connection) -> None:
    """One writer at a time, as with SQLite: what a transaction has read stays true until it writes.

    The lock goes with the transaction, also when its process is killed. A reader sees one state.
    """
    connection.exec_driver_sql(
        f"SELECT pg_advisory_xact_lock({WRITER})"
        if is_writing(connection)
        else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    )


def is_writing(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("is_writing", False))
