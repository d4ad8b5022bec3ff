"""What the search windows show, and how it is said."""

from datetime import date

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.days import hint
from adapters.telegram.widgets.lines import block, line
from adapters.telegram.widgets.picking import Days
from adapters.wording import Wording
from rental_core.apartments.place import City
from rental_core.money import Money
from rental_core.search.draft import Draft
from rental_core.stay import Stay

COUNTED = 100  # more than that is said as "more than"


@frozen
class SummaryView:
    """The filters, and how many apartments they leave (at most COUNTED + 1); None without a city."""

    draft: Draft
    city: City | None
    stay: Stay | None
    today: date
    count: int | None

    @property
    def found(self) -> bool:
        return bool(self.count)


@frozen
class CityView:
    """Cities to choose from; `asked` is what was typed, empty before."""

    cities: tuple[City, ...]
    asked: str = ""
    found: bool = True


@frozen
class DatesView:
    """Days to choose from."""

    days: Days


@frozen
class PriceView:
    """Prices per night to choose from."""

    steps: tuple[Money, ...]
    chosen: Money | None


def summary(view: SummaryView, words: Wording) -> Markup:
    city = words.city(view.city) if view.city else words.text("no city yet")
    lines = [
        words.html("🔎 <b>What are you looking for?</b>"),
        "",
        line("📍", city),
        line("📅", dates(view, words)),
        line("👥", f"{words.guests(view.draft.guests)}, {at_least(view.draft.rooms, words)}"),
        line("💰", price(price_to(view.draft, view.city), words)),
    ]
    if view.count == 0:
        lines += ["", words.html("Nothing fits all of this. Let us see what to change.")]
    return block(lines)


def dates(view: SummaryView, words: Wording) -> str:
    if view.stay is None:
        return words.text("any dates")
    return f"{words.stay(view.stay, today=view.today)}, {words.nights(view.stay.nights)}"


def at_least(rooms: int, words: Wording) -> str:
    return words.plural("{n}+ room", "{n}+ rooms", rooms)


def price(limit: Money | None, words: Wording) -> str:
    return words.text("up to {price} per night", price=words.money(limit)) if limit else words.text("any price")


def price_to(draft: Draft, city: City | None) -> Money | None:
    return Money(draft.price_to, city.currency) if city and draft.price_to is not None else None


def show(view: SummaryView, words: Wording) -> str:
    if not view.count:
        return words.text("What could be changed?")
    if view.count > COUNTED:
        return words.text("Show, more than {n}", n=words.number(COUNTED))
    return words.plural("Show {n} place", "Show {n} places", view.count)


def guests(view: SummaryView, words: Wording) -> str:
    return f"👥 {words.guests(view.draft.guests)}"


def rooms(view: SummaryView, words: Wording) -> str:
    return f"🚪 {at_least(view.draft.rooms, words)}"


def cities(view: CityView, words: Wording) -> Markup:
    if not view.asked:
        return words.html("📍 <b>Where to?</b>\n\nWrite the name of a city or choose one.")
    if not view.found:
        return words.html("📍 I know no city like “{asked}”. Try writing it another way, or choose one of these.", asked=view.asked)
    return words.html("📍 Which one do you mean by “{asked}”?", asked=view.asked)


def calendar(view: DatesView, words: Wording) -> Markup:
    return block([words.html("📅 <b>When?</b>"), "", line(hint(view.days, words))])


def prices(view: PriceView, words: Wording) -> Markup:
    return block(
        [
            words.html("💰 <b>How much per night at most?</b>"),
            "",
            words.html("Choose, or write a number. Now: {price}.", price=price(view.chosen, words)),
        ]
    )
