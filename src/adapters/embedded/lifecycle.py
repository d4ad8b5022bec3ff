"""From a data folder to a running server and back, the same for both servers."""

import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from adapters.embedded.errors import EmbeddedServerError
from adapters.embedded.keeper import Order, remove_sockets
from adapters.embedded.process import START_SECONDS, Process, launch, log_tail
from adapters.embedded.sharing import POLL_SECONDS, Home

ENDING_SECONDS = 10.0


class Recipe(ABC):
    """What differs between the servers."""

    home: Home

    @abstractmethod
    def prepare(self, lock: int, /) -> None:
        """Make the server's data ready for a start; nothing of an earlier server lives."""

    @abstractmethod
    def make_sockets(self) -> Path:
        """A new private folder the server may put its socket in."""

    @abstractmethod
    def order(self, sockets: Path, lock: int) -> Order:
        """How to run the server."""

    @abstractmethod
    def trouble(self, sockets: Path) -> str | None:
        """None when the server is ready for use, else why not yet."""


@frozen
class Running:
    """A server that answers, and its process when we started it."""

    sockets: Path
    process: Process | None


@contextmanager
def served(recipe: Recipe) -> Iterator[Running]:
    """Attach to the server of this folder, or start it and stop it at the end. Raises EmbeddedServerError."""
    with recipe.home.deciding():
        running = _attached_or_started(recipe)
    try:
        yield running
    finally:
        if running.process is not None:
            running.process.stop()
            recipe.home.wait_until_ended(ENDING_SECONDS)
            remove_sockets(running.sockets)  # the keeper did, unless it was killed


def _attached_or_started(recipe: Recipe) -> Running:
    end = time.monotonic() + START_SECONDS
    trouble: str | None = "it has not opened its socket"
    while time.monotonic() < end:
        with recipe.home.alive_lock() as lock:
            if lock is not None:
                return _started(recipe, lock)
        sockets = recipe.home.sockets
        if sockets is not None and (trouble := recipe.trouble(sockets)) is None:
            return Running(sockets, None)
        time.sleep(POLL_SECONDS)
    home = recipe.home
    reason = f"a server is running in {home.folder} but neither answers nor ends: {trouble}"
    raise EmbeddedServerError(home.server, reason, log_tail(home.log))


def _started(recipe: Recipe, lock: int) -> Running:
    try:
        recipe.prepare(lock)
        sockets = recipe.make_sockets()
    except OSError as error:
        raise EmbeddedServerError(recipe.home.server, str(error)) from error
    try:
        recipe.home.use_sockets(sockets)
        process = launch(recipe.home.server, recipe.order(sockets, lock), recipe.home.log)
    except BaseException:
        remove_sockets(sockets)
        raise
    try:
        process.wait_until(lambda: recipe.trouble(sockets))
    except BaseException:
        process.stop()
        raise
    return Running(sockets, process)
