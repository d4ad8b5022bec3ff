"""What a landlord's apartments bring in, how full they are, and what a night brings: by month and apartment.

Income is what guests pay by the stored quotes of their bookings, cleaning and other fees included; the platform takes no part of it. It
is spread evenly over the nights of a stay in whole minor units, and what does not divide comes with the first night. A night belongs to
the month of its local date. Counted are confirmed stays, also those ahead, and completed ones; of a stay cancelled after check-in and of
a no-show the nights that stay sold, with their share (decision 0004); of anything else nothing.

A night is available when it was sold, or when the apartment was published on it and its landlord had not closed it. So nights before the
first publication and nights of a pause count for nobody's occupancy, and preparation nights do.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import partial, reduce
from itertools import groupby, pairwise
from operator import add
from typing import Protocol

from attrs import field, frozen
from attrs.validators import ge

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId, Publication
from rental_core.apartments.facts import Edit, Fact
from rental_core.bookings.booking import Booking
from rental_core.clock import local_date
from rental_core.money import DEFAULT_CURRENCY, Money
from rental_core.stay import FOREVER, Stay, span


@frozen
class Income:
    """What some nights brought in. Those that are available include those that were sold."""

    revenue: Money
    nights_sold: int = field(default=0, validator=ge(0))
    nights_available: int = field(default=0, validator=ge(0))

    def __attrs_post_init__(self) -> None:
        if self.nights_sold > self.nights_available:
            raise ValueError(f"sold {self.nights_sold} nights of {self.nights_available}")

    def __add__(self, other: "Income") -> "Income":
        """Raises CurrencyMixError for different currencies."""
        sold, available = self.nights_sold + other.nights_sold, self.nights_available + other.nights_available
        return Income(self.revenue + other.revenue, sold, available)

    @property
    def occupancy_rate(self) -> Fraction | None:
        """Nights sold / nights available; None when none were."""
        return Fraction(self.nights_sold, self.nights_available) if self.nights_available else None

    @property
    def average_daily_rate(self) -> Money | None:
        """Revenue / nights sold, to the nearest minor unit, halves up; None when none were sold."""
        n = self.nights_sold
        return Money((2 * self.revenue.amount + n) // (2 * n), self.revenue.currency) if n else None


@frozen(kw_only=True)
class IncomeRow:
    """An apartment's income of one month (its first day) in one currency."""

    apartment_id: ApartmentId
    title: str
    street: str
    month: date
    income: Income


@frozen
class ApartmentIncome:
    """An apartment's income of all months of a section."""

    id: ApartmentId
    title: str
    street: str
    income: Income


@frozen
class IncomeSection:
    """All rows of one currency: amounts of different ones are never added, nor their nights."""

    currency: str
    rows: tuple[IncomeRow, ...] = ()

    def of(self, within: Stay) -> "IncomeSection":
        """Only the months that begin within these days."""
        return IncomeSection(self.currency, tuple(row for row in self.rows if row.month in within))

    @property
    def total(self) -> Income:
        return reduce(add, (row.income for row in self.rows), Income(Money(0, self.currency)))

    def by_month(self, within: Stay) -> tuple[tuple[date, Income], ...]:
        """Every month that begins within these days, also those without income."""
        return tuple((first, self.of(month_of(first)).total) for first in months(within))

    @property
    def apartments(self) -> tuple[ApartmentIncome, ...]:
        """The best first: by revenue, then by nights sold; ties by id."""
        of_each = groupby(sorted(self.rows, key=lambda row: row.apartment_id), key=lambda row: row.apartment_id)
        found = [self._one(list(rows)) for _, rows in of_each]
        return tuple(sorted(found, key=lambda one: (-one.income.revenue.amount, -one.income.nights_sold, one.id)))

    def _one(self, rows: list[IncomeRow]) -> ApartmentIncome:
        total = IncomeSection(self.currency, tuple(rows)).total
        return ApartmentIncome(rows[0].apartment_id, rows[0].title, rows[0].street, total)


def sections(rows: Iterable[IncomeRow]) -> tuple[IncomeSection, ...]:
    """A section for each currency, the usual one first, the others by their codes; none without rows."""
    found = tuple(rows)
    currencies = sorted({row.income.revenue.currency for row in found}, key=lambda each: (each != DEFAULT_CURRENCY, each))
    return tuple(IncomeSection(each, tuple(row for row in found if row.income.revenue.currency == each)) for each in currencies)


