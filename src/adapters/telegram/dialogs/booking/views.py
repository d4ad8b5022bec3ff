"""What the windows of a request show, and how it is said."""

from datetime import date

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.days import hint
from adapters.telegram.dialogs.details.views import MODE_MARKS, times
from adapters.telegram.widgets.lines import block, bold, italic, line
from adapters.telegram.widgets.picking import Days
from adapters.wording import Wording
from adapters.wording.parts import TITLE_SHOWN
from adapters.wording.shorten import one_line
from rental_core.apartments.apartment import BookingMode
from rental_core.apartments.ports import ApartmentPage
from rental_core.pricing.quote import Quote
from rental_core.stay import Stay


@frozen
class DatesView:
    """The apartment's days."""

    page: ApartmentPage
    days: Days


@frozen(kw_only=True)
class CheckView:
    """All that is about to be asked for. Without `stay` or with `taken` nights there is nothing to ask for yet."""

    page: ApartmentPage
    stay: Stay | None
    today: date
    quote: Quote | None
    guests: int
    message: str = ""
    taken: bool = False

    @property
    def ready(self) -> bool:
        return self.quote is not None and not self.taken


def calendar(view: DatesView, words: Wording) -> Markup:
    return block(
        [
            line("📅", bold(one_line(view.page.title, TITLE_SHOWN))),
            "",
            line(hint(view.days, words)),
            _legend(view.page, words),
        ]
    )


def _legend(page: ApartmentPage, words: Wording) -> Markup:
    if page.preparation_nights:
        return words.html("✕ is a day on which you cannot arrive: after each stay the apartment is made ready for the next guests.")
    return words.html("✕ is a taken night: you can leave on such a day, but not arrive.")


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
            _outlook(view, words),
        ]
    )


def quote_lines(quote: Quote, words: Wording) -> list[Markup]:
    """Every line of a price, and the total."""
    lines = [line(words.line(each)) for each in quote.lines]
    return [*lines, words.html("<b>Total: {total}</b>", total=words.money(quote.total))]


def _outlook(view: CheckView, words: Wording) -> Markup:
    if view.taken:
        return words.html("⚠️ Somebody has taken these nights. Please choose other dates.")
    return line(MODE_MARKS[view.page.mode], words.mode(view.page.mode))


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
