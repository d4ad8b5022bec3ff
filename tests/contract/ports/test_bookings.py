"""BookingRepository."""

import asyncio
from datetime import timedelta

import pytest
from attrs import evolve

from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import (
    MOVES,
    Booking,
    BookingId,
    BookingMovedOnError,
    BookingNotFoundError,
    BookingStatus,
    Reason,
    RequestKey,
    Why,
)
from rental_core.bookings.ports import RenterCounts
from rental_core.money import Money
from rental_core.pricing.quote import LineKind, Quote, QuoteLine
from rental_core.stay import FOREVER, Stay
from rental_core.work import UnitOfWork
from tests.support.builders import BERLIN_TIME, NOON, confirmed, stay
from tests.support.market import EveryWork, Market
from tests.support.refused import refused
from tests.support.stored import moved, stored_booking

NIGHTS = stay("2027-05-05", "2027-05-08")
FINAL = [status for status in BookingStatus if not MOVES[status]]


async def ended(market: Market, status: BookingStatus, *, nights: Stay | None = None) -> Booking:
    """A booking that came to `status` by legal moves."""
    booking = await stored_booking(market, nights)
    if status in MOVES[BookingStatus.CONFIRMED]:
        booking = await moved(market, booking, BookingStatus.CONFIRMED)
    return booking if booking.status is status else await moved(market, booking, status)


async def test_a_booking_is_stored_whole(market: Market) -> None:
    lines = (QuoteLine(LineKind.CLEANING, Money(0, "EUR")), QuoteLine(LineKind.NIGHTS, Money(2**40, "EUR"), 3))
    booking = await stored_booking(
        market,
        guests=3,
        preparation_nights=2,
        mode=BookingMode.OPEN,
        quote=Quote(lines),
        message="Приедем <поздно> 🌙\nв 23:00",
        key=RequestKey("ключ 1"),
        zone=BERLIN_TIME,
    )
    async with market.work() as work:
        assert await work.bookings.get(booking.id) == booking
        assert await work.bookings.lock(booking.id) == booking


async def test_every_move_is_stored_with_who_when_and_why(market: Market) -> None:
    booking = await stored_booking(market)
    sold = booking.move(BookingStatus.CONFIRMED, at=NOON + timedelta(microseconds=1), by=market.landlord.id)
    reason = Reason(Why.PLANS_CHANGED, "заболели <все>")
    over = sold.move(BookingStatus.CANCELLED, at=NOON + timedelta(hours=1), by=market.anna.id, reason=reason)
    async with market.work() as work:
        await work.bookings.save(sold, was=BookingStatus.REQUESTED)
    async with market.work() as work:
        await work.bookings.save(over, was=BookingStatus.CONFIRMED)
    async with market.work() as work:
        assert await work.bookings.get(booking.id) == over


async def test_a_booking_may_be_stored_with_several_moves(market: Market) -> None:
    request = await stored_booking(market)
    instant = evolve(confirmed(request), id=BookingId(0), key=RequestKey("instant"), mode=BookingMode.INSTANT)
    async with market.work() as work:
        instant = evolve(instant, id=await work.bookings.next_id())
        await work.bookings.add(instant)
        assert await work.bookings.get(instant.id) == instant


async def test_several_moves_are_stored_at_once(market: Market) -> None:
    booking = await stored_booking(market)
    over = confirmed(booking).move(BookingStatus.COMPLETED, at=NOON, by=None)
    async with market.work() as work:
        await work.bookings.save(over, was=BookingStatus.REQUESTED)
        assert await work.bookings.get(booking.id) == over


@pytest.mark.parametrize("status", FINAL)
async def test_a_booking_that_has_moved_on_is_not_moved_again(market: Market, status: BookingStatus) -> None:
    booking = await ended(market, status)
    stale = evolve(booking, history=booking.history[:-1])
    late = stale.move(next(iter(MOVES[stale.status] - {status})), at=NOON, by=None)
    async with market.work() as work:
        with refused(BookingMovedOnError(booking.id)):
            await work.bookings.save(late, was=stale.status)
    async with market.work() as work:
        assert await work.bookings.get(booking.id) == booking


async def test_of_many_moves_at_once_one_is_stored(market: Market) -> None:
    booking = await stored_booking(market)

    async def move(to: BookingStatus) -> bool:
        try:
            await moved(market, booking, to)
        except BookingMovedOnError:
            return False
        return True

    results = await asyncio.gather(*[move(to) for to in MOVES[BookingStatus.REQUESTED] for _ in range(2)])
    assert results.count(True) == 1
    async with market.work() as work:
        assert len((await work.bookings.get(booking.id)).history) == 2


async def test_nobody_else_locks_a_booking_until_the_transaction_ends(market: Market) -> None:
    booking = await stored_booking(market)

    async def confirm_if_pending() -> bool:
        async with market.work() as work:
            locked = await work.bookings.lock(booking.id)
            await work.bookings.get(booking.id)  # a step in between, in which others would read the same status
            if not locked.pending:
                return False
            await work.bookings.save(confirmed(locked), was=BookingStatus.REQUESTED)
            return True

    results = await asyncio.gather(*[confirm_if_pending() for _ in range(6)])
    assert results.count(True) == 1


async def test_a_booking_nobody_made_is_not_found(work: UnitOfWork[EveryWork]) -> None:
    async with work() as transaction:
        with refused(BookingNotFoundError(404)):
            await transaction.bookings.get(BookingId(404))
    async with work() as transaction:
        with refused(BookingNotFoundError(404)):
            await transaction.bookings.lock(BookingId(404))


