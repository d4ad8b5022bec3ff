"""Whom a landlord receives: who comes and goes around the world's clocks, and every booking page by page."""

from datetime import date, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.memory import MemoryClock
from adapters.postgres.readers import PostgresHostingReader
from rental_core.accounts.person import Person, Role
from rental_core.apartments.apartment import Apartment, BookingMode
from rental_core.bookings.booking import Booking, BookingId, BookingNotFoundError, BookingStatus, Reason, Why
from rental_core.bookings.clockwork import EndStay, ExpireRequest
from rental_core.bookings.hosting import HostedCursor, HostedPart, Movement, MovementCursor
from tests.support.builders import NOON, at, stay
from tests.support.market import Market, a_newcomer

WEEK = 7


@pytest.fixture
def reader(engine: AsyncEngine) -> PostgresHostingReader:
    return PostgresHostingReader(engine)


async def booked(market: Market, check_in: str, check_out: str, flat: Apartment | None = None, renter: Person | None = None) -> Booking:
    booking = await market.request(stay(check_in, check_out), flat=flat, renter=renter)
    await market.confirm(booking)
    return await market.now(booking)


async def seen(
    reader: PostgresHostingReader, market: Market, now: datetime, *, size: int = 100, flat: Apartment | None = None
) -> list[Movement]:
    """All of the week, read in pages of that size."""
    found: list[Movement] = []
    after: MovementCursor | None = None
    one = flat.id if flat else None
    while page := await reader.movements(market.landlord.id, now=now, days=WEEK, apartment_id=one, after=after, limit=size):
        found += page
        after = page[-1].cursor
    return found


def told(movements: list[Movement]) -> list[tuple[str, str, BookingId]]:
    return [(each.day.isoformat(), "goes" if each.going else "comes", each.booking_id) for each in movements]


async def test_who_comes_and_goes_today_and_within_the_week_in_order(reader: PostgresHostingReader, market: Market) -> None:
    another = await market.another_flat()
    first = await booked(market, "2027-05-01", "2027-05-03")
    second = await booked(market, "2027-05-03", "2027-05-08")
    third = await booked(market, "2027-05-03", "2027-05-20", another, market.boris)
    await booked(market, "2027-05-09", "2027-05-10", renter=market.boris)
    expected = [
        ("2027-05-01", "comes", first.id),
        ("2027-05-03", "goes", first.id),
        ("2027-05-03", "comes", second.id),
        ("2027-05-03", "comes", third.id),
        ("2027-05-08", "goes", second.id),
    ]
    for size in (1, 2, 3, 100):
        assert told(await seen(reader, market, NOON, size=size)) == expected
    assert told(await seen(reader, market, NOON, flat=another)) == [expected[3]]


async def test_a_line_says_who_where_and_when(reader: PostgresHostingReader, market: Market) -> None:
    booking = await booked(market, "2027-05-01", "2027-05-03")
    comes, goes = await seen(reader, market, NOON)
    assert (comes.renter_name, comes.title, comes.street, comes.guests) == ("Anna", market.flat.title, market.flat.address.street, 2)
    assert (comes.at, goes.at, comes.zone) == (booking.check_in_at, booking.check_out_at, booking.zone)
    assert (comes.stay, comes.day, goes.day) == (booking.stay, date(2027, 5, 1), date(2027, 5, 3))


async def test_requests_and_what_came_to_nothing_move_nobody(reader: PostgresHostingReader, market: Market) -> None:
    await market.request(stay("2027-05-01", "2027-05-02"))
    cancelled = await booked(market, "2027-05-02", "2027-05-03")
    await market.cancel(cancelled)
    assert await seen(reader, market, NOON) == []


