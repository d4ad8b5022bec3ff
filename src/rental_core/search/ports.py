"""What searching needs from outside."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.apartments.place import City, CityId, Point
from rental_core.apartments.ports import ApartmentsWork
from rental_core.search.criteria import Cursor, NearPlace, OtherDates, ResultPage, ResultRow, SearchCriteria
from rental_core.search.draft import Draft
from rental_core.search.places import Place, PlaceId
from rental_core.stay import Stay


class ApartmentSearch(Protocol):
    """Published apartments of active landlords; with a stay: those that could be asked for it now, at the price of these dates."""

    @abstractmethod
    async def page(self, criteria: SearchCriteria, *, after: Cursor | None, limit: int) -> ResultPage:
        """At most `limit` rows in the order of `criteria.sort`, those behind `after`."""

    @abstractmethod
    async def count(self, criteria: SearchCriteria, *, cap: int) -> int:
        """How many apartments there are; counting stops at `cap`."""

    @abstractmethod
    async def counts(self, several: Sequence[SearchCriteria], *, cap: int) -> tuple[int, ...]:
        """As `count` for each of `several`, on one connection."""

    @abstractmethod
    async def cheapest(self, criteria: SearchCriteria) -> int | None:
        """The lowest upper limit of the price, as the criteria mean it, that lets something through; in minor units.

        None when nothing fits even so.
        """

    @abstractmethod
    async def other_dates(self, criteria: SearchCriteria, *, today: date, days: int, cap: int, limit: int) -> tuple[OtherDates, ...]:
        """Stays as long as the asked one that begin at most `days` earlier or later (never before `today`) and can be had.

        Nearest first, the later one of two; at most `limit`.
        """

    @abstractmethod
    async def neighbours(self, criteria: SearchCriteria, place: Place, *, cap: int, limit: int) -> tuple[NearPlace, ...]:
        """Places of the same kind near `place` where something fits, nearest first."""

    @abstractmethod
    async def similar(self, apartment_id: ApartmentId, stay: Stay, *, guests: int, limit: int) -> tuple[ResultRow, ...]:
        """Other apartments of the same city that could be asked for the stay, most alike first: rooms, base price, nearness.

        Those of the apartment's own landlord count as others. Empty for an unknown apartment.
        """


class PlaceReader(Protocol):
    """Places by name, as people type it: Russian or Latin, any case, declined, misspelt, in the wrong keyboard layout."""

    @abstractmethod
    async def cities(self, text: str, *, limit: int) -> tuple[City, ...]:
        """The cities that `text` may mean, best first."""

    @abstractmethod
    async def places(self, text: str, *, city_id: CityId | None, limit: int) -> tuple[Place, ...]:
        """What else `text` may mean, best first: districts, stations and streets of the city, without one those of all but streets."""

    @abstractmethod
    async def popular(self, *, limit: int) -> tuple[City, ...]:
        """The cities with most apartments on offer, most first."""

    @abstractmethod
    async def city(self, city_id: CityId) -> City | None:
        """The city, or None for an id that nobody has."""

    @abstractmethod
    async def place(self, place_id: PlaceId) -> Place | None:
        """The place, or None for an id that nothing has."""

    @abstractmethod
    async def districts(self, city_id: CityId, *, limit: int) -> tuple[Place, ...]:
        """The city's districts with apartments on offer, most first."""

    @abstractmethod
    async def city_around(self, point: Point) -> City | None:
        """The city of a shared location: the nearest with apartments on offer within 60 km, otherwise the nearest of all."""


@frozen(kw_only=True)
class FavouriteRow:
    """An apartment kept for later. `row` is None when renters cannot book it any more; `title` says what it was.

    `taken` tells whether somebody has a night of the asked stay; False without one.
    """

    apartment_id: ApartmentId
    title: str
    kept_at: datetime
    row: ResultRow | None
    taken: bool = False

    @property
    def cursor(self) -> "FavouritesCursor":
        """Where a page that ends with this row ended."""
        return FavouritesCursor(self.kept_at, self.apartment_id)


@frozen
class FavouritesCursor:
    """Where a page of favourites ended."""

    kept_at: datetime
    apartment_id: ApartmentId


class FavouriteRepository(Protocol):
    """What people keep for later."""

    @abstractmethod
    async def keep(self, person_id: PersonId, apartment_id: ApartmentId, *, at: datetime) -> None:
        """Kept already: nothing changes."""

    @abstractmethod
    async def drop(self, person_id: PersonId, apartment_id: ApartmentId) -> None:
        """Not kept: nothing changes."""

    @abstractmethod
    async def count(self, person_id: PersonId) -> int:
        """How many the person keeps."""


class FavouriteReader(Protocol):
    """What people keep for later, for screens."""

    @abstractmethod
    async def page(self, person_id: PersonId, *, stay: Stay | None, after: FavouritesCursor | None, limit: int) -> tuple[FavouriteRow, ...]:
        """Latest first, those behind `after`, at most `limit`; for `stay`, nights for the preparation after it count too."""

    @abstractmethod
    async def keeps(self, person_id: PersonId, apartment_id: ApartmentId) -> bool:
        """Whether the person keeps the apartment."""


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


class SearchWork(ApartmentsWork, Protocol):
    """A transaction over people, apartments, what people entered and what they keep."""

    drafts: DraftRepository
    favourites: FavouriteRepository
