"""Who lost a stay asks for it elsewhere with one tap."""

import pytest
from attrs import evolve

from rental_core.accounts.person import NotAllowedError
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import BookingId, BookingNotFoundError, BookingStatus
from rental_core.bookings.instead import RequestInstead
from rental_core.bookings.request import RequestBooking
from rental_core.money import Money
from rental_core.pricing.quote import PriceChangedError, quote_for
from tests.support.builders import RATES, stay
from tests.support.market import Market
from tests.support.refused import refused

NIGHTS = stay("2027-05-05", "2027-05-08")


@pytest.fixture
def instead(market: Market) -> RequestInstead:
    return RequestInstead(market.work, RequestBooking(market.work, market.clock, market.limits))


async def test_the_other_place_is_asked_for_the_same_stay_once_however_often_it_is_tapped(market: Market, instead: RequestInstead) -> None:
    lost, other = await market.request(NIGHTS, guests=1), await market.another_flat(title="Лофт")
    await market.decline(lost)
    shown = quote_for(other, NIGHTS).tag
    made = await instead(lost.id, other.id, by=market.anna.id, shown=shown)
    again = await instead(lost.id, other.id, by=market.anna.id, shown=shown)
    assert again == made
    assert (made.apartment_id, made.stay, made.guests, made.status) == (other.id, NIGHTS, 1, BookingStatus.REQUESTED)


async def test_nobody_pays_another_price_than_the_one_that_was_offered(market: Market, instead: RequestInstead) -> None:
    lost, other = await market.request(NIGHTS), await market.another_flat()
    cheaper = quote_for(evolve(other, rates=evolve(RATES, base=Money(100_000))), NIGHTS)
    with refused(PriceChangedError(cheaper.total, quote_for(other, NIGHTS))):
        await instead(lost.id, other.id, by=market.anna.id, shown=cheaper.tag)


async def test_only_the_renter_who_lost_it_can_ask(market: Market, instead: RequestInstead) -> None:
    lost, shown = await market.request(NIGHTS), quote_for(market.flat, NIGHTS).tag
    with refused(NotAllowedError(market.landlord.id)):
        await instead(lost.id, ApartmentId(1), by=market.landlord.id, shown=shown)
    with refused(BookingNotFoundError(lost.id)):
        await instead(lost.id, ApartmentId(1), by=market.boris.id, shown=shown)
    with refused(BookingNotFoundError(404)):
        await instead(BookingId(404), ApartmentId(1), by=market.anna.id, shown=shown)
