"""An apartment goes to the renters, or away from them."""

from attrs import evolve, frozen

from rental_core.accounts.person import PersonId, Role
from rental_core.apartments.apartment import Apartment, Publication
from rental_core.apartments.ports import ApartmentsWork
from rental_core.work import UnitOfWork


@frozen
class AddApartment:
    """A landlord adds an apartment: published when nothing is missing and they ask for it, otherwise a draft. Makes them a landlord."""

    work: UnitOfWork[ApartmentsWork]

    async def __call__(self, apartment: Apartment, *, by: PersonId, publish: bool, source: str | None = None) -> Apartment:
        """Returns what was stored. An apartment whose `source` was added before is left as it is and returned.

        Raises BlockedPersonError and NotYourApartmentError.
        """
        apartment.must_belong_to(by)
        async with self.work() as work:
            landlord = await work.people.lock(by)
            landlord.must_be_active()
            if source and (known := await work.apartments.of_source(source)):
                return await work.apartments.get(known)
            if Role.LANDLORD not in landlord.roles:
                await work.people.save(landlord.given(Role.LANDLORD))
            ready = publish and not apartment.missing
            draft = evolve(apartment, id=await work.apartments.next_id(), publication=Publication.DRAFT)
            added = draft.published() if ready else draft
            await work.apartments.add(added, source=source)
            return added
