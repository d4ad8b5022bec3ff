"""A landlord's own calendar, on PostgreSQL."""

from datetime import date

import pytest
from attrs import evolve
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.memory import MemoryClock
from adapters.postgres.readers import PostgresOwnCalendarReader
from rental_core.accounts.person import Role
from rental_core.apartments.apartment import ApartmentId, ApartmentNotFoundError, BookingMode, Publication
from rental_core.bookings.own_calendar import NightsKind, OwnCalendar, OwnNights, first_day
from rental_core.stay import FOREVER, Stay
from tests.support.builders import NOON, at, stay
from tests.support.market import Market

MAY = stay("2027-05-01", "2027-06-01")
NIGHTS = stay("2027-05-05", "2027-05-08")


@pytest.fixture
def reader(engine: AsyncEngine) -> PostgresOwnCalendarReader:
    return PostgresOwnCalendarReader(engine)


async def seen(reader: PostgresOwnCalendarReader, market: Market, within: Stay = MAY) -> OwnCalendar:
    return await reader.one(market.flat.id, within, viewer=market.landlord.id)


async def kinds(reader: PostgresOwnCalendarReader, market: Market, within: Stay = MAY) -> list[tuple[NightsKind, Stay]]:
    return [(row.kind, row.nights) for row in (await seen(reader, market, within)).rows]


async def test_a_free_month_has_no_rows(reader: PostgresOwnCalendarReader, market: Market) -> None:
    flat = market.flat
    assert await seen(reader, market) == OwnCalendar(flat.id, flat.title, flat.address.street, flat.zone)


async def test_a_stay_says_who_and_when(reader: PostgresOwnCalendarReader, market: Market) -> None:
    booking = await market.request(NIGHTS, guests=2)
    row = OwnNights(
        nights=NIGHTS,
        kind=NightsKind.HELD,
        booking_id=booking.id,
        stay=NIGHTS,
        guests=2,
        arrives_at=at("2027-05-05 14:00"),
        leaves_at=at("2027-05-08 12:00"),
        name=market.anna.name,
    )
    assert (await seen(reader, market)).rows == (row,)
    await market.confirm(booking)
    assert (await seen(reader, market)).rows == (evolve(row, kind=NightsKind.STAY),)


async def test_a_block_says_why_also_after_a_part_of_it_was_opened(reader: PostgresOwnCalendarReader, market: Market) -> None:
    block = await market.block(stay("2027-05-05", "2027-05-15"), comment="ремонт")
    await market.free(stay("2027-05-09", "2027-05-12"), comment="успели раньше")
    rows = (await seen(reader, market)).rows
    assert [(row.nights, row.span) for row in rows] == [
        (each, each) for each in (stay("2027-05-05", "2027-05-09"), stay("2027-05-12", "2027-05-15"))
    ]
    assert {(row.block_id, row.name, row.comment) for row in rows} == {(block.id, market.landlord.name, "ремонт")}


async def test_a_block_around_a_stay_is_one_span(reader: PostgresOwnCalendarReader, market: Market) -> None:
    await market.confirm(await market.request(NIGHTS))
    await market.block(Stay(MAY.check_in, FOREVER))
    assert await kinds(reader, market) == [
        (NightsKind.BLOCK, stay("2027-05-01", "2027-05-05")),
        (NightsKind.STAY, NIGHTS),
        (NightsKind.BLOCK, Stay(NIGHTS.check_out, FOREVER)),
    ]
    assert {row.span for row in (await seen(reader, market)).rows} == {None, Stay(MAY.check_in, FOREVER)}


async def test_open_requests_are_seen_over_whatever_there_is(reader: PostgresOwnCalendarReader, market: Market) -> None:
    await market.change_flat(mode=BookingMode.OPEN, preparation_nights=1)
    await market.request(NIGHTS)
    await market.request(stay("2027-05-06", "2027-05-10"), renter=market.boris)
    prepared = [stay("2027-05-05", "2027-05-09"), stay("2027-05-06", "2027-05-11")]
    assert await kinds(reader, market) == [(NightsKind.OPEN, each) for each in prepared]
    assert await kinds(reader, market, stay("2027-05-10", "2027-05-20")) == [(NightsKind.OPEN, prepared[1])]


