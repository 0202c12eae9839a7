"""Listings that stand elsewhere than where a person looks: each is read where it is, and nothing else is taken."""

import pytest

from flows.crawl.job import JsonListing, Rules
from tests.crawl.conftest import Crawl, crawled, crawled_again, job
from tests.site.habits import DAY, TITLE
from tests.site.leads import POSTED, all_leads, posted
from tests.site.server import Site


@pytest.fixture(scope="module")
def crawls(site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Crawl, Crawl]:
    """All that leads on, and a call that is named."""
    call = JsonListing(posted(site), "custom.data", "name", "path", "time", body=POSTED)
    starts = all_leads(site)
    wanted = [job(site, *starts), job(site, "/rest/", rules=Rules(json=call))]
    first, second = (crawled(tmp_path_factory.mktemp("leads"), site, one) for one in wanted)
    return first, second


FILES = {
    "/refresh/report.pdf": "new",
    "/script/report.pdf": "new",
    "/frames/report.pdf": "new",
    "/moved/report.pdf": "new",
    "/moved/gone.html": "unread",
    "/behind/real.pdf": "new",
    "/unit1/report.pdf": "new",
    "/unit2/report.pdf": "new",
    "/directory/report.pdf": "new",
    "/record1/report.pdf": "new",
    "/record2/report.pdf": "new",
    "/record3/report.pdf": "new",
    "/around/report.pdf": "new",
    "/more1/report.pdf": "new",
    "/more2/report.pdf": "new",
}


def test_what_leads_on_is_followed_to_its_files_and_nothing_else_is(crawls: tuple[Crawl, Crawl]) -> None:
    assert crawls[0].outcomes() == FILES
    assert (crawls[0].end.state, crawls[0].end.errors) == ("finished", 0)


def test_a_page_that_only_leads_on_is_no_empty_listing(crawls: tuple[Crawl, Crawl]) -> None:
    assert [one.url for one in crawls[0].listings if one.outcome != "read"] == []


def test_a_file_of_the_site_around_is_of_no_article(crawls: tuple[Crawl, Crawl]) -> None:
    assert {path: crawls[0].asked[path] for path in ("/around/help.pdf", "/around/column/", "/")} == {
        "/around/help.pdf": 0,
        "/around/column/": 0,
        "/": 0,
    }


def test_twins_of_an_article_are_asked_for_once(crawls: tuple[Crawl, Crawl]) -> None:
    asked = crawls[0].asked
    assert asked["/more2/article.html"] + asked["/more2/article.html/"] == 1


def test_what_has_moved_keeps_the_title_of_its_entry(crawls: tuple[Crawl, Crawl]) -> None:
    record = crawls[0].of("/moved/report.pdf")
    assert (record.article_url, record.article_title, record.published, record.publisher) == (
        crawls[0].site.url("/moved/article.html"),
        TITLE,
        DAY,
        "青禾县财政局",
    )


def test_a_call_by_post_has_pages_of_its_own(crawls: tuple[Crawl, Crawl]) -> None:
    root = crawls[1].site.url("/rest/list#post:")
    assert crawls[1].outcomes() == {"/posted1/report.pdf": "new", "/posted2/report.pdf": "new"}
    called = [(one.url.removeprefix(root), one.links) for one in crawls[1].listings if one.url.startswith(root)]
    assert called == [('{"column":"7","page":1}', 1), ('{"column":"7","page":2}', 1)]
    assert crawls[1].of("/posted1/report.pdf").published == DAY


def test_a_second_harvest_finds_everything_in_its_place(
    crawls: tuple[Crawl, Crawl], tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = crawls[0].site
    again = crawled_again(tmp_path_factory.mktemp("again"), crawls[0], job(site, *all_leads(site)))
    expected = {path: "unchanged" if outcome == "new" else outcome for path, outcome in FILES.items()}
    assert again.outcomes() == expected