def month_of(day: date) -> Stay:
    """The nights of the month that a day lies in."""
    first = day.replace(day=1)
    return Stay(first, (first + timedelta(days=31)).replace(day=1))


def year_of(year: int) -> Stay:
    """All nights of a year."""
    return Stay(date(year, 1, 1), date(year + 1, 1, 1))


def months(within: Stay) -> Iterator[date]:
    """The first day of each month that has one of these nights."""
    first = within.check_in.replace(day=1)
    while first < within.check_out:
        yield first
        first = month_of(first).check_out


def earned(total: Money, stay: Stay, nights: Stay) -> Money:
    """The share that `nights`, a part of `stay`, have in its `total`."""
    each, rest = divmod(total.amount, stay.nights)
    return Money(each * nights.nights + (rest if stay.check_in in nights else 0), total.currency)


def offered(apartment: Apartment, edits: Iterable[Edit]) -> tuple[Stay, ...]:
    """The nights of local dates on which it was published, and is to be as things stand: by its history, and from the day it was added."""
    changes = [(edit.at, change) for edit in edits for change in edit.changes if change.fact is Fact.PUBLICATION]
    begin = changes[0][1].was if changes else apartment.publication.value
    moves = [(apartment.created_at, begin), *((at, change.now) for at, change in changes)]
    days = [*((local_date(at, apartment.zone), stands) for at, stands in moves), (FOREVER, None)]
    spans = [span(day, until) for (day, stands), (until, _) in pairwise(days) if stands == Publication.PUBLISHED.value]
    return tuple(each for each in spans if each)


def income_rows(
    apartment: Apartment, currency: str, *, bookings: Iterable[Booking], offers: Iterable[Stay], closed: Iterable[Stay], within: Stay
) -> tuple[IncomeRow, ...]:
    """An apartment's income by month and currency: where a night within `within` was available, sorted.

    `offers` are the nights it was published, `closed` those that its blocks hold. Nights that nobody bought count in the apartment's own
    `currency`.
    """
    sales = [(booking, nights) for booking in bookings if booking.sold and (nights := booking.sold.within(within))]
    gone = [*closed, *(nights for _, nights in sales)]
    unsold = [free for offer in offers if (shown := offer.within(within)) for free in shown.minus(gone)]
    found: dict[tuple[date, str], Income] = {}
    for month, income in (*_sold(sales), *_unsold(unsold, currency)):
        key = month, income.revenue.currency
        found[key] = found[key] + income if key in found else income
    row = partial(IncomeRow, apartment_id=apartment.id, title=apartment.title, street=apartment.address.street)
    return tuple(row(month=key[0], income=found[key]) for key in sorted(found))


def _sold(sales: Iterable[tuple[Booking, Stay]]) -> Iterator[tuple[date, Income]]:
    for booking, sold in sales:
        for first in months(sold):
            if nights := sold.within(month_of(first)):
                yield first, Income(earned(booking.quote.total, booking.stay, nights), nights.nights, nights.nights)


def _unsold(free: Iterable[Stay], currency: str) -> Iterator[tuple[date, Income]]:
    for piece in free:
        for first in months(piece):
            if nights := piece.within(month_of(first)):
                yield first, Income(Money(0, currency), 0, nights.nights)


@frozen
class IncomeYears:
    """Today, the earliest local date among the apartments, and the years in which there is or may be income, `first` to `last`."""

    today: date
    first: int
    last: int


class IncomeReader(Protocol):
    """A landlord's income for their screens, of all apartments or of `apartment_id` alone; nothing of what others let."""

    @abstractmethod
    async def years(self, landlord_id: PersonId, *, now: datetime, apartment_id: ApartmentId | None = None) -> IncomeYears:
        """From the first check-in to the last confirmed night, this year always included."""

    @abstractmethod
    async def rows(self, landlord_id: PersonId, within: Stay, *, apartment_id: ApartmentId | None = None) -> tuple[IncomeRow, ...]:
        """As `income_rows`, of removed apartments too: by apartment, month and currency. `within` are nights."""
