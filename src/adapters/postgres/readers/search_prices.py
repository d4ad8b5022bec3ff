"""What a stay costs and how long it may be, in SQL: it only adds up what the core compiled, to the total of `quote`."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    SmallInteger,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
    text,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import BIT

from adapters.postgres.tables import listing, price_step
from adapters.postgres.tables.market import PRICED
from rental_core.pricing.quote import MONTH, WEEK

# What `total`, `lowest` and `highest` read.
PRICES = (listing.c.price, *(listing.c[name] for name in PRICED))
NIGHTS = bindparam("nights", type_=Integer)
A_MONDAY = literal_column("date '2000-01-03'", Date)
TWO_WEEKS = literal_column("129", Integer)  # times a mask of weekdays: that mask for this week and the next
SEVEN, ONE, ALL = (literal_column(number, Integer) for number in ("7", "1", "100"))


def total(source: Any, check_in: ColumnElement[Any], check_out: ColumnElement[Any]) -> ColumnElement[int]:
    """What the stay costs with everything in it. Costly where `source.seasonal`: to be evaluated once for each row."""
    ordinary = _nights(source, source, check_in, check_out)
    return _whole(source, case((source.c.seasonal, _by_steps(source, check_in, check_out)), else_=ordinary))


def lowest(source: Any) -> ColumnElement[int]:
    """No stay of so many nights costs less, whenever it is."""
    return _whole(source, source.c.low * NIGHTS)


def highest(source: Any) -> ColumnElement[int]:
    """No stay of so many nights costs more, whenever it is."""
    return _whole(source, source.c.high * NIGHTS)


def within(amount: ColumnElement[int], low: ColumnElement[int], high: ColumnElement[int]) -> ColumnElement[bool]:
    """As BETWEEN, which would evaluate the amount twice."""
    return func.int8range(low, high, text("'[]'")).op("@>", is_comparison=True)(amount)


def long_enough(source: Any, check_in: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the stay is as long as its arrival night asks, where that differs by season; `min_nights` and `max_nights` say the rest."""
    step = (
        select(NIGHTS.between(price_step.c.shortest, price_step.c.longest))
        .where(price_step.c.apartment_id == source.c.id, price_step.c.check_out > check_in)
        .order_by(price_step.c.check_out)
        .limit(ONE)
        .scalar_subquery()
    )
    return case((source.c.seasonal, step), else_=literal_column("true"))


def _whole(source: Any, nights: ColumnElement[int]) -> ColumnElement[int]:
    # Off is rounded down, so what is left is rounded up.
    left = (nights * (ALL - _percent(source)) + (ALL - ONE)) // ALL
    extra = func.greatest(bindparam("guests", type_=SmallInteger) - source.c.included_guests, literal_column("0"))
    return type_coerce(left + source.c.cleaning + source.c.extra_guest * extra * NIGHTS, BigInteger)


def _percent(source: Any) -> ColumnElement[int]:
    monthly = (literal_column(str(MONTH), Integer) <= NIGHTS) & (source.c.monthly > literal_column("0"))
    weekly = literal_column(str(WEEK), Integer) <= NIGHTS
    return type_coerce(case((monthly, source.c.monthly), (weekly, source.c.weekly), else_=literal_column("0")), Integer)


def _by_steps(source: Any, check_in: ColumnElement[Any], check_out: ColumnElement[Any]) -> ColumnElement[int]:
    """Most stays lie within one step, the first that ends after their check-in; to add up several takes twice as long."""
    met = (price_step.c.apartment_id == source.c.id, price_step.c.check_out > check_in)
    alone = case((price_step.c.check_out >= check_out, _nights(price_step, source, check_in, check_out)))
    first = select(alone).where(*met).order_by(price_step.c.check_out).limit(ONE).scalar_subquery()
    begin, end = func.greatest(price_step.c.check_in, check_in), func.least(price_step.c.check_out, check_out)
    summed = func.sum(_nights(price_step, source, type_coerce(begin, Date), type_coerce(end, Date)))
    every = select(cast(summed, BigInteger)).where(*met, price_step.c.check_in < check_out).scalar_subquery()
    return func.coalesce(first, every, type_=BigInteger)


def _nights(step: Any, source: Any, begin: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[int]:
    """Nights of one step."""
    dearer = (step.c.weekend - step.c.price) * _weekend_nights(cast(source.c.weekend_nights, Integer), begin, end)
    return type_coerce(step.c.price * (end - begin) + dearer, BigInteger)


def _weekend_nights(mask: ColumnElement[int], begin: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[int]:
    """Those in whole weeks, and those in the days that are left, which begin on the same weekday as the nights do."""
    nights: ColumnElement[int] = end - begin
    weekday: ColumnElement[int] = func.mod(begin - A_MONDAY, SEVEN, type_=Integer)
    days_left = ONE.bitwise_lshift(func.mod(nights, SEVEN, type_=Integer)) - ONE
    left = (mask * TWO_WEEKS).bitwise_rshift(weekday).bitwise_and(days_left)
    return (nights // SEVEN) * _ones(mask) + _ones(left)


def _ones(bits: ColumnElement[int]) -> ColumnElement[int]:
    return func.bit_count(cast(bits, BIT(7)), type_=Integer)
