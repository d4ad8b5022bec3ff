"""What the clock does to bookings and apartments. Each is woken by a timer, perhaps late, perhaps twice, and looks before it acts."""

from datetime import datetime

from attrs import frozen

from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.access import lock_with_apartment
from rental_core.bookings.booking import BookingId, BookingStatus
from rental_core.bookings.events import CheckInDue, DecisionDue
from rental_core.bookings.nights import move_on
from rental_core.bookings.ports import BookingsWork
from rental_core.bookings.status import periods_of
from rental_core.calendar.block import BlockId
from rental_core.calendar.events import ApartmentSwitched
from rental_core.calendar.occupancy import Taker
from rental_core.calendar.status import history
from rental_core.clock import Clock
from rental_core.work import UnitOfWork


@frozen
class ExpireRequest:
    """A request nobody answered in time ends; the nights it held are free again."""

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, booking_id: BookingId) -> None:
        """Nothing happens to a request that is decided, or not due yet."""
        async with self.work() as work:
            booking = await lock_with_apartment(work, await work.bookings.get(booking_id))
            now = self.clock.now()
            if booking.pending and now >= booking.expires_at:
                await move_on(work, booking, booking.move(BookingStatus.EXPIRED, at=now, by=None))


@frozen
class RemindLandlord:
    """Half the time to answer has passed: a pending request is brought to mind."""

    work: UnitOfWork[BookingsWork]

    async def __call__(self, booking_id: BookingId) -> None:
        async with self.work() as work:
            if (await work.bookings.get(booking_id)).pending:
                await work.outbox.add(DecisionDue(booking_id))


@frozen
class RemindRenter:
    """A day before check-in the renter hears of the address once more."""

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, booking_id: BookingId) -> None:
        """Nothing is said about a booking that is no longer confirmed, or whose check-in has passed by now."""
        async with self.work() as work:
            booking = await work.bookings.get(booking_id)
            if booking.status is BookingStatus.CONFIRMED and self.clock.now() < booking.check_in_at:
                await work.outbox.add(CheckInDue(booking_id))


@frozen
class BeginStay:
    """The apartment is occupied from now on, if the stay is still to be."""

    work: UnitOfWork[BookingsWork]

    async def __call__(self, booking_id: BookingId, due: datetime) -> None:
        async with self.work() as work:
            booking = await work.bookings.get(booking_id)
            await announce(work, booking.apartment_id, due, booking.taker)


@frozen
class EndStay:
    """A confirmed stay whose check-out has come is complete."""

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, booking_id: BookingId, due: datetime) -> None:
        async with self.work() as work:
            booking = await lock_with_apartment(work, await work.bookings.get(booking_id))
            now = self.clock.now()
            if booking.status is BookingStatus.CONFIRMED and now >= booking.check_out_at:
                await move_on(work, booking, booking.move(BookingStatus.COMPLETED, at=now, by=None))
            await announce(work, booking.apartment_id, due, booking.taker)


@frozen
class SwitchBlock:
    """A block's local day begins or ends."""

    work: UnitOfWork[BookingsWork]

    async def __call__(self, block_id: BlockId, due: datetime) -> None:
        async with self.work() as work:
            block = await work.blocks.get(block_id)
            await announce(work, block.apartment_id, due, block.taker)


async def announce(work: BookingsWork, apartment_id: ApartmentId, moment: datetime, woken: Taker) -> None:
    """Tell of the switch that the clock made at `moment` because of `woken`, if it made one: the fold decides, nothing is stored.

    Where several begin or end at one moment, each has a timer; the one that the fold names tells of it.
    """
    apartment = await work.apartments.get(apartment_id)
    for switch in history(await periods_of(work, apartment), moment):
        if switch.at == moment and switch.cause.taker == woken:
            await work.outbox.add(ApartmentSwitched(apartment_id, switch.to, moment))
