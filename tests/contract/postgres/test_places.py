"""Cities, districts, stations and streets by what people type."""

import pytest
from attrs import evolve
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.places import link_places, place_row, put_stations
from adapters.postgres.readers import PostgresApartmentReader, PostgresPlaces
from adapters.postgres.work import PostgresWork
from rental_core.apartments.apartment import ApartmentId
from rental_core.apartments.place import Address, CityId, NearStation, Point
from rental_core.search.places import PlaceId, PlaceKind
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
        ("ростов", "Ростов-на-Дону"),
        ("ростов великий", "Ростов"),
        ("в Ростове-на-Дону", "Ростов-на-Дону"),
        ("в нижнем новгороде", "Нижний Новгород"),
        ("нижний", "Нижний Новгород"),
        ("питер", "Санкт-Петербург"),
        ("СПб", "Санкт-Петербург"),
        ("gbnth", "Санкт-Петербург"),
        ("Nizhniy Novgorod", "Нижний Новгород"),
        ("г. Орёл", "Орёл"),
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


async def put(engine: AsyncEngine, *stations: tuple[str, Point]) -> None:
    async with engine.begin() as connection:
        await put_stations(connection, [place_row(SOCHI.id, PlaceKind.STATION, name, point) for name, point in stations])
        await link_places(connection)


async def named(places: PostgresPlaces, typed: str, city_id: CityId | None = SOCHI.id) -> list[tuple[PlaceKind, str]]:
    return [(place.kind, place.name_ru) for place in await places.places(typed, city_id=city_id, limit=5)]


DISTRICT, STATION, STREET = PlaceKind.DISTRICT, PlaceKind.STATION, PlaceKind.STREET


async def links(engine: AsyncEngine, apartment_id: ApartmentId) -> tuple[int | None, ...]:
    statement = text("SELECT district_id, street_id, station_id, station_minutes FROM apartment WHERE id = :id")
    async with engine.connect() as connection:
        return tuple((await connection.execute(statement, {"id": apartment_id})).one())


async def test_districts_and_streets_come_with_their_apartments(places: PostgresPlaces, market: Market) -> None:
    [street] = await places.places("Орджоникидзе", city_id=SOCHI.id, limit=5)
    assert (street.kind, street.city_id, street.name_ru) == (STREET, SOCHI.id, "улица Орджоникидзе")
    assert (street.name_en, street.point) == ("ulitsa Ordzhonikidze", market.flat.point.rounded())
    assert await named(places, "центральном") == [(DISTRICT, "Центральный")]
    assert await places.place(street.id) == street
    assert await places.place(PlaceId(999)) is None


@pytest.mark.parametrize("street", ["ул. Орджоникидзе", "УЛИЦА  ОРДЖОНИКИДЗЕ", "Орджоникидзе ул.", "Орджоникидзе"])
async def test_a_street_spelt_otherwise_is_the_same_street(engine: AsyncEngine, market: Market, street: str) -> None:
    other = await market.another_flat(address=evolve(market.flat.address, street=street, district="Центральный р-н"))
    assert await links(engine, other.id) == await links(engine, market.flat.id)


async def test_streets_of_one_name_but_different_kinds_are_two(engine: AsyncEngine, places: PostgresPlaces, market: Market) -> None:
    for street in ("улица Ленина", "проспект Ленина"):
        await market.another_flat(address=evolve(market.flat.address, street=street))
    assert await named(places, "проспект ленина") == [(STREET, "проспект Ленина"), (STREET, "улица Ленина")]
    assert (await named(places, "ул ленина"))[0] == (STREET, "улица Ленина")


async def test_an_apartment_that_moves_is_linked_anew(engine: AsyncEngine, market: Market) -> None:
    before = await links(engine, market.flat.id)
    await market.change_flat(address=Address(SOCHI.id, street="улица Егорова", house="3"))
    district, street, *_ = await links(engine, market.flat.id)
    assert district is None
    assert street != before[1]


async def test_the_nearest_station_is_linked_and_shown(engine: AsyncEngine, market: Market) -> None:
    around = market.flat.point.rounded()
    await put(engine, ("Дальняя", Point(around.lat + 0.02, around.lon)), ("Ближняя", Point(around.lat, around.lon + 0.01)))
    page = await PostgresApartmentReader(engine).page(market.flat.id, viewer=market.anna.id)
    assert page.station == NearStation("Ближняя", "Blizhnyaya", 13)
    other = await market.another_flat()
    assert await links(engine, other.id) == await links(engine, market.flat.id)


