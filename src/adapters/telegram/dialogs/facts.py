"""Short facts of an apartment, said alike in every window."""

from adapters.wording import Wording


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
