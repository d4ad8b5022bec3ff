"""Transactions on PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from attrs import define, frozen
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from adapters.postgres.apartments import PostgresApartments, PostgresCities
from adapters.postgres.blocks import PostgresBlocks
from adapters.postgres.bookings import PostgresBookings
from adapters.postgres.deliveries import PostgresDeliveries
from adapters.postgres.drafts import PostgresDrafts
from adapters.postgres.edits import PostgresEditLog
from adapters.postgres.favourites import PostgresFavourites
from adapters.postgres.feeds import PostgresOutboxFeed, PostgresTimerFeed
from adapters.postgres.notes import PostgresNotes
from adapters.postgres.occupancy import PostgresOccupancy
from adapters.postgres.people import PostgresPeople
from adapters.postgres.traces import PostgresTraces
from rental_core.accounts.ports import PersonRepository
from rental_core.apartments.ports import ApartmentRepository, CityRepository, EditLog
from rental_core.bookings.ports import BookingRepository
from rental_core.calendar.occupancy import Occupancy
from rental_core.calendar.ports import BlockRepository
from rental_core.moderation.ports import ModerationWork, Traces
from rental_core.notifications.ports import DeliveryLedger, NotificationsWork, OutboxFeed, TimerFeed
from rental_core.outbox import Outbox
from rental_core.search.ports import DraftRepository, FavouriteRepository, SearchWork
from rental_core.timers import Timers
from rental_core.work import UnitOfWork


@define(kw_only=True)
class PostgresTransaction(NotificationsWork, SearchWork, ModerationWork):
    """Everything that can be done in one transaction, READ COMMITTED.

    Nobody waits for each other in a circle, because rows are locked in one order: people by id; the apartment; bookings by id; nights;
    deliveries. Who took nights locks no booking afterwards but by skipping the locked ones.
    """

    people: PersonRepository
    apartments: ApartmentRepository
    edits: EditLog
    cities: CityRepository
    blocks: BlockRepository
    occupancy: Occupancy
    bookings: BookingRepository
    drafts: DraftRepository
    favourites: FavouriteRepository
    outbox: Outbox
    timers: Timers
    events: OutboxFeed
    alarms: TimerFeed
    deliveries: DeliveryLedger
    traces: Traces


@frozen
class PostgresWork(UnitOfWork[PostgresTransaction]):
    """The unit of work of every area: each sees in the transaction what its ports name."""

    engine: AsyncEngine

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[PostgresTransaction]:
        async with self.engine.begin() as connection:
            notes = PostgresNotes(connection)
            yield _transaction(connection, notes)
            await notes.write()


def _transaction(connection: AsyncConnection, notes: PostgresNotes) -> PostgresTransaction:
    return PostgresTransaction(
        people=PostgresPeople(connection),
        apartments=PostgresApartments(connection),
        edits=PostgresEditLog(connection),
        cities=PostgresCities(connection),
        blocks=PostgresBlocks(connection),
        occupancy=PostgresOccupancy(connection),
        bookings=PostgresBookings(connection),
        drafts=PostgresDrafts(connection),
        favourites=PostgresFavourites(connection),
        outbox=notes,
        timers=notes,
        events=PostgresOutboxFeed(connection, notes),
        alarms=PostgresTimerFeed(connection, notes),
        deliveries=PostgresDeliveries(connection),
        traces=PostgresTraces(connection),
    )
