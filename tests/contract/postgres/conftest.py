"""A small market on PostgreSQL."""

import pytest

from adapters.memory import MemoryClock
from adapters.postgres.work import PostgresWork
from tests.support.builders import NOON
from tests.support.market import Market, open_market


@pytest.fixture
def clock() -> MemoryClock:
    return MemoryClock(NOON)


@pytest.fixture
async def market(work: PostgresWork, clock: MemoryClock) -> Market:
    return await open_market(work, clock)
