"""A landlord closes nights, and opens them again."""

from collections.abc import Iterable
from datetime import date, datetime, time

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId
from rental_core.bookings.booking import Booking, BookingId, BookingStatus, Reason, Why
from rental_core.bookings.nights import close, give_back, move_on
from rental_core.bookings.ports import BookingsWork
from rental_core.calendar.block import Block, BlockChange, PastNightsError
from rental_core.calendar.events import BlockChanged
from rental_core.calendar.occupancy import TakerKind
from rental_core.clock import Clock, local_date, moment_of
from rental_core.errors import RentalError
from rental_core.stay import FOREVER, Stay, span
from rental_core.timers import Timer, TimerKind
from rental_core.work import UnitOfWork


@frozen
class NamedStay:
    """A booking that stands in the way: its stay, and what its renter is called."""

    booking_id: BookingId
    stay: Stay
    renter: str


@frozen
class NightsSoldError(RentalError):
    """Confirmed stays lie in these nights: all of them, by check-in."""

    stays: tuple[NamedStay, ...]


@frozen
class HeldRequestsError(RentalError):
    """Pending requests hold some of these nights. Asked again with them named, they are declined."""

    requests: tuple[NamedStay, ...]


async def _own_apartment(work: BookingsWork, apartment_id: ApartmentId, by: PersonId) -> Apartment:
    (await work.people.get(by)).must_be_active()
    (await work.apartments.get(apartment_id)).must_belong_to(by)
    return await work.apartments.lock(apartment_id)


@frozen
class BlockNights:
    """A landlord closes nights: a range, or from a day on until they free it (check-out FOREVER).

    A range over a confirmed stay is refused. Requests that hold nights of it are declined once the landlord has seen them named in a
    refusal. "Until I free it" leaves confirmed and held nights and takes all others. Requests that hold nothing lose either way.
    """

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(
        self, apartment_id: ApartmentId, nights: Stay, *, by: PersonId, comment: str = "", declining: Iterable[BookingId] = ()
    ) -> Block:
        """Raises ApartmentNotFoundError, NotYourApartmentError, BlockedPersonError, PastNightsError, NightsSoldError, HeldRequestsError."""
        async with self.work() as work:
            apartment = await _own_apartment(work, apartment_id, by)
            now = self.clock.now()
            _must_be_ahead(nights, local_date(now, apartment.zone))
            return await _close(work, apartment, BlockChange((nights,), now, by, comment), declining)


@frozen
class Occupy:
    """One tap: occupied from today until a day, or until the landlord frees it (FOREVER).

    Whatever closed the apartment today gives way, what is closed for later stays. Stays and requests count as when nights are closed.
    """

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(
        self, apartment_id: ApartmentId, until: date, *, by: PersonId, comment: str = "", declining: Iterable[BookingId] = ()
    ) -> Block:
        """The block that closes it now; the one there was when it says the same already.

        Raises ApartmentNotFoundError, NotYourApartmentError, BlockedPersonError, PastNightsError, NightsSoldError, HeldRequestsError.
        """
        async with self.work() as work:
            apartment = await _own_apartment(work, apartment_id, by)
            now = self.clock.now()
            today = local_date(now, apartment.zone)
            nights = span(today, until)
            if nights is None:
                raise PastNightsError(today)
            change, closing = BlockChange((nights,), now, by, comment), await _closing(work, apartment_id, today)
            for block, closed in closing:
                if closed.check_out == until and comment in {"", block.history[-1].comment}:
                    return block
            await _end(work, closing, Reopening(today, now, by, comment), apartment.zone)
            return await _close(work, apartment, change, declining)


def _must_be_ahead(nights: Stay, today: date) -> None:
    if nights.check_in < today:
        raise PastNightsError(today)


async def _close(work: BookingsWork, apartment: Apartment, change: BlockChange, declining: Iterable[BookingId]) -> Block:
    [nights] = change.spans
    await _clear(work, apartment, nights, change.at, frozenset(declining))
    block = Block(id=await work.blocks.next_id(), apartment_id=apartment.id, history=(change,))
    await work.blocks.add(block)
    await close(work, block, nights)
    await note_change(work, block, apartment.zone, change.at)
    return block


