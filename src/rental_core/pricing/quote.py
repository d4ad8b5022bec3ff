"""The price of a stay, with every line that makes it."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from functools import reduce
from operator import add

from attrs import evolve, field, frozen
from attrs.validators import ge, min_len

from rental_core.apartments.apartment import Apartment, NotPublishedError
from rental_core.apartments.rates import Rates
from rental_core.errors import RentalError
from rental_core.money import Money
from rental_core.pricing.steps import NightPrice, NightRule, price_calendar
from rental_core.stay import Stay

WEEK, MONTH = 7, 28  # nights from which the discounts count


class LineKind(Enum):
    """What a line of a quote is for: each is the rule that acted."""

    NIGHTS = "nights"
    WEEKEND = "weekend"
    SEASON = "season"
    SEASON_WEEKEND = "season-weekend"
    WEEKLY = "weekly"  # a discount
    MONTHLY = "monthly"
    EXTRA_GUESTS = "extra-guests"
    CLEANING = "cleaning"


@frozen
class QuoteLine:
    """`times` × `each`; nights are counted in `times`, guests above the included ones once for each night, a fee or a discount is once.

    `season` is the name of the season whose price it is, `percent` how much a discount takes off.
    """

    kind: LineKind
    each: Money
    times: int = field(default=1, validator=ge(1))
    season: str = ""
    percent: int = 0

    @property
    def amount(self) -> Money:
        return self.each * self.times

    @property
    def said(self) -> str:
        """What a fingerprint is made of."""
        about = f":{self.season!r}:{self.percent}" if self.season or self.percent else ""
        return f"{self.kind.value}:{self.each.amount}{self.each.currency}x{self.times}{about}"


KINDS = {
    NightRule.BASE: LineKind.NIGHTS,
    NightRule.WEEKEND: LineKind.WEEKEND,
    NightRule.SEASON: LineKind.SEASON,
    NightRule.SEASON_WEEKEND: LineKind.SEASON_WEEKEND,
}
SEASONAL = frozenset({NightRule.SEASON, NightRule.SEASON_WEEKEND})


@frozen
class PriceTag:
    """What a renter was shown: the total, and a fingerprint of all lines behind it."""

    total: Money
    fingerprint: str


@frozen
class PriceChangedError(RentalError):
    """The price is no longer the one that was shown; `new` is the quote to show before asking again."""

    old: Money
    new: "Quote"


@frozen
class Quote:
    """The full price of a stay. The sum of its lines is its total; the lines are stored with a booking and never recomputed."""

    lines: tuple[QuoteLine, ...] = field(validator=min_len(1))

    @property
    def total(self) -> Money:
        return reduce(add, (line.amount for line in self.lines))

    def per_night(self, nights: int) -> Money:
        """The total, fees and discounts included, shared out over so many nights; rounded up to a whole minor unit."""
        return Money(-(-self.total.amount // nights), self.total.currency)

    @property
    def tag(self) -> PriceTag:
        """What to send back with the request, so that nobody pays another price than the one they saw."""
        said = ";".join(line.said for line in self.lines)
        return PriceTag(self.total, hashlib.sha256(said.encode()).hexdigest()[:12])

    def must_match(self, shown: PriceTag) -> None:
        """Raises PriceChangedError when `shown` is the tag of another quote."""
        if shown != self.tag:
            raise PriceChangedError(shown.total, self)


def quote(rates: Rates, stay: Stay, guests: int = 1) -> Quote:
    """The price of a stay of `guests`, a line for each rule that acts.

    Nights by their prices, in the order in which these first occur; then one discount, off the nights alone and rounded down to whole
    minor units; then guests above the included ones; then cleaning.
    """
    nights = _nights(rates, stay)
    lines = [*nights, *_discount(rates, stay, reduce(add, (line.amount for line in nights)))]
    if rates.extra_guest and guests > rates.included_guests:
        lines.append(QuoteLine(LineKind.EXTRA_GUESTS, rates.extra_guest, (guests - rates.included_guests) * stay.nights))
    if rates.cleaning.amount:
        lines.append(QuoteLine(LineKind.CLEANING, rates.cleaning))
    return Quote(tuple(lines))


def _nights(rates: Rates, stay: Stay) -> list[QuoteLine]:
    counted = Counter(_of_night(priced) for _, priced in price_calendar(rates, stay))
    return [evolve(line, times=times) for line, times in counted.items()]


def _of_night(priced: NightPrice) -> QuoteLine:
    season = priced.season.name if priced.season and priced.rule in SEASONAL else ""
    return QuoteLine(KINDS[priced.rule], priced.price, season=season)


def _discount(rates: Rates, stay: Stay, nights: Money) -> Iterator[QuoteLine]:
    for kind, percent, least in ((LineKind.MONTHLY, rates.monthly, MONTH), (LineKind.WEEKLY, rates.weekly, WEEK)):
        if percent and stay.nights >= least:
            off = nights.amount * percent // 100
            if off:
                yield QuoteLine(kind, Money(-off, nights.currency), percent=percent)
            return


def quote_for(apartment: Apartment, stay: Stay, guests: int = 1) -> Quote:
    """The quote of an apartment's stay. Raises NotPublishedError for one without rates."""
    if apartment.rates is None:
        raise NotPublishedError(apartment.id)
    return quote(apartment.rates, stay, guests)
