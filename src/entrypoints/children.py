"""Processes of the demo: started in order, watched, stopped in the opposite order."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from attrs import field, frozen

STOP_SECONDS = 20.0
TAIL = 15  # lines of a log worth showing
PARENT = "RENTAL_PARENT_PID"  # tells a child whom to outlive never


@frozen
class ChildFailedError(Exception):
    """A process of the demo ended by itself, or was not ready in time."""

    name: str
    log: Path

    def __str__(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-TAIL:]
        return f"{self.name} did not stay up. The end of {self.log}:\n" + "\n".join(lines)


@frozen
class Child:
    """A running process and where it logs."""

    name: str
    log: Path
    process: "subprocess.Popen[bytes]" = field(repr=False)

    def must_run(self) -> None:
        """Raises ChildFailedError once the process has ended."""
        if self.process.poll() is not None:
            raise ChildFailedError(self.name, self.log)

    def stop(self) -> None:
        """Asks it to end, and insists when it does not."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def child(name: str, *arguments: str, logs: Path, environment: Mapping[str, str]) -> Iterator[Child]:
    """`rental ARGUMENTS` as a process of its own while the block runs.

    It gets a session of its own: Ctrl-C in the terminal reaches the demo alone, which then stops its processes in order.
    """
    logs.mkdir(parents=True, exist_ok=True)
    log = logs / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", "from entrypoints.cli import main; main()", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment, PARENT: str(os.getpid())},
            start_new_session=True,
        )
    running = Child(name, log, process)
    try:
        yield running
    finally:
        running.stop()


def wait_for(path: Path, running: Child, seconds: float) -> None:
    """Returns once the process has written `path`. Raises ChildFailedError when it ends first or takes too long."""
    deadline = time.monotonic() + seconds
    while not path.exists():
        running.must_run()
        if time.monotonic() > deadline:
            raise ChildFailedError(running.name, running.log)
        time.sleep(0.05)
