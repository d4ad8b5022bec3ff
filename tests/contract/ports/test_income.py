"""IncomeReader: every night counted once, in its own month and its own currency, for its landlord alone."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from attrs import evolve

from adapters.memory import MemoryClock, MemoryIncomeReader, MemoryWork
from adapters.postgres.readers import PostgresIncomeReader
from rental_core.apartments.apartment import Apartment, Publication
from rental_core.apartments.publish import PauseApartment, ResumeApartment
from rental_core.apartments.rates import Rates
from rental_core.bookings.booking import Booking, RequestKey
from rental_core.bookings.clockwork import EndStay
from rental_core.bookings.income import IncomeReader, IncomeYears, month_of, sections, year_of
from rental_core.bookings.rules import BookingLimits
from rental_core.calendar.occupancy import TakerKind
from rental_core.money import Money
from rental_core.stay import FOREVER, ONE_DAY, Stay
from tests.support.builders import NOON, at, stay
from tests.support.earnings import Cell, Figures, as_cells, counted
from tests.support.market import EVER, Market, a_newcomer

YEAR = year_of(2027)
MAY = month_of(date(2027, 5, 1))
ADDED = Stay(NOON.date(), FOREVER)  # the market's flat is published from this day on


@pytest.fixture
def reader(request: pytest.FixtureRequest, market: Market) -> IncomeReader:
    if isinstance(market.work, MemoryWork):
        return MemoryIncomeReader(market.work.store)
    return PostgresIncomeReader(request.getfixturevalue("engine"))


async def booked(market: Market, check_in: str, check_out: str, flat: Apartment | None = None) -> Booking:
    booking = await market.request(stay(check_in, check_out), flat=flat)
    await market.confirm(booking)
    return await market.now(booking)


async def found(reader: IncomeReader, market: Market, within: Stay = YEAR) -> dict[str, Figures]:
    """The flat's cells by month."""
    rows = await reader.rows(market.landlord.id, within, apartment_id=market.flat.id)
    return {month: figures for (_, month, _), figures in as_cells(rows).items()}


async def test_a_stay_brings_its_quote_over_its_nights_and_what_does_not_divide_comes_first(market: Market, reader: IncomeReader) -> None:
    booking = await booked(market, "2027-05-30", "2027-06-02")
    total = booking.quote.total.amount
    assert total == 1_150_000  # three nights and the cleaning
    rows = await found(reader, market)
    assert rows["2027-05"] == (2 * 383_333 + 1, 2, 31)
    assert rows["2027-06"] == (383_333, 1, 30)
    assert sum(revenue for revenue, _, _ in rows.values()) == total


async def test_without_stays_there_are_nights_from_the_day_it_was_published(market: Market, reader: IncomeReader) -> None:
    assert await found(reader, market, Stay(date(2027, 3, 1), date(2027, 6, 1))) == {"2027-05": (0, 0, 31)}
    await market.change_flat(zone="Etc/GMT+12", created_at=at("2027-05-01 12:30", "UTC"))
    assert (await found(reader, market))["2027-05"] == (0, 0, 31)
    await market.change_flat(zone="Etc/GMT-14")
    assert (await found(reader, market))["2027-05"] == (0, 0, 30)


async def test_requests_and_what_ended_before_check_in_bring_nothing(market: Market, reader: IncomeReader) -> None:
    await market.request(stay("2027-05-02", "2027-05-04"))
    await market.cancel(await booked(market, "2027-05-05", "2027-05-08"))
    await market.decline(await market.request(stay("2027-05-10", "2027-05-12")))
    assert await found(reader, market, MAY) == {"2027-05": (0, 0, 31)}


