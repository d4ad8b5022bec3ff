"""`rental db`."""

import click

from adapters.postgres.schema import newest_revision, upgrade
from entrypoints.market import load_cities
from entrypoints.servers import installation, must_answer


@click.group()
def command() -> None:
    """Look after the database."""


@command.command("upgrade")
def upgrade_database() -> None:
    """Bring the database to the tables of this release, and the list of cities with it. Safe to repeat."""
    with installation(cache=False) as settings:
        must_answer(settings)
        upgrade(settings.database_url)
        cities = load_cities(settings)
    click.echo(f"The database is at revision {newest_revision()} and knows {cities} cities.")
