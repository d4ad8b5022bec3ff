"""A confirmed stay that will not be, or not to its end."""

import pytest

from rental_core.accounts.person import BlockedPersonError, NotAllowedError, Person, Role
from rental_core.bookings.booking import Booking, BookingNotFoundError, BookingStatus, ForbiddenMoveError, Reason, StatusChange, Why
from rental_core.bookings.cancel import NoShowTooEarlyError, NoShowTooLateError, StayOverError
from rental_core.bookings.events import BookingMoved
from rental_core.calendar.occupancy import TakenNights
from rental_core.moderation.block_person import BlockPerson
from rental_core.stay import FOREVER, Stay
from tests.support.builders import NOON, at, stay
from tests.support.market import Market, a_newcomer
from tests.support.refused import refused

NIGHTS = stay("2027-05-05", "2027-05-10")
REASON = Reason(Why.PLANS_CHANGED, "заболели")


@pytest.fixture
async def stay_(market: Market) -> Booking:
    await market.change_flat(preparation_nights=1)
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    await market.news()
    await market.alarms()
    return booking


@pytest.fixture
async def admin(market: Market) -> Person:
    return await a_newcomer(market.work, "Админ", roles=frozenset({Role.ADMIN}))


async def test_either_party_or_an_admin_cancels_and_all_nights_are_free(market: Market, admin: Person) -> None:
    for person in (market.anna, market.landlord, admin):
        booking = await market.request(NIGHTS)
        await market.confirm(booking)
        await market.cancel(booking, by=person, reason=REASON)
        assert (await market.now(booking)).history[-1] == StatusChange(BookingStatus.CANCELLED, NOON, person.id, REASON)
        assert await market.calendar() == ()
        assert (await market.news())[-1] == BookingMoved(booking.id, BookingStatus.CANCELLED)


@pytest.mark.parametrize("end", ["cancel", "no_show"])
async def test_during_a_stay_the_past_nights_stay_sold_and_the_rest_is_free_from_tomorrow(market: Market, stay_: Booking, end: str) -> None:
    market.clock.set(at("2027-05-06 09:00"))
    await getattr(market, end)(stay_)
    kept = stay("2027-05-05", "2027-05-08")  # two nights sold, one of preparation
    assert await market.calendar() == (TakenNights(kept, stay_.taker),)
    await market.request(stay("2027-05-08", "2027-05-10"), renter=market.boris)


async def test_a_stay_cut_short_wakes_the_clock_when_it_ends(market: Market, stay_: Booking) -> None:
    market.clock.set(at("2027-05-06 09:00"))
    await market.cancel(stay_)
    assert at("2027-05-07 12:00") in {timer.due for timer in await market.alarms()}


async def test_nights_given_back_inside_a_standing_block_are_taken_for_it(market: Market, stay_: Booking) -> None:
    block = await market.block(Stay(NOON.date(), FOREVER))
    market.clock.set(at("2027-05-06 09:00"))
    await market.cancel(stay_)
    kept = stay("2027-05-05", "2027-05-08")
    assert [holding.nights for holding in await market.calendar() if holding.taker == stay_.taker] == [kept]
    closed = [holding.nights for holding in await market.calendar() if holding.taker == block.taker]
    assert [night for nights in closed for night in (nights.within(NIGHTS) or ())] == list(stay("2027-05-08", "2027-05-10"))


async def test_nothing_is_cancelled_after_check_out(market: Market, stay_: Booking) -> None:
    market.clock.set(at("2027-05-10 12:00"))
    with refused(StayOverError(stay_.id)):
        await market.cancel(stay_)


async def test_a_request_is_not_cancelled_but_withdrawn_or_declined(market: Market) -> None:
    request = await market.request(NIGHTS)
    with refused(ForbiddenMoveError(request.id, BookingStatus.REQUESTED, BookingStatus.CANCELLED)):
        await market.cancel(request)


async def test_a_cancelled_stay_is_not_cancelled_again(market: Market, stay_: Booking) -> None:
    await market.cancel(stay_)
    with refused(ForbiddenMoveError(stay_.id, BookingStatus.CANCELLED, BookingStatus.CANCELLED)):
        await market.cancel(stay_, by=market.landlord)


async def test_a_no_show_is_recorded(market: Market, stay_: Booking) -> None:
    market.clock.set(at("2027-05-05 20:00"))
    await market.no_show(stay_)
    assert (await market.now(stay_)).history[-1] == StatusChange(BookingStatus.NO_SHOW, at("2027-05-05 20:00"), market.landlord.id)
    assert (await market.news())[-1] == BookingMoved(stay_.id, BookingStatus.NO_SHOW)


async def test_nobody_fails_to_come_before_check_in(market: Market, stay_: Booking) -> None:
    market.clock.set(at("2027-05-05 13:59"))
    with refused(NoShowTooEarlyError(stay_.id)):
        await market.no_show(stay_)
    market.clock.set(at("2027-05-05 14:00"))
    await market.no_show(stay_)


async def test_a_no_show_is_reported_within_48_hours(market: Market, stay_: Booking) -> None:
    market.clock.set(at("2027-05-07 14:00"))
    with refused(NoShowTooLateError(stay_.id)):
        await market.no_show(stay_)
    market.clock.set(at("2027-05-07 13:59"))
    await market.no_show(stay_)


async def test_a_no_show_is_a_confirmed_stays(market: Market) -> None:
    request = await market.request(stay("2027-05-01", "2027-05-05"))
    market.clock.set(at("2027-05-01 14:00"))
    with refused(ForbiddenMoveError(request.id, BookingStatus.REQUESTED, BookingStatus.NO_SHOW)):
        await market.no_show(request)


async def test_only_the_landlord_reports_a_no_show(market: Market, stay_: Booking, admin: Person) -> None:
    market.clock.set(at("2027-05-05 20:00"))
    for person in (market.anna, admin):
        with refused(NotAllowedError(person.id)):
            await market.no_show(stay_, by=person)


@pytest.mark.parametrize("end", ["cancel", "no_show"])
async def test_a_strangers_booking_looks_like_none(market: Market, stay_: Booking, end: str) -> None:
    with refused(BookingNotFoundError(stay_.id)):
        await getattr(market, end)(stay_, by=market.boris)


async def test_blocked_people_end_nothing(market: Market, stay_: Booking) -> None:
    await BlockPerson(market.work, market.clock)(market.landlord.id, reason="обман", by=None)
    for end in (market.cancel, market.no_show):
        with refused(BlockedPersonError("обман")):
            await end(stay_, by=market.landlord)
