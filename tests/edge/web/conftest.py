"""The panel over servers that are there, or are not."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, cast

import httpx
import pytest

from adapters.embedded import ValkeyServer
from adapters.web.app import PanelFacts, create_app
from entrypoints.health import probes
from entrypoints.settings import Settings
from entrypoints.wiring import make_container

FACTS = PanelFacts("1.2.3", "http://127.0.0.1:8081")
OpenPanel = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
async def open_panel() -> AsyncIterator[OpenPanel]:
    """Opens the panel of an installation with these URLs and other settings."""
    async with AsyncExitStack() as stack:

        async def opened(database_url: str, redis_url: str, facts: PanelFacts = FACTS, **more: Any) -> httpx.AsyncClient:
            container = await stack.enter_async_context(make_container(Settings(database_url=database_url, redis_url=redis_url, **more)))
            transport = httpx.ASGITransport(app=cast(Any, create_app(facts, await probes(container))))
            return await stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://panel"))

        yield opened


@pytest.fixture
async def panel(open_panel: OpenPanel, database_url: str, valkey_server: ValkeyServer) -> httpx.AsyncClient:
    """The panel of an installation where everything is there, but no worker has run yet."""
    return await open_panel(database_url, valkey_server.url)
