"""What the apartments need from outside."""

from abc import abstractmethod
from datetime import datetime, time
from typing import NewType, Protocol

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.accounts.ports import AccountsWork
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import Apartment, ApartmentId, BookingMode, PhotoKey, Publication
from rental_core.apartments.facts import Edit, FactChange
from rental_core.apartments.place import City, CityId, NearStation, Point
from rental_core.apartments.rates import Rates


class ApartmentRepository(Protocol):
    """Apartments as aggregates."""

    @abstractmethod
    async def get(self, apartment_id: ApartmentId) -> Apartment:
        """Raises ApartmentNotFoundError."""

    @abstractmethod
    async def lock(self, apartment_id: ApartmentId) -> Apartment:
        """As `get`, and nobody else locks this apartment until the transaction ends.

        Whoever may give nights back or closes them locks first, so that a standing block and the nights inside it are seen together.
        Requests do not lock: they only take. Raises ApartmentNotFoundError.
        """

    @abstractmethod
    async def of_source(self, source: str) -> ApartmentId | None:
        """The apartment that was imported as `source` (a name unique in all imports); None if it never was."""

    @abstractmethod
    async def drafts_of(self, landlord_id: PersonId) -> int:
        """How many drafts the landlord has. Reliable only under the lock of the landlord's row."""

    @abstractmethod
    async def next_id(self) -> ApartmentId:
        """An id no apartment has."""

    @abstractmethod
    async def add(self, apartment: Apartment, *, source: str | None = None) -> None:
        """Store a new apartment, with the name under which an import will know it again."""

    @abstractmethod
    async def save(self, apartment: Apartment) -> None:
        """Store a changed apartment."""


class CityRepository(Protocol):
    """Cities as the apartments need them."""

    @abstractmethod
    async def get(self, city_id: CityId) -> City:
        """Raises LookupError: an id that nobody offered is a bug."""

    @abstractmethod
    async def add(self, *cities: City) -> None:
        """Store cities; those whose id is known already are brought up to date."""


class EditLog(Protocol):
    """The history of apartments: only ever added to."""

    @abstractmethod
    async def add(self, apartment_id: ApartmentId, edit: Edit) -> None:
        """Note what was changed of a stored apartment."""


class ApartmentsWork(AccountsWork, Protocol):
    """A transaction over people, apartments, their history and their cities."""

    apartments: ApartmentRepository
    cities: CityRepository
    edits: EditLog


EditId = NewType("EditId", int)


@frozen
class EditRow:
    """A line of an apartment's history: one fact. `by_name` is empty of whoever has left and of the system (`by` is None).

    `currency` is that of the amounts, None while the apartment has no price.
    """

    id: EditId
    at: datetime
    by: PersonId | None
    by_name: str
    change: FactChange
    currency: str | None


class EditReader(Protocol):
    """The history of apartments, for screens."""

    @abstractmethod
    async def page(self, apartment_id: ApartmentId, *, viewer: PersonId, after: EditId | None, limit: int) -> tuple[EditRow, ...]:
        """Latest first, those behind `after`, at most `limit`.

        Raises ApartmentNotFoundError unless the viewer is its landlord or an admin.
        """


@frozen(kw_only=True)
class ApartmentPage:
    """An apartment as everyone may see it: no house number, a rounded point, no instructions. `rejection` is why a review sent it back."""

    id: ApartmentId
    landlord_id: PersonId
    landlord_name: str
    landlord_since: datetime
    title: str
    description: str
    city_id: CityId
    city_ru: str
    city_en: str
    zone: str
    district: str
    street: str
    around: Point
    station: NearStation | None
    rooms: int | None
    guests: int
    area: int | None
    floor: int | None
    amenities: frozenset[Amenity]
    rates: Rates | None
    photos: tuple[PhotoKey, ...]
    check_in_from: time
    check_out_until: time
    house_rules: str
    min_nights: int
    max_nights: int
    preparation_nights: int
    notice_days: int
    window_days: int
    mode: BookingMode
    publication: Publication
    rejection: str


class ApartmentReader(Protocol):
    """Apartments for screens."""

    @abstractmethod
    async def page(self, apartment_id: ApartmentId, *, viewer: PersonId) -> ApartmentPage:
        """Published apartments for everyone, others for their landlord and for admins. Raises ApartmentNotFoundError."""

    @abstractmethod
    async def own(self, apartment_id: ApartmentId, *, viewer: PersonId) -> Apartment:
        """Every fact, for its landlord and for admins, who change them. Raises ApartmentNotFoundError for all others."""

    @abstractmethod
    async def of_landlord(self, landlord_id: PersonId, *, after: ApartmentId | None, limit: int) -> tuple[ApartmentPage, ...]:
        """The landlord's apartments by id, those after `after`, at most `limit`."""


class PhotoStorage(Protocol):
    """Where pictures lie. Keys are made from the content, so that a picture stored twice is stored once."""

    @abstractmethod
    async def put(self, content: bytes, *, suffix: str) -> PhotoKey:
        """Store a picture, byte by byte as it is; `suffix` is its file type without the dot ("jpg"). Raises PhotosUnreachableError."""

    @abstractmethod
    async def get(self, key: PhotoKey) -> bytes:
        """The picture. Raises PhotoLostError, PhotosUnreachableError."""


@frozen
class PhotoLostError(LookupError):
    """The storage has no picture under this key."""

    key: PhotoKey


@frozen
class PhotosUnreachableError(ConnectionError):
    """The storage does not answer, or refuses to serve us: nothing is known about the picture, and asking later may help."""

    reason: str
    """For operators, in English, without secrets."""
