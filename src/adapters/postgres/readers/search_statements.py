"""The statements of the search, one for each shape of criteria, built once.

A page is an index-only walk over `listing` in the asked order with a probe of `occupancy` for each candidate; only the page itself is
joined with what a list shows. Parts of the city are filters of the same walk: nothing found costs a walk over the city's index, no more.

No index knows the order by the price of given dates. There, the first thousand in the order of base prices are priced: the dearest of the
cheapest stays among them, as many as are asked for, is more than the answer costs. A walk in the order of what apartments cost at least
then goes no further than that, prices what it meets, and sorts.
"""

from functools import cache
from typing import Any

from attrs import evolve
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    bindparam,
    case,
    func,
    literal_column,
    select,
    tuple_,
)

from adapters.postgres.readers import search_prices as prices
from adapters.postgres.readers.search_filters import (
    FROM_NEAR,
    KEYS,
    NOTHING,
    PARAMETERS,
    PRICE_FROM,
    PRICE_TO,
    Asked,
    Shape,
    filters,
    free,
    in_time,
    to_be_had,
)
from adapters.postgres.readers.search_rows import rows_of
from adapters.postgres.tables import listing
from rental_core.search.criteria import Sort

# Written into the statement, a plan for each size of page: for an unknown limit PostgreSQL expects a tenth of the table.
LIMIT = bindparam("limit", type_=Integer, literal_execute=True)
ONE = literal_column("1", Integer)
TRIED = literal_column("1000", Integer)
BASE_FROM = bindparam("base_from", type_=BigInteger)
LAST = (bindparam("key", type_=BigInteger), bindparam("id", type_=BigInteger))


def matching(shape: Shape, asked: Asked = PARAMETERS, most: ColumnElement[int] | None = None) -> Select[*tuple[Any, ...]]:
    """The ids that fit, each with its `key` in the order and its distance from `near`; `most` as in `filters`."""
    fitting = select(listing.c.id, KEYS[shape.sort].label("key"), FROM_NEAR.label("off")).where(*filters(shape, asked, most))
    return fitting.where(*to_be_had(shape, listing, asked)) if shape.dated else fitting


@cache
def page(shape: Shape, *, following: bool) -> Select[*tuple[Any, ...]]:
    """The rows of a page; `following` is one behind a cursor (parameters `key` and `id`)."""
    if shape.by_total:
        return _page_by_total(shape, following=following)
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
    anyhow = matching(evolve(shape, sort=Sort.PRICE), asked, PRICE_TO if shape.limited else None)
    fitting: Select[*tuple[Any, ...]] = anyhow.with_only_columns(literal_column("1"))
    return select(func.count().label("found")).select_from(fitting.limit(LIMIT).subquery("fitting"))


@cache
def count(shape: Shape) -> Select[*tuple[Any, ...]]:
    """`counted` for the parameters."""
    return counted(shape)


@cache
def cheapest(shape: Shape) -> Select[*tuple[Any, ...]]:
    """The lowest base price; of given dates the lowest price of the stay."""
    if shape.dated:
        hit = _cheapest_stays(evolve(shape, sort=Sort.PRICE), ONE, following=False).subquery("hit")
        return select(hit.c.total.label("price"))
    fitting = matching(evolve(shape, sort=Sort.PRICE)).order_by(listing.c.price, listing.c.id)
    return fitting.with_only_columns(listing.c.price).limit(ONE)


def _page_by_total(shape: Shape, *, following: bool) -> Select[*tuple[Any, ...]]:
    hit = _cheapest_stays(shape, LIMIT, following=following).subquery("hit")
    return rows_of(hit, hit.c.total, hit.c.off).order_by(hit.c.total, hit.c.id)


def _cheapest_stays(shape: Shape, limit: ColumnElement[int], *, following: bool) -> Select[*tuple[Any, ...]]:
    """(id, off, total) of the first `limit` by total and id."""
    cheap = _priced(evolve(shape, limited=False)).where(listing.c.price >= BASE_FROM).order_by(listing.c.price, listing.c.id)
    tried = _stays(shape, cheap.limit(TRIED).subquery("tried"), following=following)
    first = tried.order_by(tried.selected_columns.total).limit(limit).subquery("first")
    enough = select(case((func.count() == limit, func.max(first.c.total)), else_=PRICE_TO).label("total")).select_from(first).cte("enough")
    bound = select(enough.c.total).scalar_subquery()
    reaching = (prices.highest(listing) >= LAST[0],) if following else ()
    offer = _priced(shape, bound).where(*reaching).offset(NOTHING).subquery("offer")
    found = _stays(shape, offer, following=following).where(offer.c.total <= bound)
    return found.order_by(offer.c.total, offer.c.id).limit(limit)


def _priced(shape: Shape, most: ColumnElement[int] | None = None) -> Select[*tuple[Any, ...]]:
    """What fits but for its nights. With a limit or an offset each is priced once, otherwise wherever its total is named."""
    total = prices.total(listing, PARAMETERS.check_in, PARAMETERS.check_out).label("total")
    columns = (listing.c.id, listing.c.preparation_nights, listing.c.seasonal, FROM_NEAR.label("off"), total)
    return select(*columns).where(*filters(shape, most=most), *in_time(listing))


def _stays(shape: Shape, offer: Subquery, *, following: bool) -> Select[*tuple[Any, ...]]:
    found = select(offer.c.id, offer.c.off, offer.c.total).where(prices.long_enough(offer, PARAMETERS.check_in), free(offer))
    if shape.limited:
        found = found.where(offer.c.total.between(PRICE_FROM, PRICE_TO))
    return found.where(tuple_(offer.c.total, offer.c.id) > tuple_(*LAST)) if following else found
