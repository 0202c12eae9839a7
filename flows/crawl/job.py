"""The contract of a crawl: a folder that holds the job, the journal of what came of it, and the files.

    JOB/job.json      what to do (Job), written by whoever starts the crawl
    JOB/before.jsonl  the pages.jsonl of the source's last crawl, where there was one (see flows.crawl.memory)
    JOB/journal.jsonl one record a line: Fetch, Listing, and at the end of each run End
    JOB/pages.jsonl   what this crawl knows of listings, articles and files: the next one's before.jsonl
    JOB/files/SHA256  the bodies

A crawl that was killed is started again with the same folder: what the journal holds is not asked for again.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

import orjson

JOB, JOURNAL, FILES = "job.json", "journal.jsonl", "files"
FINISHED, CRAWL_FAILED, INTERRUPTED = 0, 3, 4
FINISHED_STATE = "finished"
AGENT = "gouji/0.1 (+disclosure audit; contact: {contact})"
TITLES = ("绩效自评|绩效评价|自评报告|自评表|评价报告", "部门整体|整体支出|项目支出|转移支付", "决算|预算公开|部门预算")

Value = TypeVar("Value")


class JobError(Exception):
    """A job folder cannot be used; says where, what and what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one crawl may cost. Beyond a limit of the crawl it ends as "limit"; beyond one of a file that is refused."""

    file_bytes: int = 80 << 20
    total_bytes: int = 8 << 30
    seconds: int = 6 * 3600
    request_seconds: int = 300
    redirects: int = 5
    pages: int = 5_000
    files: int = 20_000
    archive_bytes: int = 400 << 20
    archive_members: int = 1_000


@dataclass(frozen=True, slots=True)
class JsonListing:
    """A listing drawn from a call. url or body holds {page}, or {from} and {to}, and {size}; a body is sent by POST.

    items: dotted path to the list ("data.rows"), or to a text that is markup; "" = the answer is searched for either.
    title, date: name of a field (dotted). link: name of a field, or a template ("/art/{id}.html").
    """

    url: str = ""
    items: str = ""
    title: str = "title"
    link: str = "url"
    date: str = ""
    first: int = 1
    size: int = 20
    body: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """How a site is read. A selector is CSS, or XPath where it begins with / ./ or (. What is "" comes of the preset.

    items: one entry of a listing; link, title, date: in it ("" = the first link, its title or text, the first date).
    next: the link to the next page. numbered: its name by number ("index_{n}.html"; the second page is n = `first`).
    parameter: the query parameter that counts pages from 1. script: pages by createPageHTML(count, current, name, ext)
    attachments: links of an article to its files ("" = what looks like a file). published, publisher: in an article.
    """

    preset: str = ""
    items: str = ""
    link: str = ""
    title: str = ""
    date: str = ""
    next: str = ""
    numbered: str = ""
    first: int = 1
    parameter: str = ""
    script: bool = True
    attachments: str = ""
    published: str = ""
    publisher: str = ""
    json: JsonListing = JsonListing()


@dataclass(frozen=True, slots=True)
class Known:
    """A file of earlier harvests that stands; sha256: of the whole body (of an archive, not of its members)."""

    url: str
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    article_url: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One crawl of one source.

    start: listings. articles: pages (or files) named one by one, read as articles and as listings. titles, links: an
    entry is taken when one of the regular expressions is found in its title (address); none = all. depth: levels of
    articles under a listing. years: entries that name other years only are left; none = all. rate: seconds between
    requests to one host. recheck: days until a file or article is asked for again whose server gives no validator,
    while its entry in the listing stays the same; with a validator it is asked for conditionally each time. private:
    the hosts of start, articles, json and `hosts` may have private addresses; no others. dry: files are only named
    (planned).
    """

    source: str
    start: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    rules: Rules = Rules()
    titles: tuple[str, ...] = TITLES
    links: tuple[str, ...] = ()
    depth: int = 1
    years: tuple[int, ...] = ()
    rate: float = 1.0
    recheck: int = 30
    contact: str = ""
    user_agent: str = ""
    time_zone: str = "Asia/Shanghai"
    private: bool = False
    hosts: tuple[str, ...] = ()
    dry: bool = False
    limits: Limits = Limits()
    known: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetch:
    """An answer of a file's address (or an article's, where that could not be had).

    outcome: new | same (the bytes, or the unchanged listing, say so) | unchanged (304) | withdrawn (404, 410) | blocked
    (401, 403, 412, captcha) | failed | refused (by our own rules: robots, address, size, time) | unread (of a kind that
    is not read) | planned (dry). what: file | article. media: as sniffed. member: path inside an archive.
    transferred: bytes of the body over the wire.
    """

    url: str
    outcome: str
    what: str = "file"
    final_url: str = ""
    article_url: str = ""
    article_title: str = ""
    published_printed: str = ""
    published: str = ""
    publisher: str = ""
    status: int = 0
    reason: str = ""
    headers: dict[str, str] | None = None
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    size: int = 0
    media: str = ""
    name: str = ""
    member: str = ""
    transferred: int = 0
    fetched_at: str = ""
    kind: str = "fetch"


@dataclass(frozen=True, slots=True)
class Listing:
    """An answer of a listing page. outcome: read | unchanged | empty | withdrawn | blocked | failed | refused.

    empty: the page came, but the selectors match nothing. links: entries seen; matched: entries taken.
    """

    url: str
    outcome: str
    status: int = 0
    reason: str = ""
    links: int = 0
    matched: int = 0
    transferred: int = 0
    fetched_at: str = ""
    kind: str = "listing"


@dataclass(frozen=True, slots=True)
class End:
    """How a run of the crawl ended. state: finished | interrupted | failed | limit. errors: answers that failed."""

    state: str
    reason: str = ""
    requests: int = 0
    transferred: int = 0
    errors: int = 0
    seconds: float = 0.0
    ended_at: str = ""
    kind: str = "end"


Record = Fetch | Listing | End
KINDS: dict[str, type[Fetch] | type[Listing] | type[End]] = {"fetch": Fetch, "listing": Listing, "end": End}


def write_job(folder: Path, job: Job) -> None:
    """Make a job folder. One that exists with its journal is left as it is, but for the job."""
    (folder / FILES).mkdir(parents=True, exist_ok=True)
    part = folder / f".{JOB}.part"
    part.write_bytes(orjson.dumps(asdict(job), option=orjson.OPT_INDENT_2))
    part.replace(folder / JOB)


def read_job(folder: Path) -> Job:
    """Raises JobError where there is none, or none of this version."""
    try:
        return as_value(Job, orjson.loads((folder / JOB).read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        message = f"{folder / JOB}：读不出采集任务（{error}）。重新运行 gouji harvest"
        raise JobError(message) from error


def read_journal(folder: Path, start: int = 0) -> Iterator[Record]:
    """The records from line `start` on, in the order they were written; a last line that a kill cut off is left out."""
    try:
        stream = (folder / JOURNAL).open("rb")
    except FileNotFoundError:
        return
    with stream:
        for number, line in enumerate(stream):
            if not line.endswith(b"\n"):
                return
            if number >= start:
                yield read_record(line)


def read_record(line: bytes) -> Record:
    """One line of a journal. Raises JobError for a line that is none."""
    try:
        found = orjson.loads(line)
        return as_value(KINDS[found["kind"]], found)
    except (ValueError, TypeError, KeyError) as error:
        message = f"采集日志中有一行读不出（{error}）：{line[:80]!r}。删去该任务文件夹后重新采集"
        raise JobError(message) from error


def as_value(kind: type[Value], found: Any) -> Value:
    """A value of the contract from JSON: lists become tuples, objects the dataclass of the field's default."""
    if not isinstance(found, dict):
        message = f"{kind.__name__} 应为对象"
        raise TypeError(message)
    given: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]  # every kind is a dataclass
        if field.name in found:
            value = found[field.name]
            if is_dataclass(field.default) and not isinstance(field.default, type):
                value = as_value(type(field.default), value)
            elif field.name == "known":
                value = tuple(as_value(Known, one) for one in value)
            elif isinstance(value, list):
                value = tuple(value)
            given[field.name] = value
    return kind(**given)
