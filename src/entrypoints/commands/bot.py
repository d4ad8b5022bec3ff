"""`rental bot`."""

import asyncio

import click

from entrypoints.bot import run_bot
from entrypoints.ports import OPTION, must_be_free
from entrypoints.servers import installation, must_have_tables

Address = tuple[str, int]


class AddressType(click.ParamType[Address]):
    """HOST:PORT, an IPv6 host in brackets."""

    name = "HOST:PORT"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Address:
        host, _, port = value.rpartition(":")
        if not host or not port.isdecimal() or int(port) > 65535:
            self.fail(f"{value!r} is no HOST:PORT", param, ctx)
        return host.strip("[]"), int(port)


@click.command()
@click.option("--listen", type=AddressType(), default=None, help="Where to take what Telegram posts to RENTAL_WEBHOOK_URL.")
def command(listen: Address | None) -> None:
    """Run the Telegram bot; RENTAL_BOT_TOKEN says which.

    It asks Telegram for updates (long polling), or takes those that are posted to RENTAL_WEBHOOK_URL: https://HOST/PATH of a proxy that
    passes them on, path included, to 127.0.0.1:8082 or where --listen says. Several bots behind one proxy need nothing else in common than
    token, database and Valkey. GET /health there says how the bot is.
    """
    with installation() as settings:
        if not settings.bot_token:
            raise click.ClickException("RENTAL_BOT_TOKEN is empty: get a token from @BotFather, or try 'rental demo'.")
        address = listen or settings.webhook_address
        if settings.webhook_url:
            must_be_free("rental bot --listen", *address, said_as=OPTION)
        must_have_tables(settings)
        asyncio.run(run_bot(settings, address))
