"""What a landlord asks for: prices of nights by weekday and season, discounts, fees."""

from enum import Enum

from attrs import evolve, field, frozen
from attrs.validators import and_, ge, in_, le, max_len, min_len, optional

from rental_core.errors import RentalError
from rental_core.money import CurrencyMixError, Money
from rental_core.stay import Stay

MOST = 10**13  # minor units of one night or fee: times the nights of the longest stay it still fits into 64 bits
MOST_OFF = 90  # percent
MAX_SEASONS = 50
SEASON_NAME_LENGTH = 60
LONGEST_STAY = 90  # nights; a landlord may ask for less
FRIDAY, SATURDAY = 4, 5  # as date.weekday() counts
WEEKEND = frozenset({FRIDAY, SATURDAY})


@frozen
class SeasonClashError(RentalError):
    """Two seasons of the same nights and priority: nobody could say which of them counts. `name` is that of the one known already."""

    name: str


class RateProblem(Enum):
    """What a price cannot be."""

    NOT_POSITIVE = "not-positive"
    NEGATIVE = "negative"
    TOO_HIGH = "too-high"


@frozen
class BadRateError(RentalError):
    """Nothing can cost that. `limit` is the highest possible amount in minor units, where that is the problem."""

    problem: RateProblem
    limit: int = 0


@frozen
class TooManySeasonsError(RentalError):
    """An apartment has at most `limit` seasons."""

    limit: int


@frozen
class NightsOrderError(RentalError):
    """The shortest stay would be longer than the longest one."""

    shortest: int
    longest: int


def _priced(rate: Money | None, *, free: bool = False) -> None:
    if rate is None:
        return
    if rate.amount < 0 or (rate.amount == 0 and not free):
        raise BadRateError(RateProblem.NEGATIVE if free else RateProblem.NOT_POSITIVE)
    if rate.amount > MOST:
        raise BadRateError(RateProblem.TOO_HIGH, MOST)


@frozen(kw_only=True)
class Season:
    """Nights with prices or limits of their own; what is None is as outside the season.

    Of several seasons over a night one counts, whatever the order of their entry: that of the highest `priority`; of these the shortest;
    of these the one that begins last. `weekend` is the price of its weekend nights, which otherwise cost `base` as well.
    """

    name: str = field(validator=[min_len(1), max_len(SEASON_NAME_LENGTH)])
    nights: Stay
    priority: int = field(default=0, validator=[ge(0), le(9)])
    base: Money | None = None
    weekend: Money | None = None
    min_nights: int | None = field(default=None, validator=optional(and_(ge(1), le(LONGEST_STAY))))
    max_nights: int | None = field(default=None, validator=optional(and_(ge(1), le(LONGEST_STAY))))

    def __attrs_post_init__(self) -> None:
        _priced(self.base)
        _priced(self.weekend)
        if self.min_nights and self.max_nights and self.min_nights > self.max_nights:
            raise NightsOrderError(self.min_nights, self.max_nights)

    @property
    def weight(self) -> tuple[int, int, int]:
        """The season with the greatest one counts. No two seasons of an apartment have the same."""
        return self.priority, -self.nights.nights, self.nights.check_in.toordinal()


@frozen
class Rates:
    """Prices in one currency: `base` a night, `cleaning` once a stay.

    `weekend` is the price of the nights that start on `weekend_nights` (0 is Monday; Friday and Saturday unless chosen otherwise), None:
    as any other. `weekly` and `monthly` are percent off the nights of a stay from 7 and from 28 nights on; the greater length counts, never
    both. `extra_guest` is asked for each night and guest above `included_guests`.
    """

    base: Money
    cleaning: Money
    weekend: Money | None = field(default=None, kw_only=True)
    weekend_nights: frozenset[int] = field(default=WEEKEND, kw_only=True)
    seasons: tuple[Season, ...] = field(default=(), kw_only=True)
    weekly: int = field(default=0, kw_only=True, validator=[ge(0), le(MOST_OFF)])
    monthly: int = field(default=0, kw_only=True, validator=[ge(0), le(MOST_OFF)])
    extra_guest: Money | None = field(default=None, kw_only=True)
    included_guests: int = field(default=1, kw_only=True, validator=ge(1))

    @weekend_nights.validator
    def _weekdays(self, _: object, nights: frozenset[int]) -> None:
        for night in nights:
            in_(range(7))(self, _, night)  # type: ignore[arg-type]  # attrs' validators name the field in their message

    def __attrs_post_init__(self) -> None:
        for other in (
            self.cleaning,
            self.weekend,
            self.extra_guest,
            *(price for each in self.seasons for price in (each.base, each.weekend)),
        ):
            if other is not None and other.currency != self.base.currency:
                raise CurrencyMixError(self.base.currency, other.currency)
        _priced(self.base)
        _priced(self.weekend)
        _priced(self.cleaning, free=True)
        _priced(self.extra_guest)
        self._check_seasons()

    def _check_seasons(self) -> None:
        if len(self.seasons) > MAX_SEASONS:
            raise TooManySeasonsError(MAX_SEASONS)
        known: dict[tuple[int, int, int], Season] = {}
        for season in self.seasons:
            if season.weight in known:
                raise SeasonClashError(known[season.weight].name)
            known[season.weight] = season

    @property
    def currency(self) -> str:
        return self.base.currency

    def with_season(self, season: Season, *, instead_of: Season | None = None) -> "Rates":
        """With one season more, or in the place of another. Raises SeasonClashError, TooManySeasonsError, CurrencyMixError."""
        return evolve(self, seasons=_by_date((*(each for each in self.seasons if each != instead_of), season)))

    def without_season(self, season: Season) -> "Rates":
        """Nothing changes when there is no such season."""
        return evolve(self, seasons=tuple(each for each in self.seasons if each != season))


def _by_date(seasons: tuple[Season, ...]) -> tuple[Season, ...]:
    return tuple(sorted(seasons, key=lambda each: (each.nights, each.priority)))
