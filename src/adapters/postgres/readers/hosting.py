"""Whom a landlord receives."""

from datetime import date, datetime, timedelta

from attrs import field, frozen
from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.booking_rows import to_change
from adapters.postgres.engine import reading
from adapters.postgres.readers.base import fetch
from adapters.postgres.readers.bookings import to_trip
from adapters.postgres.rows import AnyRow
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import BookingId, BookingNotFoundError, StatusChange
from rental_core.bookings.hosting import HostedCursor, HostedPart, HostingReader, Movement, MovementCursor
from rental_core.bookings.ports import TripRow
from rental_core.stay import Stay

ALL = ""
OF_ONE = "AND apartment.id = :apartment_id"


# What the guard holds, less the preparation, are the nights that were sold: a stay cut short ends there. The range is wider by two days
# than the widest that "today" can be around the world, and nights are counted by their beginnings: who leaves today slept until today.
# Of many apartments the range index finds the week whatever lies before it; of one, its own past is short, and the range alone would
# tempt the planner to look through everybody's week.
def _movements(whose: str) -> TextClause:
    week = (
        "held.check_in < :last AND held.check_out > :first"
        if whose
        else "daterange(held.check_in, held.check_out) && daterange(:first, :last)"
    )
    return text(f"""
        SELECT * FROM (
            SELECT booking.id, booking.zone, booking.guests, booking.check_in, booking.check_out, apartment.title, apartment.street,
                   renter.name AS renter_name, side.going, side.day, side.at
            FROM apartment
            JOIN occupancy AS held ON held.apartment_id = apartment.id AND {week}
            JOIN booking ON booking.id = held.booking_id AND booking.status IN ('confirmed', 'completed', 'cancelled')
            JOIN person AS renter ON renter.id = booking.renter_id
            CROSS JOIN LATERAL (SELECT held.check_out - booking.preparation_nights AS day) AS leaving
            CROSS JOIN LATERAL (
                VALUES (false, held.check_in, booking.check_in_at),
                       (true, leaving.day, CASE WHEN leaving.day = booking.check_out THEN booking.check_out_at
                        ELSE (leaving.day + (booking.check_out_at AT TIME ZONE booking.zone)::time) AT TIME ZONE booking.zone END)
            ) AS side (going, day, at)
            CROSS JOIN LATERAL (SELECT (CAST(:now AS timestamptz) AT TIME ZONE booking.zone)::date AS today) AS clocks
            WHERE apartment.landlord_id = :landlord_id {whose}
              AND side.day BETWEEN clocks.today AND clocks.today + CAST(:days AS integer)
        ) AS movement
        WHERE (day, at, going, id) > (:day, :at, :going, :id)
        ORDER BY day, at, going, id LIMIT :limit""")  # noqa: S608  # nothing in it comes from outside


def _hosted(part: HostedPart, whose: str) -> TextClause:
    statuses = ", ".join(sorted(f"'{status.value}'" for status in part.statuses))
    beyond, way = (">", "ASC") if part is HostedPart.AHEAD else ("<", "DESC")
    return text(f"""
        SELECT booking.id, booking.status, apartment.title, booking.check_in, booking.check_out, booking.total, booking.currency,
               booking.expires_at, booking.check_in_at, booking.check_out_at, booking.zone, renter.name AS other_name
        FROM booking JOIN apartment ON apartment.id = booking.apartment_id JOIN person AS renter ON renter.id = booking.renter_id
        WHERE booking.landlord_id = :landlord_id AND booking.status IN ({statuses}) {whose}
          AND (booking.check_in, booking.id) {beyond} (:check_in, :id)
        ORDER BY booking.check_in {way}, booking.id {way} LIMIT :limit""")  # noqa: S608  # likewise


MOVEMENTS = {False: _movements(ALL), True: _movements(OF_ONE)}
HOSTED = {(part, one): _hosted(part, OF_ONE if one else ALL) for part in HostedPart for one in (False, True)}
MOVES = text("""
    SELECT move.became, move.at, move.by_id, move.why, move.said
    FROM booking JOIN booking_move AS move ON move.booking_id = booking.id
    WHERE booking.id = :id
      AND (booking.landlord_id = :viewer
           OR EXISTS (SELECT FROM person AS viewer WHERE viewer.id = :viewer AND 'admin' = ANY(viewer.roles)))
    ORDER BY move.number""")
AROUND = timedelta(days=2)


@frozen
class PostgresHostingReader(HostingReader):
    """Pages of bookings by the guard's nights and by check-in."""

    engine: AsyncEngine = field(converter=reading)

    async def movements(
        self,
        landlord_id: PersonId,
        *,
        now: datetime,
        days: int,
        apartment_id: ApartmentId | None = None,
        after: MovementCursor | None,
        limit: int,
    ) -> tuple[Movement, ...]:
        begin = after or MovementCursor(date.min, now, False, BookingId(0))
        values = {
            "landlord_id": landlord_id,
            "now": now,
            "days": days,
            "first": now.date() - AROUND,
            "last": now.date() + timedelta(days=days) + AROUND,
            "day": begin.day,
            "at": begin.at,
            "going": begin.going,
            "id": begin.booking_id,
            "limit": limit,
            **_of_one(apartment_id),
        }
        return tuple(to_movement(row) for row in await fetch(self.engine, MOVEMENTS[apartment_id is not None], values))

    async def hosted(
        self,
        landlord_id: PersonId,
        part: HostedPart,
        *,
        apartment_id: ApartmentId | None = None,
        after: HostedCursor | None,
        limit: int,
    ) -> tuple[TripRow, ...]:
        begin = after or HostedCursor(date.min if part is HostedPart.AHEAD else date.max, BookingId(0))
        values = {"landlord_id": landlord_id, "check_in": begin.check_in, "id": begin.id, "limit": limit, **_of_one(apartment_id)}
        return tuple(to_trip(row) for row in await fetch(self.engine, HOSTED[part, apartment_id is not None], values))

    async def moves(self, booking_id: BookingId, *, viewer: PersonId) -> tuple[StatusChange, ...]:
        rows = await fetch(self.engine, MOVES, {"id": booking_id, "viewer": viewer})
        if not rows:
            raise BookingNotFoundError(booking_id)
        return tuple(to_change(row) for row in rows)


def _of_one(apartment_id: ApartmentId | None) -> dict[str, object]:
    return {} if apartment_id is None else {"apartment_id": apartment_id}


def to_movement(row: AnyRow) -> Movement:
    return Movement(
        booking_id=row.id,
        going=row.going,
        day=row.day,
        at=row.at,
        zone=row.zone,
        title=row.title,
        street=row.street,
        renter_name=row.renter_name,
        guests=row.guests,
        stay=Stay(row.check_in, row.check_out),
    )
