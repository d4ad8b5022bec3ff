"""Half-open ranges of nights."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rental_core.stay import EmptyStayError, Stay, span
from tests.strategies import dates, stays
from tests.support.builders import stay
from tests.support.refused import refused


@given(stays(), stays())
def test_two_stays_overlap_exactly_when_they_share_a_night(one: Stay, other: Stay) -> None:
    assert one.overlaps(other) == bool(set(one) & set(other))


@given(stays(), stays())
def test_what_two_stays_share_is_their_common_nights(one: Stay, other: Stay) -> None:
    common = one.within(other)
    assert set(common or ()) == set(one) & set(other)
    assert (common is None) == (not one.overlaps(other))


@given(stays(), dates(within=90))
def test_a_stay_contains_exactly_the_nights_it_counts(one: Stay, night: date) -> None:
    assert (night in one) == (night in list(one))
    assert one.nights == len(list(one))


@given(stays(longest=40), st.lists(stays(), max_size=6))
def test_minus_leaves_the_nights_that_nobody_has(whole: Stay, taken: list[Stay]) -> None:
    pieces = whole.minus(taken)
    assert [night for piece in pieces for night in piece] == [night for night in whole if not any(night in each for each in taken)]
    assert all(one.check_out < other.check_in for one, other in zip(pieces, pieces[1:], strict=False)), "pieces that touch are one piece"


def test_back_to_back_stays_do_not_overlap() -> None:
    assert not stay("2027-05-05", "2027-05-08").overlaps(stay("2027-05-08", "2027-05-09"))


@pytest.mark.parametrize("days", [0, 1, 30])
def test_a_stay_without_a_night_does_not_exist(days: int) -> None:
    day = date(2027, 5, 5)
    with refused(EmptyStayError(day, day - timedelta(days))):
        Stay(day, day - timedelta(days))
    assert span(day, day - timedelta(days)) is None
