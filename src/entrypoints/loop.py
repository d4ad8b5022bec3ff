"""The worker's loop over PostgreSQL: losers, messages, timers, deliveries, cards. It needs no Valkey."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from datetime import timedelta
from typing import Protocol

import structlog
from attrs import define, field, frozen

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
TIMER_LEASE = timedelta(seconds=20)
AT_ONCE = 30  # messages under way in one worker

Step = Callable[[], Awaitable[int]]

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


@define(eq=False)
class Postman:
    """Sends what is due, to many people at once and to each in order. One who is slow to reach holds up nobody else."""

    deliver: DeliverMessages
    freed: asyncio.Event = field(factory=asyncio.Event, init=False)
    _under_way: set[asyncio.Task[None]] = field(factory=set, init=False)

    async def __call__(self) -> int:
        """How many messages were begun; they go on by themselves."""
        free = AT_ONCE - len(self._under_way)
        batch = await self.deliver.claim(limit=free) if free else ()
        for delivery in batch:
            sending = asyncio.create_task(self._send(delivery))
            self._under_way.add(sending)
            sending.add_done_callback(self._done)
        return len(batch)

    def _done(self, sending: asyncio.Task[None]) -> None:
        self._under_way.discard(sending)
        self.freed.set()  # there is a place again, and the person may have another message waiting

    async def finish(self) -> None:
        """Waits for all that is under way."""
        await asyncio.gather(*self._under_way)

    async def _send(self, delivery: Delivery) -> None:
        try:
            outcome = await self.deliver(delivery)
        except Exception as error:
            log.exception("delivery broke", delivery=delivery.id, kind=delivery.message.kind.value)
            outcome = await self.deliver.broke(delivery, error)
        log.info("delivery", delivery=delivery.id, kind=delivery.message.kind.value, outcome=type(outcome).__name__)


@frozen
class WorkLoop:
    """Runs each step by itself until nothing is left for it, then until the bell rings. Any number of loops may run side by side.

    A step that waits (the sweep for a decision in progress, a message for an answer) does not keep the others from their work.
    """

    sweep: SweepAfterEvents
    plan: PlanMessages
    alarms: Alarms
    postman: Postman
    cards: RedrawCards
    bell: Bell

    async def run(self, stop: asyncio.Event) -> None:
        """Returns soon after `stop` is set, with the steps in hand finished."""
        steps: tuple[Step, ...] = (self.alarms, self.sweep, self.plan, self.postman, self.cards)
        rung = [self.postman.freed if step is self.postman else asyncio.Event() for step in steps]
        async with asyncio.TaskGroup() as group:
            for step, own in zip(steps, rung, strict=True):
                group.create_task(_repeat(step, own, rung, stop))
            group.create_task(self._listen(rung, stop))
        await self.postman.finish()

    async def _listen(self, events: Collection[asyncio.Event], stop: asyncio.Event) -> None:
        """Rings for every step; also after a while of silence, because a notification can be lost and timers ring nobody."""
        while not stop.is_set():
            try:
                await self.bell.wait(IDLE)
            except Exception:
                log.exception("the bell broke")
                await asyncio.sleep(IDLE)
            _ring(events)
        _ring(events)


async def _repeat(step: Step, rung: asyncio.Event, others: Collection[asyncio.Event], stop: asyncio.Event) -> None:
    while not stop.is_set():
        rung.clear()
        if await _guarded(step):
            _ring(others)  # what one step did may be work for another
        else:
            await rung.wait()


def _ring(events: Iterable[asyncio.Event]) -> None:
    for event in events:
        event.set()


async def _guarded(step: Step) -> int:
    # A step that fails must not end the worker; it comes again after a pause.
    try:
        return await step()
    except Exception:
        log.exception("worker step failed", step=type(step).__name__)
        await asyncio.sleep(PAUSE_AFTER_ERROR)
        return 0
