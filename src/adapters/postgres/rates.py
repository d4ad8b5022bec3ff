"""Rates as columns of an apartment's row."""

from datetime import date
from typing import Any

from adapters.postgres.rows import AnyRow
from rental_core.apartments.rates import WEEKEND, Rates, Season
from rental_core.money import Money
from rental_core.stay import Stay

DAYS = range(7)


def rates_row(rates: Rates | None) -> dict[str, Any]:
    """The columns: amounts in minor units of `currency`, which is NULL with `base` and `cleaning` while there are no rates."""
    return {
        "base": rates and rates.base.amount,
        "cleaning": rates and rates.cleaning.amount,
        "currency": rates and rates.currency,
        "weekend": _amount(rates.weekend) if rates else None,
        "weekend_nights": sum(1 << day for day in (rates.weekend_nights if rates else WEEKEND)),
        "seasons": [season_row(each) for each in rates.seasons] if rates else [],
        "weekly": rates.weekly if rates else 0,
        "monthly": rates.monthly if rates else 0,
        "extra_guest": _amount(rates.extra_guest) if rates else None,
        "included_guests": rates.included_guests if rates else 1,
    }


def to_rates(row: AnyRow) -> Rates | None:
    if row.currency is None:
        return None
    return Rates(
        Money(row.base, row.currency),
        Money(row.cleaning, row.currency),
        weekend=_money(row.weekend, row.currency),
        weekend_nights=frozenset(day for day in DAYS if row.weekend_nights >> day & 1),
        seasons=tuple(to_season(each, row.currency) for each in row.seasons),
        weekly=row.weekly,
        monthly=row.monthly,
        extra_guest=_money(row.extra_guest, row.currency),
        included_guests=row.included_guests,
    )


def season_row(season: Season) -> dict[str, Any]:
    return {
        "name": season.name,
        "check_in": season.nights.check_in.isoformat(),
        "check_out": season.nights.check_out.isoformat(),
        "priority": season.priority,
        "base": _amount(season.base),
        "weekend": _amount(season.weekend),
        "min_nights": season.min_nights,
        "max_nights": season.max_nights,
    }


def to_season(body: dict[str, Any], currency: str) -> Season:
    return Season(
        name=body["name"],
        nights=Stay(date.fromisoformat(body["check_in"]), date.fromisoformat(body["check_out"])),
        priority=body["priority"],
        base=_money(body["base"], currency),
        weekend=_money(body["weekend"], currency),
        min_nights=body["min_nights"],
        max_nights=body["max_nights"],
    )


def _amount(price: Money | None) -> int | None:
    return price.amount if price else None


def _money(amount: int | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)
