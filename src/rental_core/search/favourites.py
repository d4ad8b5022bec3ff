"""Keeping an apartment for later."""

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId, ApartmentNotFoundError, Publication
from rental_core.clock import Clock
from rental_core.errors import RentalError
from rental_core.search.ports import SearchWork
from rental_core.work import UnitOfWork

MOST_KEPT = 100


@frozen
class TooManyFavouritesError(RentalError):
    """The person keeps as many apartments as one can: `limit`."""

    limit: int


@frozen
class KeepFavourite:
    """A person keeps an apartment they can see. Kept already: nothing changes."""

    work: UnitOfWork[SearchWork]
    clock: Clock

    async def __call__(self, apartment_id: ApartmentId, *, by: PersonId) -> None:
        """Raises BlockedPersonError, ApartmentNotFoundError (also when others may not see it) and TooManyFavouritesError."""
        async with self.work() as work:
            (await work.people.lock(by)).must_be_active()  # two taps at once must not pass the limit together
            _must_be_seen(await work.apartments.get(apartment_id), by)
            await work.favourites.keep(by, apartment_id, at=self.clock.now())
            if await work.favourites.count(by) > MOST_KEPT:
                raise TooManyFavouritesError(MOST_KEPT)


@frozen
class DropFavourite:
    """A person keeps an apartment no longer, whatever has become of it. Not kept: nothing changes."""

    work: UnitOfWork[SearchWork]

    async def __call__(self, apartment_id: ApartmentId, *, by: PersonId) -> None:
        """Raises BlockedPersonError."""
        async with self.work() as work:
            (await work.people.get(by)).must_be_active()
            await work.favourites.drop(by, apartment_id)


def _must_be_seen(apartment: Apartment, by: PersonId) -> None:
    if apartment.publication is not Publication.PUBLISHED and apartment.landlord_id != by:
        raise ApartmentNotFoundError(apartment.id)
