"""Guests, rooms, price and amenities: what can be chosen, and how many places each choice would leave."""

from collections.abc import Sequence

from attrs import evolve, frozen
from babel.numbers import get_currency_precision
from markupsafe import Markup

from adapters.telegram.dialogs.facts import counted
from adapters.telegram.dialogs.parsing import Limits
from adapters.telegram.dialogs.search.views import at_least, people, price, show
from adapters.telegram.widgets.lines import block, line
from adapters.wording import Wording
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.place import City
from rental_core.money import Money
from rental_core.search.draft import Draft
from rental_core.stay import Stay

# Per night, in major units: about from a room to a suite.
STEPS = {
    "RUB": (2_000, 3_000, 4_000, 6_000, 9_000, 15_000),
    "BYN": (60, 100, 150, 200, 300, 500),
    "KZT": (10_000, 15_000, 20_000, 30_000, 50_000, 80_000),
    "UZS": (200_000, 350_000, 500_000, 800_000, 1_200_000, 2_000_000),
    "GEL": (60, 100, 150, 200, 300, 500),
    "AMD": (10_000, 15_000, 20_000, 30_000, 50_000, 80_000),
    "TRY": (1_000, 1_500, 2_500, 4_000, 6_000, 10_000),
    "THB": (800, 1_200, 2_000, 3_000, 5_000, 8_000),
}
OTHER_STEPS = (30, 50, 80, 120, 200, 350)


@frozen
class Choice:
    """One thing to choose, and how many places it would leave (at most COUNTED + 1); None where nobody counted."""

    value: int | Amenity
    found: int | None = None
    chosen: bool = False

    @property
    def item(self) -> str:
        """What its button carries."""
        return self.value.value if isinstance(self.value, Amenity) else str(self.value)


@frozen
class PartyView:
    """How many sleep, and in how many rooms at least."""

    guests: tuple[Choice, ...]
    rooms: tuple[Choice, ...]
    draft: Draft
    count: int | None


@frozen
class PriceView:
    """Prices in minor units; those to choose from are lower limits if `low`, otherwise upper ones."""

    steps: tuple[Choice, ...]
    draft: Draft
    city: City | None
    stay: Stay | None
    count: int | None
    low: bool = False

    @property
    def dated(self) -> bool:
        return self.stay is not None

    @property
    def limited(self) -> bool:
        return self.draft.price_from is not None or self.draft.price_to is not None


@frozen
class AmenitiesView:
    """What the apartment must have."""

    amenities: tuple[Choice, ...]
    count: int | None

    @property
    def some(self) -> bool:
        return any(each.chosen for each in self.amenities)


def minor(amount: int, currency: str) -> int:
    """Whole units of a currency in its minor ones."""
    return amount * int(10 ** get_currency_precision(currency))


def priced(draft: Draft, limits: Limits, currency: str) -> Draft:
    """The draft with limits that are in whole units."""
    low, high = (None if each is None else minor(each, currency) for each in (limits.low, limits.high))
    return draft.priced(low, high)


def steps(currency: str, nights: int) -> tuple[int, ...]:
    """Prices to choose from, in minor units, for so many nights."""
    return tuple(minor(step, currency) * nights for step in STEPS.get(currency, OTHER_STEPS))


def stepped(draft: Draft, step: int, *, low: bool) -> Draft:
    """With the step as one limit. The other one stays where both can be."""
    if low:
        return draft.priced(step, draft.price_to if draft.price_to is not None and draft.price_to > step else None)
    return draft.priced(draft.price_from if draft.price_from is not None and draft.price_from < step else None, step)


def toggled(draft: Draft, amenity: Amenity) -> Draft:
    return evolve(draft, amenities=draft.amenities ^ {amenity})


def choices(values: Sequence[int | Amenity], found: Sequence[int | None], chosen: Sequence[bool]) -> tuple[Choice, ...]:
    return tuple(Choice(*each) for each in zip(values, found, chosen, strict=True))


def party(view: PartyView, words: Wording) -> Markup:
    return block(
        [
            words.html("👥 <b>Who is coming?</b>"),
            "",
            line(people(view.draft, words)),
            "",
            words.html("The number on a button says how many places would fit."),
        ]
    )


def guests(choice: Choice, _: PartyView, words: Wording) -> str:
    return _said(f"👤 {choice.value}", choice, words)


def rooms(choice: Choice, _: PartyView, words: Wording) -> str:
    return _said(f"🚪 {at_least(int(choice.item), words)}", choice, words)


def prices(view: PriceView, words: Wording) -> Markup:
    asked = words.html("💰 <b>From which price?</b>") if view.low else words.html("💰 <b>Up to which price?</b>")
    return block(
        [
            asked,
            "",
            words.html("Now: {price}.", price=price(view.draft, view.city, view.stay, words)),
            *_meant(view, words),
            "",
            words.html("Choose, or write it: 5000, 3000–5000, from 3000. The number on a button says how many places would fit."),
        ]
    )


def _meant(view: PriceView, words: Wording) -> list[Markup]:
    """What counts, where dates are known."""
    if not view.dated:
        return []
    if view.draft.per_stay:
        return [words.html("Discounts and fees are included.")]
    return [words.html("Per night is the price of the whole stay, discounts and fees included, divided by its nights.")]


def step(choice: Choice, view: PriceView, words: Wording) -> str:
    amount = words.money(Money(int(choice.item), view.city.currency if view.city else "RUB"))
    named = words.text("from {price}", price=amount) if view.low else words.text("up to {price}", price=amount)
    return _said(named, choice, words)


def other_end(view: PriceView, words: Wording) -> str:
    return words.text("⇄ Choose the upper limit") if view.low else words.text("⇄ Choose the lower limit")


def per(view: PriceView, words: Wording) -> str:
    """Names what prices are of; a tap changes it."""
    return words.text("⇄ Per night instead") if view.draft.per_stay else words.text("⇄ For the whole stay instead")


def amenities(view: AmenitiesView, words: Wording) -> Markup:
    chosen = [each.value for each in view.amenities if each.chosen and isinstance(each.value, Amenity)]
    return block(
        [
            words.html("✨ <b>What must there be?</b>"),
            "",
            line(words.amenities(chosen) if chosen else words.text("nothing in particular")),
            "",
            words.html("The number on a button says how many places would fit."),
        ]
    )


def amenity(choice: Choice, _: AmenitiesView, words: Wording) -> str:
    return _said(words.amenity(Amenity(choice.value)), choice, words)


def show_counted(view: PartyView | PriceView | AmenitiesView, words: Wording) -> str:
    return show(view.count, words)


def _said(name: str, choice: Choice, words: Wording) -> str:
    """ "✓ Wi-Fi", "Lift · 37", the number never on a line of its own."""
    if choice.chosen:
        return f"✓ {name}"
    return name if choice.found is None else f"{name}\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}{counted(choice.found, words)}"
