"""Where sockets may lie."""

import os
import tempfile
from pathlib import Path

import pytest

from adapters.embedded.account import Account
from adapters.embedded.sockets import make_sockets

LONGEST_SOCKET_PATH = 103  # bytes, on macOS; Linux allows four more


@pytest.mark.parametrize("name", ["so_long_" * 12, "a,comma", "a space", "по-русски"])
def test_an_awkward_folder_for_temporary_files_is_not_used(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    awkward = tmp_path / name
    awkward.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(awkward))
    made = make_sockets()
    made.rmdir()
    assert not made.is_relative_to(awkward)
    assert len(os.fsencode(made / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH


def test_a_folder_the_server_cannot_enter_is_not_used(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as closed:
        monkeypatch.setattr(tempfile, "tempdir", closed)
        made = make_sockets(account)
        owner, mode = made.stat().st_uid, made.stat().st_mode & 0o777
        made.rmdir()
        assert (owner, mode) == (account.uid, 0o700)
        assert not made.is_relative_to(closed)
