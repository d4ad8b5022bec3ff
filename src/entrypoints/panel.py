"""The panel process."""

import asyncio
from importlib.metadata import version

from adapters.web.app import PanelFacts, create_app
from entrypoints.health import probes
from entrypoints.processes import set_up_logs, stopped_by_signals, tell_ready
from entrypoints.serving import serving
from entrypoints.settings import Settings
from entrypoints.wiring import make_container


def run_panel(settings: Settings, chat_url: str | None) -> None:
    """Serves pages until a signal comes."""
    set_up_logs("panel")
    asyncio.run(_serve(settings, PanelFacts(version("rental"), chat_url)))


async def _serve(settings: Settings, facts: PanelFacts) -> None:
    with stopped_by_signals() as stop:
        async with make_container(settings) as container:
            app = create_app(facts, await probes(container))
            async with serving(app, *settings.panel_address):
                tell_ready()
                await stop.wait()
