"""The worker's loop over PostgreSQL: losers, messages, timers, deliveries, cards. It needs no Valkey."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Protocol

import structlog
from attrs import frozen

from rental_core.bookings.booking import BookingId
from rental_core.bookings.clockwork import BeginStay, EndStay, ExpireRequest, RemindLandlord, RemindRenter, SwitchBlock
from rental_core.calendar.block import BlockId
from rental_core.clock import Clock
from rental_core.errors import NotFoundError
from rental_core.notifications.deliver import DeliverMessages, RedrawCards
from rental_core.notifications.losers import SweepAfterEvents
from rental_core.notifications.message import Delivery
from rental_core.notifications.plan import PlanMessages
from rental_core.notifications.ports import NotificationsWork
from rental_core.timers import Timer, TimerKind
from rental_core.work import UnitOfWork

IDLE = 1.0  # seconds: how long a lost notification can delay anything
PAUSE_AFTER_ERROR = 1.0
TIMER_LEASE = timedelta(seconds=60)

log = structlog.get_logger(__name__)


class Bell(Protocol):
    """Rings when a transaction has left something to do."""

    async def wait(self, seconds: float, /) -> None:
        """Returns when rung, or after `seconds`."""


@frozen
class Alarms:
    """Fires timers: each kind wakes one use case, which looks whether there is still something to do."""

    work: UnitOfWork[NotificationsWork]
    clock: Clock
    expire: ExpireRequest
    remind_landlord: RemindLandlord
    remind_renter: RemindRenter
    begin_stay: BeginStay
    end_stay: EndStay
    switch_block: SwitchBlock

    async def __call__(self) -> int:
        """How many timers fired. One that breaks is logged and comes again when its lease runs out."""
        async with self.work() as work:
            timers = await work.alarms.claim(self.clock.now(), limit=50, lease=TIMER_LEASE)
        for timer in timers:
            await self._fire(timer)
        return len(timers)

    async def _fire(self, timer: Timer) -> None:
        try:
            await self._wakes[timer.kind](timer)
        except NotFoundError:
            log.warning("timer without subject", kind=timer.kind.value, subject=timer.subject)
        except Exception:
            log.exception("timer failed", kind=timer.kind.value, subject=timer.subject)
            return
        async with self.work() as work:
            await work.alarms.done(timer)

    @property
    def _wakes(self) -> Mapping[TimerKind, Callable[[Timer], Awaitable[None]]]:
        return {
            TimerKind.EXPIRE_REQUEST: lambda timer: self.expire(BookingId(timer.subject)),
            TimerKind.REMIND_LANDLORD: lambda timer: self.remind_landlord(BookingId(timer.subject)),
            TimerKind.REMIND_RENTER: lambda timer: self.remind_renter(BookingId(timer.subject)),
            TimerKind.BEGIN_STAY: lambda timer: self.begin_stay(BookingId(timer.subject), timer.due),
            TimerKind.END_STAY: lambda timer: self.end_stay(BookingId(timer.subject), timer.due),
            TimerKind.SWITCH_BLOCK: lambda timer: self.switch_block(BlockId(timer.subject), timer.due),
        }


@frozen
class Postman:
    """Sends what is due, to many people at once and to each in order."""

    deliver: DeliverMessages

    async def __call__(self) -> int:
        batch = await self.deliver.claim()
        await asyncio.gather(*(self._send(delivery) for delivery in batch))
        return len(batch)

    async def _send(self, delivery: Delivery) -> None:
        try:
            outcome = await self.deliver(delivery)
        except Exception as error:
            log.exception("delivery broke", delivery=delivery.id, kind=delivery.message.kind.value)
            outcome = await self.deliver.broke(delivery, error)
        log.info("delivery", delivery=delivery.id, kind=delivery.message.kind.value, outcome=type(outcome).__name__)


@frozen
class WorkLoop:
    """Runs the steps until nothing is left, then waits for the bell. Any number of loops may run side by side."""

    sweep: SweepAfterEvents
    plan: PlanMessages
    alarms: Alarms
    postman: Postman
    cards: RedrawCards
    bell: Bell

    async def run(self, stop: asyncio.Event) -> None:
        """Returns soon after `stop` is set, with the step in hand finished."""
        while not stop.is_set():
            if not await self._round():
                await self.bell.wait(IDLE)

    async def _round(self) -> int:
        # Losers first: who lost is told in the same round. Messages before cards: a card is drawn right the first time.
        return sum([await _guarded(step) for step in (self.alarms, self.sweep, self.plan, self.postman, self.cards)])


async def _guarded(step: Callable[[], Awaitable[int]]) -> int:
    # A step that fails must not keep the others from their work.
    try:
        return await step()
    except Exception:
        log.exception("worker step failed", step=type(step).__name__)
        await asyncio.sleep(PAUSE_AFTER_ERROR)
        return 0
