"""Databases for tests: one migrated template a session, a copy of it for each test.

The fixtures are plain and importable: `postgres_server`, `valkey_server`, `database_template`, `database_url`, `engine`, `work`.
"""

from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.embedded import PostgresServer, ValkeyServer
from adapters.postgres.engine import make_engine
from adapters.postgres.schema import upgrade
from adapters.postgres.work import PostgresWork
from tests.support.servers import session_postgres, session_valkey, temporary_database


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL for this session."""
    with session_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def valkey_server() -> Iterator[ValkeyServer]:
    """A Valkey for this session."""
    with session_valkey() as server:
        yield server


@pytest.fixture(scope="session")
def database_template(postgres_server: PostgresServer) -> Iterator[PostgresServer]:
    """A migrated database nobody connects to: what the tests get copies of."""
    with temporary_database(postgres_server) as template:
        upgrade(template.url)
        yield template


@pytest.fixture
def database_url(postgres_server: PostgresServer, database_template: PostgresServer) -> Iterator[str]:
    """A migrated, empty database of this test's own."""
    with temporary_database(postgres_server, database_template) as database:
        yield database.url


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """Connections to this test's database."""
    engine = make_engine(database_url)
    yield engine
    await engine.dispose()


@pytest.fixture
def work(engine: AsyncEngine) -> PostgresWork:
    """Transactions on this test's database."""
    return PostgresWork(engine)
