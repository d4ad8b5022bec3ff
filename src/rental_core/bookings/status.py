"""Free or occupied, and since when: both logs of an apartment brought together."""

from datetime import datetime

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId
from rental_core.bookings.booking import BookingId
from rental_core.bookings.ports import BookingsWork
from rental_core.calendar.block import BlockId
from rental_core.calendar.occupancy import TakerKind
from rental_core.calendar.status import Occupied, Status, Switch, history
from rental_core.clock import Clock
from rental_core.stay import Stay
from rental_core.work import UnitOfWork


async def periods_of(work: BookingsWork, apartment: Apartment) -> tuple[Occupied, ...]:
    """All that ever made the apartment occupied, or will as things stand."""
    stays = [booking.occupied() for booking in await work.bookings.of_apartment(apartment.id)]
    closed = [block.occupied(apartment.zone) for block in await work.blocks.of_apartment(apartment.id)]
    return (*(stay for stay in stays if stay is not None), *(period for periods in closed for period in periods))


async def _switches(work: BookingsWork, apartment_id: ApartmentId, by: PersonId, now: datetime) -> tuple[Switch, ...]:
    (await work.people.get(by)).must_be_active()
    apartment = await work.apartments.get(apartment_id)
    apartment.must_belong_to(by)
    return history(await periods_of(work, apartment), now)


@frozen
class StatusHistory:
    """A landlord asks when the apartment was free and occupied, and why."""

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, apartment_id: ApartmentId, *, by: PersonId) -> tuple[Switch, ...]:
        """Every switch until now, oldest first. Raises ApartmentNotFoundError, NotYourApartmentError, BlockedPersonError."""
        async with self.work() as work:
            return await _switches(work, apartment_id, by, self.clock.now())


@frozen(kw_only=True)
class StatusLine:
    """A switch, and how it came about.

    `stay` is that of the booking behind it; without one it is a block. `by_clock`: a stay or a closed day began or ended by itself, or as
    it was decided before. `by` and `name` are those of whoever came, left, closed or opened it; `comment` is what they said.
    """

    at: datetime
    to: Status
    stay: Stay | None
    by_clock: bool
    by: PersonId | None
    name: str
    comment: str


@frozen
class StatusPage:
    """A landlord reads that history, a page at a time, the newest first."""

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, apartment_id: ApartmentId, *, by: PersonId, before: datetime | None, limit: int) -> tuple[StatusLine, ...]:
        """At most `limit` switches, those `before` a moment. Raises ApartmentNotFoundError, NotYourApartmentError, BlockedPersonError."""
        async with self.work() as work:
            switches = await _switches(work, apartment_id, by, self.clock.now())
            earlier = [each for each in reversed(switches) if before is None or each.at < before]
            return tuple([await _line(work, each) for each in earlier[:limit]])


async def _line(work: BookingsWork, switch: Switch) -> StatusLine:
    cause, stay = switch.cause, None
    if cause.taker.kind is TakerKind.BOOKING:
        booking = await work.bookings.get(BookingId(cause.taker.id))
        stay = booking.stay
        by_clock = booking.confirmation is None or switch.at != booking.confirmation.at
    else:
        block = await work.blocks.get(BlockId(cause.taker.id))
        by_clock = all(change.at != switch.at for change in block.history)
    name = (await work.people.get(cause.by)).name if cause.by is not None else ""
    return StatusLine(at=switch.at, to=switch.to, stay=stay, by_clock=by_clock, by=cause.by, name=name, comment=cause.comment)
