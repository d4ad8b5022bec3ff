"""All moves mixed, through the use cases on PostgreSQL: does any night get two takers, does anything deadlock?

python -m benchmarks.mixed_load [--clients 32] [--apartments 5] [--seconds 10] [--seed 1]
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from attrs import define, evolve, field
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.embedded import embedded_postgres
from adapters.postgres.engine import PoolSettings, make_engine
from adapters.postgres.schema import upgrade
from adapters.postgres.work import PostgresWork
from entrypoints.clock import SystemClock
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, BookingMode
from rental_core.bookings.block_nights import BlockNights, FreeNights, HeldRequestsError
from rental_core.bookings.booking import BookingId, Reason, RequestKey, Why
from rental_core.bookings.cancel import CancelBooking
from rental_core.bookings.confirm import ConfirmBooking
from rental_core.bookings.decline import DeclineBooking
from rental_core.bookings.request import RequestBooking, StayRequest
from rental_core.bookings.rules import BookingLimits
from rental_core.bookings.withdraw import WithdrawBooking
from rental_core.calendar.occupancy import NightsTakenError
from rental_core.errors import RentalError
from rental_core.notifications.losers import SweepAfterEvents
from rental_core.pricing.quote import quote_for
from rental_core.stay import FOREVER, Stay
from tests.support.builders import SOCHI, a_person, an_apartment

DAYS = 120

OVERLAPS = text(
    "SELECT count(*) FROM occupancy a JOIN occupancy b ON a.apartment_id = b.apartment_id AND a.ctid < b.ctid"
    " AND a.check_in < b.check_out AND b.check_in < a.check_out"
)
SOLD_TWICE = text(
    "SELECT count(*) FROM booking a JOIN booking b ON a.apartment_id = b.apartment_id AND a.id < b.id"
    " AND a.status = 'confirmed' AND b.status = 'confirmed' AND a.check_in < b.check_out AND b.check_in < a.check_out"
)
HOLDING_NOTHING = text(
    "SELECT count(*) FROM booking b WHERE (b.status = 'confirmed' OR (b.status = 'requested' AND b.mode = 'hold'))"
    " AND NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.booking_id = b.id)"
)
LEFT_PENDING = text(
    "SELECT count(*) FROM booking b WHERE b.status = 'requested' AND b.mode = 'open' AND EXISTS (SELECT 1 FROM occupancy o"
    " LEFT JOIN booking t ON t.id = o.booking_id WHERE o.apartment_id = b.apartment_id AND o.check_in < b.check_out"
    " AND b.check_in < o.check_out AND (o.block_id IS NOT NULL OR t.status <> 'requested'))"
)


@define
class Load:
    """One run: who is there, what has been asked for, and what came of it."""

    engine: AsyncEngine
    random: random.Random
    apartments: list[Apartment] = field(factory=list)
    renters: list[PersonId] = field(factory=list)
    bookings: list[tuple[BookingId, Apartment, PersonId]] = field(factory=list)
    done: Counter[str] = field(factory=Counter)
    refused: Counter[str] = field(factory=Counter)
    broken: Counter[str] = field(factory=Counter)
    times: dict[str, list[float]] = field(factory=dict)

    @property
    def work(self) -> PostgresWork:
        return PostgresWork(self.engine)

    async def client(self, until: float) -> None:
        clock = SystemClock()
        moves = {
            "request": (45, self._request),
            "confirm": (15, self._confirm),
            "decline": (8, self._decline),
            "withdraw": (8, self._withdraw),
            "cancel": (16, self._cancel),
            "block": (4, self._block),
            "free": (4, self._free),
        }
        names, weights = list(moves), [weight for weight, _ in moves.values()]
        while time.monotonic() < until:
            name = self.random.choices(names, weights)[0]
            started = time.perf_counter()
            try:
                await moves[name][1](clock)
                self.done[name] += 1
            except RentalError as error:
                self.refused[f"{name}: {type(error).__name__}"] += 1
            except Exception as error:  # noqa: BLE001 - counting what must not happen is the purpose
                self.broken[f"{name}: {error!r:.200}"] += 1
            self.times.setdefault(name, []).append(time.perf_counter() - started)

    def _stay(self) -> Stay:
        start = datetime.now(UTC).date() + timedelta(days=self.random.randrange(1, DAYS))
        return Stay(start, start + timedelta(days=self.random.randrange(1, 8)))

    async def _request(self, clock: SystemClock) -> None:
        flat, renter, stay = self.random.choice(self.apartments), self.random.choice(self.renters), self._stay()
        flat = evolve(flat, mode=self.random.choice(list(BookingMode))) if self.random.random() < 0.02 else flat
        key = RequestKey(f"{self.random.getrandbits(64):x}")
        asked = StayRequest(renter_id=renter, apartment_id=flat.id, stay=stay, guests=1, shown=quote_for(flat, stay).tag, key=key)
        limits = BookingLimits(pending=10_000, upcoming=10_000)
        booking = await RequestBooking(self.work, clock, limits)(asked)
        self.bookings.append((booking.id, flat, renter))

    def _recent(self) -> tuple[BookingId, Apartment, PersonId]:
        if not self.bookings:
            raise NightsTakenError(self.apartments[0].id, self._stay())
        return self.random.choice(self.bookings[-200:])

    async def _confirm(self, clock: SystemClock) -> None:
        booking, flat, _ = self._recent()
        await ConfirmBooking(self.work, clock)(booking, by=flat.landlord_id)

    async def _decline(self, clock: SystemClock) -> None:
        booking, flat, _ = self._recent()
        await DeclineBooking(self.work, clock)(booking, by=flat.landlord_id, reason=Reason(Why.HOUSE_RULES))

    async def _withdraw(self, clock: SystemClock) -> None:
        booking, _, renter = self._recent()
        await WithdrawBooking(self.work, clock)(booking, by=renter)

    async def _cancel(self, clock: SystemClock) -> None:
        booking, _, renter = self._recent()
        await CancelBooking(self.work, clock)(booking, by=renter, reason=Reason(Why.PLANS_CHANGED))

    async def _block(self, clock: SystemClock) -> None:
        flat, stay = self.random.choice(self.apartments), self._stay()
        if self.random.random() < 0.2:
            stay = Stay(stay.check_in, FOREVER)
        block = BlockNights(self.work, clock)
        try:
            await block(flat.id, stay, by=flat.landlord_id)
        except HeldRequestsError as held:
            await block(flat.id, stay, by=flat.landlord_id, declining=[each.booking_id for each in held.requests])

    async def _free(self, clock: SystemClock) -> None:
        flat = self.random.choice(self.apartments)
        await FreeNights(self.work, clock)(flat.id, Stay(datetime.now(UTC).date() + timedelta(days=1), FOREVER), by=flat.landlord_id)

    async def sweeper(self, until: float) -> None:
        sweep = SweepAfterEvents(self.work, SystemClock())
        while time.monotonic() < until:
            if not await sweep():
                await asyncio.sleep(0.02)


async def run(url: str, clients: int, apartments: int, seconds: float, seed: int) -> Load:
    """Fills the database, runs the load, sweeps to the end."""
    engine = make_engine(url, PoolSettings(size=clients + 2, overflow=4, wait=30))
    load = Load(engine, random.Random(seed))
    await _fill(load, apartments)
    until = time.monotonic() + seconds
    await asyncio.gather(*(load.client(until) for _ in range(clients)), load.sweeper(until))
    while await SweepAfterEvents(load.work, SystemClock())():
        pass
    return load


async def _fill(load: Load, apartments: int) -> None:
    now = datetime.now(UTC)
    async with load.work() as work:
        await work.cities.add(SOCHI)
        people = [await work.people.add(a_person("Somebody", number=await work.people.next_id(), since=now)) for _ in range(201)]
        for number in range(apartments):
            flat = an_apartment(id=await work.apartments.next_id(), landlord_id=people[0].id, mode=list(BookingMode)[number % 3])
            await work.apartments.add(flat)
            load.apartments.append(flat)
    load.renters = [person.id for person in people[1:]]


async def report(load: Load, seconds: float) -> bool:
    """Prints what happened; whether all promises were kept."""
    operations = sum(load.done.values()) + sum(load.refused.values())
    print(f"{operations / seconds:,.0f} operations/s; done {dict(load.done)}")
    for name, times in sorted(load.times.items()):
        ordered = sorted(times)
        p50, p99 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
        print(f"  {name:9} p50 {p50 * 1000:7.1f} ms   p99 {p99 * 1000:7.1f} ms   {len(times)} times")
    print(f"refused {dict(load.refused.most_common())}")
    async with load.engine.connect() as connection:
        checks = {"overlaps in the guard": OVERLAPS, "nights sold twice": SOLD_TWICE, "takers holding nothing": HOLDING_NOTHING}
        counts = {name: (await connection.execute(query)).scalar_one() for name, query in checks.items()}
        counts["requests left pending on sold or closed nights"] = (await connection.execute(LEFT_PENDING)).scalar_one()
    counts["unexpected errors, deadlocks among them"] = sum(load.broken.values())
    for name, count in counts.items():
        print(f"{count:6} {name}")
    for error, count in load.broken.most_common(5):
        print(f"       {count} x {error}")
    return not any(counts.values())


async def main(arguments: argparse.Namespace) -> bool:
    with tempfile.TemporaryDirectory() as folder, embedded_postgres(Path(folder)) as server:
        upgrade(server.url)
        load = await run(server.url, arguments.clients, arguments.apartments, arguments.seconds, arguments.seed)
        kept = await report(load, arguments.seconds)
        await load.engine.dispose()
        return kept


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--apartments", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    raise SystemExit(0 if asyncio.run(main(parser.parse_args())) else 1)
