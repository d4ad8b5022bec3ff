"""A small market on any unit of work, and the shortest way to make something happen in it."""

from datetime import timedelta
from itertools import count
from typing import Any, Protocol

from attrs import define, evolve, field

from adapters.memory import MemoryClock
from rental_core.accounts.person import Person, PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId, BookingMode
from rental_core.bookings.block_nights import BlockNights, FreeNights
from rental_core.bookings.booking import Booking, BookingId, Reason, RequestKey, Why
from rental_core.bookings.cancel import CancelBooking, MarkNoShow
from rental_core.bookings.confirm import ConfirmBooking
from rental_core.bookings.decline import DeclineBooking
from rental_core.bookings.request import RequestBooking, StayRequest
from rental_core.bookings.rules import BookingLimits
from rental_core.bookings.withdraw import WithdrawBooking
from rental_core.calendar.block import Block
from rental_core.calendar.occupancy import TakenNights
from rental_core.moderation.ports import ModerationWork
from rental_core.notifications.ports import Consumer, NotificationsWork
from rental_core.outbox import Event
from rental_core.pricing.quote import PriceTag, quote_for
from rental_core.search.ports import SearchWork
from rental_core.stay import FOREVER, Stay
from rental_core.timers import Timer
from rental_core.work import UnitOfWork
from tests.support.builders import NOON, SOCHI, a_person, an_apartment, stay

LIMITS = BookingLimits()
EVER = Stay(NOON.date().replace(year=2000), FOREVER)


class EveryWork(NotificationsWork, SearchWork, ModerationWork, Protocol):
    """A transaction over everything."""


@define(kw_only=True)
class Market:
    """Sochi, a landlord with a flat, and two renters. Its verbs run the real use cases."""

    work: UnitOfWork[EveryWork]
    clock: MemoryClock
    landlord: Person
    anna: Person
    boris: Person
    flat: Apartment
    limits: BookingLimits = LIMITS
    _keys: "count[int]" = field(factory=lambda: count(1), repr=False)

    async def request(
        self,
        nights: Stay | None = None,
        *,
        renter: Person | None = None,
        flat: Apartment | None = None,
        key: str = "",
        shown: PriceTag | None = None,
        guests: int = 2,
    ) -> Booking:
        """Anna asks for the flat from 5 to 8 May, unless told otherwise."""
        flat = flat or self.flat
        nights = nights or stay("2027-05-05", "2027-05-08")
        request = StayRequest(
            renter_id=(renter or self.anna).id,
            apartment_id=flat.id,
            stay=nights,
            guests=guests,
            shown=shown or quote_for(flat, nights, guests).tag,
            key=RequestKey(key or f"key {next(self._keys)}"),
        )
        return await RequestBooking(self.work, self.clock, self.limits)(request)

    async def confirm(self, booking: Booking, *, by: Person | None = None) -> None:
        await ConfirmBooking(self.work, self.clock)(booking.id, by=(by or self.landlord).id)

    async def decline(self, booking: Booking, *, by: Person | None = None, reason: Reason | None = None) -> None:
        decline = DeclineBooking(self.work, self.clock)
        await decline(booking.id, by=(by or self.landlord).id, reason=reason or Reason(Why.HOUSE_RULES))

    async def withdraw(self, booking: Booking, *, by: Person | None = None) -> None:
        await WithdrawBooking(self.work, self.clock)(booking.id, by=(by or self.anna).id)

    async def cancel(self, booking: Booking, *, by: Person | None = None, reason: Reason | None = None) -> None:
        cancel = CancelBooking(self.work, self.clock)
        await cancel(booking.id, by=(by or self.anna).id, reason=reason or Reason(Why.PLANS_CHANGED))

    async def no_show(self, booking: Booking, *, by: Person | None = None) -> None:
        await MarkNoShow(self.work, self.clock)(booking.id, by=(by or self.landlord).id)

    async def block(self, nights: Stay, *, by: Person | None = None, comment: str = "", declining: tuple[BookingId, ...] = ()) -> Block:
        close = BlockNights(self.work, self.clock)
        return await close(self.flat.id, nights, by=(by or self.landlord).id, comment=comment, declining=declining)

    async def free(self, nights: Stay, *, by: Person | None = None, comment: str = "") -> tuple[Block, ...]:
        return await FreeNights(self.work, self.clock)(self.flat.id, nights, by=(by or self.landlord).id, comment=comment)

    async def change_flat(self, **changes: Any) -> None:
        self.flat = evolve(self.flat, **changes)
        async with self.work() as work:
            await work.apartments.save(self.flat)

    async def change_person(self, person: Person, **changes: Any) -> None:
        async with self.work() as work:
            await work.people.save(evolve(await work.people.lock(person.id), **changes))

    async def takes(self, mode: BookingMode) -> None:
        await self.change_flat(mode=mode)

    async def another_flat(self, **changes: Any) -> Apartment:
        async with self.work() as work:
            flat = evolve(self.flat, id=await work.apartments.next_id(), **changes)
            await work.apartments.add(flat)
            return flat

    async def now(self, booking: Booking) -> Booking:
        """The booking as it is stored."""
        async with self.work() as work:
            return await work.bookings.get(booking.id)

    async def calendar(self) -> tuple[TakenNights, ...]:
        """All that is taken of the flat."""
        async with self.work() as work:
            return await work.occupancy.taken(self.flat.id, EVER)

    async def news(self) -> list[Event]:
        """The events nobody asked for yet, oldest first; they are done by this."""
        async with self.work() as work:
            noted = await work.events.claim(Consumer.MESSAGES, limit=1000)
            await work.events.done(Consumer.MESSAGES, [each.id for each in noted])
            return [each.event for each in noted]

    async def alarms(self, *, within: timedelta = timedelta(days=4000)) -> list[Timer]:
        """The timers that fire within that time, earliest first; they are done by this."""
        async with self.work() as work:
            timers = await work.alarms.claim(self.clock.now() + within, limit=1000, lease=timedelta(minutes=1))
            for timer in timers:
                await work.alarms.done(timer)
            return list(timers)


async def a_newcomer(work: UnitOfWork[EveryWork], name: str, **changes: Any) -> Person:
    async with work() as transaction:
        number = await transaction.people.next_id()
        return await transaction.people.add(a_person(name, number=number, **changes))


async def open_market(work: UnitOfWork[EveryWork], clock: MemoryClock, **changes: Any) -> Market:
    """`changes` are the flat's."""
    landlord, anna, boris = [await a_newcomer(work, name) for name in ("Марина", "Anna", "Борис")]
    async with work() as transaction:
        await transaction.cities.add(SOCHI)
        flat = an_apartment(id=ApartmentId(await transaction.apartments.next_id()), landlord_id=PersonId(landlord.id), **changes)
        await transaction.apartments.add(flat)
    return Market(work=work, clock=clock, landlord=landlord, anna=anna, boris=boris, flat=flat)
