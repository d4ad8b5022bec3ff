"""Are places found when their names are misspelt, and how long does the database take?

python -m benchmarks.place_search [--count 500] [--seed 1]

Needs the lists of real names that tests/support/real_places.py names. The database's time is from each statement to its answer, all
statements of a search together; the whole search takes longer by the comparing of names.
"""

import argparse
import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from attrs import define, field
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.engine import make_engine, reading
from adapters.postgres.readers import PostgresPlaces
from adapters.postgres.schema import upgrade
from tests.support import declined, real_places
from tests.support.real_places import MOSCOW, Found, Search, cities_by, misspelt_found, places_by, said_found
from tests.support.servers import fresh_database, session_postgres

GOAL = 5.0  # milliseconds of the database, p95
NOTHING = text("SELECT 1")


@define
class Watch:
    """Milliseconds of each search, of the statements within it, and of a SELECT 1 after it: what this machine needs for nothing."""

    engine: AsyncEngine
    database: list[float] = field(factory=list)
    floor: list[float] = field(factory=list)
    whole: list[float] = field(factory=list)
    _spent: float = 0.0
    _began: float = 0.0

    def before(self, *_: Any) -> None:
        self._began = time.perf_counter()

    def after(self, *_: Any) -> None:
        self._spent += 1000 * (time.perf_counter() - self._began)

    def timed(self, search: Search) -> Search:
        async def found(typed: str) -> Sequence[str]:
            self._spent, began = 0.0, time.perf_counter()
            names = await search(typed)
            self.whole.append(1000 * (time.perf_counter() - began))
            self.database.append(self._spent)
            self._spent = 0.0
            async with self.engine.connect() as connection:
                await connection.execute(NOTHING)
            self.floor.append(self._spent)
            return names

        return found


@contextmanager
def watching(engine: AsyncEngine) -> Iterator[Watch]:
    """Counts what the engine's statements take within the block."""
    watch = Watch(reading(engine))
    event.listen(engine.sync_engine, "before_cursor_execute", watch.before)
    event.listen(engine.sync_engine, "after_cursor_execute", watch.after)
    yield watch
    event.remove(engine.sync_engine, "before_cursor_execute", watch.before)
    event.remove(engine.sync_engine, "after_cursor_execute", watch.after)


async def run(url: str, count: int, seed: int) -> bool:
    """Prints the figures; whether the database kept within its goal."""
    engine = make_engine(url)
    await real_places.load(engine)
    places = PostgresPlaces(engine)
    print(f"{count} names each, one mistake in each, seed {seed}; the database's time in milliseconds")
    kept = [
        await measure(engine, "cities", [city.name_ru for city in real_places.real_cities()], cities_by(places), count, seed),
        await measure(engine, "stations", [name for _, name in real_places.real_stations()], places_by(places, None), count, seed),
        await measure(engine, "streets", real_places.real_streets(), places_by(places, MOSCOW), count, seed),
    ]
    for kind, said, search in (
        ("cities", declined.CITIES, cities_by(places)),
        ("stations", declined.STATIONS, places_by(places, None)),
        ("streets", declined.STREETS, places_by(places, MOSCOW)),
    ):
        tell(f"{kind}, declined", await said_found(said, search))
    await engine.dispose()
    return all(kept)


async def measure(engine: AsyncEngine, kind: str, names: Sequence[str], search: Search, count: int, seed: int) -> bool:
    """Prints one line of figures."""
    began = time.perf_counter()
    await search(names[0])  # reads the names
    cold = 1000 * (time.perf_counter() - began)
    with watching(engine) as watch:
        found = await misspelt_found(seed, count, names, watch.timed(search))
    tell(f"{kind} ({len(names)})", found)
    for what, times in (("database", watch.database), ("a SELECT 1", watch.floor), ("whole search", watch.whole)):
        print(f"    {what:12} p50 {at(times, 0.5):6.2f}  p95 {at(times, 0.95):6.2f}")
    print(f"    the first search, which reads the names, took {cold:.0f}")
    return at(watch.database, 0.95) < GOAL


def tell(what: str, found: Found) -> None:
    print(f"  {what:18} first {found.first / found.asked:6.1%}  among five {found.share:6.1%} of {found.asked}  lost {found.lost[:5]}")


def at(times: Sequence[float], share: float) -> float:
    return sorted(times)[int(len(times) * share)]


def main() -> int:
    """1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with session_postgres() as server:
        database = fresh_database(server)
        upgrade(database.url)
        return int(not asyncio.run(run(database.url, arguments.count, arguments.seed)))


if __name__ == "__main__":
    raise SystemExit(main())
