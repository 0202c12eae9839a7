"""What a second night makes of a site that changed: replaced, withdrawn, new, out of order, no longer listed."""

from pathlib import Path

import pytest

from flows.crawl.job import Rules
from tests.crawl.conftest import Crawl, crawled, crawled_again, job
from tests.site.bodies import pdf
from tests.site.habits import TITLE, article, good, listing, one_file
from tests.site.server import Reply, Site

NAMES = ("stays", "replaced", "withdrawn", "broken", "lost", "dropped", "swapped")


@pytest.fixture(scope="module")
def nights(site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Crawl, Crawl]:
    """Two crawls, and between them: a file replaced, one gone, one broken, an article gone, entries dropped."""
    starts = [one_file(site, name, good(name)) for name in NAMES]
    site.put("/bare/report.pdf", good("bare", validator=""))
    article(site, "/bare/article.html", ("/bare/report.pdf", "自评报告.pdf"))
    starts.append(listing(site, "/bare/", {"/bare/article.html": TITLE}))
    wanted = job(site, *starts, rules=Rules(items="//ul[not(@class)]/li"))
    first = crawled(tmp_path_factory.mktemp("night1"), site, wanted)
    site.replace("/replaced/report.pdf", pdf("corrected", 2000))
    site.withdraw("/withdrawn/report.pdf", 410)
    site.break_down("/broken/report.pdf")
    site.withdraw("/lost/article.html")
    site.withdraw("/dropped/report.pdf")
    listing(site, "/dropped/", {"/dropped/other.html": "县领导调研春耕生产"})
    site.put("/swapped/new.pdf", good("swapped again"))
    article(site, "/swapped/article.html", ("/swapped/new.pdf", "自评报告.pdf"))
    listing(site, "/bare/", {})
    second = crawled_again(tmp_path_factory.mktemp("night2"), first, wanted)
    return first, second


def test_each_change_is_told_apart(nights: tuple[Crawl, Crawl]) -> None:
    first, second = nights
    assert first.outcomes() == {f"/{name}/report.pdf": "new" for name in (*NAMES, "bare")}
    assert second.outcomes() == {
        "/stays/report.pdf": "unchanged",
        "/replaced/report.pdf": "new",
        "/withdrawn/report.pdf": "withdrawn",
        # An error of the server is neither a change nor a withdrawal.
        "/broken/report.pdf": "failed",
        "/lost/article.html": "withdrawn",
        "/lost/report.pdf": "unchanged",
        # No page leads to these any more: they are asked after one by one.
        "/dropped/report.pdf": "withdrawn",
        "/swapped/new.pdf": "new",
        "/swapped/report.pdf": "unchanged",
        "/bare/report.pdf": "same",
    }


def test_only_what_changed_is_transferred(nights: tuple[Crawl, Crawl]) -> None:
    second = nights[1]
    files = {path for path, sent in second.sent.items() if sent > 1000 and path.endswith(".pdf")}
    assert files == {"/replaced/report.pdf", "/swapped/new.pdf"}


def test_a_replaced_file_has_new_bytes_at_its_old_address(nights: tuple[Crawl, Crawl]) -> None:
    before, after = (night.of("/replaced/report.pdf") for night in nights)
    assert before.sha256 != after.sha256
    assert (nights[1].folder / "files" / after.sha256).read_bytes() == pdf("corrected", 2000)


def test_an_emptied_listing_says_so(nights: tuple[Crawl, Crawl]) -> None:
    found = {one.url.removeprefix(nights[1].site.root): one.outcome for one in nights[1].listings}
    assert (found["/stays/"], found["/dropped/"], found["/bare/"]) == ("unchanged", "read", "empty")


def test_a_site_that_is_down_is_a_failed_crawl_and_withdraws_nothing(tmp_path: Path) -> None:
    with Site() as site:
        first = crawled(tmp_path / "1", site, job(site, one_file(site, "down", good("down"))))
        site.break_down("/down/", 404)
        site.put("/robots.txt", Reply(status=404))
        second = crawled_again(tmp_path / "2", first, job(site, "/down/"))
    assert (second.status, second.end.state, second.outcomes()) == (3, "failed", {})
    assert [one.outcome for one in second.listings] == ["withdrawn"]
