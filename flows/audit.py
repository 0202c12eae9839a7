"""`gouji audit` as a Prefect flow: the very steps of `flows.run`, a task each.

Prefect's record of a run is advice, ours (review/store.py) is what counts: should Prefect not start, or be lost on the
way, the steps go on without it. Where the environment names a server (PREFECT_API_URL) the run is reported there. Else
Prefect's own application runs inside this process, on a database in the user's cache folder: no temporary server, no
port, no profile of the user's is touched.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flows.brake import Brake
from flows.engine import at_home, settings
from flows.options import Options
from flows.progress import say
from flows.run import straight, supervise
from flows.steps import Finished, Work, compare_all, hold, judge_all, publish, record

os.environ.update(at_home(settings(os.environ)))

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.exceptions import TerminationSignal

from flows.connection import connection

T = TypeVar("T")
ALONE = {
    "zh": "Prefect 不可用（{problem}），改为直接运行；结果不受影响。",
    "en": "Prefect cannot be used ({problem}); going on without it. The results are the same.",
}


def run(options: Options) -> int:
    """Audit as a Prefect flow; the exit status of the command."""
    return supervise(options, through_prefect)


@dataclass(slots=True)
class Trip:
    """What came of the steps, told past the engine: it wraps what they raise, and may fail after they are done."""

    done: Finished | None = None
    failed: BaseException | None = None


def through_prefect(work: Work, brake: Brake) -> Finished:
    """The steps as a flow; where Prefect fails, what it did not get to is done without it."""
    trip = Trip()
    try:
        with brake.deferred():
            asyncio.run(connected(work, trip, brake))
    except BaseException as error:
        # Prefect puts a handler of its own over ours for SIGTERM.
        if isinstance(trip.failed or error, TerminationSignal) or (trip.done is None and brake.is_asked):
            raise KeyboardInterrupt from error
        if trip.failed is not None:
            raise trip.failed from error
        if trip.done is None:
            problem = f"{type(error).__name__}: {error}".splitlines()[0]
            say(ALONE[work.options.lang].format(problem=problem), sys.stderr)
    return trip.done or straight(work)


async def connected(work: Work, trip: Trip, brake: Brake) -> None:
    """Run the flow against Prefect."""
    async with connection():
        await steps(work, trip, brake)


async def steps(work: Work, trip: Trip, brake: Brake) -> None:
    """The flow. Work travels in closures: Prefect stores parameters, and passwords are among the options."""

    async def step(name: str, action: Callable[[], T]) -> T:
        """One step as a task. It blocks the loop on purpose: there is nothing beside it, and Ctrl-C reaches it."""

        @task(name=name, cache_policy=NO_CACHE, persist_result=False)
        async def act() -> T:
            try:
                with brake.live():
                    return action()
            except BaseException as error:
                trip.failed = error
                raise

        return await act()

    @flow(name="gouji audit", validate_parameters=False, persist_result=False)
    async def audit(documents: int, as_of: str) -> None:
        await step("read and judge", lambda: judge_all(work))
        await step("compare", lambda: compare_all(work))
        queue = await step("record", lambda: record(work))
        gate = await step("gate", lambda: hold(work, queue))
        trip.done = await step("publish", lambda: publish(work, queue, gate))

    await audit(len(work.inbox.sources), work.run.as_of)
