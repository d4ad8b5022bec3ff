"""The whole system as real processes: simulator, bot and worker over PostgreSQL and Valkey of the session."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from attrs import define, evolve, field
from dishka import AsyncContainer

from adapters.embedded import PostgresServer, ValkeyServer
from entrypoints.children import Child, child, wait_for
from entrypoints.market import load_cities
from entrypoints.processes import READY
from entrypoints.settings import Settings
from entrypoints.wiring import make_container
from tests.support.ports import free_port
from tests.support.servers import temporary_database
from tests.support.simulator import Simulator

START_SECONDS = 90.0


@define
class System:
    """A running installation. Its processes can be killed and started again; `environment` is what each gets."""

    settings: Settings
    environment: Mapping[str, str]
    folder: Path
    valkey: ValkeyServer
    stack: ExitStack = field(repr=False)
    running: dict[str, Child] = field(factory=dict)

    @property
    def chat_url(self) -> str:
        return self.settings.chat_url

    def launch(self, command: str, name: str = "") -> None:
        """Start `rental COMMAND` as a process called `name`, by default as the command, and do not wait for it."""
        name = name or command
        self._ready(name).unlink(missing_ok=True)
        environment = {**self.environment, READY: str(self._ready(name))}
        self.running[name] = self.stack.enter_context(child(name, command, logs=self.folder, environment=environment))

    def must_run(self, *names: str) -> None:
        """Returns when all of them are ready; starts those that are not there."""
        for name in names:
            if name not in self.running or self.running[name].process.poll() is not None:
                self.launch(name)
        for name in names:
            wait_for(self._ready(name), self.running[name], START_SECONDS)

    def take_updates_by(self, way: str) -> None:
        """The bot asks for updates ("polling") or has them posted ("webhook"), from its next start on; one that runs is stopped."""
        url = f"http://127.0.0.1:{free_port()}/updates" if way == "webhook" else ""
        if bool(url) != bool(self.environment.get("RENTAL_WEBHOOK_URL")):
            self.environment = {**self.environment, "RENTAL_WEBHOOK_URL": url}
            if "bot" in self.running:
                self.stop("bot")

    def kill(self, name: str) -> None:
        """kill -9."""
        process = self.running.pop(name).process
        process.kill()
        process.wait()

    def stop(self, name: str) -> None:
        """As an operator does. It must end by itself and without a complaint."""
        stopped = self.running.pop(name)
        stopped.stop()
        assert stopped.process.returncode == 0, self.log(name)

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def said_when_ready(self, name: str) -> str:
        return self._ready(name).read_text(encoding="utf-8")

    def _ready(self, name: str) -> Path:
        return self.folder / f"{name}.ready"


@pytest.fixture(scope="session")
def city_template(database_template: PostgresServer, postgres_server: PostgresServer) -> Iterator[PostgresServer]:
    """A migrated database that knows the cities."""
    with temporary_database(postgres_server, database_template) as template:
        load_cities(Settings(database_url=template.url))
        yield template


@contextmanager
def simulated_system(database: PostgresServer, valkey: ValkeyServer, folder: Path) -> Iterator[System]:
    """An installation of which the simulator runs."""
    settings = Settings(database_url=database.url, redis_url=valkey.url, data_dir=folder)
    environment = {
        "RENTAL_DATABASE_URL": database.url,
        "RENTAL_REDIS_URL": valkey.url,
        "RENTAL_DATA_DIR": str(folder),
        "RENTAL_CHAT_URL": "http://127.0.0.1:0",
    }
    with ExitStack() as stack:
        system = System(settings, environment, folder, valkey, stack)
        system.must_run("simulator")
        token, url = system.said_when_ready("simulator"), system.log("simulator").split("Chats: ")[1].split("/\n")[0]
        system.environment = {**environment, "RENTAL_BOT_TOKEN": token, "RENTAL_TELEGRAM_API_URL": url}
        system.settings = evolve(settings, chat_url=url, bot_token=token, telegram_api_url=url)
        yield system


@pytest.fixture(scope="session")
def system(
    postgres_server: PostgresServer,
    city_template: PostgresServer,
    valkey_server: ValkeyServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[System]:
    """One installation a session, because its processes take long to start; people and apartments keep tests apart."""
    folder = tmp_path_factory.mktemp("system")
    with temporary_database(postgres_server, city_template) as database, simulated_system(database, valkey_server, folder) as system:
        yield system


@pytest.fixture(scope="session", params=["polling", "webhook"])
def way(request: pytest.FixtureRequest, system: System) -> Iterator[str]:
    """How updates reach the bot. All tests that ask for this run both ways; the others, by polling."""
    system.take_updates_by(request.param)
    yield request.param
    system.take_updates_by("polling")


@pytest.fixture
async def simulator(system: System) -> AsyncIterator[Simulator]:
    """The person's side of the system's chats, without the trouble that an earlier test has ordered."""
    async with Simulator(system.chat_url) as simulator:
        await simulator.clear_faults()
        yield simulator


@pytest.fixture
async def container(system: System) -> AsyncIterator[AsyncContainer]:
    """The system's use cases and readers, in the test's own process."""
    async with make_container(system.settings) as container:
        yield container
