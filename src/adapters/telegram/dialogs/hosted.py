"""A booking as its landlord may see it."""

from rental_core.accounts.person import Person
from rental_core.bookings.booking import BookingId, BookingNotFoundError
from rental_core.bookings.ports import BookingCard, BookingReader


async def hosted(bookings: BookingReader, booking_id: BookingId, person: Person) -> BookingCard:
    """A booking of the person as its landlord. Raises BookingNotFoundError for all others: renters and admins look elsewhere."""
    card = await bookings.card(booking_id, viewer=person.id)
    if card.landlord_id != person.id:
        raise BookingNotFoundError(booking_id)
    return card
