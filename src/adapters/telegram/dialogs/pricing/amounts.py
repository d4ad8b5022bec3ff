"""Amounts of money as people type them, and those that are a tap away."""

import re
from decimal import Decimal, InvalidOperation

from babel.numbers import get_currency_precision

from rental_core.money import Money

WRITTEN = re.compile(
    r"(?:[$€₽]\s*)?([0-9][0-9 .,'\u00a0]*?)\s*(k|к|т|тыс\.?|тысяч[аи]?|thousand)?\s*(?:₽|р\.?|руб\.?|рублей|рубля|\$|€|[a-z]{3})?"
)
NONE = frozenset({"нет", "без", "-", "—", "0", "no", "none", "ноль"})
MOST_DIGITS = 12
STEPS = (1_500, 2_000, 2_500, 3_000, 3_500, 4_000, 5_000, 6_000)
FEES = (0, 500, 700, 1_000, 1_500, 2_000, 2_500, 3_000)


def an_amount(text: str, currency: str) -> Money | None:
    """The amount of "4500", "4 500,50 р", "4.5к", "нет" (which is zero); None for anything else."""
    said = " ".join(text.lower().split())
    if said in NONE:
        return Money(0, currency)
    found = WRITTEN.fullmatch(said)
    if found is None:
        return None
    number = _number(found[1])
    if number is None:
        return None
    digits = get_currency_precision(currency)
    minor = (number * (1000 if found[2] else 1)).scaleb(digits)
    return Money(int(minor), currency) if minor == minor.to_integral_value() and minor < 10**MOST_DIGITS else None


def _number(written: str) -> Decimal | None:
    """Points and commas part thousands, or cents when one or two digits follow the last."""
    plain = re.sub(r"[ '\u00a0]", "", written).rstrip(".,")
    whole, _, cents = plain.replace(",", ".").rpartition(".")
    joined = f"{whole.replace('.', '')}.{cents}" if whole and len(cents) <= 2 else re.sub(r"\D", "", plain)
    if len(joined) > MOST_DIGITS + 1:
        return None
    try:
        return Decimal(joined)
    except InvalidOperation:
        return None


def whole(units: int, currency: str) -> Money:
    """So many whole units of a currency."""
    return Money(units * 10 ** get_currency_precision(currency), currency)
