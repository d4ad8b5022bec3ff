"""A data folder per test, awkward on purpose, and proof that no test leaves a server behind."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from adapters.embedded import embedded_postgres
from adapters.embedded.account import Account, server_account
from tests.contract.embedded.commands import nothing_lives, until


@pytest.fixture(scope="session")
def cluster() -> Iterator[Path]:
    """A cluster the tests lend each other: preparing or copying one takes seconds on a slow disk."""
    with tempfile.TemporaryDirectory() as folder:
        with embedded_postgres(Path(folder), durable=False):
            pass
        yield Path(folder, "postgres", "cluster")


@pytest.fixture
def data(empty_data: Path, cluster: Path) -> Iterator[Path]:
    """The awkward folder with a prepared cluster, which has a table `word` from an earlier test or has none."""
    home = empty_data / "postgres"
    home.mkdir(mode=0o700, parents=True)
    borrowed = cluster.rename(home / "cluster")
    yield empty_data
    until(partial(nothing_lives, home), seconds=20)
    borrowed.rename(cluster)


@pytest.fixture
def empty_data() -> Iterator[Path]:
    """A folder with spaces and Cyrillic letters in its name, below folders nobody else may enter."""
    parent = Path(tempfile.mkdtemp(prefix="rental test "))
    folder = parent / "данные 'аренды'"
    yield folder
    for home in (folder / "postgres", folder / "valkey"):
        if home.exists():
            until(partial(nothing_lives, home), seconds=20)
    shutil.rmtree(parent)


@pytest.fixture
def account() -> Account:
    """The user root's PostgreSQL runs as."""
    if os.geteuid() != 0:
        pytest.skip("needs root")
    found = server_account(Path("/nonexistent"))
    assert found is not None
    return found
