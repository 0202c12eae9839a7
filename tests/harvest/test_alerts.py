"""The digest: what is told, once, and to whom."""

import datetime
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import orjson
import pytest

from flows.alerts import digest, reached, send
from flows.crawl.job import Job, Listing
from flows.crawls import Yield
from flows.nightly_facts import Gathered, Plan
from flows.options import Options
from flows.robots import is_robot, parts, post_entries
from flows.sources import Source, Sources
from flows.troubles import Alert, audit_alerts, is_silent, judged, new_errors, of_plan, troubles
from review.csvio import write_csv
from review.fetches import Fetch, Tally, close_harvest, ingest, open_harvest
from review.rows import COLUMNS
from review.store import Store, open_store

SOURCE = Source("czj", Job("czj"), "青山区财政局", season=(8, 9, 10))
GIVEN = Yield(SOURCE, "finished", "", Tally(), Counter())
FINE = Gathered(SOURCE, GIVEN)
TODAY = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
NOW = "2026-03-01T00:00:00Z"


class Robot(BaseHTTPRequestHandler):
    """Takes what a robot's address is sent."""

    taken: ClassVar[list[dict[str, Any]]] = []
    status: ClassVar[int] = 200
    answer: ClassVar[bytes] = b""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.taken.append(orjson.loads(body))
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(self.answer)))
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def robot(status: int, answer: bytes = b"") -> Iterator[str]:
    Robot.taken.clear()
    Robot.status, Robot.answer = status, answer
    with HTTPServer(("127.0.0.1", 0), Robot) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"json://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def messages() -> list[str]:
    return [body["message"] for body in Robot.taken]


def sent(store: Store, *alerts: Alert, to: str, judged: str = "trouble:czj:") -> tuple[str, ...]:
    return send(store, alerts, (judged,), (to,), NOW).lines


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path)) as opened:
        yield opened


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def harvested(store: Store, day: int, requests: int, failures: int, at: str = "") -> None:
    at = at or f"2026-02-{day:02}T00:00:00Z"
    harvest = open_harvest(store, "czj", f"job{day}", at)
    ingest(store, harvest, [Fetch("https://x/1.pdf", "new", sha256="a" * 64, fetched_at=at)], 1)
    tally = Tally(requests=requests, failures=failures)
    close_harvest(store, replace(harvest, state="finished", tally=tally, ended=at))


def test_an_alert_is_sent_once_and_again_when_the_trouble_returns(store: Store) -> None:
    trouble, finding = Alert("trouble:czj:empty", "列表空"), Alert("finding:GABC", "错误一条")
    with robot(200) as to:
        assert sent(store, trouble, finding, to=to) == ("• 列表空", "• 错误一条")
        assert sent(store, trouble, finding, to=to) == ()
        assert sent(store, finding, to=to) == ()
        assert sent(store, trouble, finding, to=to) == ("• 列表空",)
        assert messages() == ["• 列表空\n• 错误一条", "• 列表空"]


def test_a_flood_is_shown_in_part(store: Store) -> None:
    flood = tuple(Alert(f"finding:{number}", f"第{number}条") for number in range(40))
    lines = send(store, flood, (), (), NOW).lines
    assert (len(lines), lines[-1]) == (31, "……另有 10 条，见待审清单")


def test_the_harvest_of_one_source_leaves_the_troubles_of_another(store: Store) -> None:
    """By the clock each source has a night of its own."""
    trouble = Alert("trouble:czj:empty", "列表空")
    with robot(200) as to:
        assert sent(store, trouble, to=to) == ("• 列表空",)
        assert sent(store, to=to, judged="trouble:jyj:") == ()
        assert sent(store, trouble, to=to) == ()


def test_what_could_not_be_sent_waits(store: Store) -> None:
    trouble = Alert("trouble:czj:empty", "列表空")
    with robot(500) as to:
        told = send(store, (trouble,), (), (to,), NOW)
        assert told.lost == ("[alerts] to 的第 1 个地址（json://…）：没有送到，核对地址、密码和网络",)
    with robot(200) as to:
        assert sent(store, trouble, to=to) == ("• 列表空",)
        assert messages() == ["• 列表空"]


