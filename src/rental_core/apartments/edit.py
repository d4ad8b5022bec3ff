"""A landlord changes what an apartment is, offers or costs."""

from collections.abc import Callable
from datetime import datetime

from attrs import frozen

from rental_core.accounts.person import Person, PersonId, Role
from rental_core.apartments.apartment import Apartment, ApartmentId, Publication, TimesOrderError
from rental_core.apartments.facts import Edit, changes_between
from rental_core.apartments.ports import ApartmentsWork
from rental_core.clock import Clock
from rental_core.work import UnitOfWork

Change = Callable[[Apartment], Apartment]


@frozen
class EditApartment:
    """Its landlord, or an admin, changes facts of an apartment; renters see them at their next look, and its history keeps them."""

    work: UnitOfWork[ApartmentsWork]
    clock: Clock

    async def __call__(self, apartment_id: ApartmentId, change: Change, *, by: PersonId) -> Apartment:
        """Returns what is stored now. `change` is given what is stored and returns what shall be; a refusal of its own undoes all.

        It changes facts only: neither whose it is, nor in which city, nor its publication, which has moves of its own. One that is
        published must stay fit for it. Check-in and check-out are to leave each other their time; those of an apartment that came in
        otherwise stay until somebody changes them. Nothing changed: nothing is noted.

        Raises ApartmentNotFoundError, NotYourApartmentError, BlockedPersonError, NotReadyError, TimesOrderError.
        """
        async with self.work() as work:
            apartment = await own_apartment(work, apartment_id, by)
            changed = change(apartment)
            _must_be_facts_only(apartment, changed)
            _must_turn_over(apartment, changed)
            if apartment.publication is Publication.PUBLISHED:
                changed.must_be_ready()
            await store(work, apartment, changed, at=self.clock.now(), by=by)
            return changed


async def own_apartment(work: ApartmentsWork, apartment_id: ApartmentId, by: PersonId) -> Apartment:
    """The apartment, locked, for its landlord or an admin. Raises ApartmentNotFoundError, NotYourApartmentError, BlockedPersonError."""
    person = await work.people.get(by)
    person.must_be_active()
    apartment = await work.apartments.lock(apartment_id)
    if not _is_admin(person):
        apartment.must_belong_to(by)
    return apartment


def _is_admin(person: Person) -> bool:
    return Role.ADMIN in person.roles


async def store(work: ApartmentsWork, before: Apartment, after: Apartment, *, at: datetime, by: PersonId | None) -> None:
    """Keep a changed apartment, and what has changed in its history."""
    if changes := changes_between(before, after):
        await work.apartments.save(after)
        await work.edits.add(after.id, Edit(at, by, changes))


def _must_turn_over(before: Apartment, after: Apartment) -> None:
    times = (after.check_in_from, after.check_out_until)
    if times != (before.check_in_from, before.check_out_until) and after.check_out_until > after.check_in_from:
        raise TimesOrderError(*times)


def _must_be_facts_only(before: Apartment, after: Apartment) -> None:
    kept = ("id", "landlord_id", "zone", "publication", "created_at")
    if any(getattr(before, name) != getattr(after, name) for name in kept) or before.address.city_id != after.address.city_id:
        raise ValueError(f"not a change of facts: apartment {before.id}")
