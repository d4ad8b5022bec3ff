"""Losers are told: whoever wants a night that is sold or closed by now is declined."""

from datetime import datetime

from attrs import frozen

from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import Booking, BookingStatus, Reason, Why
from rental_core.bookings.nights import move_on, sold_or_closed
from rental_core.bookings.ports import BookingsWork
from rental_core.clock import Clock
from rental_core.stay import Stay
from rental_core.work import UnitOfWork


@frozen
class SweepLosers:
    """After nights were taken, or a request for some was made: decline each request that cannot be had any more.

    The decline inside a confirm is only the fast path: a request inserted while a confirm is uncommitted is seen by nobody but this.
    """

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, apartment_id: ApartmentId, nights: Stay) -> int:
        """How many requests were declined. Waits for decisions in progress, so that none is left between them and this."""
        async with self.work() as work:
            return await decline_losers(work, apartment_id, nights, at=self.clock.now(), waiting=True)


async def decline_losers(work: BookingsWork, apartment_id: ApartmentId, nights: Stay, *, at: datetime, waiting: bool) -> int:
    """Decline the requests that want one of `nights` and do not hold theirs, if that night is sold or closed."""
    losers = [
        request
        for request in await work.bookings.wanting(apartment_id, nights, waiting=waiting)
        if not request.holds_nights and await sold_or_closed(work, apartment_id, request.nights)
    ]
    for loser in losers:
        await move_on(work, loser, _declined(loser, at))
    return len(losers)


def _declined(loser: Booking, at: datetime) -> Booking:
    return loser.move(BookingStatus.DECLINED, at=at, by=None, reason=Reason(Why.NIGHTS_SOLD))
