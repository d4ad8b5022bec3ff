"""Free or occupied: a fold over periods."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from rental_core.accounts.person import PersonId
from rental_core.calendar.occupancy import Taker, TakerKind
from rental_core.calendar.status import END_OF_TIME, Cause, Occupied, Status, Switch, days, history, occupied_until, status
from rental_core.stay import FOREVER, Stay
from tests.strategies import periods
from tests.support.builders import BERLIN_TIME, MOSCOW_TIME, at, stay

START = datetime(2027, 1, 1, tzinfo=UTC)
SEVERAL = st.lists(periods(), max_size=6)
NOW = st.integers(-1, 70).map(lambda hours: START + timedelta(hours=hours))


@given(SEVERAL, NOW)
def test_no_two_switches_in_a_row_say_the_same(several: list[Occupied], now: datetime) -> None:
    switches = history(several, now)
    assert all(one.to is not other.to and one.at < other.at for one, other in pairwise(switches))
    assert not switches or switches[0].to is Status.OCCUPIED


@given(SEVERAL, NOW)
def test_the_status_is_the_last_switch(several: list[Occupied], now: datetime) -> None:
    switches = history(several, now)
    assert status(several, now) is (switches[-1].to if switches else Status.FREE)
    assert all(switch.at <= now for switch in switches)


@given(SEVERAL, NOW)
def test_the_apartment_is_occupied_exactly_when_a_period_covers_now(several: list[Occupied], now: datetime) -> None:
    covered = any(period.begin <= now < period.end for period in several)
    assert status(several, now) is (Status.OCCUPIED if covered else Status.FREE)


@given(SEVERAL, NOW, NOW)
def test_the_past_is_not_rewritten_by_the_passing_of_time(several: list[Occupied], one: datetime, other: datetime) -> None:
    earlier, later = sorted([one, other])
    assert history(several, later)[: len(history(several, earlier))] == history(several, earlier)


@given(SEVERAL, NOW, st.randoms())
def test_when_the_switches_are_does_not_depend_on_the_order_of_the_logs(several: list[Occupied], now: datetime, random: Random) -> None:
    shuffled = random.sample(several, len(several))
    assert [(each.at, each.to) for each in history(shuffled, now)] == [(each.at, each.to) for each in history(several, now)]


STAY = Cause(Taker(TakerKind.BOOKING, 1), PersonId(2))
CLOSED = Cause(Taker(TakerKind.BLOCK, 1), PersonId(1), "ремонт")


def hours(begin: int, end: int, cause: Cause) -> Occupied:
    return Occupied(START + timedelta(hours=begin), START + timedelta(hours=end), cause, cause)


def test_periods_that_touch_do_not_switch() -> None:
    touching = [hours(1, 3, STAY), hours(3, 5, CLOSED)]
    assert history(touching, START + timedelta(hours=6)) == (
        Switch(START + timedelta(hours=1), Status.OCCUPIED, STAY),
        Switch(START + timedelta(hours=5), Status.FREE, CLOSED),
    )


def test_a_period_inside_another_does_not_switch() -> None:
    nested = [hours(1, 9, CLOSED), hours(2, 3, STAY)]
    assert [switch.cause for switch in history(nested, START + timedelta(hours=10))] == [CLOSED, CLOSED]


def test_an_apartment_that_nothing_occupied_is_free_and_has_no_history() -> None:
    assert history([], START) == ()
    assert status([], START) is Status.FREE


def test_days_are_local_days() -> None:
    closed = days(stay("2027-03-27", "2027-03-29"), BERLIN_TIME, CLOSED)
    assert (closed.begin, closed.end) == (at("2027-03-27 00:00", BERLIN_TIME), at("2027-03-29 00:00", BERLIN_TIME))
    assert closed.end - closed.begin == timedelta(hours=47), "clocks went forward"


def test_what_is_closed_until_freed_has_no_end_in_any_zone() -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        assert days(Stay(stay("2027-05-01", "2027-05-02").check_in, FOREVER), zone, CLOSED).end == END_OF_TIME


@given(periods(), NOW, NOW)
def test_a_cut_period_lies_in_both_and_knows_why_it_ended(period: Occupied, start: datetime, end: datetime) -> None:
    cut = period.during(start, end, CLOSED)
    if cut is None:
        assert max(period.begin, start) >= min(period.end, end)
    else:
        assert (cut.begin, cut.end) == (max(period.begin, start), min(period.end, end))
        assert cut.ended == (CLOSED if end < period.end else period.ended)


@given(periods(), NOW)
def test_a_period_that_is_in_force_for_good_ends_by_itself(period: Occupied, start: datetime) -> None:
    cut = period.during(start, None, CLOSED)
    assert cut is None or (cut.end, cut.ended) == (period.end, period.ended)


def test_an_apartment_is_free_again_when_nobody_comes_on_the_day_the_last_guests_leave() -> None:
    guests = [(at(f"2027-05-{begin} 14:00"), at(f"2027-05-{end} 12:00")) for begin, end in (("05", "08"), ("08", "10"), ("11", "12"))]
    assert occupied_until(guests, at("2027-05-06 00:00"), MOSCOW_TIME) == at("2027-05-10 12:00")
    assert occupied_until(guests, at("2027-05-08 13:00"), MOSCOW_TIME) is None
    assert occupied_until(guests, at("2027-05-11 14:00"), MOSCOW_TIME) == at("2027-05-12 12:00")
    assert occupied_until([], START, MOSCOW_TIME) is None


def test_whether_guests_follow_each_other_on_one_day_is_for_local_clocks() -> None:
    night = [(at("2027-05-05 14:00"), at("2027-05-06 01:00")), (at("2027-05-06 23:30"), at("2027-05-07 12:00"))]
    assert occupied_until(night, at("2027-05-05 20:00"), MOSCOW_TIME) == at("2027-05-07 12:00")
    assert occupied_until(night, at("2027-05-05 20:00"), "Etc/UTC") == at("2027-05-06 01:00")


def test_what_is_closed_after_the_guests_until_freed_never_ends() -> None:
    closed = [
        (at("2027-05-05 14:00"), at("2027-05-08 12:00")),
        (at("2027-05-08 00:00"), END_OF_TIME),
        (at("2027-06-01 14:00"), at("2027-06-02 12:00")),
    ]
    assert occupied_until(closed, at("2027-05-06 00:00"), "Pacific/Kiritimati") == END_OF_TIME


@given(SEVERAL, NOW)
def test_it_is_occupied_until_a_later_moment_exactly_when_it_is_occupied(several: list[Occupied], now: datetime) -> None:
    until = occupied_until([(each.begin, each.end) for each in several], now, MOSCOW_TIME)
    assert (until is not None) is (status(several, now) is Status.OCCUPIED)
    assert until is None or (until > now and until in {each.end for each in several})
