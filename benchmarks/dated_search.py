"""How long does a search by the price of given dates take in one large city, against pricing every candidate?

python -m benchmarks.dated_search [--apartments 80000] [--count 60] [--seed 1]

Both sides run the same questions in turn, on statements as the application prepares them. Six in ten apartments have seasons, half a
weekend price. The goal is a median of 50 ms for the cheapest ten of the whole city.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from random import Random
from typing import Any

from attrs import evolve, frozen
from sqlalchemy import Select, insert, literal_column, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from adapters.memory import MemoryClock
from adapters.postgres.apartments import city_row, to_row
from adapters.postgres.engine import make_engine, reading
from adapters.postgres.listings import LIST_EVERYTHING
from adapters.postgres.price_steps import step_rows
from adapters.postgres.readers import PostgresSearch
from adapters.postgres.readers import search_prices as prices
from adapters.postgres.readers.search_filters import PARAMETERS, PRICE_FROM, PRICE_TO, Shape, filters, free, in_time
from adapters.postgres.readers.search_values import parameters
from adapters.postgres.schema import upgrade
from adapters.postgres.tables import apartment, city, listing, price_step
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import Apartment, ApartmentId
from rental_core.apartments.rates import Rates, Season
from rental_core.bookings.rules import BookingLimits
from rental_core.money import Money
from rental_core.search.criteria import SearchCriteria
from rental_core.stay import ONE_DAY, Stay
from tests.support.builders import NOON, SOCHI, an_apartment, stay
from tests.support.servers import fresh_database, session_postgres

GOAL = 50.0  # milliseconds
PAGE = 10
LIMITS = BookingLimits()
LANDLORD = "INSERT INTO person (telegram_id, name, language, since) VALUES (1, 'Марина', 'ru', now())"
# As many again in another city: where all are in one, the planner would rather read the table.
ELSEWHERE = """
INSERT INTO city SELECT 1, name_ru, name_en, lat, lon, zone, currency, population FROM city;
INSERT INTO apartment SELECT made.* FROM apartment
CROSS JOIN LATERAL jsonb_populate_record(apartment, jsonb_build_object('id', id + 10000000, 'city_id', 1, 'seasons', '[]'::jsonb)) AS made
"""
# About a third of all nights, as far ahead as stays may be. The guard would need minutes for so many, and nobody books here.
TAKEN = """
SET statement_timeout = 0;
ALTER TABLE occupancy DROP CONSTRAINT night_taken_once;
INSERT INTO block (apartment_id, standing) SELECT id, true FROM apartment WHERE city_id <> 1;
INSERT INTO occupancy (apartment_id, check_in, check_out, block_id)
SELECT apartment_id, begin, begin + 1 + floor(random() * 10)::int, id
FROM block CROSS JOIN generate_series(0, 30) AS n
CROSS JOIN LATERAL (SELECT date '2027-04-25' + 14 * n + mod(id * 7919, 4)::int AS begin) AS stay WHERE random() < 0.8;
VACUUM ANALYZE
"""
# (check-in, check-out, lowest and highest factor on the base price)
SEASONS = (
    ("2027-06-01", "2027-09-01", 1.2, 2.0),
    ("2027-10-15", "2027-12-29", 0.6, 0.9),
    ("2027-12-29", "2028-01-09", 1.3, 2.5),
    ("2028-01-09", "2028-04-01", 0.6, 0.9),
)


@frozen
class Question:
    """Something people ask, with dates drawn anew each time."""

    name: str
    wanted: dict[str, Any]

    def drawn(self, random: Random) -> SearchCriteria:
        begin = NOON.date() + timedelta(random.randint(1, 330))
        asked = Stay(begin, begin + random.choice((1, 2, 3, 3, 5, 7, 10, 14, 30)) * ONE_DAY)
        return SearchCriteria(city_id=SOCHI.id, stay=asked, guests=random.randint(1, 3), **self.wanted)


QUESTIONS = (
    Question("the whole city", {}),
    Question("two rooms, wi-fi and a lift", {"rooms": 2, "amenities": frozenset({Amenity.WIFI, Amenity.LIFT})}),
    Question("from the middle of the market on", {"price_from": 400_000}),
    Question("within narrow limits", {"price_from": 390_000, "price_to": 400_000}),
    Question("nothing is so cheap", {"price_to": 20_000}),
)


def main() -> int:
    """Prints the figures; 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("--apartments", 80_000), ("--count", 60), ("--seed", 1)):
        parser.add_argument(name, type=int, default=default)
    arguments = parser.parse_args()
    with session_postgres() as server:
        database = fresh_database(server)
        upgrade(database.url)
        return asyncio.run(_run(database.url, arguments.apartments, arguments.count, arguments.seed))


