"""Connections, the bell, signs of life and cleaning."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.cleaning import clean
from adapters.postgres.engine import PoolSettings, make_engine, reading
from adapters.postgres.notify import Listener
from adapters.postgres.readers import PostgresBeat, PostgresDraftReader
from adapters.postgres.work import PostgresWork
from rental_core.accounts.ports import AccountsWork
from rental_core.apartments.ports import ApartmentsWork
from rental_core.bookings.ports import BookingsWork
from rental_core.calendar.ports import CalendarWork
from rental_core.notifications.ports import NotificationsWork
from rental_core.search.draft import Draft
from rental_core.search.ports import SearchWork
from rental_core.timers import Timer, TimerKind
from rental_core.work import UnitOfWork
from tests.support.builders import NOON
from tests.support.market import Market

KILL = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
PID = text("SELECT pg_backend_pid()")
LONG = 60.0


def test_one_unit_of_work_serves_every_area(work: PostgresWork) -> None:
    """The type checker's test."""
    accounts: UnitOfWork[AccountsWork] = work
    apartments: UnitOfWork[ApartmentsWork] = work
    calendar: UnitOfWork[CalendarWork] = work
    bookings: UnitOfWork[BookingsWork] = work
    search: UnitOfWork[SearchWork] = work
    telling: UnitOfWork[NotificationsWork] = work
    assert len({id(each) for each in (accounts, apartments, calendar, bookings, search, telling)}) == 1


async def test_a_connection_that_the_server_closed_is_not_used_again(engine: AsyncEngine, database_url: str) -> None:
    async with engine.connect() as connection:
        before = (await connection.execute(PID)).scalar_one()
    other = make_engine(database_url, PoolSettings(size=1))
    async with reading(other).connect() as connection:
        await connection.execute(KILL)
    await other.dispose()
    async with engine.connect() as connection:
        assert (await connection.execute(PID)).scalar_one() != before


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("plan_cache_mode", "force_generic_plan"),
        ("max_parallel_workers_per_gather", "0"),
        ("statement_timeout", "10s"),
    ],
)
async def test_sessions_have_our_settings(engine: AsyncEngine, setting: str, value: str) -> None:
    async with engine.connect() as connection:
        assert (await connection.execute(text(f"SHOW {setting}"))).scalar_one() == value


async def test_a_reader_leaves_no_transaction_open(engine: AsyncEngine) -> None:
    async with reading(engine).connect() as connection:
        await connection.execute(PID)
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        assert driver.info.transaction_status.name == "IDLE"


async def test_the_bell_rings_when_something_was_noted(database_url: str, market: Market) -> None:
    async with Listener(database_url) as listener:
        await listener.wait(0.01)
        waiting = asyncio.create_task(listener.wait(LONG))
        await market.request()
        await asyncio.wait_for(waiting, timeout=10)


async def test_the_bell_remembers_what_rang_while_nobody_waited(database_url: str, market: Market) -> None:
    async with Listener(database_url) as listener:
        await listener.wait(0.01)
        await market.request()
        await asyncio.wait_for(listener.wait(LONG), timeout=10)


async def test_the_bell_outlives_its_connection(database_url: str, engine: AsyncEngine, market: Market) -> None:
    async with Listener(database_url) as listener:
        await listener.wait(0.01)
        async with reading(engine).connect() as connection:
            await connection.execute(KILL)
        await market.request()
        await asyncio.wait_for(listener.wait(LONG), timeout=10)


async def test_waiting_without_a_server_takes_its_time() -> None:
    async with Listener("postgresql://nobody@127.0.0.1:1/none") as listener:
        started = asyncio.get_running_loop().time()
        await listener.wait(0.1)
        assert asyncio.get_running_loop().time() - started >= 0.1


async def test_the_last_beat_counts(engine: AsyncEngine) -> None:
    beat = PostgresBeat(engine)
    assert await beat.last("worker") is None
    await beat.beat("worker", NOON)
    await beat.beat("worker", NOON + timedelta(seconds=5))
    await beat.beat("panel", NOON)
    assert await beat.last("worker") == NOON + timedelta(seconds=5)


async def test_cleaning_drops_what_is_done_and_old(engine: AsyncEngine, work: PostgresWork, market: Market) -> None:
    await market.request()
    fired, waiting = (Timer(TimerKind.END_STAY, number, NOON) for number in (1, 2))
    async with work() as transaction:
        await transaction.timers.set(fired, waiting)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE outbox SET at = :noon"), {"noon": NOON})
    later = NOON + timedelta(days=31)
    assert await clean(engine, later) == 0
    async with work() as transaction:
        await transaction.alarms.done(fired)
    assert await clean(engine, later) == 1
    async with engine.begin() as connection:
        await connection.execute(text("DELETE FROM outbox_todo"))
    assert await clean(engine, NOON + timedelta(days=29)) == 0
    assert await clean(engine, later) == 1


async def test_a_person_without_a_draft_has_an_empty_one(engine: AsyncEngine, work: PostgresWork, market: Market) -> None:
    reader = PostgresDraftReader(engine)
    assert await reader.of(market.anna.id) == Draft()
    for draft in (Draft(guests=3), Draft(guests=4, key="k")):
        async with work() as transaction:
            await transaction.drafts.save(market.anna.id, draft)
        assert await reader.of(market.anna.id) == draft
    assert await reader.of(market.boris.id) == Draft()