def test_an_address_that_took_the_digest_gets_it_once_though_another_did_not(store: Store) -> None:
    trouble, later = Alert("trouble:czj:empty", "列表空"), Alert("finding:GABC", "错误一条")
    dead = "json://127.0.0.1:9"
    with robot(200) as to:
        assert len(send(store, (trouble,), (), (to, dead), NOW).lost) == 1
        assert len(send(store, (trouble, later), (), (dead, to), NOW).lost) == 1
        assert messages() == ["• 列表空", "• 错误一条"]
        assert send(store, (trouble, later), (), (to,), NOW).lost == ()
        assert messages() == ["• 列表空", "• 错误一条"]
        assert send(store, (trouble, later), (), (to,), NOW).lines == ()


def test_an_address_that_nobody_knows_is_told(store: Store) -> None:
    told = send(store, (Alert("finding:GABC", "错误一条"),), (), ("wekombot://KEY",), NOW)
    assert told.lost == ("[alerts] to 的第 1 个地址（wekombot://…）：不认得这种地址，写法见 docs/harvest.md 的“提醒”",)


@pytest.mark.parametrize(
    ("address", "attribute", "body"),
    [
        ("wecombot://KEY", "api_url", {"msgtype": "text", "text": {"content": "一\n二"}}),
        (
            "dingtalk://TOKEN",
            "notify_url",
            {"msgtype": "text", "text": {"content": "一\n二"}, "at": {"atMobiles": [], "isAtAll": False}},
        ),
        ("feishu://TOKEN", "notify_url", {"msg_type": "text", "content": {"text": "一\n二"}}),
        ("lark://TOKEN", "webhook_url", {"msg_type": "text", "content": {"text": "一\n二"}}),
    ],
)
def test_a_robot_that_says_no_with_a_status_of_200_did_not_take_it(
    address: str, attribute: str, body: dict[str, Any]
) -> None:
    place: Any = reached(address)
    assert is_robot(place)
    with robot(200, b'{"errcode":310000,"errmsg":"keywords not in content"}') as to:
        setattr(place, attribute, to.replace("json", "http"))
        assert post_entries(place, ("一", "二")) == "机器人不收：keywords not in content（310000）"
    with robot(200, b'{"code":0,"msg":"success"}') as to:
        setattr(place, attribute, to.replace("json", "http"))
        assert post_entries(place, ("一", "二")) == ""
        assert Robot.taken == [body]


def test_a_long_digest_is_told_in_parts() -> None:
    entries = [f"• {number}{'字' * 20}" for number in range(5)]
    found = list(parts(entries, 140))
    assert found == ["\n".join(entries[:2]), "\n".join(entries[2:4]), entries[4]]
    assert list(parts(["字" * 100, "完"], 32)) == ["字" * 9 + "…", "完"]


def test_a_flood_is_cut_with_its_true_size() -> None:
    entries = digest(Alert(f"finding:{i}", f"第{i}条") for i in range(40))
    assert (len(entries), entries[-2:]) == (31, ("• 第29条", "……另有 10 条，见待审清单"))
    assert digest([Alert("finding:1", "第1条")]) == ("• 第1条",)


def test_the_crawls_own_troubles(store: Store) -> None:
    gone = Listing("https://x/4", "failed", reason="网站返回 503")
    listings = (Listing("https://x/", "empty"), Listing("https://x/2", "empty"), Listing("https://x/3", "blocked"))
    bad = Gathered(
        SOURCE, Yield(SOURCE, "failed", "起始页没有读到", Tally(), Counter(), listings, "https://x/4：网站返回 503")
    )
    assert list(troubles([bad], store, TODAY)) == [
        Alert("trouble:czj:crawl", "青山区财政局：采集没有完成：起始页没有读到（https://x/4：网站返回 503）"),
        Alert("trouble:czj:empty", "青山区财政局：列表页上选择器什么也没找到：https://x/ 等 2 页"),
        Alert("trouble:czj:blocked", "青山区财政局：网站拒绝访问，已停止，不绕过：https://x/3"),
    ]
    half = Gathered(
        SOURCE, replace(GIVEN, listings=(Listing("https://x/", "read", links=1), gone), tally=Tally(matched=1))
    )
    assert list(troubles([half], store, TODAY)) == [
        Alert("trouble:czj:lost", "青山区财政局：列表页没有读到：https://x/4：网站返回 503")
    ]
    lost = Gathered(SOURCE, problem="存档打不开")
    assert list(troubles([lost], store, TODAY)) == [Alert("trouble:czj:crawl", "青山区财政局：没有采集：存档打不开")]
    assert list(troubles([replace(lost, is_busy=True)], store, TODAY)) == []


