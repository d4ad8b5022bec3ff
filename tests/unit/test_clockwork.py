"""What the clock does: each is woken by a timer, perhaps late, perhaps twice, and looks before it acts."""

from datetime import timedelta

import pytest

from rental_core.bookings.booking import Booking, BookingStatus, StatusChange
from rental_core.bookings.clockwork import BeginStay, EndStay, ExpireRequest, RemindLandlord, RemindRenter, SwitchBlock
from rental_core.bookings.events import BookingMoved, CheckInDue, DecisionDue
from rental_core.calendar.block import BlockId
from rental_core.calendar.events import ApartmentSwitched
from rental_core.calendar.status import Status
from rental_core.timers import Timer, TimerKind
from tests.support.builders import at, stay
from tests.support.market import Market

NIGHTS = stay("2027-05-05", "2027-05-08")
CHECK_IN, CHECK_OUT = at("2027-05-05 14:00"), at("2027-05-08 12:00")


@pytest.fixture
async def request_(market: Market) -> Booking:
    booking = await market.request(NIGHTS)
    await market.news()
    return booking


@pytest.fixture
async def stay_(market: Market, request_: Booking) -> Booking:
    await market.confirm(request_)
    await market.news()
    return request_


async def test_a_request_nobody_answered_expires_and_its_nights_are_free(market: Market, request_: Booking) -> None:
    market.clock.set(request_.expires_at)
    for _ in range(2):
        await ExpireRequest(market.work, market.clock)(request_.id)
    assert (await market.now(request_)).history[1:] == (StatusChange(BookingStatus.EXPIRED, request_.expires_at, None),)
    assert await market.calendar() == ()
    assert await market.news() == [BookingMoved(request_.id, BookingStatus.EXPIRED)]


async def test_a_request_does_not_expire_early(market: Market, request_: Booking) -> None:
    market.clock.set(request_.expires_at - timedelta(microseconds=1))
    await ExpireRequest(market.work, market.clock)(request_.id)
    assert (await market.now(request_)).pending


async def test_a_decided_request_does_not_expire(market: Market, stay_: Booking) -> None:
    market.clock.set(stay_.expires_at)
    await ExpireRequest(market.work, market.clock)(stay_.id)
    assert (await market.now(stay_)).status is BookingStatus.CONFIRMED


async def test_the_landlord_is_reminded_of_what_still_waits(market: Market, request_: Booking) -> None:
    remind = RemindLandlord(market.work)
    await remind(request_.id)
    assert await market.news() == [DecisionDue(request_.id)]
    await market.decline(request_)
    await market.news()
    await remind(request_.id)
    assert await market.news() == []


async def test_the_renter_is_reminded_of_a_stay_to_come(market: Market, stay_: Booking) -> None:
    remind = RemindRenter(market.work, market.clock)
    market.clock.set(CHECK_IN - timedelta(days=1))
    await remind(stay_.id)
    assert await market.news() == [CheckInDue(stay_.id)]
    market.clock.set(CHECK_IN)
    await remind(stay_.id)
    assert await market.news() == [], "too late to be of use"


async def test_nobody_is_reminded_of_a_cancelled_stay(market: Market, stay_: Booking) -> None:
    await market.cancel(stay_)
    await market.news()
    await RemindRenter(market.work, market.clock)(stay_.id)
    assert await market.news() == []


async def test_a_stay_that_begins_is_announced(market: Market, stay_: Booking) -> None:
    market.clock.set(CHECK_IN + timedelta(minutes=3))
    await BeginStay(market.work)(stay_.id, CHECK_IN)
    assert await market.news() == [ApartmentSwitched(market.flat.id, Status.OCCUPIED, CHECK_IN)]


async def test_a_cancelled_stay_begins_unannounced(market: Market, stay_: Booking) -> None:
    await market.cancel(stay_)
    await market.news()
    market.clock.set(CHECK_IN)
    await BeginStay(market.work)(stay_.id, CHECK_IN)
    assert await market.news() == []


