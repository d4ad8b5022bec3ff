"""Bookings for screens and messages."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.booking_rows import to_reason
from adapters.postgres.engine import reading
from adapters.postgres.readers.base import fetch
from adapters.postgres.rows import AnyRow, to_quote
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import BookingMode, PhotoKey
from rental_core.apartments.place import Point
from rental_core.bookings.booking import BookingId, BookingNotFoundError, BookingStatus
from rental_core.bookings.ports import BookingCard, BookingReader, RenterRecord, Rival, TripGroup, TripRow, TripsCursor
from rental_core.money import Money
from rental_core.stay import Stay

# `exact` decides about the address: the landlord and admins always see it, the renter from the confirmation on. Phones are for the
# other party alone, from the confirmation on.
CARD = text("""
    SELECT booking.*, move.at AS moved_at, move.by_id AS moved_by, move.why, move.said, first.at AS requested_at,
           apartment.title, apartment.photos[1] AS photo, apartment.district, apartment.street, apartment.house,
           apartment.lat, apartment.lon, apartment.instructions, city.name_ru, city.name_en,
           renter.name AS renter_name, renter.username AS renter_username, renter.since AS renter_since,
           landlord.name AS landlord_name, landlord.username AS landlord_username,
           booking.renter_id <> :viewer OR agreed.ever AS exact,
           CASE WHEN agreed.ever AND booking.landlord_id = :viewer THEN renter.phone END AS renter_phone,
           CASE WHEN agreed.ever AND booking.renter_id = :viewer THEN landlord.phone END AS landlord_phone,
           record.stays, record.here, record.cancelled, record.missed,
           (SELECT count(*) FROM booking AS other
            WHERE other.apartment_id = booking.apartment_id AND other.status = 'requested' AND other.id <> booking.id
              AND other.check_in < booking.check_out + booking.preparation_nights
              AND other.check_out + other.preparation_nights > booking.check_in) AS competing
    FROM booking
    CROSS JOIN LATERAL (SELECT booking.status IN ('confirmed', 'cancelled', 'completed', 'no-show') AS ever) AS agreed
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE past.status = 'completed') AS stays,
               count(*) FILTER (WHERE past.status = 'completed' AND past.landlord_id = booking.landlord_id) AS here,
               count(*) FILTER (WHERE past.status = 'cancelled' AND EXISTS (
                   SELECT FROM booking_move WHERE booking_id = past.id AND became = 'cancelled' AND by_id = past.renter_id)) AS cancelled,
               count(*) FILTER (WHERE past.status = 'no-show') AS missed
        FROM booking AS past WHERE past.renter_id = booking.renter_id) AS record
    JOIN apartment ON apartment.id = booking.apartment_id
    JOIN city ON city.id = apartment.city_id
    JOIN person AS renter ON renter.id = booking.renter_id
    JOIN person AS landlord ON landlord.id = booking.landlord_id
    JOIN booking_move AS first ON first.booking_id = booking.id AND first.number = 0
    JOIN LATERAL (
        SELECT * FROM booking_move WHERE booking_move.booking_id = booking.id ORDER BY number DESC LIMIT 1) AS move ON true
    WHERE booking.id = :id
      AND (:viewer IN (booking.renter_id, booking.landlord_id)
           OR EXISTS (SELECT FROM person AS viewer WHERE viewer.id = :viewer AND 'admin' = ANY(viewer.roles)))""")

# The conditions are those of `competing`.
RIVALS = text("""
    SELECT other.id, renter.name AS renter_name, other.check_in, other.check_out, other.expires_at, other.mode
    FROM booking
    JOIN booking AS other ON other.apartment_id = booking.apartment_id AND other.status = 'requested' AND other.id <> booking.id
        AND other.check_in < booking.check_out + booking.preparation_nights
        AND other.check_out + other.preparation_nights > booking.check_in
    JOIN person AS renter ON renter.id = other.renter_id
    WHERE booking.id = :id AND booking.renter_id <> :viewer ORDER BY other.expires_at, other.id LIMIT 10""")

TRIPS = text("""
    SELECT booking.id, booking.status, apartment.title, booking.check_in, booking.check_out, booking.total, booking.currency,
           booking.expires_at, booking.check_in_at, booking.check_out_at, booking.zone, landlord.name AS other_name
    FROM booking JOIN apartment ON apartment.id = booking.apartment_id JOIN person AS landlord ON landlord.id = booking.landlord_id
    CROSS JOIN LATERAL (
        SELECT CASE booking.status WHEN 'requested' THEN 0 WHEN 'confirmed' THEN 1 ELSE 2 END AS number) AS part
    CROSS JOIN LATERAL (
        SELECT (booking.check_in - date '2000-01-01') * CASE part.number WHEN 2 THEN -1 ELSE 1 END AS day) AS place
    WHERE booking.renter_id = :renter_id AND (part.number, place.day, -booking.id) > (:part, :day, -:id)
    ORDER BY part.number, place.day, -booking.id LIMIT :limit""")
# The request after which to go on may be decided by now: it keeps its place all the same.
TO_DECIDE = text("""
    SELECT booking.id, booking.status, apartment.title, booking.check_in, booking.check_out, booking.total, booking.currency,
           booking.expires_at, booking.check_in_at, booking.check_out_at, booking.zone, renter.name AS other_name
    FROM booking JOIN apartment ON apartment.id = booking.apartment_id JOIN person AS renter ON renter.id = booking.renter_id
    WHERE booking.landlord_id = :landlord_id AND booking.status = 'requested'
      AND (booking.expires_at, booking.id) >
          (coalesce((SELECT last.expires_at FROM booking AS last WHERE last.id = :after), '-infinity'), :after)
    ORDER BY booking.expires_at, booking.id LIMIT :limit""")
COUNTED_FROM = date(2000, 1, 1)  # as in TRIPS
BEFORE_ALL: dict[str, object] = {"part": -1, "day": 0, "id": 0}


@frozen
class PostgresBookingReader(BookingReader):
    """Bookings with everything that is said about them."""

    engine: AsyncEngine = field(converter=reading)

    async def card(self, booking_id: BookingId, *, viewer: PersonId) -> BookingCard:
        rows = await fetch(self.engine, CARD, {"id": booking_id, "viewer": viewer})
        if not rows:
            raise BookingNotFoundError(booking_id)
        waits = rows[0].status == BookingStatus.REQUESTED.value and rows[0].competing
        rivals = await fetch(self.engine, RIVALS, {"id": booking_id, "viewer": viewer}) if waits else ()
        return to_card(rows[0], rivals)

    async def trips(self, renter_id: PersonId, *, after: TripsCursor | None, limit: int) -> tuple[TripRow, ...]:
        values = {"renter_id": renter_id, "limit": limit, **(_place(after) if after else BEFORE_ALL)}
        return tuple(to_trip(row) for row in await fetch(self.engine, TRIPS, values))

    async def to_decide(self, landlord_id: PersonId, *, after: BookingId | None, limit: int) -> tuple[TripRow, ...]:
        values = {"landlord_id": landlord_id, "after": after or 0, "limit": limit}
        return tuple(to_trip(row) for row in await fetch(self.engine, TO_DECIDE, values))


def _place(cursor: TripsCursor) -> dict[str, object]:
    """Where a trip stands in the order of TRIPS."""
    days = (cursor.check_in - COUNTED_FROM).days
    return {"part": cursor.group.value, "day": -days if cursor.group is TripGroup.PAST else days, "id": cursor.id}


def to_card(row: AnyRow, rivals: Iterable[AnyRow]) -> BookingCard:
    point = Point(row.lat, row.lon)
    return BookingCard(
        id=row.id,
        status=BookingStatus(row.status),
        reason=to_reason(row.why, row.said),
        moved_by=row.moved_by,
        moved_at=row.moved_at,
        apartment_id=row.apartment_id,
        title=row.title,
        photo=None if row.photo is None else PhotoKey(row.photo),
        city_ru=row.name_ru,
        city_en=row.name_en,
        district=row.district,
        street=row.street,
        house=row.house if row.exact else "",
        point=point if row.exact else point.rounded(),
        instructions=row.instructions if row.exact else "",
        zone=row.zone,
        renter_id=row.renter_id,
        renter_name=row.renter_name,
        renter_username=row.renter_username,
        renter_phone=row.renter_phone,
        renter_since=row.renter_since,
        renter_record=RenterRecord(stays=row.stays, here=row.here, cancelled=row.cancelled, missed=row.missed),
        landlord_id=row.landlord_id,
        landlord_name=row.landlord_name,
        landlord_username=row.landlord_username,
        landlord_phone=row.landlord_phone,
        stay=Stay(row.check_in, row.check_out),
        guests=row.guests,
        mode=BookingMode(row.mode),
        quote=to_quote(row.lines, row.currency),
        message=row.message,
        requested_at=row.requested_at,
        expires_at=row.expires_at,
        check_in_at=row.check_in_at,
        check_out_at=row.check_out_at,
        competing=row.competing,
        rivals=tuple(to_rival(each) for each in rivals),
    )


def to_rival(row: AnyRow) -> Rival:
    return Rival(
        id=row.id,
        renter_name=row.renter_name,
        stay=Stay(row.check_in, row.check_out),
        expires_at=row.expires_at,
        holds=BookingMode(row.mode) is BookingMode.HOLD,
    )


def to_trip(row: AnyRow) -> TripRow:
    return TripRow(
        id=row.id,
        status=BookingStatus(row.status),
        title=row.title,
        stay=Stay(row.check_in, row.check_out),
        total=Money(row.total, row.currency),
        expires_at=row.expires_at,
        zone=row.zone,
        other_name=row.other_name,
        check_in_at=row.check_in_at,
        check_out_at=row.check_out_at,
    )
