"""A renter asks for a stay."""

from datetime import timedelta

import pytest
from attrs import evolve

from rental_core.accounts.person import BlockedPersonError, Blocking, PersonNotFoundError
from rental_core.apartments.apartment import ApartmentId, ApartmentNotFoundError, BookingMode, NotPublishedError, Publication
from rental_core.apartments.rates import Rates
from rental_core.bookings.booking import BookingStatus, StatusChange
from rental_core.bookings.events import BookingMoved
from rental_core.bookings.rules import (
    BookingLimits,
    OwnApartmentError,
    StayTooFarError,
    StayTooLongError,
    TooManyGuestsError,
    TooManyPendingError,
    TooManyUpcomingError,
)
from rental_core.calendar.block import PastNightsError
from rental_core.calendar.events import NightsTaken
from rental_core.calendar.occupancy import NightsTakenError, TakenNights
from rental_core.errors import RentalError
from rental_core.money import Money
from rental_core.pricing.quote import PriceChangedError, quote_for
from rental_core.stay import Stay
from rental_core.timers import Timer, TimerKind
from tests.support.builders import NOON, a_person, at, stay
from tests.support.market import Market, a_newcomer
from tests.support.refused import refused

NIGHTS = stay("2027-05-05", "2027-05-08")


async def test_a_request_waits_for_the_landlord_with_all_that_was_agreed_frozen(market: Market) -> None:
    booking = await market.request(NIGHTS)
    assert booking == await market.now(booking)
    assert booking.history == (StatusChange(BookingStatus.REQUESTED, NOON, market.anna.id),)
    assert (booking.renter_id, booking.landlord_id) == (market.anna.id, market.landlord.id)
    assert (booking.check_in_at, booking.check_out_at) == (at("2027-05-05 14:00"), at("2027-05-08 12:00"))
    assert booking.expires_at == NOON + timedelta(hours=24)
    assert booking.quote.total == Money(3 * 350_000 + 100_000)


async def test_a_held_request_takes_its_nights_and_the_preparation_after_them(market: Market) -> None:
    await market.change_flat(preparation_nights=1)
    booking = await market.request(NIGHTS)
    assert await market.calendar() == (TakenNights(stay("2027-05-05", "2027-05-09"), booking.taker),)