async def _clear(work: BookingsWork, apartment: Apartment, nights: Stay, now: datetime, declining: frozenset[BookingId]) -> None:
    requests = await work.bookings.wanting(apartment.id, nights, waiting=True)
    if nights.check_out == FOREVER:
        losers = [request for request in requests if not request.holds_nights]
    else:
        await _refuse_over_stays(work, apartment.id, nights)
        losers = [request for request in requests if request.stay.overlaps(nights) or not request.holds_nights]
        unseen = [request for request in losers if request.holds_nights and request.id not in declining]
        if unseen:
            raise HeldRequestsError(tuple([await _named(work, request) for request in unseen]))
    for loser in losers:
        reason = Reason(Why.NIGHTS_BLOCKED)
        await move_on(work, loser, loser.move(BookingStatus.DECLINED, at=now, by=None, reason=reason))


async def _refuse_over_stays(work: BookingsWork, apartment_id: ApartmentId, nights: Stay) -> None:
    sold: list[NamedStay] = []
    for holding in await work.occupancy.taken(apartment_id, nights):
        if holding.taker.kind is TakerKind.BOOKING:
            booking = await work.bookings.get(BookingId(holding.taker.id))
            if booking.sold and booking.sold.overlaps(nights):
                sold.append(await _named(work, booking))
    if sold:
        raise NightsSoldError(tuple(sold))


async def _named(work: BookingsWork, booking: Booking) -> NamedStay:
    return NamedStay(booking.id, booking.stay, (await work.people.get(booking.renter_id)).name)


@frozen
class FreeNights:
    """A landlord opens closed nights again, whichever blocks closed them."""

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, apartment_id: ApartmentId, nights: Stay, *, by: PersonId, comment: str = "") -> tuple[Block, ...]:
        """The changed blocks, by id; none when nothing was closed there. Past nights stay closed: they are history.

        Raises ApartmentNotFoundError, NotYourApartmentError, BlockedPersonError, PastNightsError.
        """
        async with self.work() as work:
            apartment = await _own_apartment(work, apartment_id, by)
            now = self.clock.now()
            _must_be_ahead(nights, local_date(now, apartment.zone))
            closed = [block for block in await work.blocks.standing(apartment_id) if any(each.overlaps(nights) for each in block.spans)]
            freed = [block.freed(nights, at=now, by=by, comment=comment) for block in closed]
            return await _store_freed(work, freed, apartment.zone, now)


@frozen
class FreeNow:
    """One tap: whatever closes the apartment today ends, from today on; what is closed for later stays closed."""

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, apartment_id: ApartmentId, *, by: PersonId, comment: str = "") -> tuple[Block, ...]:
        """The changed blocks, by id. Raises ApartmentNotFoundError, NotYourApartmentError, BlockedPersonError."""
        async with self.work() as work:
            apartment = await _own_apartment(work, apartment_id, by)
            now = self.clock.now()
            today = local_date(now, apartment.zone)
            return await _end(work, await _closing(work, apartment_id, today), Reopening(today, now, by, comment), apartment.zone)


@frozen
class Reopening:
    """What closes an apartment `today` ends: decided at `at`, by whom, and why."""

    today: date
    at: datetime
    by: PersonId
    comment: str


async def _closing(work: BookingsWork, apartment_id: ApartmentId, today: date) -> list[tuple[Block, Stay]]:
    """The blocks that close the apartment today, each with the span that does."""
    return [(block, each) for block in await work.blocks.standing(apartment_id) for each in block.spans if today in each]


async def _end(work: BookingsWork, closing: Iterable[tuple[Block, Stay]], to: Reopening, zone: str) -> tuple[Block, ...]:
    freed = [block.freed(Stay(to.today, each.check_out), at=to.at, by=to.by, comment=to.comment) for block, each in closing]
    return await _store_freed(work, freed, zone, to.at)


async def _store_freed(work: BookingsWork, blocks: Iterable[Block], zone: str, now: datetime) -> tuple[Block, ...]:
    stored = tuple(blocks)
    for block in stored:
        await work.blocks.save(block)
        await give_back(work, block.apartment_id, block.taker, keep=None)
        await note_change(work, block, zone, now)
    return stored


async def note_change(work: BookingsWork, block: Block, zone: str, now: datetime) -> None:
    """Note that a block changed, and wake the clock where its days begin and end."""
    await work.outbox.add(BlockChanged(block.id, block.apartment_id))
    days = {day for each in block.spans for day in (each.check_in, each.check_out) if day != FOREVER}
    moments = [moment_of(day, time.min, zone) for day in sorted(days)]
    await work.timers.set(*(Timer(TimerKind.SWITCH_BLOCK, block.id, moment) for moment in moments if moment > now))
