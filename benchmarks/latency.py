"""How soon after a decision commits does the worker call the Bot API, when nothing else is going on?

python -m benchmarks.latency [--decisions 100]

The worker and the simulator are processes of their own, as in an installation; the goal is a median of 150 ms.
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.postgres.schema import upgrade
from entrypoints.market import load_cities
from entrypoints.settings import Settings
from entrypoints.wiring import make_container
from rental_core.apartments.apartment import Apartment
from tests.support.servers import fresh_database, session_servers
from tests.support.simulator import Simulator, until
from tests.support.system import System, simulated_system
from tests.support.town import Resident, Town

GOAL = 150.0  # milliseconds
PATIENCE = 10.0


def main() -> int:
    """Prints the figures; 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=100)
    decisions = parser.parse_args().decisions
    with _installation() as system:
        waits = sorted(asyncio.run(_measure(system, decisions)))
    median, p95 = statistics.median(waits), waits[int(len(waits) * 0.95)]
    print(f"{len(waits)} decisions, one at a time, from commit to Bot API call:")
    print(f"  p50 {median:.0f} ms, p95 {p95:.0f} ms, longest {waits[-1]:.0f} ms")
    print(f"  goal: p50 below {GOAL:.0f} ms, which is {GOAL / median:.1f} times the figure")
    return int(median >= GOAL)


@contextmanager
def _installation() -> Iterator[System]:
    with tempfile.TemporaryDirectory(prefix="rental-latency-") as folder, session_servers() as servers:
        database = fresh_database(servers.postgres)
        upgrade(database.url)
        load_cities(Settings(database_url=database.url))
        with simulated_system(database, servers.valkey, Path(folder)) as system:
            system.must_run("worker")
            yield system


async def _measure(system: System, decisions: int) -> list[float]:
    """Milliseconds from each commit to its message."""
    async with Simulator(system.chat_url) as simulator, make_container(system.settings) as container:
        town = Town(simulator, container)
        landlord = await town.resident("Boris")
        flat = await town.flat(landlord)
        await _decision(town, landlord, flat)  # the first one warms up both sides
        return [await _decision(town, landlord, flat) for _ in range(decisions)]


async def _decision(town: Town, landlord: Resident, flat: Apartment) -> float:
    renter = await town.resident("Anna")
    booking = await town.request(renter, flat)
    await _quiet(town, landlord, renter)
    await asyncio.sleep(random.uniform(0.1, 0.5))  # idle, and at no fixed point between the worker's own looks
    await town.decline(booking)
    committed = time.time()
    await until(lambda: _told(renter), PATIENCE, lambda: "the renter was not told")
    [call] = await renter.chat.calls("sendMessage")
    await _quiet(town, landlord, renter)
    return 1000 * (float(call["at"]) - committed)


async def _told(renter: Resident) -> bool:
    return bool(await renter.chat.calls("sendMessage"))


async def _quiet(town: Town, *people: Resident) -> None:
    """Wait until everything has been said."""

    async def quiet() -> bool:
        states = {row.state for person in people for row in await town.deliveries(person)}
        return "waiting" not in states

    await until(quiet, PATIENCE, lambda: "something is left to be said")


if __name__ == "__main__":
    sys.exit(main())
