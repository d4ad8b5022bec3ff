"""Free or occupied, and since when: both logs of an apartment brought together."""

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId
from rental_core.bookings.ports import BookingsWork
from rental_core.calendar.status import Occupied, Switch, history
from rental_core.clock import Clock
from rental_core.work import UnitOfWork


async def periods_of(work: BookingsWork, apartment: Apartment) -> tuple[Occupied, ...]:
    """All that ever made the apartment occupied, or will as things stand."""
    stays = [booking.occupied() for booking in await work.bookings.of_apartment(apartment.id)]
    closed = [block.occupied(apartment.zone) for block in await work.blocks.of_apartment(apartment.id)]
    return (*(stay for stay in stays if stay is not None), *(period for periods in closed for period in periods))


@frozen
class StatusHistory:
    """A landlord asks when the apartment was free and occupied, and why."""

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, apartment_id: ApartmentId, *, by: PersonId) -> tuple[Switch, ...]:
        """Every switch until now, oldest first. Raises ApartmentNotFoundError, NotYourApartmentError, BlockedPersonError."""
        async with self.work() as work:
            (await work.people.get(by)).must_be_active()
            apartment = await work.apartments.get(apartment_id)
            apartment.must_belong_to(by)
            return history(await periods_of(work, apartment), self.clock.now())
