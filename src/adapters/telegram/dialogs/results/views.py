"""What a page of results shows, and how it is said."""

from datetime import date

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.facts import counted, distance, facts, metro, place_of
from adapters.telegram.widgets.lines import block, bold, line
from adapters.wording import N_, Wording
from adapters.wording.parts import TITLE_SHOWN
from adapters.wording.shorten import one_line
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import BookingMode
from rental_core.apartments.place import City
from rental_core.calendar.status import Status
from rental_core.money import Money
from rental_core.search.criteria import ResultRow, Sort
from rental_core.search.entered import Entered
from rental_core.search.loosen import Offer, What
from rental_core.search.places import Place, PlaceKind
from rental_core.stay import Stay, span

AMENITIES_SHOWN = 4
NEAREST_SAID = 100  # metres: the points behind a distance are rounded
SORTS = {Sort.PRICE: N_("Cheapest"), Sort.NEWEST: N_("Newest"), Sort.DISTANCE: N_("Nearest")}
OFFERS = {
    What.ANY_PRICE: N_("💰 Any price: {found}"),
    What.ANYWHERE: N_("📍 Anywhere in the city: {found}"),
    What.AMENITIES: N_("✨ Any amenities: {found}"),
    What.INSTANT: N_("⏳ With an answer to wait for: {found}"),
    What.ANY_DATES: N_("📅 Any dates: {found}"),
    What.ALL: N_("All of this at once: {found}"),
}


@frozen(kw_only=True)
class ResultsView:
    """The apartment at `position` (from 1) of `count` (at most COUNTED + 1), or what to loosen when there is none."""

    entered: Entered
    city: City
    row: ResultRow | None = None
    kept: bool = False
    position: int = 1
    count: int = 0
    more: bool = False
    offers: tuple[Offer, ...] = ()

    @property
    def several(self) -> bool:
        return self.row is not None and (self.more or self.position > 1)

    @property
    def sorts(self) -> tuple[Sort, ...]:
        """Orders to choose from; one apartment needs none."""
        return tuple(Sort) if self.several else ()


def card(view: ResultsView, words: Wording) -> Markup:
    if view.row is None:
        return _empty(view, words)
    row = view.row
    return block(
        [
            bold(one_line(row.title, TITLE_SHOWN)),
            line("📍", place_of(words.city(view.city), row.district, row.street)),
            *_nearby(row, view, words),
            line(facts(row.rooms, row.guests, row.area, words)),
            "",
            price(row, view.entered.stay, view.entered.draft.guests, words),
            *_terms(row, view, words),
        ]
    )


def _empty(view: ResultsView, words: Wording) -> Markup:
    advice = words.html("But it could work so:") if view.offers else words.html("Try another city, or come back later.")
    return block([words.html("🤷 <b>Nothing fits all of this in {city}.</b>", city=words.city(view.city)), "", advice])


def _nearby(row: ResultRow, view: ResultsView, words: Wording) -> list[Markup]:
    """The way to the metro, and to where distances are measured from."""
    lines = [line("🚇", metro(row.station, words))] if row.station else []
    asked = view.entered.draft.sort is Sort.DISTANCE or view.entered.draft.around(view.entered.place)
    if row.metres is not None and asked:
        lines.append(line("📏", _far(row.metres, view.entered, words)))
    return lines


def _far(metres: int, entered: Entered, words: Wording) -> str:
    if metres < NEAREST_SAID:
        said = words.text("less than {distance}", distance=distance(NEAREST_SAID, words))
    else:
        said = distance(round(metres, -2), words)
    place = entered.place
    if entered.draft.spot:
        return words.text("{distance} from the place you sent", distance=said)
    if place is None:
        return words.text("{distance} from the city centre", distance=said)
    return words.text(FROM[place.kind], distance=said, name=_name(place, words))


FROM = {
    PlaceKind.STATION: N_("{distance} from metro {name}"),
    PlaceKind.DISTRICT: N_("{distance} from the middle of {name}"),
    PlaceKind.STREET: N_("{distance} from {name}"),
}


