"""`rental simulator`."""

import click

from adapters.simulator import FolderInUseError, RunningSimulator, SimulatorSettings, run_simulator
from entrypoints.processes import end_with_parent, tell_ready
from entrypoints.servers import installation


@click.command()
def command() -> None:
    """Run the Telegram simulator; its chat page answers at RENTAL_CHAT_URL."""
    with installation(database=False, cache=False) as settings:
        host, port = settings.chat_address
        try:
            run_simulator(SimulatorSettings(folder=settings.data_dir / "simulator", host=host, port=port), _announce)
        except (OSError, ValueError, FolderInUseError) as error:
            raise click.ClickException(f"the chat cannot be served at {settings.chat_url}: {error}") from error


def _announce(running: RunningSimulator) -> None:
    click.echo(f"Chats: {running.url}/")
    tell_ready(running.token)
    end_with_parent()
