"""What the price windows show, and how it is said."""

from datetime import date
from enum import Enum

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.editing.views import title_of
from adapters.telegram.dialogs.pricing.amounts import FEES, STEPS, whole
from adapters.wording import N_, Wording, parts
from adapters.wording.shorten import one_line
from rental_core.apartments.apartment import Apartment
from rental_core.apartments.rates import Rates, Season
from rental_core.money import Money

TITLE_SHOWN = 60
SEASONS_SHOWN = 8
NAME_SHOWN = 24


class Amount(Enum):
    """Which amount is entered."""

    BASE = "base"
    WEEKEND = "weekend"
    CLEANING = "cleaning"
    EXTRA_GUEST = "extra-guest"


ASKS = {
    Amount.BASE: N_("💰 <b>What does a night cost?</b>"),
    Amount.WEEKEND: N_("🎉 <b>What does a weekend night cost?</b>"),
    Amount.CLEANING: N_("🧹 <b>What does the cleaning cost?</b>\nOnce for a stay."),
    Amount.EXTRA_GUEST: N_("👥 <b>What does an extra guest cost?</b>\nFor each night."),
}
FREE = frozenset({Amount.CLEANING, Amount.EXTRA_GUEST, Amount.WEEKEND})  # "none" takes them away


@frozen
class Item:
    """A choice of a list of buttons; `number` stands for it."""

    number: int
    said: str
    chosen: bool = False


@frozen
class PricingView:
    """An apartment's prices; `currency` is its city's. `amount` is which is entered now."""

    flat: Apartment
    currency: str
    today: date
    amount: Amount = Amount.BASE

    @property
    def rates(self) -> Rates | None:
        return self.flat.rates

    @property
    def priced(self) -> bool:
        return self.flat.rates is not None

    @property
    def removable(self) -> bool:
        return self.amount in FREE and self.priced

    @property
    def offered(self) -> tuple[Money, ...]:
        steps = STEPS if self.amount in {Amount.BASE, Amount.WEEKEND} else FEES[1:]
        return tuple(whole(each, self.currency) for each in steps)

    @property
    def weekdays(self) -> tuple[Item, ...]:
        nights = self.flat.rates.weekend_nights if self.flat.rates else frozenset()
        return tuple(Item(day + 1, "", day in nights) for day in range(7))

    @property
    def seasons(self) -> tuple[Item, ...]:
        known = self.flat.rates.seasons if self.flat.rates else ()
        return tuple(Item(number, each.name) for number, each in enumerate(known, 1))


def main(view: PricingView, words: Wording) -> Markup:
    flat, rates = view.flat, view.flat.rates
    head = words.html("💰 <b>Prices: {title}</b>", title=one_line(title_of(flat, words), TITLE_SHOWN))
    if rates is None:
        return parts.paragraphs(head, words.html("No price yet. Begin with what a night costs."))
    return parts.paragraphs(head, parts.block(*_rates(rates, words)), parts.block(*limits_said(flat, words)), _seasons(view, words))


def _rates(rates: Rates, words: Wording) -> list[Markup]:
    lines = [words.html("A night: <b>{price}</b>", price=words.money(rates.base))]
    if rates.weekend:
        lines.append(words.html("Weekend ({days}): <b>{price}</b>", days=weekend_days(rates, words), price=words.money(rates.weekend)))
    if rates.cleaning.amount:
        lines.append(words.html("Cleaning: {price}", price=words.money(rates.cleaning)))
    if rates.extra_guest:
        included = words.guests(rates.included_guests)
        lines.append(
            words.html("In the price: {guests}, each extra one {price} a night", guests=included, price=words.money(rates.extra_guest))
        )
    if rates.weekly:
        lines.append(words.html("From a week on: −{percent} %", percent=rates.weekly))
    if rates.monthly:
        lines.append(words.html("From four weeks on: −{percent} %", percent=rates.monthly))
    return lines


def weekend_days(rates: Rates, words: Wording) -> str:
    return ", ".join(words.weekdays()[day] for day in sorted(rates.weekend_nights)) or "—"


def limits_said(flat: Apartment, words: Wording) -> list[Markup]:
    lines = [words.html("A stay: {limits}", limits=words.stay_limits(flat.min_nights, flat.max_nights))]
    if flat.preparation_nights:
        lines.append(words.html("Between stays: {nights} to prepare", nights=words.nights(flat.preparation_nights)))
    if flat.notice_days:
        lines.append(words.html("Notice: {days}", days=words.plural("{n} day", "{n} days", flat.notice_days)))
    lines.append(words.html("Booking ahead: up to {days}", days=words.plural("{n} day", "{n} days", flat.window_days)))
    return lines


