"""The harvests by the clock: a deployment for each source, served by Prefect until it is stopped.

A source runs once at a time: Prefect starts no second run of a deployment, and the crawl's folder is locked besides.
"""

import asyncio
import datetime
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from prefect import flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.flow_runs import arun_deployment
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.server.schemas.schedules import CronSchedule
from prefect.types.entrypoint import EntrypointType

from flows.config import configured
from flows.harvest import run as harvest
from flows.nightly_facts import Plan
from flows.options import Options
from flows.progress import say
from flows.sources import Source, load_sources
from review.fetches import last_whole_start
from review.store import open_store

FLOW = "gouji scheduled harvest"
ONCE = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


class IncompleteError(Exception):
    """A scheduled harvest did not end well; Prefect shows it as failed."""


@flow(name=FLOW, persist_result=False)
def scheduled(source: str, sources: str, out: str, config: str, lang: str) -> None:
    """Harvest one source and audit what is new. Settings are read anew at each run."""
    found = load_sources(Path(sources))
    chosen = tuple(one for one in found.sources if one.name == source)
    options = configured(Options(out=Path(out), config=Path(config) if config else None, lang=lang))
    if status := harvest(Plan(options, found, chosen)):
        message = f"{source}：退出状态 {status}，详见日志"
        raise IncompleteError(message)


class Clock(Runner):
    """A runner that a SIGTERM ends as Ctrl-C does: in order, with the harvests under way. served: the task to end."""

    served: "asyncio.Task[None] | None" = None

    def handle_sigterm(self, *_args: Any, **_named: Any) -> None:
        if self.served is not None:
            self.served.get_loop().call_soon_threadsafe(self.served.cancel)


def serve(plan: Plan, address: str) -> None:
    """Serve the sources that have a schedule, until stopped. Raises KeyboardInterrupt then."""
    try:
        asyncio.run(serve_all(plan, address, frozenset(missed(plan))))
    except asyncio.CancelledError as error:
        raise KeyboardInterrupt from error


async def serve_all(plan: Plan, address: str, late: frozenset[str]) -> None:
    """Register a deployment for each source, run at once those that are late, then wait for the clock."""
    runner = Clock(name="gouji", pause_on_shutdown=False, limit=plan.at_once)
    for source in plan.chosen:
        deployment = await runner.aadd_deployment(await deployed(plan, source))
        if source.name in late:
            say(f"{source.name}：停机期间错过了采集，现在补上。", sys.stderr)
            await arun_deployment(deployment, timeout=0, as_subflow=False)
    print(f"定时采集已就绪，共 {len(plan.chosen)} 个网站。页面 {address}；按 Ctrl-C 停止。", flush=True)
    runner.served = asyncio.current_task()
    await runner.start()


async def deployed(plan: Plan, source: Source) -> RunnerDeployment:
    """A source by its cron, in its time zone."""
    options = plan.options
    given = {
        "source": source.name,
        "sources": str(plan.sources.file.resolve()),
        "out": str(options.out.resolve()),
        "config": str(options.config.resolve()) if options.config else "",
        "lang": options.lang,
    }
    return await scheduled.ato_deployment(
        name=source.name,
        schedule=Cron(source.schedule, timezone=source.job.time_zone),
        parameters=given,
        concurrency_limit=ONCE,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def missed(plan: Plan) -> Iterable[str]:
    """The sources whose hour came since their last whole harvest began, while nobody served them; new ones too."""
    now = datetime.datetime.now(datetime.UTC)
    store = open_store(plan.options.out)
    try:
        for source in plan.chosen:
            begun = last_whole_start(store, source.name)
            if not begun or is_due(source, datetime.datetime.fromisoformat(begun), now):
                yield source.name
    finally:
        store.close()


def is_due(source: Source, since: datetime.datetime, now: datetime.datetime) -> bool:
    """Whether the source's cron names a moment after `since`, up to now."""
    zone = ZoneInfo(source.job.time_zone)
    clock = CronSchedule(cron=source.schedule, timezone=source.job.time_zone)
    start = (since + datetime.timedelta(seconds=1)).astimezone(zone)
    return bool(asyncio.run(clock.get_dates(1, start, now.astimezone(zone))))
