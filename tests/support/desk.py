"""A delivery ledger in the hands of a test: one booking to write about, one event to write because of."""

from datetime import datetime, timedelta
from typing import Any

from attrs import evolve, frozen

from rental_core.accounts.person import Person
from rental_core.bookings.booking import Booking, BookingStatus
from rental_core.bookings.events import DecisionDue
from rental_core.notifications.message import Delivered, Delivery, GivenUp, Message, MessageKind, StaleCard, TryAgain
from rental_core.notifications.ports import Consumer
from rental_core.outbox import EventId
from tests.support.builders import NOON
from tests.support.market import Market
from tests.support.stored import stored_booking

LEASE = timedelta(seconds=60)


@frozen
class Desk:
    """A ledger, and a booking to write about."""

    market: Market
    booking: Booking
    event: EventId

    def message(self, person: Person | None = None, kind: MessageKind = MessageKind.CONFIRMED, **changes: Any) -> Message:
        """To Anna, about the booking."""
        person = person or self.market.anna
        return evolve(Message(event_id=self.event, person_id=person.id, kind=kind, booking_id=self.booking.id), **changes)

    async def add(self, *messages: Message, at: datetime = NOON) -> None:
        async with self.market.work() as work:
            await work.deliveries.add(messages, at=at)

    async def claim(self, now: datetime = NOON, *, limit: int = 100) -> tuple[Delivery, ...]:
        async with self.market.work() as work:
            return await work.deliveries.claim(now, limit=limit, lease=LEASE)

    async def claim_one(self, now: datetime = NOON) -> Delivery:
        (delivery,) = await self.claim(now)
        return delivery

    async def record(self, delivery: Delivery, outcome: Delivered | TryAgain | GivenUp) -> None:
        async with self.market.work() as work:
            await work.deliveries.record(delivery.id, outcome)

    async def stale(self, now: datetime = NOON, *, limit: int = 100) -> tuple[StaleCard, ...]:
        async with self.market.work() as work:
            return await work.deliveries.stale_cards(now, limit=limit)

    async def postpone(self, card: StaleCard, until: datetime) -> None:
        async with self.market.work() as work:
            await work.deliveries.postpone(card.delivery_id, until)

    async def shown(self, card: StaleCard, status: BookingStatus) -> None:
        async with self.market.work() as work:
            await work.deliveries.shown(card.delivery_id, status)


async def open_desk(market: Market) -> Desk:
    booking = await stored_booking(market)
    async with market.work() as work:
        await work.outbox.add(DecisionDue(booking.id))
    async with market.work() as work:
        (noted,) = await work.events.claim(Consumer.MESSAGES, limit=1)
    return Desk(market, booking, noted.id)