async def test_whoever_is_there_or_has_left_today_is_still_seen(reader: PostgresHostingReader, market: Market, clock: MemoryClock) -> None:
    booking = await booked(market, "2027-05-01", "2027-05-02")
    clock.set(at("2027-05-02 18:00"))
    await EndStay(market.work, clock)(booking.id, booking.check_out_at)
    assert told(await seen(reader, market, clock.now())) == [("2027-05-02", "goes", booking.id)]
    clock.set(at("2027-05-03 00:00"))
    assert await seen(reader, market, clock.now()) == []


@pytest.mark.parametrize("preparation", [0, 2])
async def test_a_stay_cut_short_ends_on_its_last_sold_night_at_the_agreed_hour(
    reader: PostgresHostingReader, market: Market, clock: MemoryClock, preparation: int
) -> None:
    await market.change_flat(preparation_nights=preparation)
    booking = await booked(market, "2027-05-01", "2027-05-06")
    clock.set(at("2027-05-02 18:00"))
    await market.cancel(booking, by=market.landlord)
    [goes] = await seen(reader, market, clock.now())
    assert (goes.day, goes.at, goes.going) == (date(2027, 5, 3), at("2027-05-03 12:00"), True)


async def test_whoever_did_not_come_does_not_go(reader: PostgresHostingReader, market: Market, clock: MemoryClock) -> None:
    booking = await booked(market, "2027-05-01", "2027-05-06")
    clock.set(booking.check_in_at)
    await market.no_show(booking)
    assert await seen(reader, market, clock.now()) == []


@pytest.mark.parametrize(("zone", "now", "today"), [
    ("Pacific/Kiritimati", "2027-05-01 10:30", "2027-05-02"),
    ("Pacific/Kiritimati", "2027-05-01 09:30", "2027-05-01"),
    ("Etc/GMT+12", "2027-05-01 11:30", "2027-04-30"),
    ("Etc/GMT+12", "2027-05-01 12:30", "2027-05-01"),
    ("Europe/Berlin", "2027-03-27 23:30", "2027-03-28"),
    ("Europe/Berlin", "2027-10-30 22:30", "2027-10-31"),
    ("Europe/Moscow", "2028-02-28 21:30", "2028-02-29"),
])  # fmt: skip
async def test_today_is_the_apartments_own(
    reader: PostgresHostingReader, market: Market, clock: MemoryClock, zone: str, now: str, today: str
) -> None:
    moment, day = at(now, "UTC"), date.fromisoformat(today)
    clock.set(moment)
    await market.change_flat(zone=zone)
    ends = date.fromordinal(day.toordinal() + WEEK)
    booking = await booked(market, today, ends.isoformat())
    within = [(each.day, each.going) for each in await seen(reader, market, moment)]
    assert within == [(day, False), (ends, True)]
    assert (await seen(reader, market, moment))[1].at == booking.check_out_at


async def test_nobody_sees_whom_others_receive(reader: PostgresHostingReader, market: Market) -> None:
    booking = await booked(market, "2027-05-01", "2027-05-02")
    for stranger in (market.anna, market.boris):
        assert await reader.movements(stranger.id, now=NOON, days=WEEK, after=None, limit=5) == ()
        assert await reader.hosted(stranger.id, HostedPart.AHEAD, after=None, limit=5) == ()
        one = market.flat.id
        assert await reader.movements(stranger.id, now=NOON, days=WEEK, apartment_id=one, after=None, limit=5) == ()
        assert await reader.hosted(stranger.id, HostedPart.AHEAD, apartment_id=one, after=None, limit=5) == ()
        with pytest.raises(BookingNotFoundError):
            await reader.moves(booking.id, viewer=stranger.id)
    with pytest.raises(BookingNotFoundError):
        await reader.moves(BookingId(booking.id + 1), viewer=market.landlord.id)


async def all_of(
    reader: PostgresHostingReader, market: Market, part: HostedPart, size: int, flat: Apartment | None = None
) -> list[BookingId]:
    """A part of the landlord's bookings, read in pages of that size."""
    found: list[BookingId] = []
    after: HostedCursor | None = None
    one = flat.id if flat else None
    while page := await reader.hosted(market.landlord.id, part, apartment_id=one, after=after, limit=size):
        found += [row.id for row in page]
        after = HostedCursor(page[-1].stay.check_in, page[-1].id)
    return found


