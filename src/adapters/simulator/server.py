"""Starts and stops the simulator: inside a running loop, or as a process of its own."""

import asyncio
import signal
import socket
from collections.abc import Callable
from pathlib import Path

from aiohttp import web
from attrs import field, frozen

from adapters.simulator import bot_side, person_media, person_side, steering, streams
from adapters.simulator.keys import WORLD
from adapters.simulator.pump import Pump
from adapters.simulator.requests import MAX_UPLOAD
from adapters.simulator.security import add_headers, guard, own_hosts
from adapters.simulator.settings import SimulatorSettings
from adapters.simulator.world import World, open_world

PAGE = Path(__file__).parent / "page"
STOP_SECONDS = 1.0


@frozen
class RunningSimulator:
    """A started server. `url` has no slash at its end; it is the chat page and the base of the Bot API."""

    url: str
    host: str
    port: int
    token: str = field(repr=False)
    _world: World = field(repr=False)
    _runner: web.AppRunner = field(repr=False)
    _pump: Pump = field(repr=False)

    async def stop(self) -> None:
        """Cut open polls and streams, finish running calls within a second, close the database."""
        self._world.close()
        await self._pump.stop()
        await self._runner.cleanup()
        self._world.store.close()


def make_application(world: World, hosts: frozenset[str]) -> web.Application:
    middlewares = [guard(hosts), person_side.explain_refusals]
    application = web.Application(middlewares=middlewares, client_max_size=MAX_UPLOAD)
    application[WORLD] = world
    application.on_response_prepare.append(add_headers)
    for side in (bot_side, person_side, person_media, steering, streams):
        application.add_routes(side.ROUTES)
    application.add_routes([web.get("/", show_page), web.static("/page", PAGE)])
    return application


async def show_page(_request: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})


def listen(host: str, port: int) -> socket.socket:
    """A bound socket, so that the port is known before the first request. Raises OSError for a taken port."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    return listening


async def start_simulator(settings: SimulatorSettings) -> RunningSimulator:
    """Serve until `stop`. Raises OSError for a taken port, FolderInUseError for a folder another simulator runs on."""
    listening = listen(settings.host, settings.port)
    host, port = listening.getsockname()[:2]
    try:
        world = open_world(settings)
    except BaseException:
        listening.close()
        raise
    application = make_application(world, own_hosts(host, port))
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=STOP_SECONDS)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    pump = Pump(world, settings.webhook_timeout)
    pump.start()
    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    return RunningSimulator(url, host, port, world.token, world, runner, pump)


def print_address(simulator: RunningSimulator) -> None:
    print(f"Chats: {simulator.url}/", flush=True)


def run_simulator(settings: SimulatorSettings, ready: Callable[[RunningSimulator], None] = print_address) -> None:
    """Serve in this process until SIGTERM or SIGINT; `ready` is called once requests are answered."""
    asyncio.run(serve_until_signal(settings, ready))


async def serve_until_signal(settings: SimulatorSettings, ready: Callable[[RunningSimulator], None]) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    simulator = await start_simulator(settings)
    try:
        ready(simulator)
        await stopped.wait()
    finally:
        await simulator.stop()
