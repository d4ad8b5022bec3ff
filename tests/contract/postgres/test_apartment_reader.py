"""Apartments as everyone may see them."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.readers import PostgresApartmentReader
from rental_core.apartments.apartment import ApartmentId, ApartmentNotFoundError, Publication
from tests.support.builders import NOON, RATES, SOCHI
from tests.support.market import Market


@pytest.fixture
def reader(engine: AsyncEngine) -> PostgresApartmentReader:
    return PostgresApartmentReader(engine)


async def test_a_page_shows_the_neighbourhood_and_hides_the_house(reader: PostgresApartmentReader, market: Market) -> None:
    page, flat = await reader.page(market.flat.id, viewer=market.anna.id), market.flat
    assert (page.title, page.description, page.photos, page.amenities) == (flat.title, flat.description, flat.photos, flat.amenities)
    assert (page.city_ru, page.city_en, page.district, page.street) == (SOCHI.name_ru, SOCHI.name_en, "Центральный", flat.address.street)
    assert (page.rooms, page.guests, page.area, page.floor) == (flat.rooms, flat.guests, flat.area, flat.floor)
    assert (page.rates, page.mode, page.publication) == (RATES, flat.mode, Publication.PUBLISHED)
    assert (page.check_in_from, page.check_out_until, page.zone) == (flat.check_in_from, flat.check_out_until, flat.zone)
    assert (page.landlord_id, page.landlord_name, page.landlord_since) == (market.landlord.id, "Марина", NOON)
    assert page.around == flat.point.rounded()
    assert page.preparation_nights == flat.preparation_nights


async def test_a_page_tells_the_preparation_nights(reader: PostgresApartmentReader, market: Market) -> None:
    await market.change_flat(preparation_nights=2)
    assert (await reader.page(market.flat.id, viewer=market.anna.id)).preparation_nights == 2


async def test_what_is_not_published_is_for_its_landlord_only(reader: PostgresApartmentReader, market: Market) -> None:
    await market.change_flat(publication=Publication.DRAFT, rates=None, rooms=None)
    page = await reader.page(market.flat.id, viewer=market.landlord.id)
    assert (page.rates, page.rooms) == (None, None)
    with pytest.raises(ApartmentNotFoundError):
        await reader.page(market.flat.id, viewer=market.anna.id)


async def test_an_unknown_apartment_is_not_found(reader: PostgresApartmentReader, market: Market) -> None:
    with pytest.raises(ApartmentNotFoundError):
        await reader.page(ApartmentId(999), viewer=market.landlord.id)


async def test_a_landlord_pages_through_their_apartments(reader: PostgresApartmentReader, market: Market) -> None:
    drafted = await market.another_flat(publication=Publication.DRAFT)
    third = await market.another_flat()
    first = await reader.of_landlord(market.landlord.id, after=None, limit=2)
    assert [page.id for page in first] == [market.flat.id, drafted.id]
    assert [page.id for page in await reader.of_landlord(market.landlord.id, after=drafted.id, limit=2)] == [third.id]
    assert await reader.of_landlord(market.anna.id, after=None, limit=2) == ()
