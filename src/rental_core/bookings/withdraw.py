"""The renter takes a request back."""

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.bookings.access import lock_with_apartment, open_booking
from rental_core.bookings.booking import BookingId, BookingStatus
from rental_core.bookings.nights import move_on
from rental_core.bookings.ports import BookingsWork
from rental_core.clock import Clock
from rental_core.work import UnitOfWork


@frozen
class WithdrawBooking:
    """The renter withdraws a request that is not decided yet; the nights it held are free again."""

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, booking_id: BookingId, *, by: PersonId) -> None:
        """Raises BookingNotFoundError, NotAllowedError, BlockedPersonError, ForbiddenMoveError."""
        async with self.work() as work:
            access = await open_booking(work, booking_id, by)
            access.must_be(access.is_renter)
            booking = await lock_with_apartment(work, access.booking)
            await move_on(work, booking, booking.move(BookingStatus.WITHDRAWN, at=self.clock.now(), by=by))
