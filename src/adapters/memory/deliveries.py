"""The delivery ledger in a dictionary."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from attrs import evolve, frozen

from adapters.memory.state import Entry, Sequences, State
from rental_core.accounts.person import PersonId
from rental_core.bookings.booking import BookingStatus
from rental_core.notifications.message import (
    DECIDED_FROM,
    Delivered,
    Delivery,
    DeliveryId,
    DeliveryState,
    GivenUp,
    Message,
    MessageKind,
    Outcome,
    StaleCard,
    TryAgain,
)
from rental_core.notifications.ports import DeliveryLedger


@frozen
class MemoryDeliveries(DeliveryLedger):
    """Entries by id, which is the order in which people are to be told."""

    state: State
    ids: Sequences

    async def add(self, messages: Sequence[Message], *, at: datetime) -> None:
        known = {_unique(entry.delivery.message) for entry in self.state.deliveries.values()}
        for message in messages:
            if _unique(message) not in known:
                known.add(_unique(message))
                delivery = Delivery(id=DeliveryId(next(self.ids.delivery)), message=message)
                self.state.deliveries[delivery.id] = Entry(delivery=delivery, due=at)

    async def claim(self, now: datetime, *, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        claimed = [_claimed(entry, now + lease) for entry in islice(self._ready(now), limit)]
        self.state.deliveries.update((entry.delivery.id, entry) for entry in claimed)
        return tuple(entry.delivery for entry in claimed)

    async def record(self, delivery_id: DeliveryId, outcome: Outcome) -> None:
        entry = self.state.deliveries.get(delivery_id)
        if entry and entry.waits:  # otherwise a claim that outlived its lease comes too late: the message has met its end
            self.state.deliveries[delivery_id] = _recorded(entry, outcome)

    async def stale_cards(self, now: datetime, *, limit: int) -> tuple[StaleCard, ...]:
        return tuple(islice(self._stale(now), limit))

    async def postpone(self, delivery_id: DeliveryId, until: datetime) -> None:
        self._change(delivery_id, due=until)

    async def shown(self, delivery_id: DeliveryId, status: BookingStatus) -> None:
        self._change(delivery_id, shows=status)

    def _change(self, delivery_id: DeliveryId, **changes: Any) -> None:
        """One that is gone with its person is left alone."""
        if entry := self.state.deliveries.get(delivery_id):
            self.state.deliveries[delivery_id] = evolve(entry, **changes)

    def _ready(self, now: datetime) -> Iterator[Entry]:
        """Each person's earliest waiting message, if it is due and nobody has it."""
        seen: set[PersonId] = set()
        for entry in list(self.state.deliveries.values()):
            person = entry.delivery.message.person_id
            if not entry.waits or person in seen:
                continue
            seen.add(person)
            if (entry.leased_until or entry.due) <= now:
                yield entry

    def _stale(self, now: datetime) -> Iterator[StaleCard]:
        for entry in self.state.deliveries.values():
            message, receipt = entry.delivery.message, entry.receipt
            if message.kind not in DECIDED_FROM or message.booking_id is None or receipt is None or entry.due > now:
                continue
            if self.state.bookings[message.booking_id].status is not entry.shows:
                yield StaleCard(entry.delivery.id, receipt, message)


def _unique(message: Message) -> tuple[int, int, MessageKind]:
    return message.event_id, message.person_id, message.kind


def _claimed(entry: Entry, until: datetime) -> Entry:
    delivery = _tried(entry.delivery, uncertain=True) if entry.leased_until else entry.delivery
    return evolve(entry, delivery=delivery, leased_until=until)


def _recorded(entry: Entry, outcome: Outcome) -> Entry:
    uncertain = isinstance(outcome, TryAgain) and outcome.uncertain
    counted = not isinstance(outcome, TryAgain) or outcome.counted
    entry = evolve(entry, delivery=_tried(entry.delivery, uncertain=uncertain, counted=counted), leased_until=None)
    match outcome:
        case Delivered(receipt, shows):
            return evolve(entry, state=DeliveryState.DELIVERED, receipt=receipt, shows=shows)
        case TryAgain(due, error):
            return evolve(entry, due=due, error=error)
        case GivenUp(state, error):
            return evolve(entry, state=state, error=error)


def _tried(delivery: Delivery, *, uncertain: bool, counted: bool = True) -> Delivery:
    return evolve(delivery, attempts=delivery.attempts + counted, uncertain=delivery.uncertain + uncertain)
