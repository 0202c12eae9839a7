"""The site builders' markup and the ways of turning pages, each crawled with its preset."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.crawl.job import Job, JsonListing, Rules
from tests.crawl.conftest import Crawl, crawled, crawled_again, job
from tests.site.bodies import pdf
from tests.site.habits import json_listing, paging
from tests.site.looks import Attachment, Post, boda, hanweb, trs
from tests.site.server import Site

COUNT = 12
BUILDERS = {"hanweb": hanweb, "trs": trs, "boda": boda}


def posts(look: str) -> list[Post]:
    """Twelve reports, of 100 kB each as real ones are; every third article is none of ours."""
    found = []
    for number in range(1, COUNT + 1):
        what = "防汛工作部署会召开" if number % 3 == 0 else f"2023年度项目支出绩效自评报告（{number}）"
        name = f"附件：{number}号项目绩效自评报告.pdf"
        found.append(
            Post(what, f"2024-03-{number:02}", "青禾县财政局", (Attachment(name, pdf(f"{look}{number}", 100_000)),))
        )
    return found


def jobs(site: Site) -> dict[str, Job]:
    """A job for each builder and each way of turning pages."""
    ways = paging(site)
    found = {
        look: job(site, build(site, f"/{look}", posts(look)), rules=Rules(look)) for look, build in BUILDERS.items()
    }
    json = JsonListing(site.url(json_listing(site)), "articles", "title", "url", "display_publish_time")
    turns = Rules(numbered="index_{n}.html", json=json)
    found["turns"] = job(site, ways["numbered"], ways["link"], rules=turns)
    found["query"] = job(site, ways["query"], rules=Rules(parameter="page"))
    return found


@pytest.fixture(scope="module")
def crawls(site: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Crawl]:
    """All of them, on one site and in turns of three."""
    folder = tmp_path_factory.mktemp("builders")
    wanted = jobs(site)
    with ThreadPoolExecutor(3) as pool:
        done = pool.map(lambda name: crawled(folder / name, site, wanted[name]), wanted)
        return dict(zip(wanted, done, strict=True))


@pytest.mark.parametrize("look", BUILDERS)
def test_a_builder_s_reports_are_found_over_all_pages(crawls: dict[str, Crawl], look: str) -> None:
    wanted = [
        (post.title, post.files[0].name, post.publisher, post.day) for post in posts(look) if "绩效" in post.title
    ]
    found = [(one.article_title, one.name, one.publisher, one.published) for one in crawls[look].fetches]
    assert sorted(found) == sorted(wanted)
    assert {one.outcome for one in crawls[look].fetches} == {"new"}
    assert (crawls[look].status, crawls[look].end.errors) == (0, 0)


def test_each_builder_prints_its_dates_in_its_own_way(crawls: dict[str, Crawl]) -> None:
    printed = {look: min(one.published_printed for one in crawls[look].fetches) for look in BUILDERS}
    assert printed == {"hanweb": "2024-03-01 09:30", "trs": "2024年3月10日", "boda": "2024-03-01"}


def test_a_listing_is_read_to_its_last_page(crawls: dict[str, Crawl]) -> None:
    """By index_{n}.html, by a link, and by the pages of a JSON call."""
    files = {f"/{way}/{number}.pdf": "new" for way in ("numbered", "link") for number in (1, 2, 3)}
    assert crawls["turns"].outcomes() == files | {f"/json/attachment/{number}.pdf": "new" for number in (1, 2)}
    assert [(one.outcome, one.matched) for one in crawls["turns"].listings] == [("read", 1)] * 8
    assert (crawls["turns"].end.state, crawls["turns"].end.errors) == ("finished", 0)


def test_a_listing_that_repeats_its_last_page_for_ever_has_an_end(crawls: dict[str, Crawl]) -> None:
    assert crawls["query"].outcomes() == {f"/query/{number}.pdf": "new" for number in (1, 2, 3)}
    assert crawls["query"].asked["/query/list.jsp?c=%BC%A8&page=5"] == 0
    assert crawls["query"].end.state == "finished"


def test_an_entry_of_a_json_call_is_read_without_its_markup(crawls: dict[str, Crawl]) -> None:
    record = crawls["turns"].of("/json/attachment/1.pdf")
    assert (record.article_title, record.published) == ("2023年度部门整体支出绩效自评报告", "2024-03-15")


@pytest.mark.parametrize("look", ["trs", "boda"])
def test_an_unchanged_site_is_twenty_times_cheaper(crawls: dict[str, Crawl], look: str, tmp_path: Path) -> None:
    """TRS answers 304; 博达 knows none, and its listing stands for articles and files."""
    start = crawls[look].listings[0].url.removeprefix(crawls[look].site.root)
    second = crawled_again(tmp_path, crawls[look], job(crawls[look].site, start, rules=Rules(look)))
    assert {one.outcome for one in second.fetches} == {{"trs": "unchanged", "boda": "same"}[look]}
    assert len(second.fetches) == len(crawls[look].fetches)
    assert {
        path: sent for path, sent in second.sent.items() if sent and ("download" in path or path.endswith("pdf"))
    } == {}
    assert sum(one.transferred for one in crawls[look].fetches) >= 20 * sum(second.sent.values())
