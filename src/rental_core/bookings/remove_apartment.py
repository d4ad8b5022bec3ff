"""A landlord gives an apartment up."""

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId, Publication
from rental_core.apartments.edit import own_apartment
from rental_core.apartments.publish import move
from rental_core.bookings.ports import BookingsWork
from rental_core.calendar.occupancy import TakerKind
from rental_core.clock import Clock, local_date
from rental_core.errors import RentalError
from rental_core.stay import FOREVER, Stay
from rental_core.work import UnitOfWork


@frozen
class StillBookedError(RentalError):
    """Somebody has a stay ahead there or waits for an answer: `bookings` of them. They come first."""

    apartment_id: ApartmentId
    bookings: int


@frozen
class RemoveApartment:
    """A draft, or an apartment that was paused before, is taken off its landlord's list for good. Past bookings keep naming it."""

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, apartment_id: ApartmentId, *, by: PersonId) -> Apartment:
        """What is stored now.

        Raises ApartmentNotFoundError, NotYourApartmentError, BlockedPersonError, ForbiddenPublicationError, StillBookedError.
        """
        async with self.work() as work:
            apartment = await own_apartment(work, apartment_id, by)
            now = self.clock.now()
            if booked := await _ahead(work, apartment, Stay(local_date(now, apartment.zone), FOREVER)):
                raise StillBookedError(apartment.id, booked)
            return await move(work, apartment, Publication.REMOVED, at=now, by=by)


async def _ahead(work: BookingsWork, apartment: Apartment, nights: Stay) -> int:
    """How many bookings want or hold nights from today on."""
    holding = {each.taker.id for each in await work.occupancy.taken(apartment.id, nights) if each.taker.kind is TakerKind.BOOKING}
    waiting = {each.id for each in await work.bookings.wanting(apartment.id, nights, waiting=True)}
    return len(holding | waiting)
