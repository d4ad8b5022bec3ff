"""The outbox in dictionaries, from both sides."""

from collections.abc import Sequence
from itertools import islice

from attrs import frozen

from adapters.memory.state import Sequences, State
from rental_core.clock import Clock
from rental_core.notifications.ports import Consumer, Noted, OutboxFeed
from rental_core.outbox import Event, EventId, Outbox


@frozen
class MemoryOutbox(Outbox):
    """Notes events, to be done by every consumer."""

    state: State
    ids: Sequences
    clock: Clock

    async def add(self, event: Event) -> None:
        noted = Noted(EventId(next(self.ids.event)), self.clock.now(), event)
        self.state.events[noted.id] = noted
        self.state.undone.update(dict.fromkeys((consumer, noted.id) for consumer in Consumer))


@frozen
class MemoryOutboxFeed(OutboxFeed):
    """Transactions are serialised, so that nothing is ever locked elsewhere."""

    state: State

    async def claim(self, consumer: Consumer, *, limit: int) -> tuple[Noted, ...]:
        waiting = (self.state.events[event] for reader, event in self.state.undone if reader is consumer)
        return tuple(islice(waiting, limit))

    async def done(self, consumer: Consumer, events: Sequence[EventId]) -> None:
        for event in events:
            self.state.undone.pop((consumer, event), None)

    async def set_aside(self, consumer: Consumer, event: EventId, error: str) -> None:
        self.state.undone.pop((consumer, event), None)
        self.state.set_aside[consumer, event] = error