def _name(place: Place, words: Wording) -> str:
    return words.city((place.name_ru, place.name_en))


def price(row: ResultRow, stay: Stay | None, guests: int, words: Wording) -> Markup:
    """The price of the stay with everything in it for so many guests, and its share of each night; without dates an ordinary night's."""
    if stay is None:
        return words.html("💰 <b>{price}</b> per night", price=words.money(row.rates.base))
    quote = row.quote(stay, min(guests, row.guests))
    total, nights = words.money(quote.total), words.nights(stay.nights)
    if stay.nights == 1:
        return words.html("💰 <b>{total}</b> for {nights}", total=total, nights=nights)
    night = words.money(quote.per_night(stay.nights), whole=True)
    return words.html("💰 <b>{total}</b> for {nights}, that is {price} per night", total=total, nights=nights, price=night)


def _terms(row: ResultRow, view: ResultsView, words: Wording) -> list[Markup]:
    lines = []
    if view.entered.stay is None:
        lines.append(line(status(row, view.entered.today, words)))
        if row.min_nights > 1:
            lines.append(line("🌙", words.plural("from {n} night", "from {n} nights", row.min_nights)))
    if named := amenities(row, view.entered.draft.amenities, words):
        lines.append(line("✨", named))
    if row.mode is BookingMode.INSTANT:
        lines.append(line("⚡", words.mode(row.mode)))
    return lines


def status(row: ResultRow, today: date, words: Wording) -> str:
    """Free, or since when it will be: of use to whoever has no dates yet."""
    if row.status is Status.FREE:
        return words.text("🟢 free now")
    if row.free_from is None:
        return words.text("🔴 occupied now")
    return words.text("🔴 occupied until {date}", date=words.date(row.free_from, today=today))


def amenities(row: ResultRow, asked: frozenset[Amenity], words: Wording) -> str:
    """Those that were asked for first, then the best known ones, and how many more there are."""
    ordered = sorted((each for each in Amenity if each in row.amenities), key=lambda each: each not in asked)
    named = words.amenities(ordered[:AMENITIES_SHOWN]) if ordered else ""
    more = len(ordered) - AMENITIES_SHOWN
    return words.text("{amenities} and {n} more", amenities=named, n=words.number(more)) if more > 0 else named


def position(view: ResultsView, words: Wording) -> str:
    return f"{words.number(view.position)} / {counted(view.count, words)}"


def sort(each: Sort, view: ResultsView, words: Wording) -> str:
    return ("✓ " if each is view.entered.draft.sort else "") + words.text(SORTS[each])


def book(view: ResultsView, words: Wording) -> str:
    return words.text("⚡ Book") if view.row and view.row.mode is BookingMode.INSTANT else words.text("🛎 Book")


def offer(offered: Offer, view: ResultsView, words: Wording) -> str:
    found, to = counted(offered.found, words), offered.change.to
    match offered.change.what:
        case What.CHECK_IN:
            return words.text("📅 {dates}: {found}", dates=_dates(date.fromisoformat(to), view.entered, words), found=found)
        case What.PRICE:
            limit = words.money(Money(int(to), view.city.currency))
            return words.text("💰 Up to {price}: {found}", price=limit, found=found)
        case What.NEIGHBOUR:
            return words.text("📍 {place}: {found}", place=words.city(offered.names), found=found)
        case What.RADIUS:
            return words.text("📍 Up to {distance} away: {found}", distance=distance(int(to), words), found=found)
        case What.GUESTS:
            return words.text("👥 For {guests}: {found}", guests=words.guests(int(to)), found=found)
        case What.ROOMS:
            return words.plural("🚪 {n}+ room: {found}", "🚪 {n}+ rooms: {found}", int(to), found=found)
        case what:
            return words.text(OFFERS[what], found=found)


def _dates(check_in: date, entered: Entered, words: Wording) -> str:
    nights = entered.stay.check_out - entered.stay.check_in if entered.stay else None
    moved = span(check_in, check_in + nights) if nights else None
    return words.stay(moved, today=entered.today) if moved else words.date(check_in, today=entered.today)
