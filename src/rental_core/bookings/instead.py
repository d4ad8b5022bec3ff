"""A renter whose stay came to nothing asks for it elsewhere."""

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.access import open_booking
from rental_core.bookings.booking import Booking, BookingId, RequestKey
from rental_core.bookings.ports import BookingsWork
from rental_core.bookings.request import RequestBooking, StayRequest
from rental_core.pricing.quote import PriceTag
from rental_core.work import UnitOfWork


@frozen
class RequestInstead:
    """The same dates, guests and message, in another apartment. However often it is asked for, it is one request a place."""

    work: UnitOfWork[BookingsWork]
    request: RequestBooking

    async def __call__(self, lost: BookingId, apartment_id: ApartmentId, *, by: PersonId, shown: PriceTag) -> Booking:
        """The booking made, or the one made before. `shown` is the tag of the quote that the renter saw.

        Raises BookingNotFoundError, NotAllowedError, and whatever RequestBooking does.
        """
        async with self.work() as work:
            access = await open_booking(work, lost, by)
            access.must_be(access.is_renter)
        wanted = access.booking
        asked = StayRequest(
            renter_id=by,
            apartment_id=apartment_id,
            stay=wanted.stay,
            guests=wanted.guests,
            shown=shown,
            key=RequestKey(f"instead:{lost}:{apartment_id}"),
            message=wanted.message,
        )
        return await self.request(asked)
