"""Rows of results: what a list shows of the few apartments that were found, and whether they are occupied now."""

import math
from typing import Any

from attrs import evolve
from sqlalchemy import ColumnElement, Date, DateTime, FromClause, Select, bindparam, select, text

from adapters.postgres.apartments import to_rates
from adapters.postgres.rows import AnyRow
from adapters.postgres.tables import apartment, place
from rental_core.apartments.amenity import from_mask
from rental_core.apartments.apartment import BookingMode, PhotoKey
from rental_core.apartments.place import METRES_PER_DEGREE, NearStation, Point
from rental_core.calendar.status import Status
from rental_core.search.criteria import ResultRow
from rental_core.stay import FOREVER

# The local day on which what occupies an apartment at `now` ends; NULL when nothing does. As `Booking.occupied` and `Block.occupied` have
# it: of the guard's rows only the last two that have begun can reach today, one leaving and one arriving. Cut short by a cancel, a stay
# ends at its usual time on the last day that the guard still holds, less the preparation.
OCCUPIED_UNTIL = text("""
    SELECT max(leaves) FROM (
        SELECT held.check_out - booking.preparation_nights AS leaves
        FROM (
            SELECT check_out, booking_id FROM occupancy
            WHERE apartment_id = apartment.id AND check_in <= (:now AT TIME ZONE apartment.zone)::date ORDER BY check_in DESC LIMIT 2
        ) AS held JOIN booking ON booking.id = held.booking_id
        WHERE booking.status IN ('confirmed', 'completed', 'cancelled', 'no-show') AND booking.check_in_at <= :now AND :now < CASE
            WHEN booking.status IN ('confirmed', 'completed') THEN booking.check_out_at
            ELSE (held.check_out - booking.preparation_nights + (booking.check_out_at AT TIME ZONE booking.zone)::time)
                AT TIME ZONE booking.zone
        END
        UNION ALL
        SELECT upper(span) FROM block
        CROSS JOIN LATERAL (SELECT spans FROM block_change WHERE block_id = block.id ORDER BY number DESC LIMIT 1) AS last
        CROSS JOIN LATERAL unnest(last.spans) AS span
        WHERE block.apartment_id = apartment.id AND block.standing AND span @> (:now AT TIME ZONE apartment.zone)::date
    ) AS covering
""").bindparams(bindparam("now", type_=DateTime(timezone=True)))
STATION = place.alias("station")


def rows_of(found: FromClause, key: ColumnElement[Any], off: ColumnElement[float]) -> Select[*tuple[Any, ...]]:
    """What `to_found` reads, of the apartments in `found.c.id`. `off` is how far they are on the map of `listing.spot`, or NULL.

    Parameter: `now`. The caller orders.
    """
    until = OCCUPIED_UNTIL.columns(leaves=Date).scalar_subquery()
    return (
        select(
            apartment,
            STATION.c.name_ru.label("station_ru"),
            STATION.c.name_en.label("station_en"),
            key.label("place"),
            off.label("off"),
            until.label("occupied_until"),
        )
        .join(found, found.c.id == apartment.c.id)
        .outerjoin(STATION, STATION.c.id == apartment.c.station_id)
    )


def to_found(row: AnyRow, near: Point | None) -> ResultRow:
    """A row of `rows_of`; metres are measured on the map of `listing.spot`, as the order and the circles are."""
    return evolve(
        to_result(row),
        station=None if row.station_ru is None else NearStation(row.station_ru, row.station_en, row.station_minutes),
        metres=None if near is None or row.off is None else round(row.off * metres_per_degree(near)),
        status=Status.FREE if row.occupied_until is None else Status.OCCUPIED,
        free_from=None if row.occupied_until == FOREVER else row.occupied_until,
    )


def to_result(row: AnyRow) -> ResultRow:
    """What the apartment's own row says."""
    rates = to_rates(row)
    if rates is None:
        raise ValueError(f"listed without rates: apartment {row.id}")
    return ResultRow(
        id=row.id,
        title=row.title,
        district=row.district,
        street=row.street,
        rooms=row.rooms,
        guests=row.guests,
        area=row.area,
        amenities=from_mask(row.amenities),
        rates=rates,
        min_nights=row.min_nights,
        photo=PhotoKey(row.photos[0]) if row.photos else None,
        mode=BookingMode(row.mode),
        published_at=row.published_at,
    )


def metres_per_degree(near: Point) -> float:
    """Of the map of `listing.spot`, around this point."""
    return METRES_PER_DEGREE * math.cos(math.radians(near.lat))


def mapped(point: Point) -> tuple[float, float]:
    """Where the point is on the map of `listing.spot`."""
    north = max(-85.0, min(85.0, point.lat))
    return point.lon, math.degrees(math.log(math.tan(math.radians(45 + north / 2))))
