"""Amounts of money as people type them."""

import pytest

from adapters.telegram.dialogs.pricing.amounts import an_amount, whole
from rental_core.money import Money


@pytest.mark.parametrize(
    ("typed", "kopecks"),
    [
        ("4500", 450_000),
        ("4 500", 450_000),
        ("4\u00a0500 ₽", 450_000),
        ("4.500", 450_000),
        ("4500,5", 450_050),
        ("4500.05 руб.", 450_005),
        ("4,5к", 450_000),
        ("4.5 тыс", 450_000),
        ("12 тысяч рублей", 1_200_000),
        ("$40", 4_000),
        ("нет", 0),
        ("0", 0),
        ("No", 0),
        ("", None),
        ("много", None),
        ("-5", None),
        ("4500 4500 руб за ночь", None),
        ("1" * 30, None),
        ("4500\x00", None),
        ("٣", None),
    ],
)
def test_an_amount_is_read_as_it_is_meant(typed: str, kopecks: int | None) -> None:
    assert an_amount(typed, "RUB") == (None if kopecks is None else Money(kopecks))


def test_a_currency_without_minor_units_has_whole_amounts_only() -> None:
    assert an_amount("4500", "JPY") == Money(4500, "JPY")
    assert an_amount("4500,5", "JPY") is None
    assert whole(5, "JPY") == Money(5, "JPY")
    assert whole(5, "RUB") == Money(500)
