"""What a picture of a year's income shows, and its name: whatever looks the same has the same name and is uploaded once."""

import base64
import json
import zlib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from attrs import frozen
from babel.numbers import get_currency_precision

from rental_core.accounts.person import Language
from rental_core.bookings.income import Income
from rental_core.money import Money

SCHEME = "income:"


@frozen
class Column:
    """A month: minor units, nights sold, nights available."""

    revenue: int
    sold: int
    available: int

    @classmethod
    def of(cls, income: Income) -> "Column":
        return cls(income.revenue.amount, income.nights_sold, income.nights_available)

    @property
    def occupancy(self) -> Fraction | None:
        return Fraction(self.sold, self.available) if self.available else None


@frozen
class Earnings:
    """The months of a year in one currency, of the apartment called `title`, or of all.

    What lies after today's month, is still ahead: the months from number `ahead` on, of which January is 0. `current` is today's
    month, None in another year.
    """

    language: Language
    year: int
    currency: str
    title: str
    current: int | None
    ahead: int
    columns: tuple[Column, ...]

    @classmethod
    def of(cls, language: Language, today: date, title: str, months: Iterable[tuple[date, Income]]) -> "Earnings":
        found = tuple(months)
        first, income = found[0]
        ahead = sum(month <= today for month, _ in found)
        current = ahead - 1 if today.year == first.year else None
        return cls(language, first.year, income.revenue.currency, title, current, ahead, tuple(Column.of(each) for _, each in found))

    @classmethod
    def named(cls, name: str) -> "Earnings":
        """The inverse of `name`. Raises ValueError."""
        try:
            told = json.loads(zlib.decompress(base64.urlsafe_b64decode(name.removeprefix(SCHEME))))
            language, year, currency, title, current, ahead, columns = told
        except zlib.error as error:
            raise ValueError(f"no picture of income: {name}") from error
        return cls(Language(language), year, currency, title, current, ahead, tuple(Column(*column) for column in columns))

    @property
    def name(self) -> str:
        columns = [[each.revenue, each.sold, each.available] for each in self.columns]
        told = [self.language.value, self.year, self.currency, self.title, self.current, self.ahead, columns]
        packed = zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 9)
        return SCHEME + base64.urlsafe_b64encode(packed).decode()

    @property
    def total(self) -> Money:
        return Money(sum(column.revenue for column in self.columns), self.currency)

    def amount(self, column: Column) -> Decimal:
        """The revenue in whole units of the currency."""
        return Decimal(column.revenue).scaleb(-get_currency_precision(self.currency))

    @property
    def highest(self) -> Decimal:
        return max(self.amount(column) for column in self.columns)


def steps(highest: Decimal) -> tuple[Decimal, ...]:
    """Round amounts for the lines of an axis, from zero up to the first that is not below `highest`: at most six."""
    power = Decimal(10) ** (max(highest, Decimal(1)).adjusted() - 1)
    for factor in (1, 2, 5, 10, 20, 50):
        step = power * factor
        if step * 5 >= highest:
            return tuple(step * number for number in range(ceil(highest / step) + 1))
    raise AssertionError(highest)
