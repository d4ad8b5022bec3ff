"""What the windows of one apartment show, and how it is said."""

from datetime import date

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.facts import facts, place_of
from adapters.telegram.widgets.fitting import CAPTION, MESSAGE, fitted
from adapters.telegram.widgets.lines import block, bold, line
from adapters.wording import Wording
from adapters.wording.parts import NAME_SHOWN, TITLE_SHOWN
from adapters.wording.shorten import length, one_line, shorten
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import BookingMode, Rates
from rental_core.apartments.ports import ApartmentPage
from rental_core.money import Money
from rental_core.pricing.quote import Quote, quote
from rental_core.stay import Stay

DESCRIPTION_SHOWN = 220
NOTICE_ROOM = 210  # what a notice above the text may take
MODE_MARKS = {BookingMode.HOLD: "⏳", BookingMode.OPEN: "🤝", BookingMode.INSTANT: "⚡"}


@frozen
class DetailsView:
    """The apartment, the dates that were searched for, and which photo is shown (from 0)."""

    page: ApartmentPage
    stay: Stay | None
    today: date
    photo: int = 0

    @property
    def several_photos(self) -> bool:
        return len(self.page.photos) > 1

    @property
    def long(self) -> bool:
        """Whether only the beginning of the description is shown below the photo."""
        return length(self.page.description) > DESCRIPTION_SHOWN


def rates_of(page: ApartmentPage) -> Rates | None:
    """What the landlord asks; None while nothing is asked."""
    if page.base is None:
        return None
    return Rates(page.base, page.cleaning or Money(0, page.base.currency))


def quote_of(page: ApartmentPage, stay: Stay | None) -> Quote | None:
    rates = rates_of(page)
    return quote(rates, stay) if rates and stay else None


def card(view: DetailsView, words: Wording) -> Markup:
    page = view.page
    lines = [
        bold(one_line(page.title, TITLE_SHOWN)),
        line("📍", place_of(words.city((page.city_ru, page.city_en)), page.district, page.street)),
        line(facts(page.rooms, page.guests, page.area, words) + _floor(page, words)),
        *_price(view, words),
        *_amenities(page, words),
        times(page, words),
        line(MODE_MARKS[page.mode], words.mode(page.mode)),
        words.html("👤 {name}, with us since {since}", name=one_line(page.landlord_name, NAME_SHOWN), since=since(page, words)),
    ]
    return fitted(block(lines), shorten(page.description, DESCRIPTION_SHOWN), CAPTION - NOTICE_ROOM)


def since(page: ApartmentPage, words: Wording) -> str:
    return words.since(page.landlord_since, page.zone)


def times(page: ApartmentPage, words: Wording) -> Markup:
    begin, end = f"{page.check_in_from:%H:%M}", f"{page.check_out_until:%H:%M}"
    return words.html("🕑 Check-in from {begin}, check-out until {end}", begin=begin, end=end)


def _floor(page: ApartmentPage, words: Wording) -> str:
    return "" if page.floor is None else " · " + words.text("floor {floor}", floor=page.floor)


def _price(view: DetailsView, words: Wording) -> list[Markup]:
    rates, quoted = rates_of(view.page), quote_of(view.page, view.stay)
    if rates is None:
        return []
    night = words.html("💰 <b>{price}</b> per night", price=words.money(rates.base))
    if rates.cleaning.amount:
        night = words.html("💰 <b>{price}</b> per night, cleaning {fee}", price=words.money(rates.base), fee=words.money(rates.cleaning))
    if quoted is None or view.stay is None:
        return [night]
    return [night, line("📅", f"{words.stay(view.stay, today=view.today)}:", bold(words.money(quoted.total)))]


def _amenities(page: ApartmentPage, words: Wording) -> list[Markup]:
    named = ", ".join(words.amenity(amenity) for amenity in Amenity if amenity in page.amenities)
    return [line("✨", named)] if named else []


def description(view: DetailsView, words: Wording) -> Markup:
    return fitted(bold(one_line(view.page.title, TITLE_SHOWN)), view.page.description, MESSAGE - NOTICE_ROOM)


def photo(view: DetailsView, words: Wording) -> str:
    return words.text("📷 {n} of {count}", n=view.photo + 1, count=len(view.page.photos))


def book(view: DetailsView, words: Wording) -> str:
    return words.text("⚡ Book") if view.page.mode is BookingMode.INSTANT else words.text("🛎 Book")
