"""The migrations go both ways, and lead to the tables of `adapters.postgres.tables`."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import NullPool, create_engine, delete, insert, select, text
from sqlalchemy.engine import Connection

from adapters.embedded import PostgresServer
from adapters.postgres import schema
from adapters.postgres.apartments import city_row, to_row
from adapters.postgres.engine import make_engine
from adapters.postgres.listings import LIST_EVERYTHING
from adapters.postgres.price_steps import step_rows
from adapters.postgres.tables import apartment, city, listing, metadata, price_step
from rental_core.apartments.apartment import ApartmentId
from tests.support.builders import NOON, SOCHI, an_apartment
from tests.support.crowd import some_rates
from tests.support.servers import temporary_database

EXTENSIONS = "CREATE EXTENSION btree_gist; CREATE EXTENSION pg_trgm"
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid <> 0"""
INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
COLUMNS = """
    SELECT table_name, column_name, data_type, udt_name, is_nullable, column_default, is_identity, generation_expression
    FROM information_schema.columns WHERE table_schema = 'public'"""
TABLES = text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'")


@pytest.fixture
def empty(postgres_server: PostgresServer) -> Iterator[PostgresServer]:
    with temporary_database(postgres_server) as database:
        yield database


def connected(database: PostgresServer) -> Connection:
    return create_engine(database.url, poolclass=NullPool).connect()


def tables(database: PostgresServer) -> int:
    with connected(database) as connection:
        return int(connection.execute(TABLES).scalar_one())


def catalogue(database: PostgresServer) -> dict[str, set[tuple[object, ...]]]:
    """What PostgreSQL itself says of the schema, without alembic's own table."""
    with connected(database) as connection:
        return {
            query: {tuple(row) for row in connection.execute(text(query)) if row[0] != "alembic_version"}
            for query in (CONSTRAINTS, INDEXES, COLUMNS)
        }


@pytest.mark.parametrize("revision", [f"{number:04}" for number in range(1, int(schema.newest_revision()) + 1)])
def test_each_revision_goes_up_down_and_up_again(empty: PostgresServer, revision: str) -> None:
    schema.upgrade(empty.url, revision)
    there = catalogue(empty)
    schema.downgrade(empty.url, "-1")
    assert catalogue(empty) != there
    schema.upgrade(empty.url, revision)
    assert catalogue(empty) == there


def test_seasons_known_before_become_the_steps_that_the_core_compiles(empty: PostgresServer) -> None:
    schema.upgrade(empty.url, "0011")
    random = Random(1)
    flats = [an_apartment(id=ApartmentId(number), rates=some_rates(random), min_nights=2, max_nights=5) for number in range(1, 80)]
    with connected(empty) as connection:
        connection.execute(insert(city), city_row(SOCHI))
        connection.execute(text("INSERT INTO person (id, telegram_id, name, language, since) VALUES (1, 1, 'Марина', 'ru', now())"))
        connection.execute(insert(apartment), [to_row(flat) | {"published_at": NOON} for flat in flats])
        connection.commit()
    schema.upgrade(empty.url, "0012")
    with connected(empty) as connection:
        steps = connection.execute(select(price_step).order_by(price_step.c.apartment_id, price_step.c.check_out)).mappings().all()
        listed = connection.execute(select(listing).order_by(listing.c.id)).all()
        connection.execute(delete(listing))
        connection.execute(LIST_EVERYTHING)
        assert listed == connection.execute(select(listing).order_by(listing.c.id)).all()
    assert [dict(step) for step in steps] == [{"apartment_id": flat.id, **row} for flat in flats for row in step_rows(flat)]


def test_down_to_base_leaves_no_table(empty: PostgresServer) -> None:
    schema.upgrade(empty.url)
    schema.downgrade(empty.url, "base")
    assert tables(empty) == 0


def test_alembic_sees_no_difference_to_the_tables(database_template: PostgresServer) -> None:
    with connected(database_template) as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_server_default": True}), metadata) == []


def test_postgresql_sees_no_difference_to_the_tables(empty: PostgresServer, database_template: PostgresServer) -> None:
    with connected(empty) as connection:
        connection.exec_driver_sql(EXTENSIONS)
        metadata.create_all(connection)
        connection.commit()
    assert catalogue(database_template) == catalogue(empty)


def test_the_guard_excludes_overlapping_nights(database_template: PostgresServer) -> None:
    guard = "EXCLUDE USING gist (apartment_id WITH =, daterange(check_in, check_out) WITH &&)"
    assert ("occupancy", "night_taken_once", guard) in catalogue(database_template)[CONSTRAINTS]


def test_two_processes_may_upgrade_at_once(empty: PostgresServer) -> None:
    with ThreadPoolExecutor(2) as pool:
        for upgraded in [pool.submit(schema.upgrade, empty.url) for _ in range(2)]:
            upgraded.result(timeout=60)
    assert tables(empty) == len(metadata.tables)


async def test_a_database_knows_its_revision(empty: PostgresServer) -> None:
    engine = make_engine(empty.url)
    assert await schema.current_revision(engine) is None
    schema.upgrade(empty.url, "0001")
    assert await schema.current_revision(engine) == "0001"
    assert not await schema.is_current(engine)
    schema.upgrade(empty.url)
    assert await schema.is_current(engine)
    await engine.dispose()
