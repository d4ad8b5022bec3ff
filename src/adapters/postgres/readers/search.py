"""The search: apartments by criteria, page by page, and what else there is when too few are found."""

from collections.abc import Sequence
from datetime import date, timedelta

from attrs import evolve, field, frozen
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from adapters.postgres.engine import reading
from adapters.postgres.readers import search_nearby as nearby
from adapters.postgres.readers import search_statements as statements
from adapters.postgres.readers.base import fetch
from adapters.postgres.readers.search_filters import Shape
from adapters.postgres.readers.search_rows import mapped, metres_per_degree, to_found
from adapters.postgres.readers.search_values import cursor, parameters, start
from adapters.postgres.readers.statuses import statuses
from adapters.postgres.rows import AnyRow
from rental_core.apartments.apartment import ApartmentId
from rental_core.apartments.place import Point
from rental_core.bookings.rules import BookingLimits
from rental_core.clock import Clock
from rental_core.search.criteria import Cursor, NearPlace, OtherDates, ResultPage, ResultRow, SearchCriteria
from rental_core.search.places import NEAR_STATION, Place
from rental_core.search.ports import ApartmentSearch
from rental_core.stay import Stay


@frozen
class PostgresSearch(ApartmentSearch):
    """Keyset pages. A page in the middle costs what the first costs (by distance: a walk up to it); nothing found costs a walk over the
    city's index."""

    engine: AsyncEngine = field(converter=reading)
    clock: Clock
    limits: BookingLimits

    async def page(self, criteria: SearchCriteria, *, after: Cursor | None, limit: int) -> ResultPage:
        statement = statements.page(Shape.of(criteria), following=after is not None)
        values = {**self._values(criteria), **start(after, criteria), "limit": limit + 1}
        rows = await fetch(self.engine, statement, values)
        following = cursor(rows[limit - 1]) if len(rows) > limit else None
        return ResultPage(await self._found(rows[:limit], criteria.near), following)

    async def count(self, criteria: SearchCriteria, *, cap: int) -> int:
        return (await self.counts([criteria], cap=cap))[0]

    async def counts(self, several: Sequence[SearchCriteria], *, cap: int) -> tuple[int, ...]:
        async with self.engine.connect() as connection:
            return tuple([await self._count(connection, criteria, cap) for criteria in several])

    async def cheapest(self, criteria: SearchCriteria) -> int | None:
        unlimited = evolve(criteria, price_from=None, price_to=None)
        rows = await fetch(self.engine, statements.cheapest(Shape.of(unlimited)), self._values(unlimited))
        return criteria.as_limit(rows[0].price) if rows else None

    async def other_dates(self, criteria: SearchCriteria, *, today: date, days: int, cap: int, limit: int) -> tuple[OtherDates, ...]:
        stay = criteria.stay
        if stay is None:
            return ()
        shifts = [shift for off in range(1, days + 1) for shift in (off, -off) if stay.check_in + timedelta(days=shift) >= today]
        values = {**self._values(criteria), "shifts": shifts, "limit": cap, "bound": limit}
        rows = await fetch(self.engine, nearby.other_dates(Shape.of(criteria)), values)
        return tuple(OtherDates(_shifted(stay, row.days), row.found) for row in rows)

    async def neighbours(self, criteria: SearchCriteria, place: Place, *, cap: int, limit: int) -> tuple[NearPlace, ...]:
        x, y = mapped(place.point)
        metres = criteria.around.metres if criteria.around else NEAR_STATION
        about = {"middle_x": x, "middle_y": y, "metres": metres, "besides": place.id, "limit": cap, "bound": limit}
        statement = nearby.neighbours(Shape.of(criteria), place.kind)
        rows = await fetch(self.engine, statement, {**self._values(criteria), **about})
        return tuple(NearPlace(row.id, row.name_ru, row.name_en, row.found) for row in rows)

    async def similar(self, apartment_id: ApartmentId, stay: Stay, *, guests: int, limit: int) -> tuple[ResultRow, ...]:
        facts = await fetch(self.engine, nearby.FACTS, {"id": apartment_id})
        if not facts:
            return ()
        flat = facts[0]
        here = Point(flat.lat, flat.lon).rounded()
        wanted = SearchCriteria(city_id=flat.city_id, near=here, stay=stay, guests=guests, rooms=flat.rooms)
        besides = {"besides": apartment_id, "price": flat.base, "metres_per_degree": metres_per_degree(here)}
        values = {**self._values(wanted), **besides, "limit": limit}
        return await self._found(await fetch(self.engine, nearby.SIMILAR, values), here)

    async def _found(self, rows: Sequence[AnyRow], near: Point | None) -> tuple[ResultRow, ...]:
        now = await statuses(self.engine, [row.id for row in rows], self.clock.now())
        return tuple(to_found(row, near, now[row.id]) for row in rows)

    async def _count(self, connection: AsyncConnection, criteria: SearchCriteria, cap: int) -> int:
        values = {**self._values(criteria), "limit": cap}
        found: int = (await connection.execute(statements.count(Shape.of(criteria)), values)).scalar_one()
        return found

    def _values(self, criteria: SearchCriteria) -> dict[str, object]:
        return {**parameters(criteria, self.limits), "now": self.clock.now()}


def _shifted(stay: Stay, days: int) -> Stay:
    by = timedelta(days=days)
    return Stay(stay.check_in + by, stay.check_out + by)
