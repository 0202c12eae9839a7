"""The digest: what is told, once, and to whom."""

import datetime
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import orjson
import pytest

from flows.alerts import Alert, audit_alerts, is_silent, new_errors, send, troubles
from flows.crawl.job import Job, Listing
from flows.crawls import Yield
from flows.nightly_facts import Gathered
from flows.sources import Source
from review.csvio import write_csv
from review.fetches import Fetch, Tally, close_harvest, ingest, open_harvest
from review.rows import COLUMNS
from review.store import Store, open_store

SOURCE = Source("czj", Job("czj"), "青山区财政局", season=(8, 9, 10))
FINE = Gathered(SOURCE, Yield(SOURCE, "finished", "", Tally(), Counter()))
DAY = datetime.date(2026, 3, 1)
NOW = "2026-03-01T00:00:00Z"


class Robot(BaseHTTPRequestHandler):
    """Takes what a robot's address is sent."""

    taken: ClassVar[list[str]] = []
    status: ClassVar[int] = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.taken.append(orjson.loads(body)["message"])
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def robot(status: int) -> Iterator[str]:
    Robot.taken.clear()
    Robot.status = status
    with HTTPServer(("127.0.0.1", 0), Robot) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"json://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path)) as opened:
        yield opened


def harvested(store: Store, day: int, requests: int, failures: int) -> None:
    at = f"2026-02-{day:02}T00:00:00Z"
    harvest = open_harvest(store, "czj", f"job{day}", at)
    ingest(store, harvest, [Fetch("https://x/1.pdf", "new", sha256="a" * 64, fetched_at=at)], 1)
    tally = Tally(requests=requests, failures=failures)
    close_harvest(store, replace(harvest, state="finished", tally=tally, ended=at))


def test_an_alert_is_sent_once_and_again_when_the_trouble_returns(store: Store) -> None:
    trouble, finding = Alert("trouble:czj:empty", "列表空"), Alert("finding:GABC", "错误一条")
    with robot(200) as to:
        assert send(store, (trouble, finding), (to,), NOW) == ("列表空", "错误一条")
        assert send(store, (trouble, finding), (to,), NOW) == ()
        assert send(store, (finding,), (to,), NOW) == ()
        assert send(store, (trouble, finding), (to,), NOW) == ("列表空",)
        assert Robot.taken == ["• 列表空\n• 错误一条", "• 列表空"]


def test_what_could_not_be_sent_waits(store: Store) -> None:
    with robot(500) as to:
        send(store, (Alert("trouble:czj:empty", "列表空"),), (to,), NOW)
    with robot(200) as to:
        assert send(store, (Alert("trouble:czj:empty", "列表空"),), (to,), NOW) == ("列表空",)
        assert Robot.taken == ["• 列表空"]


def test_a_flood_is_cut_with_its_true_size(store: Store) -> None:
    with robot(200) as to:
        send(store, tuple(Alert(f"finding:{i}", f"第{i}条") for i in range(40)), (to,), NOW)
        [text] = Robot.taken
    assert text.splitlines()[-2:] == ["• 第29条", "……另有 10 条，见待审清单"]


def test_the_crawls_own_troubles(store: Store) -> None:
    listings = (Listing("https://x/", "empty"), Listing("https://x/2", "empty"), Listing("https://x/3", "blocked"))
    bad = Gathered(SOURCE, Yield(SOURCE, "failed", "网站没有应答", Tally(), Counter(), listings))
    assert list(troubles([bad], store, DAY)) == [
        Alert("trouble:czj:crawl", "青山区财政局：采集没有完成：网站没有应答"),
        Alert("trouble:czj:empty", "青山区财政局：列表页上选择器什么也没找到：https://x/ 等 2 页"),
        Alert("trouble:czj:blocked", "青山区财政局：网站拒绝访问，已停止，不绕过：https://x/3"),
    ]
    lost = Gathered(SOURCE, problem="存档打不开")
    assert list(troubles([lost], store, DAY)) == [Alert("trouble:czj:crawl", "青山区财政局：没有采集：存档打不开")]


@pytest.mark.parametrize(
    ("before", "now", "is_told"),
    [
        ((100, 2), (100, 30), True),
        ((100, 20), (100, 30), False),
        ((100, 2), (10, 4), False),
        ((100, 2), (100, 20), False),
    ],
)
def test_an_error_rate_that_rises(store: Store, before: tuple[int, int], now: tuple[int, int], is_told: bool) -> None:
    harvested(store, 1, *before)
    harvested(store, 2, *now)
    assert [alert.key for alert in troubles([FINE], store, DAY)] == ["trouble:czj:errors"] * is_told


@pytest.mark.parametrize(
    ("today", "news", "silent"),
    [
        ("2026-09-30", "2025-10-01T00:00:00Z", False),
        ("2026-10-01", "2025-10-01T00:00:00Z", True),
        ("2026-10-01", "2026-08-01T00:00:00Z", False),
        ("2026-10-01", "2026-07-31T15:59:59Z", True),
        ("2026-10-01", "2026-07-31T16:00:00Z", False),
        ("2026-10-01", "", False),
    ],
)
def test_silence_in_the_season(today: str, news: str, silent: bool) -> None:
    assert is_silent(FINE, news, datetime.date.fromisoformat(today)) is silent


def test_silence_without_a_season() -> None:
    always = Gathered(Source("czj", Job("czj")), FINE.given)
    assert not is_silent(always, "2025-01-01T00:00:00Z", datetime.date(2026, 2, 5))
    assert is_silent(always, "2025-01-01T00:00:00Z", datetime.date(2026, 2, 6))


def test_new_error_rows_of_these_sources_only(tmp_path: Path) -> None:
    def row(**cells: str) -> list[str]:
        usual = {"severity": "error", "state": "new", "check": "SUM001", "page": "3", "message": "合计不符"}
        return [(usual | cells).get(name, "") for name in COLUMNS]

    rows = [
        row(finding_id="GA", document="czj/1.pdf", unit="财政局", year="2023", source_url="https://x/1.html"),
        row(finding_id="GB", document="jyj/2.pdf"),
        row(finding_id="GC", document="czj/3.pdf", severity="warning"),
        row(finding_id="GD", document="czj/4.pdf", state="absent"),
    ]
    write_csv(tmp_path / "review_queue.csv", COLUMNS, rows)
    assert list(new_errors(tmp_path, ["czj"])) == [
        Alert("finding:GA", "[SUM001] 财政局 2023 第3页：合计不符\n  https://x/1.html")
    ]
    assert list(new_errors(tmp_path / "none", ["czj"])) == []


def test_the_audits_status_becomes_an_alert() -> None:
    assert [alert.key for status in (0, 1, 4) for alert in audit_alerts(status)] == [
        "trouble:gate:audit",
        "trouble:audit",
    ]
