"""New places that several people bring at the same time, and names that are spelt out while the bot goes on."""

import asyncio

import pytest
from attrs import evolve
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from adapters.postgres.engine import reading
from adapters.postgres.places import link_places
from adapters.postgres.readers import PostgresPlaces
from adapters.postgres.readers.places_known import AT_ONCE
from adapters.postgres.work import PostgresWork
from rental_core.apartments.apartment import Apartment
from rental_core.apartments.place import Address, City, CityId
from tests.support.builders import SOCHI
from tests.support.market import Market

WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
LINKS = text("SELECT district_id, street_id FROM apartment WHERE title = :title ORDER BY id")
HERE, THERE = ("Адлер", "улица Ленина"), ("Хоста", "улица Мира")


async def add(work: PostgresWork, market: Market, *places: tuple[str, str], first: asyncio.Event, go_on: asyncio.Event) -> None:
    """Apartments of one transaction, in this order; `first` is set once the first is in, the second waits for `go_on`."""
    async with work() as transaction:
        for number, (district, street) in enumerate(places):
            if number:
                await go_on.wait()
            address = Address(SOCHI.id, street, "1", district)
            flat: Apartment = evolve(market.flat, id=await transaction.apartments.next_id(), title=district, address=address)
            await transaction.apartments.add(flat)
            first.set()


async def until_it_waits(connection: AsyncConnection, task: "asyncio.Task[None]") -> None:
    """Returns when `task` waits for a lock."""
    while not (await connection.execute(WAITING)).scalar_one():
        assert not task.done(), "it did not wait"


async def test_two_who_bring_the_same_new_places_in_opposite_order_both_succeed(
    work: PostgresWork, engine: AsyncEngine, market: Market
) -> None:
    first, unused, go_on = asyncio.Event(), asyncio.Event(), asyncio.Event()
    one = asyncio.create_task(add(work, market, HERE, THERE, first=first, go_on=go_on))
    await first.wait()
    other = asyncio.create_task(add(work, market, THERE, HERE, first=unused, go_on=go_on))
    async with asyncio.timeout(20), reading(engine).connect() as connection:
        await until_it_waits(connection, other)
        go_on.set()
        await asyncio.gather(one, other)
        for district, _ in (HERE, THERE):
            mine, theirs = (await connection.execute(LINKS, {"title": district})).all()
            assert mine == theirs
            assert None not in mine


async def test_whoever_links_all_waits_for_whoever_makes_places(work: PostgresWork, engine: AsyncEngine, market: Market) -> None:
    first, go_on = asyncio.Event(), asyncio.Event()
    one = asyncio.create_task(add(work, market, HERE, THERE, first=first, go_on=go_on))
    await first.wait()

    async def link() -> None:
        async with engine.begin() as connection:
            await link_places(connection)

    other = asyncio.create_task(link())
    async with asyncio.timeout(20), reading(engine).connect() as connection:
        await until_it_waits(connection, other)
        go_on.set()
        await asyncio.gather(one, other)


@pytest.fixture
async def many(work: PostgresWork) -> tuple[City, ...]:
    cities = tuple(
        evolve(SOCHI, id=CityId(number), name_ru=f"Город{number}ск", name_en=f"Gorod{number}sk") for number in range(1, 40 * AT_ONCE)
    )
    async with work() as transaction:
        await transaction.cities.add(*cities)
    return cities


async def test_names_are_spelt_out_while_others_are_served(engine: AsyncEngine, many: tuple[City, ...], work: PostgresWork) -> None:
    places, turns, done = PostgresPlaces(engine), 0, False

    async def others() -> None:
        nonlocal turns
        while not done:
            await asyncio.sleep(0.001)
            turns += 1

    serving = asyncio.create_task(others())
    found = await asyncio.gather(*(places.cities("Город77ск", limit=1) for _ in range(3)))
    done = True
    await serving
    assert [[city.name_ru for city in each] for each in found] == [["Город77ск"]] * 3
    assert turns > 5
    async with work() as transaction:
        await transaction.cities.add(evolve(SOCHI, id=CityId(99_999), name_ru="Новинка", name_en="Novinka"))
    assert [city.name_ru for city in await places.cities("Новинка", limit=1)] == ["Новинка"]
