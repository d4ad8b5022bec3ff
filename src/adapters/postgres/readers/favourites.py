"""What people keep for later, for screens."""

from datetime import UTC, datetime
from typing import Any

from attrs import field, frozen
from sqlalchemy import ColumnElement, Date, Integer, Select, bindparam, exists, false, select, tuple_, type_coerce
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.engine import reading
from adapters.postgres.favourites import OF_PERSON
from adapters.postgres.readers.base import fetch
from adapters.postgres.readers.search_rows import to_result
from adapters.postgres.rows import AnyRow
from adapters.postgres.tables import apartment, favourite, listing, occupancy
from adapters.postgres.tables.base import MOMENT
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.search.ports import FavouriteReader, FavouriteRow, FavouritesCursor
from rental_core.stay import Stay

AFTER_ALL = datetime.max.replace(tzinfo=UTC)
PLACE = tuple_(favourite.c.kept_at, favourite.c.apartment_id)
KEEPS = select(favourite.c.kept_at).where(OF_PERSON, favourite.c.apartment_id == bindparam("apartment"))


def _taken() -> ColumnElement[bool]:
    """Whether somebody has a night of the stay or of the preparation after it."""
    gone = bindparam("check_out", type_=Date) + type_coerce(apartment.c.preparation_nights, Integer)
    overlapping = (occupancy.c.check_in < gone, occupancy.c.check_out > bindparam("check_in", type_=Date))
    return exists().where(occupancy.c.apartment_id == apartment.c.id, *overlapping)


def _page(dated: bool) -> Select[*tuple[Any, ...]]:
    last = tuple_(bindparam("kept_at", type_=MOMENT), bindparam("id", type_=favourite.c.apartment_id.type))
    return (
        select(apartment, favourite.c.kept_at, listing.c.id.is_not(None).label("listed"), (_taken() if dated else false()).label("taken"))
        .join(favourite, favourite.c.apartment_id == apartment.c.id)
        .outerjoin(listing, listing.c.id == apartment.c.id)
        .where(OF_PERSON, last > PLACE)
        .order_by(favourite.c.kept_at.desc(), favourite.c.apartment_id.desc())
        .limit(bindparam("limit"))
    )


PAGES = {dated: _page(dated) for dated in (True, False)}


@frozen
class PostgresFavouriteReader(FavouriteReader):
    """Keyset pages, each in one statement."""

    engine: AsyncEngine = field(converter=reading)

    async def page(self, person_id: PersonId, *, stay: Stay | None, after: FavouritesCursor | None, limit: int) -> tuple[FavouriteRow, ...]:
        start = {"kept_at": after.kept_at if after else AFTER_ALL, "id": after.apartment_id if after else 0}
        dates = {"check_in": stay.check_in, "check_out": stay.check_out} if stay else {}
        rows = await fetch(self.engine, PAGES[stay is not None], {"person": person_id, "limit": limit, **start, **dates})
        return tuple(_row(row) for row in rows)

    async def keeps(self, person_id: PersonId, apartment_id: ApartmentId) -> bool:
        return bool(await fetch(self.engine, KEEPS, {"person": person_id, "apartment": apartment_id}))


def _row(row: AnyRow) -> FavouriteRow:
    return FavouriteRow(
        apartment_id=row.id,
        title=row.title,
        kept_at=row.kept_at,
        row=to_result(row) if row.listed else None,
        taken=row.taken,
    )
