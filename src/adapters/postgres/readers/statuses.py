"""Free or occupied now: the one place where rows of stays and blocks become spans, for lists and for calendars alike."""

from collections.abc import Iterable
from datetime import datetime, time

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.readers.base import fetch
from adapters.postgres.rows import AnyRow
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import leaving
from rental_core.calendar.ports import StatusNow
from rental_core.calendar.status import END_OF_TIME, Status, occupied_until
from rental_core.clock import moment_of
from rental_core.stay import FOREVER, ONE_DAY

FREE = StatusNow(Status.FREE)
# Of stays what the guard still holds, less the preparation: one cut short ends there. Of blocks the days that they want, for a stay or a
# request inside does not open them. From the day before on: a check-out of today may be by the clocks of yesterday elsewhere.
SPANS = text("""
    SELECT apartment.id, apartment.zone, period.*
    FROM apartment CROSS JOIN LATERAL (
        (SELECT held.check_in AS begins, held.check_out - booking.preparation_nights AS ends,
                booking.zone AS stay_zone, booking.check_in_at, booking.check_out_at
         FROM occupancy AS held JOIN booking ON booking.id = held.booking_id
         WHERE held.apartment_id = apartment.id AND held.check_out >= :day AND booking.status <> 'requested'
         ORDER BY held.check_in LIMIT 100)
        UNION ALL
        SELECT lower(span), upper(span), NULL, NULL, NULL
        FROM block
        CROSS JOIN LATERAL (SELECT spans FROM block_change WHERE block_id = block.id ORDER BY number DESC LIMIT 1) AS last
        CROSS JOIN LATERAL unnest(last.spans) AS span
        WHERE block.apartment_id = apartment.id AND block.standing AND upper(span) >= :day
    ) AS period
    WHERE apartment.id = ANY(:ids)""")


async def statuses(engine: AsyncEngine, ids: Iterable[ApartmentId], at: datetime) -> dict[ApartmentId, StatusNow]:
    """The status at that moment of each apartment; FREE of one that nobody knows."""
    found: dict[ApartmentId, list[AnyRow]] = {each: [] for each in ids}
    if found:
        for row in await fetch(engine, SPANS, {"ids": list(found), "day": at.date() - ONE_DAY}):
            found[row.id].append(row)
    return {each: _status(rows, at) for each, rows in found.items()}


def _status(rows: list[AnyRow], at: datetime) -> StatusNow:
    if not rows:
        return FREE
    zone = rows[0].zone
    return StatusNow.until(occupied_until([_span(row) for row in rows], at, zone), zone)


def _span(row: AnyRow) -> tuple[datetime, datetime]:
    """A stay from its check-in time to its check-out time, a block by whole local days."""
    if row.stay_zone is None:
        end = END_OF_TIME if row.ends == FOREVER else moment_of(row.ends, time.min, row.zone)
        return moment_of(row.begins, time.min, row.zone), end
    return row.check_in_at, leaving(row.ends, row.check_out_at, row.stay_zone)
