"""Starting, sharing and stopping: the same for both servers."""

import os
import signal
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from redis import Redis

from tests.contract.embedded.commands import (
    INTERRUPTED,
    SERVERS,
    begin,
    command,
    end,
    nothing_lives,
    processes,
    said_by,
    until,
)

A_FEW_SECONDS = 10.0
pytestmark = pytest.mark.parametrize("server", SERVERS)


def remember(url: str, dsn: str) -> None:
    if url.startswith("unix:"):
        with Redis.from_url(url) as client:
            client.set("word", "kept")
    else:
        with psycopg.connect(dsn) as connection:
            connection.execute("DROP TABLE IF EXISTS word")
            connection.execute("CREATE TABLE word AS SELECT 'kept' AS text")


def remembered(url: str, dsn: str) -> str:
    if url.startswith("unix:"):
        with Redis.from_url(url, decode_responses=True) as client:
            return str(client.get("word"))
    with psycopg.connect(dsn) as connection:
        return str(connection.execute("SELECT text FROM word").fetchall()[0][0])


def test_whoever_started_it_stops_it_and_the_data_stays(server: str, data: Path) -> None:
    with command(server, data) as first:
        assert first.said["started"]
        remember(first.url, first.dsn)
    assert nothing_lives(data / server)
    with command(server, data) as second:
        assert remembered(second.url, second.dsn) == "kept"


def test_a_second_command_attaches_and_leaves_the_server_running(server: str, data: Path) -> None:
    with command(server, data) as first:
        remember(first.url, first.dsn)
        with command(server, data) as second:
            assert not second.said["started"]
            assert second.url == first.url
        assert remembered(first.url, first.dsn) == "kept"


def test_of_commands_that_race_one_starts_and_the_others_attach(server: str, empty_data: Path) -> None:
    racing = [begin(server, empty_data) for _ in range(3)]
    said = [said_by(process) for process in racing]
    for process in sorted(racing, key=lambda process: said[racing.index(process)]["started"]):
        end(process)
    assert sorted(one["started"] for one in said) == [False, False, True]
    assert len({one["url"] for one in said}) == 1


def test_a_killed_command_leaves_no_server_and_no_sockets(server: str, data: Path) -> None:
    with command(server, data) as killed:
        remember(killed.url, killed.dsn)
        killed.kill()
        until(lambda: nothing_lives(data / server), A_FEW_SECONDS)
    with command(server, data) as next_one:
        assert next_one.said["started"]
        assert remembered(next_one.url, next_one.dsn) == "kept"


def test_a_command_that_comes_while_the_server_of_a_killed_one_ends_starts_its_own(server: str, data: Path) -> None:
    with command(server, data) as killed:
        os.kill(killed.process.pid, signal.SIGKILL)
        killed.process.wait()
        with command(server, data) as next_one:
            assert next_one.said["started"]


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="a killed keeper is noticed on Linux only")
def test_a_killed_keeper_ends_its_server(server: str, data: Path) -> None:
    with command(server, data):
        for keeper in processes(data / server, "keeper.py"):
            os.kill(keeper, signal.SIGKILL)
        until(lambda: not processes(data / server), A_FEW_SECONDS)


def test_a_server_killed_itself_keeps_what_it_was_told(server: str, data: Path) -> None:
    with ExitStack() as stack:
        first = stack.enter_context(command(server, data))
        remember(first.url, first.dsn)
        for process in processes(data / server):
            if process not in {first.process.pid, *processes(data / server, "keeper.py")}:
                os.kill(process, signal.SIGKILL)
        until(lambda: nothing_lives_but(first.process.pid, data / server), A_FEW_SECONDS)
        with command(server, data) as next_one:
            assert next_one.said["started"]
            assert remembered(next_one.url, next_one.dsn) == "kept"


def test_control_c_in_a_terminal_reaches_the_command_and_not_its_server(server: str, data: Path) -> None:
    with command(server, data) as interrupted:
        os.killpg(interrupted.process.pid, signal.SIGINT)
        said = said_by(interrupted.process)
        assert said[INTERRUPTED]
        assert said["url"] == interrupted.url
        assert not said["started"]


def nothing_lives_but(pid: int, folder: Path) -> bool:
    return set(processes(folder)) <= {pid}
