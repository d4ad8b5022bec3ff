"""Real names are found as people type them: misspelt, declined, in Latin letters, on the wrong keyboard layout."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.embedded import PostgresServer
from adapters.postgres.engine import make_engine
from adapters.postgres.readers import PostgresPlaces
from tests.support import declined, real_places
from tests.support.real_places import MOSCOW, Found, cities_by, misspelt_found, places_by, said_found
from tests.support.servers import temporary_database

pytestmark = pytest.mark.skipif(not real_places.THERE, reason="the lists of real names are not part of the project")
SEED, COUNT = 1, 500


@pytest.fixture(scope="module")
def filled_database(postgres_server: PostgresServer, database_template: PostgresServer) -> Iterator[PostgresServer]:
    async def load(url: str) -> None:
        engine = make_engine(url)
        await real_places.load(engine)
        await engine.dispose()

    with temporary_database(postgres_server, database_template) as database:
        asyncio.run(load(database.url))
        yield database


@pytest.fixture
async def engine(filled_database: PostgresServer) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(filled_database.url)
    yield engine
    await engine.dispose()


@pytest.fixture
def places(engine: AsyncEngine) -> PostgresPlaces:
    return PostgresPlaces(engine)


async def test_misspelt_cities_are_found(places: PostgresPlaces) -> None:
    names = [city.name_ru for city in real_places.real_cities()]
    assert_share(await misspelt_found(SEED, COUNT, names, cities_by(places)), 0.97)


async def test_misspelt_stations_are_found(places: PostgresPlaces) -> None:
    names = [name for _, name in real_places.real_stations()]
    assert_share(await misspelt_found(SEED, COUNT, names, places_by(places, None)), 0.97)


async def test_misspelt_streets_are_found_within_the_city(places: PostgresPlaces) -> None:
    assert_share(await misspelt_found(SEED, COUNT, real_places.real_streets(), places_by(places, MOSCOW)), 0.9)


async def test_declined_names_are_found(places: PostgresPlaces) -> None:
    cities = await said_found(declined.CITIES, cities_by(places))
    stations = await said_found(declined.STATIONS, places_by(places, None))
    streets = await said_found(declined.STREETS, places_by(places, MOSCOW))
    lost = [*cities.lost, *stations.lost, *streets.lost]
    assert len(lost) <= 0.05 * (cities.asked + stations.asked + streets.asked), lost


def assert_share(found: Found, least: float) -> None:
    assert found.share >= least, found.lost
