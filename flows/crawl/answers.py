"""What an answer of the network comes to: records for the journal, and the page that it was."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from parsel import Selector

from flows.crawl.archive import Budget, members
from flows.crawl.article import article, stray_files
from flows.crawl.blocked import blocked_reason, is_front_page, not_a_file
from flows.crawl.calls import called_entries, drawn_calls, following_call, has_pages, json_page, scripted_entries
from flows.crawl.charset import address_name, decode, decode_page, disposition_name
from flows.crawl.course import ARTICLE, FILE, STRAY, Task
from flows.crawl.dates import find_date
from flows.crawl.job import Fetch, Known, Limits, Listing, Rules
from flows.crawl.leads import framed, more_listings, moved_to
from flows.crawl.media import sniff, unread_reason
from flows.crawl.memory import Link, Page
from flows.crawl.reading import entries, markup, next_page, uncommented

LARGEST_PAGE = 10 << 20
MOST_HEADERS, LONGEST_HEADER = 40, 500
# A session's cookie is a key, not provenance.
SECRET = frozenset({"set-cookie", "set-cookie2", "www-authenticate"})
GONE = frozenset({404, 410})
NO_HEAD = frozenset({405, 501})


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came. headers: names in lower case. wire: bytes of the body as sent. at: ISO 8601 UTC."""

    url: str
    final_url: str
    status: int
    headers: dict[str, bytes]
    body: bytes
    wire: int
    at: str

    def header(self, name: str) -> str:
        return decode(self.headers.get(name, b"")).strip()

    @property
    def text(self) -> str:
        """The body as a page."""
        return decode_page(self.body, self.header("content-type"))

    @property
    def is_page(self) -> bool:
        return sniff(self.body) in {"html", "other", "empty"} and len(self.body) <= LARGEST_PAGE


def kept_headers(answer: Answer) -> dict[str, str]:
    names = [name for name in answer.headers if name not in SECRET][:MOST_HEADERS]
    return {name: answer.header(name)[:LONGEST_HEADER] for name in names}


def started(task: Task, at: str) -> Fetch:
    """The record of a file or article with all that its article and listing say; the outcome is still open."""
    page, link = task.article, task.link
    printed = page.printed if page else link.date
    return Fetch(
        url=task.url,
        outcome="failed",
        what="article" if task.what == ARTICLE else "file",
        article_url=page.url if page else task.parent,
        article_title=page.heading if page else link.title,
        published_printed=printed,
        published=(page.iso if page else "") or find_date(printed)[1],
        publisher=page.publisher if page else "",
        name=link.title if page else address_name(task.url),
        fetched_at=at,
    )


def fetched(task: Task, answer: Answer) -> Fetch:
    """The record of an answer, its outcome still open."""
    name = disposition_name(answer.headers.get("content-disposition", b""))
    record = started(task, answer.at)
    return replace(
        record,
        final_url=answer.final_url,
        status=answer.status,
        headers=kept_headers(answer),
        etag=answer.header("etag"),
        last_modified=answer.header("last-modified"),
        name=name or record.name,
        transferred=answer.wire,
    )


def refusal(answer: Answer) -> tuple[str, str]:
    """Outcome and reason of an answer that holds neither page nor file; ("", "") where it does."""
    text = answer.text if answer.is_page else ""
    blocked = blocked_reason(answer.status, text)
    if blocked:
        return "blocked", blocked
    if answer.status in GONE:
        return "withdrawn", f"网站已撤下（{answer.status}）。此前留存的副本不受影响"
    if 300 <= answer.status < 400 and answer.status != 304:
        return "refused", f"被转到不允许的地址（{answer.header('location')[:200]}），未跟随"
    if answer.status not in {200, 203, 206, 304}:
        return "failed", f"网站返回 {answer.status}。下次采集时再试"
    return "", ""


