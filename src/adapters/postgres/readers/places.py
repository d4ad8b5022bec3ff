"""Cities, and what lies in them, by name as people type it."""

import time
from collections.abc import Sequence

from attrs import define, field
from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.apartments import CITY, to_city
from adapters.postgres.engine import reading
from adapters.postgres.places import to_place
from adapters.postgres.readers.base import fetch
from adapters.postgres.readers.places_known import KnownNames
from adapters.postgres.rows import AnyRow
from rental_core.apartments.place import City, CityId, Point
from rental_core.search.places import Place, PlaceId, PlaceKind
from rental_core.search.ports import PlaceReader
from rental_core.search.spelling import other_layout, types_in

MOST_POPULAR = 100
NEAR_KM = 60
SHOWN = 50  # of the closest names: more than any screen asks for
OTHER_KIND = 0.5  # letters typed wrong that it weighs to be no station when the text says "metro"
SAYS = {"метро": PlaceKind.STATION, "район": PlaceKind.DISTRICT, "микрорайон": PlaceKind.DISTRICT, "улица": PlaceKind.STREET}

CITIES = text("SELECT * FROM city WHERE id = ANY(:ids)")
PLACES = text("SELECT * FROM place WHERE id = ANY(:ids)")
POPULAR = text("""
    SELECT city.* FROM (SELECT city_id, count(*) AS offers FROM listing GROUP BY city_id) AS offered
    JOIN city ON city.id = offered.city_id ORDER BY offers DESC, city.id LIMIT :limit""")
DISTRICTS = text("""
    SELECT place.* FROM (
        SELECT district_id AS id, count(*) AS offers FROM listing
        WHERE city_id = :city_id AND district_id IS NOT NULL GROUP BY district_id) AS offered
    JOIN place ON place.id = offered.id ORDER BY offers DESC, place.id LIMIT :limit""")
# Exact enough near by; far away it only has to tell which is nearer.
CITY_AROUND = text("""
    WITH at AS (
        SELECT id, 111.2 * sqrt((lat - :lat) ^ 2 + ((lon - :lon) * cos(radians(:lat))) ^ 2) AS kilometres FROM city)
    SELECT city.* FROM at JOIN city ON city.id = at.id
    ORDER BY NOT (kilometres <= :near AND EXISTS (SELECT FROM listing WHERE listing.city_id = at.id)), kilometres, city.id LIMIT 1""")


@define
class Counted:
    """What has most listings, in order. Counting a million of them takes a tenth of a second, so it is done once in a while."""

    statement: TextClause
    rows: Sequence[AnyRow] = ()
    at: float | None = None


@define
class PostgresPlaces(PlaceReader):
    """Names are compared in memory: they are few and hardly change. Each search asks the database whether there are new ones."""

    engine: AsyncEngine = field(converter=reading)
    recount_after: float = 60.0  # seconds
    _names: KnownNames = field(init=False)
    _counted: dict[CityId | None, Counted] = field(factory=dict, init=False)

    @_names.default
    def _no_names_yet(self) -> KnownNames:
        return KnownNames(self.engine)

    async def cities(self, text: str, *, limit: int) -> tuple[City, ...]:
        names = await self._names.cities()
        distances = names.meant_by(text)
        best = sorted(distances, key=lambda owner: (distances[owner], -names.weights[owner], owner))[:limit]
        found = {row.id: to_city(row) for row in await self._rows(CITIES, best)}
        return tuple(found[each] for each in best if each in found)

    async def places(self, text: str, *, city_id: CityId | None, limit: int) -> tuple[Place, ...]:
        names = await self._names.places(city_id)
        distances = names.meant_by(text)
        best = sorted(distances, key=lambda owner: (distances[owner], -names.weights[owner], owner))[: max(limit, SHOWN)]
        found = {row.id: to_place(row) for row in await self._rows(PLACES, best)}
        said = {SAYS[kind] for kind in types_in(text) | types_in(other_layout(text)) if kind in SAYS}
        there = [each for each in best if each in found]
        there.sort(key=lambda owner: distances[owner] + OTHER_KIND * bool(said and found[owner].kind not in said))
        return tuple(found[each] for each in there[:limit])

    async def _rows(self, statement: TextClause, ids: Sequence[int]) -> Sequence[AnyRow]:
        return await fetch(self.engine, statement, {"ids": list(ids)}) if ids else ()

    async def city(self, city_id: CityId) -> City | None:
        rows = await fetch(self.engine, CITY, {"id": city_id})
        return to_city(rows[0]) if rows else None

    async def place(self, place_id: PlaceId) -> Place | None:
        rows = await self._rows(PLACES, [place_id])
        return to_place(rows[0]) if rows else None

    async def popular(self, *, limit: int) -> tuple[City, ...]:
        return tuple(to_city(row) for row in (await self._most(None))[:limit])

    async def districts(self, city_id: CityId, *, limit: int) -> tuple[Place, ...]:
        return tuple(to_place(row) for row in (await self._most(city_id))[:limit])

    async def _most(self, city_id: CityId | None) -> Sequence[AnyRow]:
        counted = self._counted.setdefault(city_id, Counted(DISTRICTS if city_id else POPULAR))
        now = time.monotonic()
        if counted.at is None or now - counted.at >= self.recount_after:
            within = {"city_id": city_id} if city_id else {}
            counted.rows, counted.at = await fetch(self.engine, counted.statement, {"limit": MOST_POPULAR} | within), now
        return counted.rows

    async def city_around(self, point: Point) -> City | None:
        rows = await fetch(self.engine, CITY_AROUND, {"lat": point.lat, "lon": point.lon, "near": NEAR_KM})
        return to_city(rows[0]) if rows else None
