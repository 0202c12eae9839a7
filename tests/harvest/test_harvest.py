"""Nights of a source on a local site: what comes, what stays away, what changes, and what it costs."""

import csv
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest

from flows.crawl.job import Rules
from flows.crawls import SHORT, Home, Running, Yield
from flows.gathering import gather
from flows.nightly_facts import Gathered, Plan
from flows.options import Options
from flows.sources import Source, Sources
from review.fetches import harvests, latest_answers, origins
from review.store import open_store
from tests.harvest.nights import gouji, inbox_of, night, office, queue, report, source, write_sources
from tests.site.bodies import pdf
from tests.site.habits import TITLE, article, listing
from tests.site.looks import Attachment, Post, trs
from tests.site.server import PDF, Reply, Site

COUNT = 6
BODIES = [pdf(f"report {number}", 60_000) for number in range(COUNT)]
CORRECTED = pdf("report 0, corrected", 60_000)
NAME = "青禾县"
REST = "未变 0，撤下 0，受阻 0，失败 0，拒取 0，不读 0"


def posts(bodies: list[bytes]) -> list[Post]:
    titles = (f"青禾县{number}局2023年度部门整体支出绩效自评报告" for number in range(1, len(bodies) + 1))
    return [
        Post(title, "2024-03-15", "青禾县财政局", (Attachment("自评报告.pdf", body),))
        for title, body in zip(titles, bodies, strict=True)
    ]


def path_of(number: int) -> str:
    """Where trs() puts a file, counted from 1."""
    return f"/trs/202403/P020240315{number:06}0.pdf"


def digest(body: bytes) -> str:
    return sha256(body).hexdigest()


def names(*bodies: bytes) -> list[str]:
    return sorted(digest(body)[:SHORT] for body in bodies)


@dataclass(frozen=True, slots=True)
class Nights:
    """Three nights on a site on which much happens before the third. files: bytes of PDFs sent in the second."""

    home: Home
    site: Site
    first: Yield
    second: Yield
    third: Yield
    files: int
    inboxes: tuple[dict[str, dict[str, object]], ...]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    with Site() as site, office(tmp_path_factory.mktemp("office")) as home:
        watched = source(site, NAME, trs(site, "/trs", posts(BODIES)), rules=Rules(preset="trs"))
        first = night(home, watched, 1)
        inboxes = [inbox_of(home, NAME)]
        site.forget()
        second = night(home, watched, 2)
        files = sum(site.sent[path_of(number)] for number in range(1, COUNT + 1))
        inboxes.append(inbox_of(home, NAME))
        site.replace(path_of(1), CORRECTED)
        site.withdraw(path_of(2), 410)
        site.break_down(path_of(3), 501)
        third = night(home, watched, 3)
        yield Nights(home, site, first, second, third, files, (*inboxes, inbox_of(home, NAME)))


def test_the_first_night_brings_every_file_with_where_it_came_from(nights: Nights) -> None:
    assert (nights.first.state, dict(nights.first.outcomes)) == ("finished", {"new": COUNT})
    assert sorted(nights.inboxes[0]) == names(*BODIES)
    assert nights.inboxes[0][digest(BODIES[0])[:SHORT]] == {
        "url": nights.site.url(path_of(1)),
        "article_url": nights.site.url("/trs/202403/t20240315_1.html"),
        "title": "青禾县1局2023年度部门整体支出绩效自评报告",
        "published": "2024-03-15",
        "publisher": "青禾县财政局",
        "source": NAME,
        "replaces": "",
        "also": [],
    }


def test_a_second_night_transfers_no_file_and_costs_next_to_nothing(nights: Nights) -> None:
    assert (nights.second.state, dict(nights.second.outcomes)) == ("finished", {"unchanged": COUNT})
    assert nights.files == 0
    assert nights.first.tally.transferred > sum(map(len, BODIES))
    assert nights.second.tally.transferred * 20 <= nights.first.tally.transferred
    assert nights.inboxes[1] == nights.inboxes[0]


def test_replaced_withdrawn_and_failed_are_three_things(nights: Nights) -> None:
    outcomes = {"new": 1, "withdrawn": 1, "failed": 1, "unchanged": COUNT - 3}
    assert (nights.third.state, dict(nights.third.outcomes)) == ("finished", outcomes)
    # The old version leaves the inbox; what was withdrawn, and what could not be seen, stays.
    assert sorted(nights.inboxes[2]) == names(CORRECTED, *BODIES[1:])
    assert nights.inboxes[2][names(CORRECTED)[0]]["replaces"] == digest(BODIES[0])
    assert all(nights.home.blobs.has(digest(body)) for body in (*BODIES, CORRECTED))
    latest = {one.fetch.url: (one.fetch.outcome, one.fetch.status) for one in latest_answers(nights.home.store, NAME)}
    assert latest == {
        nights.site.url(path_of(1)): ("new", 200),
        nights.site.url(path_of(2)): ("withdrawn", 410),
        nights.site.url(path_of(3)): ("failed", 501),
        **{nights.site.url(path_of(number)): ("new", 200) for number in range(4, COUNT + 1)},
    }


def test_the_record_tells_of_every_night(nights: Nights) -> None:
    told = [
        (one.state, one.started[:10], one.tally.files, one.tally.fresh) for one in harvests(nights.home.store, NAME)
    ]
    assert told == [
        ("finished", "2026-01-03", COUNT - 1, 1),
        ("finished", "2026-01-02", COUNT, 0),
        ("finished", "2026-01-01", COUNT, COUNT),
    ]