def file_records(task: Task, answer: Answer, known: Known | None, limits: Limits) -> Iterator[tuple[Fetch, bytes]]:
    """The records of a file's answer with the bytes to keep: members of an archive first, the file itself last."""
    record = fetched(task, answer)
    outcome, reason = refusal(answer)
    if not outcome and task.what == STRAY and answer.status != 304 and not answer.body:
        outcome, reason = "same", "列表和文章中已没有这一文件，但原地址仍在"
    if task.what == STRAY and answer.status in NO_HEAD:
        outcome, reason = "same", "列表和文章中已没有这一文件；网站不答 HEAD 请求，原地址是否仍在没有核实"
    if outcome:
        held = known.sha256 if known and outcome == "same" else ""
        yield replace(record, outcome=outcome, reason=reason, sha256=held), b""
    elif answer.status == 304:
        yield unchanged(record, known), b""
    else:
        yield from body_records(task, answer, replace(record, media=sniff(answer.body)), (known, limits))


def unchanged(record: Fetch, known: Known | None) -> Fetch:
    """A 304: the validators that were sent still hold where the answer names none."""
    if known is None:
        return replace(record, outcome="failed", reason="网站答复未改动（304），而本地没有这一文件。下次采集时重新下载")
    etag, modified = record.etag or known.etag, record.last_modified or known.last_modified
    return replace(record, outcome="unchanged", sha256=known.sha256, etag=etag, last_modified=modified)


def body_records(
    task: Task, answer: Answer, record: Fetch, held: tuple[Known | None, Limits]
) -> Iterator[tuple[Fetch, bytes]]:
    known, limits = held
    if record.media == "html":
        yield replace(record, reason=not_a_file(task.url, answer.final_url, answer.text)), b""
        return
    if record.media == "empty":
        yield replace(record, reason="文件是空的。下次采集时再试"), b""
        return
    digest = sha256(answer.body).hexdigest()
    reason = unread_reason(record.media)
    record = replace(record, sha256=digest, size=len(answer.body), reason=reason)
    if known is not None and known.sha256 == digest:
        yield replace(record, outcome="same"), b""
        return
    if record.media == "zip":
        yield from member_records(answer, record, limits)
    yield replace(record, outcome="unread" if reason else "new"), answer.body


def member_records(answer: Answer, record: Fetch, limits: Limits) -> Iterator[tuple[Fetch, bytes]]:
    taken: set[str] = set()
    for member in members(answer.body, Budget(limits)):
        # Two members of one name would be one file to the record.
        path, number = member.path, 2
        while path in taken:
            path, number = f"{member.path} ({number})", number + 1
        taken.add(path)
        media = sniff(member.body)
        reason = member.reason or unread_reason(media) or ("" if media == "pdf" else "压缩包中的这一文件不是报告")
        inner = replace(record, member=path or "?", name=member.name, media=media, reason=reason, transferred=0)
        if member.reason or not member.body:
            yield replace(inner, outcome="unread", sha256="", size=0, media=media if member.body else "other"), b""
        else:
            digest = sha256(member.body).hexdigest()
            inner = replace(inner, sha256=digest, size=len(member.body))
            yield replace(inner, outcome="unread" if reason else "new"), member.body


def article_page(task: Task, answer: Answer, rules: Rules, deep: bool) -> Page:
    """An article as read; where it only leads on, that is what it is."""
    tree = markup(answer.text)
    page = article(tree, answer.final_url, rules, task.link, deep)
    target = "" if page.files else moved_to(tree, answer.final_url)
    target = "" if is_front_page(task.url, target) else target
    return stamped(replace(page, url=task.url, leads=(target,) if target else ()), answer)


