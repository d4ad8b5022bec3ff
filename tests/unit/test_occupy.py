"""One tap: occupied until a day, or until the landlord frees it."""

from datetime import date

import pytest

from rental_core.accounts.person import BlockedPersonError
from rental_core.apartments.apartment import BookingMode, NotYourApartmentError
from rental_core.bookings.block_nights import HeldRequestsError, NamedStay, NightsSoldError, Occupy
from rental_core.bookings.booking import BookingStatus
from rental_core.bookings.status import StatusPage
from rental_core.calendar.block import PastNightsError
from rental_core.calendar.status import Status
from rental_core.moderation.block_person import BlockPerson
from rental_core.stay import FOREVER, Stay
from tests.support.builders import NOON, at, stay
from tests.support.market import Market
from tests.support.refused import refused

TODAY = NOON.date()
LATER = date(2027, 5, 8)
NIGHTS = stay("2027-05-05", "2027-05-08")


@pytest.fixture
def occupy(market: Market) -> Occupy:
    return Occupy(market.work, market.clock)


async def closed(market: Market) -> list[Stay]:
    """What is taken, nights that follow each other as one."""
    nights: list[Stay] = []
    for each in await market.calendar():
        if nights and nights[-1].check_out == each.nights.check_in:
            nights[-1] = Stay(nights[-1].check_in, each.nights.check_out)
        else:
            nights.append(each.nights)
    return nights


@pytest.mark.parametrize("until", [LATER, FOREVER])
async def test_it_is_closed_from_today_on(market: Market, occupy: Occupy, until: date) -> None:
    block = await occupy(market.flat.id, until, by=market.landlord.id, comment="сестра")
    assert await closed(market) == [Stay(TODAY, until)]
    assert (block.history[0].by, block.history[0].comment) == (market.landlord.id, "сестра")


@pytest.mark.parametrize(("before", "after"), [(LATER, FOREVER), (FOREVER, LATER), (LATER, date(2027, 5, 3)), (date(2027, 5, 3), LATER)])
async def test_another_end_takes_the_place_of_the_first(market: Market, occupy: Occupy, before: date, after: date) -> None:
    await occupy(market.flat.id, before, by=market.landlord.id)
    market.clock.set(at("2027-05-02 18:00"))
    await occupy(market.flat.id, after, by=market.landlord.id)
    assert await closed(market) == [Stay(TODAY, after)]
    page = await StatusPage(market.work, market.clock)(market.flat.id, by=market.landlord.id, before=None, limit=9)
    assert [(line.at, line.to) for line in page] == [(NOON, Status.OCCUPIED)], "the apartment was occupied all the time"


async def test_what_is_closed_for_later_stays_closed(market: Market, occupy: Occupy) -> None:
    later = stay("2027-05-20", "2027-05-22")
    await market.block(later)
    await occupy(market.flat.id, LATER, by=market.landlord.id)
    assert await closed(market) == [Stay(TODAY, LATER), later]


@pytest.mark.parametrize("comment", ["", "ремонт"])
async def test_a_second_tap_changes_nothing(market: Market, occupy: Occupy, comment: str) -> None:
    first = await occupy(market.flat.id, FOREVER, by=market.landlord.id, comment="ремонт")
    await market.news()
    assert await occupy(market.flat.id, FOREVER, by=market.landlord.id, comment=comment) == first
    assert await market.news() == []


async def test_another_comment_is_kept(market: Market, occupy: Occupy) -> None:
    await occupy(market.flat.id, FOREVER, by=market.landlord.id, comment="ремонт")
    block = await occupy(market.flat.id, FOREVER, by=market.landlord.id, comment="потоп")
    assert block.history[-1].comment == "потоп"
    assert await closed(market) == [Stay(TODAY, FOREVER)]


@pytest.mark.parametrize("until", [TODAY, date(2027, 4, 30)])
async def test_it_must_be_a_day_to_come(market: Market, occupy: Occupy, until: date) -> None:
    with refused(PastNightsError(TODAY)):
        await occupy(market.flat.id, until, by=market.landlord.id)


async def test_a_confirmed_stay_in_between_is_named_and_nothing_changes(market: Market, occupy: Occupy) -> None:
    await market.block(stay("2027-05-01", "2027-05-03"))
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    before = await market.calendar()
    with refused(NightsSoldError((NamedStay(booking.id, booking.stay, market.anna.name),))):
        await occupy(market.flat.id, LATER, by=market.landlord.id)
    assert await market.calendar() == before


async def test_held_requests_are_named_once_then_declined(market: Market, occupy: Occupy) -> None:
    held = await market.request(NIGHTS)
    with refused(HeldRequestsError((NamedStay(held.id, held.stay, market.anna.name),))):
        await occupy(market.flat.id, LATER, by=market.landlord.id)
    await occupy(market.flat.id, LATER, by=market.landlord.id, declining=(held.id,))
    assert (await market.now(held)).status is BookingStatus.DECLINED


async def test_open_requests_lose(market: Market, occupy: Occupy) -> None:
    await market.takes(BookingMode.OPEN)
    loser = await market.request(NIGHTS)
    await occupy(market.flat.id, FOREVER, by=market.landlord.id)
    assert (await market.now(loser)).status is BookingStatus.DECLINED


async def test_only_their_landlord_says_so(market: Market, occupy: Occupy) -> None:
    with refused(NotYourApartmentError(market.flat.id)):
        await occupy(market.flat.id, LATER, by=market.anna.id)
    await BlockPerson(market.work, market.clock)(market.landlord.id, reason="обман", by=None)
    with refused(BlockedPersonError("обман")):
        await occupy(market.flat.id, LATER, by=market.landlord.id)
