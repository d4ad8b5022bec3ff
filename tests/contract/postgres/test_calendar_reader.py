"""What a calendar shows of the taken nights."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.memory import MemoryClock
from adapters.postgres.readers import PostgresCalendarReader
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import BookingMode
from rental_core.calendar.ports import CalendarRow, DayKind
from rental_core.stay import FOREVER, Stay
from tests.support.builders import at, stay
from tests.support.market import Market

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
