"""`rental bot`."""

import asyncio

import click

from entrypoints.bot import run_bot
from entrypoints.servers import installation, must_have_tables


@click.command()
def command() -> None:
    """Run the Telegram bot by long polling; RENTAL_BOT_TOKEN says which."""
    with installation() as settings:
        if not settings.bot_token:
            raise click.ClickException("RENTAL_BOT_TOKEN is empty: get a token from @BotFather, or try 'rental demo'.")
        must_have_tables(settings)
        asyncio.run(run_bot(settings))
