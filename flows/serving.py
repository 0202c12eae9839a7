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

from prefect import flow, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, StateType
from prefect.deployments.flow_runs import arun_deployment
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.server.schemas.schedules import CronSchedule
from prefect.states import Crashed
from prefect.types.entrypoint import EntrypointType

from flows.config import configured
from flows.harvest import run as harvest
from flows.nightly_facts import Plan
from flows.options import Options
from flows.progress import say
from flows.record import open_record
from flows.sources import Source, load_sources
from review.fetches import last_whole_start

FLOW = "gouji scheduled harvest"
ONCE = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)

STARTED = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
UNDER_WAY = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=STARTED)))


class IncompleteError(Exception):
    """A scheduled harvest did not end well; Prefect shows it as failed."""


@flow(name=FLOW, persist_result=False)
def scheduled(source: str, sources: str, out: str, config: str, lang: str) -> None:
    """Harvest one source and audit what is new. Settings are read anew at each run."""
    found = load_sources(Path(sources))
    chosen = tuple(one for one in found.sources if one.name == source)
    if not chosen:
        message = f"{sources}：已没有名为 {source} 的网站。重新运行 gouji schedule，就不再按它的时间采集"
        raise IncompleteError(message)
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
    await retire(plan)
    for source in plan.chosen:
        deployment = await runner.aadd_deployment(await deployed(plan, source))
        if source.name in late:
            say(f"{source.name}：停机期间错过了采集，现在补上。", sys.stderr)
            await arun_deployment(deployment, timeout=0, as_subflow=False)
    print(f"定时采集已就绪，共 {len(plan.chosen)} 个网站。页面 {address}；按 Ctrl-C 停止。", flush=True)
    runner.served = asyncio.current_task()
    await runner.start()


async def retire(plan: Plan) -> None:
    """Take off the server what sources.toml names no more, which would be late for ever, and what a killed run blocks.

    Nobody serves these sources but us: a run that is still under way lost whoever started it, and it would keep its
    place for good. Should its process live, the lock of the crawl's folder holds the next one back.
    """
    names = {source.name for source in plan.chosen}
    ours = FlowFilter(name=FlowFilterName(any_=[FLOW]))
    async with get_client() as client:
        for one in await client.read_deployments(flow_filter=ours):
            if not place(plan).items() <= one.parameters.items():
                continue
            mine = DeploymentFilter(id=DeploymentFilterId(any_=[one.id]))
            lost = await client.read_flow_runs(deployment_filter=mine, flow_run_filter=UNDER_WAY)
            for run in lost:
                await client.set_flow_run_state(run.id, Crashed(message="gouji schedule 中途停止"), force=True)
            if lost or one.name not in names:
                await client.delete_deployment(one.id)


def place(plan: Plan) -> dict[str, str]:
    """What tells this office from another whose harvests the same server shows."""
    return {"sources": str(plan.sources.file.resolve()), "out": str(plan.options.out.resolve())}


async def deployed(plan: Plan, source: Source) -> RunnerDeployment:
    """A source by its cron, in its time zone."""
    options = plan.options
    given = place(plan) | {
        "source": source.name,
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
    store = open_record(plan.options)
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
