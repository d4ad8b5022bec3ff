"""Losers are told, also those that nobody could see when their nights were sold."""

import pytest

from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import Booking, BookingStatus, Reason, Why
from rental_core.bookings.events import BookingMoved
from rental_core.bookings.sweep import SweepLosers
from rental_core.calendar.events import BlockChanged, NightsTaken
from rental_core.notifications.losers import SweepAfterEvents
from rental_core.notifications.ports import Consumer
from rental_core.outbox import Event
from tests.support.builders import a_block, stay
from tests.support.market import Market

NIGHTS = stay("2027-05-05", "2027-05-08")


@pytest.fixture
def sweep(market: Market) -> SweepLosers:
    return SweepLosers(market.work, market.clock)


async def close_unseen(market: Market) -> None:
    """Close the nights as a transaction does that could not see the request yet."""
    async with market.work() as work:
        block = a_block(NIGHTS, number=await work.blocks.next_id(), apartment_id=market.flat.id)
        await work.blocks.add(block)
        assert await work.occupancy.take(market.flat.id, NIGHTS, block.taker)


async def open_request(market: Market) -> Booking:
    await market.takes(BookingMode.OPEN)
    return await market.request(NIGHTS)


async def test_a_request_on_closed_nights_is_declined(market: Market, sweep: SweepLosers) -> None:
    request = await open_request(market)
    await close_unseen(market)
    assert await sweep(market.flat.id, stay("2027-05-07", "2027-05-20")) == 1
    assert (await market.now(request)).history[-1].reason == Reason(Why.NIGHTS_SOLD)
    assert BookingMoved(request.id, BookingStatus.DECLINED) in await market.news()
    assert await sweep(market.flat.id, NIGHTS) == 0


async def test_a_request_elsewhere_is_left_alone(market: Market, sweep: SweepLosers) -> None:
    request = await open_request(market)
    await close_unseen(market)
    assert await sweep(market.flat.id, stay("2027-05-08", "2027-05-20")) == 0
    assert (await market.now(request)).pending


async def test_a_request_on_nights_that_are_merely_held_is_left_alone(market: Market, sweep: SweepLosers) -> None:
    competing = await open_request(market)
    await market.takes(BookingMode.HOLD)
    holder = await market.request(NIGHTS, renter=market.boris)
    assert await sweep(market.flat.id, NIGHTS) == 0
    assert (await market.now(competing)).pending
    assert (await market.now(holder)).pending


async def news_for_losers(market: Market) -> list[Event]:
    async with market.work() as work:
        return [noted.event for noted in await work.events.claim(Consumer.LOSERS, limit=100)]


async def test_the_outbox_wakes_the_sweep(market: Market) -> None:
    request = await open_request(market)
    await close_unseen(market)
    sweep = SweepAfterEvents(market.work, market.clock)
    assert await sweep() == 1, "the request itself was an event"
    assert (await market.now(request)).status is BookingStatus.DECLINED
    assert await sweep() == 1, "its decline was another"
    assert await sweep() == 0
    assert await news_for_losers(market) == []


async def test_closed_nights_wake_the_sweep(market: Market) -> None:
    request = await open_request(market)
    sweep = SweepAfterEvents(market.work, market.clock)
    await sweep()
    await close_unseen(market)
    async with market.work() as work:
        await work.outbox.add(NightsTaken(market.flat.id, NIGHTS.check_in, NIGHTS.check_out))
    await sweep()
    assert (await market.now(request)).status is BookingStatus.DECLINED


async def test_other_events_are_read_and_done(market: Market) -> None:
    block = await market.block(NIGHTS)
    assert BlockChanged(block.id, market.flat.id) in await news_for_losers(market)
    await SweepAfterEvents(market.work, market.clock)()
    assert await news_for_losers(market) == []
