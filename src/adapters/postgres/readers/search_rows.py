"""Rows of results: what a list shows of the few apartments that were found."""

import math
from typing import Any

from attrs import evolve
from sqlalchemy import ColumnElement, FromClause, Select, select

from adapters.postgres.rates import to_rates
from adapters.postgres.rows import AnyRow
from adapters.postgres.tables import apartment, place
from rental_core.apartments.amenity import from_mask
from rental_core.apartments.apartment import BookingMode, PhotoKey
from rental_core.apartments.place import METRES_PER_DEGREE, NearStation, Point
from rental_core.calendar.ports import StatusNow
from rental_core.search.criteria import ResultRow

STATION = place.alias("station")


def rows_of(found: FromClause, key: ColumnElement[Any], off: ColumnElement[float]) -> Select[*tuple[Any, ...]]:
    """What `to_found` reads, of the apartments in `found.c.id`. `off` is how far they are on the map of `listing.spot`, or NULL.

    The caller orders.
    """
    return (
        select(
            apartment,
            STATION.c.name_ru.label("station_ru"),
            STATION.c.name_en.label("station_en"),
            key.label("place"),
            off.label("off"),
        )
        .join(found, found.c.id == apartment.c.id)
        .outerjoin(STATION, STATION.c.id == apartment.c.station_id)
    )


def to_found(row: AnyRow, near: Point | None, now: StatusNow) -> ResultRow:
    """A row of `rows_of`; metres are measured on the map of `listing.spot`, as the order and the circles are."""
    return evolve(
        to_result(row),
        station=None if row.station_ru is None else NearStation(row.station_ru, row.station_en, row.station_minutes),
        metres=None if near is None or row.off is None else round(row.off * metres_per_degree(near)),
        status=now.status,
        free_from=now.free_from,
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
