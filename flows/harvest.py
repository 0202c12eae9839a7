"""`gouji harvest` as a Prefect flow: a task a source, tried again where it fails; the audit is a flow of its own.

What a crawl brings is in our record before its task ends: Prefect's record of it is advice.
"""

import asyncio
import os
import sys

from flows.engine import at_home, settings

os.environ.update(at_home(settings(os.environ)))

from prefect import flow, task
from prefect.artifacts import acreate_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.exceptions import TerminationSignal
from prefect.runtime import task_run

from flows.audit import ALONE
from flows.audit import run as audit
from flows.connection import connection
from flows.crawl.job import Listing
from flows.crawl_progress import Ticker
from flows.crawls import Running
from flows.gathering import gather, lines, stoppable, told
from flows.nightly import INCOMPLETE, finish
from flows.nightly_facts import Gathered, Plan
from flows.progress import say

RETRIES = 2
JITTER = 0.5
ARTIFACT = "gouji-harvest"


class UnfinishedError(Exception):
    """A source was not harvested whole; its task is to be tried again."""


def run(plan: Plan) -> int:
    """Harvest as a Prefect flow; the exit status of the command."""
    running, given = Running(Ticker()), dict[str, Gathered]()
    with stoppable(running):
        try:
            asyncio.run(connected(plan, running, given))
        except (KeyboardInterrupt, TerminationSignal):
            # Prefect puts a handler of its own over ours for SIGTERM.
            running.stop()
        except Exception as error:  # noqa: BLE001 - whatever the engine dies of, the harvest goes on without it
            problem = f"{type(error).__name__}: {error}".splitlines()[0]
            say(ALONE[plan.options.lang].format(problem=problem), sys.stderr)
        for source in plan.chosen:
            if source.name not in given:
                given[source.name] = gather(plan, source, running)
    gathered = told(tuple(given[source.name] for source in plan.chosen), running)
    return finish(plan, gathered, audit) if gathered else INCOMPLETE


async def connected(plan: Plan, running: Running, given: dict[str, Gathered]) -> None:
    """Run the flow against Prefect."""
    async with connection():
        await crawl_all(plan, running, given)


async def crawl_all(plan: Plan, running: Running, given: dict[str, Gathered]) -> None:
    """The flow: every source in a task of its own, some at a time; what came of them is put into `given`."""
    places = asyncio.Semaphore(plan.at_once)

    @task(
        name="harvest a source",
        task_run_name="{name}",
        retries=RETRIES,
        retry_delay_seconds=plan.retry_seconds,
        retry_jitter_factor=JITTER,
        cache_policy=NO_CACHE,
        persist_result=False,
    )
    async def pull(name: str) -> None:
        source = next(one for one in plan.chosen if one.name == name)
        async with places:
            try:
                given[name] = await asyncio.to_thread(gather, plan, source, running)
            except asyncio.CancelledError:
                # The thread is waited for: it must come to its end.
                running.stop()
                raise
        if is_worth_retrying(given[name], running) and task_run.run_count <= RETRIES:
            raise UnfinishedError(name)

    @flow(name="gouji harvest", validate_parameters=False, persist_result=False)
    async def harvest(sources: list[str]) -> None:
        await asyncio.gather(*(pull(name) for name in sources))
        told = [{"source": one.source.name, "result": line} for one in given.values() for line in lines((one,))]
        await acreate_table_artifact(told, key=ARTIFACT, description="采集结果")

    await harvest([source.name for source in plan.chosen])


def is_worth_retrying(one: Gathered, running: Running) -> bool:
    """Whether another try may help: a site that was down may be up in a minute; one that said no has been heard."""
    if one.is_done or running.is_stopping:
        return False
    return one.given is None or not (one.given.outcomes["blocked"] or is_blocked(one.given.listings))


def is_blocked(listings: tuple[Listing, ...]) -> bool:
    return any(listing.outcome == "blocked" for listing in listings)
