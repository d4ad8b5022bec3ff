"""The database and Valkey a command works with: those of the settings, or embedded ones of the data folder."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import click
from attrs import evolve
from sqlalchemy.exc import SQLAlchemyError

from adapters.embedded import EmbeddedServerError, EmbeddedServerMissingError, embedded_postgres, embedded_valkey
from adapters.postgres.engine import make_engine
from adapters.postgres.schema import current_revision, newest_revision
from entrypoints.setting_values import SettingError
from entrypoints.settings import Settings, read_settings
from rental_core.apartments.ports import PhotosUnreachableError


@contextmanager
def installation(*, database: bool = True, cache: bool = True) -> Iterator[Settings]:
    """The settings with every needed URL filled. Embedded servers are attached to, or started and stopped with the block.

    What goes wrong here is the operator's to mend, and said in one line.
    """
    try:
        with ExitStack() as stack:
            yield _filled(stack, read_settings(), database=database, cache=cache)
    except (SettingError, EmbeddedServerError, EmbeddedServerMissingError) as error:
        raise click.ClickException(str(error)) from error
    except PhotosUnreachableError as error:
        raise click.ClickException(f"the bucket of RENTAL_S3_URL does not take or give pictures: {error.reason}") from error


def _filled(stack: ExitStack, settings: Settings, *, database: bool, cache: bool) -> Settings:
    if database and not settings.database_url:
        postgres = stack.enter_context(embedded_postgres(settings.data_dir))
        settings = evolve(settings, database_url=postgres.url)
    if cache and not settings.redis_url:
        valkey = stack.enter_context(embedded_valkey(settings.data_dir))
        settings = evolve(settings, redis_url=valkey.url)
    return settings


def must_answer(settings: Settings) -> str | None:
    """The revision of the database, None for an empty one. Raises click.ClickException when the database does not answer."""
    try:
        return asyncio.run(_revision(settings.database_url))
    except (SQLAlchemyError, OSError) as error:
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise click.ClickException(f"the database of RENTAL_DATABASE_URL does not answer: {reason}") from error


def must_have_tables(settings: Settings) -> None:
    """Raises click.ClickException when the database does not answer, or has not the tables of this release."""
    revision, wanted = must_answer(settings), newest_revision()
    if revision != wanted:
        raise click.ClickException(f"the database is at revision {revision}, this release wants {wanted}: run 'rental db upgrade'.")


async def _revision(database_url: str) -> str | None:
    engine = make_engine(database_url)
    try:
        return await current_revision(engine)
    finally:
        await engine.dispose()
