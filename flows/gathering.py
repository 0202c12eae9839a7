"""The crawls of a night, some at a time, each in a process of its own. Light to load, so that they start at once."""

import datetime
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

from flows.blobs import BlobError, open_blobs
from flows.crawl.job import JobError
from flows.crawl_progress import Ticker, size
from flows.crawls import Home, Running, harvest_source
from flows.lock import BusyError
from flows.nightly_facts import Gathered, Plan
from flows.options import INBOX
from flows.progress import say
from flows.record import open_record
from flows.sources import Source
from review.errors import StoreError
from review.store import Store

STATES = {"finished": "完成", "limit": "到达上限", "failed": "失败", "interrupted": "中断"}


def gather_all(plan: Plan) -> tuple[Gathered, ...]:
    """Crawl the sources; what came of them, () where somebody asked to stop."""
    running = Running(Ticker())
    with stoppable(running), ThreadPoolExecutor(plan.at_once) as pool:
        gathered = tuple(pool.map(lambda source: gather(plan, source, running), plan.chosen))
    return told(gathered, running)


def told(gathered: tuple[Gathered, ...], running: Running) -> tuple[Gathered, ...]:
    """Say what came of the crawls, and hand it on, () where somebody asked to stop."""
    for line in lines(gathered):
        print(line, flush=True)
    if not running.is_stopping:
        return gathered
    say("已中断：采到的都已入库，再次运行同一命令即从断点继续。", sys.stderr)
    return ()


@contextmanager
def stoppable(running: Running) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the crawls in order; afterwards the signals are as they were before."""
    signals = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, lambda *_: running.stop()) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def gather(plan: Plan, source: Source, running: Running) -> Gathered:
    """Harvest one source; what goes wrong there costs that source only."""
    try:
        with closing(open_record(plan.options)) as store:
            return Gathered(source, harvest_source(source, home(plan, store), running, now()))
    except BusyError as error:
        return Gathered(source, problem=str(error), is_busy=True)
    except (StoreError, BlobError, JobError, OSError) as error:
        return Gathered(source, problem=str(error))


def home(plan: Plan, store: Store) -> Home:
    """Where the harvest keeps things. Raises BlobError."""
    blobs = plan.sources.blobs or str(plan.options.out / "blobs")
    return Home(plan.options.out, INBOX, store, open_blobs(blobs))


def lines(gathered: tuple[Gathered, ...]) -> Iterator[str]:
    """What came of each source, for people."""
    for one in gathered:
        if one.given is None:
            yield f"{one.source.name}：没有采集。{one.why}"
            continue
        found, tally = one.given.outcomes, one.given.tally
        counts = f"新 {found['new']}，未变 {found['unchanged'] + found['same']}，撤下 {found['withdrawn']}，"
        counts += f"受阻 {found['blocked']}，失败 {found['failed']}，拒取 {found['refused']}，不读 {found['unread']}"
        reason = f"（{one.why}）" if one.why else ""
        unread = f"（{len(one.lost)} 页没有读到）" if one.lost else ""
        # A page by hand has no listing.
        lists = f"列表 {tally.listings} 页{unread}，选中 {tally.matched} 条；" if tally.listings else ""
        yield f"{one.source.name}：{STATES[one.given.state]}{reason}；{lists}{counts}；{size(tally.transferred)}"


def now() -> str:
    """This moment, ISO 8601 UTC."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
