"""The searches' plans, made without knowing the parameters as in the application: index-only walks in order, never a sort of a city."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import NullPool, Select, create_engine
from sqlalchemy.dialects import registry

from adapters.embedded import PostgresServer
from adapters.postgres.engine import PoolSettings, session_options
from adapters.postgres.listings import LIST_EVERYTHING
from adapters.postgres.readers import search_nearby, search_statements
from adapters.postgres.readers.search_filters import Shape
from adapters.postgres.readers.search_values import parameters, start
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.rules import BookingLimits
from rental_core.search.criteria import Cursor, SearchCriteria, Sort
from rental_core.search.places import Around, PlaceId
from tests.support.builders import NOON, SOCHI, stay
from tests.support.servers import temporary_database

FILL = """
INSERT INTO city VALUES (491422, 'Сочи', 'Sochi', 43.6, 39.7, 'Europe/Moscow', 'RUB');
INSERT INTO city VALUES (2, 'Ейск', 'Yeysk', 46.7, 38.3, 'Europe/Moscow', 'RUB');
INSERT INTO person (telegram_id, name, language, since) VALUES (1, 'Марина', 'ru', now());
INSERT INTO apartment (landlord_id, title, city_id, lat, lon, zone, rooms, guests, amenities, base, cleaning, currency,
                       check_in_from, check_out_until, mode, publication, created_at, published_at)
SELECT 1, 'flat ' || n, CASE WHEN n % 5 = 0 THEN 2 ELSE 491422 END, 43.6, 39.7, 'Europe/Moscow', 1 + n % 4, 1 + n % 6, n % 32768,
       100000 + (n * 7919) % 900000, 0, 'RUB', '14:00', '12:00', 'hold', 'published', now(), now() - n * interval '1 minute'
FROM generate_series(1, 5000) AS n;
INSERT INTO price_step
SELECT id, begins, ends, base * factor / 100, base * factor / 100, 1, 90
FROM apartment CROSS JOIN (VALUES
    (date '0001-01-01', date '2027-05-06', 100), ('2027-05-06', '2027-09-01', 150), ('2027-09-01', '9999-12-31', 100)
) AS step (begins, ends, factor)
WHERE id % 2 = 0;
INSERT INTO block (apartment_id, standing) SELECT id, true FROM apartment;
INSERT INTO occupancy (apartment_id, check_in, check_out, block_id)
SELECT block.apartment_id, date '2027-01-01' + 10 * n, date '2027-01-07' + 10 * n, block.id
FROM block CROSS JOIN generate_series(0, 19) AS n;
"""
WIFI = frozenset({Amenity.WIFI})
MAY = stay("2027-05-05", "2027-05-08")
PLACES: dict[str, dict[str, Any]] = {
    "the city": {},
    "a district": {"place_id": PlaceId(1)},
    "a circle": {"around": Around(SOCHI.point, 2_000)},
    "the price of the stay": {"per_stay": True, "stay": MAY},
}
CRITERIA = {
    f"{sort.value}, {'given dates' if dates else 'any dates'}, {name}": SearchCriteria(
        **{
            "city_id": SOCHI.id,
            "near": SOCHI.point,
            "sort": sort,
            "stay": dates,
            "price_from": 200_000,
            "price_to": 800_000,
            "rooms": 2,
            "guests": 2,
            "amenities": WIFI,
            "instant": True,
            **more,
        }
    )
    for sort, dates, (name, more) in product(Sort, (None, MAY), PLACES.items())
}
LISTED = [asked for name, asked in CRITERIA.items() if name.startswith("price")]
DOLLARS = registry.load("postgresql.asyncpg")()  # writes parameters as PREPARE wants them: $1
Plan = list[dict[str, Any]]


@pytest.fixture(scope="module")
def connection(postgres_server: PostgresServer, database_template: PostgresServer) -> Iterator[psycopg.Connection]:
    """Four thousand flats in one city, twenty blocks each, on a connection with the application's settings."""
    # Not the forgetful commits of test servers: until a commit has reached the disk, its pages do not count as visible to all.
    options = session_options(PoolSettings()) + " -c synchronous_commit=on"
    with (
        temporary_database(postgres_server, database_template) as database,
        psycopg.connect(database.dsn, autocommit=True, prepare_threshold=None, options=options) as connection,
    ):
        connection.execute(FILL)
        with create_engine(database.url, poolclass=NullPool, connect_args={"options": options}).begin() as filling:
            filling.execute(LIST_EVERYTHING)
        connection.execute("VACUUM ANALYZE")
        yield connection


