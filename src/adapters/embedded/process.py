"""Running a server under its keeper: launch, wait until it answers, stop, and the end of its log."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from adapters.embedded import keeper
from adapters.embedded.errors import EmbeddedServerError
from adapters.embedded.keeper import Order

START_SECONDS = 120.0
KEEPER_SECONDS = 10.0
LOG_BYTES = 8 * 1024 * 1024
TAIL_BYTES = 4000
# Nothing is inherited: the user's LANG, LC_ALL, PGDATA or TZ must not change how a server behaves.
ENVIRONMENT: Mapping[str, str] = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


@frozen
class Process:
    """A server process and the keeper that ends it."""

    server: str
    keeper: "subprocess.Popen[bytes]"
    log: Path
    log_start: int  # bytes that earlier runs wrote
    patience: float

    def wait_until(self, trouble: Callable[[], str | None], seconds: float = START_SECONDS) -> None:
        """Wait until `trouble` returns None. Raises EmbeddedServerError at once when the process exits before."""
        end = time.monotonic() + seconds
        pause = 0.01
        while (said := trouble()) is not None:
            if self.keeper.poll() is not None:
                raise self._failed(f"stopped while starting, exit code {self.keeper.returncode}")
            if time.monotonic() > end:
                raise self._failed(f"does not answer after {seconds:.0f} s: {said}")
            time.sleep(pause)
            pause = min(pause * 1.5, 0.25)

    def finish(self, seconds: float = START_SECONDS) -> None:
        """Wait for a program that ends by itself. Raises EmbeddedServerError when it fails or takes longer."""
        try:
            code = self.keeper.wait(seconds)
        except subprocess.TimeoutExpired:
            raise self._failed(f"not ready after {seconds:.0f} s") from None
        finally:
            self.stop()
        if code != 0:
            raise self._failed(f"could not be prepared, exit code {code}")

    def stop(self) -> None:
        """End the server, politely first; returns when it has ended."""
        pipe = self.keeper.stdin
        assert pipe is not None
        with suppress(BrokenPipeError, ValueError):
            os.write(pipe.fileno(), b"stop")  # not only closed: a forked child of ours may hold the other end
        pipe.close()
        try:
            self.keeper.wait(self.patience)
        except subprocess.TimeoutExpired:
            self.keeper.kill()
            self.keeper.wait()

    def _failed(self, reason: str) -> EmbeddedServerError:
        return EmbeddedServerError(self.server, reason, log_tail(self.log, self.log_start))


def launch(server: str, order: Order, log: Path) -> Process:
    """Start the keeper, and with it the server, in a session of their own: Ctrl-C in a terminal must not reach them."""
    patience = sum(seconds for _, seconds in order.stops) + KEEPER_SECONDS
    with _opened(log) as output:
        log_start = output.tell()
        started = subprocess.Popen(
            [sys.executable, "-I", "-S", keeper.__file__, json.dumps(order)],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            pass_fds=(order.lock,),
            start_new_session=True,
        )
    return Process(server, started, log, log_start, patience)


def log_tail(log: Path, start: int = 0) -> str:
    """The last lines of the log after byte `start`, empty when there are none."""
    with suppress(OSError), log.open("rb") as file:
        file.seek(max(start, log.stat().st_size - TAIL_BYTES))
        return file.read().decode("utf-8", "replace").strip()
    return ""


def _opened(log: Path) -> BinaryIO:
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".log.old"))
    return os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")
