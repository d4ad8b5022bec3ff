"""A market in memory, on a Saturday noon."""

import pytest

from adapters.memory import MemoryClock, MemoryWork
from tests.support.builders import NOON
from tests.support.market import Market, open_market


@pytest.fixture
def clock() -> MemoryClock:
    return MemoryClock(NOON)


@pytest.fixture
def work(clock: MemoryClock) -> MemoryWork:
    return MemoryWork(clock)


@pytest.fixture
async def market(work: MemoryWork, clock: MemoryClock) -> Market:
    return await open_market(work, clock)
