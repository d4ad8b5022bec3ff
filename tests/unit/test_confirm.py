"""The landlord accepts a request."""

from datetime import timedelta

import pytest

from rental_core.accounts.person import BlockedPersonError, NotAllowedError, Role
from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import (
    Booking,
    BookingId,
    BookingNotFoundError,
    BookingStatus,
    ForbiddenMoveError,
    Reason,
    StatusChange,
    Why,
)
from rental_core.bookings.confirm import ConfirmBooking, NightsHeldError, RequestExpiredError, RequestLostError
from rental_core.bookings.events import BookingMoved
from rental_core.calendar.events import NightsTaken
from rental_core.calendar.occupancy import TakenNights
from rental_core.moderation.block_person import BlockPerson
from rental_core.timers import Timer, TimerKind
from tests.support.builders import NOON, a_block, at, stay
from tests.support.market import Market, a_newcomer
from tests.support.refused import refused

NIGHTS = stay("2027-05-05", "2027-05-08")
MODES = [BookingMode.HOLD, BookingMode.OPEN]


@pytest.fixture
async def request_(market: Market) -> Booking:
    return await market.request(NIGHTS)


@pytest.mark.parametrize("mode", MODES)
async def test_a_confirmed_request_has_its_nights(market: Market, mode: BookingMode) -> None:
    await market.takes(mode)
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    assert (await market.now(booking)).history[-1] == StatusChange(BookingStatus.CONFIRMED, NOON, market.landlord.id)
    assert await market.calendar() == (TakenNights(NIGHTS, booking.taker),)


async def test_a_confirm_is_noted_and_wakes_the_clock(market: Market, request_: Booking) -> None:
    await market.news()
    await market.alarms()
    await market.confirm(request_)
    assert await market.news() == [
        BookingMoved(request_.id, BookingStatus.CONFIRMED),
        NightsTaken(market.flat.id, NIGHTS.check_in, NIGHTS.check_out),
    ]
    assert await market.alarms() == [
        Timer(TimerKind.REMIND_RENTER, request_.id, at("2027-05-04 14:00")),
        Timer(TimerKind.BEGIN_STAY, request_.id, at("2027-05-05 14:00")),
        Timer(TimerKind.END_STAY, request_.id, at("2027-05-08 12:00")),
    ]


async def test_a_stay_that_begins_within_a_day_needs_no_reminder(market: Market) -> None:
    booking = await market.request(stay("2027-05-02", "2027-05-03"))
    market.clock.set(at("2027-05-01 15:00"))
    await market.confirm(booking)
    assert TimerKind.REMIND_RENTER not in {timer.kind for timer in await market.alarms()}


async def test_those_who_competed_are_declined_at_once(market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    winner = await market.request(NIGHTS)
    loser = await market.request(stay("2027-05-07", "2027-05-10"), renter=market.boris)
    neighbour = await market.request(stay("2027-05-08", "2027-05-10"), renter=market.boris)
    await market.confirm(winner)
    assert (await market.now(loser)).history[-1] == StatusChange(BookingStatus.DECLINED, NOON, None, Reason(Why.NIGHTS_SOLD))
    assert (await market.now(neighbour)).pending
    assert BookingMoved(loser.id, BookingStatus.DECLINED) in await market.news()


async def test_preparation_nights_compete_too(market: Market) -> None:
    await market.change_flat(mode=BookingMode.OPEN, preparation_nights=1)
    winner = await market.request(NIGHTS)
    loser = await market.request(stay("2027-05-08", "2027-05-10"), renter=market.boris)
    await market.confirm(winner)
    assert (await market.now(loser)).status is BookingStatus.DECLINED


async def test_a_request_whose_nights_were_closed_meanwhile_is_declined_and_the_landlord_told(market: Market) -> None:
    late = await a_late_request(market)
    with refused(RequestLostError(market.flat.id, late.stay)):
        await market.confirm(late)
    assert (await market.now(late)).history[-1] == StatusChange(BookingStatus.DECLINED, NOON, None, Reason(Why.NIGHTS_SOLD))
    assert BookingMoved(late.id, BookingStatus.DECLINED) in await market.news()


async def a_late_request(market: Market) -> Booking:
    """An open request as a transaction in progress leaves it behind: its nights are closed, and nobody has swept."""
    await market.takes(BookingMode.OPEN)
    late = await market.request(NIGHTS)
    async with market.work() as work:
        block = a_block(NIGHTS, number=await work.blocks.next_id(), apartment_id=market.flat.id)
        await work.blocks.add(block)
        assert await work.occupancy.take(market.flat.id, NIGHTS, block.taker)
    return late


async def test_a_request_on_nights_that_another_request_holds_waits_for_that_one(market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    competing = await market.request(NIGHTS)
    await market.takes(BookingMode.HOLD)
    holder = await market.request(NIGHTS, renter=market.boris)
    with refused(NightsHeldError(competing.id)):
        await market.confirm(competing)
    assert (await market.now(competing)).pending
    await market.decline(holder)
    await market.confirm(competing)


@pytest.mark.parametrize("mode", MODES)
async def test_a_request_cannot_be_confirmed_once_its_time_is_over(market: Market, mode: BookingMode) -> None:
    await market.takes(mode)
    booking = await market.request(NIGHTS)
    market.clock.set(booking.expires_at)
    with refused(RequestExpiredError(booking.id)):
        await market.confirm(booking)
    assert (await market.now(booking)).pending
    market.clock.set(booking.expires_at - timedelta(microseconds=1))
    await market.confirm(booking)


@pytest.mark.parametrize("end", ["withdraw", "decline", "confirm"])
async def test_whoever_was_faster_wins(market: Market, request_: Booking, end: str) -> None:
    await getattr(market, end)(request_)
    status = (await market.now(request_)).status
    with refused(ForbiddenMoveError(request_.id, status, BookingStatus.CONFIRMED)):
        await market.confirm(request_)
    assert (await market.now(request_)).status is status


async def test_only_the_landlord_confirms(market: Market, request_: Booking) -> None:
    admin = await a_newcomer(market.work, "Админ", roles=frozenset({Role.ADMIN}))
    for person in (market.anna, admin):
        with refused(NotAllowedError(person.id)):
            await market.confirm(request_, by=person)


async def test_a_strangers_booking_looks_like_none(market: Market, request_: Booking) -> None:
    with refused(BookingNotFoundError(request_.id)):
        await market.confirm(request_, by=market.boris)
    with refused(BookingNotFoundError(404)):
        await ConfirmBooking(market.work, market.clock)(BookingId(404), by=market.landlord.id)


async def test_a_blocked_landlord_confirms_nothing(market: Market, request_: Booking) -> None:
    await BlockPerson(market.work, market.clock)(market.landlord.id, reason="обман", by=None)
    with refused(BlockedPersonError("обман")):
        await market.confirm(request_)
