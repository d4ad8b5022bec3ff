"""People and apartments of a running system: each test has its own, so that tests can share its processes."""

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from attrs import field, frozen
from dishka import AsyncContainer
from sqlalchemy import Row, TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.notes import CHANNEL
from rental_core.accounts.grant import GrantRole
from rental_core.accounts.person import PersonId, Role, TelegramId
from rental_core.accounts.ports import Contact
from rental_core.accounts.register import RegisterPerson
from rental_core.apartments.apartment import Apartment, ApartmentId
from rental_core.apartments.publish import AddApartment
from rental_core.bookings.booking import Booking, BookingId, BookingStatus, Reason, RequestKey, Why
from rental_core.bookings.cancel import CancelBooking
from rental_core.bookings.confirm import ConfirmBooking
from rental_core.bookings.decline import DeclineBooking
from rental_core.bookings.letting import LettingReader
from rental_core.bookings.ports import BookingsWork
from rental_core.bookings.request import RequestBooking, StayRequest
from rental_core.bookings.withdraw import WithdrawBooking
from rental_core.clock import local_date
from rental_core.pricing.quote import quote_for
from rental_core.stay import Stay
from rental_core.timers import TimerKind
from rental_core.work import UnitOfWork
from tests.support.builders import MOSCOW_TIME, an_apartment
from tests.support.simulator import Person, Simulator

_numbers = count(20_001)
DELIVERIES = text("SELECT kind, state, attempts, uncertain, error FROM delivery WHERE person_id = :person ORDER BY id")
SET_EXPIRY = text("UPDATE booking SET expires_at = :now WHERE id = :booking")
SET_TIMER = text("UPDATE timer SET due = :now WHERE kind = 'expire-request' AND subject = :booking")
SET_BEGIN = text("UPDATE booking SET check_in_at = :at WHERE id = :booking")
SET_END = text("""
    UPDATE booking SET check_out_at = :at, check_out = (:at AT TIME ZONE zone)::date, check_in = (:at AT TIME ZONE zone)::date - 2
    WHERE id = :booking
""")
SET_NIGHTS = text("""
    UPDATE occupancy SET check_in = booking.check_in, check_out = booking.check_out
    FROM booking WHERE booking.id = :booking AND occupancy.booking_id = booking.id
""")
SET_TURN = text("UPDATE timer SET due = :at WHERE kind = :kind AND subject = :booking")
SET_REMINDER = text("UPDATE timer SET due = :now WHERE kind = 'remind-landlord' AND subject = :booking")
CLOSED = text("SELECT check_in, check_out FROM occupancy WHERE apartment_id = :flat AND block_id IS NOT NULL ORDER BY check_in")
RING = text("SELECT pg_notify(:channel, '')").bindparams(channel=CHANNEL)
PAUSE = text("UPDATE apartment SET publication = 'paused' WHERE landlord_id = ANY(:landlords)")
UNLIST = text("DELETE FROM listing WHERE id IN (SELECT id FROM apartment WHERE landlord_id = ANY(:landlords))")


@frozen
class Resident:
    """Somebody who is registered, with their chat."""

    id: PersonId
    chat: Person


