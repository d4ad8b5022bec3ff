"""Hypothesis strategies of valid objects only."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from rental_core.accounts.person import PersonId
from rental_core.apartments.rates import Rates, Season
from rental_core.calendar.occupancy import Taker, TakerKind
from rental_core.calendar.status import Cause, Occupied
from rental_core.money import Money
from rental_core.stay import Stay
from tests.support.builders import BERLIN_TIME, MOSCOW_TIME

FIRST = date(2027, 1, 1)
# Clocks that never change, that change at 02:00, at midnight (the hour after it is skipped or repeated), and by half an hour.
ZONES = (MOSCOW_TIME, BERLIN_TIME, "America/Santiago", "Australia/Lord_Howe", "Pacific/Apia", "UTC")


def dates(*, within: int = 60) -> st.SearchStrategy[date]:
    """Days from 2027-01-01 on, close enough to meet."""
    return st.integers(0, within - 1).map(lambda days: FIRST + timedelta(days))


@st.composite
def stays(draw: st.DrawFn, *, within: int = 60, longest: int = 20) -> Stay:
    """Stays that begin in the first `within` days of 2027."""
    check_in = draw(dates(within=within))
    return Stay(check_in, check_in + timedelta(draw(st.integers(1, longest))))


def moments(*, within: timedelta = timedelta(days=400)) -> st.SearchStrategy[datetime]:
    """UTC moments from the beginning of 2027 on, to the minute."""
    start = datetime(2027, 1, 1, tzinfo=UTC)
    return st.integers(0, int(within / timedelta(minutes=1))).map(lambda minutes: start + timedelta(minutes=minutes))


def zones() -> st.SearchStrategy[str]:
    return st.sampled_from(ZONES)


def prices(*, least: int = 0) -> st.SearchStrategy[Money]:
    """Amounts in roubles' kopecks, up to a million roubles."""
    return st.integers(least, 100_000_000).map(Money)


@st.composite
def periods(draw: st.DrawFn) -> Occupied:
    """Occupied periods of whole hours in the first days of 2027: they overlap, touch and miss each other often."""
    start = datetime(2027, 1, 1, tzinfo=UTC)
    begin = draw(st.integers(0, 40))
    end = begin + draw(st.integers(1, 20))
    cause = Cause(Taker(draw(st.sampled_from(TakerKind)), draw(st.integers(1, 5))), PersonId(1))
    return Occupied(start + timedelta(hours=begin), start + timedelta(hours=end), cause, cause)


@st.composite
def seasons(draw: st.DrawFn, *, within: int = 90) -> Season:
    """Seasons that overlap often, some without a price, a limit, or either."""
    shortest = draw(st.none() | st.integers(1, 10))
    return Season(
        name=draw(st.sampled_from(("Лето", "Праздники", "Ярмарка"))),
        nights=draw(stays(within=within, longest=40)),
        priority=draw(st.integers(0, 3)),
        base=draw(st.none() | prices(least=1)),
        weekend=draw(st.none() | prices(least=1)),
        min_nights=shortest,
        max_nights=draw(st.none() | st.integers(shortest or 1, 90)),
    )


@st.composite
def all_rates(draw: st.DrawFn) -> Rates:
    """Every combination of what a landlord may ask for."""
    return Rates(
        draw(prices(least=1)),
        draw(prices()),
        weekend=draw(st.none() | prices(least=1)),
        weekend_nights=draw(st.frozensets(st.integers(0, 6))),
        seasons=tuple(draw(st.lists(seasons(), max_size=5, unique_by=lambda season: season.weight))),
        weekly=draw(st.integers(0, 90)),
        monthly=draw(st.integers(0, 90)),
        extra_guest=draw(st.none() | prices(least=1)),
        included_guests=draw(st.integers(1, 4)),
    )