@pytest.mark.parametrize("preparation", [0, 2])
async def test_a_stay_cut_short_brings_the_nights_that_stay_sold(
    market: Market, reader: IncomeReader, clock: MemoryClock, preparation: int
) -> None:
    await market.change_flat(preparation_nights=preparation)
    booking = await booked(market, "2027-05-01", "2027-05-06")
    clock.set(at("2027-05-02 18:00"))
    await market.cancel(booking, by=market.landlord)
    assert await found(reader, market, MAY) == {"2027-05": (2 * booking.quote.total.amount // 5, 2, 31)}


async def test_a_no_show_brings_the_nights_that_stay_sold(market: Market, reader: IncomeReader, clock: MemoryClock) -> None:
    booking = await booked(market, "2027-05-01", "2027-05-06")
    clock.set(booking.check_in_at)
    await market.no_show(booking)
    assert await found(reader, market, MAY) == {"2027-05": (booking.quote.total.amount // 5, 1, 31)}


async def test_a_stay_that_is_over_brings_what_it_brought(market: Market, reader: IncomeReader, clock: MemoryClock) -> None:
    booking = await booked(market, "2027-05-01", "2027-05-03")
    before = await found(reader, market)
    clock.set(booking.check_out_at)
    await EndStay(market.work, clock)(booking.id, booking.check_out_at)
    assert await found(reader, market) == before


async def test_closed_nights_are_not_available_and_sold_ones_are_wherever_a_block_lies(market: Market, reader: IncomeReader) -> None:
    booking = await booked(market, "2027-05-10", "2027-05-12")
    await market.block(stay("2027-05-03", "2027-05-06"))
    await market.block(Stay(date(2027, 5, 8), FOREVER))
    assert await found(reader, market) == {"2027-05": (booking.quote.total.amount, 2, 31 - 3 - 24 + 2)}


async def test_a_pause_makes_no_vacancy_but_what_was_sold_before_it_counts(
    market: Market, reader: IncomeReader, clock: MemoryClock
) -> None:
    booking = await booked(market, "2027-05-10", "2027-05-12")
    clock.set(at("2027-05-04 23:30"))
    await PauseApartment(market.work, clock)(market.flat.id, by=market.landlord.id)
    assert await found(reader, market) == {"2027-05": (booking.quote.total.amount, 2, 3 + 2)}
    clock.set(at("2027-05-21 00:30"))
    await ResumeApartment(market.work, clock)(market.flat.id, by=market.landlord.id)
    assert (await found(reader, market))["2027-05"] == (booking.quote.total.amount, 2, 3 + 2 + 11)


async def test_currencies_never_mix(market: Market, reader: IncomeReader) -> None:
    roubles = await booked(market, "2027-05-02", "2027-05-04")
    await market.change_flat(rates=Rates(Money(2_000_000, "KZT"), Money(0, "KZT")))
    tenge = await booked(market, "2027-05-05", "2027-05-06")
    mine, other = sections(await reader.rows(market.landlord.id, MAY))
    assert (mine.currency, mine.total.revenue, mine.total.nights_available) == ("RUB", roubles.quote.total, 30)
    assert (other.currency, other.total.revenue, other.total.nights_available) == ("KZT", tenge.quote.total, 1)


async def test_apartments_by_their_ids_also_removed_ones(market: Market, reader: IncomeReader) -> None:
    another = await market.another_flat(title="Дом у реки", publication=Publication.REMOVED)
    booking = await booked(market, "2027-05-02", "2027-05-04")
    async with market.work() as work:
        moved = evolve(booking, id=await work.bookings.next_id(), apartment_id=another.id, key=RequestKey("in the other one"))
        await work.bookings.add(moved)
        assert await work.occupancy.take(another.id, moved.nights, moved.taker)
    rows = await reader.rows(market.landlord.id, MAY)
    assert [(row.apartment_id, row.title, row.street) for row in rows] == [
        (market.flat.id, market.flat.title, market.flat.address.street),
        (another.id, "Дом у реки", another.address.street),
    ]
    assert as_cells(rows)[another.id, "2027-05", "RUB"] == (booking.quote.total.amount, 2, 2)


async def test_nobody_sees_what_others_earn(market: Market, reader: IncomeReader) -> None:
    await booked(market, "2027-05-01", "2027-05-03")
    stranger = await a_newcomer(market.work, "Чужой")
    assert await reader.rows(stranger.id, YEAR) == ()
    assert await reader.rows(stranger.id, YEAR, apartment_id=market.flat.id) == ()
    assert await reader.years(stranger.id, now=NOON, apartment_id=market.flat.id) == IncomeYears(NOON.date(), 2027, 2027)


async def test_years_reach_from_the_first_stay_to_the_last_night_that_is_confirmed(
    market: Market, reader: IncomeReader, clock: MemoryClock
) -> None:
    assert await reader.years(market.landlord.id, now=NOON) == IncomeYears(date(2027, 5, 1), 2027, 2027)
    await booked(market, "2027-12-30", "2028-01-01")
    assert (await reader.years(market.landlord.id, now=NOON)).last == 2027
    await booked(market, "2028-01-01", "2028-01-02")
    assert (await reader.years(market.landlord.id, now=NOON, apartment_id=market.flat.id)).last == 2028
    later = datetime(2029, 6, 1, tzinfo=NOON.tzinfo)
    assert await reader.years(market.landlord.id, now=later) == IncomeYears(later.date(), 2027, 2029)


async def test_today_is_that_of_the_apartment_where_it_begins_last(market: Market, reader: IncomeReader) -> None:
    await market.another_flat(zone="Etc/GMT+12")
    moment = at("2028-01-01 11:30", "UTC")
    assert await reader.years(market.landlord.id, now=moment) == IncomeYears(date(2027, 12, 31), 2027, 2027)
    assert (await reader.years(market.landlord.id, now=moment, apartment_id=market.flat.id)).today == date(2028, 1, 1)


@pytest.mark.parametrize("seed", range(3))
async def test_any_market_adds_up_night_by_night(market: Market, reader: IncomeReader, clock: MemoryClock, seed: int) -> None:
    random, market.limits = Random(seed), BookingLimits(upcoming=1000)
    flats = [market.flat, *[await market.another_flat(preparation_nights=random.randrange(3)) for _ in range(2)]]
    for flat in flats:
        await _live(market, clock, flat, random)
    rows = await reader.rows(market.landlord.id, EVERY)
    expected: dict[Cell, Figures] = {}
    async with market.work() as work:
        for flat in flats:
            held = await work.occupancy.taken(flat.id, EVER)
            blocks = [each.nights for each in held if each.taker.kind is TakerKind.BLOCK]
            expected |= counted(flat.id, "RUB", await work.bookings.of_apartment(flat.id), [ADDED], blocks, EVERY)
    assert as_cells(rows) == expected
    assert sum(row.income.nights_sold for row in rows) > 20


EVERY = Stay(date(2027, 4, 15), date(2028, 3, 10))


async def _live(market: Market, clock: MemoryClock, flat: Apartment, random: Random) -> None:
    """Stays one after the other, some of them cut short, some nights closed between them."""
    clock.set(NOON)
    market.flat, day = flat, date(2027, 5, 2)
    while day < date(2027, 12, 1):
        nights = Stay(day, day + random.randint(1, 40) * ONE_DAY)
        day = nights.check_out + (random.randint(0, 9) + flat.preparation_nights) * ONE_DAY
        clock.set(at(f"{nights.check_in} 09:00"))
        fate = random.randrange(5)
        if fate == 0:
            await market.block(nights)
            continue
        booking = await booked(market, nights.check_in.isoformat(), nights.check_out.isoformat(), flat)
        clock.set(booking.check_in_at + timedelta(hours=random.randrange(40)))
        if fate == 1:
            await market.no_show(booking)
        elif fate == 2 and clock.now() < booking.check_out_at:
            await market.cancel(booking)
