"""Districts and streets come into being with the apartments that lie in them; stations come from files. Keeps apartments linked to them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.rows import AnyRow
from adapters.postgres.tables import place
from rental_core.apartments.apartment import Apartment
from rental_core.apartments.place import DETOUR, GRID, METRES_PER_DEGREE, METRES_PER_MINUTE, CityId, Point
from rental_core.search.places import Place, PlaceKind
from rental_core.search.spelling import key, latin

REACH = 3_000  # metres: no station farther away is named

NEW = insert(place)
ADD = NEW.on_conflict_do_nothing(index_elements=["city_id", "kind", "key"])
PUT = NEW.on_conflict_do_update(
    index_elements=["city_id", "kind", "key"],
    set_={name: NEW.excluded[name] for name in ("name_ru", "name_en", "lat", "lon")},
)
# Whoever makes places has it until they commit. Inserts alone would wait for each other's: in a circle where two make the same ones in
# another order. It comes after the locks of people and apartments, and nothing is waited for under it.
MAKING = text("SELECT pg_advisory_xact_lock(hashtextextended('places', 0))")
OF_KEY = text("SELECT id FROM place WHERE city_id = :city_id AND kind = :kind AND key = :key")


def _metres(lat: str, lon: str) -> str:
    """SQL for `Point.metres_to` from a station to these coordinates."""
    east = f"(station.lon - {lon}) * cos(radians((station.lat + {lat}) / 2))"
    return f"{METRES_PER_DEGREE} * sqrt((station.lat - {lat}) ^ 2 + ({east}) ^ 2)"


def _nearest(lat: str, lon: str) -> str:
    """SQL for the id of the nearest station within reach and the minutes to it. The index narrows it down to a strip of the earth."""
    reach = REACH / METRES_PER_DEGREE
    return f"""
        SELECT id, greatest(1, round(metres * {DETOUR} / {METRES_PER_MINUTE}))::smallint AS minutes
        FROM place AS station CROSS JOIN LATERAL (SELECT {_metres(lat, lon)} AS metres) AS away
        WHERE kind = 'station' AND station.lat BETWEEN {lat} - {reach} AND {lat} + {reach} AND metres <= {REACH}
        ORDER BY metres, id LIMIT 1"""  # noqa: S608 - our own numbers


def _rounded(column: str) -> str:
    """SQL for a coordinate of `Point.rounded`."""
    return f"round((round(apartment.{column} / {GRID}) * {GRID})::numeric, 6)::float8"


NEAREST = text(_nearest("CAST(:lat AS float8)", "CAST(:lon AS float8)"))
ROUNDED = f"CROSS JOIN LATERAL (SELECT {_rounded('lat')} AS lat, {_rounded('lon')} AS lon) AS around"
# Rows that say the same already are left alone.
LINK_STATIONS = f"""
    UPDATE apartment SET station_id = near.station_id, station_minutes = near.minutes
    FROM (
        SELECT apartment.id, station.id AS station_id, station.minutes
        FROM apartment {ROUNDED} LEFT JOIN LATERAL ({_nearest("around.lat", "around.lon")}) AS station ON true
    ) AS near
    WHERE near.id = apartment.id
        AND (apartment.station_id, apartment.station_minutes) IS DISTINCT FROM (near.station_id, near.minutes)"""  # noqa: S608
UNLINKED = {
    kind: text(f"""
    SELECT city_id, {kind.value} AS name, avg(around.lat) AS lat, avg(around.lon) AS lon FROM apartment {ROUNDED}
    WHERE {kind.value} <> '' AND {kind.value}_id IS NULL GROUP BY city_id, {kind.value} ORDER BY city_id, {kind.value}""")  # noqa: S608
    for kind in (PlaceKind.DISTRICT, PlaceKind.STREET)
}
LINK = {
    kind: text(f"""
    UPDATE apartment SET {kind.value}_id = place.id FROM place
    WHERE apartment.{kind.value}_id IS NULL AND apartment.city_id = :city_id AND apartment.{kind.value} = :name
        AND place.city_id = :city_id AND place.kind = '{kind.value}' AND place.key = :key""")  # noqa: S608
    for kind in UNLINKED
}
CENTRE = {
    kind: f"""
    UPDATE place SET lat = middle.lat, lon = middle.lon
    FROM (
        SELECT apartment.{kind.value}_id AS id, avg(around.lat) AS lat, avg(around.lon) AS lon
        FROM apartment {ROUNDED} WHERE apartment.{kind.value}_id IS NOT NULL GROUP BY 1
    ) AS middle
    WHERE middle.id = place.id"""  # noqa: S608
    for kind in UNLINKED
}


def to_place(row: AnyRow) -> Place:
    return Place(
        id=row.id, kind=PlaceKind(row.kind), city_id=row.city_id, name_ru=row.name_ru, name_en=row.name_en, point=Point(row.lat, row.lon)
    )


def place_row(city_id: CityId, kind: PlaceKind, name_ru: str, point: Point, name_en: str = "") -> dict[str, Any]:
    """A row of `place` but for its id. The key of a name without any letter is empty: there is no such place."""
    return {
        "city_id": city_id,
        "kind": kind.value,
        "key": key(name_ru),
        "name_ru": name_ru.strip(),
        "name_en": name_en.strip() or latin(name_ru.strip()),
        "lat": point.lat,
        "lon": point.lon,
    }


async def links_of(connection: AsyncConnection, let: Apartment) -> dict[str, int | None]:
    """The columns that link an apartment to its places, which are made when nobody had any there before."""
    around, address = let.point.rounded(), let.address
    station = (await connection.execute(NEAREST, {"lat": around.lat, "lon": around.lon})).one_or_none()
    return {
        "district_id": await _place_id(connection, place_row(address.city_id, PlaceKind.DISTRICT, address.district, around)),
        "street_id": await _place_id(connection, place_row(address.city_id, PlaceKind.STREET, address.street, around)),
        "station_id": station.id if station else None,
        "station_minutes": station.minutes if station else None,
    }


async def _place_id(connection: AsyncConnection, row: dict[str, Any]) -> int | None:
    if not row["key"]:
        return None
    known = (await connection.execute(OF_KEY, row)).scalar_one_or_none()
    if known is None:
        await connection.execute(MAKING)
        await connection.execute(ADD, row)
        known = (await connection.execute(OF_KEY, row)).scalar_one()  # a statement of its own: it sees what another one committed
    return int(known)


async def put_stations(connection: AsyncConnection, stations: Iterable[dict[str, Any]]) -> None:
    """Stations (`place_row`); those known already are brought up to date. Apartments are linked to them afterwards, by `link_places`."""
    if rows := list(stations):
        await connection.execute(PUT, rows)


async def link_places(connection: AsyncConnection) -> None:
    """Links every apartment to its places, whatever way it came in, and moves districts and streets to the middle of their apartments."""
    await connection.execute(MAKING)
    for kind, unlinked in UNLINKED.items():
        found = (await connection.execute(unlinked)).all()
        rows = [place_row(each.city_id, kind, each.name, Point(each.lat, each.lon)) | {"name": each.name} for each in found]
        await _link(connection, kind, [row for row in rows if row["key"]])
        await connection.execute(text(CENTRE[kind]))
    await connection.execute(text(LINK_STATIONS))


async def _link(connection: AsyncConnection, kind: PlaceKind, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await connection.execute(ADD, [{name: value for name, value in row.items() if name != "name"} for row in rows])
        await connection.execute(LINK[kind], rows)
