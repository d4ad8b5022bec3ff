"""Each process can be put together, and every use case of the business can be had, before anything is connected."""

import pytest
from dishka import Provider

from adapters.telegram.bot import Dialogs
from entrypoints.health import probes
from entrypoints.loop import WorkLoop
from entrypoints.settings import Settings
from entrypoints.wiring import Postgres, UseCases, make_container
from entrypoints.worker import Working

NOWHERE = Settings(
    database_url="postgresql+psycopg://nobody@127.0.0.1:1/nowhere",
    redis_url="redis://127.0.0.1:1/0",
    bot_token="1000000:never-used",
    telegram_api_url="http://127.0.0.1:1",
)
PROCESSES: dict[str, tuple[Provider, ...]] = {"bot": (Dialogs(),), "worker": (Working(),), "panel": (), "admin": ()}


def offered(*providers: Provider) -> list[type]:
    """What the providers name as theirs."""
    return [factory.provides.type_hint for provider in providers for factory in provider.factories]


@pytest.mark.parametrize("process", PROCESSES)
async def test_every_process_can_have_every_use_case_and_reader(process: str) -> None:
    own = PROCESSES[process]
    async with make_container(NOWHERE, *own) as container:
        for wanted in offered(UseCases(), Postgres(), *own):
            assert await container.get(wanted) is not None


async def test_a_use_case_is_made_once_a_process() -> None:
    async with make_container(NOWHERE, Working()) as container:
        assert await container.get(WorkLoop) is await container.get(WorkLoop)


async def test_health_looks_at_every_part() -> None:
    async with make_container(NOWHERE) as container:
        assert [probe.name for probe in await probes(container)] == ["database", "valkey", "worker", "photos"]
