"""The calendars of a landlord of a market in memory."""

from collections.abc import Iterator

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId, ApartmentNotFoundError, BookingMode, Publication
from rental_core.bookings.booking import Booking, BookingId, leaving
from rental_core.bookings.own_calendar import NightsKind, OwnCalendar, OwnCalendarReader, OwnNights
from rental_core.calendar.block import BlockId
from rental_core.calendar.occupancy import TakenNights, TakerKind
from rental_core.stay import ONE_DAY, Stay, span
from tests.edge.telegram.shelves import store_of
from tests.support.market import Market


@frozen
class MarketOwnCalendar(OwnCalendarReader):
    """Looks through the market's memory."""

    market: Market

    async def one(self, apartment_id: ApartmentId, within: Stay, *, viewer: PersonId) -> OwnCalendar:
        flat = store_of(self.market).committed.apartments.get(apartment_id)
        if flat is None or flat.landlord_id != viewer or flat.publication is Publication.REMOVED:
            raise ApartmentNotFoundError(apartment_id)
        return await self._calendar(flat, within)

    async def page(self, landlord_id: PersonId, within: Stay, *, after: ApartmentId | None, limit: int) -> tuple[OwnCalendar, ...]:
        every = store_of(self.market).committed.apartments
        flats = [flat for flat in every.values() if flat.landlord_id == landlord_id and flat.publication is not Publication.REMOVED]
        flats = [flat for flat in sorted(flats, key=_place) if after is None or _place(flat) > _place(every[after])]
        return tuple([await self._calendar(flat, within) for flat in flats[:limit]])

    async def _calendar(self, flat: Apartment, within: Stay) -> OwnCalendar:
        async with self.market.work() as work:
            holdings = await work.occupancy.taken(flat.id, within)
        rows = [row for holding in holdings for row in self._held(holding)]
        asking = [booking for booking in store_of(self.market).committed.bookings.values() if booking.apartment_id == flat.id]
        rows += [
            self._booked(booking, booking.nights, NightsKind.OPEN)
            for booking in asking
            if booking.pending and booking.mode is BookingMode.OPEN and booking.nights.overlaps(within)
        ]
        return OwnCalendar(flat.id, flat.title, flat.address.street, flat.zone, tuple(sorted(rows, key=lambda row: row.nights)))

    def _held(self, holding: TakenNights) -> Iterator[OwnNights]:
        state = store_of(self.market).committed
        if holding.taker.kind is TakerKind.BLOCK:
            block = state.blocks[BlockId(holding.taker.id)]
            first, wanted = block.history[0], next((each for each in block.spans if holding.nights.check_in in each), None)
            name = state.people[first.by].name
            yield OwnNights(nights=holding.nights, kind=NightsKind.BLOCK, block_id=block.id, span=wanted, name=name, comment=first.comment)
            return
        booking = state.bookings[BookingId(holding.taker.id)]
        guests_leave = holding.nights.check_out - booking.preparation_nights * ONE_DAY
        if there := span(holding.nights.check_in, guests_leave):
            yield self._booked(booking, there, NightsKind.HELD if booking.pending else NightsKind.STAY)
        if rest := span(guests_leave, holding.nights.check_out):
            yield self._booked(booking, rest, NightsKind.PREPARATION)

    def _booked(self, booking: Booking, nights: Stay, kind: NightsKind) -> OwnNights:
        return OwnNights(
            nights=nights,
            kind=kind,
            booking_id=booking.id,
            stay=booking.stay,
            guests=booking.guests,
            arrives_at=booking.check_in_at,
            leaves_at=leaving(nights.check_out, booking.check_out_at, booking.zone),
            name=store_of(self.market).committed.people[booking.renter_id].name,
        )


def _place(flat: Apartment) -> tuple[str, int]:
    return flat.title.lower().replace("ё", "е"), flat.id
