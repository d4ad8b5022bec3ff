"""When a stay may be asked for, and how long the answer may take."""

from contextlib import nullcontext
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rental_core.apartments.apartment import ApartmentId, NotPublishedError, Publication
from rental_core.bookings.rules import (
    BookingLimits,
    StayTooFarError,
    StayTooLongError,
    StayTooShortError,
    TooManyGuestsError,
    check_in_moment,
    check_out_moment,
    expiry,
    halfway,
    must_be_bookable,
)
from rental_core.calendar.block import PastNightsError
from rental_core.clock import local_date, moment_of, next_midnight
from rental_core.errors import RentalError
from rental_core.stay import Stay
from tests.strategies import moments, zones
from tests.support.builders import BERLIN_TIME, NOON, an_apartment, at, stay
from tests.support.refused import refused

TODAY = NOON.date()


@pytest.mark.parametrize(
    ("now", "check_in", "expires"),
    [
        ("2027-05-01 12:00", "2027-05-05 14:00", "2027-05-02 12:00"),  # 24 hours
        ("2027-05-04 20:00", "2027-05-05 14:00", "2027-05-05 14:00"),  # the check-in comes first
        ("2027-05-05 13:00", "2027-05-05 14:00", "2027-05-05 14:00"),  # it is an hour away
        ("2027-05-05 13:01", "2027-05-05 14:00", "2027-05-05 14:01"),  # it is nearer: an hour
        ("2027-05-05 18:00", "2027-05-05 14:00", "2027-05-05 19:00"),  # it is past: an hour
        ("2027-05-05 23:30", "2027-05-05 14:00", "2027-05-06 00:00"),  # but not beyond midnight
        ("2027-05-04 23:30", "2027-05-05 00:15", "2027-05-05 00:00"),
    ],
)
def test_a_request_expires_at(now: str, check_in: str, expires: str) -> None:
    assert expiry(at(now), at(check_in), "Europe/Moscow") == at(expires)


def test_24_hours_are_24_hours_when_clocks_change() -> None:
    now = at("2027-03-27 12:00", BERLIN_TIME)
    assert expiry(now, at("2027-04-10 14:00", BERLIN_TIME), BERLIN_TIME) == at("2027-03-28 13:00", BERLIN_TIME)


def test_local_midnight_is_found_on_the_day_clocks_change() -> None:
    now = at("2027-10-31 23:20", BERLIN_TIME)
    assert expiry(now, at("2027-10-31 14:00", BERLIN_TIME), BERLIN_TIME) == at("2027-11-01 00:00", BERLIN_TIME)


@given(moments(), zones(), st.integers(0, 40), st.times())
def test_a_request_expires_later_than_now_within_a_day_and_not_long_after_check_in(
    now: datetime, zone: str, days: int, check_in_from: time
) -> None:
    check_in_at = moment_of(local_date(now, zone) + timedelta(days), check_in_from, zone)
    expires = expiry(now, check_in_at, zone)
    assert now < expires <= now + timedelta(hours=24)
    assert expires <= max(check_in_at, min(now + timedelta(hours=1), next_midnight(now, zone)))


@given(moments(), st.integers(1, 24 * 60))
def test_the_landlord_is_reminded_halfway(now: datetime, minutes: int) -> None:
    expires = now + timedelta(minutes=minutes)
    assert halfway(now, expires) - now == expires - halfway(now, expires)


def test_check_in_and_check_out_are_at_the_apartments_hours() -> None:
    flat = an_apartment(check_in_from=time(15), check_out_until=time(10))
    nights = stay("2027-05-05", "2027-05-08")
    assert check_in_moment(flat, nights) == at("2027-05-05 15:00")
    assert check_out_moment(flat, nights) == at("2027-05-08 10:00")


LIMITS = BookingLimits(days_ahead=30, nights=10)


@pytest.mark.parametrize(
    ("check_in", "check_out"),
    [("2027-05-01", "2027-05-02"), ("2027-05-01", "2027-05-11"), ("2027-05-31", "2027-06-10")],
)
def test_a_stay_may_begin_today_or_at_the_last_day_and_be_as_long_as_the_limit(check_in: str, check_out: str) -> None:
    must_be_bookable(an_apartment(), stay(check_in, check_out), 2, LIMITS, NOON)


@pytest.mark.parametrize(
    ("check_in", "check_out", "guests", "refusal"),
    [
        ("2027-04-30", "2027-05-03", 2, PastNightsError(TODAY)),
        ("2027-06-01", "2027-06-02", 2, StayTooFarError(TODAY + timedelta(30))),
        ("2027-05-05", "2027-05-16", 2, StayTooLongError(10)),
        ("2027-05-05", "2027-05-06", 3, TooManyGuestsError(2)),
    ],
)
def test_a_stay_is_refused_when_it_is_past_too_far_too_long_or_too_crowded(
    check_in: str, check_out: str, guests: int, refusal: RentalError
) -> None:
    with refused(refusal):
        must_be_bookable(an_apartment(guests=2), stay(check_in, check_out), guests, LIMITS, NOON)


@pytest.mark.parametrize(
    ("nights", "refusal"), [(2, StayTooShortError(3)), (3, None), (5, None), (6, StayTooLongError(5)), (11, StayTooLongError(5))]
)
def test_a_landlord_sets_how_short_and_how_long_a_stay_may_be(nights: int, refusal: RentalError | None) -> None:
    flat = an_apartment(min_nights=3, max_nights=5)
    asked = Stay(TODAY, TODAY + timedelta(days=nights))
    with refused(refusal) if refusal else nullcontext():
        must_be_bookable(flat, asked, 2, LIMITS, NOON)


def test_a_landlord_allows_no_longer_stays_than_everybody() -> None:
    with refused(StayTooLongError(10)):
        must_be_bookable(an_apartment(max_nights=60), stay("2027-05-05", "2027-05-16"), 2, LIMITS, NOON)


def test_today_is_the_apartments_local_date() -> None:
    nights = stay("2027-05-01", "2027-05-02")
    just_past = at("2027-05-02 00:00")
    with refused(PastNightsError(just_past.date() + timedelta(1))):
        must_be_bookable(an_apartment(), nights, 2, LIMITS, just_past)
    must_be_bookable(an_apartment(zone=BERLIN_TIME), nights, 2, LIMITS, just_past)


def test_an_apartment_that_is_not_published_is_refused_first() -> None:
    with refused(NotPublishedError(ApartmentId(1))):
        must_be_bookable(an_apartment(publication=Publication.PAUSED), stay("2020-01-01", "2020-01-02"), 99, LIMITS, NOON)


@pytest.mark.parametrize("limit", ["pending", "upcoming", "days_ahead", "nights"])
def test_a_limit_is_at_least_one(limit: str) -> None:
    with pytest.raises(ValueError, match=limit):
        BookingLimits(**{limit: 0})
