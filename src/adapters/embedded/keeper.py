"""The small process between us and a server: it stops the server when its parent asks or is gone, killed -9 included.

On Linux the server also ends when its keeper is killed. Run as a script by `process.py` in a session of its own, so it
may import the standard library only.
"""

import ctypes
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

PR_SET_PDEATHSIG = 1
PARENT_CHECK_SECONDS = 1.0


class Order(NamedTuple):
    """What to run, and how to stop it."""

    command: list[str]
    folder: str  # working directory of the server
    environment: dict[str, str]
    account: tuple[int, int] | None  # user and group id to become, only as root
    stops: list[tuple[int, float]]  # signals from polite to strong, each with the seconds it is given
    lock: int  # open file whose lock lives as long as any process of the server
    sockets: str | None  # folder removed when the server has ended
    parent: int  # process id whose end ends the server


def main() -> int:
    """Run the ordered command. Returns its exit code, 128 + signal when a signal ended it."""
    order = Order(*json.loads(sys.argv[1]))
    wake, told_to_stop = _listen_to_signals()
    server = _start(order)
    while server.poll() is None:
        readable, _, _ = select.select([sys.stdin.fileno(), wake], [], [], PARENT_CHECK_SECONDS)
        if wake in readable:
            os.read(wake, 64)
        if sys.stdin.fileno() in readable or told_to_stop() or os.getppid() != order.parent:
            _stop(server, order.stops)
            break
    if order.sockets is not None:
        remove_sockets(Path(order.sockets))
    code = server.wait()
    return code if code >= 0 else 128 - code


def remove_sockets(folder: Path) -> None:
    """Remove the folder with what servers leave in it: sockets and their lock files. A missing one is fine."""
    with suppress(OSError):
        for entry in list(folder.iterdir()):
            entry.unlink()
        folder.rmdir()


def _listen_to_signals() -> tuple[int, Callable[[], bool]]:
    wake, signalled = os.pipe()
    os.set_blocking(wake, False)
    os.set_blocking(signalled, False)
    signal.set_wakeup_fd(signalled)
    asked: list[int] = []
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: asked.append(number))
    return wake, lambda: bool(asked)


def _start(order: Order) -> subprocess.Popen[bytes]:
    user, group = order.account or (None, None)
    # preexec_fn runs after the change of user, which would clear a death signal set before.
    return subprocess.Popen(
        order.command,
        cwd=order.folder,
        env=order.environment,
        stdin=subprocess.DEVNULL,
        pass_fds=(order.lock,),
        user=user,
        group=group,
        extra_groups=None if order.account is None else [],
        umask=0o077,
        preexec_fn=_end_with_the_keeper(order.stops[0][0]),  # noqa: PLW1509 - the keeper has a single thread
    )


def _end_with_the_keeper(number: int) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    control = ctypes.CDLL(None).prctl
    keeper = os.getpid()

    def arrange() -> None:
        control(PR_SET_PDEATHSIG, number)
        if os.getppid() != keeper:
            os._exit(1)

    return arrange


def _stop(server: subprocess.Popen[bytes], stops: list[tuple[int, float]]) -> None:
    for number, patience in stops:
        server.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            server.wait(patience)
            return


if __name__ == "__main__":
    sys.exit(main())
