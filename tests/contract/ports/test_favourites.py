"""FavouriteRepository and FavouriteReader."""

from datetime import timedelta

import pytest
from attrs import evolve

from adapters.memory import MemoryFavouriteReader, MemoryWork
from adapters.postgres.readers.favourites import PostgresFavouriteReader
from rental_core.accounts.person import Blocking, Role
from rental_core.apartments.apartment import ApartmentId, Publication
from rental_core.search.ports import FavouriteReader
from tests.support.builders import NOON, stay
from tests.support.market import Market


@pytest.fixture
def reader(request: pytest.FixtureRequest, market: Market) -> FavouriteReader:
    if isinstance(market.work, MemoryWork):
        return MemoryFavouriteReader(market.work.store)
    return PostgresFavouriteReader(request.getfixturevalue("engine"))


async def keep(market: Market, *flats: ApartmentId, minutes: int = 1) -> None:
    """Anna keeps these, one a minute."""
    for number, flat in enumerate(flats):
        async with market.work() as work:
            await work.favourites.keep(market.anna.id, flat, at=NOON + timedelta(minutes=number * minutes))


async def test_what_a_person_keeps_comes_latest_first_and_page_by_page(market: Market, reader: FavouriteReader) -> None:
    flats = [market.flat.id, *[(await market.another_flat()).id for _ in range(4)]]
    await keep(market, *flats)
    pages, after = [], None
    while page := await reader.page(market.anna.id, stay=None, after=after, limit=2):
        pages.append([row.apartment_id for row in page])
        after = page[-1].cursor
    assert pages == [[flats[4], flats[3]], [flats[2], flats[1]], [flats[0]]]


async def test_places_kept_at_the_same_moment_are_all_there(market: Market, reader: FavouriteReader) -> None:
    flats = [market.flat.id, *[(await market.another_flat()).id for _ in range(2)]]
    await keep(market, *flats, minutes=0)
    first = await reader.page(market.anna.id, stay=None, after=None, limit=2)
    rest = await reader.page(market.anna.id, stay=None, after=first[-1].cursor, limit=2)
    assert {row.apartment_id for row in (*first, *rest)} == set(flats)


async def test_keeping_twice_changes_nothing_and_dropping_ends_it(market: Market, reader: FavouriteReader) -> None:
    await keep(market, market.flat.id, market.flat.id)
    [kept] = await reader.page(market.anna.id, stay=None, after=None, limit=9)
    assert kept.kept_at == NOON
    assert await reader.keeps(market.anna.id, market.flat.id)
    async with market.work() as work:
        assert await work.favourites.count(market.anna.id) == 1
        for _ in range(2):
            await work.favourites.drop(market.anna.id, market.flat.id)
        assert await work.favourites.count(market.anna.id) == 0
    assert not await reader.keeps(market.anna.id, market.flat.id)
    assert await reader.page(market.anna.id, stay=None, after=None, limit=9) == ()


async def test_nobody_sees_what_another_person_keeps(market: Market, reader: FavouriteReader) -> None:
    await keep(market, market.flat.id)
    assert await reader.page(market.boris.id, stay=None, after=None, limit=9) == ()
    assert not await reader.keeps(market.boris.id, market.flat.id)


async def test_a_favourite_says_what_it_costs_and_whether_the_dates_are_taken(market: Market, reader: FavouriteReader) -> None:
    await market.change_flat(preparation_nights=1)
    await keep(market, market.flat.id)
    await market.confirm(await market.request(stay("2027-05-05", "2027-05-08")))
    asked = {"2027-05-08": True, "2027-05-09": False}  # the night of the 8th is for the preparation
    for check_in, taken in asked.items():
        [kept] = await reader.page(market.anna.id, stay=stay(check_in, "2027-05-12"), after=None, limit=9)
        assert kept.taken is taken
    [kept] = await reader.page(market.anna.id, stay=stay("2027-05-03", "2027-05-05"), after=None, limit=9)
    assert kept.taken, "the preparation after the asked stay would be on a sold night"
    [kept] = await reader.page(market.anna.id, stay=None, after=None, limit=9)
    assert kept.row is not None
    assert (kept.taken, kept.row.id, kept.row.rates) == (False, market.flat.id, market.flat.rates)


async def test_a_place_that_cannot_be_booked_any_more_keeps_its_name(market: Market, reader: FavouriteReader) -> None:
    await keep(market, market.flat.id)
    await market.change_flat(publication=Publication.PAUSED)
    [kept] = await reader.page(market.anna.id, stay=None, after=None, limit=9)
    assert (kept.row, kept.title) == (None, market.flat.title)


async def test_a_place_of_a_blocked_landlord_cannot_be_booked(market: Market, reader: FavouriteReader) -> None:
    await keep(market, market.flat.id)
    async with market.work() as work:
        await work.people.save(evolve(market.landlord, roles=frozenset({Role.LANDLORD}), blocked=Blocking(NOON, None, "fraud")))
    [kept] = await reader.page(market.anna.id, stay=None, after=None, limit=9)
    assert kept.row is None
