"""The price of a stay."""

from functools import reduce
from operator import add

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from rental_core.apartments.apartment import NotPublishedError
from rental_core.apartments.rates import BadRateError, Rates
from rental_core.money import CurrencyMixError, Money
from rental_core.pricing.quote import LineKind, PriceChangedError, PriceTag, Quote, QuoteLine, quote, quote_for
from rental_core.stay import Stay
from tests.strategies import prices, stays
from tests.support.builders import RATES, an_apartment, stay
from tests.support.refused import refused

THREE_NIGHTS = stay("2027-05-05", "2027-05-08")


@given(prices(least=1), prices(), stays())
def test_the_total_is_the_sum_of_the_lines(base: Money, cleaning: Money, nights: Stay) -> None:
    made = quote(Rates(base, cleaning), nights)
    assert made.total == reduce(add, (line.amount for line in made.lines)) == base * nights.nights + cleaning


def test_a_night_has_its_share_of_the_total_rounded_up() -> None:
    whole = quote(Rates(Money(350_000), Money(100_000)), stay("2027-05-05", "2027-05-08"))
    assert (whole.total, whole.per_night(3)) == (Money(1_150_000), Money(383_334))


def test_nights_and_cleaning_are_lines_of_their_own() -> None:
    assert quote(RATES, THREE_NIGHTS).lines == (
        QuoteLine(LineKind.NIGHTS, Money(350_000), 3),
        QuoteLine(LineKind.CLEANING, Money(100_000)),
    )


def test_no_cleaning_fee_is_no_line() -> None:
    free = quote(evolve(RATES, cleaning=Money(0)), THREE_NIGHTS)
    assert [line.kind for line in free.lines] == [LineKind.NIGHTS]


LINES = st.builds(QuoteLine, st.sampled_from(LineKind), prices(), st.integers(1, 90))


@given(st.lists(LINES, min_size=1, max_size=4), st.lists(LINES, min_size=1, max_size=4))
def test_two_quotes_have_one_tag_exactly_when_their_lines_are_the_same(some: list[QuoteLine], others: list[QuoteLine]) -> None:
    assert (Quote(tuple(some)).tag == Quote(tuple(others)).tag) == (some == others)


@pytest.mark.parametrize(
    "changed",
    [
        QuoteLine(LineKind.CLEANING, Money(350_000), 3),
        QuoteLine(LineKind.NIGHTS, Money(350_001), 3),
        QuoteLine(LineKind.NIGHTS, Money(350_000, "EUR"), 3),
        QuoteLine(LineKind.NIGHTS, Money(350_000), 4),
        QuoteLine(LineKind.NIGHTS, Money(1_050_000), 1),
    ],
)
def test_the_fingerprint_changes_with_any_part_of_a_line(changed: QuoteLine) -> None:
    original = Quote((QuoteLine(LineKind.NIGHTS, Money(350_000), 3),))
    assert Quote((changed,)).tag.fingerprint != original.tag.fingerprint


def test_another_price_than_the_shown_one_is_refused_with_the_new_quote() -> None:
    shown = PriceTag(Money(1_000_000), "of yesterday")
    now = quote(RATES, THREE_NIGHTS)
    with refused(PriceChangedError(Money(1_000_000), now)):
        now.must_match(shown)
    now.must_match(now.tag)


def test_an_apartment_without_rates_has_no_quote() -> None:
    with pytest.raises(NotPublishedError):
        quote_for(an_apartment(rates=None), THREE_NIGHTS)


def test_a_quote_has_at_least_one_line() -> None:
    with pytest.raises(ValueError, match="lines"):
        Quote(())


def test_rates_are_in_one_currency() -> None:
    with pytest.raises(CurrencyMixError):
        Rates(Money(100, "RUB"), Money(100, "EUR"))


@pytest.mark.parametrize(("base", "cleaning"), [(0, 0), (-1, 0), (1, -1)])
def test_a_night_costs_something_and_cleaning_never_pays_the_guest(base: int, cleaning: int) -> None:
    with pytest.raises(BadRateError):
        Rates(Money(base), Money(cleaning))
