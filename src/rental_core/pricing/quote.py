"""The price of a stay, with every line that makes it."""

import hashlib
from enum import Enum
from functools import reduce
from operator import add

from attrs import field, frozen
from attrs.validators import ge, min_len

from rental_core.apartments.apartment import Apartment, NotPublishedError, Rates
from rental_core.errors import RentalError
from rental_core.money import Money
from rental_core.stay import Stay


class LineKind(Enum):
    """What a line of a quote is for."""

    NIGHTS = "nights"
    CLEANING = "cleaning"


@frozen
class QuoteLine:
    """`times` × `each`; nights are counted in `times`, a fee is once."""

    kind: LineKind
    each: Money
    times: int = field(default=1, validator=ge(1))

    @property
    def amount(self) -> Money:
        return self.each * self.times


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

    @property
    def tag(self) -> PriceTag:
        """What to send back with the request, so that nobody pays another price than the one they saw."""
        said = ";".join(f"{line.kind.value}:{line.each.amount}{line.each.currency}x{line.times}" for line in self.lines)
        return PriceTag(self.total, hashlib.sha256(said.encode()).hexdigest()[:12])

    def must_match(self, shown: PriceTag) -> None:
        """Raises PriceChangedError when `shown` is the tag of another quote."""
        if shown != self.tag:
            raise PriceChangedError(shown.total, self)


def quote(rates: Rates, stay: Stay) -> Quote:
    """Nights at the base rate, and the cleaning fee if there is one."""
    lines = [QuoteLine(LineKind.NIGHTS, rates.base, stay.nights)]
    if rates.cleaning.amount:
        lines.append(QuoteLine(LineKind.CLEANING, rates.cleaning))
    return Quote(tuple(lines))


def quote_for(apartment: Apartment, stay: Stay) -> Quote:
    """The quote of an apartment's stay. Raises NotPublishedError for one without rates."""
    if apartment.rates is None:
        raise NotPublishedError(apartment.id)
    return quote(apartment.rates, stay)
