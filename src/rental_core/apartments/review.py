"""An admin looks at what a landlord wants to let."""

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId, Publication
from rental_core.apartments.ports import ApartmentsWork
from rental_core.apartments.publish import move
from rental_core.clock import Clock
from rental_core.work import UnitOfWork


@frozen
class ApproveApartment:
    """What waited for a review goes to the renters."""

    work: UnitOfWork[ApartmentsWork]
    clock: Clock

    async def __call__(self, apartment_id: ApartmentId, *, by: PersonId) -> Apartment:
        """What is stored now. Raises NotAllowedError, ApartmentNotFoundError, ForbiddenPublicationError, NotReadyError."""
        async with self.work() as work:
            return await _reviewed(work, apartment_id, Publication.PUBLISHED, self.clock, by)


@frozen
class RejectApartment:
    """What waited for a review goes back to its landlord, who reads why and may submit it again."""

    work: UnitOfWork[ApartmentsWork]
    clock: Clock

    async def __call__(self, apartment_id: ApartmentId, *, by: PersonId, reason: str) -> Apartment:
        """What is stored now. Raises NotAllowedError, ApartmentNotFoundError, ForbiddenPublicationError, NoReasonError."""
        async with self.work() as work:
            return await _reviewed(work, apartment_id, Publication.REJECTED, self.clock, by, reason)


async def _reviewed(
    work: ApartmentsWork, apartment_id: ApartmentId, to: Publication, clock: Clock, by: PersonId, reason: str = ""
) -> Apartment:
    (await work.people.get(by)).must_be_admin()
    apartment = await work.apartments.lock(apartment_id)
    if apartment.publication is not Publication.REVIEW:  # an admin publishes nothing that nobody submitted
        apartment.must_not_move(to)
    return await move(work, apartment, to, at=clock.now(), by=by, reason=reason)