def test_a_file_at_ten_addresses_is_one_file_with_ten_provenances(tmp_path: Path) -> None:
    body = pdf("the same everywhere", 9_000)
    with Site() as site, office(tmp_path) as home:
        for number in range(10):
            site.put(f"/ten/{number}.pdf", Reply(body, PDF, validator="both"))
            article(site, f"/ten/{number}.html", (f"/ten/{number}.pdf", "自评报告.pdf"))
        start = listing(site, "/ten/", {f"/ten/{number}.html": f"{TITLE}{number}" for number in range(10)})
        done = night(home, source(site, "ten", start), 1)
        urls = [site.url(f"/ten/{number}.pdf") for number in range(10)]
    assert dict(done.outcomes) == {"new": 10}
    assert sorted(one.fetch.url for one in origins(home.store, digest(body))) == urls
    (told,) = inbox_of(home, "ten").values()
    assert sorted([told["url"], *told["also"]]) == urls


def harvested(plan: Plan, *sources: Source) -> list[Gathered]:
    running = Running(lambda *_: None)
    return [gather(plan, one, running) for one in sources]


def decide(folder: Path, code: str) -> None:
    """Fill in the queue and hand it back, as a reviewer does."""
    rows = queue(folder)
    for row in rows:
        if row["check"] == code:
            row |= {"verdict": "confirmed", "reviewer": "审核人甲"}
    with (folder / "filled.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert gouji(folder, "review", "import", "filled.csv").returncode == 0


def test_a_source_that_fails_costs_itself_only(tmp_path: Path) -> None:
    with Site() as site:
        good = source(site, "good", trs(site, "/trs", posts(BODIES[:1])), rules=Rules(preset="trs"))
        dead = replace(good, name="dead", job=replace(good.job, source="dead", start=("http://127.0.0.1:9/",)))
        plan = Plan(Options(out=tmp_path), Sources(Path("sources.toml"), (dead, good)), (dead, good))
        told = harvested(plan, dead, good)
    assert [(one.given and one.given.state, one.problem) for one in told] == [("failed", ""), ("finished", "")]


def test_the_whole_way(tmp_path: Path) -> None:
    """Harvest, audit, queue, a verdict; the file is replaced: it alone is read again, its finding has changed."""
    with Site() as site:
        bodies = [report(), pdf("blank")]
        trs(site, "/trs", posts(bodies))
        write_sources(tmp_path, site, (NAME, "/trs/index.html"))
        first = gouji(tmp_path, "harvest", "--no-prefect")
        assert (first.returncode, first.stdout.split("；")[:3]) == (
            0,
            [f"{NAME}：完成", "列表 1 页，选中 2 条", "新 2，" + REST],
        )
        before = {row["check"]: row for row in queue(tmp_path)}
        assert (
            before["SUM005"]
            | {
                "state": "new",
                "title": "青禾县1局2023年度部门整体支出绩效自评报告",
                "document": f"{NAME}/{names(bodies[0])[0]}.pdf",
                "source_url": site.url("/trs/202403/t20240315_1.html"),
            }
            == before["SUM005"]
        )
        decide(tmp_path, "SUM005")
        changed = report("67.6", "67.5")
        site.replace(path_of(1), changed)
        second = gouji(tmp_path, "harvest", "--no-prefect")
    assert (second.returncode, "新到 1 份报告" in second.stderr) == (0, True)
    after = {row["check"]: row for row in queue(tmp_path)}["SUM005"]
    assert (after["state"], after["finding_id"]) == ("updated", before["SUM005"]["finding_id"])
    assert (after["verdict"], after["reviewer"]) == ("confirmed", "审核人甲")
    assert (after["sha256"], after["difference"]) == (digest(changed), "3.29")
    assert before["SUM005"]["difference"] != after["difference"]
    with closing(open_store(tmp_path / "data/out")) as store:
        assert [one.fetch.outcome for one in latest_answers(store, NAME)] == ["new", "new"]


def test_a_page_by_hand_may_be_an_article_a_listing_or_a_file(tmp_path: Path) -> None:
    with Site() as site, office(tmp_path) as home:
        for name in ("article", "listed", "alone", "other"):
            site.put(f"/hand/{name}.pdf", Reply(pdf(name), PDF, validator="both"))
        article(site, "/hand/1.html", ("/hand/article.pdf", "附件.pdf"))
        article(site, "/hand/2.html", ("/hand/listed.pdf", "附件.pdf"))
        article(site, "/hand/3.html", ("/hand/other.pdf", "附件.pdf"))
        listing(site, "/hand/", {"/hand/2.html": TITLE, "/hand/3.html": "县领导调研春耕生产"})
        by_hand = tuple(map(site.url, ("/hand/1.html", "/hand/", "/hand/alone.pdf", "/hand/3.html?none")))
        article(site, "/hand/3.html?none")
        done = night(home, source(site, "hand", articles=by_hand), 1)
        told = {one.fetch.url: one.fetch.outcome for one in latest_answers(home.store, "hand")}
        urls = map(site.url, ("/hand/article.pdf", "/hand/listed.pdf", "/hand/alone.pdf"))
    assert done.state == "finished"
    assert told == dict.fromkeys(urls, "new") | {by_hand[3]: "unread"}
