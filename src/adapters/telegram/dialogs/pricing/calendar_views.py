"""What a night costs, and what a stay would: how the windows say it."""

from datetime import date
from decimal import Decimal

from attrs import frozen
from babel.numbers import format_decimal
from markupsafe import Markup

from adapters.telegram.dialogs.days import hint
from adapters.telegram.dialogs.pricing.amounts import whole
from adapters.telegram.widgets.lines import bold
from adapters.telegram.widgets.picking import Days
from adapters.wording import N_, Wording, parts
from rental_core.apartments.apartment import Apartment
from rental_core.money import Money
from rental_core.pricing.quote import Quote
from rental_core.pricing.steps import NightPrice, NightRule, price_calendar, stay_length
from rental_core.stay import ONE_DAY, Stay

K = 1000
SIGNS = {NightRule.BASE: "", NightRule.WEEKEND: "*", NightRule.SEASON: "“", NightRule.SEASON_WEEKEND: "“*"}
RULES = {
    NightRule.BASE: N_("the usual price"),
    NightRule.WEEKEND: N_("the weekend price"),
    NightRule.SEASON: N_("the price of “{season}”"),
    NightRule.SEASON_WEEKEND: N_("the weekend price of “{season}”"),
}


@frozen
class CalendarView:
    """What each night of a month costs."""

    flat: Apartment
    month: date
    first_month: date
    last_month: date
    today: date

    def on(self, night: date) -> NightPrice | None:
        rates = self.flat.rates
        if rates is None:
            return None
        [(_, priced)] = price_calendar(rates, Stay(night, night + ONE_DAY))
        return priced


@frozen
class AttemptView:
    """A stay that is tried out."""

    days: Days
    guests: int
    quote: Quote | None = None


def calendar(view: CalendarView, words: Wording) -> Markup:
    return parts.paragraphs(
        words.html("📅 <b>What each night costs</b>"),
        words.html("In thousands; * is a weekend, “ a season. Tap a night to see which price counts."),
    )


def night(view: CalendarView, day: date, words: Wording) -> str:
    """The day and its price, short enough for a button."""
    priced = view.on(day)
    if priced is None:
        return str(day.day)
    return f"{day.day}·{short(priced.price, words)}{SIGNS[priced.rule]}"


def short(price: Money, words: Wording) -> str:
    """ "4.5" for 4 500, "0.8" for 800, "12" for 12 000."""
    units = Decimal(price.amount) / whole(1, price.currency).amount
    return format_decimal(units / K, "#,##0.#", locale=words.locale)


def why(view: CalendarView, day: date, words: Wording) -> str:
    """Which price counts on a night, and how long a stay from it has to be."""
    priced, length = view.on(day), stay_length(view.flat, day)
    if priced is None:
        return words.text("No price yet")
    rule = words.text(RULES[priced.rule], season=priced.season.name if priced.season else "")
    return words.text(
        "{date}: {price}, {rule}. A stay that begins here: {limits}.",
        date=words.date(day, today=view.today),
        price=words.money(priced.price),
        rule=rule,
        limits=words.stay_limits(length.shortest, length.longest),
    )


def attempt(view: AttemptView, words: Wording) -> Markup:
    return parts.paragraphs(words.html("🧮 <b>Try a stay</b>"), Markup.escape(hint(view.days, words)))


def attempted(view: AttemptView, words: Wording) -> Markup:
    days = view.days
    if view.quote is None or days.check_in is None or days.check_out is None:
        return words.html("🧮 <b>Try a stay</b>")
    return parts.paragraphs(
        words.html("🧮 <b>Try a stay</b>"),
        bold(words.stay(Stay(days.check_in, days.check_out), today=days.today)),
        parts.block(*(words.line(line) for line in view.quote.lines)),
        words.html("💰 Total: <b>{total}</b>", total=words.money(view.quote.total)),
    )


def attempt_guests(view: AttemptView, words: Wording) -> str:
    return words.guests(view.guests)
