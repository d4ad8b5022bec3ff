"""Other places for whoever did not get the one they asked for."""

from attrs import frozen

from rental_core.bookings.booking import BookingStatus
from rental_core.bookings.ports import BookingCard
from rental_core.clock import Clock, local_date
from rental_core.notifications.message import MessageKind
from rental_core.pricing.quote import Quote
from rental_core.search.criteria import ResultRow
from rental_core.search.ports import ApartmentSearch

OFFERED = 3
# A stay that came to nothing without its renter's doing, and how its renter is told.
LOST = {
    BookingStatus.DECLINED: MessageKind.DECLINED,
    BookingStatus.EXPIRED: MessageKind.EXPIRED,
    BookingStatus.CANCELLED: MessageKind.CANCELLED,
}


@frozen
class Alternative:
    """A place that is free for the stay, and what the stay costs there."""

    row: ResultRow
    quote: Quote


@frozen
class FindAlternatives:
    """Looks for places like the lost one, at the moment of asking."""

    search: ApartmentSearch
    clock: Clock

    async def __call__(self, card: BookingCard) -> tuple[Alternative, ...]:
        """At most three, most alike first, free for the same dates and large enough; none when these dates have begun to pass."""
        if card.stay.check_in < local_date(self.clock.now(), card.zone):
            return ()
        rows = await self.search.similar(card.apartment_id, card.stay, guests=card.guests, limit=OFFERED)
        return tuple(Alternative(row, row.quote(card.stay, card.guests)) for row in rows)
