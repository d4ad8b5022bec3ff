"""Amounts in minor units."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rental_core.money import CurrencyMixError, Money
from tests.strategies import prices
from tests.support.refused import refused


@given(prices(), prices())
def test_the_sum_of_two_amounts_does_not_depend_on_their_order(one: Money, other: Money) -> None:
    assert one + other == other + one == Money(one.amount + other.amount)


@given(prices(), st.integers(0, 90))
def test_an_amount_times_n_is_its_sum_n_times(price: Money, times: int) -> None:
    assert price * times == sum([price] * times, start=Money(0))


def test_two_currencies_do_not_meet_in_a_sum() -> None:
    with refused(CurrencyMixError("RUB", "EUR")):
        Money(100, "RUB") + Money(100, "EUR")


@pytest.mark.parametrize("currency", ["rub", "RU", "RUBL", "", "₽₽₽"])
def test_a_currency_is_three_capital_letters(currency: str) -> None:
    with pytest.raises(ValueError, match="currency"):
        Money(100, currency)


@pytest.mark.parametrize("amount", [1.5, "100", None])
def test_an_amount_is_a_whole_number(amount: Any) -> None:
    with pytest.raises(TypeError):
        Money(amount)
