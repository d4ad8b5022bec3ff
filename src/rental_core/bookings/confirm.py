"""The landlord accepts a request."""

from datetime import datetime, timedelta

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.bookings.access import open_booking
from rental_core.bookings.booking import Booking, BookingId, BookingStatus, Reason, Why
from rental_core.bookings.nights import move_on, sold_or_closed
from rental_core.bookings.ports import BookingsWork
from rental_core.bookings.sweep import decline_losers
from rental_core.calendar.events import NightsTaken
from rental_core.calendar.occupancy import NightsTakenError
from rental_core.clock import Clock
from rental_core.errors import RentalError
from rental_core.timers import Timer, TimerKind
from rental_core.work import UnitOfWork

REMINDER_BEFORE_CHECK_IN = timedelta(days=1)


@frozen
class RequestExpiredError(RentalError):
    """The time to answer has passed; the clock is about to say so, or already did."""

    booking_id: BookingId


@frozen
class RequestLostError(NightsTakenError):
    """The nights of the request are sold or closed by now, and with that it was declined."""


@frozen
class NightsHeldError(RentalError):
    """Another pending request holds some of the nights: that one has to be decided first."""

    booking_id: BookingId


@frozen
class ConfirmBooking:
    """The landlord accepts a request; only its stored status and the free nights decide."""

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, booking_id: BookingId, *, by: PersonId) -> None:
        """A request whose nights were sold or closed meanwhile is declined, and RequestLostError says so.

        Raises BookingNotFoundError, NotAllowedError, BlockedPersonError, ForbiddenMoveError, RequestExpiredError, NightsHeldError.
        """
        async with self.work() as work:
            access = await open_booking(work, booking_id, by)
            access.must_be(access.is_landlord)
            booking = await work.bookings.lock(booking_id)
            confirmed = await self._confirm(work, booking, by)
        if not confirmed:
            raise RequestLostError(booking.apartment_id, booking.stay)

    async def _confirm(self, work: BookingsWork, booking: Booking, by: PersonId) -> bool:
        now = self.clock.now()
        if booking.pending and now >= booking.expires_at:
            raise RequestExpiredError(booking.id)
        must_take = booking.pending and not booking.holds_nights
        if must_take and not await work.occupancy.take(booking.apartment_id, booking.nights, booking.taker):
            await self._lost(work, booking, now)
            return False
        await confirm_on(work, booking, at=now, by=by)
        return True

    async def _lost(self, work: BookingsWork, booking: Booking, now: datetime) -> None:
        if not await sold_or_closed(work, booking.apartment_id, booking.nights):
            raise NightsHeldError(booking.id)
        declined = booking.move(BookingStatus.DECLINED, at=now, by=None, reason=Reason(Why.NIGHTS_SOLD))
        await move_on(work, booking, declined)


async def confirm_on(work: BookingsWork, booking: Booking, *, at: datetime, by: PersonId | None) -> Booking:
    """Confirm a booking that has its nights, wind its timers, and decline at once those losers nobody is deciding on elsewhere.

    Raises ForbiddenMoveError.
    """
    confirmed = booking.move(BookingStatus.CONFIRMED, at=at, by=by)
    await move_on(work, booking, confirmed)
    await work.outbox.add(NightsTaken(booking.apartment_id, booking.nights.check_in, booking.nights.check_out))
    reminder = booking.check_in_at - REMINDER_BEFORE_CHECK_IN
    if reminder > at:  # otherwise the confirmation itself is the reminder
        await work.timers.set(Timer(TimerKind.REMIND_RENTER, booking.id, reminder))
    await work.timers.set(
        Timer(TimerKind.BEGIN_STAY, booking.id, max(at, booking.check_in_at)),
        Timer(TimerKind.END_STAY, booking.id, max(at, booking.check_out_at)),
    )
    await decline_losers(work, booking.apartment_id, booking.nights, at=at, waiting=False)
    return confirmed
