"""What happens to bookings."""

from attrs import frozen

from rental_core.bookings.booking import BookingId, BookingStatus
from rental_core.outbox import Event


@frozen
class BookingMoved(Event):
    """A booking reached `to`: requested when it was made."""

    booking_id: BookingId
    to: BookingStatus


@frozen
class DecisionDue(Event):
    """Half the time to answer a request has passed."""

    booking_id: BookingId


@frozen
class CheckInDue(Event):
    """A confirmed stay begins in a day."""

    booking_id: BookingId
