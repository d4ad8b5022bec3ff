"""The panel process."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

import uvicorn

from adapters.web.app import PanelFacts, create_app
from entrypoints.health import probes
from entrypoints.processes import set_up_logs, stopped_by_signals, tell_ready
from entrypoints.settings import Settings
from entrypoints.wiring import make_container


class PanelServer(uvicorn.Server):
    """Leaves signals to us: after its own shutdown uvicorn ends the process by the signal, with connections and servers still open."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def run_panel(settings: Settings, chat_url: str | None) -> None:
    """Serves pages until a signal comes."""
    set_up_logs("panel")
    asyncio.run(_serve(settings, PanelFacts(version("rental"), chat_url)))


async def _serve(settings: Settings, facts: PanelFacts) -> None:
    async def notify() -> None:
        tell_ready()

    with stopped_by_signals() as stop:
        async with make_container(settings) as container:
            app = create_app(facts, await probes(container))
            host, port = settings.panel_address
            # uvicorn calls `notify` from its main loop, that is once it listens.
            server = PanelServer(uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False, callback_notify=notify))
            watch = asyncio.create_task(_stop(server, stop))
            await server.serve()
            watch.cancel()


async def _stop(server: uvicorn.Server, stop: asyncio.Event) -> None:
    await stop.wait()
    server.should_exit = True
