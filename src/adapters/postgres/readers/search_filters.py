"""What must be true of a listing to be found."""

from typing import Any

from attrs import frozen
from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Double,
    Integer,
    SmallInteger,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
)

from adapters.postgres.readers import search_prices as prices
from adapters.postgres.tables import city, listing, occupancy
from rental_core.search.criteria import SearchCriteria, Sort
from rental_core.search.places import PlaceKind

# Written into the statement, a plan for each size of page: for an unknown limit PostgreSQL expects a tenth of the table.
LIMIT = bindparam("limit", type_=Integer, literal_execute=True)
NOTHING = literal_column("0", Integer)
CITY_ID = bindparam("city_id", type_=Integer)
NOW = bindparam("now", type_=DateTime(timezone=True))
PRICE_FROM, PRICE_TO, MOST = (bindparam(name, type_=BigInteger) for name in ("price_from", "price_to", "most"))
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
    """What decides how a statement is written; the rest is parameters.

    `limited` is whether the price of given dates has limits, `placed` whether a part of the city is asked for.
    """

    sort: Sort
    dated: bool
    limited: bool
    placed: bool
    around: bool

    @classmethod
    def of(cls, criteria: SearchCriteria) -> "Shape":
        return cls(
            criteria.sort,
            criteria.stay is not None,
            criteria.stay is not None and (criteria.price_from is not None or criteria.price_to is not None),
            criteria.place_id is not None,
            criteria.around is not None,
        )

    @property
    def by_total(self) -> bool:
        """Whether the order is that of the price of the stay."""
        return self.dated and self.sort is Sort.PRICE


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


def in_time(source: Any, asked: Asked = PARAMETERS) -> list[ColumnElement[bool]]:
    """Neither too soon nor too far ahead, by today's date in the city."""
    today = select(func.timezone(city.c.zone, NOW, type_=DateTime).cast(Date)).where(city.c.id == CITY_ID).scalar_subquery()
    ahead: ColumnElement[int] = asked.check_in - today
    return [source.c.notice_days <= ahead, func.least(source.c.window_days, bindparam("days_ahead", type_=Integer)) >= ahead]


def long_enough_ever(source: Any) -> list[ColumnElement[bool]]:
    """Neither too long nor too short for any arrival; `prices.long_enough` says it of the asked one."""
    longest = func.least(source.c.max_nights, bindparam("most_nights", type_=Integer))
    return [source.c.min_nights <= prices.NIGHTS, longest >= prices.NIGHTS]


def to_be_had(shape: Shape, source: Any, asked: Asked = PARAMETERS) -> list[ColumnElement[bool]]:
    """What must be true of the asked dates."""
    found = [*in_time(source, asked), prices.long_enough(source, asked.check_in), free(source, asked)]
    if shape.limited:
        found.append(prices.within(prices.total(source, asked.check_in, asked.check_out), PRICE_FROM, PRICE_TO))
    return found


def filters(shape: Shape, asked: Asked = PARAMETERS, most: ColumnElement[int] | None = None) -> list[ColumnElement[bool]]:
    """What must be true of a listing, whatever the dates; only for how many nights they are counts.

    With `most`, the price that a stay must not exceed, this is a walk in the order of `floor`, otherwise in that of the shape.
    """
    amenities = bindparam("amenities", type_=Integer)
    found = [
        listing.c.city_id == CITY_ID,
        *_priced(shape, most),
        listing.c.rooms >= bindparam("rooms", type_=SmallInteger),
        listing.c.guests >= bindparam("guests", type_=SmallInteger),
        listing.c.amenities.bitwise_and(amenities) == amenities,
        or_(listing.c.instant, bindparam("any_mode", type_=Boolean)),
    ]
    if shape.dated:
        found += long_enough_ever(listing)
    if shape.sort is Sort.DISTANCE:
        # True of all. Only the index by distance has this column: the planner, who expects few to fit, would rather sort the city.
        found.append(listing.c.lat >= SOUTH_POLE)
    if shape.placed:
        found.append(_placed(asked))
    if shape.around:
        found.append(_around(shape, asked))
    return found


def _priced(shape: Shape, most: ColumnElement[int] | None) -> list[ColumnElement[bool]]:
    if shape.dated:
        found = [prices.highest(listing) >= PRICE_FROM, prices.lowest(listing) <= PRICE_TO] if shape.limited else []
        if most is not None:
            return [*found, listing.c.floor <= most // prices.NIGHTS, prices.lowest(listing) <= most]
        # True of all. Not knowing that, the planner expects a short walk over the prices, and takes no other one.
        return [*found, listing.c.price <= MOST] if shape.sort is Sort.PRICE else found
    # Not knowing the limits of the price, the planner would walk the prices and sort whenever another order is asked; `+ 0` hides them.
    price: ColumnElement[int] = listing.c.price if shape.sort is Sort.PRICE else listing.c.price + NOTHING
    return [price >= PRICE_FROM, price <= PRICE_TO]


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
