"""The demo: the whole system as real processes on one machine."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import click
from attrs import frozen

from adapters.postgres.schema import upgrade
from entrypoints.children import Child, child, wait_for
from entrypoints.demo_market import DEMO_PEOPLE, fill_market, invite_people
from entrypoints.market import load_missing_cities
from entrypoints.processes import READY
from entrypoints.settings import Settings

READY_SECONDS = 60.0


@frozen
class Demo:
    """One run of the demo; the sizes count when the database is still empty."""

    settings: Settings
    apartments: int
    bookings: int

    def run(self) -> None:
        """Starts everything in order, prints the addresses and waits; stops in the opposite order when interrupted.

        Raises ChildFailedError when a process does not stay up.
        """
        with ExitStack() as stack:
            talks_to_telegram = bool(self.settings.bot_token)
            simulator = None if talks_to_telegram else self._start(stack, "", "simulator")
            upgrade(self.settings.database_url)
            load_missing_cities(self.settings)
            asyncio.run(fill_market(self.settings, self.apartments, self.bookings, with_people=not talks_to_telegram))
            token = self._made_token(*simulator) if simulator else self.settings.bot_token
            started = [self._start(stack, token, *arguments) for arguments in self._processes(talks_to_telegram)]
            for running, ready in started:
                wait_for(ready, running, READY_SECONDS)
            if not talks_to_telegram:
                asyncio.run(invite_people(self.settings.chat_url))
            self._tell(talks_to_telegram)
            self._watch([running for running, _ in started])

    def _processes(self, talks_to_telegram: bool) -> list[tuple[str, ...]]:
        panel = ("panel",) if talks_to_telegram else ("panel", "--chat-url", self.settings.chat_url)
        return [("worker",), ("bot",), panel]

    def _made_token(self, simulator: Child, ready: Path) -> str:
        wait_for(ready, simulator, READY_SECONDS)
        return ready.read_text(encoding="utf-8")

    def _start(self, stack: ExitStack, token: str, *arguments: str) -> tuple[Child, Path]:
        name = arguments[0]
        ready = self.settings.data_dir / "run" / name
        ready.parent.mkdir(parents=True, exist_ok=True)
        ready.unlink(missing_ok=True)
        environment = {**self._environment(token), READY: str(ready)}
        running = child(name, *arguments, logs=self.settings.data_dir / "logs", environment=environment)
        return stack.enter_context(running), ready

    def _environment(self, token: str) -> Mapping[str, str]:
        return {
            "RENTAL_DATABASE_URL": self.settings.database_url,
            "RENTAL_REDIS_URL": self.settings.redis_url,
            "RENTAL_DATA_DIR": str(self.settings.data_dir),
            "RENTAL_PANEL_URL": self.settings.panel_url,
            "RENTAL_CHAT_URL": self.settings.chat_url,
            "RENTAL_SECRET_KEY": self.settings.secret_key,
            "RENTAL_BOT_TOKEN": token,
            "RENTAL_TELEGRAM_API_URL": self.settings.telegram_api_url if self.settings.bot_token else self.settings.chat_url,
        }

    def _tell(self, talks_to_telegram: bool) -> None:
        click.echo("")
        if not talks_to_telegram:
            names = ", ".join(f"{person.first_name} ({person.part})" for person in DEMO_PEOPLE)
            click.echo(f"  Chat   {self.settings.chat_url}/   {names}")
        click.echo(f"  Panel  {self.settings.panel_url}/")
        click.echo(f"  Logs   {self.settings.data_dir / 'logs'}")
        click.echo("")
        click.echo("Ctrl-C stops everything; the next start goes on from here.")

    def _watch(self, running: list[Child]) -> None:
        while True:
            for each in running:
                each.must_run()
            time.sleep(1)
