"""Several commands, one data folder: who starts its server, who attaches.

Two locks, both dropped by the kernel when their holders end: `start` is held by the command that decides, `alive` is
inherited by every process of the server, so it is free exactly when nothing of the last server is left.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from attrs import frozen

from adapters.embedded.errors import EmbeddedServerError
from adapters.embedded.keeper import remove_sockets

START_LOCK_SECONDS = 300.0  # another command may be preparing and starting, 120 s each
POLL_SECONDS = 0.05
OWNER = "owner"  # the file in a folder of sockets that names its data folder


@frozen
class Home:
    """The folder of one server below the data folder: its data, its log, its locks."""

    server: str
    folder: Path

    @classmethod
    def of(cls, server: str, folder: Path) -> "Home":
        """Raises EmbeddedServerError when the folder cannot be written."""
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            home = cls(server, folder.resolve())
            with home._opened("start.lock") as lock:
                _locked(lock)  # a file system without locks is found out here
                return home
        except OSError as error:
            reason = f"cannot use {folder} ({error.strerror}); run as its owner or choose another data folder"
            raise EmbeddedServerError(server, reason) from error

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @contextmanager
    def deciding(self) -> Iterator[None]:
        """Be the only command that starts or attaches. Raises EmbeddedServerError after 5 minutes of waiting."""
        end = time.monotonic() + START_LOCK_SECONDS
        with self._opened("start.lock") as lock:
            while not _locked(lock):
                if time.monotonic() > end:
                    raise EmbeddedServerError(self.server, f"another command keeps starting it in {self.folder}")
                time.sleep(POLL_SECONDS)
            yield

    @contextmanager
    def alive_lock(self) -> Iterator[int | None]:
        """The lock for a new server to inherit, None while something of the last one lives."""
        with self._opened("alive.lock") as lock:
            yield lock if _locked(lock) else None

    def wait_until_ended(self, seconds: float) -> None:
        """Wait until every process of the server is gone."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with self.alive_lock() as lock:
                if lock is not None:
                    return
            time.sleep(POLL_SECONDS)

    @property
    def sockets(self) -> Path | None:
        """The folder of sockets the server was last started with."""
        try:
            return Path(self._note.read_text("utf-8"))
        except FileNotFoundError:
            return None

    def use_sockets(self, sockets: Path) -> None:
        """Note the folder for those who attach; remove the one a killed server may have left."""
        left = self.sockets
        if left is not None and self._owns(left):
            remove_sockets(left)
        (sockets / OWNER).write_bytes(os.fsencode(self.folder))
        self._note.write_text(str(sockets), "utf-8")

    def _owns(self, sockets: Path) -> bool:
        # A copied data folder still names the sockets of the original, which may be in use.
        try:
            return (sockets / OWNER).read_bytes() == os.fsencode(self.folder)
        except OSError:
            return False

    @property
    def _note(self) -> Path:
        return self.folder / "sockets"

    @contextmanager
    def _opened(self, name: str) -> Iterator[int]:
        descriptor = os.open(self.folder / name, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            yield descriptor
        finally:
            os.close(descriptor)


def _locked(descriptor: int) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
