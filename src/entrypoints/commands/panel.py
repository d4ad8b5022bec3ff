"""`rental panel`."""

import click

from entrypoints.panel import run_panel
from entrypoints.ports import must_be_free
from entrypoints.servers import installation


@click.command()
@click.option("--chat-url", default=None, help="Where the demo's chat page is, for the start page.")
def command(chat_url: str | None) -> None:
    """Run the web panel at RENTAL_PANEL_URL."""
    with installation() as settings:
        must_be_free("RENTAL_PANEL_URL", *settings.panel_address)
        run_panel(settings, chat_url)
