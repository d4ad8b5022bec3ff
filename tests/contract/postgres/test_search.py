"""What a search finds, in which order, page by page."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.memory import MemoryClock
from adapters.postgres.readers import PostgresSearch
from adapters.postgres.tables import listing
from rental_core.accounts.person import Blocking, Role
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import Apartment, ApartmentId, BookingMode, Publication
from rental_core.apartments.place import CityId
from rental_core.apartments.rates import Rates
from rental_core.bookings.rules import BookingLimits
from rental_core.calendar.status import Status
from rental_core.money import Money
from rental_core.search.criteria import SearchCriteria, Sort
from rental_core.stay import FOREVER, Stay
from tests.support.builders import NOON, SOCHI, at, stay
from tests.support.market import Market

MAY = stay("2027-05-05", "2027-05-08")


@pytest.fixture
def search(engine: AsyncEngine, clock: MemoryClock) -> PostgresSearch:
    return PostgresSearch(engine, clock, BookingLimits())


def criteria(**wanted: Any) -> SearchCriteria:
    asked: dict[str, Any] = {"city_id": SOCHI.id, "near": SOCHI.point, **wanted}
    return SearchCriteria(**asked)


def rates(base: int) -> Rates:
    return Rates(Money(base), Money(0))


async def ids(search: PostgresSearch, **wanted: Any) -> list[ApartmentId]:
    return [row.id for row in (await search.page(criteria(**wanted), after=None, limit=10)).rows]


async def flats_at(market: Market, *prices: int) -> list[Apartment]:
    return [await market.another_flat(rates=rates(price)) for price in prices]


async def test_a_row_says_what_a_list_shows(search: PostgresSearch, market: Market) -> None:
    (row,) = (await search.page(criteria(), after=None, limit=10)).rows
    flat = market.flat
    assert (row.id, row.title, row.district, row.street) == (flat.id, flat.title, flat.address.district, flat.address.street)
    assert (row.rooms, row.guests, row.area, row.amenities) == (flat.rooms, flat.guests, flat.area, flat.amenities)
    assert (row.rates, row.photo, row.mode) == (flat.rates, flat.photos[0], BookingMode.HOLD)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"guests": 2}, True),
        ({"guests": 3}, False),
        ({"rooms": 1}, True),
        ({"rooms": 2}, False),
        ({"price_from": 350_000, "price_to": 350_000}, True),
        ({"price_from": 350_001}, False),
        ({"price_to": 349_999}, False),
        ({"amenities": frozenset({Amenity.WIFI, Amenity.BALCONY})}, True),
        ({"amenities": frozenset({Amenity.WIFI, Amenity.PETS})}, False),
        ({"city_id": CityId(1)}, False),
    ],
)
@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("dates", [None, MAY])
async def test_an_apartment_must_have_all_that_is_asked(
    search: PostgresSearch, market: Market, wanted: dict[str, Any], found: bool, sort: Sort, dates: object
) -> None:
    await market.change_flat(rates=rates(350_000))
    asked = {"sort": sort, "stay": dates} | wanted
    assert await ids(search, **asked) == ([market.flat.id] if found else [])
    assert await search.count(criteria(**asked), cap=10) == int(found)


@pytest.mark.parametrize(
    ("dates", "free"),
    [
        (stay("2027-05-02", "2027-05-05"), True),
        (stay("2027-05-02", "2027-05-06"), False),
        (stay("2027-05-06", "2027-05-07"), False),
        (stay("2027-05-07", "2027-05-10"), False),
        (stay("2027-05-08", "2027-05-10"), True),
        (stay("2027-05-01", "2027-05-20"), False),
    ],
)
@pytest.mark.parametrize("sort", Sort)
async def test_whoever_gives_dates_sees_what_is_free_on_all_of_them(
    search: PostgresSearch, market: Market, dates: object, free: bool, sort: Sort
) -> None:
    await market.request(MAY)
    assert (await ids(search, stay=dates, sort=sort) == [market.flat.id]) == free


async def test_a_request_that_only_competes_leaves_the_nights_free(search: PostgresSearch, market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    await market.request(MAY)
    assert await ids(search, stay=MAY) == [market.flat.id]


async def test_blocked_nights_are_not_free(search: PostgresSearch, market: Market) -> None:
    await market.block(MAY)
    assert await ids(search, stay=MAY) == []


async def test_the_preparation_after_a_stay_must_be_free_too(search: PostgresSearch, market: Market) -> None:
    await market.block(stay("2027-05-08", "2027-05-10"))
    assert await ids(search, stay=MAY) == [market.flat.id]
    await market.change_flat(preparation_nights=1)
    assert await ids(search, stay=MAY) == []


async def test_the_cheapest_come_first_and_ties_go_by_id(search: PostgresSearch, market: Market) -> None:
    dear, cheap, twin = await flats_at(market, 400_000, 300_000, 300_000)
    assert await ids(search) == [cheap.id, twin.id, market.flat.id, dear.id]


async def test_the_newest_come_first(search: PostgresSearch, market: Market) -> None:
    flats = await flats_at(market, 400_000, 300_000)
    assert await ids(search, sort=Sort.NEWEST) == [flats[1].id, flats[0].id, market.flat.id]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("dates", [None, MAY])
async def test_pages_follow_each_other_without_gaps_or_repeats(search: PostgresSearch, market: Market, sort: Sort, dates: object) -> None:
    await flats_at(market, 300_000, 300_000, 350_000, 400_000, 300_000, 500_000)
    whole = await ids(search, sort=sort, stay=dates)
    walked, cursor = [], None
    for _ in range(4):
        page = await search.page(criteria(sort=sort, stay=dates), after=cursor, limit=2)
        walked += [row.id for row in page.rows]
        cursor = page.following
    assert cursor is None
    assert walked == whole
    assert len(set(walked)) == 7


async def test_a_page_ends_within_a_microsecond_of_the_next(search: PostgresSearch, market: Market, engine: AsyncEngine) -> None:
    flats = [market.flat, *await flats_at(market, 300_000, 300_000)]
    async with engine.begin() as connection:
        for number, flat in enumerate(flats):
            moment = NOON + timedelta(microseconds=number)
            await connection.execute(update(listing).where(listing.c.id == flat.id).values(published_at=moment))
    first = await search.page(criteria(sort=Sort.NEWEST), after=None, limit=1)
    second = await search.page(criteria(sort=Sort.NEWEST), after=first.following, limit=1)
    assert [row.id for row in (*first.rows, *second.rows)] == [flats[2].id, flats[1].id]


async def test_the_last_page_knows_that_it_is(search: PostgresSearch, market: Market) -> None:
    await flats_at(market, 300_000)
    assert (await search.page(criteria(), after=None, limit=2)).following is None


async def test_counting_stops_at_the_cap(search: PostgresSearch, market: Market) -> None:
    await flats_at(market, 300_000, 300_000, 300_000)
    assert await search.count(criteria(), cap=3) == 3
    assert await search.count(criteria(), cap=10) == 4


@pytest.mark.parametrize("publication", [each for each in Publication if each is not Publication.PUBLISHED])
async def test_only_published_apartments_are_found(search: PostgresSearch, market: Market, publication: Publication) -> None:
    await market.change_flat(publication=publication)
    assert await ids(search) == []
    await market.change_flat(publication=Publication.PUBLISHED)
    assert await ids(search) == [market.flat.id]


async def test_a_pause_does_not_make_an_apartment_new(search: PostgresSearch, market: Market) -> None:
    (newer,) = await flats_at(market, 300_000)
    await market.change_flat(publication=Publication.PAUSED)
    await market.change_flat(publication=Publication.PUBLISHED)
    assert await ids(search, sort=Sort.NEWEST) == [newer.id, market.flat.id]


async def test_apartments_of_a_blocked_landlord_are_not_found(search: PostgresSearch, market: Market) -> None:
    async with market.work() as work:
        landlord = (await work.people.lock(market.landlord.id)).given(Role.LANDLORD)
        await work.people.save(evolve(landlord, blocked=Blocking(NOON, None, "fraud")))
    assert await ids(search) == []
    await market.change_flat(title="Всё ещё заблокирован")
    assert await ids(search) == []
    async with market.work() as work:
        await work.people.save(evolve(await work.people.lock(market.landlord.id), blocked=None))
    assert await ids(search) == [market.flat.id]


async def test_a_changed_price_is_found_at_once(search: PostgresSearch, market: Market) -> None:
    await market.change_flat(rates=rates(100_000))
    assert await ids(search, price_to=100_000) == [market.flat.id]


@pytest.mark.parametrize(
    ("now", "status", "free_from"),
    [
        ("2027-05-05 13:59", Status.FREE, None),
        ("2027-05-05 14:00", Status.OCCUPIED, MAY.check_out),
        ("2027-05-08 11:59", Status.OCCUPIED, MAY.check_out),
        ("2027-05-08 12:00", Status.FREE, None),
    ],
)
async def test_a_confirmed_stay_occupies_from_check_in_to_check_out(
    search: PostgresSearch, market: Market, now: str, status: Status, free_from: date | None
) -> None:
    await market.change_flat(preparation_nights=2)
    await market.confirm(await market.request(MAY))
    market.clock.set(at(now))
    (row,) = (await search.page(criteria(), after=None, limit=10)).rows
    assert (row.status, row.free_from) == (status, free_from)


async def test_a_request_does_not_occupy(search: PostgresSearch, market: Market) -> None:
    await market.request(MAY)
    market.clock.set(at("2027-05-06 12:00"))
    (row,) = (await search.page(criteria(), after=None, limit=10)).rows
    assert row.status is Status.FREE


@pytest.mark.parametrize(("nights", "free_from"), [(MAY, MAY.check_out), (Stay(MAY.check_in, FOREVER), None)])
async def test_a_block_occupies_by_local_days(search: PostgresSearch, market: Market, nights: Stay, free_from: date | None) -> None:
    await market.block(nights)
    market.clock.set(at("2027-05-07 23:59"))
    (row,) = (await search.page(criteria(), after=None, limit=10)).rows
    assert (row.status, row.free_from) == (Status.OCCUPIED, free_from)
    market.clock.set(at("2027-05-08 00:00"))
    (row,) = (await search.page(criteria(), after=None, limit=10)).rows
    assert row.status is (Status.FREE if free_from else Status.OCCUPIED)


@pytest.mark.parametrize(("dates", "found"), [(stay("2027-06-01", "2027-06-03"), False), (stay("2027-06-01", "2027-06-04"), True)])
async def test_a_stay_is_as_long_as_the_landlord_asks(search: PostgresSearch, market: Market, dates: Stay, found: bool) -> None:
    await market.change_flat(min_nights=3, max_nights=3)
    assert await ids(search, stay=dates) == ([market.flat.id] if found else [])
    assert (await search.page(criteria(), after=None, limit=10)).rows[0].min_nights == 3


async def test_a_row_says_how_far_it_is_from_the_rounded_point(search: PostgresSearch, market: Market) -> None:
    (row,) = (await search.page(criteria(sort=Sort.DISTANCE), after=None, limit=10)).rows
    assert row.metres == pytest.approx(market.flat.point.rounded().metres_to(SOCHI.point), abs=3)


async def test_nothing_is_similar_to_an_apartment_that_is_not_there(search: PostgresSearch) -> None:
    assert await search.similar(ApartmentId(999_999), MAY, guests=1, limit=3) == ()
