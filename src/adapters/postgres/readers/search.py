"""The search: an index-only walk over `listing` in the asked order, a probe of `occupancy` for each candidate, one page joined last."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from attrs import field, frozen
from sqlalchemy import ColumnElement, Date, Integer, Select, bindparam, func, literal_column, select, tuple_, type_coerce
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.apartments import to_rates
from adapters.postgres.engine import reading
from adapters.postgres.readers.base import fetch
from adapters.postgres.rows import AnyRow
from adapters.postgres.tables import apartment, listing, occupancy
from rental_core.apartments.amenity import from_mask, to_mask
from rental_core.apartments.apartment import ApartmentId, BookingMode, PhotoKey
from rental_core.search.criteria import Cursor, ResultPage, ResultRow, SearchCriteria, Sort
from rental_core.search.ports import ApartmentSearch

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MAX_PRICE = 2**63 - 1
KEYS = {Sort.PRICE: listing.c.price, Sort.NEWEST: listing.c.published_at}
# The first page comes after these.
STARTS: dict[Sort, dict[str, object]] = {
    Sort.PRICE: {"key": -1, "id": 0},
    Sort.NEWEST: {"key": datetime.max.replace(tzinfo=UTC), "id": 0},
}
# Written into the statement, a plan for each size of page: for an unknown limit PostgreSQL expects a tenth of the table.
LIMIT = bindparam("limit", type_=Integer, literal_execute=True)


def _free() -> ColumnElement[bool]:
    """Whether the last stay or block that begins before the guests have left (and the preparation is over) is over by their check-in.

    True only because `occupancy` has no overlaps. A scalar subquery, unlike NOT EXISTS, is always a look into its index.
    """
    gone = bindparam("check_out", type_=Date) + type_coerce(listing.c.preparation_nights, Integer)
    last = (
        select(occupancy.c.check_out)
        .where(occupancy.c.apartment_id == listing.c.id, occupancy.c.check_in < gone)
        .order_by(occupancy.c.check_in.desc())
        .limit(literal_column("1"))
        .scalar_subquery()
    )
    return func.coalesce(last <= bindparam("check_in", type_=Date), literal_column("true"))


def _matching(sort: Sort, dated: bool) -> Select[*tuple[Any, ...]]:
    # Not knowing the limits of the price, the planner would walk the prices and sort whenever another order is asked; `+ 0` hides them.
    price: ColumnElement[int] = listing.c.price if sort is Sort.PRICE else listing.c.price + literal_column("0", Integer)
    amenities = bindparam("amenities", type_=Integer)
    filters = [
        listing.c.city_id == bindparam("city_id"),
        price.between(bindparam("price_from"), bindparam("price_to")),
        listing.c.rooms >= bindparam("rooms", type_=Integer),
        listing.c.guests >= bindparam("guests", type_=Integer),
        listing.c.amenities.bitwise_and(amenities) == amenities,
    ]
    return select(listing.c.id, KEYS[sort].label("key")).where(*filters, *([_free()] if dated else []))


def _page(sort: Sort, dated: bool) -> Select[*tuple[Any, ...]]:
    key, place = KEYS[sort], tuple_(KEYS[sort], listing.c.id)
    last = tuple_(bindparam("key", type_=key.type), bindparam("id", type_=listing.c.id.type))
    upwards = sort is Sort.PRICE
    order = (key, listing.c.id) if upwards else (key.desc(), listing.c.id.desc())
    hit = _matching(sort, dated).where(place > last if upwards else place < last).order_by(*order).limit(LIMIT).subquery("hit")
    found = select(apartment, hit.c.key.label("place")).join(hit, hit.c.id == apartment.c.id)
    return found.order_by(hit.c.key, hit.c.id) if upwards else found.order_by(hit.c.key.desc(), hit.c.id.desc())


def _count(dated: bool) -> Select[*tuple[Any, ...]]:
    return select(func.count()).select_from(_matching(Sort.PRICE, dated).limit(LIMIT).subquery("hit"))


PAGES = {(sort, dated): _page(sort, dated) for sort, dated in product(Sort, (True, False))}
COUNTS = {dated: _count(dated) for dated in (True, False)}


@frozen
class PostgresSearch(ApartmentSearch):
    """Keyset pages. A page in the middle costs what the first costs; nothing found costs a walk over the city's index."""

    engine: AsyncEngine = field(converter=reading)

    async def page(self, criteria: SearchCriteria, *, after: Cursor | None, limit: int) -> ResultPage:
        statement = PAGES[criteria.sort, criteria.stay is not None]
        rows = await fetch(self.engine, statement, {**parameters(criteria), **start(criteria.sort, after), "limit": limit + 1})
        following = _cursor(rows[limit - 1]) if len(rows) > limit else None
        return ResultPage(tuple(to_result(row) for row in rows[:limit]), following)

    async def count(self, criteria: SearchCriteria, *, cap: int) -> int:
        rows = await fetch(self.engine, COUNTS[criteria.stay is not None], {**parameters(criteria), "limit": cap})
        return int(rows[0][0])


def parameters(criteria: SearchCriteria) -> dict[str, object]:
    """What the statements ask for, but for `limit` and where a page starts."""
    stay = criteria.stay
    dates: dict[str, object] = {} if stay is None else {"check_in": stay.check_in, "check_out": stay.check_out}
    return dates | {
        "city_id": criteria.city_id,
        "price_from": criteria.price_from or 0,
        "price_to": MAX_PRICE if criteria.price_to is None else criteria.price_to,
        "rooms": criteria.rooms,
        "guests": criteria.guests,
        "amenities": to_mask(criteria.amenities),
    }


def start(sort: Sort, after: Cursor | None) -> dict[str, object]:
    """Where a page starts: behind this key and id."""
    if after is None:
        return STARTS[sort]
    return {"key": after.key if sort is Sort.PRICE else EPOCH + after.key * MICROSECOND, "id": after.id}


def _cursor(row: AnyRow) -> Cursor:
    key = row.place if isinstance(row.place, int) else (row.place - EPOCH) // MICROSECOND
    return Cursor(key, ApartmentId(row.id))


def to_result(row: AnyRow) -> ResultRow:
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
        photo=PhotoKey(row.photos[0]) if row.photos else None,
        mode=BookingMode(row.mode),
        published_at=row.published_at,
    )
