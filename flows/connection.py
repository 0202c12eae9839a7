"""How a flow reaches Prefect: the server that the environment names, or its own application inside this process."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from flows.engine import at_home, has_server, settings

os.environ.update(at_home(settings(os.environ)))

from prefect.client.orchestration import PrefectClient
from prefect.context import AsyncClientContext
from prefect.server.api.server import create_app


@asynccontextmanager
async def connection() -> AsyncIterator[None]:
    """Where no server is named, Prefect runs in this process: no temporary server, no port."""
    if has_server(os.environ):
        yield
        return
    # The constructor would ask for a server; this context holds a client that needs none.
    context = AsyncClientContext.model_construct(client=PrefectClient(create_app(ephemeral=True)))
    context._httpx_settings = None
    context._context_stack = 0
    async with context:
        yield
