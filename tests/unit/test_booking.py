"""A booking: its moves, and the nights it takes, keeps and sold."""

from datetime import datetime
from itertools import product
from typing import Any

import pytest
from attrs import evolve

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import (
    MOVES,
    Booking,
    BookingStatus,
    ForbiddenMoveError,
    Reason,
    StatusChange,
    Why,
)
from rental_core.calendar.occupancy import Taker, TakerKind
from rental_core.calendar.status import Cause, Occupied
from tests.support.builders import NOON, a_booking, at, confirmed, stay
from tests.support.refused import refused

LEGAL = {
    ("requested", "confirmed"),
    ("requested", "declined"),
    ("requested", "withdrawn"),
    ("requested", "expired"),
    ("confirmed", "cancelled"),
    ("confirmed", "completed"),
    ("confirmed", "no-show"),
}


def in_status(status: BookingStatus) -> Booking:
    booking = a_booking()
    if status in MOVES[BookingStatus.CONFIRMED]:
        booking = confirmed(booking)
    return booking if booking.status is status else booking.move(status, at=NOON, by=None)


@pytest.mark.parametrize(("start", "to"), list(product(BookingStatus, BookingStatus)))
def test_a_booking_makes_the_legal_moves_and_no_other(start: BookingStatus, to: BookingStatus) -> None:
    booking = in_status(start)
    if (start.value, to.value) in LEGAL:
        assert booking.move(to, at=NOON, by=None).status is to
    else:
        with refused(ForbiddenMoveError(booking.id, start, to)):
            booking.move(to, at=NOON, by=None)


def test_a_move_is_recorded_with_who_when_and_why() -> None:
    reason = Reason(Why.REPAIRS, "потоп")
    moved = a_booking().move(BookingStatus.DECLINED, at=at("2027-05-02 10:00"), by=PersonId(1), reason=reason)
    assert moved.history[-1] == StatusChange(BookingStatus.DECLINED, at("2027-05-02 10:00"), PersonId(1), reason)
    assert moved.history[:-1] == a_booking().history
    assert moved.requested_at == NOON


@pytest.mark.parametrize(("mode", "holds"), [(BookingMode.HOLD, True), (BookingMode.OPEN, False), (BookingMode.INSTANT, False)])
def test_only_a_pending_request_in_hold_mode_holds_nights(mode: BookingMode, holds: bool) -> None:
    assert a_booking(mode=mode).holds_nights is holds
    assert not confirmed(a_booking(mode=mode)).holds_nights


def test_a_booking_takes_its_stay_and_the_preparation_after_it() -> None:
    assert a_booking(stay("2027-05-05", "2027-05-08"), preparation_nights=2).nights == stay("2027-05-05", "2027-05-10")


@pytest.mark.parametrize("status", [each for each in BookingStatus if each not in MOVES[BookingStatus.CONFIRMED]])
def test_nothing_is_sold_before_the_landlord_says_yes(status: BookingStatus) -> None:
    booking = in_status(status)
    expected = booking.stay if status is BookingStatus.CONFIRMED else None
    assert booking.sold == booking.kept == expected


ENDS = [BookingStatus.CANCELLED, BookingStatus.NO_SHOW]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(
    ("when", "sold", "kept"),
    [
        ("2027-05-01 13:00", None, None),
        ("2027-05-05 13:59", None, None),
        ("2027-05-05 14:00", "2027-05-06", "2027-05-07"),
        ("2027-05-05 23:59", "2027-05-06", "2027-05-07"),
        ("2027-05-06 00:00", "2027-05-07", "2027-05-08"),
        ("2027-05-07 09:00", "2027-05-08", "2027-05-09"),
        ("2027-05-08 11:59", "2027-05-08", "2027-05-09"),
    ],
)
def test_what_ends_during_a_stay_keeps_the_nights_up_to_tomorrow(end: BookingStatus, when: str, sold: str | None, kept: str | None) -> None:
    ended = confirmed(a_booking(stay("2027-05-05", "2027-05-08"), preparation_nights=1)).move(end, at=at(when), by=None)
    assert ended.sold == (stay("2027-05-05", sold) if sold else None)
    assert ended.kept == (stay("2027-05-05", kept) if kept else None)


def test_a_completed_stay_stays_sold() -> None:
    done = confirmed(a_booking(preparation_nights=1)).move(BookingStatus.COMPLETED, at=at("2027-05-08 12:00"), by=None)
    assert (done.sold, done.kept) == (done.stay, done.nights)


STAY = Cause(Taker(TakerKind.BOOKING, 1), PersonId(2))


def occupied(begin: datetime, end: datetime, ended: Cause = STAY) -> Occupied:
    return Occupied(begin, end, STAY, ended)


def test_a_confirmed_stay_occupies_from_check_in_to_check_out() -> None:
    assert confirmed(a_booking()).occupied() == occupied(at("2027-05-05 14:00"), at("2027-05-08 12:00"))


def test_preparation_nights_occupy_nothing() -> None:
    assert confirmed(a_booking(preparation_nights=3)).occupied() == confirmed(a_booking()).occupied()


@pytest.mark.parametrize("status", [BookingStatus.REQUESTED, BookingStatus.DECLINED, BookingStatus.WITHDRAWN, BookingStatus.EXPIRED])
def test_what_was_never_confirmed_occupies_nothing(status: BookingStatus) -> None:
    assert in_status(status).occupied() is None


def test_a_stay_confirmed_after_its_check_in_occupies_from_then_on() -> None:
    today = a_booking(stay("2027-05-01", "2027-05-02"), now=at("2027-05-01 15:00"))
    late = confirmed(today, at=at("2027-05-01 15:30"))
    assert late.occupied() == occupied(at("2027-05-01 15:30"), at("2027-05-02 12:00"))


def test_a_cancel_before_check_in_occupies_nothing() -> None:
    assert confirmed(a_booking()).move(BookingStatus.CANCELLED, at=NOON, by=None).occupied() is None


def test_a_cancel_during_the_stay_occupies_until_tomorrows_check_out_and_is_named_as_its_end() -> None:
    by, reason = PersonId(2), Reason(Why.PLANS_CHANGED, "заболели")
    cut = confirmed(a_booking()).move(BookingStatus.CANCELLED, at=at("2027-05-06 09:00"), by=by, reason=reason)
    ended = Cause(Taker(TakerKind.BOOKING, 1), by, "заболели")
    assert cut.occupied() == occupied(at("2027-05-05 14:00"), at("2027-05-07 12:00"), ended)


def test_a_cancel_on_the_last_day_changes_nothing() -> None:
    last_day = confirmed(a_booking()).move(BookingStatus.CANCELLED, at=at("2027-05-08 09:00"), by=PersonId(2))
    assert last_day.occupied() == confirmed(a_booking()).occupied()


@pytest.mark.parametrize("change", [{"guests": 0}, {"preparation_nights": -1}, {"message": "x" * 1001}, {"history": ()}], ids=str)
def test_a_booking_that_cannot_be_does_not_exist(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(change))):
        evolve(a_booking(), **change)


def test_a_typed_reason_has_at_most_500_characters() -> None:
    with pytest.raises(ValueError, match="text"):
        Reason(Why.OTHER, "x" * 501)
