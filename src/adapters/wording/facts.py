"""The facts of an apartment in words: what each is called, and how its values are said."""

import json
from collections.abc import Callable, Mapping
from datetime import date

from adapters.wording.marker import N_
from adapters.wording.wording import Wording
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import BookingMode, Publication
from rental_core.apartments.facts import MONEY, Fact, Plain
from rental_core.money import DEFAULT_CURRENCY, Money
from rental_core.stay import Stay

FACTS: Mapping[Fact, str] = {
    Fact.PUBLICATION: N_("State"),
    Fact.REJECTION: N_("Why it was sent back"),
    Fact.TITLE: N_("Name"),
    Fact.DESCRIPTION: N_("Description"),
    Fact.DISTRICT: N_("District"),
    Fact.STREET: N_("Street"),
    Fact.HOUSE: N_("House and flat"),
    Fact.POINT: N_("Point on the map"),
    Fact.ROOMS: N_("Rooms"),
    Fact.GUESTS: N_("Guests at most"),
    Fact.AREA: N_("Area"),
    Fact.FLOOR: N_("Floor"),
    Fact.AMENITIES: N_("Amenities"),
    Fact.PHOTOS: N_("Photos"),
    Fact.CHECK_IN: N_("Check-in from"),
    Fact.CHECK_OUT: N_("Check-out until"),
    Fact.INSTRUCTIONS: N_("How to get in"),
    Fact.HOUSE_RULES: N_("House rules"),
    Fact.MODE: N_("How it takes bookings"),
    Fact.BASE: N_("Price of a night"),
    Fact.CLEANING: N_("Cleaning"),
    Fact.WEEKEND: N_("Price of a weekend night"),
    Fact.WEEKEND_NIGHTS: N_("Weekend nights"),
    Fact.SEASONS: N_("Seasons"),
    Fact.WEEKLY: N_("Discount from a week on"),
    Fact.MONTHLY: N_("Discount from four weeks on"),
    Fact.EXTRA_GUEST: N_("Fee for an extra guest"),
    Fact.INCLUDED_GUESTS: N_("Guests in the price"),
    Fact.MIN_NIGHTS: N_("Shortest stay"),
    Fact.MAX_NIGHTS: N_("Longest stay"),
    Fact.PREPARATION: N_("Preparation after a stay"),
    Fact.NOTICE: N_("Notice before check-in"),
    Fact.WINDOW: N_("Booking ahead"),
}
PUBLICATIONS = {
    Publication.DRAFT: N_("draft"),
    Publication.REVIEW: N_("on review"),
    Publication.PUBLISHED: N_("published"),
    Publication.PAUSED: N_("paused"),
    Publication.REJECTED: N_("sent back"),
    Publication.BANNED: N_("banned"),
    Publication.REMOVED: N_("removed"),
}
MODES = {
    BookingMode.HOLD: N_("on request, the dates are held"),
    BookingMode.OPEN: N_("on request, the landlord chooses"),
    BookingMode.INSTANT: N_("at once"),
}
NOTHING = "—"


def fact_name(fact: Fact) -> str:
    """The message that names it."""
    return FACTS[fact]


def fact_value(words: Wording, fact: Fact, value: Plain, currency: str | None) -> str:
    """The value in words, on one line; a dash for none. `currency` is that of amounts."""
    if value is None or value in {"", ()}:
        return NOTHING
    if fact in MONEY and isinstance(value, int):
        return words.money(Money(value, currency or DEFAULT_CURRENCY))
    say = SAID.get(fact)
    if say is not None:
        return say(words, value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def season_said(words: Wording, season: str) -> str:
    """ "Summer", 1 June – 1 September."""
    name, check_in, check_out, *_ = json.loads(season)
    return f"“{name}” {words.stay(Stay(date.fromisoformat(check_in), date.fromisoformat(check_out)))}"


def _list(value: Plain) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _number(value: Plain) -> int:
    return value if isinstance(value, int) else 0


Say = Callable[[Wording, Plain], str]
SAID: Mapping[Fact, Say] = {
    Fact.PUBLICATION: lambda words, value: words.text(PUBLICATIONS[Publication(value)]),
    Fact.REJECTION: lambda words, value: words.rejection(str(value)),
    Fact.AMENITIES: lambda words, value: words.amenities(Amenity(each) for each in _list(value)),
    Fact.PHOTOS: lambda words, value: words.plural("{n} photo", "{n} photos", len(_list(value))),
    Fact.MODE: lambda words, value: words.text(MODES[BookingMode(value)]),
    Fact.AREA: lambda words, value: words.text("{area} m²", area=words.number(_number(value))),
    Fact.WEEKEND_NIGHTS: lambda words, value: ", ".join(words.weekdays()[int(each)] for each in _list(value)),
    Fact.SEASONS: lambda words, value: ", ".join(season_said(words, each) for each in _list(value)),
    Fact.WEEKLY: lambda _, value: f"{value} %",
    Fact.MONTHLY: lambda _, value: f"{value} %",
    Fact.MIN_NIGHTS: lambda words, value: words.nights(_number(value)),
    Fact.MAX_NIGHTS: lambda words, value: words.nights(_number(value)),
    Fact.PREPARATION: lambda words, value: words.nights(_number(value)),
    Fact.NOTICE: lambda words, value: words.plural("{n} day", "{n} days", _number(value)),
    Fact.WINDOW: lambda words, value: words.plural("{n} day", "{n} days", _number(value)),
}