async def test_bookings_are_listed_by_what_became_of_them_page_by_page(
    reader: PostgresHostingReader, market: Market, clock: MemoryClock
) -> None:
    another = await market.another_flat()
    past = [await booked(market, "2027-05-01", "2027-05-02"), await booked(market, "2027-05-02", "2027-05-03")]
    later, sooner = await booked(market, "2027-06-10", "2027-06-12"), await booked(market, "2027-06-01", "2027-06-02")
    elsewhere = await booked(market, "2027-06-01", "2027-06-05", another, market.boris)
    ended = await three_ends(market, clock)
    clock.set(at("2027-05-03 12:00"))
    for booking in past:
        await EndStay(market.work, clock)(booking.id, booking.check_out_at)
    await market.request(stay("2027-09-01", "2027-09-02"), renter=market.boris)
    for size in (1, 2, 100):
        assert await all_of(reader, market, HostedPart.AHEAD, size) == [sooner.id, elsewhere.id, later.id]
        assert await all_of(reader, market, HostedPart.PAST, size) == [past[1].id, past[0].id]
        assert await all_of(reader, market, HostedPart.ENDED, size) == ended
        assert await all_of(reader, market, HostedPart.AHEAD, size, market.flat) == [sooner.id, later.id]
    assert await all_of(reader, market, HostedPart.PAST, 2, another) == []


async def three_ends(market: Market, clock: MemoryClock) -> list[BookingId]:
    """Requests of Boris that were declined, taken back and left without an answer, latest check-in first."""
    days = ("2027-08-01", "2027-08-03", "2027-08-05")
    declined, withdrawn, expired = [await market.request(stay(day, f"{day[:-1]}{int(day[-1]) + 1}"), renter=market.boris) for day in days]
    await market.decline(declined)
    await market.withdraw(withdrawn, by=market.boris)
    clock.set(expired.expires_at)
    await ExpireRequest(market.work, clock)(expired.id)
    return [expired.id, withdrawn.id, declined.id]


async def test_a_row_names_the_renter_and_the_status(reader: PostgresHostingReader, market: Market) -> None:
    booking = await booked(market, "2027-05-05", "2027-05-08")
    (row,) = await reader.hosted(market.landlord.id, HostedPart.AHEAD, after=None, limit=5)
    assert (row.id, row.status, row.other_name, row.title) == (booking.id, BookingStatus.CONFIRMED, "Anna", market.flat.title)
    assert (row.stay, row.total, row.check_out_at) == (booking.stay, booking.quote.total, booking.check_out_at)


async def test_moves_tell_when_who_and_why(reader: PostgresHostingReader, market: Market, clock: MemoryClock) -> None:
    await market.takes(BookingMode.OPEN)
    booking = await booked(market, "2027-05-05", "2027-05-08")
    clock.set(at("2027-05-02 13:00"))
    await market.cancel(booking, by=market.landlord, reason=Reason(Why.OTHER, "Труба"))
    assert await reader.moves(booking.id, viewer=market.landlord.id) == (await market.now(booking)).history


async def test_an_admin_reads_the_moves_too(reader: PostgresHostingReader, market: Market) -> None:
    booking, newcomer = await market.request(), await a_newcomer(market.work, "Глеб")
    await market.change_person(newcomer, roles=frozenset({Role.ADMIN}))
    assert await reader.moves(booking.id, viewer=newcomer.id) == booking.history


def test_every_decided_status_is_in_exactly_one_part() -> None:
    listed = [status for part in HostedPart for status in part.statuses]
    assert sorted(each.value for each in listed) == sorted(each.value for each in set(BookingStatus) - {BookingStatus.REQUESTED})
