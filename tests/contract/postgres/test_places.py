"""Cities by what people type."""

import pytest
from attrs import evolve
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.readers import PostgresPlaces
from adapters.postgres.work import PostgresWork
from rental_core.apartments.place import CityId
from tests.support.builders import SOCHI
from tests.support.market import Market

NAMES = {
    1: ("Орёл", "Oryol", 300_000),
    2: ("Ростов-на-Дону", "Rostov-on-Don", 1_100_000),
    3: ("Ростов", "Rostov", 30_000),
    4: ("Нижний Новгород", "Nizhny Novgorod", 1_200_000),
    5: ("Новосибирск", "Novosibirsk", 1_600_000),
    6: ("Новороссийск", "Novorossiysk", 260_000),
    7: ("Санкт-Петербург", "Saint Petersburg", 5_600_000),
    8: ("Казань", "Kazan", 1_300_000),
    9: ("Кемерово", "Kemerovo", 550_000),
    10: ("Жуковский", "Zhukovsky", 104_000),
}


@pytest.fixture
async def places(engine: AsyncEngine, work: PostgresWork) -> PostgresPlaces:
    cities = [evolve(SOCHI, id=CityId(number), name_ru=ru, name_en=en, population=size) for number, (ru, en, size) in NAMES.items()]
    async with work() as transaction:
        await transaction.cities.add(SOCHI, *cities)
    return PostgresPlaces(engine)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Сочи", "Сочи"),
        ("  сочи ", "Сочи"),
        ("СОЧИ", "Сочи"),
        ("Соч", "Сочи"),
        ("sochi", "Сочи"),
        ("орел", "Орёл"),
        ("ОРЁЛ", "Орёл"),
        ("ростов", "Ростов"),
        ("ростов на", "Ростов-на-Дону"),
        ("ново", "Новосибирск"),
        ("навасибирск", "Новосибирск"),
        ("новгород", "Нижний Новгород"),
        ("novorosiysk", "Новороссийск"),
        ("питербург", "Санкт-Петербург"),
        ("saint peters", "Санкт-Петербург"),
        ("cjxb", "Сочи"),
        ("CJXB", "Сочи"),
        ("jh`k", "Орёл"),
        ("yjdjhjc", "Новороссийск"),
        ("rfpfy", "Казань"),
        ("rtvthjdj", "Кемерово"),
        (";erjdcrbq", "Жуковский"),
        ("ыщсрш", "Сочи"),
        ("тщмщышишкыл", "Новосибирск"),
        ("hjcnjd yf", "Ростов-на-Дону"),
        ("yjdjcb,bhcr", "Новосибирск"),
    ],
)
async def test_the_meant_city_comes_first(places: PostgresPlaces, typed: str, meant: str) -> None:
    assert (await places.cities(typed, limit=5))[0].name_ru == meant


async def test_each_city_comes_once_and_not_more_than_asked(places: PostgresPlaces) -> None:
    found = await places.cities("новоро", limit=3)
    assert len(found) == len(set(found)) <= 3


@pytest.mark.parametrize("typed", ["qwzx", "%", "'; drop table city", "щщщъ", "xyz", "йъх", "ddddd"])
async def test_nonsense_means_no_city(places: PostgresPlaces, typed: str) -> None:
    assert await places.cities(typed, limit=5) == ()


async def test_a_city_is_found_by_its_id(places: PostgresPlaces) -> None:
    assert await places.city(SOCHI.id) == SOCHI
    assert await places.city(CityId(999)) is None


async def test_the_cities_with_most_on_offer_come_first(engine: AsyncEngine, places: PostgresPlaces, market: Market) -> None:
    assert [city.name_ru for city in await places.popular(limit=5)] == ["Сочи"]
    for _ in range(2):
        await market.another_flat(address=evolve(market.flat.address, city_id=CityId(5)))
    assert [city.name_ru for city in await PostgresPlaces(engine).popular(limit=5)] == ["Новосибирск", "Сочи"]
    assert [city.name_ru for city in await PostgresPlaces(engine).popular(limit=1)] == ["Новосибирск"]


async def test_offers_are_not_counted_at_each_call(engine: AsyncEngine, places: PostgresPlaces, market: Market) -> None:
    patient, hasty = PostgresPlaces(engine, recount_after=3600), PostgresPlaces(engine, recount_after=0)
    before = await patient.popular(limit=5), await hasty.popular(limit=5)
    await market.another_flat(address=evolve(market.flat.address, city_id=CityId(5)))
    assert await patient.popular(limit=5) == before[0]
    assert await hasty.popular(limit=5) != before[1]
