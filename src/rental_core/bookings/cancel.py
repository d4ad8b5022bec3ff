"""A confirmed stay that will not be, or not to its end."""

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.bookings.access import lock_with_apartment, open_booking
from rental_core.bookings.booking import Booking, BookingId, BookingStatus, ForbiddenMoveError, Reason
from rental_core.bookings.nights import move_on
from rental_core.bookings.ports import BookingsWork
from rental_core.bookings.rules import NO_SHOW_WINDOW
from rental_core.clock import Clock
from rental_core.errors import RentalError
from rental_core.timers import Timer, TimerKind
from rental_core.work import UnitOfWork


@frozen
class StayOverError(RentalError):
    """The check-out has passed: there is nothing left to cancel."""

    booking_id: BookingId


@frozen
class CancelBooking:
    """Either party, or an admin, ends a confirmed booking. During a stay the past nights stay sold and the rest is free from tomorrow."""

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, booking_id: BookingId, *, by: PersonId, reason: Reason) -> None:
        """Raises BookingNotFoundError, BlockedPersonError, ForbiddenMoveError, StayOverError."""
        async with self.work() as work:
            access = await open_booking(work, booking_id, by)
            booking = await lock_with_apartment(work, access.booking)
            now = self.clock.now()
            cancelled = booking.move(BookingStatus.CANCELLED, at=now, by=by, reason=reason)
            if now >= booking.check_out_at:
                raise StayOverError(booking.id)
            await cut_short(work, booking, cancelled)


@frozen
class NoShowTooEarlyError(RentalError):
    """Before check-in nobody can have failed to come."""

    booking_id: BookingId


@frozen
class NoShowTooLateError(RentalError):
    """A no-show is reported within 48 hours of check-in."""

    booking_id: BookingId


@frozen
class MarkNoShow:
    """The landlord reports, from check-in until 48 hours later, that the renter did not come. The rest is free from tomorrow."""

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, booking_id: BookingId, *, by: PersonId) -> None:
        """Raises BookingNotFoundError, NotAllowedError, BlockedPersonError, ForbiddenMoveError, NoShowTooEarlyError, NoShowTooLateError."""
        async with self.work() as work:
            access = await open_booking(work, booking_id, by)
            access.must_be(access.is_landlord)
            booking = await lock_with_apartment(work, access.booking)
            await cut_short(work, booking, self._missed(booking, by))

    def _missed(self, booking: Booking, by: PersonId) -> Booking:
        now = self.clock.now()
        if booking.status is not BookingStatus.CONFIRMED:
            raise ForbiddenMoveError(booking.id, booking.status, BookingStatus.NO_SHOW)
        if now < booking.check_in_at:
            raise NoShowTooEarlyError(booking.id)
        if now >= booking.check_in_at + NO_SHOW_WINDOW:
            raise NoShowTooLateError(booking.id)
        return booking.move(BookingStatus.NO_SHOW, at=now, by=by)


async def cut_short(work: BookingsWork, before: Booking, after: Booking) -> None:
    """Store a stay that ends early, and wake the clock when the apartment becomes free, if it is not free already."""
    await move_on(work, before, after)
    if (occupied := after.occupied()) is not None:
        await work.timers.set(Timer(TimerKind.END_STAY, after.id, occupied.end))
