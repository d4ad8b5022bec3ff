"""The outbox wakes the sweep."""

from collections.abc import Iterable

from attrs import frozen

from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import BookingStatus
from rental_core.bookings.events import BookingMoved
from rental_core.bookings.sweep import decline_losers
from rental_core.calendar.events import NightsTaken
from rental_core.clock import Clock
from rental_core.errors import RentalError
from rental_core.notifications.ports import Consumer, Noted, NotificationsWork
from rental_core.stay import Stay
from rental_core.work import UnitOfWork

Wanted = tuple[ApartmentId, Stay]


@frozen
class SweepAfterEvents:
    """Nights were taken, or a request was made that a decision in progress could not see: whoever lost is declined."""

    work: UnitOfWork[NotificationsWork]
    clock: Clock

    async def __call__(self, *, limit: int = 100) -> int:
        """How many events were read, 0 when none is left. The declines and the done marks are one transaction."""
        async with self.work() as work:
            batch = await work.events.claim(Consumer.LOSERS, limit=limit)
            wanted: list[Wanted] = []
            for noted in batch:
                try:
                    wanted += await _wanted(work, noted)
                except RentalError as error:
                    await work.events.set_aside(Consumer.LOSERS, noted.id, repr(error))
            # One range an apartment, apartments in order: two sweeps at once lock bookings in the same order.
            for apartment_id, nights in _one_each(wanted):
                await decline_losers(work, apartment_id, nights, at=self.clock.now(), waiting=True)
            if batch:
                await work.events.done(Consumer.LOSERS, [noted.id for noted in batch])
            return len(batch)


def _one_each(wanted: Iterable[Wanted]) -> list[Wanted]:
    spans: dict[ApartmentId, Stay] = {}
    for apartment_id, nights in wanted:
        known = spans.get(apartment_id, nights)
        spans[apartment_id] = Stay(min(known.check_in, nights.check_in), max(known.check_out, nights.check_out))
    return sorted(spans.items())


async def _wanted(work: NotificationsWork, noted: Noted) -> tuple[Wanted, ...]:
    match noted.event:
        case NightsTaken(apartment_id, check_in, check_out):
            return ((apartment_id, Stay(check_in, check_out)),)
        case BookingMoved(booking_id, BookingStatus.REQUESTED):
            booking = await work.bookings.get(booking_id)
            return () if booking.holds_nights else ((booking.apartment_id, booking.nights),)
        case _:
            return ()