async def test_preparation_follows_the_guests_also_those_who_left_early(
    reader: PostgresOwnCalendarReader, market: Market, clock: MemoryClock
) -> None:
    await market.change_flat(preparation_nights=2)
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    assert await kinds(reader, market) == [(NightsKind.STAY, NIGHTS), (NightsKind.PREPARATION, stay("2027-05-08", "2027-05-10"))]
    clock.set(at("2027-05-05 20:00"))
    await market.cancel(booking)
    guests, after = (await seen(reader, market)).rows
    assert (guests.nights, guests.stay, guests.leaves_at) == (stay("2027-05-05", "2027-05-06"), NIGHTS, at("2027-05-06 12:00"))
    assert after.nights == stay("2027-05-06", "2027-05-08")


async def test_it_is_for_its_landlord_alone(reader: PostgresOwnCalendarReader, market: Market) -> None:
    await market.change_person(market.anna, roles=frozenset({Role.ADMIN}))
    for viewer in (market.anna, market.boris):
        with pytest.raises(ApartmentNotFoundError):
            await reader.one(market.flat.id, MAY, viewer=viewer.id)
    with pytest.raises(ApartmentNotFoundError):
        await reader.one(ApartmentId(404), MAY, viewer=market.landlord.id)
    assert await reader.page(market.anna.id, MAY, after=None, limit=9) == ()


async def test_pages_go_by_title_and_each_apartment_has_its_own_nights(reader: PostgresOwnCalendarReader, market: Market) -> None:
    await market.change_flat(title="Ёлка")
    titles = ["Дом", "ёлка", "Жук", "елка"]
    flats = {title: await market.another_flat(title=title) for title in titles}
    await market.another_flat(title="Ель", publication=Publication.REMOVED)
    await market.block(NIGHTS)
    await market.confirm(await market.request(stay("2027-05-10", "2027-05-12"), flat=flats["Жук"]))
    first = await reader.page(market.landlord.id, MAY, after=None, limit=3)
    rest = await reader.page(market.landlord.id, MAY, after=first[-1].id, limit=3)
    assert [each.title for each in (*first, *rest)] == ["Дом", "Ёлка", "ёлка", "елка", "Жук"]
    assert [len(each.rows) for each in (*first, *rest)] == [0, 1, 0, 0, 1]


async def test_who_is_there_and_who_would_lose(reader: PostgresOwnCalendarReader, market: Market, clock: MemoryClock) -> None:
    await market.block(stay("2027-05-01", "2027-05-03"))
    booking = await market.request(NIGHTS)
    held = (await seen(reader, market)).losers(stay("2027-05-07", "2027-05-20"))
    assert [row.booking_id for row in held] == [booking.id]
    assert (await seen(reader, market)).losers(Stay(MAY.check_in, FOREVER)) == (), "until freed leaves held nights"
    await market.confirm(booking)
    calendar = await seen(reader, market)
    there = {"05-02 23:59": NightsKind.BLOCK, "05-03 00:00": None, "05-05 13:59": None, "05-05 14:00": NightsKind.STAY}
    there |= {"05-08 11:59": NightsKind.STAY, "05-08 12:00": None}
    for local, kind in there.items():
        found = calendar.there(at(f"2027-{local}"))
        assert (found.kind if found else None) is kind, local


def test_the_first_day_is_the_earliest_there_is() -> None:
    far = [OwnCalendar(ApartmentId(1), "", "", zone) for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago")]
    assert first_day(far, NOON) == date(2027, 4, 30)
    assert first_day(far[:1], NOON) == date(2027, 5, 1)
    assert first_day([], NOON) == date(2027, 5, 1)
