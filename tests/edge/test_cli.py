"""The command line: what it offers, what it says when something is missing, and what it does to the database."""

import os
from collections.abc import Callable
from pathlib import Path

import click
import psycopg
import pytest
from click.testing import CliRunner, Result

from adapters.embedded import PostgresServer
from adapters.postgres.schema import downgrade, newest_revision
from entrypoints.cli import COMMANDS, rental
from entrypoints.servers import installation
from rental_core.apartments.ports import PhotosUnreachableError
from tests.support.ports import free_port, taken_port
from tests.support.servers import temporary_database

TOKEN = "1000000:never-used"

Command = Callable[..., Result]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `rental ARGUMENTS` in a folder without .env, with the given settings only."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("RENTAL_")]:
        monkeypatch.delenv(name)

    def run(*arguments: str, **settings: str) -> Result:
        environment = {f"RENTAL_{name.upper()}": value for name, value in settings.items()}
        return CliRunner().invoke(rental, arguments, env=environment)

    return run


def refused(result: Result) -> str:
    """The one line that a refused command has said."""
    assert result.exit_code == 1, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    lines = result.output.strip().splitlines()
    assert len(lines) == 1, result.output
    return lines[0]


def test_help_names_every_command(command: Command) -> None:
    said = command("--help").output
    assert [name for name in COMMANDS if f"\n  {name} " not in said] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(command: Command, name: str) -> None:
    result = command(name, "--help")
    assert result.exit_code == 0
    assert f"rental {name}" in result.output


def test_an_unknown_command_is_named(command: Command) -> None:
    result = command("rent")
    assert result.exit_code == 2
    assert "'rent'" in result.output


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("ADMIN_IDS", "abc"),
        ("BOT_TOKEN", "my secret"),
        ("CHAT_URL", "http://127.0.0.1:http"),
        ("DATABASE_URL", "mysql://root@localhost/rental"),
        ("PANEL_URL", "nonsense"),
        ("REDIS_URL", "localhost:6379"),
        ("WEBHOOK_URL", "https://rent.example/health"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_in_one_line(command: Command, setting: str, value: str) -> None:
    assert refused(command("admin", "grant", "1", **{setting: value})).startswith(f"Error: RENTAL_{setting}: ")


@pytest.mark.parametrize("name", ["bot", "worker"])
def test_who_speaks_through_telegram_needs_a_token(command: Command, database_url: str, name: str) -> None:
    assert "RENTAL_BOT_TOKEN is empty" in refused(command(name, database_url=database_url, redis_url="redis://127.0.0.1:1"))


@pytest.mark.parametrize("arguments", [("bot",), ("worker",), ("db", "upgrade"), ("admin", "grant", "1")], ids=" ".join)
def test_a_database_that_does_not_answer_is_named(command: Command, arguments: tuple[str, ...]) -> None:
    gone = f"postgresql://nobody@127.0.0.1:{free_port()}/gone"
    said = refused(command(*arguments, database_url=gone, redis_url="redis://127.0.0.1:1", bot_token=TOKEN))
    assert "the database of RENTAL_DATABASE_URL does not answer" in said


@pytest.mark.parametrize("arguments", [("bot",), ("worker",), ("admin", "block", "1", "--reason", "spam")], ids=" ".join)
def test_an_old_database_is_not_worked_with(command: Command, database_url: str, arguments: tuple[str, ...]) -> None:
    downgrade(database_url, "-1")
    said = refused(command(*arguments, database_url=database_url, redis_url="redis://127.0.0.1:1", bot_token=TOKEN))
    assert said.endswith("run 'rental db upgrade'.")


@pytest.mark.usefixtures("command")
def test_a_bucket_that_fails_is_told_in_one_line() -> None:
    with pytest.raises(click.ClickException, match=r"RENTAL_S3_URL .*: 403 InvalidAccessKeyId"), installation(database=False, cache=False):
        raise PhotosUnreachableError("403 InvalidAccessKeyId")


def test_a_taken_port_is_named_with_what_to_do(command: Command, database_url: str) -> None:
    with taken_port() as port:
        urls = {"database_url": database_url, "redis_url": "redis://127.0.0.1:1"}
        panel = refused(command("panel", **urls, panel_url=f"http://127.0.0.1:{port}"))
        hook = {"bot_token": TOKEN, "webhook_url": f"http://127.0.0.1:{port}/hook"}
        bot = refused(command("bot", **urls, **hook))
        chat = refused(command("simulator", chat_url=f"http://127.0.0.1:{port}"))
    assert f"port {port} of 127.0.0.1 is in use" in panel
    assert "RENTAL_PANEL_URL=" in panel
    assert "rental bot --listen 127.0.0.1:" in bot
    assert f"http://127.0.0.1:{port}" in chat


def test_an_empty_database_is_upgraded_and_knows_the_cities(command: Command, postgres_server: PostgresServer) -> None:
    with temporary_database(postgres_server) as database:
        first = command("db", "upgrade", database_url=database.url)
        again = command("db", "upgrade", database_url=database.url)
    assert first.exit_code == 0, first.output
    assert f"at revision {newest_revision()}" in first.output
    assert again.output == first.output


def test_an_empty_folder_gets_a_database_of_its_own(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "a folder of its own"
    for _ in range(2):
        result = command("db", "upgrade", data_dir=str(folder))
        assert result.exit_code == 0, result.output
        assert f"at revision {newest_revision()}" in result.output
    assert not list(folder.rglob("postmaster.pid")), "whoever started the server has stopped it"


def test_an_operator_gives_roles_and_blocks_and_unblocks(command: Command, database_url: str) -> None:
    assert command("admin", "grant", "4242", database_url=database_url).output == "4242 is admin now.\n"
    assert command("admin", "grant", "4242", "--role", "support", database_url=database_url).output == "4242 is support now.\n"
    assert command("admin", "block", "77", "--reason", "spam", database_url=database_url).output == "77 is blocked.\n"
    with psycopg.connect(database_url.replace("+psycopg", "")) as connection:
        people: dict[int, str | None] = dict(connection.execute("SELECT telegram_id, blocked_reason FROM person").fetchall())
    assert people == {4242: None, 77: "spam"}
    assert command("admin", "unblock", "77", database_url=database_url).output == "77 may come back.\n"


@pytest.mark.parametrize("number", ["0", "-5", "me"])
def test_a_telegram_id_is_a_positive_number(command: Command, number: str) -> None:
    assert command("admin", "grant", "--", number).exit_code == 2
