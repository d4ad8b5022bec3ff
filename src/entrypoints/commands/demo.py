"""`rental demo`."""

import signal
from types import FrameType

import click

from entrypoints.children import ChildFailedError
from entrypoints.demo import Demo
from entrypoints.ports import must_be_free
from entrypoints.servers import installation, must_answer
from entrypoints.settings import Settings


@click.command()
@click.option("--apartments", default=600, show_default=True, help="Size of the sample market, on the first start.")
@click.option("--bookings", default=12_000, show_default=True, help="Bookings in the sample market, on the first start.")
def command(apartments: int, bookings: int) -> None:
    """Run everything on this machine: servers, sample market, bot, worker, panel and a chat page.

    Ctrl-C stops it; the next start finds everything as it was. With RENTAL_BOT_TOKEN it talks to Telegram instead of the chat page.
    """
    for number in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: a shell starts its background jobs with it ignored
        signal.signal(number, _interrupt)
    try:
        with installation() as settings:
            _must_have_ports(settings)
            must_answer(settings)
            Demo(settings, apartments, bookings).run()
    except ChildFailedError as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        click.echo("Stopped. Everything is kept for the next start.")


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _must_have_ports(settings: Settings) -> None:
    must_be_free("RENTAL_PANEL_URL", *settings.panel_address)
    if not settings.bot_token:
        must_be_free("RENTAL_CHAT_URL", *settings.chat_address)
    if settings.webhook_url:
        must_be_free("RENTAL_WEBHOOK_URL", *settings.webhook_address)
