"""`rental worker`."""

import asyncio

import click

from entrypoints.servers import installation, must_have_tables
from entrypoints.worker import run_worker


@click.command()
def command() -> None:
    """Run the worker. Any number of them share the work."""
    with installation() as settings:
        if not settings.bot_token:
            raise click.ClickException("RENTAL_BOT_TOKEN is empty: the worker speaks through the bot.")
        must_have_tables(settings)
        asyncio.run(run_worker(settings))
