"""What can be known and changed of an apartment, fact by fact, and how a change of them is kept."""

import json
from collections.abc import Mapping
from datetime import datetime
from enum import Enum

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment
from rental_core.apartments.rates import Rates, Season
from rental_core.money import Money

Plain = int | str | None | tuple[str, ...]


class Fact(Enum):
    """The value is stored and never changes."""

    PUBLICATION = "publication"
    REJECTION = "rejection"
    TITLE = "title"
    DESCRIPTION = "description"
    DISTRICT = "district"
    STREET = "street"
    HOUSE = "house"
    POINT = "point"
    ROOMS = "rooms"
    GUESTS = "guests"
    AREA = "area"
    FLOOR = "floor"
    AMENITIES = "amenities"
    PHOTOS = "photos"
    CHECK_IN = "check-in"
    CHECK_OUT = "check-out"
    INSTRUCTIONS = "instructions"
    HOUSE_RULES = "house-rules"
    MODE = "mode"
    BASE = "base"
    CLEANING = "cleaning"
    WEEKEND = "weekend"
    WEEKEND_NIGHTS = "weekend-nights"
    SEASONS = "seasons"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    EXTRA_GUEST = "extra-guest"
    INCLUDED_GUESTS = "included-guests"
    MIN_NIGHTS = "min-nights"
    MAX_NIGHTS = "max-nights"
    PREPARATION = "preparation"
    NOTICE = "notice"
    WINDOW = "window"


# Amounts in minor units of the apartment's currency.
MONEY = frozenset({Fact.BASE, Fact.CLEANING, Fact.WEEKEND, Fact.EXTRA_GUEST})


@frozen
class FactChange:
    """A fact that was one thing and is another now, both as `facts_of` says them."""

    fact: Fact
    was: Plain
    now: Plain


@frozen
class Edit:
    """Facts that somebody (None: the system) changed together."""

    at: datetime
    by: PersonId | None
    changes: tuple[FactChange, ...]


def facts_of(apartment: Apartment) -> Mapping[Fact, Plain]:
    """Every fact in a plain form: texts, numbers, minor units, ISO times, "lat, lon", names of enums; lists of these where several count.

    A season is the text that `season_text` makes.
    """
    return {**_advert(apartment), **_limits(apartment), **_prices(apartment.rates)}


def _advert(apartment: Apartment) -> dict[Fact, Plain]:
    return {
        Fact.PUBLICATION: apartment.publication.value,
        Fact.REJECTION: apartment.rejection,
        Fact.TITLE: apartment.title,
        Fact.DESCRIPTION: apartment.description,
        Fact.DISTRICT: apartment.address.district,
        Fact.STREET: apartment.address.street,
        Fact.HOUSE: apartment.address.house,
        Fact.POINT: f"{apartment.point.lat}, {apartment.point.lon}",
        Fact.ROOMS: apartment.rooms,
        Fact.GUESTS: apartment.guests,
        Fact.AREA: apartment.area,
        Fact.FLOOR: apartment.floor,
        Fact.AMENITIES: tuple(sorted(each.value for each in apartment.amenities)),
        Fact.PHOTOS: apartment.photos,
        Fact.INSTRUCTIONS: apartment.instructions,
        Fact.HOUSE_RULES: apartment.house_rules,
    }


def _limits(apartment: Apartment) -> dict[Fact, Plain]:
    return {
        Fact.CHECK_IN: apartment.check_in_from.isoformat("minutes"),
        Fact.CHECK_OUT: apartment.check_out_until.isoformat("minutes"),
        Fact.MODE: apartment.mode.value,
        Fact.MIN_NIGHTS: apartment.min_nights,
        Fact.MAX_NIGHTS: apartment.max_nights,
        Fact.PREPARATION: apartment.preparation_nights,
        Fact.NOTICE: apartment.notice_days,
        Fact.WINDOW: apartment.window_days,
    }


def _prices(rates: Rates | None) -> dict[Fact, Plain]:
    if rates is None:
        return {}
    return {
        Fact.BASE: rates.base.amount,
        Fact.CLEANING: rates.cleaning.amount,
        Fact.WEEKEND: _amount(rates.weekend),
        Fact.WEEKEND_NIGHTS: tuple(str(night) for night in sorted(rates.weekend_nights)),
        Fact.SEASONS: tuple(season_text(season) for season in rates.seasons),
        Fact.WEEKLY: rates.weekly,
        Fact.MONTHLY: rates.monthly,
        Fact.EXTRA_GUEST: _amount(rates.extra_guest),
        Fact.INCLUDED_GUESTS: rates.included_guests,
    }


def _amount(price: Money | None) -> int | None:
    return price.amount if price else None


def season_text(season: Season) -> str:
    """All of a season as JSON: one text is one season."""
    dates = [season.nights.check_in.isoformat(), season.nights.check_out.isoformat()]
    limits = [season.min_nights, season.max_nights]
    return json.dumps([season.name, *dates, season.priority, _amount(season.base), _amount(season.weekend), *limits], ensure_ascii=False)


def changes_between(before: Apartment, after: Apartment) -> tuple[FactChange, ...]:
    """Each fact that differs, in the order of Fact."""
    was, now = facts_of(before), facts_of(after)
    return tuple(FactChange(fact, was.get(fact), now.get(fact)) for fact in Fact if was.get(fact) != now.get(fact))
