"""Outbox and OutboxFeed."""

import asyncio
from datetime import date

import pytest

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId, Publication
from rental_core.apartments.events import ApartmentMoved
from rental_core.bookings.booking import BookingId, BookingStatus
from rental_core.bookings.events import BookingMoved, CheckInDue, DecisionDue
from rental_core.calendar.block import BlockId
from rental_core.calendar.events import ApartmentSwitched, BlockChanged, NightsTaken
from rental_core.calendar.status import Status
from rental_core.notifications.ports import Consumer, Noted
from rental_core.outbox import Event, EventId
from rental_core.stay import FOREVER
from rental_core.work import UnitOfWork
from tests.support.builders import NOON
from tests.support.market import EveryWork

EVERY_EVENT: list[Event] = [
    *[BookingMoved(BookingId(2**40), status) for status in BookingStatus],
    DecisionDue(BookingId(1)),
    CheckInDue(BookingId(2)),
    NightsTaken(ApartmentId(3), date(2027, 5, 5), FOREVER),
    BlockChanged(BlockId(4), ApartmentId(5)),
    *[ApartmentMoved(ApartmentId(7), to, PersonId(8)) for to in Publication],
    *[ApartmentSwitched(ApartmentId(6), status, NOON) for status in Status],
]


async def note(work: UnitOfWork[EveryWork], *events: Event) -> None:
    async with work() as transaction:
        for event in events:
            await transaction.outbox.add(event)


async def claim(work: UnitOfWork[EveryWork], consumer: Consumer, *, limit: int = 100, done: bool = True) -> tuple[Noted, ...]:
    async with work() as transaction:
        batch = await transaction.events.claim(consumer, limit=limit)
        if done:
            await transaction.events.done(consumer, [noted.id for noted in batch])
        return batch


def events(batch: tuple[Noted, ...]) -> list[Event]:
    return [noted.event for noted in batch]


def test_every_event_there_is_is_tried_here() -> None:
    assert {type(event) for event in EVERY_EVENT} == set(Event.__subclasses__())


async def test_every_event_comes_out_as_it_went_in_oldest_first(work: UnitOfWork[EveryWork]) -> None:
    for event in EVERY_EVENT:
        await note(work, event)
    assert events(await claim(work, Consumer.MESSAGES)) == EVERY_EVENT


async def test_events_of_one_transaction_keep_their_order(work: UnitOfWork[EveryWork]) -> None:
    await note(work, *EVERY_EVENT)
    batch = await claim(work, Consumer.MESSAGES)
    assert events(batch) == EVERY_EVENT
    assert [noted.id for noted in batch] == sorted({noted.id for noted in batch})
    assert all(noted.at.tzinfo for noted in batch)


async def test_the_same_event_twice_is_two_events(work: UnitOfWork[EveryWork]) -> None:
    await note(work, DecisionDue(BookingId(1)), DecisionDue(BookingId(1)))
    assert len(await claim(work, Consumer.MESSAGES)) == 2


async def test_each_consumer_has_a_done_mark_of_its_own(work: UnitOfWork[EveryWork]) -> None:
    await note(work, *EVERY_EVENT)
    first = await claim(work, Consumer.MESSAGES)
    assert await claim(work, Consumer.MESSAGES) == ()
    assert await claim(work, Consumer.LOSERS) == first
    assert await claim(work, Consumer.LOSERS) == ()


async def test_a_claim_takes_at_most_its_limit(work: UnitOfWork[EveryWork]) -> None:
    await note(work, *EVERY_EVENT)
    assert events(await claim(work, Consumer.MESSAGES, limit=2)) == EVERY_EVENT[:2]
    assert events(await claim(work, Consumer.MESSAGES, limit=3)) == EVERY_EVENT[2:5]


async def test_what_was_claimed_and_not_done_comes_again(work: UnitOfWork[EveryWork]) -> None:
    await note(work, *EVERY_EVENT)
    first = await claim(work, Consumer.MESSAGES, done=False)
    assert await claim(work, Consumer.MESSAGES) == first


async def test_done_may_be_said_of_some_of_none_and_twice(work: UnitOfWork[EveryWork]) -> None:
    await note(work, *EVERY_EVENT)
    batch = await claim(work, Consumer.MESSAGES, done=False)
    for done in ([], [batch[1].id], [batch[1].id, EventId(10**9)]):
        async with work() as transaction:
            await transaction.events.done(Consumer.MESSAGES, done)
    assert await claim(work, Consumer.MESSAGES) == (batch[0], *batch[2:])


async def test_an_event_is_seen_once_its_transaction_is_over(work: UnitOfWork[EveryWork]) -> None:
    async def fail() -> None:
        async with work() as transaction:
            await transaction.outbox.add(EVERY_EVENT[0])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    assert await claim(work, Consumer.MESSAGES) == ()


async def test_of_many_workers_one_gets_an_event(work: UnitOfWork[EveryWork]) -> None:
    await note(work, *EVERY_EVENT)

    async def work_through() -> list[EventId]:
        seen: list[EventId] = []
        while batch := await claim(work, Consumer.MESSAGES, limit=2):
            seen += [noted.id for noted in batch]
        return seen

    seen = [event for events in await asyncio.gather(*[work_through() for _ in range(4)]) for event in events]
    assert len(seen) == len(set(seen)) == len(EVERY_EVENT)


@pytest.mark.parametrize("work", ["postgres"], indirect=True)
async def test_events_locked_elsewhere_are_left_out(work: UnitOfWork[EveryWork]) -> None:
    await note(work, *EVERY_EVENT)
    async with work() as one, work() as other:
        first = await one.events.claim(Consumer.MESSAGES, limit=2)
        second = await other.events.claim(Consumer.MESSAGES, limit=2)
        assert events(first + second) == EVERY_EVENT[:4]
        assert events(await other.events.claim(Consumer.LOSERS, limit=2)) == EVERY_EVENT[:2], "consumers do not lock each other out"


async def test_an_event_set_aside_is_claimed_no_more_by_that_consumer(work: UnitOfWork[EveryWork]) -> None:
    await note(work, DecisionDue(BookingId(1)), CheckInDue(BookingId(2)))
    async with work() as transaction:
        bad, good = await transaction.events.claim(Consumer.MESSAGES, limit=10)
        await transaction.events.set_aside(Consumer.MESSAGES, bad.id, "no such booking")
        await transaction.events.done(Consumer.MESSAGES, [bad.id, good.id])
    assert await claim(work, Consumer.MESSAGES) == ()
    assert len(await claim(work, Consumer.LOSERS)) == 2
