"""Cities by name, as people type it."""

import re
import time
from collections.abc import Sequence

from attrs import define, field
from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.apartments import CITY, to_city
from adapters.postgres.engine import reading
from adapters.postgres.readers.base import fetch
from adapters.postgres.readers.layout import other_layout
from adapters.postgres.rows import AnyRow
from adapters.postgres.tables.market import FOLDED, RUSSIAN
from rental_core.apartments.place import City, CityId
from rental_core.search.ports import PlaceReader

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
AS_STORED = str.maketrans(RUSSIAN, FOLDED)
LAST_CHARACTER = "\U0010ffff"
MOST_POPULAR = 100
SURE = 0.5  # how near the keys of the other layout have to come, for they mean something less often than not

# Whole name, then beginnings by size of the city, then the nearest by trigrams; 0.9 is where nearness ends to mean anything. The two
# comparisons are a LIKE that needs no look at its parameter to use the index.
CITIES = """
    WITH beginning AS (
        SELECT id, CASE WHEN {folded} = :typed THEN -1 ELSE 0 END AS distance
        FROM city WHERE {folded} ~>=~ :typed AND {folded} ~<~ :beyond
        ORDER BY distance, population DESC, id LIMIT :limit),
    near AS (SELECT id, {folded} <-> :typed AS distance FROM city ORDER BY {folded} <-> :typed LIMIT :limit),
    best AS (
        SELECT id, min(distance) AS distance
        FROM (SELECT * FROM beginning UNION ALL SELECT * FROM near WHERE distance < 0.9) AS found GROUP BY id)
    SELECT city.*, best.distance FROM best JOIN city USING (id) ORDER BY best.distance, city.population DESC, city.id LIMIT :limit"""


def _cities(folded: str) -> TextClause:
    return text(CITIES.replace("{folded}", folded))


IN_RUSSIAN, IN_LATIN = _cities("folded_ru"), _cities("folded_en")
POPULAR = text("""
    SELECT city.* FROM (SELECT city_id, count(*) AS offers FROM listing GROUP BY city_id) AS offered
    JOIN city ON city.id = offered.city_id ORDER BY offers DESC, city.id LIMIT :limit""")


@define
class PostgresPlaces(PlaceReader):
    """Cities. Counting a million listings takes a tenth of a second, so the most popular are counted once a minute at most."""

    engine: AsyncEngine = field(converter=reading)
    recount_after: float = 60.0  # seconds
    _popular: tuple[City, ...] = field(default=(), init=False)
    _counted_at: float | None = field(default=None, init=False)

    async def cities(self, text: str, *, limit: int) -> tuple[City, ...]:
        """The other layout of the keyboard is looked at only when nothing begins with what was typed."""
        found = await self._nearest(text, limit)
        if not any(row.distance <= 0 for row in found):
            meant = [row for row in await self._nearest(other_layout(text), limit) if row.distance <= SURE]
            found = sorted([*meant, *found], key=lambda row: row.distance)
        return tuple({row.id: to_city(row) for row in found}.values())[:limit]

    async def _nearest(self, text: str, limit: int) -> Sequence[AnyRow]:
        statement = IN_RUSSIAN if CYRILLIC.search(text) else IN_LATIN
        typed = text.strip().lower().translate(AS_STORED)
        return await fetch(self.engine, statement, {"typed": typed, "beyond": typed + LAST_CHARACTER, "limit": limit})

    async def popular(self, *, limit: int) -> tuple[City, ...]:
        now = time.monotonic()
        if self._counted_at is None or now - self._counted_at >= self.recount_after:
            rows = await fetch(self.engine, POPULAR, {"limit": MOST_POPULAR})
            self._popular, self._counted_at = tuple(to_city(row) for row in rows), now
        return self._popular[:limit]

    async def city(self, city_id: CityId) -> City | None:
        rows = await fetch(self.engine, CITY, {"id": city_id})
        return to_city(rows[0]) if rows else None
