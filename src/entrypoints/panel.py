"""The panel process."""

import asyncio
from importlib.metadata import version

import uvicorn

from adapters.web.app import PanelFacts, create_app
from entrypoints.health import probes
from entrypoints.processes import outlive_nobody, set_up_logs, tell_ready
from entrypoints.settings import Settings
from entrypoints.wiring import make_container


def run_panel(settings: Settings, chat_url: str | None) -> None:
    """Serves pages until a signal comes."""
    set_up_logs("panel")
    asyncio.run(_serve(settings, PanelFacts(version("rental"), chat_url)))


async def _serve(settings: Settings, facts: PanelFacts) -> None:
    async def notify() -> None:
        tell_ready()

    async with make_container(settings) as container:
        app = create_app(facts, await probes(container))
        host, port = settings.panel_address
        # uvicorn calls `notify` from its main loop, that is once it listens.
        server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False, callback_notify=notify))
        watch = asyncio.create_task(outlive_nobody(lambda: setattr(server, "should_exit", True)))
        await server.serve()
        watch.cancel()
