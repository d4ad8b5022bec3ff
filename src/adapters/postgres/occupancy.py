"""The guard: the exclusion constraint decides, and is only ever asked by statements that answer."""

from attrs import frozen
from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.rows import AnyRow
from adapters.postgres.tables import NIGHT_TAKEN_ONCE, occupancy
from rental_core.apartments.apartment import ApartmentId
from rental_core.calendar.occupancy import Occupancy, TakenNights, Taker, TakerKind
from rental_core.stay import Stay

COLUMN = {TakerKind.BOOKING: occupancy.c.booking_id, TakerKind.BLOCK: occupancy.c.block_id}
# Not a plain insert and a caught error: two of those wait for each other, which is a deadlock by design.
TAKE = insert(occupancy).on_conflict_do_nothing(constraint=NIGHT_TAKEN_ONCE).returning(occupancy.c.apartment_id)
RELEASE = {
    kind: delete(occupancy)
    .where(occupancy.c.apartment_id == bindparam("apartment_id"), column == bindparam("taker_id"))
    .returning(occupancy.c.check_in, occupancy.c.check_out)
    for kind, column in COLUMN.items()
}
TAKEN = (
    select(occupancy)
    .where(
        occupancy.c.apartment_id == bindparam("apartment_id"),
        occupancy.c.check_in < bindparam("check_out"),
        occupancy.c.check_out > bindparam("check_in"),
    )
    .order_by(occupancy.c.check_in)
)


@frozen
class PostgresOccupancy(Occupancy):
    """Rows of `occupancy`; each is one holding."""

    connection: AsyncConnection

    async def take(self, apartment: ApartmentId, nights: Stay, taker: Taker) -> bool:
        holder = {column.name: taker.id if kind is taker.kind else None for kind, column in COLUMN.items()}
        values = {"apartment_id": apartment, "check_in": nights.check_in, "check_out": nights.check_out, **holder}
        return (await self.connection.execute(TAKE, values)).first() is not None

    async def release(self, apartment: ApartmentId, taker: Taker) -> tuple[Stay, ...]:
        freed = await self.connection.execute(RELEASE[taker.kind], {"apartment_id": apartment, "taker_id": taker.id})
        return tuple(sorted(Stay(row.check_in, row.check_out) for row in freed))

    async def taken(self, apartment: ApartmentId, within: Stay) -> tuple[TakenNights, ...]:
        values = {"apartment_id": apartment, "check_in": within.check_in, "check_out": within.check_out}
        return tuple(to_taken(row) for row in await self.connection.execute(TAKEN, values))


def to_taken(row: AnyRow) -> TakenNights:
    taker = Taker(TakerKind.BLOCK, row.block_id) if row.booking_id is None else Taker(TakerKind.BOOKING, row.booking_id)
    return TakenNights(Stay(row.check_in, row.check_out), taker)
