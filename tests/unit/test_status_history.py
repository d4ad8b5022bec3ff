"""When an apartment was free and occupied, and why."""

import pytest

from rental_core.accounts.person import BlockedPersonError
from rental_core.apartments.apartment import ApartmentId, ApartmentNotFoundError, NotYourApartmentError
from rental_core.bookings.booking import Reason, Why
from rental_core.bookings.status import StatusHistory
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
