"""A landlord's own calendar."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from attrs import field, frozen
from sqlalchemy import Executable, text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.engine import reading
from adapters.postgres.readers.base import fetch
from adapters.postgres.readers.letting import FOLDED
from adapters.postgres.rows import AnyRow
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId, ApartmentNotFoundError
from rental_core.bookings.booking import BookingStatus, leaving
from rental_core.bookings.own_calendar import NightsKind, OwnCalendar, OwnCalendarReader, OwnNights
from rental_core.stay import ONE_DAY, Stay, span

BY_TITLE = f"{FOLDED.format('apartment.title')}, apartment.id"
# What the guard holds, and the requests that hold nothing; of a block why it was made, and the span of today's in which the nights lie.
NIGHTS = """
    SELECT flat.*, taken.check_in AS begins, taken.check_out AS ends, taken.booking_id, taken.block_id,
           booking.status, booking.mode, booking.check_in, booking.check_out, booking.preparation_nights, booking.guests,
           booking.check_in_at, booking.check_out_at, booking.zone AS stay_zone, person.name, closed.comment,
           wanted.span_in, wanted.span_out
    FROM ({flats}) AS flat
    LEFT JOIN LATERAL (
        SELECT check_in, check_out, booking_id, block_id FROM occupancy
        WHERE apartment_id = flat.id AND check_in < :check_out AND check_out > :check_in
        UNION ALL
        SELECT check_in, check_out + preparation_nights, id, NULL FROM booking
        WHERE apartment_id = flat.id AND status = 'requested' AND mode = 'open'
            AND check_in < :check_out AND check_out + preparation_nights > :check_in
    ) AS taken ON true
    LEFT JOIN booking ON booking.id = taken.booking_id
    LEFT JOIN block_change AS closed ON closed.block_id = taken.block_id AND closed.number = 0
    LEFT JOIN LATERAL (
        SELECT lower(span) AS span_in, upper(span) AS span_out
        FROM (SELECT spans FROM block_change WHERE block_id = taken.block_id ORDER BY number DESC LIMIT 1) AS last
        CROSS JOIN LATERAL unnest(last.spans) AS span WHERE span @> taken.check_in
    ) AS wanted ON true
    LEFT JOIN person ON person.id = coalesce(booking.renter_id, closed.by_id)
    ORDER BY flat.folded, flat.id, taken.check_in, taken.booking_id"""
FLAT = f"SELECT id, title, street, zone, {FOLDED.format('title')} AS folded FROM apartment"  # noqa: S608  # nothing comes from outside
ONE = text(NIGHTS.format(flats=f"{FLAT} WHERE id = :id AND landlord_id = :viewer AND publication <> 'removed'"))
PAGE_OF = f"""
    {FLAT} WHERE landlord_id = :landlord_id AND publication <> 'removed' AND (
        CAST(:after AS bigint) IS NULL OR ({BY_TITLE}) > (SELECT {BY_TITLE} FROM apartment WHERE id = :after))
    ORDER BY {BY_TITLE} LIMIT :limit"""  # noqa: S608  # likewise
PAGE = text(NIGHTS.format(flats=PAGE_OF))


@frozen
class PostgresOwnCalendarReader(OwnCalendarReader):
    """One statement for a page of apartments."""

    engine: AsyncEngine = field(converter=reading)

    async def one(self, apartment_id: ApartmentId, within: Stay, *, viewer: PersonId) -> OwnCalendar:
        found = await self._calendars(ONE, within, id=apartment_id, viewer=viewer)
        if not found:
            raise ApartmentNotFoundError(apartment_id)
        return found[0]

    async def page(self, landlord_id: PersonId, within: Stay, *, after: ApartmentId | None, limit: int) -> tuple[OwnCalendar, ...]:
        return await self._calendars(PAGE, within, landlord_id=landlord_id, after=after, limit=limit)

    async def _calendars(self, statement: Executable, within: Stay, **values: Any) -> tuple[OwnCalendar, ...]:
        rows = await fetch(self.engine, statement, {"check_in": within.check_in, "check_out": within.check_out, **values})
        return tuple(_calendar(list(of)) for _, of in groupby(rows, key=lambda row: row.id))


def _calendar(rows: Sequence[AnyRow]) -> OwnCalendar:
    flat = rows[0]
    taken = (nights for row in rows if row.begins for nights in _nights(row))
    return OwnCalendar(flat.id, flat.title, flat.street, flat.zone, tuple(taken))


def _nights(row: AnyRow) -> Iterator[OwnNights]:
    if row.block_id is not None:
        wanted = Stay(row.span_in, row.span_out) if row.span_in else None
        nights = Stay(row.begins, row.ends)
        yield OwnNights(nights=nights, kind=NightsKind.BLOCK, block_id=row.block_id, span=wanted, name=row.name, comment=row.comment)
        return
    if row.mode == "open" and row.status == BookingStatus.REQUESTED.value:
        yield _booked(row, Stay(row.begins, row.ends), NightsKind.OPEN)
        return
    guests_leave = row.ends - row.preparation_nights * ONE_DAY
    if there := span(row.begins, guests_leave):
        yield _booked(row, there, NightsKind.HELD if row.status == BookingStatus.REQUESTED.value else NightsKind.STAY)
    if after := span(max(row.begins, guests_leave), row.ends):
        yield _booked(row, after, NightsKind.PREPARATION)


def _booked(row: AnyRow, nights: Stay, kind: NightsKind) -> OwnNights:
    return OwnNights(
        nights=nights,
        kind=kind,
        booking_id=row.booking_id,
        stay=Stay(row.check_in, row.check_out),
        guests=row.guests,
        arrives_at=row.check_in_at,
        leaves_at=leaving(nights.check_out, row.check_out_at, row.stay_zone),
        name=row.name,
    )