def listing_page(task: Task, answer: Answer, rules: Rules, wanted: Callable[[Link], bool]) -> Page:
    """A listing as read; wanted: whether an entry is asked for. Raises ValueError for a call that gave none."""
    if is_called(task, answer, rules):
        links = called_entries(answer.body, task.url, rules)
        return stamped(Page(task.url, "listing", links=links, next=next_call(task, rules) if links else ""), answer)
    tree, links = listed(answer, rules, wanted)
    calls = () if rules.json.url else drawn_calls(tree, task.url, len(links))
    following = next_page(tree, answer.final_url, rules, task.number)
    target = moved_to(tree, answer.final_url)
    leads = calls or ((target,) if target else framed(tree, answer.final_url))
    around = stray_files(tree, answer.final_url, wanted)
    taken = () if following or task.number > 1 else [link.url for link in links if wanted(link)]
    more = more_listings(tree, answer.final_url, taken)
    return stamped(
        Page(task.url, "listing", links=links, next=following, leads=leads, around=around, more=more), answer
    )


def listed(answer: Answer, rules: Rules, wanted: Callable[[Link], bool]) -> tuple[Selector, tuple[Link, ...]]:
    """A listing's tree and entries; where nothing asked for is shown, those that a comment keeps for a script."""
    first: tuple[Selector, tuple[Link, ...]] | None = None
    shown_and_kept = dict.fromkeys((answer.text, uncommented(answer.text)))
    for text in shown_and_kept:
        tree = markup(text)
        links = entries(tree, answer.final_url, rules)
        shown = {link.url for link in links}
        links += tuple(link for link in scripted_entries(tree, answer.final_url) if link.url not in shown)
        if any(map(wanted, links)):
            return tree, links
        first = first or (tree, links)
    return first or (markup(""), ())


def is_called(task: Task, answer: Answer, rules: Rules) -> bool:
    """Whether a listing is the answer of a call: the source names it, it was sent by POST, or it is JSON."""
    named = bool(rules.json.url) and task.url == json_page(rules.json, task.number)
    return named or task.called or answer.body.lstrip()[:1] in {b"{", b"["}


def next_call(task: Task, rules: Rules) -> str:
    if rules.json.url and task.url == json_page(rules.json, task.number):
        return json_page(rules.json, task.number + 1) if has_pages(rules.json) else ""
    return following_call(task.url)


def moved_file(answer: Answer) -> str:
    """The address to which a page sends its reader that came where a file was asked for, "" where it is none."""
    if answer.status != 200 or not answer.is_page or refusal(answer)[0]:
        return ""
    target = moved_to(markup(answer.text), answer.final_url)
    return "" if is_front_page(answer.url, target) else target


def file_page(task: Task, record: Fetch) -> Page:
    """What to remember of a file: the validators that its server keeps to, and its entry."""
    return Page(
        task.url, FILE, task.link.title, task.link.date, record.etag, record.last_modified, read_at=record.fetched_at
    )


def stamped(page: Page, answer: Answer) -> Page:
    return replace(page, etag=answer.header("etag"), last_modified=answer.header("last-modified"), read_at=answer.at)


def lost_article(task: Task, answer: Answer) -> Fetch | None:
    """The record of an article that could not be had, None where it was."""
    outcome, reason = refusal(answer)
    if not outcome and answer.status != 304 and is_front_page(task.url, answer.final_url):
        outcome, reason = "failed", f"文章地址被转到 {answer.final_url}：文章可能已撤下。请打开列表页核实"
    if not outcome and not answer.is_page:
        outcome, reason = "refused", "文章页过大或不是网页，未读。请打开核实"
    return replace(fetched(task, answer), outcome=outcome, reason=reason) if outcome else None


def lost_listing(task: Task, answer: Answer) -> Listing | None:
    """The record of a listing page that could not be had, None where it was."""
    outcome, reason = refusal(answer)
    if not outcome and not answer.is_page:
        outcome, reason = "refused", "列表页过大或不是网页，未读。请核对 sources.toml 中的起始页"
    if not outcome:
        return None
    return Listing(task.url, outcome, answer.status, reason, transferred=answer.wire, fetched_at=answer.at)
