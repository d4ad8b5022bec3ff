"""An admin blocks a person, or lets them back."""

from datetime import datetime

from attrs import evolve, frozen

from rental_core.accounts.person import Blocking, Person, PersonId
from rental_core.bookings.access import lock_with_apartment
from rental_core.bookings.booking import Booking, BookingStatus, Reason, Why
from rental_core.bookings.nights import move_on
from rental_core.bookings.ports import BookingsWork
from rental_core.clock import Clock
from rental_core.work import UnitOfWork


@frozen
class BlockPerson:
    """A blocked person is refused everywhere and told why; their requests, made and received, end with notice. Confirmed stays stand."""

    work: UnitOfWork[BookingsWork]
    clock: Clock

    async def __call__(self, person_id: PersonId, *, reason: str, by: PersonId | None) -> None:
        """`by` is an admin, or None for the operator of the installation. Raises PersonNotFoundError, NotAllowedError."""
        now = self.clock.now()
        async with self.work() as work:
            if by is not None:
                (await work.people.get(by)).must_be_admin()
            person = await work.people.lock(person_id)
            await work.people.save(evolve(person, blocked=Blocking(now, by, reason)))
            pending = await work.bookings.pending_of(person_id)
        for booking in pending:
            await self._end(booking, person, now)

    async def _end(self, booking: Booking, person: Person, now: datetime) -> None:
        # A transaction each: locking the apartments of many requests at once would queue everyone behind this.
        async with self.work() as work:
            current = await lock_with_apartment(work, booking)
            if current.pending:
                to = BookingStatus.WITHDRAWN if person.id == current.renter_id else BookingStatus.DECLINED
                await move_on(work, current, current.move(to, at=now, by=None, reason=Reason(Why.PERSON_BLOCKED)))


@frozen
class UnblockPerson:
    """A blocked person may come back."""

    work: UnitOfWork[BookingsWork]

    async def __call__(self, person_id: PersonId, *, by: PersonId | None) -> None:
        """`by` as for BlockPerson. Raises PersonNotFoundError, NotAllowedError."""
        async with self.work() as work:
            if by is not None:
                (await work.people.get(by)).must_be_admin()
            await work.people.save(evolve(await work.people.lock(person_id), blocked=None))
