"""The statements of the search, one for each shape of criteria, built once.

A page is an index-only walk over `listing` in the asked order with a probe of `occupancy` for each candidate; only the page itself is
joined with what a list shows. Parts of the city are filters of the same walk: nothing found costs a walk over the city's index, no more.
"""

from functools import cache
from typing import Any

from attrs import evolve, frozen
from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    Double,
    Integer,
    Select,
    SmallInteger,
    Subquery,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    type_coerce,
)

from adapters.postgres.readers.search_rows import rows_of
from adapters.postgres.tables import listing, occupancy
from rental_core.search.criteria import SearchCriteria, Sort
from rental_core.search.places import PlaceKind

# Written into the statement, a plan for each size of page: for an unknown limit PostgreSQL expects a tenth of the table.
LIMIT = bindparam("limit", type_=Integer, literal_execute=True)
NOTHING = literal_column("0", Integer)
SOUTH_POLE = literal_column("-90", Double)
PLACED = {PlaceKind.DISTRICT: listing.c.district_id, PlaceKind.STREET: listing.c.street_id}


def on_map(x: ColumnElement[float], y: ColumnElement[float]) -> ColumnElement[Any]:
    return func.point(x, y)


def distance(one: ColumnElement[Any], other: ColumnElement[Any]) -> ColumnElement[float]:
    return one.op("<->", return_type=Double())(other)


NEAR = on_map(bindparam("near_x", type_=Double), bindparam("near_y", type_=Double))
FROM_NEAR = distance(listing.c.spot, NEAR)
KEYS: dict[Sort, ColumnElement[Any]] = {Sort.PRICE: listing.c.price, Sort.NEWEST: listing.c.published_at, Sort.DISTANCE: FROM_NEAR}


@frozen
class Shape:
    """What decides how a statement is written; the rest is parameters. `placed` is whether a part of the city is asked for."""

    sort: Sort
    dated: bool
    per_stay: bool
    placed: bool
    around: bool

    @classmethod
    def of(cls, criteria: SearchCriteria) -> "Shape":
        return cls(
            criteria.sort,
            criteria.stay is not None,
            criteria.per_stay,
            criteria.place_id is not None,
            criteria.around is not None,
        )


@frozen
class Asked:
    """What a statement compares with: its parameters, unless it walks over several dates or places."""

    check_in: ColumnElement[Any] = bindparam("check_in", type_=Date)
    check_out: ColumnElement[Any] = bindparam("check_out", type_=Date)
    place: ColumnElement[int] | None = None
    kind: PlaceKind | None = None
    centre: ColumnElement[Any] = on_map(bindparam("centre_x", type_=Double), bindparam("centre_y", type_=Double))
    reach: ColumnElement[float] = bindparam("reach", type_=Double)


PARAMETERS = Asked()


def free(source: Any, asked: Asked = PARAMETERS) -> ColumnElement[bool]:
    """Whether the last stay or block that begins before the guests have left (and the preparation is over) is over by their check-in.

    True only because `occupancy` has no overlaps. A scalar subquery, unlike NOT EXISTS, is always a look into its index.
    """
    gone = asked.check_out + type_coerce(source.c.preparation_nights, Integer)
    last = (
        select(occupancy.c.check_out)
        .where(occupancy.c.apartment_id == source.c.id, occupancy.c.check_in < gone)
        .order_by(occupancy.c.check_in.desc())
        .limit(literal_column("1"))
        .scalar_subquery()
    )
    return func.coalesce(last <= asked.check_in, literal_column("true"))


def filters(shape: Shape, asked: Asked = PARAMETERS) -> list[ColumnElement[bool]]:
    """What must be true of a listing, but for its free nights."""
    nights = bindparam("nights", type_=Integer)
    amenities = bindparam("amenities", type_=Integer)
    found = [
        listing.c.city_id == bindparam("city_id", type_=Integer),
        *_priced(shape),
        listing.c.rooms >= bindparam("rooms", type_=SmallInteger),
        listing.c.guests >= bindparam("guests", type_=SmallInteger),
        listing.c.amenities.bitwise_and(amenities) == amenities,
        or_(listing.c.instant, bindparam("any_mode", type_=Boolean)),
    ]
    if shape.dated:
        found += [listing.c.min_nights <= nights, listing.c.max_nights >= nights]
    if shape.sort is Sort.DISTANCE:
        # True of all. Only the index by distance has this column: the planner, who expects few to fit, would rather sort the city.
        found.append(listing.c.lat >= SOUTH_POLE)
    if shape.placed:
        found.append(_placed(asked))
    if shape.around:
        found.append(_around(shape, asked))
    return found


