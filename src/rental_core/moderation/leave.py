"""A person leaves for good."""

from datetime import datetime

from attrs import evolve, frozen

from rental_core.accounts.person import Person, PersonId, Role
from rental_core.apartments.apartment import Apartment, ApartmentId, Publication
from rental_core.bookings.booking import Booking, BookingId, BookingStatus, Reason, Why
from rental_core.bookings.nights import move_on
from rental_core.clock import Clock
from rental_core.errors import RentalError
from rental_core.moderation.ports import ModerationWork
from rental_core.work import UnitOfWork


@frozen
class StaysAheadError(RentalError):
    """Confirmed stays are not over: somebody counts on them. They must be cancelled first."""

    bookings: tuple[BookingId, ...]


@frozen
class OnlyAdminError(RentalError):
    """Nobody else could run the place: another admin must be made first."""


@frozen
class Leave:
    """A person has their data deleted: what they are called, how they are reached, what they entered, kept, wrote and were sent.

    Requests they made are withdrawn and those they received declined, with notice to the others. Their apartments leave the market without
    photos, words and exact address. Bookings stay with their moves, nights and prices, between ids. Their next contact is a newcomer's.
    """

    work: UnitOfWork[ModerationWork]
    clock: Clock

    async def __call__(self, person_id: PersonId) -> None:
        """Once more changes nothing. Raises PersonNotFoundError, BlockedPersonError, StaysAheadError, OnlyAdminError."""
        now = self.clock.now()
        async with self.work() as work:
            person = await _locked(work, person_id)
            if person.left_at:
                return
            person.must_be_active()
            # Everything is locked before anything is looked at twice: a confirm that came first is seen, a later one finds no request.
            pending = await _locked_with_apartments(work, person_id)
            if ahead := await work.traces.ahead(person_id, now):
                raise StaysAheadError(ahead)
            for booking in pending:
                await _end(work, booking, person, now)
            for apartment_id in await work.traces.apartments(person_id):
                await work.apartments.save(_emptied(await work.apartments.get(apartment_id)))
            await work.people.save(person.gone(now))
            await work.traces.erase(person_id)


async def _locked(work: ModerationWork, person_id: PersonId) -> Person:
    """Raises PersonNotFoundError, OnlyAdminError."""
    people = await work.people.lock_with_admins(person_id)
    person = next(each for each in people if each.id == person_id)
    if Role.ADMIN in person.roles and not any(each.id != person_id and each.blocked is None for each in people):
        raise OnlyAdminError
    return person


async def _locked_with_apartments(work: ModerationWork, person_id: PersonId) -> list[Booking]:
    """The person's pending requests, those of them that were decided meanwhile left out: apartments by id, then bookings by id."""
    pending = await work.bookings.pending_of(person_id)
    places: set[ApartmentId] = {booking.apartment_id for booking in pending}
    for apartment_id in sorted(places.union(await work.traces.apartments(person_id))):
        await work.apartments.lock(apartment_id)
    current = [await work.bookings.lock(booking.id) for booking in pending]
    return [booking for booking in current if booking.pending]


async def _end(work: ModerationWork, booking: Booking, person: Person, now: datetime) -> None:
    to = BookingStatus.WITHDRAWN if person.id == booking.renter_id else BookingStatus.DECLINED
    await move_on(work, booking, booking.move(to, at=now, by=person.id, reason=Reason(Why.PERSON_LEFT)))


def _emptied(apartment: Apartment) -> Apartment:
    """What the bookings of an apartment still need of it. One that was banned stays so."""
    banned = apartment.publication is Publication.BANNED
    return evolve(
        apartment,
        description="",
        instructions="",
        house_rules="",
        photos=(),
        address=evolve(apartment.address, house=""),
        point=apartment.point.rounded(),
        publication=apartment.publication if banned else Publication.PAUSED,
    )
