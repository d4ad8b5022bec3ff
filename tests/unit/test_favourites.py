"""Keeping an apartment for later."""

import pytest
from attrs import evolve

from adapters.memory import MemoryClock, MemoryFavouriteReader, MemoryWork
from rental_core.accounts.person import BlockedPersonError, Blocking
from rental_core.apartments.apartment import ApartmentId, ApartmentNotFoundError, Publication
from rental_core.search.favourites import MOST_KEPT, DropFavourite, KeepFavourite, TooManyFavouritesError
from tests.support.builders import NOON
from tests.support.market import Market, open_market


@pytest.fixture
async def market() -> Market:
    clock = MemoryClock(NOON)
    return await open_market(MemoryWork(clock), clock)


async def keeps(market: Market) -> bool:
    assert isinstance(market.work, MemoryWork)
    return await MemoryFavouriteReader(market.work.store).keeps(market.anna.id, market.flat.id)


async def test_a_place_is_kept_until_it_is_dropped(market: Market) -> None:
    await KeepFavourite(market.work, market.clock)(market.flat.id, by=market.anna.id)
    assert await keeps(market)
    await DropFavourite(market.work)(market.flat.id, by=market.anna.id)
    assert not await keeps(market)


async def test_only_what_the_person_can_see_is_kept(market: Market) -> None:
    keep = KeepFavourite(market.work, market.clock)
    await market.change_flat(publication=Publication.PAUSED)
    with pytest.raises(ApartmentNotFoundError):
        await keep(market.flat.id, by=market.anna.id)
    with pytest.raises(ApartmentNotFoundError):
        await keep(ApartmentId(404), by=market.anna.id)
    await keep(market.flat.id, by=market.landlord.id)


async def test_what_is_no_longer_shown_can_still_be_dropped(market: Market) -> None:
    await KeepFavourite(market.work, market.clock)(market.flat.id, by=market.anna.id)
    await market.change_flat(publication=Publication.BANNED)
    await DropFavourite(market.work)(market.flat.id, by=market.anna.id)
    assert not await keeps(market)


async def test_there_is_an_end_to_what_can_be_kept(market: Market) -> None:
    keep = KeepFavourite(market.work, market.clock)
    for _ in range(MOST_KEPT):
        await keep((await market.another_flat()).id, by=market.anna.id)
    with pytest.raises(TooManyFavouritesError):
        await keep(market.flat.id, by=market.anna.id)
    assert not await keeps(market)
    await keep(market.flat.id, by=market.boris.id)


async def test_a_blocked_person_keeps_and_drops_nothing(market: Market) -> None:
    async with market.work() as work:
        await work.people.save(evolve(market.anna, blocked=Blocking(NOON, None, "fraud")))
    with pytest.raises(BlockedPersonError):
        await KeepFavourite(market.work, market.clock)(market.flat.id, by=market.anna.id)
    with pytest.raises(BlockedPersonError):
        await DropFavourite(market.work)(market.flat.id, by=market.anna.id)
