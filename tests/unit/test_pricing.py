"""Prices by weekday and season: every night has one price, and every line of a quote is a rule that acted."""

from datetime import date, timedelta
from functools import reduce
from operator import add
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from rental_core.apartments.rates import (
    MAX_SEASONS,
    MOST,
    BadRateError,
    NightsOrderError,
    Rates,
    Season,
    SeasonClashError,
    TooManySeasonsError,
)
from rental_core.money import CurrencyMixError, Money
from rental_core.pricing.quote import LineKind, Quote, quote
from rental_core.pricing.steps import EVER, StayLength, lengths, price_calendar, season_on, stay_length, steps
from rental_core.stay import Stay
from tests.strategies import all_rates, dates, seasons, stays
from tests.support.builders import RATES, an_apartment, stay
from tests.support.refused import refused

SUMMER = Season(name="Лето", nights=stay("2027-06-01", "2027-09-01"), base=Money(500_000), weekend=Money(600_000), min_nights=3)
HOLIDAY = Season(name="День города", nights=stay("2027-07-09", "2027-07-12"), base=Money(900_000), max_nights=5)
GUESTS = st.integers(1, 8)
NIGHTLY = {LineKind.NIGHTS, LineKind.WEEKEND, LineKind.SEASON, LineKind.SEASON_WEEKEND}
DISCOUNTS = {LineKind.WEEKLY, LineKind.MONTHLY}


def undiscounted(quoted: Quote) -> Money:
    return reduce(add, (line.amount for line in quoted.lines if line.kind not in DISCOUNTS))


@given(all_rates(), stays(longest=90), GUESTS)
def test_the_total_is_the_sum_of_the_lines_and_never_below_zero(rates: Rates, nights: Stay, guests: int) -> None:
    quoted = quote(rates, nights, guests)
    assert quoted.total == reduce(add, (line.amount for line in quoted.lines))
    assert quoted.total.amount > 0
    assert sum(line.times for line in quoted.lines if line.kind in NIGHTLY) == nights.nights


@given(all_rates(), stays(longest=89), GUESTS)
def test_one_night_more_never_lowers_the_price_before_discounts(rates: Rates, nights: Stay, guests: int) -> None:
    longer = Stay(nights.check_in, nights.check_out + timedelta(days=1))
    assert undiscounted(quote(rates, longer, guests)).amount > undiscounted(quote(rates, nights, guests)).amount


@given(all_rates(), stays(longest=90), GUESTS)
def test_every_stay_is_explained_by_the_price_calendar(rates: Rates, nights: Stay, guests: int) -> None:
    calendar = list(price_calendar(rates, nights))
    assert [night for night, _ in calendar] == list(nights)
    by_night = reduce(add, (priced.price for _, priced in calendar))
    quoted = quote(rates, nights, guests)
    assert by_night == reduce(add, (line.amount for line in quoted.lines if line.kind in NIGHTLY))
    assert {line.season for line in quoted.lines if line.season} <= {priced.season.name for _, priced in calendar if priced.season}


@given(all_rates(), st.randoms(), stays(longest=30))
def test_the_most_specific_season_wins_whatever_the_order_of_entry(rates: Rates, random: Random, nights: Stay) -> None:
    shuffled = list(rates.seasons)
    random.shuffle(shuffled)
    assert quote(evolve(rates, seasons=tuple(shuffled)), nights) == quote(rates, nights)
    for night, priced in price_calendar(rates, nights):
        over = [season for season in rates.seasons if night in season.nights]
        assert priced.season == max(over, key=lambda season: season.weight, default=None)


@given(all_rates(), stays(within=90, longest=60))
def test_steps_cover_every_night_once_and_in_order(rates: Rates, within: Stay) -> None:
    found = steps(rates, within)
    assert found[0].nights.check_in == within.check_in
    assert found[-1].nights.check_out == within.check_out
    assert all(one.nights.check_out == other.nights.check_in for one, other in zip(found, found[1:], strict=False))
    assert all(one.season != other.season for one, other in zip(found, found[1:], strict=False))


def test_without_seasons_there_is_one_step_for_ever() -> None:
    [step] = steps(RATES)
    assert step.nights == EVER


def test_each_rule_that_acts_has_its_line() -> None:
    rates = evolve(RATES, weekend=Money(450_000), seasons=(SUMMER, HOLIDAY), weekly=10, extra_guest=Money(50_000), included_guests=2)
    quoted = quote(rates, stay("2027-05-27", "2027-06-07"), 3)  # Thursday to Monday
    assert [(line.kind, line.each.amount, line.times, line.season, line.percent) for line in quoted.lines] == [
        (LineKind.NIGHTS, 350_000, 3, "", 0),
        (LineKind.WEEKEND, 450_000, 2, "", 0),
        (LineKind.SEASON, 500_000, 4, "Лето", 0),
        (LineKind.SEASON_WEEKEND, 600_000, 2, "Лето", 0),
        (LineKind.WEEKLY, -515_000, 1, "", 10),
        (LineKind.EXTRA_GUESTS, 50_000, 11, "", 0),
        (LineKind.CLEANING, 100_000, 1, "", 0),
    ]


