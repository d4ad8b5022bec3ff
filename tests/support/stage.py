"""The ground a state machine of bookings plays on: one apartment, two renters, a landlord, and a clock that only goes forward."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine

from adapters.memory import MemoryClock
from rental_core.accounts.person import Person
from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import Booking, BookingId
from rental_core.bookings.clockwork import BeginStay, EndStay, ExpireRequest, RemindLandlord, RemindRenter, SwitchBlock
from rental_core.bookings.status import StatusHistory
from rental_core.calendar.block import BlockId
from rental_core.errors import RentalError
from rental_core.notifications.losers import SweepAfterEvents
from rental_core.stay import FOREVER, Stay
from rental_core.timers import Timer, TimerKind
from rental_core.work import UnitOfWork
from tests.support.builders import NOON
from tests.support.market import EVER, EveryWork, Market, open_market
from tests.support.truth import Scene

Refusal = type[RentalError] | None
MakeWork = Callable[[MemoryClock], UnitOfWork[EveryWork]]


class Stage(RuleBasedStateMachine):
    """Runs use cases in `runner`, and knows from the last look what they left behind."""

    market: Market

    def __init__(self, runner: asyncio.Runner, make_work: MakeWork) -> None:
        super().__init__()
        self.runner = runner
        self.clock = MemoryClock(NOON)
        self.work = make_work(self.clock)
        self.known: list[BookingId] = []
        self.scene = Scene(now=NOON, zone="UTC", bookings=(), blocks=(), holdings=(), switches=())

    def open_market(self, zone: str, start: datetime, mode: BookingMode, preparation: int) -> None:
        self.clock.set(start)
        self.market = self.run(open_market(self.work, self.clock, zone=zone, mode=mode, preparation_nights=preparation))

    def run(self, doing: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(doing)

    def attempt(self, expected: Refusal, doing: Coroutine[Any, Any, Any]) -> Any:
        """What came of it, or None when it was refused as expected. It must be refused so exactly when `expected` says so."""
        result, refusal = None, None
        try:
            result = self.run(doing)
        except RentalError as error:
            refusal = error
        assert (type(refusal) if refusal else None) is expected, f"{refusal!r} instead of {expected}"
        return result

    def at_once(self, *acts: Coroutine[Any, Any, Any]) -> None:
        """Do all of them side by side; each may be refused, none may fail."""

        async def together() -> list[Any]:
            return await asyncio.gather(*acts, return_exceptions=True)

        for result in self.run(together()):
            if isinstance(result, BaseException) and not isinstance(result, RentalError):
                raise result
            if isinstance(result, Booking) and result.id not in self.known:
                self.known.append(result.id)

    def act(self, name: str, booking: Booking) -> Coroutine[Any, Any, Any]:
        """One of the things that people and the worker do, to this booking or its nights."""
        match name:
            case "compete":
                return self.market.request(booking.stay, renter=self.other_than(booking))
            case "withdraw":
                return self.market.withdraw(booking, by=self.renter_of(booking))
            case "block":
                return self.market.block(booking.stay, declining=tuple(self.known))
            case "free":
                return self.market.free(booking.stay)
            case "sweep":
                return SweepAfterEvents(self.work, self.clock)()
            case "cancel":
                return self.market.cancel(booking, by=self.renter_of(booking))
            case _:
                doing: Coroutine[Any, Any, Any] = getattr(self.market, name)(booking)
                return doing

    def renter_of(self, booking: Booking) -> Person:
        return self.market.anna if booking.renter_id == self.market.anna.id else self.market.boris

    def other_than(self, booking: Booking) -> Person:
        return self.market.boris if booking.renter_id == self.market.anna.id else self.market.anna

    def days(self, ahead: int, days: int | None) -> Stay:
        """So many days from `ahead` days after today on; None: for ever."""
        first = self.scene.today + timedelta(ahead)
        return Stay(first, FOREVER if days is None else first + timedelta(days))

    def look(self) -> Scene:
        """All there is now."""
        self.scene = self.run(self._scene())
        return self.scene

    async def _scene(self) -> Scene:
        flat = self.market.flat
        switches = await StatusHistory(self.work, self.clock)(flat.id, by=self.market.landlord.id)
        async with self.work() as work:
            return Scene(
                now=self.clock.now(),
                zone=flat.zone,
                bookings=tuple([await work.bookings.get(known) for known in self.known]),
                blocks=await work.blocks.of_apartment(flat.id),
                holdings=await work.occupancy.taken(flat.id, EVER),
                switches=switches,
            )

    def sweep(self) -> None:
        """What the worker does with the events until none is left."""
        sweep = SweepAfterEvents(self.work, self.clock)
        while self.run(sweep()):
            pass

    def fire_due(self) -> None:
        """What the worker does with the timers that are due."""
        for timer in self.run(self.market.alarms(within=timedelta())):
            self.run(self._fire(timer))

    async def _fire(self, timer: Timer) -> None:
        booking = BookingId(timer.subject)
        match timer.kind:
            case TimerKind.EXPIRE_REQUEST:
                await ExpireRequest(self.work, self.clock)(booking)
            case TimerKind.REMIND_LANDLORD:
                await RemindLandlord(self.work)(booking)
            case TimerKind.REMIND_RENTER:
                await RemindRenter(self.work, self.clock)(booking)
            case TimerKind.BEGIN_STAY:
                await BeginStay(self.work)(booking, timer.due)
            case TimerKind.END_STAY:
                await EndStay(self.work, self.clock)(booking, timer.due)
            case TimerKind.SWITCH_BLOCK:
                await SwitchBlock(self.work)(BlockId(timer.subject), timer.due)
