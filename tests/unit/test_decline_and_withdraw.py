"""A request ends without a stay: the landlord says no, or the renter takes it back."""

import pytest

from rental_core.accounts.person import BlockedPersonError, NotAllowedError
from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import Booking, BookingNotFoundError, BookingStatus, ForbiddenMoveError, Reason, StatusChange, Why
from rental_core.bookings.events import BookingMoved
from rental_core.calendar.events import NightsTaken
from rental_core.calendar.occupancy import TakenNights
from rental_core.moderation.block_person import BlockPerson
from rental_core.stay import FOREVER, Stay
from tests.support.builders import NOON, stay
from tests.support.market import Market
from tests.support.refused import refused

NIGHTS = stay("2027-05-05", "2027-05-08")
REASON = Reason(Why.REPAIRS, "потоп")


@pytest.fixture
async def request_(market: Market) -> Booking:
    return await market.request(NIGHTS)


async def test_a_declined_request_gives_its_nights_back_and_says_why(market: Market, request_: Booking) -> None:
    await market.decline(request_, reason=REASON)
    declined = StatusChange(BookingStatus.DECLINED, NOON, market.landlord.id, REASON)
    assert (await market.now(request_)).history[-1] == declined
    assert await market.calendar() == ()
    assert (await market.news())[-1] == BookingMoved(request_.id, BookingStatus.DECLINED)


async def test_a_withdrawn_request_gives_its_nights_back(market: Market, request_: Booking) -> None:
    await market.withdraw(request_)
    assert (await market.now(request_)).history[-1] == StatusChange(BookingStatus.WITHDRAWN, NOON, market.anna.id)
    assert await market.calendar() == ()
    assert (await market.news())[-1] == BookingMoved(request_.id, BookingStatus.WITHDRAWN)


@pytest.mark.parametrize("end", ["decline", "withdraw"])
async def test_an_open_request_has_nothing_to_give_back(market: Market, end: str) -> None:
    await market.takes(BookingMode.OPEN)
    winner, loser = await market.request(NIGHTS), await market.request(stay("2027-05-08", "2027-05-09"))
    await market.confirm(winner)
    await getattr(market, end)(loser)
    assert await market.calendar() == (TakenNights(NIGHTS, winner.taker),)


@pytest.mark.parametrize("end", ["decline", "withdraw"])
async def test_nights_given_back_inside_a_standing_block_are_taken_for_it_in_the_same_breath(
    market: Market, request_: Booking, end: str
) -> None:
    block = await market.block(Stay(NOON.date(), FOREVER))
    await getattr(market, end)(request_)
    assert {holding.taker for holding in await market.calendar()} == {block.taker}
    assert [night for holding in (await market.calendar()) for night in (holding.nights.within(NIGHTS) or ())] == list(NIGHTS)
    assert NightsTaken(market.flat.id, NIGHTS.check_in, NIGHTS.check_out) in await market.news()


@pytest.mark.parametrize("end", ["confirm", "decline", "withdraw"])
@pytest.mark.parametrize("asked", ["decline", "withdraw"])
async def test_whoever_was_faster_wins(market: Market, request_: Booking, end: str, asked: str) -> None:
    await getattr(market, end)(request_)
    before = await market.now(request_)
    to = BookingStatus.DECLINED if asked == "decline" else BookingStatus.WITHDRAWN
    with refused(ForbiddenMoveError(request_.id, before.status, to)):
        await getattr(market, asked)(request_)
    assert await market.now(request_) == before


async def test_each_side_ends_a_request_in_its_own_way(market: Market, request_: Booking) -> None:
    with refused(NotAllowedError(market.anna.id)):
        await market.decline(request_, by=market.anna)
    with refused(NotAllowedError(market.landlord.id)):
        await market.withdraw(request_, by=market.landlord)


@pytest.mark.parametrize("end", ["decline", "withdraw"])
async def test_a_strangers_booking_looks_like_none(market: Market, request_: Booking, end: str) -> None:
    with refused(BookingNotFoundError(request_.id)):
        await getattr(market, end)(request_, by=market.boris)


async def test_blocked_people_end_nothing_themselves(market: Market, request_: Booking) -> None:
    for person, end in ((market.landlord, market.decline), (market.anna, market.withdraw)):
        await BlockPerson(market.work, market.clock)(person.id, reason="обман", by=None)
        with refused(BlockedPersonError("обман")):
            await end(request_)
