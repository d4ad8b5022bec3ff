"""Who may do what with a booking, asked before anything else."""

from attrs import frozen

from rental_core.accounts.person import NotAllowedError, Person, PersonId, Role
from rental_core.bookings.booking import Booking, BookingId, BookingNotFoundError
from rental_core.bookings.ports import BookingsWork


@frozen
class Access:
    """A booking and the active person who asks for it: one of its two parties, or an admin."""

    booking: Booking
    person: Person

    @property
    def is_renter(self) -> bool:
        return self.person.id == self.booking.renter_id

    @property
    def is_landlord(self) -> bool:
        return self.person.id == self.booking.landlord_id

    def must_be(self, allowed: bool) -> None:
        """Raises NotAllowedError: the asker knows the booking, but this is for somebody else to do."""
        if not allowed:
            raise NotAllowedError(self.person.id)


async def open_booking(work: BookingsWork, booking_id: BookingId, by: PersonId) -> Access:
    """Raises BlockedPersonError, and BookingNotFoundError for strangers and unknown ids alike."""
    person = await work.people.get(by)
    person.must_be_active()
    booking = await work.bookings.get(booking_id)
    if by not in {booking.renter_id, booking.landlord_id} and Role.ADMIN not in person.roles:
        raise BookingNotFoundError(booking_id)
    return Access(booking, person)


async def lock_with_apartment(work: BookingsWork, booking: Booking) -> Booking:
    """The booking as it is now, locked after its apartment: the order for every move that may give nights back."""
    await work.apartments.lock(booking.apartment_id)
    return await work.bookings.lock(booking.id)
