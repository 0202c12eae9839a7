"""Addresses that look like articles and are the files themselves: night after night, and when only named."""

from dataclasses import replace

import pytest

from tests.crawl.conftest import Crawl, crawled, crawled_again, job
from tests.site.habits import TITLE, article, good, listing
from tests.site.server import Site

PATHS = ("/show/1", "/show/2", "/byhand.pdf", "/bare.pdf", "/show/3")


@pytest.fixture(scope="module")
def nights(site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Crawl, Crawl, Crawl]:
    """The files are named first, then fetched, then asked for again: a page stands where one of them was."""
    for path in PATHS:
        site.put(path, good(path, validator="" if path in {"/show/2", "/bare.pdf"} else "both"))
    named = tuple(map(site.url, PATHS[2:4]))
    wanted = job(site, listing(site, "/plain/", dict.fromkeys((*PATHS[:2], PATHS[4]), TITLE)), articles=named)
    dry = crawled(tmp_path_factory.mktemp("dry"), site, replace(wanted, dry=True))
    first = crawled(tmp_path_factory.mktemp("first"), site, wanted)
    site.put("/instead.pdf", good("instead"))
    article(site, "/show/3", ("/instead.pdf", "自评报告.pdf"))
    return dry, first, crawled_again(tmp_path_factory.mktemp("second"), first, wanted)


def test_a_file_among_the_articles_is_the_same_file_the_next_night(nights: tuple[Crawl, Crawl, Crawl]) -> None:
    dry, first, second = nights
    assert dry.outcomes() == dict.fromkeys(PATHS, "planned")
    assert list((dry.folder / "files").glob("*")) == []
    assert first.outcomes() == dict.fromkeys(PATHS, "new")
    known = dict(zip(PATHS[:4], ("unchanged", "same", "unchanged", "same"), strict=True))
    assert second.outcomes() == known | {"/instead.pdf": "new"}
    assert [second.asked[path] for path in PATHS[:4]] == [1, 0, 1, 0]
    assert [second.of(path).sha256 for path in PATHS[:4]] == [first.of(path).sha256 for path in PATHS[:4]]
