"""The search summed up, and the calendar: what they show, and how it is said."""

from datetime import date

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.days import hint
from adapters.telegram.dialogs.facts import COUNTED, counted, distance, place_of
from adapters.telegram.widgets.lines import block, line
from adapters.telegram.widgets.picking import Days
from adapters.wording import Wording
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.place import City
from rental_core.money import Money
from rental_core.search.draft import Draft
from rental_core.search.places import Place, PlaceKind
from rental_core.stay import Stay


@frozen
class SummaryView:
    """The filters, how many apartments they leave (at most COUNTED + 1) and with the instant filter turned; None without a city."""

    draft: Draft
    city: City | None
    place: Place | None
    stay: Stay | None
    today: date
    count: int | None
    turned: int | None

    @property
    def filtered(self) -> bool:
        return self.draft != self.draft.without_filters()


@frozen
class DatesView:
    """Days to choose from, and where they are looked for."""

    days: Days
    city: City | None = None
    place: Place | None = None
    draft: Draft = Draft()


def summary(view: SummaryView, words: Wording) -> Markup:
    draft = view.draft
    lines = [
        words.html("🔎 <b>What are you looking for?</b>"),
        "",
        line("📍", where(view.city, view.place, draft, words)),
        line("📅", dates(view, words)),
        line("👥", people(draft, words)),
        line("💰", price(draft, view.city, view.stay, words)),
    ]
    if draft.amenities:
        lines.append(line("✨", words.amenities(each for each in Amenity if each in draft.amenities)))
    if draft.instant:
        lines.append(line("⚡", words.text("booked at once only")))
    if view.count == 0:
        lines += ["", words.html("Nothing fits all of this. Let us see what to change.")]
    return block(lines)


def where(city: City | None, place: Place | None, draft: Draft, words: Wording) -> str:
    """ "Moscow", "Moscow, metro Sokolniki, up to 1.5 km away"."""
    if city is None:
        return words.text("no city yet")
    around = draft.around(place)
    if around is None:
        return place_of(words.city(city), part(place, words))
    centre = part(place, words) if place else words.text("the place you sent")
    return place_of(words.city(city), centre, words.text("up to {distance} away", distance=distance(around.metres, words)))


def part(place: Place | None, words: Wording) -> str:
    """A part of a city with the word for what it is."""
    if place is None:
        return ""
    name = words.city((place.name_ru, place.name_en))
    if place.kind is PlaceKind.STATION:
        return words.text("metro {station}", station=name)
    if place.kind is PlaceKind.STREET or {"район", "district", "rayon"} & set(name.lower().split()):
        return name
    return words.text("district {district}", district=name)


def dates(view: SummaryView, words: Wording) -> str:
    if view.stay is None:
        return words.text("any dates")
    return f"{words.stay(view.stay, today=view.today)}, {words.nights(view.stay.nights)}"


def people(draft: Draft, words: Wording) -> str:
    """Guests, and rooms where more than one is asked for."""
    guests = words.guests(draft.guests)
    return f"{guests}, {at_least(draft.rooms, words)}" if draft.rooms > 1 else guests


def at_least(rooms: int, words: Wording) -> str:
    return words.plural("{n}+ room", "{n}+ rooms", rooms)


def price(draft: Draft, city: City | None, stay: Stay | None, words: Wording) -> str:
    """The limits, and what they are limits of."""
    limits = limits_of(draft, city, words)
    if not limits:
        return words.text("any price")
    if not draft.per_stay:
        return words.text("{limits} per night", limits=limits)
    said = words.text("{limits} for the whole stay", limits=limits)
    return said if stay else words.text("{limits}, once there are dates", limits=said)


def limits_of(draft: Draft, city: City | None, words: Wording) -> str:
    """ "from 3 000 ₽ to 5 000 ₽"; empty without limits."""
    low, high = (
        words.money(Money(each, city.currency)) if city and each is not None else "" for each in (draft.price_from, draft.price_to)
    )
    if low and high:
        return words.text("from {low} to {high}", low=low, high=high)
    if low:
        return words.text("from {price}", price=low)
    return words.text("up to {price}", price=high) if high else ""


def show(count: int | None, words: Wording) -> str:
    """On the button to the results."""
    if not count:
        return words.text("What could be changed?")
    if count > COUNTED:
        return words.text("Show: more than {n}", n=words.number(COUNTED))
    return words.plural("Show {n} place", "Show {n} places", count)


def show_summed(view: SummaryView, words: Wording) -> str:
    return show(view.count, words)


def party(view: SummaryView, words: Wording) -> str:
    return f"👥 {words.guests(view.draft.guests)}"


def amenities(view: SummaryView, words: Wording) -> str:
    chosen = len(view.draft.amenities)
    return words.text("✨ Amenities: {n}", n=words.number(chosen)) if chosen else words.text("✨ Amenities")


def instant(view: SummaryView, words: Wording) -> str:
    if view.draft.instant:
        return words.text("✓ Booked at once only")
    return words.text("⚡ Booked at once only") + (f" · {counted(view.turned, words)}" if view.turned is not None else "")


def calendar(view: DatesView, words: Wording) -> Markup:
    lines = [words.html("📅 <b>When?</b>"), "", line(hint(view.days, words))]
    if view.city:
        lines.insert(1, line("📍", where(view.city, view.place, view.draft, words)))
    return block(lines)
