"""The course of a crawl: what follows from a page, what need not be asked for, and under what terms the rest is."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flows.crawl.addresses import host
from flows.crawl.article import is_file
from flows.crawl.calls import POST, following_call, json_page, resolved
from flows.crawl.dates import date_of_address, find_date, years
from flows.crawl.job import Job, Known
from flows.crawl.memory import Link, Page
from flows.crawl.presets import full_rules
from flows.crawl.reading import COLUMN

LISTING, ARTICLE, FILE, STRAY = "listing", "article", "file", "stray"
SECOND = 2

# One article is often linked to with and without its scheme's s and its last slash.
TWIN = re.compile(r"^https?:|/$")
NOWHERE = Link("")


@dataclass(frozen=True, slots=True)
class Task:
    """One address to ask for. link: the entry that named it; article: what is known of the article around a file.

    number: of a listing's page. level: of an article under its listing. guessed: a listing page that may not exist.
    settled: listing entry and article are as they were. parent: the page to name as Referer. root: the listing's start.
    called: a listing that the page before would have drawn by a script. hops: pages before it that only led on.
    """

    what: str
    url: str
    link: Link = NOWHERE
    article: Page | None = None
    number: int = 1
    level: int = 1
    guessed: bool = False
    settled: bool = False
    parent: str = ""
    root: str = ""
    called: bool = False
    hops: int = 0


class Course:
    """A job's plan, with its memory. before: pages that the last crawl knew; here: those that this one has read."""

    def __init__(self, job: Job, before: dict[str, Page], here: dict[str, Page]) -> None:
        self.job = job
        rules = full_rules(job.rules)
        self.rules = replace(rules, json=replace(rules.json, url=resolved(rules.json, job.start)))
        self.before = before
        self.here = here
        self.known = {known.url: known for known in job.known}
        self.titles = tuple(re.compile(one) for one in job.titles)
        self.links = tuple(re.compile(one) for one in job.links)
        self.claimed: set[str] = set()
        self.seen: dict[str, set[str]] = {}
        self.pages = self.files = 0
        self.limit = ""
        self.around: set[str] = set()
        self.hopes: Counter[str] = Counter()
        self.found: set[str] = set()

    def starts(self) -> list[Task]:
        json = [json_page(self.rules.json, 1)] if self.rules.json.url else []
        listings = [Task(LISTING, url) for url in (*self.job.start, *json)]
        # What a page is that a person names by hand nobody knows: its files are taken, and what it lists.
        named = [Task(ARTICLE, url, Link(url), level=0) for url in self.job.articles]
        return listings + named

    def claim(self, task: Task) -> bool:
        """Take an address for this crawl: once, and within the limits of pages and files."""
        twin = TWIN.sub("", task.url) if task.what == ARTICLE and not task.hops else task.url
        if task.url in self.claimed or twin in self.claimed:
            return False
        files = task.what in {FILE, STRAY}
        most = self.job.limits.files if files else self.job.limits.pages
        if (self.files if files else self.pages) >= most:
            self.limit = (
                f"已达 {most} 个{'文件' if files else '网页'}的上限，其余未采。可在 sources.toml 中调高上限后再运行"
            )
            return False
        self.claimed |= {task.url, twin}
        self.files += files
        self.pages += not files
        return True

    def recalled(self, task: Task, now: datetime) -> Page | None:
        """A page that need not be asked for: this crawl has read it, or its entry stands and its server knows no 304.

        A start page is asked for even so: it gives the session its cookie.
        """
        if task.what == LISTING:
            return None if task.url in self.job.start else self.here.get(task.url)
        if task.what != ARTICLE:
            return None
        if task.url in self.here:
            return self.here[task.url]
        old = self.before.get(task.url)
        if old is None or old.has_validator or not self.is_same_entry(old, task):
            return None
        return old if self.is_recent(old, now) else None

    def standing(self, task: Task, now: datetime) -> Known | None:
        """A known file that need not be asked for: entry and article are as they were, and its server knows no 304."""
        known, old = self.known.get(task.url), self.before.get(task.url)
        if known is None or old is None or old.has_validator or not self.is_recent(old, now):
            return None
        return known if task.settled and self.is_same_entry(old, task) else None

    def validators(self, task: Task) -> tuple[str, str]:
        """ETag and Last-Modified to send, as remembered or recorded; of a file only while its bytes are known."""
        old = self.before.get(task.url)
        if task.what in {FILE, STRAY}:
            known = self.known.get(task.url)
            if known is None:
                return "", ""
            return (old.etag, old.last_modified) if old else (known.etag, known.last_modified)
        return (old.etag, old.last_modified) if old else ("", "")

    def is_recent(self, page: Page, now: datetime) -> bool:
        try:
            return now - datetime.fromisoformat(page.read_at) < timedelta(days=self.job.recheck)
        except (ValueError, TypeError):
            return False

    def is_same_entry(self, old: Page, task: Task) -> bool:
        return (old.title, old.date) == (task.link.title, task.link.date)

    def after(self, page: Page, task: Task) -> list[Task]:
        """What follows from a page: the files first, so that little waits."""
        if page.what == LISTING:
            return self.after_listing(page, task)
        if page.leads and not page.files:
            return self.led(page, task)
        old = self.before.get(page.url)
        settled = old is not None and old.files == page.files and self.is_same_entry(old, task)
        files = [Task(FILE, link.url, link, page, settled=settled, parent=page.url) for link in page.files]
        if task.level >= self.job.depth:
            return files
        return files + [self.entry_task(link, page.url, task.level + 1) for link in self.taken(page)]

    def has_call(self, task: Task) -> bool:
        """Whether a page's listing comes from a call that the source names."""
        call = self.rules.json
        return bool(call.url) and task.url != json_page(call, task.number)

    def is_hopeless(self, page: Page, task: Task) -> bool:
        """Whether an empty page is worth a word: of several to which a listing led, only the last, and if all are."""
        if not task.hops:
            return True
        self.hopes[task.root] -= 1
        self.found |= {task.root} if page.links else set()
        return self.hopes[task.root] == 0 and task.root not in self.found

    def own(self, article: Page) -> Page:
        """An article without the files of the site around it, to which its listing links too."""
        return replace(article, files=tuple(link for link in article.files if link.url not in self.around))

    def after_listing(self, page: Page, task: Task) -> list[Task]:
        self.around |= set(page.around)
        found = [self.entry_task(link, page.url, 1) for link in self.taken(page)]
        # What a script would draw is the listing; frames hold it only where the page around them has nothing.
        if page.leads and (not found or following_call(page.leads[0])):
            found += self.led(page, task)
        found += [Task(LISTING, one, parent=page.url) for one in page.more]
        # A page that only repeats what was seen is the end: sites answer any number with their last page. The second
        # may repeat the first, where a page holds the first records of its script's own paging.
        root = task.root or task.url
        seen = self.seen.setdefault(root, set())
        fresh = {link.url for link in page.links} - seen
        seen |= fresh
        if page.next and (fresh or (page.links and task.number == SECOND)):
            guessed = self.guesses or page.next == following_call(task.url)
            following = Task(LISTING, page.next, number=task.number + 1, guessed=guessed)
            found.append(replace(following, parent=page.url, root=root, called=task.called))
        return found

    def led(self, page: Page, task: Task) -> list[Task]:
        """The pages to which a page leads that has nothing itself: each stands in its place."""
        if task.hops >= self.job.limits.redirects:
            return []
        root = task.root or task.url
        self.hopes[root] += len(page.leads)
        place = replace(task, parent=page.url, root=root, hops=task.hops + 1)
        return [replace(place, url=one, called=POST in one) for one in page.leads]

    @property
    def guesses(self) -> bool:
        """Whether a listing's next page is counted up, not linked to."""
        return bool(self.rules.numbered or self.rules.parameter or self.rules.json.url)

    def entry_task(self, link: Link, parent: str, level: int) -> Task:
        return Task(FILE if is_file(link) else ARTICLE, link.url, link, level=level, settled=True, parent=parent)

    def taken(self, page: Page) -> list[Link]:
        """The entries of a page that the source asks for; not the menu's columns that bear the words of a report."""
        found = [link for link in page.links if self.is_wanted(link, page.what == ARTICLE and is_under(link, page))]
        has_list = bool(page.leads) or any(link.date and not is_column(link) for link in page.links)
        if self.job.depth > 1 or page.what == ARTICLE or not has_list:
            return found
        return [link for link in found if link.date or years(link.title) or not is_column(link)]

    def is_wanted(self, link: Link, is_inner: bool = False) -> bool:
        """Whether an entry is what the source asks for, by its title, address and years.

        is_inner: it stands under a column that was itself taken for its title (2023年度部门决算公开), whose entries
        bear the names of units only.
        """
        if self.titles and not is_inner and not any(one.search(link.title) for one in self.titles):
            return False
        if self.links and not any(one.search(link.url) for one in self.links):
            return False
        return not self.job.years or self.is_of_years(link)

    def is_of_years(self, link: Link) -> bool:
        """By the years in the title; else by the day of publishing, for a report comes out in its year or the next."""
        named = years(link.title)
        if named:
            return not named.isdisjoint(self.job.years)
        day = find_date(link.date)[1] or date_of_address(link.url)
        return not day or not {int(day[:4]), int(day[:4]) - 1}.isdisjoint(self.job.years)

    def strays(self) -> list[Task]:
        """Known files to which no page led any more: taken off the listing, or taken down altogether."""
        gone = [known for known in self.job.known if known.url not in self.claimed]
        return [Task(STRAY, known.url, Link(known.url), parent=known.article_url) for known in gone]

    def private_hosts(self) -> frozenset[str]:
        """The hosts that may have private addresses: those that the source names itself, if it says so."""
        if not self.job.private:
            return frozenset()
        named = (*self.job.start, *self.job.articles, self.rules.json.url)
        return frozenset(filter(None, (*map(host, named), *(one.lower() for one in self.job.hosts))))


def is_column(link: Link) -> bool:
    return bool(COLUMN.search(urlsplit(link.url).path))


def is_under(link: Link, column: Page) -> bool:
    """Whether a page is a column to which a listing led, and a link leads into its folder."""
    return bool(column.title and COLUMN.search(column.url)) and link.url.startswith(COLUMN.sub("/", column.url))
