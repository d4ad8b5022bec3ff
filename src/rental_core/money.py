"""Amounts in integer minor units."""

from attrs import field, frozen
from attrs.validators import instance_of, matches_re

from rental_core.errors import RentalError

DEFAULT_CURRENCY = "RUB"


@frozen
class CurrencyMixError(RentalError):
    """Two currencies met in one sum or comparison."""

    one: str
    other: str


@frozen
class Money:
    """An amount in minor units (kopecks for RUB) of a currency (ISO 4217, three capital letters). May be negative: a discount is."""

    amount: int = field(validator=instance_of(int))
    currency: str = field(default=DEFAULT_CURRENCY, validator=matches_re(r"[A-Z]{3}"))

    def __add__(self, other: "Money") -> "Money":
        """The sum; raises CurrencyMixError for different currencies."""
        if self.currency != other.currency:
            raise CurrencyMixError(self.currency, other.currency)
        return Money(self.amount + other.amount, self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.amount * times, self.currency)
