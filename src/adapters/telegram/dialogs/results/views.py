"""What a page of results shows, and how it is said."""

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.facts import facts, place_of
from adapters.telegram.dialogs.results.loosen import COUNTED, SAID, Offer
from adapters.telegram.widgets.lines import block, bold, line
from adapters.wording import Wording
from adapters.wording.parts import TITLE_SHOWN
from adapters.wording.shorten import one_line
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import BookingMode
from rental_core.apartments.place import City
from rental_core.search.criteria import ResultRow, Sort
from rental_core.stay import Stay

AMENITIES_SHOWN = 4


@frozen(kw_only=True)
class ResultsView:
    """The apartment at `position` (from 1) of `count` (at most COUNTED + 1), or what to loosen when there is none."""

    row: ResultRow | None
    city: City
    stay: Stay | None
    sort: Sort
    position: int = 1
    count: int = 0
    more: bool = False
    offers: tuple[Offer, ...] = ()

    @property
    def several(self) -> bool:
        return self.row is not None and (self.more or self.position > 1)


def card(view: ResultsView, words: Wording) -> Markup:
    if view.row is None:
        return _empty(view, words)
    row = view.row
    return block(
        [
            bold(one_line(row.title, TITLE_SHOWN)),
            line("📍", place_of(words.city(view.city), row.district, row.street)),
            line(facts(row.rooms, row.guests, row.area, words)),
            "",
            price(row, view.stay, words),
            *_extras(row, words),
        ]
    )


def _empty(view: ResultsView, words: Wording) -> Markup:
    advice = words.html("But it could work so:") if view.offers else words.html("Try another city, or come back later.")
    return block([words.html("🤷 <b>Nothing fits all of this in {city}.</b>", city=words.city(view.city)), "", advice])


def price(row: ResultRow, stay: Stay | None, words: Wording) -> Markup:
    """The price of the stay with everything in it, and that of a night."""
    night = words.money(row.rates.base)
    if stay is None:
        return words.html("💰 <b>{price}</b> per night", price=night)
    total = words.money(row.quote(stay).total)
    return words.html("💰 <b>{total}</b> for {nights}, {price} per night", total=total, nights=words.nights(stay.nights), price=night)


def _extras(row: ResultRow, words: Wording) -> list[Markup]:
    first = [amenity for amenity in Amenity if amenity in row.amenities][:AMENITIES_SHOWN]
    lines = [line("✨", ", ".join(words.amenity(each) for each in first))] if first else []
    if row.mode is BookingMode.INSTANT:
        lines.append(line("⚡", words.mode(row.mode)))
    return lines


def position(view: ResultsView, words: Wording) -> str:
    count = words.number(view.count) if view.count <= COUNTED else f"{words.number(COUNTED)}+"
    return f"{words.number(view.position)} / {count}"


def sort(view: ResultsView, words: Wording) -> str:
    """Names the order it is in; a tap changes to the other."""
    return words.text("↕️ Cheapest first") if view.sort is Sort.PRICE else words.text("↕️ Newest first")


def offer(offered: Offer, _: ResultsView, words: Wording) -> str:
    count = words.number(offered.found) if offered.found <= COUNTED else f"{words.number(COUNTED)}+"
    return words.text(SAID[offered.loosening], found=count)
