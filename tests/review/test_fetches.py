"""Provenance in the record: what an address answered, once for each answer that differs from the last."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from review.fetches import (
    Fetch,
    Harvest,
    Origin,
    Tally,
    close_harvest,
    first_start,
    harvests,
    ingest,
    last_news,
    latest_bodies,
    open_harvest,
    origins,
)
from review.schema import FETCHES
from review.store import Store, open_store

A, B = "a" * 64, "b" * 64
URL = "https://czj.example.gov.cn/2023/p1.pdf"
FIRST = Fetch(URL, "new", article_url="https://czj.example.gov.cn/2023/p1.html", article_title="自评报告", status=200,
              etag='"1"', sha256=A, size=10, media="pdf", fetched_at="2026-01-01T00:00:00Z")  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path)) as opened:
        yield opened


def night(store: Store, day: int, *fetches: Fetch) -> Harvest:
    """One harvest in which these answers came."""
    at = f"2026-01-{day:02}T00:00:00Z"
    harvest = open_harvest(store, "财政局", f"job{day}", at)
    ingest(store, harvest, [replace(fetch, fetched_at=at) for fetch in fetches], len(fetches))
    close_harvest(store, replace(harvest, state="finished", tally=Tally(requests=len(fetches)), ended=at))
    return harvest


def kept(store: Store) -> list[tuple[str, str, str, str]]:
    with store.reading() as connection:
        rows = connection.execute(select(FETCHES).order_by(FETCHES.c.id))
        return [(row.outcome, row.sha256[:1], row.fetched_at[8:10], row.checked_at[8:10]) for row in rows]


def test_an_unchanged_file_keeps_one_row_however_often_it_is_asked_for(store: Store) -> None:
    night(store, 1, FIRST)
    night(store, 2, Fetch(URL, "unchanged", status=304))
    night(store, 3, replace(FIRST, outcome="same", etag='"2"'))
    assert kept(store) == [("new", "a", "01", "03")]
    assert [origin.fetch.etag for origin in latest_bodies(store)] == ['"2"']


def test_a_failure_is_neither_a_change_nor_a_withdrawal(store: Store) -> None:
    night(store, 1, FIRST)
    for day in (2, 3):
        night(store, day, Fetch(URL, "failed", status=503, reason="服务器出错"))
    assert kept(store) == [("new", "a", "01", "01"), ("failed", "", "02", "03")]
    assert latest_bodies(store) == (Origin("财政局", FIRST),)
    night(store, 4, Fetch(URL, "unchanged", status=304))
    assert kept(store)[2:] == [("unchanged", "", "04", "04")]
    assert latest_bodies(store) == (Origin("财政局", FIRST),)


def test_a_replaced_file_names_what_it_replaces(store: Store) -> None:
    night(store, 1, FIRST)
    later = replace(FIRST, sha256=B)
    night(store, 2, later)
    night(store, 3, replace(later, outcome="same"))
    found = latest_bodies(store, "财政局")
    assert [(one.fetch.sha256, one.replaces) for one in found] == [(B, A)]
    assert last_news(store, "财政局") == "2026-01-02T00:00:00Z"


def test_what_is_there_again_or_elsewhere_is_no_news(store: Store) -> None:
    night(store, 1, FIRST)
    night(store, 2, Fetch(URL, "failed", status=503))
    night(store, 3, Fetch(URL, "unchanged", status=304, sha256=A), replace(FIRST, url=f"{URL}?moved"))
    assert (last_news(store, "财政局"), first_start(store, "财政局")) == ("2026-01-01T00:00:00Z",) * 2
    assert (last_news(store, "教育局"), first_start(store, "教育局")) == ("", "")


def test_a_withdrawn_file_stands_no_more_and_its_rows_stay(store: Store) -> None:
    night(store, 1, FIRST)
    night(store, 2, Fetch(URL, "withdrawn", status=404))
    assert latest_bodies(store) == ()
    assert origins(store, A) == (Origin("财政局", FIRST),)


def test_ten_addresses_of_one_file_are_ten_provenances(store: Store) -> None:
    night(store, 1, *(replace(FIRST, url=f"{URL}?{i}") for i in range(10)))
    assert [origin.fetch.url for origin in origins(store, A)] == [f"{URL}?{i}" for i in range(10)]


def test_lines_that_were_taken_in_are_not_taken_twice(store: Store) -> None:
    harvest = open_harvest(store, "财政局", "job1", "2026-01-01T00:00:00Z")
    ingest(store, harvest, [FIRST], 1)
    ingest(store, harvest, [replace(FIRST, sha256=B)], 1)
    assert [origin.fetch.sha256 for origin in latest_bodies(store)] == [A]
    assert open_harvest(store, "财政局", "job1", "2026-01-09T00:00:00Z").ingested == 1
    assert harvests(store, "财政局") == ()
    close_harvest(store, replace(harvest, state="finished", tally=Tally(files=1), ended="2026-01-01T01:00:00Z"))
    assert [(one.state, one.tally.files, one.ended) for one in harvests(store, "财政局")] == [
        ("finished", 1, "2026-01-01T01:00:00Z")
    ]
