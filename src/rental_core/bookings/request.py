"""A renter asks for a stay."""

from attrs import frozen

from rental_core.accounts.person import Person, PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId, BookingMode, NotPublishedError
from rental_core.bookings.booking import Booking, BookingStatus, RequestKey, StatusChange
from rental_core.bookings.confirm import confirm_on
from rental_core.bookings.events import BookingMoved
from rental_core.bookings.ports import BookingsWork
from rental_core.bookings.rules import (
    BookingLimits,
    OwnApartmentError,
    TooManyPendingError,
    TooManyUpcomingError,
    check_in_moment,
    check_out_moment,
    expiry,
    halfway,
    must_be_bookable,
)
from rental_core.calendar.occupancy import NightsTakenError
from rental_core.clock import Clock
from rental_core.pricing.quote import PriceTag, Quote, quote_for
from rental_core.stay import Stay
from rental_core.timers import Timer, TimerKind
from rental_core.work import UnitOfWork


@frozen(kw_only=True)
class StayRequest:
    """What a renter asks for. `shown` is the tag of the quote they saw; the same `key` again means the same request."""

    renter_id: PersonId
    apartment_id: ApartmentId
    stay: Stay
    guests: int
    shown: PriceTag
    key: RequestKey
    message: str = ""


@frozen
class RequestBooking:
    """A request takes its nights at once (hold), competes (open) or is confirmed at once (instant), as the apartment takes bookings."""

    work: UnitOfWork[BookingsWork]
    clock: Clock
    limits: BookingLimits

    async def __call__(self, request: StayRequest) -> Booking:
        """The booking made, or the one this key made before.

        Raises BlockedPersonError, ApartmentNotFoundError, NotPublishedError, OwnApartmentError, PastNightsError, TooSoonError,
        StayTooFarError, StayTooShortError, StayTooLongError, TooManyGuestsError, TooManyPendingError, TooManyUpcomingError,
        PriceChangedError, NightsTakenError.
        """
        async with self.work() as work:
            apartment = await work.apartments.get(request.apartment_id)
            renter, landlord = await self._people(work, request.renter_id, apartment.landlord_id)
            renter.must_be_active()
            if known := await work.bookings.of_key(renter.id, request.key):
                return known
            if landlord.blocked:
                raise NotPublishedError(apartment.id)
            quote = await self._check(work, request, renter, apartment)
            booking = await self._booking(work, request, apartment, quote)
            return await self._place(work, booking)

    async def _people(self, work: BookingsWork, renter_id: PersonId, landlord_id: PersonId) -> tuple[Person, Person]:
        # The renter's limits are counted under a lock. The landlord is held, so that a block of theirs sees this request or is seen by it.
        if renter_id < landlord_id:
            renter = await work.people.lock(renter_id)
            return renter, await work.people.hold(landlord_id)
        landlord = await work.people.hold(landlord_id)
        return await work.people.lock(renter_id), landlord

    async def _check(self, work: BookingsWork, request: StayRequest, renter: Person, apartment: Apartment) -> Quote:
        now = self.clock.now()
        if apartment.landlord_id == renter.id:
            raise OwnApartmentError(apartment.id)
        must_be_bookable(apartment, request.stay, request.guests, self.limits, now)
        counts = await work.bookings.counts(renter.id, now)
        if counts.pending >= self.limits.pending:
            raise TooManyPendingError(self.limits.pending)
        if counts.upcoming >= self.limits.upcoming:
            raise TooManyUpcomingError(self.limits.upcoming)
        quote = quote_for(apartment, request.stay, request.guests)
        quote.must_match(request.shown)
        return quote

    async def _booking(self, work: BookingsWork, request: StayRequest, apartment: Apartment, quote: Quote) -> Booking:
        now = self.clock.now()
        check_in_at = check_in_moment(apartment, request.stay)
        return Booking(
            id=await work.bookings.next_id(),
            apartment_id=apartment.id,
            landlord_id=apartment.landlord_id,
            renter_id=request.renter_id,
            stay=request.stay,
            guests=request.guests,
            preparation_nights=apartment.preparation_nights,
            mode=apartment.mode,
            quote=quote,
            message=request.message,
            key=request.key,
            zone=apartment.zone,
            check_in_at=check_in_at,
            check_out_at=check_out_moment(apartment, request.stay),
            expires_at=expiry(now, check_in_at, apartment.zone),
            history=(StatusChange(BookingStatus.REQUESTED, now, request.renter_id),),
        )

    async def _place(self, work: BookingsWork, booking: Booking) -> Booking:
        await work.bookings.add(booking)
        if not await self._has_nights(work, booking):
            raise NightsTakenError(booking.apartment_id, booking.stay)
        # Told in every mode: whoever sweeps after this commit also finds a request that a confirm in progress could not see.
        await work.outbox.add(BookingMoved(booking.id, booking.status))
        if booking.mode is BookingMode.INSTANT:
            return await confirm_on(work, booking, at=booking.requested_at, by=None)
        await work.timers.set(
            Timer(TimerKind.EXPIRE_REQUEST, booking.id, booking.expires_at),
            Timer(TimerKind.REMIND_LANDLORD, booking.id, halfway(booking.requested_at, booking.expires_at)),
        )
        return booking

    async def _has_nights(self, work: BookingsWork, booking: Booking) -> bool:
        if booking.mode is BookingMode.OPEN:
            return not await work.occupancy.taken(booking.apartment_id, booking.nights)
        return await work.occupancy.take(booking.apartment_id, booking.nights, booking.taker)