async def test_a_stay_whose_check_out_has_come_is_complete_and_the_apartment_free(market: Market, stay_: Booking) -> None:
    market.clock.set(CHECK_OUT + timedelta(minutes=3))
    await EndStay(market.work, market.clock)(stay_.id, CHECK_OUT)
    done = await market.now(stay_)
    assert done.history[-1] == StatusChange(BookingStatus.COMPLETED, market.clock.now(), None)
    assert await market.news() == [
        BookingMoved(stay_.id, BookingStatus.COMPLETED),
        ApartmentSwitched(market.flat.id, Status.FREE, CHECK_OUT),
    ]
    assert [holding.taker for holding in await market.calendar()] == [done.taker], "what was sold stays sold"


async def test_a_stay_is_not_complete_before_its_check_out(market: Market, stay_: Booking) -> None:
    market.clock.set(CHECK_OUT - timedelta(microseconds=1))
    await EndStay(market.work, market.clock)(stay_.id, CHECK_OUT)
    assert (await market.now(stay_)).status is BookingStatus.CONFIRMED


async def test_a_cancelled_stay_is_never_complete(market: Market, stay_: Booking) -> None:
    market.clock.set(at("2027-05-06 09:00"))
    await market.cancel(stay_)
    await market.news()
    market.clock.set(CHECK_OUT)
    await EndStay(market.work, market.clock)(stay_.id, CHECK_OUT)
    assert (await market.now(stay_)).status is BookingStatus.CANCELLED
    assert await market.news() == [], "the apartment has been free since yesterday"


async def test_a_stay_cut_short_ends_with_an_announcement(market: Market, stay_: Booking) -> None:
    market.clock.set(at("2027-05-06 09:00"))
    await market.cancel(stay_)
    await market.news()
    end = at("2027-05-07 12:00")
    market.clock.set(end)
    await EndStay(market.work, market.clock)(stay_.id, end)
    assert await market.news() == [ApartmentSwitched(market.flat.id, Status.FREE, end)]


async def test_the_days_of_a_block_are_announced(market: Market) -> None:
    block = await market.block(NIGHTS)
    await market.news()
    timers = await market.alarms()
    assert timers == [
        Timer(TimerKind.SWITCH_BLOCK, block.id, at("2027-05-05 00:00")),
        Timer(TimerKind.SWITCH_BLOCK, block.id, at("2027-05-08 00:00")),
    ]
    for timer in timers:
        market.clock.set(timer.due)
        await SwitchBlock(market.work)(block.id, timer.due)
    assert await market.news() == [
        ApartmentSwitched(market.flat.id, Status.OCCUPIED, at("2027-05-05 00:00")),
        ApartmentSwitched(market.flat.id, Status.FREE, at("2027-05-08 00:00")),
    ]


async def test_nothing_is_announced_when_one_stay_follows_a_block_at_once(market: Market, stay_: Booking) -> None:
    block = await market.block(stay("2027-05-08", "2027-05-09"))
    await market.news()
    market.clock.set(CHECK_OUT)
    await EndStay(market.work, market.clock)(stay_.id, CHECK_OUT)
    assert await market.news() == [BookingMoved(stay_.id, BookingStatus.COMPLETED)]
    market.clock.set(at("2027-05-08 00:00"))
    await SwitchBlock(market.work)(block.id, at("2027-05-08 00:00"))
    assert await market.news() == []


async def test_a_switch_with_two_causes_is_announced_once(market: Market) -> None:
    for _ in range(2):
        await market.block(NIGHTS)
    await market.news()
    for timer in await market.alarms():
        await SwitchBlock(market.work)(BlockId(timer.subject), timer.due)
    assert await market.news() == [
        ApartmentSwitched(market.flat.id, Status.OCCUPIED, at("2027-05-05 00:00")),
        ApartmentSwitched(market.flat.id, Status.FREE, at("2027-05-08 00:00")),
    ]
