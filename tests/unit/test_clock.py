"""Local dates and UTC moments."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given

from rental_core.clock import local_date, moment_of, next_midnight
from tests.strategies import dates, moments, zones
from tests.support.builders import BERLIN_TIME, MOSCOW_TIME, at


@given(moments(), zones())
def test_the_next_midnight_is_ahead_and_begins_the_next_local_day(moment: datetime, zone: str) -> None:
    midnight = next_midnight(moment, zone)
    assert moment < midnight <= moment + timedelta(hours=26)
    assert local_date(midnight, zone) == local_date(moment, zone) + timedelta(days=1)


@given(dates(within=400), zones())
def test_a_moment_made_of_a_date_falls_on_that_date(day: date, zone: str) -> None:
    assert local_date(moment_of(day, time(14), zone), zone) == day


def test_the_date_is_the_one_where_the_apartment_stands() -> None:
    late = datetime(2027, 5, 1, 21, 30, tzinfo=UTC)
    assert local_date(late, MOSCOW_TIME) == date(2027, 5, 2)
    assert local_date(late, "UTC") == date(2027, 5, 1)


def test_a_day_is_23_hours_long_when_clocks_go_forward_and_25_when_back() -> None:
    def length(day: date) -> timedelta:
        return next_midnight(moment_of(day, time.min, BERLIN_TIME), BERLIN_TIME) - moment_of(day, time.min, BERLIN_TIME)

    assert length(date(2027, 3, 28)) == timedelta(hours=23)
    assert length(date(2027, 10, 31)) == timedelta(hours=25)


def test_a_skipped_time_is_as_far_after_the_gap_as_it_was_into_it() -> None:
    assert moment_of(date(2027, 3, 28), time(2, 30), BERLIN_TIME) == at("2027-03-28 03:30", BERLIN_TIME)


def test_a_repeated_time_is_its_first_occurrence() -> None:
    moment = moment_of(date(2027, 10, 31), time(2, 30), BERLIN_TIME)
    assert moment == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert moment.astimezone(ZoneInfo(BERLIN_TIME)).fold == 0


def test_moments_are_in_utc() -> None:
    assert moment_of(date(2027, 5, 5), time(14), MOSCOW_TIME) == datetime(2027, 5, 5, 11, tzinfo=UTC)
    assert moment_of(date(2027, 5, 5), time(14), MOSCOW_TIME).tzinfo is UTC
