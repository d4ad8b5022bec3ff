"""A landlord opens closed nights again."""

import pytest

from rental_core.accounts.person import BlockedPersonError
from rental_core.apartments.apartment import ApartmentId, ApartmentNotFoundError, NotYourApartmentError
from rental_core.bookings.block_nights import FreeNights, FreeNow
from rental_core.calendar.block import PastNightsError
from rental_core.calendar.events import BlockChanged
from rental_core.calendar.occupancy import TakenNights
from rental_core.moderation.block_person import BlockPerson
from rental_core.stay import FOREVER, Stay
from tests.support.builders import NOON, at, stay
from tests.support.market import Market
from tests.support.refused import refused

NIGHTS = stay("2027-05-05", "2027-05-08")
TODAY = NOON.date()


@pytest.fixture
def free_now(market: Market) -> FreeNow:
    return FreeNow(market.work, market.clock)


async def test_freed_nights_can_be_booked_and_the_rest_stays_closed(market: Market) -> None:
    block = await market.block(stay("2027-05-05", "2027-05-20"))
    await market.news()
    changed = await market.free(stay("2027-05-10", "2027-05-12"), comment="готово")
    assert [(each.id, each.spans) for each in changed] == [(block.id, (stay("2027-05-05", "2027-05-10"), stay("2027-05-12", "2027-05-20")))]
    assert changed[0].history[-1].comment == "готово"
    assert [holding.nights for holding in await market.calendar()] == list(changed[0].spans)
    assert BlockChanged(block.id, market.flat.id) in await market.news()
    await market.request(stay("2027-05-10", "2027-05-12"))


async def test_freeing_reaches_every_block_there(market: Market) -> None:
    one, other = await market.block(stay("2027-05-05", "2027-05-10")), await market.block(stay("2027-05-08", "2027-05-15"))
    changed = await market.free(stay("2027-05-07", "2027-05-12"))
    assert [block.id for block in changed] == [one.id, other.id]
    assert await market.calendar() == (
        TakenNights(stay("2027-05-05", "2027-05-07"), one.taker),
        TakenNights(stay("2027-05-12", "2027-05-15"), other.taker),
    )


async def test_until_freed_ends_where_it_is_freed(market: Market) -> None:
    block = await market.block(Stay(TODAY, FOREVER))
    await market.free(Stay(NIGHTS.check_in, FOREVER))
    assert await market.calendar() == (TakenNights(Stay(TODAY, NIGHTS.check_in), block.taker),)


async def test_where_nothing_is_closed_nothing_changes(market: Market) -> None:
    booking = await market.request(NIGHTS)
    await market.block(stay("2027-05-08", "2027-05-09"))
    await market.news()
    assert await market.free(NIGHTS) == ()
    assert await market.news() == []
    assert (await market.now(booking)).holds_nights


async def test_past_nights_stay_closed(market: Market) -> None:
    await market.block(Stay(TODAY, FOREVER))
    market.clock.set(at("2027-05-06 12:00"))
    with refused(PastNightsError(at("2027-05-06 12:00").date())):
        await market.free(NIGHTS)


@pytest.mark.parametrize("nights", [Stay(TODAY, FOREVER), stay("2027-05-01", "2027-05-20")])
async def test_one_tap_ends_whatever_closes_the_apartment_today(market: Market, free_now: FreeNow, nights: Stay) -> None:
    current = await market.block(nights)
    market.clock.set(at("2027-05-06 12:00"))
    changed = await free_now(market.flat.id, by=market.landlord.id)
    assert [block.id for block in changed] == [current.id]
    assert [holding.nights for holding in await market.calendar()] == [stay("2027-05-01", "2027-05-06")]


async def test_one_tap_leaves_blocks_that_begin_later(market: Market, free_now: FreeNow) -> None:
    await market.block(stay("2027-05-01", "2027-05-03"))
    later = await market.block(stay("2027-05-10", "2027-05-12"))
    await free_now(market.flat.id, by=market.landlord.id)
    assert await market.calendar() == (TakenNights(stay("2027-05-10", "2027-05-12"), later.taker),)


async def test_one_tap_leaves_a_later_block_whole_where_the_current_one_reaches_into_it(market: Market, free_now: FreeNow) -> None:
    await market.block(Stay(TODAY, FOREVER))
    later = await market.block(stay("2027-05-10", "2027-05-12"))
    await free_now(market.flat.id, by=market.landlord.id)
    assert await market.calendar() == (TakenNights(stay("2027-05-10", "2027-05-12"), later.taker),)


async def test_one_tap_in_a_free_apartment_changes_nothing(market: Market, free_now: FreeNow) -> None:
    await market.block(NIGHTS)
    assert await free_now(market.flat.id, by=market.landlord.id) == ()


async def test_only_their_landlord_opens_nights(market: Market, free_now: FreeNow) -> None:
    for free in (market.free(NIGHTS, by=market.anna), free_now(market.flat.id, by=market.anna.id)):
        with refused(NotYourApartmentError(market.flat.id)):
            await free
    for unknown in (market_free_of_nowhere(market), free_now(ApartmentId(404), by=market.landlord.id)):
        with refused(ApartmentNotFoundError(404)):
            await unknown


async def market_free_of_nowhere(market: Market) -> None:
    await FreeNights(market.work, market.clock)(ApartmentId(404), NIGHTS, by=market.landlord.id)


async def test_a_blocked_landlord_opens_nothing(market: Market, free_now: FreeNow) -> None:
    await BlockPerson(market.work, market.clock)(market.landlord.id, reason="обман", by=None)
    for free in (market.free(NIGHTS), free_now(market.flat.id, by=market.landlord.id)):
        with refused(BlockedPersonError("обман")):
            await free
