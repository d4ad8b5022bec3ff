"""When a stay may be asked for, and how long the answer may take."""

from datetime import date, datetime, timedelta

from attrs import field, frozen
from attrs.validators import ge

from rental_core.apartments.apartment import Apartment, ApartmentId
from rental_core.calendar.block import PastNightsError
from rental_core.clock import local_date, moment_of, next_midnight
from rental_core.errors import RentalError
from rental_core.pricing.steps import stay_length
from rental_core.stay import Stay

ANSWER_TIME = timedelta(hours=24)
SHORT_ANSWER_TIME = timedelta(hours=1)
NO_SHOW_WINDOW = timedelta(hours=48)


@frozen
class BookingLimits:
    """How much one renter may have at a time, how far ahead (days) a stay may start and how long (nights) it may be."""

    pending: int = field(default=5, validator=ge(1))
    upcoming: int = field(default=5, validator=ge(1))
    days_ahead: int = field(default=365, validator=ge(1))
    nights: int = field(default=90, validator=ge(1))

    def longest(self, max_nights: int) -> int:
        """How many nights a stay may have where the landlord allows `max_nights`."""
        return min(self.nights, max_nights)


@frozen
class StayTooFarError(RentalError):
    """The check-in is later than `last`."""

    last: date


@frozen
class TooSoonError(RentalError):
    """The landlord needs notice: the check-in can be `first` at the earliest."""

    first: date


@frozen
class StayTooLongError(RentalError):
    """More than `nights` nights."""

    nights: int


@frozen
class StayTooShortError(RentalError):
    """Fewer than the `nights` nights that the apartment is let for at least."""

    nights: int


@frozen
class TooManyGuestsError(RentalError):
    """The apartment sleeps at most `guests`."""

    guests: int


@frozen
class TooManyPendingError(RentalError):
    """The renter already waits for `limit` answers."""

    limit: int


@frozen
class TooManyUpcomingError(RentalError):
    """The renter already has `limit` stays to come."""

    limit: int


@frozen
class OwnApartmentError(RentalError):
    """A landlord asked for a stay in their own apartment: nights are closed by a block."""

    apartment_id: ApartmentId


def must_be_bookable(apartment: Apartment, stay: Stay, guests: int, limits: BookingLimits, now: datetime) -> None:
    """Raises PastNightsError, TooSoonError, StayTooFarError, StayTooShortError, StayTooLongError, TooManyGuestsError, NotPublishedError."""
    apartment.must_take_requests()
    _must_begin_in_time(apartment, stay.check_in, limits, local_date(now, apartment.zone))
    length = stay_length(apartment, stay.check_in)
    longest = limits.longest(length.longest)
    if stay.nights > longest:
        raise StayTooLongError(longest)
    if stay.nights < length.shortest:
        raise StayTooShortError(length.shortest)
    if guests > apartment.guests:
        raise TooManyGuestsError(apartment.guests)


def _must_begin_in_time(apartment: Apartment, check_in: date, limits: BookingLimits, today: date) -> None:
    if check_in < today:
        raise PastNightsError(today)
    first = today + timedelta(days=apartment.notice_days)
    if check_in < first:
        raise TooSoonError(first)
    last = today + timedelta(days=min(limits.days_ahead, apartment.window_days))
    if check_in > last:
        raise StayTooFarError(last)


def check_in_moment(apartment: Apartment, stay: Stay) -> datetime:
    return moment_of(stay.check_in, apartment.check_in_from, apartment.zone)


def check_out_moment(apartment: Apartment, stay: Stay) -> datetime:
    return moment_of(stay.check_out, apartment.check_out_until, apartment.zone)


def expiry(now: datetime, check_in_at: datetime, zone: str) -> datetime:
    """When a request made at `now` expires.

    The earliest of 24 hours and the check-in. When that is past or nearer than an hour: after an hour, at the latest at local midnight.
    """
    if check_in_at - now < SHORT_ANSWER_TIME:
        return min(now + SHORT_ANSWER_TIME, next_midnight(now, zone))
    return min(now + ANSWER_TIME, check_in_at)


def halfway(now: datetime, expires_at: datetime) -> datetime:
    """When the landlord is reminded of a request made at `now`."""
    return now + (expires_at - now) / 2
