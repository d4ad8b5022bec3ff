"""Connections: one pool for transactions and for readers."""

import select

import psycopg
from attrs import frozen
from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

DRIVER = "postgresql+psycopg"
PREPARE_AFTER = 2  # executions of one statement on one connection


@frozen(kw_only=True)
class PoolSettings:
    """How many connections one process may hold, and how long (seconds) it waits for one, a statement and a lock at most."""

    size: int = 10
    overflow: int = 10
    wait: float = 5
    statement: float = 10
    lock: float = 5
    idle_in_transaction: float = 30
    connect: int = 5


def make_engine(url: str, pool: PoolSettings | None = None) -> AsyncEngine:
    """An engine for `url` (`postgresql://` or `postgresql+psycopg://`). Connects at the first use; dispose of it at the end.

    Plans are made once for each statement and connection, without knowing the parameters: planning costs more than our queries. All
    statements are written so that this plan is the good one. Parallel plans and compiled ones only slow down pages of ten rows.
    """
    pool = pool or PoolSettings()
    engine = create_async_engine(
        with_driver(url),
        pool_size=pool.size,
        max_overflow=pool.overflow,
        pool_timeout=pool.wait,
        connect_args={"options": session_options(pool), "prepare_threshold": PREPARE_AFTER, "connect_timeout": pool.connect},
    )
    event.listen(engine.sync_engine, "checkout", _refuse_dead)
    return engine


def with_driver(url: str) -> URL:
    """The URL for SQLAlchemy, whatever driver it names or does not."""
    return make_url(url).set(drivername=DRIVER)


def reading(engine: AsyncEngine) -> AsyncEngine:
    """The same pool for readers: each statement is a transaction of its own, which saves them BEGIN and ROLLBACK."""
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def session_options(pool: PoolSettings) -> str:
    """The settings of a session, for libpq's `options`."""
    settings = {
        "plan_cache_mode": "force_generic_plan",
        "random_page_cost": "1.1",  # of solid disks and memory; the default of 4 prefers to sort small cities
        "max_parallel_workers_per_gather": "0",
        "jit": "off",
        "timezone": "UTC",
        "statement_timeout": f"{pool.statement * 1000:.0f}",
        "lock_timeout": f"{pool.lock * 1000:.0f}",
        "idle_in_transaction_session_timeout": f"{pool.idle_in_transaction * 1000:.0f}",
    }
    return " ".join(f"-c {name}={value}" for name, value in settings.items())


def _refuse_dead(_: object, __: ConnectionPoolEntry, proxy: PoolProxiedConnection) -> None:
    """An idle connection with something to read was closed by the server: the pool then makes a new one.

    Asks the socket, which costs nothing; asking the server would cost each use a round trip.
    """
    driver = proxy.driver_connection
    assert isinstance(driver, psycopg.AsyncConnection)
    if driver.closed or _readable(driver.pgconn.socket):
        raise DisconnectionError("the server closed an idle connection")


def _readable(socket: int) -> bool:
    poll = select.poll()
    poll.register(socket, select.POLLIN)
    return bool(poll.poll(0))
