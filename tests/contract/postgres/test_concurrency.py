"""Transactions side by side: who waits, who skips, and what they see afterwards."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta

import pytest
from attrs import evolve
from sqlalchemy import Executable, Table, delete, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.engine import reading
from adapters.postgres.readers import PostgresSearch
from adapters.postgres.tables import block_change, booking_move
from adapters.postgres.work import PostgresWork
from rental_core.accounts.person import Blocking, Role
from rental_core.apartments.apartment import BookingMode, NotPublishedError
from rental_core.bookings.booking import Booking, BookingMovedOnError, BookingStatus
from rental_core.bookings.events import BookingMoved
from rental_core.moderation.block_person import BlockPerson
from rental_core.notifications.message import Delivered, Message, MessageKind, Receipt
from rental_core.notifications.ports import Consumer
from rental_core.outbox import EventId
from rental_core.search.criteria import SearchCriteria
from rental_core.timers import Timer, TimerKind
from tests.support.builders import NOON, SOCHI, stay
from tests.support.market import Market

WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
LEASE = timedelta(minutes=1)


async def until_it_waits(engine: AsyncEngine, task: "asyncio.Task[None]") -> None:
    """Returns when `task` waits for a lock."""
    async with reading(engine).connect() as connection:
        while not (await connection.execute(WAITING)).scalar_one():
            assert not task.done(), "it did not wait"


def begin(doing: Awaitable[None]) -> "asyncio.Task[None]":
    return asyncio.ensure_future(doing)


async def withdraw(work: PostgresWork, booking: Booking) -> None:
    async with work() as transaction:
        current = await transaction.bookings.lock(booking.id)
        withdrawn = current.move(BookingStatus.WITHDRAWN, at=NOON, by=booking.renter_id)
        await transaction.bookings.save(withdrawn, was=current.status)


async def expire_unseen(work: PostgresWork, booking: Booking) -> None:
    async with work() as transaction:
        await transaction.bookings.save(booking.move(BookingStatus.EXPIRED, at=NOON, by=None), was=BookingStatus.REQUESTED)


async def test_a_booking_that_was_waited_for_shows_its_new_moves(work: PostgresWork, engine: AsyncEngine, market: Market) -> None:
    booking = await market.request()

    async def look() -> None:
        async with work() as second:
            assert (await second.bookings.lock(booking.id)).status is BookingStatus.WITHDRAWN

    async with work() as first:
        await first.bookings.lock(booking.id)
        looking = begin(look())
        await until_it_waits(engine, looking)
        await first.bookings.save(booking.move(BookingStatus.WITHDRAWN, at=NOON, by=market.anna.id), was=BookingStatus.REQUESTED)
    await looking


async def test_of_two_moves_the_second_is_refused(work: PostgresWork, market: Market) -> None:
    booking = await market.request()
    await withdraw(work, booking)
    with pytest.raises(BookingMovedOnError):
        await expire_unseen(work, booking)
    assert (await market.now(booking)).history[-1].to is BookingStatus.WITHDRAWN


async def test_requests_that_somebody_decides_on_are_skipped_or_waited_for(work: PostgresWork, engine: AsyncEngine, market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    nights = stay("2027-05-05", "2027-05-08")
    one, two = await market.request(nights), await market.request(nights, renter=market.boris)

    async def sweep() -> None:
        async with work() as third:
            assert [each.id for each in await third.bookings.wanting(market.flat.id, nights, waiting=True)] == [two.id]

    async with work() as first:
        await first.bookings.lock(one.id)
        async with work() as second:
            assert [each.id for each in await second.bookings.wanting(market.flat.id, nights, waiting=False)] == [two.id]
        sweeping = begin(sweep())
        await until_it_waits(engine, sweeping)
        await first.bookings.save(one.move(BookingStatus.WITHDRAWN, at=NOON, by=market.anna.id), was=BookingStatus.REQUESTED)
    await sweeping


@pytest.mark.parametrize("log", [booking_move, block_change], ids=str)
async def test_what_happened_cannot_be_changed(engine: AsyncEngine, market: Market, log: Table) -> None:
    await market.request()
    await market.block(stay("2027-06-01", "2027-06-05"))
    for change in (update(log).values(at=NOON + timedelta(hours=1)), delete(log)):
        with pytest.raises(DBAPIError, match="only ever added"):
            await run(engine, change)


async def run(engine: AsyncEngine, statement: Executable) -> None:
    async with engine.begin() as connection:
        await connection.execute(statement)


async def test_events_claimed_by_one_worker_are_left_out_for_another(work: PostgresWork, market: Market) -> None:
    await market.request()
    await market.request(stay("2027-06-01", "2027-06-02"))
    async with work() as first, work() as second:
        claimed = await first.events.claim(Consumer.MESSAGES, limit=1)
        others = await second.events.claim(Consumer.MESSAGES, limit=10)
        assert [len(claimed), len(others)] == [1, 1]
        assert claimed[0].id < others[0].id


async def test_consumers_do_not_stand_in_each_others_way(work: PostgresWork, market: Market) -> None:
    await market.request()
    async with work() as first, work() as second:
        claimed = await first.events.claim(Consumer.MESSAGES, limit=10)
        assert await second.events.claim(Consumer.LOSERS, limit=10) == claimed
        await first.events.done(Consumer.MESSAGES, [each.id for each in claimed])
    async with work() as third:
        assert await third.events.claim(Consumer.MESSAGES, limit=10) == ()
        assert await third.events.claim(Consumer.LOSERS, limit=10) == claimed


async def do_and_break(work: PostgresWork) -> None:
    async with work() as transaction:
        claimed = await transaction.events.claim(Consumer.MESSAGES, limit=10)
        await transaction.events.done(Consumer.MESSAGES, [each.id for each in claimed])
        raise ZeroDivisionError


async def test_an_event_comes_again_after_a_rollback(work: PostgresWork, market: Market) -> None:
    await market.request()
    with pytest.raises(ZeroDivisionError):
        await do_and_break(work)
    async with work() as second:
        assert len(await second.events.claim(Consumer.MESSAGES, limit=10)) == 1


async def test_two_workers_claim_different_timers(work: PostgresWork) -> None:
    timers = [Timer(TimerKind.END_STAY, number, NOON + timedelta(minutes=number)) for number in (2, 1)]
    async with work() as transaction:
        await transaction.timers.set(*timers)
    later = NOON + timedelta(hours=1)
    async with work() as first, work() as second:
        assert await first.alarms.claim(later, limit=1, lease=LEASE) == (timers[1],)
        assert await second.alarms.claim(later, limit=10, lease=LEASE) == (timers[0],)


async def test_two_workers_never_have_messages_of_one_person(work: PostgresWork, market: Market) -> None:
    async with work() as transaction:
        await transaction.deliveries.add([message(market, 1), message(market, 2), to_boris(market)], at=NOON)
    async with work() as first, work() as second:
        (mine,) = await first.deliveries.claim(NOON, limit=1, lease=LEASE)
        (other,) = await second.deliveries.claim(NOON, limit=10, lease=LEASE)
        assert (mine.message.person_id, other.message.person_id) == (market.landlord.id, market.boris.id)


async def test_a_card_recorded_while_its_booking_moves_is_stale(work: PostgresWork, engine: AsyncEngine, market: Market) -> None:
    booking = await market.request()
    async with work() as transaction:
        await transaction.deliveries.add([message(market, 1, booking)], at=NOON)
        (card,) = await transaction.deliveries.claim(NOON, limit=1, lease=LEASE)

    async def record() -> None:
        async with work() as second:
            await second.deliveries.record(card.id, Delivered(Receipt("1"), BookingStatus.REQUESTED))

    async with work() as first:
        await first.bookings.lock(booking.id)
        await first.bookings.save(booking.move(BookingStatus.WITHDRAWN, at=NOON, by=market.anna.id), was=BookingStatus.REQUESTED)
        recording = begin(record())
        await until_it_waits(engine, recording)
    await recording
    async with work() as third:
        (stale,) = await third.deliveries.stale_cards(NOON, limit=10)
        await third.deliveries.shown(stale.delivery_id, BookingStatus.WITHDRAWN)
        assert await third.deliveries.stale_cards(NOON, limit=10) == ()


def message(market: Market, event: int, booking: Booking | None = None) -> Message:
    kind = MessageKind.DECISION_CARD
    return Message(event_id=EventId(event), person_id=market.landlord.id, kind=kind, booking_id=booking.id if booking else None)


def to_boris(market: Market) -> Message:
    return evolve(message(market, 1), person_id=market.boris.id)


async def test_an_apartment_edited_while_its_landlord_is_blocked_is_not_found(
    work: PostgresWork, engine: AsyncEngine, market: Market
) -> None:
    async def block() -> None:
        async with work() as second:
            landlord = (await second.people.lock(market.landlord.id)).given(Role.LANDLORD)
            await second.people.save(evolve(landlord, blocked=Blocking(NOON, None, "fraud")))

    async with work() as first:
        flat = await first.apartments.lock(market.flat.id)
        blocking = begin(block())
        await until_it_waits(engine, blocking)
        await first.apartments.save(evolve(flat, title="Ещё раз"))
    await blocking
    assert (
        await PostgresSearch(engine, market.clock, market.limits).page(SearchCriteria(city_id=SOCHI.id), after=None, limit=5)
    ).rows == ()


async def test_an_event_nobody_can_read_makes_way_for_the_next_one(work: PostgresWork, engine: AsyncEngine, market: Market) -> None:
    await market.news()
    await market.request()
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE outbox SET kind = 'of a later release' WHERE id = (SELECT max(id) FROM outbox)"))
    later = await market.request(stay("2027-06-01", "2027-06-03"), renter=market.boris)
    async with work() as transaction:
        batch = await transaction.events.claim(Consumer.MESSAGES, limit=10)
    assert [noted.event for noted in batch] == [BookingMoved(later.id, BookingStatus.REQUESTED)]


async def test_a_request_and_a_block_of_its_landlord_see_each_other(work: PostgresWork, engine: AsyncEngine, market: Market) -> None:
    async def block() -> None:
        await BlockPerson(work, market.clock)(market.landlord.id, reason="fraud", by=None)

    async with work() as first:
        await first.people.hold(market.landlord.id)  # as a request does until it commits
        blocking = begin(block())
        await until_it_waits(engine, blocking)
    await blocking
    with pytest.raises(NotPublishedError):
        await market.request()
