"""Valkey for the demo and the tests: append-only file in the data folder, reached over a private Unix socket only."""

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from adapters.embedded import sockets as socket_folders
from adapters.embedded.binaries import valkey_server
from adapters.embedded.keeper import Order
from adapters.embedded.lifecycle import Recipe, served
from adapters.embedded.process import ENVIRONMENT
from adapters.embedded.sharing import Home

NAME = "Valkey"
SOCKET = "valkey.sock"
STOPS = [(int(signal.SIGTERM), 20.0), (int(signal.SIGKILL), 5.0)]
OPTIONS = ("--port", "0", "--unixsocketperm", "700", "--daemonize", "no", "--dir", ".", "--save", "")
DURABLE = ("--appendonly", "yes", "--appendfsync", "everysec")
NOT_DURABLE = ("--appendonly", "no")


@frozen
class ValkeyServer:
    """A running Valkey; `started` tells whether this command started it, and will stop it."""

    sockets: Path
    log: Path
    started: bool

    @property
    def url(self) -> str:
        """For redis-py and arq."""
        return f"unix://{self.sockets}/{SOCKET}?db=0"


@contextmanager
def embedded_valkey(data: Path, *, durable: bool = True) -> Iterator[ValkeyServer]:
    """The Valkey whose file lies in `data`/valkey: attached to when it runs, else started and stopped at the end.

    A crash of the machine loses at most the last second; `durable=False` writes nothing, for tests.
    Raises EmbeddedServerError, EmbeddedServerMissingError.
    """
    home = Home.of(NAME, data / "valkey")
    with served(_Valkey(home, durable)) as running:
        yield ValkeyServer(running.sockets, home.log, running.process is not None)


@frozen
class _Valkey(Recipe):
    home: Home
    durable: bool

    @property
    def content(self) -> Path:
        return self.home.folder / "content"

    def prepare(self, _lock: int, /) -> None:
        self.content.mkdir(mode=0o700, exist_ok=True)

    def make_sockets(self) -> Path:
        return socket_folders.make_sockets()

    def order(self, sockets: Path, lock: int) -> Order:
        durability = DURABLE if self.durable else NOT_DURABLE
        return Order(
            command=[str(valkey_server()), "--unixsocket", str(sockets / SOCKET), *OPTIONS, *durability],
            folder=str(self.content),
            environment=dict(ENVIRONMENT),
            account=None,
            stops=STOPS,
            lock=lock,
            sockets=str(sockets),
            parent=os.getpid(),
        )

    def trouble(self, sockets: Path) -> str | None:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(10)
                connection.connect(str(sockets / SOCKET))
                connection.sendall(b"PING\r\n")
                answer = connection.recv(100)
        except OSError as error:
            return str(error)
        return None if answer.startswith(b"+PONG") else answer.decode("utf-8", "replace")
