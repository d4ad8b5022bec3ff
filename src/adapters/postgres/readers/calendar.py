"""Calendars for screens."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from attrs import field, frozen
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.engine import reading
from adapters.postgres.readers.base import fetch
from adapters.postgres.readers.statuses import statuses
from adapters.postgres.rows import AnyRow
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import BookingStatus
from rental_core.calendar.ports import CalendarReader, CalendarRow, DayKind, StatusNow
from rental_core.stay import Stay, span

TAKEN = text("""
    SELECT held.check_in, held.check_out, booking.status, booking.preparation_nights,
           CASE WHEN booking.landlord_id = :viewer THEN booking.id END AS booking_id
    FROM occupancy AS held LEFT JOIN booking ON booking.id = held.booking_id
    WHERE held.apartment_id = :apartment_id AND held.check_in < :check_out AND held.check_out > :check_in
    ORDER BY held.check_in""")


@frozen
class PostgresCalendarReader(CalendarReader):
    """What the guard holds, and why."""

    engine: AsyncEngine = field(converter=reading)

    async def taken(self, apartment_id: ApartmentId, within: Stay, *, viewer: PersonId) -> tuple[CalendarRow, ...]:
        values = {"apartment_id": apartment_id, "check_in": within.check_in, "check_out": within.check_out, "viewer": viewer}
        rows = await fetch(self.engine, TAKEN, values)
        return tuple(cut for row in rows for cut in _cut(row, within))

    async def status(self, apartment_id: ApartmentId, *, at: datetime) -> StatusNow:
        return (await statuses(self.engine, [apartment_id], at))[apartment_id]


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
