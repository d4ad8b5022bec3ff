"""Who is told what. One table of the business, and the few lines that are no table."""

from collections.abc import Iterable

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, BookingMode, Publication
from rental_core.bookings.booking import Booking, BookingStatus, Why
from rental_core.notifications.message import MessageKind

Told = tuple[PersonId, MessageKind]

RENTER = {
    BookingStatus.CONFIRMED: MessageKind.CONFIRMED,
    BookingStatus.DECLINED: MessageKind.DECLINED,
    BookingStatus.EXPIRED: MessageKind.EXPIRED,
    BookingStatus.CANCELLED: MessageKind.CANCELLED,
    BookingStatus.COMPLETED: MessageKind.STAY_OVER,
    BookingStatus.NO_SHOW: MessageKind.NO_SHOW,
}
LANDLORD = {
    BookingStatus.REQUESTED: MessageKind.DECISION_CARD,
    BookingStatus.WITHDRAWN: MessageKind.WITHDRAWN,
    BookingStatus.EXPIRED: MessageKind.EXPIRED_UNANSWERED,
    BookingStatus.CANCELLED: MessageKind.CANCELLED,
    BookingStatus.COMPLETED: MessageKind.STAY_OVER,
}
# An instant booking is requested and confirmed in one breath: its landlord hears of the result only.
LANDLORD_INSTANT = LANDLORD | {BookingStatus.CONFIRMED: MessageKind.BOOKED_INSTANTLY}
del LANDLORD_INSTANT[BookingStatus.REQUESTED]


def told_of(booking: Booking, to: BookingStatus) -> tuple[Told, ...]:
    """Who is told that `booking` reached `to`: both parties as the tables say, but for a cancel nobody who did it themselves.

    Where it ended because one of them was blocked, neither did it: both hear the same.
    """
    landlord = LANDLORD_INSTANT if booking.mode is BookingMode.INSTANT else LANDLORD
    told = [(booking.renter_id, RENTER.get(to)), (booking.landlord_id, landlord.get(to))]
    change = next((change for change in booking.history if change.to is to), None)
    if change and change.reason and change.reason.why is Why.PERSON_BLOCKED:
        return tuple((person, RENTER.get(to) or LANDLORD[to]) for person, _ in told)
    doer = change.by if change and to is BookingStatus.CANCELLED else None
    return tuple((person, kind) for person, kind in told if kind is not None and person != doer)


APARTMENTS = {Publication.PUBLISHED: MessageKind.APARTMENT_PUBLISHED, Publication.REJECTED: MessageKind.APARTMENT_REJECTED}


def told_of_apartment(apartment: Apartment, to: Publication, by: PersonId, admins: Iterable[PersonId]) -> tuple[Told, ...]:
    """Who is told that `apartment` was moved to `to`: admins of what waits for them, its landlord of what others decided."""
    if to is Publication.REVIEW:
        return tuple((admin, MessageKind.REVIEW_WAITING) for admin in admins if admin != by)
    kind = APARTMENTS.get(to)
    return ((apartment.landlord_id, kind),) if kind and by != apartment.landlord_id else ()