@frozen
class Town:
    """What people do, straight through the use cases, as if they had tapped their way there."""

    simulator: Simulator
    container: AsyncContainer
    _landlords: set[PersonId] = field(factory=set)

    async def resident(self, name: str, language: str = "en") -> Resident:
        """A newcomer who has opened the chat: a bot may not write first."""
        number = next(_numbers)
        chat = await self.simulator.person(number, name, language_code=language)
        register = await self.container.get(RegisterPerson)
        person = await register(Contact(TelegramId(number), name, None, language))
        await chat.say("hello")
        return Resident(person.id, chat)

    async def admin(self, name: str, language: str = "en") -> Resident:
        """Somebody who reviews what landlords submit."""
        resident = await self.resident(name, language)
        grant = await self.container.get(GrantRole)
        await grant(Contact(TelegramId(resident.chat.id), name, None, language), Role.ADMIN)
        return resident

    async def own_flat(self, landlord: Resident, title: str) -> Apartment:
        """What they have made in the chat and called so, as it is now."""
        self._landlords.add(landlord.id)
        reader = await self.container.get(LettingReader)
        [found] = await reader.called(landlord.id, title, limit=1, at=datetime.now(UTC))
        work = await self.container.get(UnitOfWork[BookingsWork])
        async with work() as transaction:
            flat: Apartment = await transaction.apartments.get(found.id)
            return flat

    async def flat(self, landlord: Resident, *, publish: bool = True, **changes: Any) -> Apartment:
        """The builders' flat in Sochi, published unless told."""
        add = await self.container.get(AddApartment)
        flat = an_apartment(id=ApartmentId(0), landlord_id=landlord.id, created_at=datetime.now(UTC), **changes)
        self._landlords.add(landlord.id)
        return await add(flat, by=landlord.id, publish=publish)

    async def closed(self, flat: Apartment) -> list[Stay]:
        """What blocks have taken of it, by night."""
        async with (await self.container.get(AsyncEngine)).connect() as connection:
            return [Stay(row.check_in, row.check_out) for row in await connection.execute(CLOSED, {"flat": flat.id})]

    async def take_down(self) -> None:
        """Whoever searches the same cities next does not find these flats."""
        await take_down(self.container, self._landlords)

    async def request(self, renter: Resident, flat: Apartment, nights: Stay | None = None) -> Booking:
        """Three nights, ten days from now, unless told."""
        nights = nights or in_days(10, 13)
        key = RequestKey(f"town-{next(_numbers)}")
        request = StayRequest(renter_id=renter.id, apartment_id=flat.id, stay=nights, guests=1, shown=quote_for(flat, nights).tag, key=key)
        return await (await self.container.get(RequestBooking))(request)

    async def confirm(self, booking: Booking) -> None:
        await (await self.container.get(ConfirmBooking))(booking.id, by=booking.landlord_id)

    async def decline(self, booking: Booking, reason: Reason | None = None) -> None:
        decline = await self.container.get(DeclineBooking)
        await decline(booking.id, by=booking.landlord_id, reason=reason or Reason(Why.REPAIRS))

    async def withdraw(self, booking: Booking) -> None:
        await (await self.container.get(WithdrawBooking))(booking.id, by=booking.renter_id)

    async def cancel(self, booking: Booking, by: Resident) -> None:
        await (await self.container.get(CancelBooking))(booking.id, by=by.id, reason=Reason(Why.PLANS_CHANGED))

    async def let_expire(self, booking: Booking) -> None:
        """The time to answer is over."""
        async with (await self.container.get(AsyncEngine)).begin() as connection:
            values = {"now": datetime.now(UTC), "booking": booking.id}
            await connection.execute(SET_EXPIRY, values)
            await connection.execute(SET_TIMER, values)
            await connection.execute(RING)

    async def let_remind(self, booking: Booking) -> None:
        """Half the time to answer is over."""
        async with (await self.container.get(AsyncEngine)).begin() as connection:
            await connection.execute(SET_REMINDER, {"now": datetime.now(UTC), "booking": booking.id})
            await connection.execute(RING)

    async def let_begin(self, booking: Booking) -> None:
        """The check-in comes in a moment."""
        await self._turn(booking, SET_BEGIN, TimerKind.BEGIN_STAY)

    async def let_end(self, booking: Booking) -> None:
        """The check-out comes in a moment, after two nights: the day of it counts as well."""
        await self._turn(booking, SET_END, TimerKind.END_STAY)

    async def _turn(self, booking: Booking, moment: TextClause, kind: TimerKind) -> None:
        at = datetime.now(UTC) + timedelta(seconds=1)
        async with (await self.container.get(AsyncEngine)).begin() as connection:
            await connection.execute(moment, {"at": at, "booking": booking.id})
            await connection.execute(SET_NIGHTS, {"booking": booking.id})
            await connection.execute(SET_TURN, {"at": at, "booking": booking.id, "kind": kind.value})
            await connection.execute(RING)

    async def booking(self, booking_id: BookingId) -> Booking:
        work = await self.container.get(UnitOfWork[BookingsWork])
        async with work() as transaction:
            found: Booking = await transaction.bookings.get(booking_id)
            return found

    async def status(self, booking_id: BookingId) -> BookingStatus:
        return (await self.booking(booking_id)).status

    async def deliveries(self, person: Resident) -> list[Row[Any]]:
        """What became of each message to them, in order: kind, state, attempts, uncertain, error."""
        async with (await self.container.get(AsyncEngine)).connect() as connection:
            return list(await connection.execute(DELIVERIES, {"person": person.id}))


async def take_down(container: AsyncContainer, landlords: Iterable[PersonId]) -> None:
    """Their flats leave the search."""
    async with (await container.get(AsyncEngine)).begin() as connection:
        for statement in (PAUSE, UNLIST):
            await connection.execute(statement, {"landlords": list(landlords)})


def in_days(check_in: int, check_out: int) -> Stay:
    """A stay so many days from today, by the clocks of Sochi."""
    today = local_date(datetime.now(UTC), MOSCOW_TIME)
    return Stay(today + timedelta(days=check_in), today + timedelta(days=check_out))


@pytest.fixture
async def town(simulator: Simulator, container: AsyncContainer) -> AsyncIterator[Town]:
    """The people of the running system. Its flats are taken down after each test."""
    town = Town(simulator, container)
    yield town
    await town.take_down()
