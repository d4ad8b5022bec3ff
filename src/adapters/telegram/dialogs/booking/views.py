"""What the windows of a request show, and how it is said."""

from datetime import date

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.days import hint, length_rule, why_not
from adapters.telegram.dialogs.details.views import MODE_MARKS, times
from adapters.telegram.widgets.lines import block, bold, italic, line
from adapters.telegram.widgets.picking import LENGTHS, CannotPick, Days
from adapters.wording import Wording
from adapters.wording.parts import TITLE_SHOWN
from adapters.wording.shorten import one_line, shorten
from rental_core.apartments.apartment import BookingMode
from rental_core.apartments.ports import ApartmentPage
from rental_core.pricing.quote import Quote
from rental_core.stay import Stay

RULES_SHOWN = 1800


@frozen
class DatesView:
    """The apartment's days. `longest` is how many nights a stay may have where the landlord says nothing."""

    page: ApartmentPage
    days: Days
    longest: int = 90


@frozen(kw_only=True)
class CheckView:
    """All that is about to be asked for. Without `stay`, or with an `objection` to it, there is nothing to ask for yet."""

    page: ApartmentPage
    stay: Stay | None
    today: date
    quote: Quote | None
    guests: int
    message: str = ""
    objection: CannotPick | None = None

    @property
    def priced(self) -> bool:
        """Whether everything but the number of guests is settled."""
        return self.quote is not None and self.objection is None

    @property
    def crowded(self) -> bool:
        return self.priced and self.guests > self.page.guests

    @property
    def ready(self) -> bool:
        return self.priced and not self.crowded


def calendar(view: DatesView, words: Wording) -> Markup:
    return block(
        [
            line("📅", bold(one_line(view.page.title, TITLE_SHOWN))),
            "",
            line(hint(view.days, words)),
            *_length(view, words),
            _legend(view.page, words),
        ]
    )


def _length(view: DatesView, words: Wording) -> list[Markup]:
    said = length_rule(view.days, words, longest=view.longest)
    return [line("🌙", said)] if said else []


def _legend(page: ApartmentPage, words: Wording) -> Markup:
    if page.preparation_nights:
        return words.html("✕ is a day on which you cannot arrive: after each stay the apartment is made ready for the next guests.")
    return words.html("✕ is a taken night: a stay may end on the first of such days, but not begin.")


def check(view: CheckView, words: Wording) -> Markup:
    title = bold(one_line(view.page.title, TITLE_SHOWN))
    if view.stay is None or view.quote is None:
        return block([line("📅", title), "", words.html("First choose the dates.")])
    return block(
        [
            words.html("🛎 <b>Is everything right?</b>"),
            "",
            title,
            line("📅", f"{words.stay(view.stay, today=view.today)}, {words.nights(view.stay.nights)}"),
            times(view.page, words),
            line("👥", words.guests(view.guests)),
            "",
            *quote_lines(view.quote, words),
            *(["", line("✉️", italic(view.message))] if view.message else []),
            "",
            *_rules(view.page, words),
            _outlook(view, words),
        ]
    )


def _rules(page: ApartmentPage, words: Wording) -> list[Markup]:
    if not page.house_rules.strip():
        return []
    return [
        words.html("📜 House rules:\n<blockquote expandable>{rules}</blockquote>", rules=shorten(page.house_rules.strip(), RULES_SHOWN))
    ]


def quote_lines(quote: Quote, words: Wording) -> list[Markup]:
    """Every line of a price, and the total."""
    lines = [line(words.line(each)) for each in quote.lines]
    return [*lines, words.html("<b>Total: {total}</b>", total=words.money(quote.total))]


def _outlook(view: CheckView, words: Wording) -> Markup:
    if view.objection:
        return _objection(view.objection, view.today, words)
    if view.crowded:
        return line("⚠️", _room(view.page, words))
    mode = line(MODE_MARKS[view.page.mode], words.mode(view.page.mode))
    return block([mode, _agreement(view.page, words)]) if view.page.house_rules.strip() else mode


def _objection(objection: CannotPick, today: date, words: Wording) -> Markup:
    if objection.why in LENGTHS:
        return line("⚠️", why_not(objection, words, today=today))
    return words.html("⚠️ Somebody has taken these nights. Please choose other dates.")


def _room(page: ApartmentPage, words: Wording) -> str:
    return words.plural("There is room for {n} guest at most", "There is room for {n} guests at most", page.guests)


def _agreement(page: ApartmentPage, words: Wording) -> Markup:
    if page.mode is BookingMode.INSTANT:
        return words.html("By booking you accept the house rules.")
    return words.html("By sending the request you accept the house rules.")


def fewer(view: CheckView, words: Wording) -> str:
    return words.plural("👥 Go on with {n} guest", "👥 Go on with {n} guests", view.page.guests)


def guests(view: CheckView, words: Wording) -> str:
    return f"👥 {words.guests(view.guests)}"


def send(view: CheckView, words: Wording) -> str:
    return words.text("⚡ Book") if view.page.mode is BookingMode.INSTANT else words.text("✅ Send the request")


def write(view: CheckView, words: Wording) -> str:
    return words.text("✉️ Change the message") if view.message else words.text("✉️ Write to the landlord")


def message(view: CheckView, words: Wording) -> Markup:
    lines = [
        words.html("✉️ <b>A few words to the landlord</b>"),
        "",
        words.html("Who is coming, when you arrive, what you would like to know. Write it here."),
    ]
    return block([*lines, "", italic(view.message)] if view.message else lines)
