"""A transaction: all or nothing, seen by others when it is over."""

import pytest

from rental_core.bookings.booking import BookingId
from rental_core.bookings.events import DecisionDue
from rental_core.notifications.ports import Consumer
from rental_core.timers import Timer, TimerKind
from rental_core.work import UnitOfWork
from tests.support.builders import NOON, SOCHI
from tests.support.market import EveryWork

EVENT = DecisionDue(BookingId(1))
TIMER = Timer(TimerKind.END_STAY, 1, NOON)


class ChangedMyMindError(Exception):
    pass


async def test_what_was_done_is_there_after_success(work: UnitOfWork[EveryWork]) -> None:
    async with work() as transaction:
        await transaction.cities.add(SOCHI)
    async with work() as transaction:
        assert await transaction.cities.get(SOCHI.id) == SOCHI


async def test_a_transaction_sees_what_it_did(work: UnitOfWork[EveryWork]) -> None:
    async with work() as transaction:
        await transaction.cities.add(SOCHI)
        assert await transaction.cities.get(SOCHI.id) == SOCHI


async def test_nothing_is_left_after_an_exception_and_the_exception_goes_on(work: UnitOfWork[EveryWork]) -> None:
    async def change_everything_and_fail() -> None:
        async with work() as transaction:
            await transaction.cities.add(SOCHI)
            await transaction.outbox.add(EVENT)
            await transaction.timers.set(TIMER)
            raise ChangedMyMindError

    with pytest.raises(ChangedMyMindError):
        await change_everything_and_fail()
    async with work() as transaction:
        with pytest.raises(LookupError):
            await transaction.cities.get(SOCHI.id)
        assert await transaction.events.claim(Consumer.MESSAGES, limit=1) == ()
        assert await transaction.alarms.claim(NOON, limit=1, lease=NOON - NOON) == ()


async def test_one_object_serves_one_transaction_after_the_other(work: UnitOfWork[EveryWork]) -> None:
    for _ in range(3):
        with pytest.raises(ChangedMyMindError):
            async with work():
                raise ChangedMyMindError
        async with work() as transaction:
            await transaction.cities.add(SOCHI)
