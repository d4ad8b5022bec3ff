"""What the bookings need from outside."""

from abc import abstractmethod
from datetime import date, datetime
from enum import Enum
from typing import Protocol

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId, BookingMode, PhotoKey
from rental_core.apartments.place import Point
from rental_core.bookings.booking import Booking, BookingId, BookingStatus, Reason, RequestKey
from rental_core.calendar.ports import CalendarWork
from rental_core.money import Money
from rental_core.pricing.quote import Quote
from rental_core.stay import Stay


@frozen
class RenterCounts:
    """How many requests of a renter wait for an answer, and how many confirmed stays are not over."""

    pending: int
    upcoming: int


class BookingRepository(Protocol):
    """Bookings as aggregates, with their moves."""

    @abstractmethod
    async def get(self, booking_id: BookingId) -> Booking:
        """Raises BookingNotFoundError."""

    @abstractmethod
    async def lock(self, booking_id: BookingId) -> Booking:
        """As `get`, and nobody else locks or moves this booking until the transaction ends. Raises BookingNotFoundError."""

    @abstractmethod
    async def of_key(self, renter_id: PersonId, key: RequestKey) -> Booking | None:
        """The booking that this renter's request key made; None when it made none."""

    @abstractmethod
    async def counts(self, renter_id: PersonId, now: datetime) -> RenterCounts:
        """What the renter's limits look at. Reliable only under the lock of the renter's row."""

    @abstractmethod
    async def wanting(self, apartment_id: ApartmentId, nights: Stay, *, waiting: bool) -> tuple[Booking, ...]:
        """The pending requests whose nights overlap `nights`, each locked, in the order of their ids.

        Those that another transaction has locked are waited for, or left out when not `waiting`.
        """

    @abstractmethod
    async def pending_of(self, person_id: PersonId) -> tuple[Booking, ...]:
        """The pending requests that the person made or received, by id."""

    @abstractmethod
    async def of_apartment(self, apartment_id: ApartmentId) -> tuple[Booking, ...]:
        """All bookings of an apartment that were ever confirmed, by id."""

    @abstractmethod
    async def next_id(self) -> BookingId:
        """An id no booking has."""

    @abstractmethod
    async def add(self, booking: Booking) -> None:
        """Store a new booking with the moves it has made."""

    @abstractmethod
    async def save(self, booking: Booking, *, was: BookingStatus) -> None:
        """Store the moves appended since it was `was`. Raises BookingMovedOnError when its stored status is no longer that."""


class BookingsWork(CalendarWork, Protocol):
    """A transaction over everything a booking touches."""

    bookings: BookingRepository


@frozen(kw_only=True)
class RenterRecord:
    """What is known here of a renter: completed stays, those of them with the landlord in question, own cancels, no-shows."""

    stays: int = 0
    here: int = 0
    cancelled: int = 0
    missed: int = 0


@frozen(kw_only=True)
class Rival:
    """Another pending request that wants one of the same nights. `holds`: it has its nights already, so it has to be decided first."""

    id: BookingId
    renter_name: str
    stay: Stay
    expires_at: datetime
    holds: bool


@frozen(kw_only=True)
class BookingCard:
    """A booking as its two parties see it: everything a message or a screen says about it.

    `house`, `instructions` and the exact `point` are filled from the confirmation on, for the renter, and always for the landlord.
    A phone (E.164) is filled from the confirmation on, for the other party and nobody else, unless its owner gave none or has left.
    `competing` counts other pending requests that want one of its nights; `rivals` are the most urgent of them, at most 10, while it is
    pending itself, and for nobody but those who decide. Confirming it declines those that hold nothing.
    """

    id: BookingId
    status: BookingStatus
    reason: Reason | None
    moved_by: PersonId | None
    moved_at: datetime
    apartment_id: ApartmentId
    title: str
    photo: PhotoKey | None
    city_ru: str
    city_en: str
    district: str
    street: str
    house: str
    point: Point
    instructions: str
    zone: str
    renter_id: PersonId
    renter_name: str
    renter_username: str | None
    renter_phone: str | None
    renter_since: datetime
    renter_record: RenterRecord
    landlord_id: PersonId
    landlord_name: str
    landlord_username: str | None
    landlord_phone: str | None
    stay: Stay
    guests: int
    mode: BookingMode
    quote: Quote
    message: str
    requested_at: datetime
    expires_at: datetime
    check_in_at: datetime
    check_out_at: datetime
    competing: int
    rivals: tuple[Rival, ...] = ()


class TripGroup(Enum):
    """What a trip asks of its renter, in the order in which trips are listed."""

    WAITING = 0  # for the landlord's answer
    AHEAD = 1  # confirmed, and not known to be over
    PAST = 2  # over, or ended otherwise

    @classmethod
    def of(cls, status: BookingStatus) -> "TripGroup":
        return {BookingStatus.REQUESTED: cls.WAITING, BookingStatus.CONFIRMED: cls.AHEAD}.get(status, cls.PAST)


@frozen
class TripRow:
    """A line of a bookings list. `other_name` is the other party's: the landlord's among trips, the renter's among requests to decide."""

    id: BookingId
    status: BookingStatus
    title: str
    stay: Stay
    total: Money
    expires_at: datetime
    zone: str
    other_name: str
    check_in_at: datetime
    check_out_at: datetime

    @property
    def group(self) -> TripGroup:
        return TripGroup.of(self.status)

    @property
    def cursor(self) -> "TripsCursor":
        """Where a page ends whose last line this is."""
        return TripsCursor(self.group, self.stay.check_in, self.id)


@frozen
class TripsCursor:
    """Where a page of trips ended: the next page is what comes after (group, check_in, id) in its order."""

    group: TripGroup
    check_in: date
    id: BookingId


class BookingReader(Protocol):
    """Bookings for screens and messages."""

    @abstractmethod
    async def card(self, booking_id: BookingId, *, viewer: PersonId) -> BookingCard:
        """Raises BookingNotFoundError unless the viewer is the booking's renter, its landlord or an admin."""

    @abstractmethod
    async def trips(self, renter_id: PersonId, *, after: TripsCursor | None, limit: int) -> tuple[TripRow, ...]:
        """The renter's bookings, at most `limit`: what waits, what is ahead (soonest check-in first), what is past (latest first).

        Among those of one check-in the latest request comes first.
        """

    @abstractmethod
    async def to_decide(self, landlord_id: PersonId, *, after: BookingId | None, limit: int) -> tuple[TripRow, ...]:
        """The landlord's pending requests, soonest expiry first (ties by id), those after request `after`."""
