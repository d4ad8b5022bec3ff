"""Begin and end, expiry and "today" by the clocks of the apartment: at the edges of the world, where clocks change, and on a leap day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rental_core.bookings.booking import BookingId, BookingStatus
from rental_core.bookings.clockwork import BeginStay, EndStay, SwitchBlock
from rental_core.bookings.rules import BookingLimits, expiry, must_be_bookable
from rental_core.bookings.status import StatusHistory
from rental_core.calendar.block import BlockId, PastNightsError
from rental_core.calendar.events import ApartmentSwitched
from rental_core.calendar.status import Status, Switch
from rental_core.clock import local_date, next_midnight
from rental_core.stay import ONE_DAY, Stay
from rental_core.timers import Timer, TimerKind
from tests.strategies import moments
from tests.support.builders import an_apartment
from tests.support.market import Market
from tests.support.refused import refused

MOMENT = timedelta(microseconds=1)
PLACES = [
    pytest.param("Etc/GMT+12", date(2027, 5, 5), id="the last to have it"),
    pytest.param("Pacific/Kiritimati", date(2027, 5, 5), id="the first to have it"),
    pytest.param("Europe/Berlin", date(2027, 3, 28), id="an hour is skipped at night"),
    pytest.param("Europe/Berlin", date(2027, 10, 31), id="an hour comes twice at night"),
    pytest.param("Africa/Cairo", date(2027, 4, 30), id="midnight is skipped"),
    pytest.param("America/Havana", date(2027, 3, 14), id="midnight is skipped, west of Greenwich"),
    pytest.param("America/Havana", date(2027, 11, 7), id="midnight comes twice"),
    pytest.param("Australia/Lord_Howe", date(2027, 10, 3), id="half an hour is skipped"),
    pytest.param("Australia/Lord_Howe", date(2027, 4, 4), id="half an hour comes twice"),
    pytest.param("Asia/Kathmandu", date(2028, 2, 29), id="a leap day and a quarter of an hour"),
]
EVERYWHERE = pytest.mark.parametrize(("zone", "day"), PLACES)
LIMITS = BookingLimits(days_ahead=365, nights=90)


def shown(moment: datetime, zone: str) -> tuple[date, time]:
    """What the clocks there show."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.date(), local.time()


def begins(moment: datetime, zone: str) -> date:
    """The local day that begins at this very moment; fails when none does."""
    day = local_date(moment, zone)
    assert local_date(moment - MOMENT, zone) == day - ONE_DAY
    return day


def noon_before(day: date) -> datetime:
    """Two days before, by no clock in particular."""
    return datetime.combine(day, time(12), UTC) - timedelta(days=2)


async def ring(market: Market, timer: Timer) -> None:
    """What the worker does when a timer is due."""
    market.clock.set(timer.due)
    match timer.kind:
        case TimerKind.BEGIN_STAY:
            await BeginStay(market.work)(BookingId(timer.subject), timer.due)
        case TimerKind.END_STAY:
            await EndStay(market.work, market.clock)(BookingId(timer.subject), timer.due)
        case TimerKind.SWITCH_BLOCK:
            await SwitchBlock(market.work)(BlockId(timer.subject), timer.due)


async def announced(market: Market) -> list[ApartmentSwitched]:
    """The switches that all timers told of, in order."""
    told: list[ApartmentSwitched] = []
    await market.news()
    for timer in sorted(await market.alarms(), key=lambda each: each.due):
        await ring(market, timer)
        told += [event for event in await market.news() if isinstance(event, ApartmentSwitched)]
    return told


async def switches(market: Market, until: datetime) -> tuple[Switch, ...]:
    market.clock.set(until)
    return await StatusHistory(market.work, market.clock)(market.flat.id, by=market.landlord.id)