def _seasons(view: PricingView, words: Wording) -> Markup:
    seasons = view.flat.rates.seasons if view.flat.rates else ()
    if not seasons:
        return Markup()
    shown = [season_said(each, view.today, words) for each in seasons[:SEASONS_SHOWN]]
    rest = len(seasons) - SEASONS_SHOWN
    more = words.html("and {n} more", n=rest) if rest > 0 else Markup()
    return parts.block(words.html("🗓 <b>Seasons</b>"), *shown, more)


def season_said(season: Season, today: date, words: Wording) -> Markup:
    """Its name and dates, what a night costs, how long a stay has to be."""
    told = [words.html("<b>{name}</b> {dates}", name=one_line(season.name, NAME_SHOWN), dates=words.stay(season.nights, today=today))]
    if season.base:
        told.append(Markup.escape(words.money(season.base)))
    if season.weekend:
        told.append(words.html("weekend {price}", price=words.money(season.weekend)))
    if season.min_nights:
        told.append(Markup.escape(words.from_nights(season.min_nights)))
    if season.max_nights:
        told.append(Markup.escape(words.to_nights(season.max_nights)))
    if season.nights.check_out <= today:
        told.append(words.html("over"))
    return Markup("• ") + Markup(" · ").join(told)


def amount(view: PricingView, words: Wording) -> Markup:
    hint_said = words.html("Choose, or write it, like “{example}”.", example=words.money(whole(4_500, view.currency)))
    none = words.html("Write “no” where there is none.") if view.removable else None
    return parts.paragraphs(words.html(ASKS[view.amount]), hint_said, none)


def offered(price: Money, _: object, words: Wording) -> str:
    return words.money(price)


def weekend(view: PricingView, words: Wording) -> Markup:
    rates = view.rates
    price = words.money(rates.weekend) if rates and rates.weekend else words.text("as any other night")
    return parts.paragraphs(
        words.html("🎉 <b>Weekend</b>"),
        words.html("A weekend night costs: {price}", price=price),
        words.html("Tap the nights that count: the night of Friday is the one from Friday to Saturday."),
    )


def weekday(item: Item, _: PricingView, words: Wording) -> str:
    name = words.weekdays()[item.number - 1]
    return f"✓ {name}" if item.chosen else name


def discounts(view: PricingView, words: Wording) -> Markup:
    return parts.paragraphs(
        words.html("📉 <b>Discounts</b>"),
        words.html("Off the nights of a longer stay. From four weeks on the second one counts instead of the first."),
        words.html("Write both in percent, like “10 25”, or use the buttons."),
    )


def weekly(view: PricingView, words: Wording) -> str:
    return words.text("week: {percent} %", percent=view.rates.weekly if view.rates else 0)


def monthly(view: PricingView, words: Wording) -> str:
    return words.text("4 weeks: {percent} %", percent=view.rates.monthly if view.rates else 0)


def guests(view: PricingView, words: Wording) -> Markup:
    rates = view.rates
    fee = words.money(rates.extra_guest) if rates and rates.extra_guest else words.text("nothing")
    return parts.paragraphs(
        words.html("👥 <b>Extra guests</b>"),
        words.html("How many guests are in the price, and what does each one above that cost for a night?"),
        words.html("Now an extra guest costs: {fee}", fee=fee),
    )


def included(view: PricingView, words: Wording) -> str:
    return words.guests(view.rates.included_guests if view.rates else 1)


def limits(view: PricingView, words: Wording) -> Markup:
    return parts.paragraphs(
        words.html("📏 <b>How long, how soon, how far ahead</b>"),
        parts.block(*limits_said(view.flat, words)),
        words.html("Seasons can have their own shortest and longest stay: that of the arrival night counts."),
    )


def shortest(view: PricingView, words: Wording) -> str:
    return words.from_nights(view.flat.min_nights)


def longest(view: PricingView, words: Wording) -> str:
    return words.to_nights(view.flat.max_nights)


def preparation(view: PricingView, words: Wording) -> str:
    return words.text("prepare: {nights}", nights=words.nights(view.flat.preparation_nights))


def notice_days(view: PricingView, words: Wording) -> str:
    return words.text("notice: {days}", days=words.plural("{n} day", "{n} days", view.flat.notice_days))


def window_days(view: PricingView, words: Wording) -> str:
    return words.text("ahead: {days}", days=words.plural("{n} day", "{n} days", view.flat.window_days))