async def _run(url: str, apartments: int, count: int, seed: int) -> int:
    engine = make_engine(url)
    random = Random(seed)
    await _fill(engine, apartments, random)
    search = PostgresSearch(engine, MemoryClock(NOON), LIMITS)
    print(f"{apartments} apartments in one city, {count} draws each, milliseconds:")
    medians = [await _measure(engine, search, question, count, random) for question in QUESTIONS]
    await engine.dispose()
    print(f"  goal: p50 of {QUESTIONS[0].name} below {GOAL:.0f} ms, which is {GOAL / medians[0]:.1f} times the figure")
    return int(medians[0] >= GOAL)


async def _measure(engine: AsyncEngine, search: PostgresSearch, question: Question, count: int, random: Random) -> float:
    ours: list[float] = []
    next_page: list[float] = []
    counting: list[float] = []
    naive: list[float] = []
    async with reading(engine).connect() as connection:
        for _ in range(count):
            criteria = question.drawn(random)
            page = await _timed(ours, search.page(criteria, after=None, limit=PAGE))
            expected = await _timed(naive, _priced_all(connection, criteria))
            if [row.id for row in page.rows] != expected:
                raise AssertionError(criteria)
            await _timed(counting, search.count(criteria, cap=101))
            if page.following:
                await _timed(next_page, search.page(criteria, after=page.following, limit=PAGE))
    every = statistics.median(naive)
    print(f"  {question.name}: every candidate priced p50 {every:.1f}, p95 {_p95(naive):.1f}")
    for name, times in (("page", ours), ("next page", next_page), ("count", counting)):
        if times:
            median = statistics.median(times)
            print(f"    {name:9} p50 {median:6.1f}, p95 {_p95(times):6.1f}, {every / median:5.1f} times as fast")
    return statistics.median(ours)


async def _timed(times: list[float], asked: Any) -> Any:
    began = time.perf_counter()
    answer = await asked
    times.append(1000 * (time.perf_counter() - began))
    return answer


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


async def _priced_all(connection: AsyncConnection, criteria: SearchCriteria) -> list[ApartmentId]:
    values = {**parameters(criteria, LIMITS), "now": NOON}
    rows = await connection.execute(_naive(Shape.of(criteria)), values)
    return [row.id for row in rows]


def _naive(shape: Shape) -> Select[*tuple[Any, ...]]:
    """Every candidate is priced and sorted; its nights are looked at in that order."""
    total = prices.total(listing, PARAMETERS.check_in, PARAMETERS.check_out).label("total")
    columns = (listing.c.id, listing.c.preparation_nights, listing.c.seasonal, total)
    fitting = select(*columns).where(*filters(evolve(shape, limited=False)), *in_time(listing))
    offer = fitting.order_by(total, listing.c.id).offset(literal_column("0")).subquery("offer")
    found = select(offer.c.id).where(prices.long_enough(offer, PARAMETERS.check_in), free(offer)).limit(PAGE)
    return found.where(offer.c.total.between(PRICE_FROM, PRICE_TO)) if shape.limited else found


async def _fill(engine: AsyncEngine, apartments: int, random: Random) -> None:
    async with engine.begin() as connection:
        await connection.execute(insert(city), city_row(SOCHI))
        await connection.execute(text(LANDLORD))
        flats = _flats(apartments, random)
        while some := list(islice(flats, 5_000)):
            await connection.execute(insert(apartment), [to_row(flat) | {"published_at": flat.created_at} for flat in some])
            steps = [row | {"apartment_id": flat.id} for flat in some for row in step_rows(flat)]
            await connection.execute(insert(price_step), steps)
        for statement in ELSEWHERE.split(";"):
            await connection.execute(text(statement))
        await connection.execute(LIST_EVERYTHING)
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for statement in TAKEN.split(";"):
            await connection.execute(text(statement))


def _flats(count: int, random: Random) -> Iterator[Apartment]:
    for number in range(1, count + 1):
        rooms = random.choices((1, 2, 3, 4), (0.55, 0.29, 0.13, 0.03))[0]
        yield an_apartment(
            id=ApartmentId(number),
            rooms=rooms,
            guests=rooms * 2,
            amenities=frozenset(each for each in Amenity if random.random() < 0.5),
            rates=_rates(random, round(250_000 * (1 + 0.3 * (rooms - 1)) * random.lognormvariate(0, 0.3) / 5_000) * 5_000),
            min_nights=random.choice((1, 1, 2, 3)),
        )


def _rates(random: Random, base: int) -> Rates:
    seasonal = random.random() < 0.6
    return Rates(
        Money(base),
        Money(random.choice((0, 50_000, 100_000))),
        weekend=Money(round(base * 1.2)) if random.random() < 0.5 else None,
        seasons=tuple(_season(random, base, *each) for each in SEASONS) if seasonal else (),
        weekly=random.choice((0, 0, 10)),
        monthly=random.choice((0, 0, 25)),
        extra_guest=random.choice((None, None, Money(50_000))),
        included_guests=2,
    )


def _season(random: Random, base: int, check_in: str, check_out: str, low: float, high: float) -> Season:
    return Season(name="Сезон", nights=stay(check_in, check_out), base=Money(round(base * random.uniform(low, high) / 5_000) * 5_000))


if __name__ == "__main__":
    sys.exit(main())
