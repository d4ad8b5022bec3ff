"""An apartment goes to the renters, or away from them."""

from datetime import datetime

from attrs import evolve, field, frozen
from attrs.validators import ge

from rental_core.accounts.person import PersonId, Role
from rental_core.apartments.apartment import Apartment, ApartmentId, Publication
from rental_core.apartments.edit import own_apartment, store
from rental_core.apartments.events import ApartmentMoved
from rental_core.apartments.place import Address, CityId
from rental_core.apartments.ports import ApartmentsWork
from rental_core.clock import Clock
from rental_core.errors import RentalError
from rental_core.work import UnitOfWork


@frozen
class PublishingPolicy:
    """`at_once`: what a landlord submits is published without a review. A landlord has at most `drafts` apartments that never were."""

    at_once: bool = False
    drafts: int = field(default=20, validator=ge(1))


@frozen
class TooManyDraftsError(RentalError):
    """The landlord has `limit` drafts already: one of them should be finished or removed first."""

    limit: int


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
            await _become_landlord(work, by)
            if source and (known := await work.apartments.of_source(source)):
                return await work.apartments.get(known)
            ready = publish and not apartment.missing
            draft = evolve(apartment, id=await work.apartments.next_id(), publication=Publication.DRAFT)
            added = draft.published() if ready else draft
            await work.apartments.add(added, source=source)
            return added


@frozen
class StartApartment:
    """A person begins to let: a draft in a city, which they fill in step by step. Makes them a landlord."""

    work: UnitOfWork[ApartmentsWork]
    clock: Clock
    policy: PublishingPolicy

    async def __call__(self, city_id: CityId, *, by: PersonId, key: str) -> Apartment:
        """The draft, or the one that this `key` (made by the asking side) began before. Raises BlockedPersonError, TooManyDraftsError."""
        source = f"started/{by}/{key}"
        async with self.work() as work:
            await _become_landlord(work, by)
            if known := await work.apartments.of_source(source):
                return await work.apartments.get(known)
            if await work.apartments.drafts_of(by) >= self.policy.drafts:
                raise TooManyDraftsError(self.policy.drafts)
            city = await work.cities.get(city_id)
            draft = Apartment(
                id=await work.apartments.next_id(),
                landlord_id=by,
                title="",
                address=Address(city.id),
                point=city.point,
                zone=city.zone,
                created_at=self.clock.now(),
            )
            await work.apartments.add(draft, source=source)
            return draft


async def _become_landlord(work: ApartmentsWork, by: PersonId) -> None:
    landlord = await work.people.lock(by)
    landlord.must_be_active()
    if Role.LANDLORD not in landlord.roles:
        await work.people.save(landlord.given(Role.LANDLORD))


@frozen
class SubmitApartment:
    """A landlord is done: the apartment goes to review, or to the renters at once where the installation wants no review."""

    work: UnitOfWork[ApartmentsWork]
    clock: Clock
    policy: PublishingPolicy

    async def __call__(self, apartment_id: ApartmentId, *, by: PersonId) -> Apartment:
        """What is stored now.

        Raises ApartmentNotFoundError, NotYourApartmentError, BlockedPersonError, ForbiddenPublicationError, NotReadyError.
        """
        async with self.work() as work:
            apartment = await own_apartment(work, apartment_id, by)
            to = Publication.PUBLISHED if self.policy.at_once else Publication.REVIEW
            return await move(work, apartment, to, at=self.clock.now(), by=by)


@frozen
class TakeBackFromReview:
    """A landlord wants to change something before anybody looks: the apartment is a draft again."""

    work: UnitOfWork[ApartmentsWork]
    clock: Clock

    async def __call__(self, apartment_id: ApartmentId, *, by: PersonId) -> Apartment:
        """What is stored now. Raises ApartmentNotFoundError, NotYourApartmentError, BlockedPersonError, ForbiddenPublicationError."""
        async with self.work() as work:
            apartment = await own_apartment(work, apartment_id, by)
            return await move(work, apartment, Publication.DRAFT, at=self.clock.now(), by=by)


@frozen
class PauseApartment:
    """The apartment leaves the search and takes no requests. Those that wait stay to be decided, and confirmed stays stand."""

    work: UnitOfWork[ApartmentsWork]
    clock: Clock

    async def __call__(self, apartment_id: ApartmentId, *, by: PersonId) -> Apartment:
        """What is stored now. Raises ApartmentNotFoundError, NotYourApartmentError, BlockedPersonError, ForbiddenPublicationError."""
        async with self.work() as work:
            apartment = await own_apartment(work, apartment_id, by)
            return await move(work, apartment, Publication.PAUSED, at=self.clock.now(), by=by)


@frozen
class ResumeApartment:
    """A paused apartment is back in the search."""

    work: UnitOfWork[ApartmentsWork]
    clock: Clock

    async def __call__(self, apartment_id: ApartmentId, *, by: PersonId) -> Apartment:
        """What is stored now.

        Raises ApartmentNotFoundError, NotYourApartmentError, BlockedPersonError, ForbiddenPublicationError, NotReadyError.
        """
        async with self.work() as work:
            apartment = await own_apartment(work, apartment_id, by)
            if apartment.publication is not Publication.PAUSED:  # a draft is published by nobody's resuming it
                apartment.must_not_move(Publication.PUBLISHED)
            return await move(work, apartment, Publication.PUBLISHED, at=self.clock.now(), by=by)


async def move(work: ApartmentsWork, apartment: Apartment, to: Publication, *, at: datetime, by: PersonId, reason: str = "") -> Apartment:
    """Store an apartment that moved, note it in its history, and tell that it did."""
    moved = apartment.moved(to, reason=reason)
    await store(work, apartment, moved, at=at, by=by)
    await work.outbox.add(ApartmentMoved(moved.id, to, by))
    return moved
