"""PostgreSQL for the demo and the tests: one cluster in the data folder, reached over a private Unix socket only."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from attrs import evolve, field, frozen
from psycopg import sql

from adapters.embedded import sockets as socket_folders
from adapters.embedded.account import Account, server_account
from adapters.embedded.binaries import postgres_programs
from adapters.embedded.keeper import Order
from adapters.embedded.lifecycle import Recipe, served
from adapters.embedded.process import ENVIRONMENT, launch
from adapters.embedded.sharing import Home

NAME = "PostgreSQL"
USER = "rental"
DATABASE = "rental"
STOPS = [(int(signal.SIGINT), 60.0), (int(signal.SIGQUIT), 10.0), (int(signal.SIGKILL), 5.0)]  # fast, immediate, none
PREPARE_STOPS = [(int(signal.SIGTERM), 5.0), (int(signal.SIGKILL), 5.0)]
INITDB = (
    *("--username", USER, "--auth", "trust", "--encoding", "UTF8"),
    # Not the system's locales: letters of every language have case wherever this runs, LANG=C included.
    *("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
)
PORT = "5432"  # only a part of the socket's name: no port is opened, and PGPORT must not change it
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": PORT,
    "shared_buffers": "128MB",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@frozen
class PostgresServer:
    """A running PostgreSQL; `started` tells whether this command started it, and will stop it."""

    sockets: Path
    log: Path
    started: bool
    database: str = DATABASE

    @property
    def url(self) -> str:
        """For SQLAlchemy with psycopg."""
        return f"postgresql+psycopg://{USER}@/{self.database}?host={self.sockets}&port={PORT}"

    @property
    def dsn(self) -> str:
        """For psycopg and libpq's programs."""
        return f"postgresql://{USER}@/{self.database}?host={self.sockets}&port={PORT}"

    def named(self, database: str) -> "PostgresServer":
        """The same server, another of its databases (a plain name: letters, digits, underscores)."""
        return evolve(self, database=database)


@contextmanager
def embedded_postgres(data: Path, *, durable: bool = True) -> Iterator[PostgresServer]:
    """The PostgreSQL of `data`/postgres: attached to when it runs, else started and stopped at the end.

    A new cluster gets the user and the empty database `rental`. As root it runs as the owner of the cluster, a system
    user. `durable=False` trades safety after a crash for speed, for tests.
    Raises EmbeddedServerError, EmbeddedServerMissingError.
    """
    home = Home.of(NAME, data / "postgres")
    with served(_Postgres(home, durable)) as running:
        yield PostgresServer(running.sockets, home.log, running.process is not None)


@frozen
class _Postgres(Recipe):
    home: Home
    durable: bool
    account: Account | None = field(init=False)

    @account.default
    def _server_account(self) -> Account | None:
        return server_account(self.cluster)

    @property
    def cluster(self) -> Path:
        return self.home.folder / "cluster"

    def prepare(self, lock: int, /) -> None:
        if self.cluster.exists():
            _forget_dead_server(self.cluster)
        else:
            self._initialise(lock)

    def _initialise(self, lock: int) -> None:
        unfinished = self.home.folder / "cluster.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if self.account is not None:
            os.chown(unfinished, *self.account.ids)
        options = INITDB if self.durable else (*INITDB, "--no-sync")
        order = self._order(["initdb", *options], unfinished, lock)._replace(stops=PREPARE_STOPS)
        launch(NAME, order, self.home.log).finish()
        unfinished.rename(self.cluster)

    def make_sockets(self) -> Path:
        return socket_folders.make_sockets(self.account)

    def order(self, sockets: Path, lock: int) -> Order:
        settings = SETTINGS | {"unix_socket_directories": str(sockets)} | ({} if self.durable else NOT_DURABLE)
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return self._order(["postgres", *options], self.cluster, lock)._replace(sockets=str(sockets))

    def _order(self, command: list[str], folder: Path, lock: int) -> Order:
        program, *options = command
        # Root enters the folder before it becomes the account, which then needs no way through the folders above.
        inside = self.account is not None and sys.platform == "linux"
        data = "/proc/self/cwd" if inside else str(folder)
        return Order(
            command=[str(postgres_programs(self.account) / program), "-D", data, *options],
            folder=str(folder),
            environment=dict(ENVIRONMENT),
            account=None if self.account is None else self.account.ids,
            stops=STOPS,
            lock=lock,
            sockets=None,
            parent=os.getpid(),
        )

    def trouble(self, sockets: Path) -> str | None:
        server = PostgresServer(sockets, self.home.log, started=False, database="postgres")
        if not (sockets / f".s.PGSQL.{PORT}").exists():
            return "no socket yet"
        try:
            with psycopg.connect(server.dsn, autocommit=True, connect_timeout=10) as connection:
                _ensure_database(connection)
        except psycopg.OperationalError as error:
            return str(error)
        return None


def _ensure_database(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
    if found is None:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _forget_dead_server(cluster: Path) -> None:
    # Nothing of our last server lives, but its process id may by now be another program's, for which PostgreSQL would
    # refuse to start. A postmaster somebody started by hand is left to PostgreSQL's own check.
    note = cluster / "postmaster.pid"
    try:
        pid = int(note.read_bytes().split(b"\n", 1)[0])
        program = Path(f"/proc/{pid}/comm").read_text("utf-8").strip()
    except (OSError, ValueError):
        return
    if program != "postgres":
        note.unlink()
