"""What the memory adapter promises beyond the ports."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from adapters.memory import MemoryClock, MemoryWork, NestedTransactionError
from rental_core.bookings.booking import BookingId
from rental_core.bookings.events import DecisionDue
from rental_core.notifications.ports import Consumer
from tests.support.builders import BERLIN_TIME, NOON, SOCHI, at


async def test_a_transaction_inside_a_transaction_is_an_error_and_not_a_wait_for_ever(work: MemoryWork) -> None:
    async with work():
        with pytest.raises(NestedTransactionError):
            async with work():
                pass
    async with work():
        pass


async def test_transactions_take_turns(work: MemoryWork) -> None:
    inside = 0

    async def visit() -> None:
        nonlocal inside
        async with work():
            inside += 1
            assert inside == 1
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*[visit() for _ in range(5)])


async def test_a_cancelled_transaction_leaves_nothing_and_lets_the_next_one_in(work: MemoryWork) -> None:
    begun = asyncio.Event()

    async def never_ends() -> None:
        async with work() as transaction:
            await transaction.cities.add(SOCHI)
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ends())
    await begun.wait()
    task.cancel()
    async with asyncio.timeout(5), work() as transaction:
        with pytest.raises(LookupError):
            await transaction.cities.get(SOCHI.id)
    assert task.cancelled()


async def test_events_are_dated_by_the_clock_that_was_given(work: MemoryWork, clock: MemoryClock) -> None:
    clock.advance(timedelta(hours=1))
    async with work() as transaction:
        await transaction.outbox.add(DecisionDue(BookingId(1)))
        (noted,) = await transaction.events.claim(Consumer.MESSAGES, limit=1)
    assert noted.at == NOON + timedelta(hours=1)


def test_a_clock_shows_what_it_was_set_to_in_utc() -> None:
    clock = MemoryClock(at("2027-05-01 12:00", BERLIN_TIME))
    assert clock.now() == datetime(2027, 5, 1, 10, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    clock.set(NOON)
    clock.advance(timedelta(minutes=5))
    assert clock.now() == NOON + timedelta(minutes=5)


def test_a_clock_does_not_advance_backwards() -> None:
    with pytest.raises(ValueError, match="advance"):
        MemoryClock(NOON).advance(timedelta(seconds=-1))


def test_a_moment_without_a_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="zone"):
        MemoryClock(datetime(2027, 5, 1))  # noqa: DTZ001 (naive on purpose)
    with pytest.raises(ValueError, match="zone"):
        MemoryClock(NOON).set(datetime(2027, 5, 1))  # noqa: DTZ001 (naive on purpose)
