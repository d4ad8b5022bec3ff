"""Brings a database to the tables of this release, and tells whether it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.engine import with_driver

TURN = 7_256_841  # any number that no other program locks
TAKE_TURN = text("SELECT pg_advisory_lock(:turn)").bindparams(turn=TURN)
END_TURN = text("SELECT pg_advisory_unlock(:turn)").bindparams(turn=TURN)
HAS_REVISION = text("SELECT to_regclass('alembic_version') IS NOT NULL")
REVISION = text("SELECT version_num FROM alembic_version")


def upgrade(url: str, revision: str = "head") -> None:
    """Run the missing migrations, one transaction each. Whoever upgrades at the same time waits, and then finds nothing to do."""
    with _turn(url) as config:
        command.upgrade(config, revision)


def downgrade(url: str, revision: str) -> None:
    """Undo migrations down to `revision` ("base": all of them). Their data is lost."""
    with _turn(url) as config:
        command.downgrade(config, revision)


def draft_revision(url: str, message: str) -> None:
    """For developers: write the next migration from what the tables have and the database has not. To be checked by hand."""
    with _turn(url) as config:
        command.revision(config, message, autogenerate=True)


def newest_revision() -> str:
    """The revision that this release wants."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    if newest is None:
        raise LookupError("no migrations are installed")
    return newest


async def current_revision(engine: AsyncEngine) -> str | None:
    """The revision of the database; None when no migration ever ran."""
    async with engine.connect() as connection:
        if not (await connection.execute(HAS_REVISION)).scalar_one():
            return None
        return (await connection.execute(REVISION)).scalar_one_or_none()


async def is_current(engine: AsyncEngine) -> bool:
    """Whether the database has the tables of this release."""
    return await current_revision(engine) == newest_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("migrations")).replace("%", "%%"))
    return config


@contextmanager
def _turn(url: str) -> Iterator[Config]:
    engine = create_engine(with_driver(url), poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(TAKE_TURN)
        connection.commit()  # the lock is the session's
        config = _config()
        config.attributes["connection"] = connection
        yield config
        connection.rollback()
        connection.execute(END_TURN)
        connection.commit()
