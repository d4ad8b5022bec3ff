"""Bookings in a dictionary."""

from datetime import datetime

from attrs import frozen

from adapters.memory.state import Sequences, State
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import Booking, BookingId, BookingMovedOnError, BookingNotFoundError, BookingStatus, RequestKey
from rental_core.bookings.ports import BookingRepository, RenterCounts
from rental_core.stay import Stay


@frozen
class MemoryBookings(BookingRepository):
    """Transactions are serialised, so that a lock is held by whoever asks and nobody waits for one."""

    state: State
    ids: Sequences

    async def get(self, booking_id: BookingId) -> Booking:
        try:
            return self.state.bookings[booking_id]
        except KeyError:
            raise BookingNotFoundError(booking_id) from None

    async def lock(self, booking_id: BookingId) -> Booking:
        return await self.get(booking_id)

    async def of_key(self, renter_id: PersonId, key: RequestKey) -> Booking | None:
        return next((booking for booking in self._of_renter(renter_id) if booking.key == key), None)

    async def counts(self, renter_id: PersonId, now: datetime) -> RenterCounts:
        bookings = self._of_renter(renter_id)
        return RenterCounts(
            pending=sum(booking.pending for booking in bookings),
            upcoming=sum(booking.status is BookingStatus.CONFIRMED and booking.check_out_at > now for booking in bookings),
        )

    async def wanting(self, apartment_id: ApartmentId, nights: Stay, *, waiting: bool) -> tuple[Booking, ...]:
        del waiting  # nobody else has a transaction in progress
        return tuple(each for each in self._all(apartment_id) if each.pending and each.nights.overlaps(nights))

    async def pending_of(self, person_id: PersonId) -> tuple[Booking, ...]:
        parties = ((booking, {booking.renter_id, booking.landlord_id}) for _, booking in sorted(self.state.bookings.items()))
        return tuple(booking for booking, people in parties if booking.pending and person_id in people)

    async def of_apartment(self, apartment_id: ApartmentId) -> tuple[Booking, ...]:
        return tuple(booking for booking in self._all(apartment_id) if booking.confirmation)

    async def next_id(self) -> BookingId:
        return BookingId(next(self.ids.booking))

    async def add(self, booking: Booking) -> None:
        if booking.id in self.state.bookings or await self.of_key(booking.renter_id, booking.key):
            raise ValueError(f"booking {booking.id} of key {booking.key!r} is stored already")
        self.state.bookings[booking.id] = booking

    async def save(self, booking: Booking, *, was: BookingStatus) -> None:
        stored = self.state.bookings.get(booking.id)
        if stored is None or stored.status is not was:
            raise BookingMovedOnError(booking.id)
        self.state.bookings[booking.id] = booking

    def _all(self, apartment_id: ApartmentId) -> list[Booking]:
        return [booking for _, booking in sorted(self.state.bookings.items()) if booking.apartment_id == apartment_id]

    def _of_renter(self, renter_id: PersonId) -> list[Booking]:
        return [booking for booking in self.state.bookings.values() if booking.renter_id == renter_id]
