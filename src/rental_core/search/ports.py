"""What searching needs from outside."""

from abc import abstractmethod
from typing import Protocol

from rental_core.accounts.person import PersonId
from rental_core.accounts.ports import AccountsWork
from rental_core.apartments.place import City, CityId
from rental_core.search.criteria import Cursor, ResultPage, SearchCriteria
from rental_core.search.draft import Draft


class ApartmentSearch(Protocol):
    """Published apartments of active landlords, free for the whole stay when one is given."""

    @abstractmethod
    async def page(self, criteria: SearchCriteria, *, after: Cursor | None, limit: int) -> ResultPage:
        """At most `limit` rows in the order of `criteria.sort`, those behind `after`."""

    @abstractmethod
    async def count(self, criteria: SearchCriteria, *, cap: int) -> int:
        """How many apartments there are; counting stops at `cap`."""


class PlaceReader(Protocol):
    """Places by name."""

    @abstractmethod
    async def cities(self, text: str, *, limit: int) -> tuple[City, ...]:
        """The cities that `text` (Russian or Latin, any case, perhaps misspelt) may mean, best first."""

    @abstractmethod
    async def popular(self, *, limit: int) -> tuple[City, ...]:
        """The cities with most apartments on offer, most first."""

    @abstractmethod
    async def city(self, city_id: CityId) -> City | None:
        """The city, or None for an id that nobody has."""


class DraftRepository(Protocol):
    """One draft a person."""

    @abstractmethod
    async def save(self, person_id: PersonId, draft: Draft) -> None:
        """Replace the person's draft."""


class DraftReader(Protocol):
    """Drafts for screens."""

    @abstractmethod
    async def of(self, person_id: PersonId) -> Draft:
        """What the person entered last; an empty draft when they entered nothing yet."""


class SearchWork(AccountsWork, Protocol):
    """A transaction over people and what they entered."""

    drafts: DraftRepository