async def test_a_station_beyond_reach_is_none(engine: AsyncEngine, market: Market) -> None:
    await put(engine, ("Далёкая", Point(market.flat.point.lat + 0.03, market.flat.point.lon)))
    assert (await links(engine, market.flat.id))[2:] == (None, None)
    assert (await PostgresApartmentReader(engine).page(market.flat.id, viewer=market.anna.id)).station is None


async def test_a_station_that_comes_again_is_moved(engine: AsyncEngine, places: PostgresPlaces, market: Market) -> None:
    far = Point(market.flat.point.lat + 1, market.flat.point.lon)
    await put(engine, ("Морская", market.flat.point))
    assert (await links(engine, market.flat.id))[2] is not None
    await put(engine, ("морская", far))
    assert (await links(engine, market.flat.id))[2] is None
    [station] = await places.places("Морская", city_id=SOCHI.id, limit=5)
    assert station.point == far


async def test_without_a_city_all_but_streets_are_found(engine: AsyncEngine, places: PostgresPlaces, market: Market) -> None:
    await put(engine, ("Орджоникидзе", market.flat.point))
    assert await named(places, "орджоникидзе", None) == [(STATION, "Орджоникидзе")]
    assert set(await named(places, "орджоникидзе")) == {(STATION, "Орджоникидзе"), (STREET, "улица Орджоникидзе")}
    assert (await named(places, "на улице орджоникидзе"))[0][0] is STREET
    assert (await named(places, "у метро орджоникидзе"))[0][0] is STATION
    assert await named(places, "орджоникидзе", CityId(5)) == []


async def test_apartments_that_came_in_unlinked_are_linked(engine: AsyncEngine, places: PostgresPlaces, market: Market) -> None:
    before = await links(engine, market.flat.id)
    far = evolve(market.flat.point, lat=market.flat.point.lat + 0.3)
    await market.another_flat(point=far)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE apartment SET district_id = NULL, street_id = NULL"))
        await link_places(connection)
    assert await links(engine, market.flat.id) == before
    [street] = await places.places("Орджоникидзе", city_id=SOCHI.id, limit=5)
    assert street.point.lat == pytest.approx((market.flat.point.rounded().lat + far.rounded().lat) / 2)


async def test_places_that_are_gone_are_forgotten(engine: AsyncEngine, places: PostgresPlaces, market: Market) -> None:
    assert await named(places, "орджоникидзе") == [(STREET, "улица Орджоникидзе")]
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE apartment SET street_id = NULL, street = 'улица Егорова'"))
        await connection.execute(text("DELETE FROM place WHERE kind = 'street'"))
        await link_places(connection)
    assert await named(places, "орджоникидзе") == []
    assert await named(places, "егорова") == [(STREET, "улица Егорова")]


async def test_the_districts_with_most_on_offer_come_first(places: PostgresPlaces, market: Market) -> None:
    for _ in range(2):
        await market.another_flat(address=evolve(market.flat.address, district="Мамайка"))
    assert [place.name_ru for place in await places.districts(SOCHI.id, limit=5)] == ["Мамайка", "Центральный"]
    assert [place.name_ru for place in await places.districts(SOCHI.id, limit=1)] == ["Мамайка"]
    assert await places.districts(CityId(5), limit=5) == ()


async def test_a_shared_location_belongs_to_the_nearest_city_with_offers(engine: AsyncEngine, work: PostgresWork, market: Market) -> None:
    village = evolve(SOCHI, id=CityId(77), name_ru="Мацеста", point=Point(43.56, 39.80))
    far = evolve(SOCHI, id=CityId(78), name_ru="Омск", point=Point(54.98, 73.36))
    async with work() as transaction:
        await transaction.cities.add(village, far)
    places = PostgresPlaces(engine)
    assert await places.city_around(Point(43.56, 39.80)) == SOCHI
    assert await places.city_around(Point(55.0, 73.0)) == far


async def test_nobody_knows_a_city_where_there_is_none(engine: AsyncEngine) -> None:
    assert await PostgresPlaces(engine).city_around(Point(0, 0)) is None


@pytest.mark.parametrize("typed", ["%", "", " ", "\0", "м", "ул.", "x" * 5000, "🏠", "'; drop table place"])
async def test_strange_texts_are_answered(places: PostgresPlaces, market: Market, typed: str) -> None:
    assert isinstance(await places.places(typed, city_id=SOCHI.id, limit=5), tuple)
    assert isinstance(await places.cities(typed, limit=5), tuple)
