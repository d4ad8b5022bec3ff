"""Rates compiled: for every night there is one price, and one rule that made it."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Protocol

from attrs import field, frozen

from rental_core.apartments.rates import Rates, Season
from rental_core.money import Money
from rental_core.stay import FOREVER, ONE_DAY, Stay

EVER = Stay(date.min, FOREVER)


class NightRule(Enum):
    """Which price a night has."""

    BASE = "base"
    WEEKEND = "weekend"
    SEASON = "season"
    SEASON_WEEKEND = "season-weekend"


@frozen(kw_only=True)
class NightPrice:
    """What a night costs, by which rule; `season` is the one that counts on it, even where it leaves the price as it is."""

    price: Money
    rule: NightRule
    season: Season | None = None


@frozen(kw_only=True)
class Step:
    """Nights in a row over which the same season counts, or none: `plain` is the price of a night, `weekend` that of a weekend night."""

    nights: Stay
    plain: NightPrice
    weekend: NightPrice
    weekend_nights: frozenset[int] = field(repr=False)

    @property
    def season(self) -> Season | None:
        return self.plain.season

    def on(self, night: date) -> NightPrice:
        return self.weekend if night.weekday() in self.weekend_nights else self.plain


def steps(rates: Rates, within: Stay = EVER) -> tuple[Step, ...]:
    """The nights of `within`, in order and without a gap, in as few steps as can be."""
    edges = {within.check_in, within.check_out}
    seasons = [(season, common) for season in rates.seasons if (common := season.nights.within(within))]
    for _, common in seasons:
        edges |= {common.check_in, common.check_out}
    found: list[Step] = []
    days = sorted(edges)
    for start, end in zip(days, days[1:], strict=False):
        season = max((each for each, common in seasons if start in common), key=lambda each: each.weight, default=None)
        if found and found[-1].season == season:
            start = found.pop().nights.check_in  # noqa: PLW2901  # the step goes on
        found.append(_step(rates, Stay(start, end), season))
    return tuple(found)


def _step(rates: Rates, nights: Stay, season: Season | None) -> Step:
    plain = NightPrice(price=rates.base, rule=NightRule.BASE, season=season)
    weekend = NightPrice(price=rates.weekend, rule=NightRule.WEEKEND, season=season) if rates.weekend else plain
    if season and season.base:
        plain = weekend = NightPrice(price=season.base, rule=NightRule.SEASON, season=season)
    if season and season.weekend:
        weekend = NightPrice(price=season.weekend, rule=NightRule.SEASON_WEEKEND, season=season)
    return Step(nights=nights, plain=plain, weekend=weekend, weekend_nights=rates.weekend_nights)


def price_calendar(rates: Rates, nights: Stay) -> Iterator[tuple[date, NightPrice]]:
    """Each night of `nights` and its price, in order."""
    for step in steps(rates, nights):
        for night in step.nights:
            yield night, step.on(night)


def season_on(rates: Rates | None, night: date) -> Season | None:
    """The season that counts on a night."""
    if rates is None:
        return None
    [step] = steps(rates, Stay(night, night + ONE_DAY))
    return step.season


@frozen
class StayLength:
    """How many nights a stay has at least and at most."""

    shortest: int
    longest: int


class Let(Protocol):
    """What says how long its stays may be: an apartment, or its page."""

    @property
    def rates(self) -> Rates | None: ...
    @property
    def min_nights(self) -> int: ...
    @property
    def max_nights(self) -> int: ...


def stay_length(apartment: Let, arrival: date) -> StayLength:
    """The limits are those of the season that counts on the arrival night; what it leaves open is as the apartment has it.

    Where that contradicts itself, the shortest stay counts.
    """
    season = season_on(apartment.rates, arrival)
    shortest = (season and season.min_nights) or apartment.min_nights
    longest = (season and season.max_nights) or apartment.max_nights
    return StayLength(shortest, max(shortest, longest))


def lengths(apartment: Let, within: Stay) -> Iterator[tuple[Stay, StayLength]]:
    """The limits for arrivals within these nights, in as many ranges as there are seasons."""
    if apartment.rates is None:
        yield within, StayLength(apartment.min_nights, apartment.max_nights)
        return
    for step in steps(apartment.rates, within):
        yield step.nights, stay_length(apartment, step.nights.check_in)
