"""What a crawl knows of a site's pages: written as it goes, read again after a kill and by the next crawl."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

BEFORE, PAGES = "before.jsonl", "pages.jsonl"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a listing or an article; date as printed beside it."""

    url: str
    title: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A listing, article or file as it answered. title, date: of its entry in the listing that led to it.

    links: entries; files: attachments; next: the listing's next page, "" where there is none. heading, printed, iso,
    publisher: what the article says of itself. read_at: when its body was last fetched or confirmed, ISO 8601 UTC.
    carried: taken over from the crawl before, for this one ended before it came to the page. leads: pages that it shows
    in frames, or to which alone it leads. around: files to which a listing links that belong to no entry. more:
    listings of which it shows the first entries only.
    """

    url: str
    what: str
    title: str = ""
    date: str = ""
    etag: str = ""
    last_modified: str = ""
    read_at: str = ""
    links: tuple[Link, ...] = ()
    files: tuple[Link, ...] = ()
    next: str = ""
    heading: str = ""
    printed: str = ""
    iso: str = ""
    publisher: str = ""
    carried: bool = False
    leads: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    @property
    def has_validator(self) -> bool:
        return bool(self.etag or self.last_modified)


def read_pages(file: Path) -> dict[str, Page]:
    """The pages of a file by their address, the last line of each; broken lines are left out, none is needed."""
    return {page.url: page for page in page_lines(file)}


def page_lines(file: Path) -> Iterator[Page]:
    try:
        stream = file.open("rb")
    except FileNotFoundError:
        return
    with stream:
        for line in stream:
            try:
                found = orjson.loads(line)
                links, files = (tuple(Link(**one) for one in found.pop(name)) for name in ("links", "files"))
                found |= {name: tuple(found.get(name, ())) for name in ("leads", "around", "more")}
                yield Page(**found, links=links, files=files)
            except (ValueError, TypeError, KeyError, AttributeError):
                continue


def page_line(page: Page) -> bytes:
    return orjson.dumps(asdict(page)) + b"\n"
