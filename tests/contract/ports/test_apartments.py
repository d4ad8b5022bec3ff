"""ApartmentRepository and CityRepository."""

import asyncio
from datetime import time

import pytest
from attrs import evolve

from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import (
    Apartment,
    ApartmentId,
    ApartmentNotFoundError,
    BookingMode,
    PhotoKey,
    Publication,
)
from rental_core.apartments.place import Address, CityId, Point
from rental_core.apartments.rates import Rates, Season
from rental_core.money import Money
from rental_core.work import UnitOfWork
from tests.support.builders import BERLIN_TIME, SOCHI, an_apartment, stay
from tests.support.market import EveryWork, Market
from tests.support.refused import refused


async def add(market: Market, apartment: Apartment, source: str | None = None) -> Apartment:
    async with market.work() as work:
        added = evolve(apartment, id=await work.apartments.next_id(), landlord_id=market.landlord.id)
        await work.apartments.add(added, source=source)
        return added


FULL = an_apartment(
    title="Квартира «У моря» & <друзья>",
    zone=BERLIN_TIME,
    point=Point(-43.580331, -139.718217),
    rooms=50,
    guests=50,
    area=400,
    floor=-1,
    amenities=frozenset(Amenity),
    rates=Rates(
        base=Money(2**40, "EUR"),
        cleaning=Money(0, "EUR"),
        weekend=Money(2**41, "EUR"),
        weekend_nights=frozenset({0, 6}),
        seasons=(
            Season(name="Лето", nights=stay("2027-06-01", "2027-09-01"), base=Money(1, "EUR"), min_nights=3, max_nights=30),
            Season(name="“Bazaar”", nights=stay("2027-07-01", "2027-07-03"), priority=9, weekend=Money(2, "EUR")),
        ),
        weekly=7,
        monthly=90,
        extra_guest=Money(3, "EUR"),
        included_guests=2,
    ),
    notice_days=3,
    window_days=90,
    photos=tuple(PhotoKey(f"{number}.jpg") for number in (3, 1, 2)),
    check_in_from=time(15, 30),
    check_out_until=time(0),
    preparation_nights=7,
    mode=BookingMode.OPEN,
    publication=Publication.REJECTED,
)
BARE = an_apartment(
    title="",
    description="",
    address=Address(SOCHI.id),
    rooms=None,
    area=None,
    floor=None,
    amenities=frozenset(),
    rates=None,
    photos=(),
    instructions="",
    publication=Publication.DRAFT,
)


@pytest.mark.parametrize("apartment", [FULL, BARE], ids=["full", "bare"])
async def test_an_apartment_is_stored_whole(market: Market, apartment: Apartment) -> None:
    added = await add(market, apartment)
    async with market.work() as work:
        assert await work.apartments.get(added.id) == added
        assert await work.apartments.lock(added.id) == added


@pytest.mark.parametrize(("before", "after"), [(FULL, BARE), (BARE, FULL)], ids=["emptied", "filled"])
async def test_a_changed_apartment_is_stored_whole(market: Market, before: Apartment, after: Apartment) -> None:
    added = await add(market, before)
    changed = evolve(after, id=added.id, landlord_id=added.landlord_id)
    async with market.work() as work:
        await work.apartments.save(changed)
    async with market.work() as work:
        assert await work.apartments.get(added.id) == changed


@pytest.mark.parametrize("publication", Publication)
async def test_an_apartment_in_any_state_is_found(market: Market, publication: Publication) -> None:
    added = await add(market, an_apartment(publication=publication))
    async with market.work() as work:
        assert (await work.apartments.get(added.id)).publication is publication


async def test_an_apartment_nobody_has_is_not_found(work: UnitOfWork[EveryWork]) -> None:
    async with work() as transaction:
        with refused(ApartmentNotFoundError(404)):
            await transaction.apartments.get(ApartmentId(404))
    async with work() as transaction:
        with refused(ApartmentNotFoundError(404)):
            await transaction.apartments.lock(ApartmentId(404))


async def test_an_import_knows_its_apartments_again(market: Market) -> None:
    imported = await add(market, an_apartment(), source="albany:42")
    await add(market, an_apartment())
    async with market.work() as work:
        assert await work.apartments.of_source("albany:42") == imported.id
        assert await work.apartments.of_source("albany:43") is None


async def test_an_imported_apartment_that_changed_is_still_known(market: Market) -> None:
    imported = await add(market, an_apartment(), source="albany:42")
    async with market.work() as work:
        await work.apartments.save(evolve(imported, title="Another"))
        assert await work.apartments.of_source("albany:42") == imported.id


async def test_the_next_id_is_no_apartments(market: Market) -> None:
    added = await add(market, an_apartment())
    async with market.work() as work:
        ids = [await work.apartments.next_id() for _ in range(3)]
    assert len({*ids, added.id, market.flat.id}) == 5


async def test_nobody_else_locks_an_apartment_until_the_transaction_ends(market: Market) -> None:
    async def grow() -> None:
        async with market.work() as work:
            locked = await work.apartments.lock(market.flat.id)
            await work.apartments.get(market.flat.id)  # a step in between, in which others would read the same title
            await work.apartments.save(evolve(locked, title=locked.title + "x"))

    await asyncio.gather(*[grow() for _ in range(6)])
    async with market.work() as work:
        assert (await work.apartments.get(market.flat.id)).title == market.flat.title + "x" * 6, "no change was lost"


async def test_cities_are_brought_up_to_date(work: UnitOfWork[EveryWork]) -> None:
    grown = evolve(SOCHI, population=1_000_000, name_ru="Большой Сочи")
    neighbour = evolve(SOCHI, id=CityId(2), name_ru="Адлер", name_en="Adler")
    for cities in ((SOCHI,), (grown, neighbour)):
        async with work() as transaction:
            await transaction.cities.add(*cities)
    async with work() as transaction:
        assert await transaction.cities.get(SOCHI.id) == grown
        assert await transaction.cities.get(neighbour.id) == neighbour


async def test_a_city_that_nobody_offered_is_a_bug(work: UnitOfWork[EveryWork]) -> None:
    async with work() as transaction:
        with pytest.raises(LookupError):
            await transaction.cities.get(CityId(404))


async def test_drafts_are_counted_by_landlord(market: Market) -> None:
    await market.another_flat(publication=Publication.DRAFT)
    await market.another_flat(publication=Publication.DRAFT, landlord_id=market.anna.id)
    async with market.work() as work:
        assert await work.apartments.drafts_of(market.landlord.id) == 1
        assert await work.apartments.drafts_of(market.boris.id) == 0
