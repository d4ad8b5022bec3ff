"""What a landlord sees of their apartments at a glance."""

from abc import abstractmethod
from datetime import date, datetime
from typing import Protocol

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId, Missing, Publication
from rental_core.calendar.ports import StatusNow


@frozen(kw_only=True)
class OwnApartment:
    """A line of the landlord's list.

    `missing` is what it lacks for publication, `rejection` why a review sent it back. `pending` requests wait for an answer, the most
    urgent until `expires_at`. `arrival` is the check-in of the next confirmed stay that has not begun.
    """

    id: ApartmentId
    title: str
    street: str
    house: str
    city_ru: str
    city_en: str
    zone: str
    publication: Publication
    missing: tuple[Missing, ...] = ()
    rejection: str = ""
    status: StatusNow
    pending: int = 0
    expires_at: datetime | None = None
    arrival: date | None = None


@frozen
class Shelf:
    """Apartments that follow each other in the list: how many, the first and the last title. Shelves are numbered from 1."""

    number: int
    count: int
    first: str
    last: str


@frozen
class LettingSums:
    """How things stand with everything a landlord lets. `expires_at` is that of the most urgent request, by the clocks of `zone`."""

    published: int = 0
    unpublished: int = 0
    occupied: int = 0
    pending: int = 0
    expires_at: datetime | None = None
    zone: str = "UTC"


class LettingReader(Protocol):
    """A landlord's own apartments but for removed ones, for screens: sorted by title (any case, ё as е), ties by id."""

    @abstractmethod
    async def sums(self, landlord_id: PersonId, *, at: datetime) -> LettingSums:
        """Zeros for whoever lets nothing."""

    @abstractmethod
    async def shelves(self, landlord_id: PersonId, *, most: int, least: int) -> tuple[Shelf, ...]:
        """The list cut into at most `most` shelves of at least `least` apartments each, as equal as can be; empty without apartments."""

    @abstractmethod
    async def shelf(self, landlord_id: PersonId, number: int, *, most: int, least: int, at: datetime) -> tuple[OwnApartment, ...]:
        """The apartments of a shelf that is numbered as in `shelves`; empty when there is no such shelf any more."""

    @abstractmethod
    async def called(self, landlord_id: PersonId, text: str, *, limit: int, at: datetime) -> tuple[OwnApartment, ...]:
        """Those with `text` in their title, street or house, typed in any case or in the other keyboard layout; at most `limit`."""

    @abstractmethod
    async def drafts(self, landlord_id: PersonId, *, limit: int, at: datetime) -> tuple[OwnApartment, ...]:
        """The landlord's drafts and what a review sent back, the latest first, at most `limit`."""

    @abstractmethod
    async def to_review(self, *, viewer: PersonId, after: ApartmentId | None, limit: int, at: datetime) -> tuple[OwnApartment, ...]:
        """What waits for a review, by id, those after `after`, at most `limit`; nothing for a viewer who is no admin."""

    @abstractmethod
    async def one(self, apartment_id: ApartmentId, *, viewer: PersonId, at: datetime) -> OwnApartment:
        """Raises ApartmentNotFoundError unless the viewer lets it or is an admin."""
