"""Other commands that use an embedded server: real processes the tests can interrupt and kill."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen

from adapters.embedded import PostgresServer, ValkeyServer, embedded_postgres, embedded_valkey
from adapters.embedded.account import Account
from adapters.embedded.sharing import Home

PATIENCE = 60.0
Server = PostgresServer | ValkeyServer
SERVERS: Mapping[str, Callable[[Path], AbstractContextManager[Server]]] = {"postgres": embedded_postgres, "valkey": embedded_valkey}
INTERRUPTED = "interrupted"


@frozen
class Command:
    """A process inside `with embedded_...(data)`; `said` is what it found there."""

    process: "subprocess.Popen[str]"
    said: Mapping[str, Any]

    @property
    def url(self) -> str:
        return str(self.said["url"])

    @property
    def dsn(self) -> str:
        return str(self.said["dsn"])

    def kill(self) -> None:
        """As the kernel does when memory runs out."""
        self.process.kill()
        self.process.wait(PATIENCE)


def begin(
    server: str, data: Path, env: Mapping[str, str] | None = None, prefix: Sequence[str] = (), stderr: int | None = None
) -> "subprocess.Popen[str]":
    """Start a command and do not wait for its server."""
    return subprocess.Popen(
        [*prefix, sys.executable, "-W", "error", __file__, server, str(data)],
        env=dict(os.environ) if env is None else dict(env),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        start_new_session=True,
    )


@contextmanager
def command(server: str, data: Path, env: Mapping[str, str] | None = None, prefix: Sequence[str] = ()) -> Iterator[Command]:
    """A command whose server is up; it ends with the block, unless a test ended it before."""
    process = begin(server, data, env, prefix)
    try:
        yield Command(process, said_by(process))
    finally:
        end(process)


def said_by(process: "subprocess.Popen[str]") -> dict[str, Any]:
    """The next line of a command."""
    assert process.stdout is not None
    said: dict[str, Any] = json.loads(process.stdout.readline())
    return said


def end(process: "subprocess.Popen[str]") -> None:
    """Let the command leave its block, and wait for it."""
    process.communicate(timeout=PATIENCE)


def until(true: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait for a condition. Raises TimeoutError."""
    end_at = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end_at:
            raise TimeoutError
        time.sleep(0.02)


def nothing_lives(folder: Path) -> bool:
    """True when no process of the server of this folder is left, nor its sockets."""
    home = Home("", folder)
    with home.alive_lock() as lock:
        return lock is not None and (home.sockets is None or not home.sockets.exists()) and not processes(folder)


def processes(folder: Path, program: str = "") -> list[int]:
    """Process ids that work in the folder or name it, keepers included."""
    listed = subprocess.run(["ps", "-Awwo", "pid=,stat=,args="], check=True, capture_output=True, text=True).stdout
    named = (json.dumps(str(folder))[1:-1], str(folder))
    found = []
    for line in listed.splitlines():
        pid, state, args = line.split(None, 2)
        inside = any(name in args for name in named) or _works_in(int(pid), folder)
        if inside and not state.startswith("Z") and program in args and int(pid) != os.getpid():
            found.append(int(pid))
    return found


def postmaster(folder: Path) -> int:
    """The process id of the running PostgreSQL."""
    return int((folder / "cluster" / "postmaster.pid").read_bytes().split(b"\n", 1)[0])


def as_plain_user(account: Account) -> Sequence[str]:
    """What to put before a command so that root runs it as another user who still finds the interpreter."""
    setpriv = shutil.which("setpriv")
    assert setpriv is not None
    see_the_interpreter = ("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")
    return (setpriv, f"--reuid={account.uid}", f"--regid={account.gid}", "--clear-groups", *see_the_interpreter)


def _works_in(pid: int, folder: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").readlink().is_relative_to(folder)
    except OSError:
        return False


def _hold() -> None:
    """Use a server until the standard input ends; an interrupt is answered with whether the server still works."""
    with SERVERS[sys.argv[1]](Path(sys.argv[2])) as server:
        said = {"url": server.url, "dsn": getattr(server, "dsn", ""), "started": server.started}
        try:
            print(json.dumps(said), flush=True)
            sys.stdin.read()
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            with SERVERS[sys.argv[1]](Path(sys.argv[2])) as again:
                print(json.dumps({INTERRUPTED: True, "url": again.url, "started": again.started}), flush=True)


if __name__ == "__main__":
    _hold()
