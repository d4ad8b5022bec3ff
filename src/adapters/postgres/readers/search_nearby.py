"""The statements that look beside what was asked: other dates, other places, other apartments."""

from functools import cache
from typing import Any

from attrs import evolve
from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Double,
    Integer,
    Select,
    SmallInteger,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
    text,
    true,
    type_coerce,
)

from adapters.postgres.readers import search_prices as prices
from adapters.postgres.readers.search_filters import (
    CITY_ID,
    FROM_NEAR,
    PARAMETERS,
    Asked,
    Shape,
    distance,
    filters,
    free,
    in_time,
    long_enough_ever,
    on_map,
    to_be_had,
)
from adapters.postgres.readers.search_rows import rows_of
from adapters.postgres.readers.search_statements import LIMIT, counted
from adapters.postgres.tables import listing, place
from adapters.postgres.tables.market import ON_MAP
from rental_core.apartments.place import METRES_PER_DEGREE
from rental_core.search.criteria import Sort
from rental_core.search.places import PlaceKind

# Work has bounds whatever the city: dates are tried with the cheapest apartments, as many near places looked into, and as many
# apartments on either side of a price compared.
CHEAPEST = literal_column("500", Integer)
NEAREST = literal_column("12", Integer)
ALIKE = literal_column("300", Integer)
BOUND = bindparam("bound", type_=Integer, literal_execute=True)
# What a difference weighs: as much as one room does a price higher or lower by half, or 4 km.
PRICE_WEIGHT, METRES_OF_A_ROOM = "ln(1.5)", "4000.0"


@cache
def other_dates(shape: Shape) -> Select[*tuple[Any, ...]]:
    """(shift in days, found) for each of `shifts` that finds anything, in their order, at most `bound`; each counts up to `limit`."""
    facts = (listing.c.id, listing.c.preparation_nights, listing.c.notice_days, listing.c.window_days, *prices.PRICES)
    fitting = select(*facts).where(*filters(evolve(shape, sort=Sort.PRICE)))
    fit = fitting.order_by(listing.c.price, listing.c.id).limit(CHEAPEST).cte("fit").prefix_with("MATERIALIZED", dialect="postgresql")
    tried = (
        func.unnest(bindparam("shifts", type_=ARRAY(Integer)))
        .table_valued(column("days", Integer), with_ordinality="number")
        .render_derived(name="tried")
    )
    days = literal_column("tried.days", Integer)  # of the row outside: as a column it would bring its table along
    shifted = evolve(PARAMETERS, check_in=PARAMETERS.check_in + days, check_out=PARAMETERS.check_out + days)
    had = select(literal_column("1")).select_from(fit).where(*to_be_had(shape, fit, shifted)).limit(LIMIT).subquery("had")
    hits = select(func.count().label("found")).select_from(had).lateral("hits")
    return (
        select(tried.c.days, hits.c.found)
        .select_from(tried.join(hits, true()))
        .where(hits.c.found > 0)
        .order_by(tried.c.number)
        .limit(BOUND)
    )


@cache
def neighbours(shape: Shape, kind: PlaceKind) -> Select[*tuple[Any, ...]]:
    """The nearest places of the kind, but for `place_id` itself, where anything is found; at most `bound`, each counts up to `limit`."""
    spot: ColumnElement[Any] = literal_column(ON_MAP.format(lat="place.lat", lon="place.lon"))
    middle = on_map(bindparam("middle_x", type_=Double), bindparam("middle_y", type_=Double))
    off = distance(spot, middle)
    others = (
        select(place.c.id, place.c.name_ru, place.c.name_en, place.c.lat, spot.label("spot"), off.label("off"))
        .where(place.c.city_id == CITY_ID, place.c.kind == kind.value, place.c.id != bindparam("besides"))
        .order_by(off, place.c.id)
        .limit(NEAREST)
        .subquery("near")
    )
    hits = counted(_beside(shape, kind), _looked_into(kind)).lateral("hits")
    return (
        select(others.c.id, others.c.name_ru, others.c.name_en, hits.c.found)
        .select_from(others.join(hits, true()))
        .where(hits.c.found > 0)
        .order_by(others.c.off, others.c.id)
        .limit(BOUND)
    )


def _beside(shape: Shape, kind: PlaceKind) -> Shape:
    return evolve(shape, around=True) if kind is PlaceKind.STATION else evolve(shape, placed=True)


def _looked_into(kind: PlaceKind) -> Asked:
    """The place of the row outside, by name: as a column it would bring its table along."""
    if kind is not PlaceKind.STATION:
        return evolve(PARAMETERS, place=literal_column("near.id", BigInteger), kind=kind)
    degree = literal_column(f"({METRES_PER_DEGREE} * cos(radians(near.lat)))", Double)
    reach: ColumnElement[Any] = bindparam("metres", type_=Double) / degree
    return evolve(PARAMETERS, centre=literal_column("near.spot"), reach=reach)


FACTS = text("""
    SELECT city_id, coalesce(rooms, 1) AS rooms, coalesce(base, 0) AS base, lat, lon FROM apartment WHERE id = :id
""")


def _beside_price(*, upwards: bool) -> Select[*tuple[Any, ...]]:
    """The nearest prices on one side, the same price being above."""
    price = bindparam("price", type_=BigInteger)
    facts = (listing.c.id, listing.c.price, listing.c.rooms, listing.c.preparation_nights, listing.c.seasonal, FROM_NEAR.label("off"))
    fitting = select(*facts).where(
        listing.c.city_id == CITY_ID,
        listing.c.price >= price if upwards else listing.c.price < price,
        listing.c.guests >= bindparam("guests", type_=SmallInteger),
        *long_enough_ever(listing),
        *in_time(listing),
        listing.c.id != bindparam("besides", type_=BigInteger),
    )
    order = (listing.c.price, listing.c.id) if upwards else (listing.c.price.desc(), listing.c.id.desc())
    return fitting.order_by(*order).limit(ALIKE)


def _similar() -> Select[*tuple[Any, ...]]:
    """Rows, most alike first; `off` is measured from the apartment itself."""
    sides = [_beside_price(upwards=upwards).subquery(name) for upwards, name in ((True, "above"), (False, "below"))]
    alike = select(sides[0]).union_all(select(sides[1])).subquery("alike")
    unlike = _difference(alike).label("unlike")
    let = prices.long_enough(alike, PARAMETERS.check_in)
    hit = select(alike.c.id, alike.c.off, unlike).where(let, free(alike)).order_by(unlike, alike.c.id).limit(LIMIT).subquery("hit")
    return rows_of(hit, hit.c.unlike, hit.c.off).order_by(hit.c.unlike, hit.c.id)


def _difference(alike: Any) -> ColumnElement[float]:
    rooms = func.abs(alike.c.rooms - bindparam("rooms", type_=Integer))
    ratio = func.greatest(alike.c.price, 1) / cast(func.greatest(bindparam("price", type_=BigInteger), 1), Double)
    price = func.abs(func.ln(ratio)) / literal_column(PRICE_WEIGHT, Double)
    off = alike.c.off * bindparam("metres_per_degree", type_=Double) / literal_column(METRES_OF_A_ROOM, Double)
    return type_coerce(rooms + price + off, Double)


SIMILAR = _similar()
