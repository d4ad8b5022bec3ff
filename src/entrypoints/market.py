"""Filling an installation: the cities and metro stations it knows, and a sample market."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.imports import Station, well_known_stations
from adapters.imports.cities import gazetteer
from adapters.photos import RoomPool, drawn_rooms
from adapters.postgres.engine import PoolSettings, make_engine
from adapters.postgres.handover import has_cities
from adapters.postgres.places import link_places, place_row, put_stations
from adapters.postgres.sample import Order, write_sample
from adapters.postgres.sample import Progress as Step
from adapters.postgres.work import PostgresWork
from entrypoints.clock import SystemClock
from entrypoints.pictures import kept_pictures
from entrypoints.settings import Settings
from rental_core.search.places import PlaceKind

UNHURRIED = PoolSettings(statement=600)


def load_cities(settings: Settings) -> int:
    """Brings the lists of Russian cities and their metro stations up to date; how many cities there are."""
    return asyncio.run(_load_cities(settings.database_url, again=True))


def load_missing_cities(settings: Settings) -> None:
    """Loads the cities if none are known: reading them takes seconds that a start has better use for."""
    asyncio.run(_load_cities(settings.database_url, again=False))


async def _load_cities(database_url: str, *, again: bool) -> int:
    engine = make_engine(database_url, UNHURRIED)
    try:
        if not again and await has_cities(engine):
            return 0
        cities = gazetteer().russian()
        async with PostgresWork(engine)() as work:
            await work.cities.add(*cities)
        await load_stations(engine, well_known_stations(gazetteer()))
        return len(cities)
    finally:
        await engine.dispose()


async def load_stations(engine: AsyncEngine, stations: Sequence[Station]) -> None:
    """Stores stations with their cities and links every apartment to what lies around it: one transaction, a minute for a million."""
    async with PostgresWork(engine)() as work:
        await work.cities.add(*{station.city.id: station.city for station in stations}.values())
    async with engine.begin() as connection:
        rows = (place_row(each.city.id, PlaceKind.STATION, each.name_ru, each.point, each.name_en) for each in stations)
        await put_stations(connection, rows)
        await link_places(connection)


def fill_with_samples(settings: Settings, order: Order) -> None:
    """Writes a sample market, with a progress bar where somebody watches. Raises MarketNotEmptyError."""
    console = Console(stderr=True)
    with console.status("Drawing rooms") if console.is_terminal else _silence():
        pool = asyncio.run(_drawn(settings))
    with Progress(TextColumn("{task.description:>12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console) as bars:
        tasks = {}

        def show(step: Step) -> None:
            if step.stage not in tasks:
                tasks[step.stage] = bars.add_task(step.stage, total=step.total)
            bars.update(tasks[step.stage], completed=step.done)

        write_sample(
            settings.database_url,
            order,
            cities=gazetteer().russian(),
            photos=lambda random, count, balcony: pool.pick(random, count, balcony=balcony),
            now=SystemClock().now(),
            on_progress=show,
        )


async def _drawn(settings: Settings) -> RoomPool:
    async with kept_pictures(settings) as pictures:
        return await drawn_rooms(pictures, settings.photos_index)


@contextmanager
def _silence() -> Iterator[None]:
    yield
