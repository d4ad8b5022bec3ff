"""Transactions over dictionaries."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from attrs import define, field, frozen

from adapters.memory.apartments import MemoryApartments, MemoryCities, MemoryEditLog
from adapters.memory.bookings import MemoryBookings
from adapters.memory.calendar import MemoryBlocks, MemoryOccupancy
from adapters.memory.deliveries import MemoryDeliveries
from adapters.memory.drafts import MemoryDrafts
from adapters.memory.favourites import MemoryFavourites
from adapters.memory.outbox import MemoryOutbox, MemoryOutboxFeed
from adapters.memory.people import MemoryPeople
from adapters.memory.state import State, Store
from adapters.memory.timers import MemoryTimerFeed, MemoryTimers
from adapters.memory.traces import MemoryTraces
from rental_core.accounts.ports import PersonRepository
from rental_core.apartments.ports import ApartmentRepository, CityRepository, EditLog
from rental_core.bookings.ports import BookingRepository
from rental_core.calendar.occupancy import Occupancy
from rental_core.calendar.ports import BlockRepository
from rental_core.clock import Clock
from rental_core.moderation.ports import ModerationWork, Traces
from rental_core.notifications.ports import DeliveryLedger, NotificationsWork, OutboxFeed, TimerFeed
from rental_core.outbox import Outbox
from rental_core.search.ports import DraftRepository, FavouriteRepository, SearchWork
from rental_core.timers import Timers
from rental_core.work import UnitOfWork


class NestedTransactionError(RuntimeError):
    """A task opened a transaction inside its own: it would wait for itself for ever."""


@define(kw_only=True)
class MemoryTransaction(NotificationsWork, SearchWork, ModerationWork):
    """All repositories, over one private copy of the state."""

    people: PersonRepository
    cities: CityRepository
    apartments: ApartmentRepository
    edits: EditLog
    blocks: BlockRepository
    occupancy: Occupancy
    bookings: BookingRepository
    drafts: DraftRepository
    favourites: FavouriteRepository
    outbox: Outbox
    timers: Timers
    events: OutboxFeed
    alarms: TimerFeed
    deliveries: DeliveryLedger
    traces: Traces


@frozen
class MemoryWork(UnitOfWork[MemoryTransaction]):
    """Serves every area. Transactions take turns: each works on a copy of what was committed, and its success makes that the truth.

    Taking turns is the strictest order there is, so that locks and leases promise here what they promise everywhere. Serves one event
    loop at a time. Events are dated by `clock`.
    """

    clock: Clock
    store: Store = field(factory=Store, repr=False)

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[MemoryTransaction]:
        """Raises NestedTransactionError instead of waiting for itself."""
        task = asyncio.current_task()
        if self.store.owner is task:
            raise NestedTransactionError
        async with self.store.lock:
            self.store.owner = task
            try:
                state = self.store.committed.copy()
                yield self._over(state)
                self.store.committed = state
            finally:
                self.store.owner = None

    def _over(self, state: State) -> MemoryTransaction:
        ids = self.store.ids
        return MemoryTransaction(
            people=MemoryPeople(state, ids),
            cities=MemoryCities(state),
            apartments=MemoryApartments(state, ids),
            edits=MemoryEditLog(state),
            blocks=MemoryBlocks(state, ids),
            occupancy=MemoryOccupancy(state),
            bookings=MemoryBookings(state, ids),
            drafts=MemoryDrafts(state),
            favourites=MemoryFavourites(state),
            outbox=MemoryOutbox(state, ids, self.clock),
            timers=MemoryTimers(state),
            events=MemoryOutboxFeed(state),
            alarms=MemoryTimerFeed(state),
            deliveries=MemoryDeliveries(state, ids),
            traces=MemoryTraces(state),
        )
