"""What a calendar shows of the taken nights."""

from datetime import date

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.memory import MemoryClock
from adapters.postgres.readers import PostgresCalendarReader
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId, BookingMode
from rental_core.calendar.ports import CalendarRow, DayKind, StatusNow
from rental_core.calendar.status import Status
from rental_core.stay import FOREVER, Stay
from tests.support.builders import at, stay
from tests.support.market import Market

FREE = StatusNow(Status.FREE)
MAY = stay("2027-05-01", "2027-06-01")


@pytest.fixture
def reader(engine: AsyncEngine) -> PostgresCalendarReader:
    return PostgresCalendarReader(engine)


async def seen(reader: PostgresCalendarReader, market: Market, within: Stay = MAY, by: PersonId | None = None) -> tuple[CalendarRow, ...]:
    return await reader.taken(market.flat.id, within, viewer=by or market.anna.id)


async def test_nobody_sees_anything_in_a_free_month(reader: PostgresCalendarReader, market: Market) -> None:
    assert await seen(reader, market) == ()


async def test_a_request_holds_then_a_stay_is_sold(reader: PostgresCalendarReader, market: Market) -> None:
    booking = await market.request(stay("2027-05-05", "2027-05-08"))
    assert await seen(reader, market) == (CalendarRow(booking.stay, DayKind.REQUESTED),)
    await market.confirm(booking)
    assert await seen(reader, market) == (CalendarRow(booking.stay, DayKind.SOLD),)


async def test_only_the_landlord_sees_which_booking_it_is(reader: PostgresCalendarReader, market: Market) -> None:
    booking = await market.request(stay("2027-05-05", "2027-05-08"))
    assert await seen(reader, market, by=market.landlord.id) == (CalendarRow(booking.stay, DayKind.REQUESTED, booking.id),)
    assert await seen(reader, market, by=market.boris.id) == (CalendarRow(booking.stay, DayKind.REQUESTED),)


async def test_a_request_that_only_competes_takes_nothing(reader: PostgresCalendarReader, market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    await market.request()
    assert await seen(reader, market) == ()


async def test_preparation_follows_the_guests(reader: PostgresCalendarReader, market: Market) -> None:
    await market.change_flat(preparation_nights=2)
    await market.confirm(await market.request(stay("2027-05-05", "2027-05-08")))
    assert await seen(reader, market) == (
        CalendarRow(stay("2027-05-05", "2027-05-08"), DayKind.SOLD),
        CalendarRow(stay("2027-05-08", "2027-05-10"), DayKind.PREPARATION),
    )


async def test_preparation_follows_guests_who_left_early(reader: PostgresCalendarReader, market: Market, clock: MemoryClock) -> None:
    await market.change_flat(preparation_nights=1)
    booking = await market.request(stay("2027-05-01", "2027-05-08"))
    await market.confirm(booking)
    clock.set(at("2027-05-03 10:00"))
    await market.cancel(booking)
    assert await seen(reader, market) == (
        CalendarRow(stay("2027-05-01", "2027-05-04"), DayKind.SOLD),
        CalendarRow(stay("2027-05-04", "2027-05-05"), DayKind.PREPARATION),
    )


async def test_a_block_until_freed_is_cut_to_the_month(reader: PostgresCalendarReader, market: Market) -> None:
    await market.block(Stay(stay("2027-05-20", "2027-05-21").check_in, FOREVER))
    assert await seen(reader, market) == (CalendarRow(stay("2027-05-20", "2027-06-01"), DayKind.BLOCKED),)


async def test_rows_come_in_order_and_only_those_of_the_range(reader: PostgresCalendarReader, market: Market) -> None:
    await market.block(stay("2027-05-08", "2027-05-10"))
    await market.request(stay("2027-05-05", "2027-05-08"))
    await market.request(stay("2027-05-10", "2027-05-12"), renter=market.boris)
    assert await seen(reader, market, stay("2027-05-07", "2027-05-10")) == (
        CalendarRow(stay("2027-05-07", "2027-05-08"), DayKind.REQUESTED),
        CalendarRow(stay("2027-05-08", "2027-05-10"), DayKind.BLOCKED),
    )


async def test_the_status_follows_the_clocks_of_the_stay(reader: PostgresCalendarReader, market: Market) -> None:
    await market.confirm(await market.request(stay("2027-05-05", "2027-05-08")))
    there = StatusNow(Status.OCCUPIED, date(2027, 5, 8))
    looks = {"05-05 13:59": FREE, "05-05 14:00": there, "05-08 11:59": there, "05-08 12:00": FREE}
    for local, expected in looks.items():
        assert await reader.status(market.flat.id, at=at(f"2027-{local}")) == expected, local


async def test_requests_and_preparation_do_not_occupy(reader: PostgresCalendarReader, market: Market) -> None:
    await market.change_flat(preparation_nights=2)
    booking = await market.request(stay("2027-05-05", "2027-05-08"))
    assert await reader.status(market.flat.id, at=at("2027-05-06 12:00")) == FREE
    await market.confirm(booking)
    assert await reader.status(market.flat.id, at=at("2027-05-06 12:00")) == StatusNow(Status.OCCUPIED, date(2027, 5, 8))
    assert await reader.status(market.flat.id, at=at("2027-05-08 13:00")) == FREE


async def test_closed_days_that_follow_each_other_are_one_occupation(reader: PostgresCalendarReader, market: Market) -> None:
    await market.block(stay("2027-05-05", "2027-05-08"))
    await market.block(stay("2027-05-08", "2027-05-10"))
    assert await reader.status(market.flat.id, at=at("2027-05-05 00:00")) == StatusNow(Status.OCCUPIED, date(2027, 5, 10))
    await market.block(Stay(date(2027, 5, 10), FOREVER))
    assert await reader.status(market.flat.id, at=at("2027-05-05 00:00")) == StatusNow(Status.OCCUPIED)


async def test_an_unknown_apartment_is_free(reader: PostgresCalendarReader) -> None:
    assert await reader.status(ApartmentId(404), at=at("2027-05-05 00:00")) == FREE