def _priced(shape: Shape) -> list[ColumnElement[bool]]:
    # Not knowing the limits of the price, the planner would walk the prices and sort whenever another order is asked; `+ 0` hides them.
    price: ColumnElement[int] = listing.c.price if shape.sort is Sort.PRICE else listing.c.price + NOTHING
    low, high = bindparam("price_from", type_=BigInteger), bindparam("price_to", type_=BigInteger)
    found = [price >= low, price <= high]
    if shape.per_stay:
        whole = listing.c.price * bindparam("nights", type_=Integer) + listing.c.cleaning
        found += [whole >= bindparam("stay_from", type_=BigInteger), whole <= bindparam("stay_to", type_=BigInteger)]
    return found


def _placed(asked: Asked) -> ColumnElement[bool]:
    if asked.place is not None and asked.kind is not None:
        return PLACED[asked.kind] == asked.place
    place = bindparam("place_id", type_=BigInteger)
    return or_(listing.c.district_id == place, listing.c.street_id == place)


def _around(shape: Shape, asked: Asked) -> ColumnElement[bool]:
    # A walk from the nearest on ends with the circle; other walks must not be tempted to leave their order for it.
    if shape.sort is Sort.DISTANCE:
        return listing.c.spot.op("<@", is_comparison=True)(func.circle(asked.centre, asked.reach))
    return distance(listing.c.spot, asked.centre) <= asked.reach


def matching(shape: Shape, asked: Asked = PARAMETERS) -> Select[*tuple[Any, ...]]:
    """The ids that fit, each with its `key` in the order and its distance from `near`."""
    fitting = select(listing.c.id, KEYS[shape.sort].label("key"), FROM_NEAR.label("off")).where(*filters(shape, asked))
    return fitting.where(free(listing, asked)) if shape.dated else fitting


@cache
def page(shape: Shape, *, following: bool) -> Select[*tuple[Any, ...]]:
    """The rows of a page; `following` is one behind a cursor (parameters `key` and `id`)."""
    key, upwards = KEYS[shape.sort], shape.sort is not Sort.NEWEST
    found = matching(shape)
    if following:
        last = tuple_(bindparam("key", type_=key.type), bindparam("id", type_=BigInteger))
        here = tuple_(key, listing.c.id)
        found = found.where(here > last if upwards else here < last)
    order = (key, listing.c.id) if upwards else (key.desc(), listing.c.id.desc())
    hit = found.order_by(*order).limit(LIMIT).subquery("hit")
    return rows_of(hit, hit.c.key, hit.c.off).order_by(*_by(hit, upwards=upwards))


def _by(hit: Subquery, *, upwards: bool) -> tuple[ColumnElement[Any], ...]:
    return (hit.c.key, hit.c.id) if upwards else (hit.c.key.desc(), hit.c.id.desc())


def counted(shape: Shape, asked: Asked = PARAMETERS) -> Select[*tuple[Any, ...]]:
    """How many fit, at most `limit`."""
    fitting: Select[*tuple[Any, ...]] = matching(evolve(shape, sort=Sort.PRICE), asked).with_only_columns(literal_column("1"))
    return select(func.count().label("found")).select_from(fitting.limit(LIMIT).subquery("fitting"))


@cache
def count(shape: Shape) -> Select[*tuple[Any, ...]]:
    """`counted` for the parameters."""
    return counted(shape)


@cache
def cheapest(shape: Shape) -> Select[*tuple[Any, ...]]:
    """The lowest base price, and what a stay there costs: nothing that costs more by night than all of this can cost less."""
    fitting = matching(evolve(shape, sort=Sort.PRICE)).order_by(listing.c.price, listing.c.id)
    return fitting.with_only_columns(listing.c.price, listing.c.cleaning).limit(literal_column("1"))


@cache
def cheapest_stay(shape: Shape) -> Select[*tuple[Any, ...]]:
    """The lowest price of a stay."""
    whole = listing.c.price * bindparam("nights", type_=Integer) + listing.c.cleaning
    fitting = matching(evolve(shape, sort=Sort.PRICE)).order_by(whole)
    return fitting.with_only_columns(whole.label("whole")).limit(literal_column("1"))
