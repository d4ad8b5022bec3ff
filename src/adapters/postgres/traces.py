"""Where a person has left traces."""

from datetime import datetime

from attrs import frozen
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import BookingId
from rental_core.moderation.ports import Traces

AHEAD = text("""
    SELECT id FROM booking
    WHERE (renter_id = :id OR landlord_id = :id) AND status = 'confirmed' AND check_out_at > :now ORDER BY id""")
APARTMENTS = text("SELECT id FROM apartment WHERE landlord_id = :id ORDER BY id")
# In the order in which everyone locks; what is blanked already is not written again.
ERASE = (
    text("UPDATE apartment SET source = NULL WHERE landlord_id = :id AND source IS NOT NULL"),
    text("""
        UPDATE apartment_edit SET was = NULL, became = NULL
        WHERE apartment_id IN (SELECT id FROM apartment WHERE landlord_id = :id) AND num_nonnulls(was, became) > 0"""),
    text("UPDATE booking SET message = '' WHERE renter_id = :id AND message <> ''"),
    text("UPDATE booking_move SET said = '' WHERE by_id = :id AND said <> ''"),
    text("UPDATE block_change SET comment = '' WHERE by_id = :id AND comment <> ''"),
    text("DELETE FROM delivery WHERE person_id = :id"),
    text("DELETE FROM favourite WHERE person_id = :id"),
    text("DELETE FROM draft WHERE person_id = :id"),
)


@frozen
class PostgresTraces(Traces):
    """Every table that says something about a person."""

    connection: AsyncConnection

    async def ahead(self, person_id: PersonId, now: datetime) -> tuple[BookingId, ...]:
        return tuple((await self.connection.execute(AHEAD, {"id": person_id, "now": now})).scalars())

    async def apartments(self, person_id: PersonId) -> tuple[ApartmentId, ...]:
        return tuple((await self.connection.execute(APARTMENTS, {"id": person_id})).scalars())

    async def erase(self, person_id: PersonId) -> None:
        for statement in ERASE:
            await self.connection.execute(statement, {"id": person_id})