async def test_a_request_key_finds_its_renters_booking(market: Market) -> None:
    booking = await stored_booking(market, key=RequestKey("once"))
    theirs = await stored_booking(market, key=RequestKey("once"), renter_id=market.boris.id)
    async with market.work() as work:
        assert await work.bookings.of_key(market.anna.id, RequestKey("once")) == booking
        assert await work.bookings.of_key(market.boris.id, RequestKey("once")) == theirs
        assert await work.bookings.of_key(market.anna.id, RequestKey("twice")) is None
        assert await work.bookings.of_key(market.landlord.id, RequestKey("once")) is None


async def test_pending_requests_and_stays_to_come_are_counted(market: Market) -> None:
    for status in BookingStatus:
        await ended(market, status)
    await stored_booking(market)
    await stored_booking(market, renter_id=market.boris.id)
    async with market.work() as work:
        assert await work.bookings.counts(market.anna.id, NOON) == RenterCounts(pending=2, upcoming=1)
        assert await work.bookings.counts(market.boris.id, NOON) == RenterCounts(pending=1, upcoming=0)
        assert await work.bookings.counts(market.landlord.id, NOON) == RenterCounts(pending=0, upcoming=0)


async def test_a_stay_is_to_come_until_its_check_out(market: Market) -> None:
    booking = await ended(market, BookingStatus.CONFIRMED)
    async with market.work() as work:
        just_before = await work.bookings.counts(market.anna.id, booking.check_out_at - timedelta(microseconds=1))
        at_check_out = await work.bookings.counts(market.anna.id, booking.check_out_at)
    assert (just_before.upcoming, at_check_out.upcoming) == (1, 0)


@pytest.mark.parametrize("waiting", [True, False])
async def test_requests_that_want_a_night_are_found_in_the_order_of_their_ids(market: Market, waiting: bool) -> None:
    long = await stored_booking(market, stay("2027-05-01", "2027-06-01"))
    first = await stored_booking(market, NIGHTS)
    await stored_booking(market, stay("2027-05-08", "2027-05-10"))
    await stored_booking(market, NIGHTS, apartment_id=(await market.another_flat()).id)
    preparing = await stored_booking(market, stay("2027-05-01", "2027-05-05"), preparation_nights=1)
    for status in BookingStatus:
        if status is not BookingStatus.REQUESTED:
            await ended(market, status, nights=NIGHTS)
    async with market.work() as work:
        assert await work.bookings.wanting(market.flat.id, NIGHTS, waiting=waiting) == (long, first, preparing)
        assert await work.bookings.wanting(market.flat.id, stay("2028-05-05", "2028-05-08"), waiting=waiting) == ()
        assert len(await work.bookings.wanting(market.flat.id, Stay(NIGHTS.check_in, FOREVER), waiting=waiting)) == 4


@pytest.mark.parametrize("waiting", [True, False])
async def test_a_request_that_is_being_decided_is_not_wanting_any_more(market: Market, waiting: bool) -> None:
    booking = await stored_booking(market, NIGHTS)
    trying = asyncio.Event()

    async def look() -> tuple[Booking, ...]:
        trying.set()
        async with market.work() as work:
            return await work.bookings.wanting(market.flat.id, NIGHTS, waiting=waiting)

    async with market.work() as work:
        locked = await work.bookings.lock(booking.id)
        looking = asyncio.create_task(look())
        await trying.wait()
        for _ in range(5):  # time for the other one to come as far as it can
            await work.bookings.get(booking.id)
        await work.bookings.save(confirmed(locked), was=BookingStatus.REQUESTED)
    assert await looking == ()


@pytest.mark.parametrize("work", ["postgres"], indirect=True)
async def test_a_locked_request_is_left_out_by_whoever_does_not_wait(market: Market) -> None:
    locked, other = await stored_booking(market, NIGHTS), await stored_booking(market, NIGHTS)
    async with market.work() as work, market.work() as impatient:
        await work.bookings.lock(locked.id)
        assert await impatient.bookings.wanting(market.flat.id, NIGHTS, waiting=False) == (other,)


@pytest.mark.parametrize("work", ["postgres"], indirect=True)
async def test_requests_that_were_found_are_locked(market: Market) -> None:
    booking = await stored_booking(market, NIGHTS)
    async with market.work() as work, market.work() as impatient:
        assert await work.bookings.wanting(market.flat.id, NIGHTS, waiting=True) == (booking,)
        assert await impatient.bookings.wanting(market.flat.id, NIGHTS, waiting=False) == ()


async def test_a_persons_pending_requests_are_those_they_made_and_received(market: Market) -> None:
    made, theirs = await stored_booking(market), await stored_booking(market, renter_id=market.boris.id)
    received = await stored_booking(market, landlord_id=market.anna.id, renter_id=market.boris.id)
    for status in FINAL:
        await ended(market, status)
    async with market.work() as work:
        assert await work.bookings.pending_of(market.anna.id) == (made, received)
        assert await work.bookings.pending_of(market.boris.id) == (theirs, received)
        assert await work.bookings.pending_of(market.landlord.id) == (made, theirs)


async def test_the_bookings_of_an_apartment_are_those_that_were_ever_confirmed(market: Market) -> None:
    bookings = [await ended(market, status) for status in BookingStatus]
    sold = tuple(booking for booking in bookings if booking.confirmation)
    assert {booking.status for booking in sold} == {BookingStatus.CONFIRMED, *MOVES[BookingStatus.CONFIRMED]}
    async with market.work() as work:
        assert await work.bookings.of_apartment(market.flat.id) == sold
    other = await market.another_flat()
    async with market.work() as work:
        assert await work.bookings.of_apartment(other.id) == ()


async def test_the_next_id_is_no_bookings(market: Market) -> None:
    booking = await stored_booking(market)
    async with market.work() as work:
        assert len({booking.id, *[await work.bookings.next_id() for _ in range(3)]}) == 4
