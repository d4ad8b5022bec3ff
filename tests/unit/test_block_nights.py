"""A landlord closes nights."""

import pytest

from rental_core.accounts.person import BlockedPersonError
from rental_core.apartments.apartment import ApartmentId, ApartmentNotFoundError, BookingMode, NotYourApartmentError
from rental_core.bookings.block_nights import BlockNights, HeldRequestsError, NamedStay, NightsSoldError
from rental_core.bookings.booking import BookingStatus, Reason, StatusChange, Why
from rental_core.bookings.events import BookingMoved
from rental_core.calendar.block import PastNightsError
from rental_core.calendar.events import BlockChanged, NightsTaken
from rental_core.calendar.occupancy import TakenNights, Taker
from rental_core.moderation.block_person import BlockPerson
from rental_core.stay import FOREVER, Stay
from rental_core.timers import Timer, TimerKind
from tests.support.builders import NOON, at, stay
from tests.support.market import Market
from tests.support.refused import refused

NIGHTS = stay("2027-05-05", "2027-05-08")
UNTIL_FREED = Stay(NOON.date(), FOREVER)
BLOCKED = StatusChange(BookingStatus.DECLINED, NOON, None, Reason(Why.NIGHTS_BLOCKED))


async def held_by(market: Market, taker: Taker) -> list[Stay]:
    return [holding.nights for holding in await market.calendar() if holding.taker == taker]


async def test_a_block_takes_its_nights_and_is_noted_and_wakes_the_clock(market: Market) -> None:
    block = await market.block(NIGHTS, comment="ремонт")
    assert await market.calendar() == (TakenNights(NIGHTS, block.taker),)
    assert (block.history[0].by, block.history[0].comment) == (market.landlord.id, "ремонт")
    news = await market.news()
    assert NightsTaken(market.flat.id, NIGHTS.check_in, NIGHTS.check_out) in news
    assert BlockChanged(block.id, market.flat.id) in news
    assert await market.alarms() == [
        Timer(TimerKind.SWITCH_BLOCK, block.id, at("2027-05-05 00:00")),
        Timer(TimerKind.SWITCH_BLOCK, block.id, at("2027-05-08 00:00")),
    ]


async def test_a_block_over_a_confirmed_stay_is_refused_and_the_stay_named(market: Market) -> None:
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    with refused(NightsSoldError((NamedStay(booking.id, booking.stay, market.anna.name),))):
        await market.block(stay("2027-05-07", "2027-05-20"))
    await market.block(stay("2027-05-08", "2027-05-20"))


async def test_a_block_over_the_preparation_after_a_stay_takes_the_other_nights(market: Market) -> None:
    await market.change_flat(preparation_nights=2)
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    block = await market.block(stay("2027-05-08", "2027-05-12"))
    assert await held_by(market, block.taker) == [stay("2027-05-10", "2027-05-12")]
    await market.cancel(booking)
    assert sum(nights.nights for nights in await held_by(market, block.taker)) == 4, "what the booking gave back is closed"


async def test_a_block_over_held_requests_is_asked_once_naming_them(market: Market) -> None:
    one = await market.request(NIGHTS)
    other = await market.request(stay("2027-05-09", "2027-05-10"), renter=market.boris)
    wanted, named = stay("2027-05-07", "2027-05-12"), NamedStay(one.id, one.stay, market.anna.name)
    with refused(HeldRequestsError((named, NamedStay(other.id, other.stay, market.boris.name)))):
        await market.block(wanted)
    with refused(HeldRequestsError((NamedStay(other.id, other.stay, market.boris.name),))):
        await market.block(wanted, declining=(one.id,))
    assert (await market.now(one)).pending
    block = await market.block(wanted, declining=(one.id, other.id))
    assert await market.calendar() == (TakenNights(wanted, block.taker),)
    for request in (one, other):
        assert (await market.now(request)).history[-1] == BLOCKED
        assert BookingMoved(request.id, BookingStatus.DECLINED) in await market.news() or request is other


@pytest.mark.parametrize("nights", [stay("2027-05-07", "2027-05-12"), UNTIL_FREED])
async def test_open_requests_lose_to_any_block(market: Market, nights: Stay) -> None:
    await market.takes(BookingMode.OPEN)
    loser = await market.request(NIGHTS)
    await market.block(nights)
    assert (await market.now(loser)).history[-1] == BLOCKED


async def test_until_freed_leaves_confirmed_and_held_nights_and_takes_all_others(market: Market) -> None:
    sold = await market.request(NIGHTS)
    await market.confirm(sold)
    held = await market.request(stay("2027-05-20", "2027-05-22"), renter=market.boris)
    block = await market.block(UNTIL_FREED)
    assert await held_by(market, block.taker) == [
        stay("2027-05-01", "2027-05-05"),
        stay("2027-05-08", "2027-05-20"),
        Stay(held.stay.check_out, FOREVER),
    ]
    assert (await market.now(held)).pending
    await market.confirm(held)


async def test_until_freed_wakes_the_clock_only_where_it_begins(market: Market) -> None:
    block = await market.block(Stay(NIGHTS.check_in, FOREVER))
    assert await market.alarms() == [Timer(TimerKind.SWITCH_BLOCK, block.id, at("2027-05-05 00:00"))]


async def test_two_blocks_over_one_night_have_one_taker(market: Market) -> None:
    one, other = await market.block(NIGHTS), await market.block(stay("2027-05-06", "2027-05-10"))
    assert await market.calendar() == (
        TakenNights(NIGHTS, one.taker),
        TakenNights(stay("2027-05-08", "2027-05-10"), other.taker),
    )


async def test_past_nights_cannot_be_closed(market: Market) -> None:
    with refused(PastNightsError(NOON.date())):
        await market.block(stay("2027-04-30", "2027-05-08"))


async def test_only_their_landlord_closes_nights(market: Market) -> None:
    with refused(NotYourApartmentError(market.flat.id)):
        await market.block(NIGHTS, by=market.anna)
    with refused(ApartmentNotFoundError(404)):
        await BlockNights(market.work, market.clock)(ApartmentId(404), NIGHTS, by=market.landlord.id)


async def test_a_blocked_landlord_closes_nothing(market: Market) -> None:
    await BlockPerson(market.work, market.clock)(market.landlord.id, reason="обман", by=None)
    with refused(BlockedPersonError("обман")):
        await market.block(NIGHTS)
