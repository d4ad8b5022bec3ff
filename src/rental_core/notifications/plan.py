"""From what happened to the messages that tell of it."""

from attrs import frozen

from rental_core.apartments.events import ApartmentMoved
from rental_core.bookings.events import BookingMoved, CheckInDue, DecisionDue
from rental_core.calendar.events import ApartmentSwitched
from rental_core.calendar.status import Status
from rental_core.clock import Clock
from rental_core.errors import RentalError
from rental_core.notifications.audience import told_of, told_of_apartment
from rental_core.notifications.message import Message, MessageKind
from rental_core.notifications.ports import Consumer, Noted, NotificationsWork
from rental_core.work import UnitOfWork


@frozen
class PlanMessages:
    """Reads the outbox once per event and writes down who is to be told, both in one transaction: nothing is planned twice or lost."""

    work: UnitOfWork[NotificationsWork]
    clock: Clock

    async def __call__(self, *, limit: int = 100) -> int:
        """How many events were read, 0 when none is left."""
        async with self.work() as work:
            batch = await work.events.claim(Consumer.MESSAGES, limit=limit)
            messages: list[Message] = []
            for noted in batch:
                try:
                    messages += await _messages(work, noted)
                except RentalError as error:
                    await work.events.set_aside(Consumer.MESSAGES, noted.id, repr(error))
            if messages:
                await work.deliveries.add(messages, at=self.clock.now())
            if batch:
                await work.events.done(Consumer.MESSAGES, [noted.id for noted in batch])
            return len(batch)


async def _messages(work: NotificationsWork, noted: Noted) -> tuple[Message, ...]:
    match noted.event:
        case BookingMoved(booking_id, to):
            told = told_of(await work.bookings.get(booking_id), to)
            return tuple(Message(event_id=noted.id, person_id=person, kind=kind, booking_id=booking_id) for person, kind in told)
        case DecisionDue(booking_id):
            landlord = (await work.bookings.get(booking_id)).landlord_id
            kind = MessageKind.DECISION_REMINDER
            return (Message(event_id=noted.id, person_id=landlord, kind=kind, booking_id=booking_id),)
        case CheckInDue(booking_id):
            renter = (await work.bookings.get(booking_id)).renter_id
            kind = MessageKind.CHECK_IN_REMINDER
            return (Message(event_id=noted.id, person_id=renter, kind=kind, booking_id=booking_id),)
        case ApartmentMoved(apartment_id, to, by):
            told = told_of_apartment(await work.apartments.get(apartment_id), to, by, await work.people.admins())
            return tuple(Message(event_id=noted.id, person_id=person, kind=kind, apartment_id=apartment_id) for person, kind in told)
        case ApartmentSwitched(apartment_id, to, _):
            landlord = (await work.apartments.get(apartment_id)).landlord_id
            kind = MessageKind.NOW_FREE if to is Status.FREE else MessageKind.NOW_OCCUPIED
            return (Message(event_id=noted.id, person_id=landlord, kind=kind, apartment_id=apartment_id),)
        case _:
            return ()
