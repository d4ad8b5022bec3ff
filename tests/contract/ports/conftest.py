"""Each promise is kept by every adapter: `work` is one of them, empty; `market` is a small market on it."""

import pytest

from adapters.memory import MemoryClock, MemoryWork
from adapters.postgres.work import PostgresWork
from rental_core.work import UnitOfWork
from tests.support.builders import NOON
from tests.support.market import EveryWork, Market, open_market


@pytest.fixture
def clock() -> MemoryClock:
    return MemoryClock(NOON)


@pytest.fixture(params=["memory", "postgres"])
def work(request: pytest.FixtureRequest, clock: MemoryClock) -> UnitOfWork[EveryWork]:
    if request.param == "memory":
        return MemoryWork(clock)
    return PostgresWork(request.getfixturevalue("engine"))


@pytest.fixture
async def market(work: UnitOfWork[EveryWork], clock: MemoryClock) -> Market:
    return await open_market(work, clock)
