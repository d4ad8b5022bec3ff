"""Calendars for screens."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from attrs import field, frozen
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.engine import reading
from adapters.postgres.readers.base import fetch
from adapters.postgres.rows import AnyRow
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import BookingStatus
from rental_core.calendar.ports import CalendarReader, CalendarRow, DayKind, StatusNow
from rental_core.calendar.status import END_OF_TIME, occupied_until
from rental_core.clock import moment_of
from rental_core.stay import FOREVER, ONE_DAY, Stay, span

TAKEN = text("""
    SELECT held.check_in, held.check_out, booking.status, booking.preparation_nights,
           CASE WHEN booking.landlord_id = :viewer THEN booking.id END AS booking_id
    FROM occupancy AS held LEFT JOIN booking ON booking.id = held.booking_id
    WHERE held.apartment_id = :apartment_id AND held.check_in < :check_out AND held.check_out > :check_in
    ORDER BY held.check_in""")

# From the day before on, for a check-out of today may be by the clocks of yesterday elsewhere; the chain of stays ends long before that.
STATUS = text("""
    SELECT held.check_in, held.check_out, apartment.zone,
           booking.status, booking.preparation_nights, booking.check_in_at, booking.check_out_at
    FROM occupancy AS held JOIN apartment ON apartment.id = held.apartment_id LEFT JOIN booking ON booking.id = held.booking_id
    WHERE held.apartment_id = :apartment_id AND held.check_out >= :day
    ORDER BY held.check_in LIMIT 100""")


@frozen
class PostgresCalendarReader(CalendarReader):
    """What the guard holds, and why."""

    engine: AsyncEngine = field(converter=reading)

    async def taken(self, apartment_id: ApartmentId, within: Stay, *, viewer: PersonId) -> tuple[CalendarRow, ...]:
        values = {"apartment_id": apartment_id, "check_in": within.check_in, "check_out": within.check_out, "viewer": viewer}
        rows = await fetch(self.engine, TAKEN, values)
        return tuple(cut for row in rows for cut in _cut(row, within))

    async def status(self, apartment_id: ApartmentId, *, at: datetime) -> StatusNow:
        rows = await fetch(self.engine, STATUS, {"apartment_id": apartment_id, "day": at.date() - ONE_DAY})
        spans = [span for row in rows if row.status != BookingStatus.REQUESTED.value for span in _occupied(row)]
        return StatusNow.until(occupied_until(spans, at), rows[0].zone if rows else "UTC")


def _cut(row: AnyRow, within: Stay) -> Iterator[CalendarRow]:
    for nights, kind in _parts(row):
        if nights and (common := nights.within(within)):
            yield CalendarRow(common, kind, row.booking_id)


def _parts(row: AnyRow) -> Iterator[tuple[Stay | None, DayKind]]:
    """What a booking holds ends with its preparation nights, also when a cancel during the stay cut it short."""
    if row.status is None:
        yield Stay(row.check_in, row.check_out), DayKind.BLOCKED
        return
    guests_leave = row.check_out - timedelta(days=row.preparation_nights)
    requested = row.status == BookingStatus.REQUESTED.value
    yield span(row.check_in, guests_leave), DayKind.REQUESTED if requested else DayKind.SOLD
    yield span(guests_leave, row.check_out), DayKind.PREPARATION


def _occupied(row: AnyRow) -> Iterator[tuple[datetime, datetime]]:
    """A stay from its check-in time to its check-out time, a block by whole local days."""
    if row.status is None:
        end = END_OF_TIME if row.check_out == FOREVER else moment_of(row.check_out, time.min, row.zone)
        yield moment_of(row.check_in, time.min, row.zone), end
        return
    guests_leave = row.check_out - timedelta(days=row.preparation_nights)
    leaves_at = row.check_out_at.astimezone(ZoneInfo(row.zone)).time()
    yield row.check_in_at, moment_of(guests_leave, leaves_at, row.zone)
