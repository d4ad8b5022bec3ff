"""An ASGI application behind a port of this machine."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from attrs import frozen
from litestar import Litestar

LAST_SECONDS = 5  # for requests in hand when the server stops


@frozen
class NotServedError(Exception):
    """The server ended before it listened; its log says why."""

    host: str
    port: int


class QuietServer(uvicorn.Server):
    """Leaves signals to us: after its own shutdown uvicorn ends the process by the signal, with connections and servers still open."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(app: Litestar, host: str, port: int) -> AsyncIterator[None]:
    """`app` answers at the address while the block runs; at its end requests in hand are answered first.

    Raises NotServedError when it could not start.
    """
    listens = asyncio.Event()

    async def notify() -> None:  # uvicorn calls it from its main loop, that is once it listens
        listens.set()

    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        callback_notify=notify,
        timeout_graceful_shutdown=LAST_SECONDS,
        server_header=False,
    )
    server = QuietServer(config)
    running = asyncio.create_task(server.serve())
    await asyncio.wait({running, waiting := asyncio.create_task(listens.wait())}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if running.done():
        raise NotServedError(host, port) from running.exception()
    try:
        yield
    finally:
        server.should_exit = True
        await running