def plan(connection: psycopg.Connection, statement: Select[*tuple[Any, ...]], values: Mapping[str, Any]) -> Plan:
    """Every node of the plan that ran."""
    # Prepared in SQL, because EXPLAIN of a statement with parameters would look at their values.
    compiled = statement.params(values).compile(dialect=DOLLARS, compile_kwargs={"render_postcompile": True})
    every = {**statement.compile(dialect=DOLLARS).params, **values}
    arguments = sql.SQL(", ").join(map(sql.Literal, (every[name] for name in compiled.positiontup or ())))
    connection.execute("DEALLOCATE ALL")
    connection.execute(f"PREPARE asked AS {compiled}".encode())
    explained = connection.execute(sql.SQL("EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE asked({})").format(arguments)).fetchone()
    assert explained is not None
    return list(nodes(explained[0][0]["Plan"]))


def known(asked: SearchCriteria) -> dict[str, Any]:
    return {**parameters(asked, BookingLimits()), "now": NOON}


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from nodes(below)


def must_walk(ran: Plan, relation: str, index: str) -> None:
    (walk,) = [node for node in ran if node.get("Relation Name") == relation]
    assert (walk["Node Type"], walk["Index Name"], walk["Heap Fetches"]) == ("Index Only Scan", index, 0)


def must_not_gather(ran: Plan) -> None:
    """Nothing is sorted but the rows of one distance among themselves, and the page."""
    walked = [node for node in ran if node.get("Relation Name") in {"listing", "occupancy"}]
    assert {node["Node Type"] for node in walked} == {"Index Only Scan"}
    sorts = [node for node in ran if node["Node Type"] == "Sort"]
    assert all(node["Actual Rows"] <= 11 for node in sorts)


def must_walk_twice(ran: Plan) -> None:
    """By base prices to find a bound, and from the lowest floor up to it; every look elsewhere is into an index."""
    walks = [node for node in ran if node.get("Relation Name") == "listing"]
    assert sorted(walk["Index Name"] for walk in walks) == ["listing_floor", "listing_price"]
    looked = [node for node in ran if node.get("Relation Name") in {"listing", "occupancy", "price_step"}]
    assert {(node["Node Type"], node["Heap Fetches"]) for node in looked} == {("Index Only Scan", 0)}
    (tried,) = [walk for walk in walks if walk["Index Name"] == "listing_price"]
    assert tried["Actual Rows"] <= 1000


@pytest.mark.parametrize("asked", CRITERIA.values(), ids=CRITERIA)
@pytest.mark.parametrize("after", [None, Cursor(0.001, ApartmentId(7))], ids=["first page", "next page"])
def test_a_page_is_an_index_only_walk_in_its_order(connection: psycopg.Connection, asked: SearchCriteria, after: Cursor | None) -> None:
    values = known(asked) | start(after, asked) | {"limit": 11}
    ran = plan(connection, search_statements.page(Shape.of(asked), following=after is not None), values)
    if Shape.of(asked).by_total:
        must_walk_twice(ran)
        return
    must_walk(ran, "listing", f"listing_{asked.sort.value}")
    must_not_gather(ran)
    assert all(node["Index Name"] == "occupancy_probe" for node in ran if node.get("Relation Name") == "occupancy" and "Index Name" in node)


@pytest.mark.parametrize("asked", LISTED)
def test_counting_is_an_index_only_walk(connection: psycopg.Connection, asked: SearchCriteria) -> None:
    ran = plan(connection, search_statements.count(Shape.of(asked)), known(asked) | {"limit": 101})
    must_walk(ran, "listing", "listing_floor" if Shape.of(asked).limited else "listing_price")
    must_not_gather(ran)


def test_other_dates_walk_the_city_once(connection: psycopg.Connection) -> None:
    asked = SearchCriteria(city_id=SOCHI.id, stay=MAY)
    values = known(asked) | {"shifts": [1, -1, 2, -2], "limit": 20, "bound": 3}
    ran = plan(connection, search_nearby.other_dates(Shape.of(asked)), values)
    must_walk(ran, "listing", "listing_price")


def test_similar_apartments_are_looked_for_beside_the_price(connection: psycopg.Connection) -> None:
    asked = SearchCriteria(city_id=SOCHI.id, stay=MAY, near=SOCHI.point)
    values = known(asked) | {"besides": 1, "price": 300_000, "metres_per_degree": 80_000.0, "limit": 3}
    ran = plan(connection, search_nearby.SIMILAR, values)
    walks = [node for node in ran if node.get("Relation Name") == "listing"]
    assert {(node["Node Type"], node["Index Name"], node["Heap Fetches"]) for node in walks} == {("Index Only Scan", "listing_price", 0)}
    assert all(node["Actual Rows"] <= 300 for node in walks)
