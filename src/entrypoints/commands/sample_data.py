"""`rental sample-data`."""

import click

from adapters.postgres.sample import MarketNotEmptyError, Order
from adapters.postgres.schema import upgrade
from entrypoints.market import fill_with_samples, load_cities
from entrypoints.servers import installation, must_answer


@click.command()
@click.option("--apartments", type=click.IntRange(min=1), default=1_000, show_default=True)
@click.option("--bookings", type=click.IntRange(min=0), default=20_000, show_default=True)
@click.option("--seed", default=1, show_default=True, help="The same seed on the same day makes the same market.")
@click.option("--replace", is_flag=True, help="Empty the market that is there first: apartments, bookings and messages are lost.")
def command(apartments: int, bookings: int, seed: int, replace: bool) -> None:
    """Fill an empty database with a believable market. Nobody is told of anything in it."""
    with installation(cache=False) as settings:
        must_answer(settings)
        upgrade(settings.database_url)
        load_cities(settings)
        try:
            fill_with_samples(settings, Order(apartments=apartments, bookings=bookings, seed=seed, replace=replace))
        except MarketNotEmptyError as error:
            raise click.ClickException("There are apartments already. --replace empties the market first; nothing was changed.") from error
    click.echo(f"{apartments:,} apartments and {bookings:,} bookings are there.")