@pytest.mark.parametrize(("links", "matched", "is_told"), [(40, 0, True), (40, 1, False), (0, 0, False)])
def test_entries_of_which_none_is_taken(store: Store, links: int, matched: int, is_told: bool) -> None:
    listings = (Listing("https://x/", "read", links=links, matched=matched),)
    given = Yield(SOURCE, "finished", "", Tally(matched=matched), Counter(), listings)
    text = "青山区财政局：列表上有 40 条，一条也没有选中：https://x/。核对 titles、links 和 years，网站可能已改版"
    told = list(troubles([Gathered(SOURCE, given)], store, TODAY))
    assert told == [Alert("trouble:czj:matched", text)] * is_told


@pytest.mark.parametrize(
    ("outcomes", "kinds"),
    [
        ({"new": 3, "failed": 4, "withdrawn": 1}, []),
        ({"unchanged": 3, "blocked": 1}, ["withheld"]),
        ({"failed": 1, "refused": 1}, ["files"]),
        ({"blocked": 4}, ["withheld", "files"]),
        ({}, []),
    ],
)
def test_files_that_could_not_be_had(store: Store, outcomes: dict[str, int], kinds: list[str]) -> None:
    told = troubles([Gathered(SOURCE, replace(GIVEN, outcomes=Counter(outcomes)))], store, TODAY)
    assert [alert.key.removeprefix("trouble:czj:") for alert in told] == kinds


def test_a_source_that_nobody_saw_is_as_it_was() -> None:
    plan = Plan(Options(), Sources(Path("sources.toml")), (SOURCE,))
    assert judged(plan, [FINE])[1:] == ("trouble:czj:",)
    assert judged(plan, [Gathered(SOURCE, replace(GIVEN, state="failed"))])[1:] == ()


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
    assert [alert.key for alert in troubles([FINE], store, TODAY)] == ["trouble:czj:errors"] * is_told


@pytest.mark.parametrize(
    ("season", "today", "news", "silent"),
    [
        ((8, 9, 10), "2026-09-30", "2025-10-01", False),
        ((8, 9, 10), "2026-10-01", "2025-10-01", True),
        ((8, 9, 10), "2026-10-01", "2026-08-01", False),
        ((8, 9, 10), "2026-10-01", "2026-07-31", True),
        ((8, 9, 10), "2027-02-01", "2026-07-31", True),
        ((9,), "2026-12-31", "2026-08-31", True),
        ((11, 12, 1), "2026-12-31", "2025-12-31", False),
        ((11, 12, 1), "2027-01-01", "2026-10-31", True),
        ((11, 12, 1), "2027-01-01", "2026-11-01", False),
        ((11, 12), "2026-12-01", "2026-10-31", True),
        ((), "2026-02-04", "2025-01-01", False),
        ((), "2026-02-06", "2025-01-01", True),
    ],
)
def test_silence(season: tuple[int, ...], today: str, news: str, silent: bool) -> None:
    assert is_silent(season, day(news), day("2020-01-01"), day(today)) is silent


@pytest.mark.parametrize(
    ("first", "today", "silent"),
    [
        ("", "2026-11-30", False),
        ("2026-07-01", "2026-09-30", False),
        ("2026-07-01", "2026-10-01", True),
        ("2026-10-31", "2026-10-31", True),
        ("2026-11-01", "2026-11-30", False),
    ],
)
def test_silence_of_what_never_gave_anything(first: str, today: str, silent: bool) -> None:
    assert is_silent((8, 9, 10), None, day(first) if first else None, day(today)) is silent


def test_silence_is_told_with_the_last_news_by_the_clock_of_the_source(store: Store) -> None:
    harvested(store, 1, 1, 0, at="2025-07-31T16:00:00Z")
    late = datetime.datetime(2025, 10, 1, tzinfo=datetime.UTC)
    assert list(troubles([FINE], store, late)) == []
    (told,) = troubles([FINE], store, late.replace(year=2026))
    assert (told.key, "（上一份新报告：2025-08-01）" in told.text) == ("trouble:czj:silent", True)


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


def test_the_audits_status_becomes_an_alert_of_these_sources() -> None:
    plan = Plan(Options(), Sources(Path("sources.toml")), (SOURCE,))
    told = [alert.key.removeprefix(of_plan(plan)) for status in (0, 1, 4) for alert in audit_alerts(status, plan)]
    assert told == ["gate:audit", "audit"]
    assert of_plan(replace(plan, chosen=(replace(SOURCE, name="jyj"),))) != of_plan(plan)
