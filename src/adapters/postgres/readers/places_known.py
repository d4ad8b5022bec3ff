"""The names that the database has, kept in memory and brought up to date when there are new ones."""

import asyncio
from collections.abc import Sequence

from attrs import define, field
from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.readers.base import fetch
from adapters.postgres.readers.places_aliases import ALIASES
from adapters.postgres.readers.places_names import Name, Names
from adapters.postgres.rows import AnyRow
from rental_core.apartments.place import CityId
from rental_core.search.places import PlaceKind

AT_ONCE = 50  # names that are spelt out in a few milliseconds
MOST_CITIES = 64  # whose places are kept: about two megabytes for the largest
# Of equally close names of different kinds: what guests look for most.
WEIGHTS = {PlaceKind.STATION.value: 3, PlaceKind.DISTRICT.value: 2, PlaceKind.STREET.value: 1}

CITIES = text("SELECT id, name_ru, name_en, population FROM city ORDER BY population DESC, id")
HOW_MANY_CITIES = text("SELECT count(*) AS known, max(id) AS newest FROM city")
OF_CITY = text("SELECT id, name_ru, name_en, kind FROM place WHERE city_id = :city_id ORDER BY id")
HOW_MANY_OF_CITY = text("SELECT count(*) AS known, max(id) AS newest FROM place WHERE city_id = :city_id")
OF_ALL = text("SELECT id, name_ru, name_en, kind FROM place WHERE kind <> 'street' ORDER BY id")
HOW_MANY_OF_ALL = text("SELECT count(*) AS known, max(id) AS newest FROM place WHERE kind <> 'street'")


@define
class KnownNames:
    """Places come and hardly ever go, so that their number and the newest id tell whether anything changed."""

    engine: AsyncEngine
    _cities: Names = field(factory=Names, init=False)
    _places: dict[CityId | None, Names] = field(factory=dict, init=False)
    _renewing: asyncio.Lock = field(factory=asyncio.Lock, init=False)

    async def cities(self) -> Names:
        """Names of all cities, the heavier the more people live there."""
        if await self._differ(self._cities, HOW_MANY_CITIES):
            async with self._renewing:
                self._cities = await _renewed(self._cities, _city_names(await fetch(self.engine, CITIES, {})))
        return self._cities

    async def places(self, city_id: CityId | None) -> Names:
        """Names of the places of a city; without one, of those of all cities but their streets."""
        if await self._differ(self._kept(city_id), HOW_MANY_OF_CITY if city_id else HOW_MANY_OF_ALL, city_id):
            async with self._renewing:
                rows = await fetch(self.engine, OF_CITY if city_id else OF_ALL, {"city_id": city_id} if city_id else {})
                self._places[city_id] = await _renewed(self._kept(city_id), _place_names(rows))
        return self._kept(city_id)

    def _kept(self, city_id: CityId | None) -> Names:
        names = self._places[city_id] = self._places.pop(city_id, Names())  # what was asked for longest ago is forgotten first
        if len(self._places) > MOST_CITIES:
            del self._places[next(iter(self._places))]
        return names

    async def _differ(self, names: Names, how_many: TextClause, city_id: CityId | None = None) -> bool:
        rows = await fetch(self.engine, how_many, {"city_id": city_id} if city_id else {})
        return (rows[0].known, rows[0].newest or 0) != (len(names), names.newest)


async def _renewed(known: Names, names: Sequence[Name]) -> Names:
    """`known` with what is new, which is little work. Much is done in a thread and apart: nobody waits for it or reads half of it."""
    added = len(names) - len(known)
    if added <= AT_ONCE and known.weights.keys() <= {name.owner for name in names}:
        return known.of(names)
    return await asyncio.to_thread(Names().of, names)


def _place_names(rows: Sequence[AnyRow]) -> list[Name]:
    return [Name(row.id, row.name_ru, row.name_en, WEIGHTS[row.kind]) for row in rows]


def _city_names(rows: Sequence[AnyRow]) -> list[Name]:
    """An alias is the largest city's of its name."""
    names, named = list[Name](), set[str]()
    for row in rows:
        others = () if row.name_ru in named else ALIASES.get(row.name_ru, ())
        named.add(row.name_ru)
        names.append(Name(row.id, row.name_ru, row.name_en, row.population, others))
    return names