def test_the_shorter_of_two_seasons_counts_and_its_weekend_costs_what_its_other_nights_do() -> None:
    rates = evolve(RATES, weekend=Money(450_000), seasons=(HOLIDAY, SUMMER))
    prices = [priced.price.amount for _, priced in price_calendar(rates, stay("2027-07-08", "2027-07-13"))]
    assert prices == [500_000, 900_000, 900_000, 900_000, 500_000]


def test_a_higher_priority_beats_a_shorter_season() -> None:
    rates = evolve(RATES, seasons=(HOLIDAY, evolve(SUMMER, priority=1)))
    assert season_on(rates, date(2027, 7, 10)) == evolve(SUMMER, priority=1)


@pytest.mark.parametrize(("nights", "percent"), [(6, 0), (7, 10), (27, 10), (28, 30), (90, 30)])
def test_the_longer_discount_takes_the_place_of_the_shorter(nights: int, percent: int) -> None:
    begin = date(2027, 5, 1)
    quoted = quote(evolve(RATES, weekly=10, monthly=30), Stay(begin, begin + timedelta(days=nights)))
    assert sum(line.percent for line in quoted.lines) == percent
    assert quoted.total.amount == 350_000 * nights * (100 - percent) // 100 + 100_000


def test_a_discount_is_rounded_for_the_renter_to_whole_minor_units_downwards() -> None:
    quoted = quote(Rates(Money(1), Money(0), weekly=50), stay("2027-05-01", "2027-05-10"))
    assert quoted.total == Money(9 - 4)


def test_a_discount_of_nothing_is_no_line() -> None:
    assert [line.kind for line in quote(Rates(Money(1), Money(0), weekly=1), stay("2027-05-01", "2027-05-09")).lines] == [LineKind.NIGHTS]


@given(all_rates(), dates(within=120))
def test_how_long_a_stay_may_be_is_said_by_the_season_of_the_arrival_night(rates: Rates, arrival: date) -> None:
    flat = an_apartment(rates=rates, min_nights=2, max_nights=30)
    season, length = season_on(rates, arrival), stay_length(flat, arrival)
    assert length.shortest == ((season and season.min_nights) or 2)
    assert length.longest == max(length.shortest, (season and season.max_nights) or 30)


@given(all_rates(), stays(within=60, longest=60))
def test_the_lengths_of_a_range_are_those_of_each_arrival(rates: Rates, within: Stay) -> None:
    flat = an_apartment(rates=rates)
    for nights, length in lengths(flat, within):
        assert all(stay_length(flat, arrival) == length for arrival in nights)


def test_without_rates_the_apartments_own_limits_count() -> None:
    flat = an_apartment(rates=None, min_nights=2, max_nights=9)
    assert list(lengths(flat, HOLIDAY.nights)) == [(HOLIDAY.nights, StayLength(2, 9))]
    assert stay_length(flat, HOLIDAY.nights.check_in) == StayLength(2, 9)


@given(seasons(), seasons())
def test_two_seasons_of_the_same_nights_need_different_priorities(one: Season, other: Season) -> None:
    twin = evolve(other, nights=one.nights, priority=one.priority)
    with refused(SeasonClashError(one.name)):
        evolve(RATES, seasons=(one, twin))
    assert evolve(RATES, seasons=(one,)).with_season(twin, instead_of=one).seasons == (twin,)


def test_seasons_are_kept_by_date() -> None:
    rates = RATES.with_season(HOLIDAY).with_season(SUMMER)
    assert rates.seasons == (SUMMER, HOLIDAY)
    assert rates.without_season(SUMMER).seasons == (HOLIDAY,)


def test_there_are_only_so_many_seasons() -> None:
    many = tuple(evolve(SUMMER, nights=Stay(date(2027, 1, day), date(2027, 2, 1))) for day in range(1, 26))
    many += tuple(evolve(SUMMER, nights=Stay(date(2028, 1, day), date(2028, 2, 1))) for day in range(1, 26))
    full = evolve(RATES, seasons=many)
    with refused(TooManySeasonsError(MAX_SEASONS)):
        full.with_season(SUMMER)


@pytest.mark.parametrize("field", ["base", "weekend"])
def test_prices_of_a_season_are_prices(field: str) -> None:
    for amount in (0, -1, MOST + 1):
        with pytest.raises(BadRateError):
            evolve(SUMMER, base=Money(amount)) if field == "base" else evolve(SUMMER, weekend=Money(amount))


def test_the_shortest_stay_of_a_season_is_not_longer_than_its_longest() -> None:
    with refused(NightsOrderError(7, 5)):
        evolve(HOLIDAY, min_nights=7)


@pytest.mark.parametrize(
    "changes", [{"weekend": Money(1, "EUR")}, {"extra_guest": Money(1, "EUR")}, {"seasons": (evolve(SUMMER, base=Money(1, "EUR")),)}]
)
def test_rates_are_in_one_currency_with_all_their_parts(changes: dict[str, Any]) -> None:
    with pytest.raises(CurrencyMixError):
        evolve(RATES, **changes)


def test_only_days_of_the_week_are_weekend_nights() -> None:
    with pytest.raises(ValueError, match="weekend_nights"):
        evolve(RATES, weekend_nights=frozenset({7}))
