"""A booking: its states, its legal moves, its history and the nights it takes."""

from datetime import date, datetime
from enum import Enum
from typing import NewType
from zoneinfo import ZoneInfo

from attrs import evolve, field, frozen
from attrs.validators import ge, max_len, min_len

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId, BookingMode
from rental_core.calendar.occupancy import Taker, TakerKind
from rental_core.calendar.status import Cause, Occupied
from rental_core.clock import local_date, moment_of
from rental_core.errors import NotFoundError, RentalError
from rental_core.pricing.quote import Quote
from rental_core.stay import ONE_DAY, Stay

BookingId = NewType("BookingId", int)
RequestKey = NewType("RequestKey", str)  # made by the asking side; its repeat means the same request
REASON_LENGTH = 500
MESSAGE_LENGTH = 1000


class BookingStatus(Enum):
    """Where a booking stands."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    NO_SHOW = "no-show"


MOVES: dict[BookingStatus, frozenset[BookingStatus]] = {
    BookingStatus.REQUESTED: frozenset({BookingStatus.CONFIRMED, BookingStatus.DECLINED, BookingStatus.WITHDRAWN, BookingStatus.EXPIRED}),
    BookingStatus.CONFIRMED: frozenset({BookingStatus.CANCELLED, BookingStatus.COMPLETED, BookingStatus.NO_SHOW}),
} | {
    final: frozenset()
    for final in (
        BookingStatus.DECLINED,
        BookingStatus.WITHDRAWN,
        BookingStatus.EXPIRED,
        BookingStatus.CANCELLED,
        BookingStatus.COMPLETED,
        BookingStatus.NO_SHOW,
    )
}


class Why(Enum):
    """Reasons that have a name. The first five are the system's, the others are people's."""

    NIGHTS_SOLD = "nights-sold"  # somebody else got a night of it
    NIGHTS_BLOCKED = "nights-blocked"
    PERSON_BLOCKED = "person-blocked"
    PERSON_LEFT = "person-left"
    APARTMENT_BANNED = "apartment-banned"
    NOT_AVAILABLE = "not-available"
    TOO_MANY_GUESTS = "too-many-guests"
    HOUSE_RULES = "house-rules"
    REPAIRS = "repairs"
    PLANS_CHANGED = "plans-changed"
    OTHER = "other"


@frozen
class Reason:
    """Why a booking moved; `text` is what a person typed, at most 500 characters."""

    why: Why
    text: str = field(default="", validator=max_len(REASON_LENGTH))


@frozen
class ForbiddenMoveError(RentalError):
    """The booking is in a state that the asked move does not start from: usually somebody was faster."""

    booking_id: BookingId
    status: BookingStatus
    to: BookingStatus


@frozen
class BookingMovedOnError(RentalError):
    """The stored booking has moved since it was read."""

    booking_id: BookingId


@frozen
class BookingNotFoundError(NotFoundError):
    """No booking under this id, or none that the asker takes part in."""

    booking_id: int


@frozen
class StatusChange:
    """One move. `by` is None when the clock or the system made it."""

    to: BookingStatus
    at: datetime
    by: PersonId | None
    reason: Reason | None = None


@frozen(kw_only=True)
class Booking:
    """A renter's stay in an apartment. Moments are UTC. Zone, mode, price and both moments of the stay are frozen at request."""

    id: BookingId
    apartment_id: ApartmentId
    landlord_id: PersonId
    renter_id: PersonId
    stay: Stay
    guests: int = field(validator=ge(1))
    preparation_nights: int = field(default=0, validator=ge(0))
    mode: BookingMode
    quote: Quote
    message: str = field(default="", validator=max_len(MESSAGE_LENGTH))
    key: RequestKey
    zone: str
    check_in_at: datetime
    check_out_at: datetime
    expires_at: datetime
    history: tuple[StatusChange, ...] = field(validator=min_len(1))

    @property
    def status(self) -> BookingStatus:
        return self.history[-1].to

    @property
    def requested_at(self) -> datetime:
        return self.history[0].at

    @property
    def pending(self) -> bool:
        return self.status is BookingStatus.REQUESTED

    @property
    def nights(self) -> Stay:
        """What it takes from the calendar: the stay and the preparation nights after it."""
        return Stay(self.stay.check_in, self.stay.check_out + self.preparation_nights * ONE_DAY)

    @property
    def taker(self) -> Taker:
        return Taker(TakerKind.BOOKING, self.id)

    @property
    def holds_nights(self) -> bool:
        """Whether it has its nights already while it waits for a decision."""
        return self.pending and self.mode is BookingMode.HOLD

    def move(self, to: BookingStatus, *, at: datetime, by: PersonId | None, reason: Reason | None = None) -> "Booking":
        """The booking after a legal move. Raises ForbiddenMoveError."""
        if to not in MOVES[self.status]:
            raise ForbiddenMoveError(self.id, self.status, to)
        return evolve(self, history=(*self.history, StatusChange(to, at, by, reason)))

    @property
    def sold(self) -> Stay | None:
        """The nights somebody has or had: the stay once confirmed; after a cancel or no-show during it, up to tomorrow's check-out."""
        if self.confirmation is None:
            return None
        last = self.history[-1]
        if last.to not in {BookingStatus.CANCELLED, BookingStatus.NO_SHOW}:
            return self.stay
        if last.at < self.check_in_at:
            return None
        tomorrow = local_date(last.at, self.zone) + ONE_DAY
        return Stay(self.stay.check_in, min(self.stay.check_out, tomorrow))

    @property
    def kept(self) -> Stay | None:
        """The part of `nights` that a confirmed booking still takes: the sold nights and the preparation after them."""
        sold = self.sold
        if sold is None:
            return None
        return Stay(sold.check_in, min(self.nights.check_out, sold.check_out + self.preparation_nights * ONE_DAY))

    @property
    def confirmation(self) -> StatusChange | None:
        return next((change for change in self.history if change.to is BookingStatus.CONFIRMED), None)

    def occupied(self) -> Occupied | None:
        """When it makes the apartment occupied: from check-in, or from its confirmation if that came later, to the check-out."""
        sold, confirmation, last = self.sold, self.confirmation, self.history[-1]
        if sold is None or confirmation is None:
            return None
        cause = Cause(self.taker, self.renter_id)
        cut = sold != self.stay
        end = leaving(sold.check_out, self.check_out_at, self.zone)
        begin = max(self.check_in_at, confirmation.at)
        if begin >= end:
            return None
        return Occupied(begin, end, cause, Cause(self.taker, last.by, _said(last)) if cut else cause)


def leaving(day: date, check_out_at: datetime, zone: str) -> datetime:
    """When guests leave who stay until `day`: at the time at which their check-out was agreed, by the clocks of `zone`."""
    return moment_of(day, check_out_at.astimezone(ZoneInfo(zone)).time(), zone)


def _said(change: StatusChange) -> str:
    return change.reason.text if change.reason else ""
