"""A search over a few hundred random apartments finds what a slow and simple one finds, in the same order, page by page."""

import json
import math
from random import Random

import pytest
from attrs import evolve
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.memory import MemoryClock
from adapters.postgres.readers import PostgresSearch
from rental_core.apartments.apartment import ApartmentId, Publication
from rental_core.bookings.rules import BookingLimits
from rental_core.search.criteria import Cursor, SearchCriteria
from rental_core.search.places import Around, Place, PlaceKind
from rental_core.stay import ONE_DAY, Stay
from tests.support.crowd import MAY, Crowd, a_crowd, off, some_criteria, store
from tests.support.market import Market

SEEDS = (1, 2)
TRIES = 30


@pytest.fixture(params=SEEDS)
def random(request: pytest.FixtureRequest) -> Random:
    return Random(request.param)


@pytest.fixture
def search(engine: AsyncEngine, clock: MemoryClock) -> PostgresSearch:
    return PostgresSearch(engine, clock, BookingLimits())


@pytest.fixture
async def crowd(random: Random, market: Market, engine: AsyncEngine) -> Crowd:
    await market.change_flat(publication=Publication.PAUSED)
    made = a_crowd(random, market.landlord.id, 300)
    async with engine.begin() as connection:
        await store(connection, made)
        await connection.execute(text("ANALYZE"))
    return made


async def walked(search: PostgresSearch, criteria: SearchCriteria, limit: int) -> list[ApartmentId]:
    """All pages; cursors survive JSON on the way, as they do in messages."""
    ids, after = [], None
    while True:
        page = await search.page(criteria, after=after, limit=limit)
        ids += [row.id for row in page.rows]
        if page.following is None:
            return ids
        key, last = json.loads(json.dumps([page.following.key, page.following.id]))
        after = Cursor(key, ApartmentId(last))


async def test_pages_and_counts_are_those_of_a_simple_search(search: PostgresSearch, crowd: Crowd, random: Random) -> None:
    asked = [some_criteria(random, crowd) for _ in range(TRIES)]
    for criteria in asked:
        assert await walked(search, criteria, random.choice((3, 7, 20))) == crowd.found(criteria), criteria
    assert list(await search.counts(asked, cap=50)) == [min(50, len(crowd.found(criteria))) for criteria in asked]


async def test_the_cheapest_is_the_lowest_of_all_prices(search: PostgresSearch, crowd: Crowd, random: Random) -> None:
    for _ in range(TRIES):
        criteria = some_criteria(random, crowd)
        unlimited = evolve(criteria, price_from=None, price_to=None)
        prices = [offer.price(unlimited) for offer in crowd.offers if offer.fits(unlimited)]
        nights = criteria.stay.nights if criteria.stay and not criteria.per_stay else 1
        assert await search.cheapest(criteria) == (math.ceil(min(prices) / nights) if prices else None), criteria


async def test_other_dates_are_those_on_which_something_is_free(search: PostgresSearch, crowd: Crowd, random: Random) -> None:
    for _ in range(TRIES):
        criteria = some_criteria(random, crowd)
        if criteria.stay is None:
            continue
        today = max(MAY, criteria.stay.check_in - 2 * ONE_DAY)
        expected = []
        for shift in (1, -1, 2, -2, 3, -3):
            stay = Stay(criteria.stay.check_in + shift * ONE_DAY, criteria.stay.check_out + shift * ONE_DAY)
            found = len(crowd.found(evolve(criteria, stay=stay)))
            if found and stay.check_in >= today:
                expected.append((stay, min(found, 10)))
        others = await search.other_dates(criteria, today=today, days=3, cap=10, limit=4)
        assert [(each.stay, each.found) for each in others] == expected[:4], criteria


def beside(criteria: SearchCriteria, place: Place) -> SearchCriteria:
    if place.kind is PlaceKind.STATION:
        return evolve(criteria, around=Around(place.point, criteria.around.metres if criteria.around else 1_500))
    return evolve(criteria, place_id=place.id)


@pytest.mark.parametrize("kind", PlaceKind)
async def test_neighbours_are_the_nearest_places_where_something_fits(
    search: PostgresSearch, crowd: Crowd, random: Random, kind: PlaceKind
) -> None:
    places = [place for place in crowd.places if place.kind is kind]
    for _ in range(TRIES // 3):
        criteria, here = some_criteria(random, crowd), random.choice(places)
        others = sorted((place for place in places if place != here), key=lambda place: off(place.point, here.point))
        expected = [(place.id, min(10, len(crowd.found(beside(criteria, place))))) for place in others]
        near = await search.neighbours(criteria, here, cap=10, limit=3)
        assert [(each.place_id, each.found) for each in near] == [each for each in expected if each[1]][:3], criteria


async def test_similar_apartments_are_free_large_enough_and_others(search: PostgresSearch, crowd: Crowd, random: Random) -> None:
    by_id = {offer.flat.id: offer for offer in crowd.offers}
    for offer in random.sample(crowd.offers, 20):
        criteria = SearchCriteria(city_id=offer.flat.address.city_id, stay=Stay(MAY + 9 * ONE_DAY, MAY + 12 * ONE_DAY), guests=2)
        assert criteria.stay
        rows = await search.similar(offer.flat.id, criteria.stay, guests=2, limit=3)
        assert len(rows) == 3
        assert all(by_id[row.id].fits(criteria) and row.id != offer.flat.id for row in rows)
        assert all(abs(row.rooms - (offer.flat.rooms or 0)) <= 1 for row in rows)
