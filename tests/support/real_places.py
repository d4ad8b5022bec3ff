"""Real names of cities, stations and streets in a database, and how well they are found. The files are no part of the project."""

import csv
import gzip
import json
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from random import Random

from attrs import evolve, field, frozen
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.places import ADD, place_row
from adapters.postgres.readers import PostgresPlaces
from adapters.postgres.work import PostgresWork
from rental_core.apartments.place import City, CityId, Point
from rental_core.search.places import PlaceKind
from rental_core.search.spelling import bare, key
from tests.support.builders import SOCHI
from tests.support.typos import misspelt

DATA = Path(__file__).parents[2].parent / "shared" / "data"
THERE = DATA.exists()
MOSCOW, NIZHNY = CityId(524901), CityId(520555)
METROS = {
    "Московский": MOSCOW,
    "Петербургский": CityId(498817),
    "Нижегородский": NIZHNY,
    "Новосибирский": CityId(1496747),
    "Самарский": CityId(499099),
    "Екатеринбургский": CityId(1486209),
    "Казанский": CityId(551487),
}
SHOWN = 5
WORD = re.compile("[А-Яа-яё]{3}")
Search = Callable[[str], Awaitable[Sequence[str]]]


@frozen
class Found:
    """How many of the misspelt names came first and among the first five, and what did not: (typed, meant)."""

    asked: int
    first: int
    shown: int
    lost: list[tuple[str, str]] = field(factory=list)

    @property
    def share(self) -> float:
        return self.shown / self.asked


def real_cities() -> list[City]:
    records = json.loads((DATA / "cities_ru" / "ru_cities5000.json").read_text("utf-8"))
    return [
        evolve(
            SOCHI,
            id=CityId(each["geonameid"]),
            name_ru=each["name_ru"] or each["name"],
            name_en=each["name"],
            point=Point(each["lat"], each["lon"]),
            zone=each["tz"],
            population=each["population"],
        )
        for each in records
    ]


def real_stations() -> list[tuple[CityId, str]]:
    metros = json.loads((DATA / "cities_ru" / "metro" / "metro_stations.json").read_text("utf-8"))
    return [(METROS[metro], name) for metro, names in metros.items() for name in names]


def real_streets() -> list[str]:
    """Of Moscow, each once, without the house numbers that stand in their column."""
    names = set[str]()
    for path in sorted((DATA / "addresses_moscow").glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            names.update(row["street"].strip() for row in csv.DictReader(lines))
    return sorted({key(name): name for name in sorted(names) if WORD.search(name)}.values())


async def load(engine: AsyncEngine) -> None:
    """Stations stand in the middle of their cities: the files do not say where they are."""
    cities = real_cities()
    points = {city.id: city.point for city in cities}
    stations = [place_row(city, PlaceKind.STATION, name, points[city]) for city, name in real_stations()]
    streets = [place_row(MOSCOW, PlaceKind.STREET, name, points[MOSCOW]) for name in real_streets()]
    async with PostgresWork(engine)() as work:
        await work.cities.add(*cities)
    async with engine.begin() as connection:
        await connection.execute(ADD, stations)
        await connection.execute(ADD, streets)


async def misspelt_found(seed: int, count: int, meant: Sequence[str], search: Search) -> Found:
    """Searches for `count` names with a mistake in each; a namesake is as good."""
    random, first, shown, lost = Random(seed), 0, 0, list[tuple[str, str]]()
    for _ in range(count):
        name = random.choice(meant)
        typed = misspelt(random, name)
        found = [bare(each) for each in await search(typed)]
        first += found[:1] == [bare(name)]
        if bare(name) in found[:SHOWN]:
            shown += 1
        else:
            lost.append((typed, name))
    return Found(count, first, shown, lost)


async def said_found(said: Iterable[tuple[str, str]], search: Search) -> Found:
    """Searches for what people say, each with the name they mean."""
    asked, first, lost = 0, 0, list[tuple[str, str]]()
    shown = 0
    for typed, name in said:
        found = [bare(each) for each in await search(typed)]
        asked, first, shown = asked + 1, first + (found[:1] == [bare(name)]), shown + (bare(name) in found[:SHOWN])
        if bare(name) not in found[:SHOWN]:
            lost.append((typed, name))
    return Found(asked, first, shown, lost)


def cities_by(places: PostgresPlaces) -> Search:
    async def search(typed: str) -> Sequence[str]:
        return [city.name_ru for city in await places.cities(typed, limit=SHOWN)]

    return search


def places_by(places: PostgresPlaces, city_id: CityId | None) -> Search:
    async def search(typed: str) -> Sequence[str]:
        return [place.name_ru for place in await places.places(typed, city_id=city_id, limit=SHOWN)]

    return search
