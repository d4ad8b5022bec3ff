"""Whom a landlord receives: who comes, who goes, and what became of every booking of theirs."""

from abc import abstractmethod
from datetime import date, datetime
from enum import Enum
from typing import Protocol

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import BookingId, BookingStatus, StatusChange
from rental_core.bookings.ports import TripRow
from rental_core.stay import Stay


class HostedPart(Enum):
    """Bookings that are decided, by what is still to be done about them."""

    AHEAD = "ahead"  # confirmed, and not known to be over
    PAST = "past"  # the guests were there, or should have been
    ENDED = "ended"  # nothing came of it, or not to its end

    @property
    def statuses(self) -> frozenset[BookingStatus]:
        return STATUSES[self]


STATUSES = {
    HostedPart.AHEAD: frozenset({BookingStatus.CONFIRMED}),
    HostedPart.PAST: frozenset({BookingStatus.COMPLETED, BookingStatus.NO_SHOW}),
    HostedPart.ENDED: frozenset({BookingStatus.DECLINED, BookingStatus.WITHDRAWN, BookingStatus.EXPIRED, BookingStatus.CANCELLED}),
}


@frozen
class HostedCursor:
    """Where a page of bookings ended."""

    check_in: date
    id: BookingId


@frozen(kw_only=True)
class Movement:
    """Guests come, or go (`going`). `day` and the clock of `at` are those of the apartment's `zone`."""

    booking_id: BookingId
    going: bool
    day: date
    at: datetime
    zone: str
    title: str
    street: str
    renter_name: str
    guests: int
    stay: Stay

    @property
    def cursor(self) -> "MovementCursor":
        """Where a page ends whose last line this is."""
        return MovementCursor(self.day, self.at, self.going, self.booking_id)


@frozen
class MovementCursor:
    """Where a page of movements ended: the next page is what comes after (day, at, going, booking) in its order."""

    day: date
    at: datetime
    going: bool
    booking_id: BookingId


class HostingReader(Protocol):
    """A landlord's bookings for their screens, of all apartments or of `apartment_id` alone; nothing of what others let."""

    @abstractmethod
    async def movements(
        self,
        landlord_id: PersonId,
        *,
        now: datetime,
        days: int,
        apartment_id: ApartmentId | None = None,
        after: MovementCursor | None,
        limit: int,
    ) -> tuple[Movement, ...]:
        """Arrivals and departures of the local today and the `days` after it: by day, moment, arrivals first, booking.

        A stay that was cut short ends on its last sold night. Whoever did not come does not go.
        """

    @abstractmethod
    async def hosted(
        self,
        landlord_id: PersonId,
        part: HostedPart,
        *,
        apartment_id: ApartmentId | None = None,
        after: HostedCursor | None,
        limit: int,
    ) -> tuple[TripRow, ...]:
        """A part of the bookings: what is ahead by check-in, soonest first, the others latest first; ties by id in the same direction.

        `other_name` is the renter's.
        """

    @abstractmethod
    async def moves(self, booking_id: BookingId, *, viewer: PersonId) -> tuple[StatusChange, ...]:
        """All moves, oldest first. Raises BookingNotFoundError unless the viewer is the booking's landlord or an admin."""