@EVERYWHERE
async def test_a_stay_begins_and_ends_when_the_clocks_there_say_so(market: Market, zone: str, day: date) -> None:
    market.clock.set(noon_before(day))
    await market.change_flat(zone=zone, check_in_from=time(14), check_out_until=time(11))
    booking = await market.request(Stay(day - ONE_DAY, day))
    await market.confirm(booking)
    began, ended = await announced(market)
    assert shown(began.at, zone) == (day - ONE_DAY, time(14))
    assert shown(ended.at, zone) == (day, time(11))
    assert (began.to, ended.to) == (Status.OCCUPIED, Status.FREE)
    assert (await market.now(booking)).status is BookingStatus.COMPLETED
    assert [each.at for each in await switches(market, ended.at)] == [began.at, ended.at]
    assert [each.at for each in await switches(market, ended.at - MOMENT)] == [began.at]
    assert await switches(market, began.at - MOMENT) == ()


@EVERYWHERE
async def test_closed_days_begin_and_end_with_the_day_there(market: Market, zone: str, day: date) -> None:
    market.clock.set(noon_before(day))
    await market.change_flat(zone=zone)
    await market.block(Stay(day, day + ONE_DAY))
    began, ended = await announced(market)
    assert (begins(began.at, zone), began.to) == (day, Status.OCCUPIED)
    assert (begins(ended.at, zone), ended.to) == (day + ONE_DAY, Status.FREE)
    assert [each.at for each in await switches(market, ended.at)] == [began.at, ended.at]


@EVERYWHERE
def test_today_is_bookable_until_the_day_is_over_there_and_no_longer(zone: str, day: date) -> None:
    flat, tonight = an_apartment(zone=zone), Stay(day, day + ONE_DAY)
    dawn, midnight = (next_midnight(datetime.combine(each, time(12), ZoneInfo(zone)), zone) for each in (day - ONE_DAY, day))
    assert begins(midnight, zone) == day + ONE_DAY
    for moment in (dawn, midnight - MOMENT):
        must_be_bookable(flat, tonight, 2, LIMITS, moment)
    with refused(PastNightsError(day + ONE_DAY)):
        must_be_bookable(flat, tonight, 2, LIMITS, midnight)


@EVERYWHERE
def test_a_late_request_expires_with_the_day_there(zone: str, day: date) -> None:
    midnight = next_midnight(datetime.combine(day - ONE_DAY, time(12), ZoneInfo(zone)), zone)
    late = midnight - timedelta(minutes=20)
    assert expiry(late, late - timedelta(hours=8), zone) == midnight
    assert begins(midnight, zone) == day


@EVERYWHERE
def test_a_day_to_answer_is_24_hours_whatever_the_clocks_do(zone: str, day: date) -> None:
    asked = datetime.combine(day - ONE_DAY, time(12), ZoneInfo(zone))
    assert expiry(asked, asked + timedelta(days=9), zone) - asked == timedelta(hours=24)


def test_one_moment_is_three_dates_around_the_world() -> None:
    moment = datetime(2028, 2, 29, 11, 30, tzinfo=UTC)
    dates = [local_date(moment, zone) for zone in ("Etc/GMT+12", "UTC", "Pacific/Kiritimati")]
    assert dates == [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]


def test_a_leap_day_is_a_night_like_any_other() -> None:
    assert list(Stay(date(2028, 2, 28), date(2028, 3, 1))) == [date(2028, 2, 28), date(2028, 2, 29)]
    year_before = datetime(2027, 3, 1, 12, tzinfo=UTC)
    must_be_bookable(an_apartment(zone="UTC"), Stay(date(2028, 2, 29), date(2028, 3, 1)), 2, LIMITS, year_before)


@given(moments(), st.sampled_from(sorted(available_timezones())))
def test_in_every_zone_there_is_the_next_day_begins_at_the_next_midnight(moment: datetime, zone: str) -> None:
    assert begins(next_midnight(moment, zone), zone) == local_date(moment, zone) + ONE_DAY