async def test_an_open_request_competes(market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    await market.request(NIGHTS)
    await market.request(NIGHTS, renter=market.boris)
    assert await market.calendar() == ()


async def test_an_instant_booking_is_confirmed_at_once(market: Market) -> None:
    await market.takes(BookingMode.INSTANT)
    booking = await market.request(NIGHTS)
    assert [(move.to, move.by) for move in booking.history] == [
        (BookingStatus.REQUESTED, market.anna.id),
        (BookingStatus.CONFIRMED, None),
    ]
    assert await market.now(booking) == booking
    assert await market.calendar() == (TakenNights(NIGHTS, booking.taker),)


@pytest.mark.parametrize("mode", [BookingMode.HOLD, BookingMode.OPEN])
async def test_a_request_is_noted_and_wakes_the_clock_halfway_and_at_its_expiry(market: Market, mode: BookingMode) -> None:
    await market.takes(mode)
    booking = await market.request(NIGHTS)
    assert await market.news() == [BookingMoved(booking.id, BookingStatus.REQUESTED)]
    assert await market.alarms() == [
        Timer(TimerKind.REMIND_LANDLORD, booking.id, NOON + timedelta(hours=12)),
        Timer(TimerKind.EXPIRE_REQUEST, booking.id, NOON + timedelta(hours=24)),
    ]


async def test_an_instant_booking_is_noted_twice_and_wakes_the_clock_as_a_confirmed_stay(market: Market) -> None:
    await market.takes(BookingMode.INSTANT)
    booking = await market.request(NIGHTS)
    assert await market.news() == [
        BookingMoved(booking.id, BookingStatus.REQUESTED),
        BookingMoved(booking.id, BookingStatus.CONFIRMED),
        NightsTaken(market.flat.id, NIGHTS.check_in, NIGHTS.check_out),
    ]
    assert [timer.kind for timer in await market.alarms()] == [TimerKind.REMIND_RENTER, TimerKind.BEGIN_STAY, TimerKind.END_STAY]


@pytest.mark.parametrize("mode", BookingMode)
async def test_nights_that_are_sold_cannot_be_asked_for(market: Market, mode: BookingMode) -> None:
    await market.confirm(await market.request(NIGHTS))
    await market.takes(mode)
    wanted = stay("2027-05-07", "2027-05-10")
    with refused(NightsTakenError(market.flat.id, wanted)):
        await market.request(wanted, renter=market.boris)


@pytest.mark.parametrize("mode", BookingMode)
async def test_nights_that_are_closed_or_held_cannot_be_asked_for(market: Market, mode: BookingMode) -> None:
    await market.request(NIGHTS)
    await market.block(stay("2027-05-10", "2027-05-12"))
    await market.takes(mode)
    for wanted in (NIGHTS, stay("2027-05-11", "2027-05-13")):
        with refused(NightsTakenError(market.flat.id, wanted)):
            await market.request(wanted, renter=market.boris)


async def test_one_guest_may_arrive_the_day_another_leaves(market: Market) -> None:
    await market.request(NIGHTS)
    await market.request(stay("2027-05-08", "2027-05-09"), renter=market.boris)
    await market.request(stay("2027-05-04", "2027-05-05"), renter=market.boris)


async def test_preparation_nights_are_not_sold(market: Market) -> None:
    await market.change_flat(preparation_nights=1)
    await market.request(NIGHTS)
    for wanted in (stay("2027-05-08", "2027-05-09"), stay("2027-05-04", "2027-05-05")):
        with refused(NightsTakenError(market.flat.id, wanted)):
            await market.request(wanted, renter=market.boris)


async def test_a_refused_request_leaves_no_trace(market: Market) -> None:
    await market.request(NIGHTS)
    before = await market.news(), await market.alarms()
    assert before
    with pytest.raises(NightsTakenError):
        await market.request(NIGHTS, renter=market.boris, key="late")
    assert (await market.news(), await market.alarms()) == ([], [])
    assert len(await market.calendar()) == 1


async def test_the_same_key_again_is_the_same_request(market: Market) -> None:
    first = await market.request(NIGHTS, key="tapped twice")
    assert await market.request(NIGHTS, key="tapped twice") == first
    await market.decline(first)
    assert await market.request(NIGHTS, key="tapped twice") == await market.now(first), "also once it is decided"
    assert (await market.request(NIGHTS, renter=market.boris, key="tapped twice")).id != first.id, "keys are the renter's own"


async def test_a_changed_price_is_shown_again_before_it_is_agreed(market: Market) -> None:
    old = quote_for(market.flat, NIGHTS)
    await market.change_flat(rates=Rates(base=Money(400_000), cleaning=Money(100_000)))
    new = quote_for(market.flat, NIGHTS)
    with refused(PriceChangedError(old.total, new)):
        await market.request(NIGHTS, shown=old.tag)
    assert (await market.request(NIGHTS, shown=new.tag)).quote == new


async def test_the_same_total_made_of_other_lines_is_another_price(market: Market) -> None:
    old = quote_for(market.flat, NIGHTS)
    await market.change_flat(rates=Rates(base=Money(350_000 + 33_000), cleaning=Money(100_000 - 99_000)))
    assert quote_for(market.flat, NIGHTS).total == old.total
    with pytest.raises(PriceChangedError):
        await market.request(NIGHTS, shown=old.tag)


async def test_nobody_rents_from_themselves(market: Market) -> None:
    with refused(OwnApartmentError(market.flat.id)):
        await market.request(NIGHTS, renter=market.landlord)


async def test_a_blocked_person_asks_for_nothing(market: Market) -> None:
    olga = await a_newcomer(market.work, "Olga", blocked=Blocking(NOON, None, "спам"))
    with refused(BlockedPersonError("спам")):
        await market.request(NIGHTS, renter=olga)


async def test_nobody_unknown_asks(market: Market) -> None:
    with refused(PersonNotFoundError(404)):
        await market.request(NIGHTS, renter=a_person(number=404))


async def test_an_apartment_nobody_has_cannot_be_asked_for(market: Market) -> None:
    with refused(ApartmentNotFoundError(404)):
        await market.request(NIGHTS, flat=evolve(market.flat, id=ApartmentId(404)))


@pytest.mark.parametrize("publication", set(Publication) - {Publication.PUBLISHED})
async def test_an_apartment_off_the_market_cannot_be_asked_for(market: Market, publication: Publication) -> None:
    await market.change_flat(publication=publication)
    with refused(NotPublishedError(market.flat.id)):
        await market.request(NIGHTS)


@pytest.mark.parametrize(
    ("nights", "guests", "refusal"),
    [
        (stay("2027-04-30", "2027-05-02"), 2, PastNightsError(NOON.date())),
        (stay("2028-05-01", "2028-05-02"), 2, StayTooFarError(NOON.date() + timedelta(365))),
        (stay("2027-05-05", "2027-08-04"), 2, StayTooLongError(90)),
        (NIGHTS, 3, TooManyGuestsError(2)),
    ],
)
async def test_a_stay_outside_the_rules_is_refused(market: Market, nights: Stay, guests: int, refusal: RentalError) -> None:
    with refused(refusal):
        await market.request(nights, guests=guests)


def nth(number: int) -> Stay:
    return Stay(NIGHTS.check_in + timedelta(number), NIGHTS.check_in + timedelta(number + 1))


async def test_a_renter_waits_for_few_answers_at_a_time(market: Market) -> None:
    market.limits = BookingLimits(pending=2)
    first = await market.request(nth(0))
    await market.request(nth(1))
    with refused(TooManyPendingError(2)):
        await market.request(nth(2))
    await market.request(nth(2), renter=market.boris)
    await market.withdraw(first)
    await market.request(nth(3))


async def test_a_renter_has_few_stays_to_come_until_they_are_over(market: Market) -> None:
    market.limits = BookingLimits(upcoming=2)
    for number in range(2):
        await market.confirm(await market.request(nth(number)))
    with refused(TooManyUpcomingError(2)):
        await market.request(nth(5))
    market.clock.set(at("2027-05-06 12:00"))
    await market.request(nth(5))


async def test_a_repeat_is_answered_even_at_the_limit_and_after_a_new_price(market: Market) -> None:
    market.limits = BookingLimits(pending=1)
    first = await market.request(NIGHTS, key="once")
    shown = quote_for(market.flat, NIGHTS).tag
    await market.change_flat(rates=Rates(base=Money(1), cleaning=Money(0)), publication=Publication.PAUSED)
    assert await market.request(NIGHTS, key="once", shown=shown) == first
