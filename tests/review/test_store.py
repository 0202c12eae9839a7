"""The store: runs that are resumed, verdicts that cannot be changed, errors that say what to do."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Delete, Update, select

from review.arrange import QueueOptions
from review.database import FILE
from review.errors import StoreError
from review.merge import save_document
from review.queue import list_queue
from review.schema import DOCUMENTS, FINDINGS, METADATA, RUNS
from review.store import Store, documents_done, finish_run, open_store, run_fingerprint, start_run
from tests.review.invented import CHANGES, FIRST, SECOND, assert_append_only, finding, judged, report, result


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def test_the_steps_make_the_tables_that_the_code_knows(store: Store) -> None:
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_opening_twice_keeps_what_is_there(store: Store, tmp_path: Path) -> None:
    run = start_run(store, "a", FIRST)
    again = open_store(tmp_path)
    with again.reading() as connection:
        assert connection.execute(select(RUNS.c.id)).scalars().all() == [run.id]
    again.close()


@pytest.mark.parametrize("change", CHANGES)
def test_verdicts_are_append_only(store: Store, change: Update | Delete) -> None:
    assert_append_only(store, change)


def test_a_run_left_unfinished_is_gone_on_with(store: Store) -> None:
    first = start_run(store, "a", FIRST)
    resumed = start_run(store, "a", SECOND)
    assert (resumed.id, resumed.as_of, resumed.is_resumed) == (first.id, FIRST, True)
    finish_run(store, resumed)
    assert start_run(store, "a", SECOND).as_of == SECOND


def test_only_the_latest_run_is_resumed_and_only_the_same(store: Store) -> None:
    start_run(store, "a", FIRST)
    assert start_run(store, "b", SECOND).as_of == SECOND
    assert start_run(store, "a", SECOND).as_of == SECOND


def test_the_fingerprint_goes_by_content() -> None:
    assert run_fingerprint({"a": ("x", 1), "b": Path("c")}) == run_fingerprint({"b": "c", "a": ["x", 1]})
    assert run_fingerprint({"a": 1}) != run_fingerprint({"a": 2})


def test_what_is_done_is_told_by_run(store: Store) -> None:
    run = start_run(store, "a", FIRST)
    one = judged([result("SUM005", finding())])
    save_document(store, run, one)
    assert documents_done(store, run) == {one.report.sha256}
    finish_run(store, run)
    assert documents_done(store, start_run(store, "a", SECOND)) == frozenset()


KILLED = """
import os, sys
from pathlib import Path
from review import merge
from review.store import open_store, start_run
from tests.review.invented import FIRST, finding, judged, report, result

store = open_store(Path(sys.argv[1]))
run = start_run(store, "a", FIRST)
merge.save_document(store, run, judged([result("SUM005", finding())]))
put = merge.put_findings
def put_and_die(*given):
    put(*given)
    os._exit(9)
merge.put_findings = put_and_die
merge.save_document(store, run, judged([result("SUM005", finding())], report("乙.pdf", unit="云山县图书馆")))
"""


def test_a_killed_run_leaves_whole_documents_and_goes_on_to_the_same_queue(tmp_path: Path) -> None:
    both = [judged([result("SUM005", finding())], report(name, unit=unit))
            for name, unit in (("甲.pdf", "云山县档案馆"), ("乙.pdf", "云山县图书馆"))]  # fmt: skip
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "a")], check=False)
    assert killed.returncode == 9
    queues = []
    for folder, time in (("a", SECOND), ("b", FIRST)):
        store = open_store(tmp_path / folder)
        run = start_run(store, "a", time)
        done = documents_done(store, run)
        assert done == ({both[0].report.sha256} if folder == "a" else frozenset())
        for one in both:
            save_document(store, run, one)
        queues.append(list_queue(store, run, QueueOptions()))
        store.close()
    assert queues[0] == queues[1]
    assert [(row.state, row.first_seen) for row in queues[0].rows] == [("new", FIRST), ("new", FIRST)]


def test_a_file_that_is_no_store_says_so(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match=r"gouji.sqlite：这不是勾稽的存档。把这个文件移走"):
        open_store(tmp_path)


def test_a_store_of_a_newer_version_is_left_alone(store: Store, tmp_path: Path) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="更新版本的勾稽写成。升级勾稽"):
        open_store(tmp_path)


def test_a_store_in_use_says_so(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("review.database.BUSY_SECONDS", 0)
    other = open_store(tmp_path)
    with other.writing(), pytest.raises(StoreError, match="正被另一程序使用"):
        start_run(open_store(tmp_path), "a", FIRST)
    other.close()


def test_a_full_disk_keeps_what_was_there(store: Store) -> None:
    run = start_run(store, "a", FIRST)
    save_document(store, run, judged([result("SUM005", finding())]))
    with store.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    many = judged([result("SUM005", *(finding(f"项目{n}") for n in range(500)))], report("乙.pdf", unit="云山县图书馆"))
    with pytest.raises(StoreError, match="磁盘已满。清出空间"):
        save_document(store, run, many)
    with store.reading() as connection:
        assert len(connection.execute(select(FINDINGS)).all()) == 1
        assert len(connection.execute(select(DOCUMENTS)).all()) == 1


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(StoreError, match="文件夹建不了"):
        open_store(tmp_path / "out")
