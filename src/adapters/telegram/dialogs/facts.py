"""Short facts of an apartment, said alike in every window."""

from decimal import Decimal

from babel.numbers import format_decimal

from adapters.wording import Wording
from rental_core.apartments.place import NearStation

COUNTED = 100  # more than that is said as "more than"


def facts(rooms: int | None, guests: int, area: int | None, words: Wording) -> str:
    """ "🚪 1 room · 👥 3 guests · 34 m²"."""
    parts = [
        f"🚪 {words.rooms(rooms)}" if rooms else "",
        f"👥 {words.guests(guests)}",
        words.text("{area} m²", area=words.number(area)) if area else "",
    ]
    return " · ".join(part for part in parts if part)


def place_of(*parts: str) -> str:
    """As "Sochi, Adler, Lenina", without the parts that are not known, and without saying one twice."""
    return ", ".join(dict.fromkeys(part for part in parts if part))


def metro(station: NearStation, words: Wording) -> str:
    """ "Sokolniki, 12 min on foot", to follow a mark."""
    return words.text("{station}, {minutes} min on foot", station=words.city((station.name_ru, station.name_en)), minutes=station.minutes)


def distance(metres: int, words: Wording) -> str:
    """ "500 m", "1.5 km"."""
    if metres < 1000:
        return words.text("{metres} m", metres=metres)
    return words.text("{km} km", km=format_decimal(Decimal(metres) / 1000, "#,##0.#", locale=words.locale))


def counted(found: int, words: Wording) -> str:
    """A count that stopped behind COUNTED, short enough for any button: "37", "100+"."""
    return words.number(found) if found <= COUNTED else f"{words.number(COUNTED)}+"
