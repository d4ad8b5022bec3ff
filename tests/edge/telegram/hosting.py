"""Whom a landlord of a market in memory receives, as far as the windows ask."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from attrs import frozen

from rental_core.accounts.person import PersonId, Role
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import Booking, BookingId, BookingNotFoundError, BookingStatus, StatusChange, leaving
from rental_core.bookings.hosting import HostedCursor, HostedPart, HostingReader, Movement, MovementCursor
from rental_core.bookings.ports import TripRow
from rental_core.clock import local_date
from tests.edge.telegram.shelves import store_of
from tests.support.market import Market
from tests.support.telling import row_of


@frozen
class MarketHosting(HostingReader):
    """Looks through the market's memory."""

    market: Market

    async def movements(
        self,
        landlord_id: PersonId,
        *,
        now: datetime,
        days: int,
        apartment_id: ApartmentId | None = None,
        after: MovementCursor | None,
        limit: int,
    ) -> tuple[Movement, ...]:
        found = [each for booking in self._of(landlord_id, apartment_id) for each in self._moved(booking, now, days)]
        later = [each for each in found if after is None or order(each.cursor) > order(after)]
        return tuple(sorted(later, key=lambda each: order(each.cursor))[:limit])

    def _moved(self, booking: Booking, now: datetime, days: int) -> Iterator[Movement]:
        if booking.sold is None or booking.status is BookingStatus.NO_SHOW:
            return
        today, state = local_date(now, booking.zone), store_of(self.market).committed
        flat, end = state.apartments[booking.apartment_id], booking.sold.check_out
        for going, day in ((False, booking.stay.check_in), (True, end)):
            if today <= day <= today + timedelta(days=days):
                yield Movement(
                    booking_id=booking.id,
                    going=going,
                    day=day,
                    at=leaving(end, booking.check_out_at, booking.zone) if going else booking.check_in_at,
                    zone=booking.zone,
                    title=flat.title,
                    street=flat.address.street,
                    renter_name=state.people[booking.renter_id].name,
                    guests=booking.guests,
                    stay=booking.stay,
                )

    async def hosted(
        self,
        landlord_id: PersonId,
        part: HostedPart,
        *,
        apartment_id: ApartmentId | None = None,
        after: HostedCursor | None,
        limit: int,
    ) -> tuple[TripRow, ...]:
        way = 1 if part is HostedPart.AHEAD else -1
        found = [each for each in self._of(landlord_id, apartment_id) if each.status in part.statuses]
        found.sort(key=lambda each: (each.stay.check_in, each.id), reverse=way < 0)
        if after is not None:
            last = (after.check_in, after.id)
            found = [each for each in found if ((each.stay.check_in, each.id) > last) is (way > 0) and each.id != after.id]
        async with self.market.work() as work:
            return tuple([await row_of(work, each) for each in found[:limit]])

    async def moves(self, booking_id: BookingId, *, viewer: PersonId) -> tuple[StatusChange, ...]:
        state = store_of(self.market).committed
        booking = state.bookings.get(booking_id)
        if booking is None or (booking.landlord_id != viewer and Role.ADMIN not in state.people[viewer].roles):
            raise BookingNotFoundError(booking_id)
        return booking.history

    def _of(self, landlord_id: PersonId, apartment_id: ApartmentId | None) -> list[Booking]:
        every = store_of(self.market).committed.bookings.values()
        return [each for each in every if each.landlord_id == landlord_id and apartment_id in {None, each.apartment_id}]


def order(cursor: MovementCursor) -> tuple[object, ...]:
    return cursor.day, cursor.at, cursor.going, cursor.booking_id
