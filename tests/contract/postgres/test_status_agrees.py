"""A list and a calendar say the same of an apartment at any moment, and what the core's own history says."""

from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.memory import MemoryClock
from adapters.postgres.readers import PostgresCalendarReader, PostgresSearch
from rental_core.bookings.booking import Booking
from rental_core.bookings.rules import BookingLimits
from rental_core.bookings.status import periods_of
from rental_core.calendar.ports import StatusNow
from rental_core.calendar.status import Status, occupied_until, status
from rental_core.errors import RentalError
from rental_core.search.criteria import SearchCriteria
from rental_core.stay import FOREVER, ONE_DAY, Stay
from tests.support.builders import NOON, SOCHI, at, stay
from tests.support.market import Market

SEEDS = range(6)
STEPS = 14
LOOKS = 40
MAY = NOON.date()


@pytest.fixture
def calendar(engine: AsyncEngine) -> PostgresCalendarReader:
    return PostgresCalendarReader(engine)


@pytest.fixture
def search(engine: AsyncEngine, clock: MemoryClock) -> PostgresSearch:
    return PostgresSearch(engine, clock, BookingLimits())


async def happens(market: Market, random: Random, bookings: list[Booking]) -> None:
    """Something, if it is allowed: a request, often confirmed, an end before its time, nights closed or opened again."""
    begin = market.clock.now().date() + random.randint(0, 6) * ONE_DAY
    nights = Stay(begin, begin + random.randint(1, 4) * ONE_DAY)
    match random.choice(("request", "request", "cancel", "no-show", "block", "until freed", "free")):
        case "request":
            bookings.append(await market.request(nights, renter=random.choice((market.anna, market.boris))))
            if random.random() < 0.8:
                await market.confirm(bookings[-1])
        case "cancel" if bookings:
            await market.cancel(random.choice(bookings), by=market.landlord)
        case "no-show" if bookings:
            await market.no_show(random.choice(bookings))
        case "block":
            await market.block(nights)
        case "until freed":
            await market.block(Stay(begin, FOREVER))
        case "free":
            await market.free(nights)


async def true_status(market: Market, now: datetime) -> StatusNow:
    async with market.work() as work:
        periods = await periods_of(work, await work.apartments.get(market.flat.id))
    said = StatusNow.until(occupied_until([(each.begin, each.end) for each in periods], now, market.flat.zone), market.flat.zone)
    assert said.status is status(periods, now)
    return said


@pytest.mark.parametrize("seed", SEEDS)
async def test_all_say_the_same_whatever_happened(
    market: Market, calendar: PostgresCalendarReader, search: PostgresSearch, clock: MemoryClock, seed: int
) -> None:
    random, bookings, seen = Random(seed), list[Booking](), set[Status]()
    await market.change_flat(preparation_nights=random.choice((0, 0, 1)))
    for _ in range(STEPS):
        try:
            await happens(market, random, bookings)
        except RentalError:
            continue
        clock.advance(timedelta(hours=random.choice((0, 1, 5, 13))))
    for _ in range(LOOKS):
        clock.advance(timedelta(hours=random.randint(1, 7)))
        now = clock.now()
        expected = await true_status(market, now)
        (row,) = (await search.page(SearchCriteria(city_id=SOCHI.id), after=None, limit=5)).rows
        assert await calendar.status(market.flat.id, at=now) == expected, now
        assert StatusNow(row.status, row.free_from) == expected, now
        seen.add(expected.status)
    assert seen


async def test_a_stay_inside_a_block_until_freed_does_not_open_it(market: Market, calendar: PostgresCalendarReader) -> None:
    await market.confirm(await market.request(stay("2027-05-05", "2027-05-08")))
    await market.block(Stay(MAY, FOREVER))
    for moment in ("05-02 12:00", "05-05 10:00", "05-06 12:00", "05-08 13:00"):
        assert await calendar.status(market.flat.id, at=at(f"2027-{moment}")) == StatusNow(Status.OCCUPIED), moment


async def test_guests_who_come_on_the_day_others_leave_leave_no_night_between(market: Market, calendar: PostgresCalendarReader) -> None:
    for nights in (stay("2027-05-05", "2027-05-08"), stay("2027-05-08", "2027-05-10"), stay("2027-05-11", "2027-05-12")):
        await market.confirm(await market.request(nights))
    assert await calendar.status(market.flat.id, at=at("2027-05-06 12:00")) == StatusNow(
        Status.OCCUPIED, stay("2027-05-10", "2027-05-11").check_in
    )
    assert await calendar.status(market.flat.id, at=at("2027-05-08 13:00")) == StatusNow(Status.FREE)
