"""The history of what was changed of an apartment."""

from typing import Any

import pytest
from attrs import evolve
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.readers import PostgresEditReader
from rental_core.accounts.person import Role
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import ApartmentNotFoundError
from rental_core.apartments.edit import EditApartment
from rental_core.apartments.facts import Fact, FactChange
from rental_core.apartments.ports import EditRow
from rental_core.moderation.leave import Leave
from tests.support.builders import NOON
from tests.support.market import Market

VALUES: dict[str, Any] = {"title": "У моря", "amenities": frozenset({Amenity.TV, Amenity.WIFI}), "area": None, "instructions": ""}


@pytest.fixture
def reader(engine: AsyncEngine) -> PostgresEditReader:
    return PostgresEditReader(engine)


async def edited(market: Market) -> None:
    await EditApartment(market.work, market.clock)(market.flat.id, lambda flat: evolve(flat, **VALUES), by=market.landlord.id)


async def history(reader: PostgresEditReader, market: Market) -> tuple[EditRow, ...]:
    return await reader.page(market.flat.id, viewer=market.landlord.id, after=None, limit=9)


async def test_each_fact_is_a_line_the_latest_first(reader: PostgresEditReader, market: Market) -> None:
    await edited(market)
    lines = await history(reader, market)
    assert [line.change for line in lines] == [
        FactChange(Fact.INSTRUCTIONS, market.flat.instructions, ""),
        FactChange(Fact.AMENITIES, ("balcony", "wifi"), ("tv", "wifi")),
        FactChange(Fact.AREA, market.flat.area, None),
        FactChange(Fact.TITLE, market.flat.title, "У моря"),
    ]
    assert {(line.at, line.by, line.by_name, line.currency) for line in lines} == {(NOON, market.landlord.id, "Марина", "RUB")}


async def test_pages_follow_each_other(reader: PostgresEditReader, market: Market) -> None:
    await edited(market)
    every = await history(reader, market)
    first = await reader.page(market.flat.id, viewer=market.landlord.id, after=None, limit=3)
    assert first == every[:3]
    assert await reader.page(market.flat.id, viewer=market.landlord.id, after=first[-1].id, limit=3) == every[3:]
    assert await reader.page(market.flat.id, viewer=market.landlord.id, after=every[-1].id, limit=3) == ()


async def test_it_is_for_the_landlord_and_for_admins(reader: PostgresEditReader, market: Market) -> None:
    await edited(market)
    with pytest.raises(ApartmentNotFoundError):
        await reader.page(market.flat.id, viewer=market.anna.id, after=None, limit=9)
    await market.change_person(market.anna, roles=frozenset({Role.ADMIN}))
    assert len(await reader.page(market.flat.id, viewer=market.anna.id, after=None, limit=9)) == len(VALUES)


async def test_what_was_written_is_not_rewritten(market: Market, engine: AsyncEngine) -> None:
    await edited(market)
    for statement in ("UPDATE apartment_edit SET became = '1'", "DELETE FROM apartment_edit"):
        with pytest.raises(IntegrityError, match="only ever added"):
            async with engine.begin() as connection:
                await connection.execute(text(statement))


async def test_whoever_leaves_takes_the_values_along(reader: PostgresEditReader, market: Market) -> None:
    await edited(market)
    await Leave(market.work, market.clock)(market.landlord.id)
    await market.change_person(market.anna, roles=frozenset({Role.ADMIN}))
    lines = await reader.page(market.flat.id, viewer=market.anna.id, after=None, limit=99)
    assert {(line.change.was, line.change.now, line.by_name) for line in lines} == {(None, None, "")}
