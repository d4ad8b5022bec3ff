"""The command line. Commands are loaded when they run, so that `rental --help` answers at once."""

import sys
from importlib import import_module

import click

# name -> (module under entrypoints.commands with `command`, line for --help)
COMMANDS = {
    "demo": ("demo", "Run everything on this machine: no account, no token, no installed server."),
    "bot": ("bot", "Run the Telegram bot."),
    "panel": ("panel", "Run the web panel."),
    "worker": ("worker", "Run the worker: messages, deadlines, background jobs."),
    "simulator": ("simulator", "Run the Telegram simulator with its chat page."),
    "db": ("db", "Look after the database."),
    "import": ("import_file", "Import apartments from a CSV file."),
    "import-stations": ("import_stations", "Import metro stations from a CSV file."),
    "sample-data": ("sample_data", "Fill an empty database with a believable market."),
    "admin": ("admin", "Give roles; block and unblock people."),
}


class LazyGroup(click.Group):
    """Knows its commands by name and imports one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"entrypoints.commands.{COMMANDS[cmd_name][0]}").command
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rental", prog_name="rental")
def rental() -> None:
    """Short-term apartment rental that lives in Telegram.

    Settings come from the environment and from .env: RENTAL_DATABASE_URL and RENTAL_REDIS_URL (empty: servers of its own),
    RENTAL_BOT_TOKEN, RENTAL_TELEGRAM_API_URL, RENTAL_WEBHOOK_URL, RENTAL_PANEL_URL, RENTAL_CHAT_URL, RENTAL_SECRET_KEY,
    RENTAL_ADMIN_IDS, RENTAL_DATA_DIR; RENTAL_S3_URL, RENTAL_S3_BUCKET, RENTAL_S3_KEY, RENTAL_S3_SECRET, RENTAL_S3_REGION (empty:
    pictures lie in the data folder).
    """


def main() -> None:
    """The console script."""
    sys.exit(rental.main(standalone_mode=True))
