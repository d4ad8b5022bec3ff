"""When an apartment was free and occupied, and why."""

from typing import Any

import pytest

from rental_core.accounts.person import BlockedPersonError
from rental_core.apartments.apartment import ApartmentId, ApartmentNotFoundError, NotYourApartmentError
from rental_core.bookings.booking import Reason, Why
from rental_core.bookings.confirm import RequestExpiredError
from rental_core.bookings.status import StatusHistory, StatusLine, StatusPage
from rental_core.calendar.occupancy import Taker, TakerKind
from rental_core.calendar.status import Cause, Status, Switch
from rental_core.moderation.block_person import BlockPerson
from tests.support.builders import NOON, at, stay
from tests.support.market import Market
from tests.support.refused import refused

NIGHTS = stay("2027-05-05", "2027-05-08")


@pytest.fixture
def past(market: Market) -> StatusHistory:
    return StatusHistory(market.work, market.clock)


async def test_stays_and_blocks_make_the_history(market: Market, past: StatusHistory) -> None:
    block = await market.block(stay("2027-05-01", "2027-05-03"), comment="ремонт")
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    market.clock.set(at("2027-05-06 09:00"))
    await market.cancel(booking, reason=Reason(Why.PLANS_CHANGED, "заболели"))
    market.clock.set(at("2027-06-01 12:00"))
    closed = Cause(Taker(TakerKind.BLOCK, block.id), market.landlord.id, "ремонт")
    assert await past(market.flat.id, by=market.landlord.id) == (
        Switch(NOON, Status.OCCUPIED, closed),
        Switch(at("2027-05-03 00:00"), Status.FREE, closed),
        Switch(at("2027-05-05 14:00"), Status.OCCUPIED, Cause(Taker(TakerKind.BOOKING, booking.id), market.anna.id)),
        Switch(at("2027-05-07 12:00"), Status.FREE, Cause(Taker(TakerKind.BOOKING, booking.id), market.anna.id, "заболели")),
    )


async def test_requests_and_preparation_do_not_count(market: Market, past: StatusHistory) -> None:
    await market.change_flat(preparation_nights=3)
    await market.confirm(await market.request(NIGHTS))
    await market.request(stay("2027-05-20", "2027-05-21"), renter=market.boris)
    market.clock.set(at("2027-06-01 12:00"))
    assert [switch.at for switch in await past(market.flat.id, by=market.landlord.id)] == [
        at("2027-05-05 14:00"),
        at("2027-05-08 12:00"),
    ]


async def test_the_future_is_not_history(market: Market, past: StatusHistory) -> None:
    await market.confirm(await market.request(NIGHTS))
    assert await past(market.flat.id, by=market.landlord.id) == ()


async def test_only_their_landlord_asks(market: Market, past: StatusHistory) -> None:
    with refused(NotYourApartmentError(market.flat.id)):
        await past(market.flat.id, by=market.anna.id)
    with refused(ApartmentNotFoundError(404)):
        await past(ApartmentId(404), by=market.landlord.id)
    await BlockPerson(market.work, market.clock)(market.landlord.id, reason="обман", by=None)
    with refused(BlockedPersonError("обман")):
        await past(market.flat.id, by=market.landlord.id)


async def test_a_page_says_who_and_why_and_whether_the_clock_did_it_newest_first(market: Market) -> None:
    page = StatusPage(market.work, market.clock)
    await market.block(stay("2027-05-01", "2027-05-03"), comment="ремонт")
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    market.clock.set(at("2027-05-06 09:00"))
    await market.cancel(booking, reason=Reason(Why.PLANS_CHANGED, "заболели"))
    market.clock.set(at("2027-05-20 09:00"))
    await market.block(stay("2027-05-20", "2027-05-30"))
    market.clock.set(at("2027-05-21 10:00"))
    await market.free(stay("2027-05-21", "2027-05-30"), comment="передумали")
    landlord, anna = market.landlord, market.anna
    mine: dict[str, Any] = {"stay": None, "by": landlord.id, "name": landlord.name}
    hers: dict[str, Any] = {"stay": booking.stay, "by": anna.id, "name": anna.name, "by_clock": True}
    expected = (
        StatusLine(at=at("2027-05-21 10:00"), to=Status.FREE, by_clock=False, comment="передумали", **mine),
        StatusLine(at=at("2027-05-20 09:00"), to=Status.OCCUPIED, by_clock=False, comment="", **mine),
        StatusLine(at=at("2027-05-07 12:00"), to=Status.FREE, comment="заболели", **hers),
        StatusLine(at=at("2027-05-05 14:00"), to=Status.OCCUPIED, comment="", **hers),
        StatusLine(at=at("2027-05-03 00:00"), to=Status.FREE, by_clock=True, comment="ремонт", **mine),
        StatusLine(at=NOON, to=Status.OCCUPIED, by_clock=False, comment="ремонт", **mine),
    )
    assert await page(market.flat.id, by=landlord.id, before=None, limit=9) == expected
    assert await page(market.flat.id, by=landlord.id, before=expected[1].at, limit=2) == expected[2:4]
    with refused(NotYourApartmentError(market.flat.id)):
        await page(market.flat.id, by=anna.id, before=None, limit=9)


async def test_a_stay_confirmed_after_its_check_in_time_begins_by_that_decision(market: Market) -> None:
    booking = await market.request(stay("2027-05-01", "2027-05-02"))
    market.clock.set(at("2027-05-01 12:30"))
    await market.confirm(booking)
    market.clock.set(at("2027-05-01 15:00"))
    late = await market.request(stay("2027-05-02", "2027-05-03"), renter=market.boris)
    market.clock.set(at("2027-05-02 15:00"))
    with refused(RequestExpiredError(late.id)):
        await market.confirm(late)
    [line] = await StatusPage(market.work, market.clock)(market.flat.id, by=market.landlord.id, before=at("2027-05-02 00:00"), limit=9)
    assert (line.at, line.by_clock) == (at("2027-05-01 14:00"), True)
