"""Bookings as rows: each with its moves, which are only ever added."""

from datetime import datetime

from attrs import frozen
from sqlalchemy import Boolean, ColumnElement, Integer, bindparam, func, insert, literal_column, or_, select, text, type_coerce
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.booking_rows import MOVE, json_rows, move_rows, to_bookings, to_row
from adapters.postgres.rows import next_id_of
from adapters.postgres.tables import booking, booking_move
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import Booking, BookingId, BookingMovedOnError, BookingNotFoundError, BookingStatus, RequestKey
from rental_core.bookings.ports import BookingRepository, RenterCounts
from rental_core.stay import Stay

# Written out, not bound: a plan made without knowing the parameters could not use the indexes over these few rows.
PENDING: ColumnElement[bool] = literal_column("booking.status = 'requested'", Boolean)
EVER_CONFIRMED: ColumnElement[bool] = literal_column("booking.status IN ('confirmed', 'cancelled', 'completed', 'no-show')", Boolean)

NEXT_ID = next_id_of("booking")
BOOKINGS = (
    select(booking, *MOVE).join(booking_move, booking_move.c.booking_id == booking.c.id).order_by(booking.c.id, booking_move.c.number)
)
BY_ID = BOOKINGS.where(booking.c.id == bindparam("id"))
BY_IDS = BOOKINGS.where(booking.c.id == func.any(bindparam("ids", type_=ARRAY(booking.c.id.type))))
OF_KEY = BOOKINGS.where(booking.c.renter_id == bindparam("renter_id"), booking.c.key == bindparam("key"))
OF_APARTMENT = BOOKINGS.where(booking.c.apartment_id == bindparam("apartment_id"), EVER_CONFIRMED)
PENDING_OF = BOOKINGS.where(or_(booking.c.renter_id == bindparam("person_id"), booking.c.landlord_id == bindparam("person_id")), PENDING)
COUNTS = text("""
    SELECT count(*) FILTER (WHERE status = 'requested') AS pending,
           count(*) FILTER (WHERE status = 'confirmed' AND check_out_at > :now) AS upcoming
    FROM booking WHERE renter_id = :renter_id AND status IN ('requested', 'confirmed')""")

LOCK = select(booking.c.id).where(booking.c.id == bindparam("id")).with_for_update(key_share=True)
WANTING = (
    select(booking.c.id)
    .where(
        booking.c.apartment_id == bindparam("apartment_id"),
        PENDING,
        booking.c.check_in < bindparam("check_out"),
        booking.c.check_out + type_coerce(booking.c.preparation_nights, Integer) > bindparam("check_in"),
    )
    .order_by(booking.c.id)
)
LOCK_WANTING = {
    True: WANTING.with_for_update(key_share=True),
    False: WANTING.with_for_update(key_share=True, skip_locked=True),
}

ADD = insert(booking)
ADD_MOVES = insert(booking_move)
# The decision cards of the booking are marked along with it; their row locks come after the booking's, as in `deliveries`.
SAVE = text("""
    WITH moved AS (UPDATE booking SET status = :became WHERE id = :id AND status = :was RETURNING id),
    cards AS (
        UPDATE delivery SET stale = shows IS DISTINCT FROM :became
        WHERE booking_id = :id AND kind IN ('decision-card', 'decision-reminder') AND EXISTS (SELECT FROM moved))
    INSERT INTO booking_move SELECT moved.id, move.* FROM moved CROSS JOIN jsonb_to_recordset(:moves) AS
        move(number smallint, was text, became text, at timestamptz, by_id bigint, why text, said text)
    RETURNING booking_id""").bindparams(bindparam("moves", type_=JSONB))


@frozen
class PostgresBookings(BookingRepository):
    """Locks are taken in a statement of their own, FOR NO KEY UPDATE: a read that waited would show the new status with the old moves."""

    connection: AsyncConnection

    async def get(self, booking_id: BookingId) -> Booking:
        found = to_bookings(await self.connection.execute(BY_ID, {"id": booking_id}))
        if not found:
            raise BookingNotFoundError(booking_id)
        return found[0]

    async def lock(self, booking_id: BookingId) -> Booking:
        await self.connection.execute(LOCK, {"id": booking_id})
        return await self.get(booking_id)

    async def of_key(self, renter_id: PersonId, key: RequestKey) -> Booking | None:
        found = to_bookings(await self.connection.execute(OF_KEY, {"renter_id": renter_id, "key": key}))
        return found[0] if found else None

    async def counts(self, renter_id: PersonId, now: datetime) -> RenterCounts:
        row = (await self.connection.execute(COUNTS, {"renter_id": renter_id, "now": now})).one()
        return RenterCounts(pending=row.pending, upcoming=row.upcoming)

    async def wanting(self, apartment_id: ApartmentId, nights: Stay, *, waiting: bool) -> tuple[Booking, ...]:
        where = {"apartment_id": apartment_id, "check_in": nights.check_in, "check_out": nights.check_out}
        ids = (await self.connection.execute(LOCK_WANTING[waiting], where)).scalars().all()
        return to_bookings(await self.connection.execute(BY_IDS, {"ids": list(ids)})) if ids else ()

    async def pending_of(self, person_id: PersonId) -> tuple[Booking, ...]:
        return to_bookings(await self.connection.execute(PENDING_OF, {"person_id": person_id}))

    async def of_apartment(self, apartment_id: ApartmentId) -> tuple[Booking, ...]:
        return to_bookings(await self.connection.execute(OF_APARTMENT, {"apartment_id": apartment_id}))

    async def next_id(self) -> BookingId:
        return BookingId((await self.connection.execute(NEXT_ID)).scalar_one())

    async def add(self, added: Booking) -> None:
        await self.connection.execute(ADD, to_row(added))
        await self.connection.execute(ADD_MOVES, move_rows(added))

    async def save(self, moved: Booking, *, was: BookingStatus) -> None:
        known = next(index for index, change in enumerate(moved.history) if change.to is was)
        values = {"id": moved.id, "was": was.value, "became": moved.status.value, "moves": json_rows(moved, known + 1)}
        if (await self.connection.execute(SAVE, values)).first() is None:
            raise BookingMovedOnError(moved.id)
