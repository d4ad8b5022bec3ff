"""From the dates to the request: what the check window says, and what stands in the way of it."""

from aiogram.methods import SendDocument
from attrs import evolve

from adapters.telegram.callbacks import AskInstead, SeeInstead
from rental_core.accounts.person import Person, TelegramId
from rental_core.apartments.apartment import Apartment, BookingMode, Publication
from rental_core.apartments.rates import Season
from rental_core.bookings.booking import Booking, BookingId
from rental_core.money import Money
from rental_core.pricing.quote import quote_for
from tests.edge.telegram.conftest import Renter
from tests.support.builders import RATES, stay
from tests.support.market import Market

NIGHTS = stay("2027-05-10", "2027-05-13")


async def opened(renter: Renter, market: Market, *dates: str) -> None:
    """The flat's calendar, or what follows once its dates are chosen. It is 1 May in the market."""
    await renter.say("/search")
    await renter.say("сочи")
    for tap in (*(dates or ("10", "13")), "Show", "Book"):
        await renter.tap(tap)


async def myself(renter: Renter, market: Market) -> Person:
    """The renter, who has written to the bot already."""
    async with market.work() as work:
        person = await work.people.of_telegram(TelegramId(renter.client.user.id))
    assert person
    return person


async def sent(market: Market) -> Booking:
    """The only request there is."""
    (taken,) = await market.calendar()
    async with market.work() as work:
        return await work.bookings.get(BookingId(taken.taker.id))


async def test_dates_too_short_for_the_apartment_lead_to_its_calendar_which_says_why(renter: Renter, market: Market) -> None:
    await market.change_flat(min_nights=4)
    await opened(renter, market)
    assert "Your dates, 10–13 May, will not do. A stay here has 4 nights at least: check-out from 14 May on." in plain(renter)
    assert "🌙 A stay has 4 nights at least" in plain(renter)
    await renter.tap("10")
    answer = await renter.tap("·12")
    assert answer
    assert answer.show_alert
    assert str(answer.text).replace("\u00a0", " ") == "A stay here has 4 nights at least: check-out from 14 May on"
    await renter.tap("14")
    await renter.tap("Send the request")
    assert (await sent(market)).stay == stay("2027-05-10", "2027-05-14")


async def test_dates_too_long_for_the_apartment_are_explained_too(renter: Renter, market: Market) -> None:
    await market.change_flat(max_nights=2)
    await opened(renter, market)
    assert "A stay has 2 nights at most: check-out by 12 May" in plain(renter)


async def test_a_gap_too_short_to_stay_in_is_explained_at_the_check_in(renter: Renter, market: Market) -> None:
    await market.change_flat(min_nights=4)
    await market.block(stay("2027-05-13", "2027-05-15"))
    await opened(renter, market)
    answer = await renter.tap("·11")
    assert answer
    assert "other guests come on 13 May" in str(answer.text).replace("\u00a0", " ")


async def test_a_minimum_that_came_meanwhile_is_refused_and_the_calendar_says_so(renter: Renter, market: Market) -> None:
    await opened(renter, market)
    await market.change_flat(min_nights=4)
    answer = await renter.tap("Send the request")
    assert answer
    assert answer.show_alert
    assert "let for 4 nights at least" in str(answer.text)
    assert "⚠️ A stay here has 4 nights at least" in plain(renter)
    assert "✅ Send the request" not in renter.buttons


async def test_more_guests_than_fit_become_fewer_by_a_tap_only(renter: Renter, market: Market) -> None:
    await opened(renter, market)
    await market.change_flat(guests=1)
    answer = await renter.tap("Send the request")
    assert answer
    assert "for 1 guest at most" in str(answer.text)
    assert "There is room for 1 guest at most" in renter.text
    assert "✅ Send the request" not in renter.buttons
    await renter.tap("Go on with 1 guest")
    await renter.tap("Send the request")
    assert (await sent(market)).guests == 1


async def test_the_house_rules_are_read_before_they_are_accepted(renter: Renter, market: Market) -> None:
    await market.change_flat(house_rules="Не курить & не шуметь")
    await opened(renter, market)
    assert "Не курить &amp; не шуметь" in renter.text
    assert "By sending the request you accept the house rules." in renter.text
    await market.takes(BookingMode.INSTANT)
    await renter.tap("➕")
    assert "By booking you accept the house rules." in renter.text


async def test_a_message_too_long_is_cut_and_that_is_said(renter: Renter, market: Market) -> None:
    await opened(renter, market)
    await renter.tap("Write to the landlord")
    await renter.say("я" * 1001)
    assert "Only 1,000 characters fit" in renter.text
    await renter.tap("Send the request")
    assert len((await sent(market)).message) == 1000


async def test_a_trip_is_sent_as_a_calendar_file(renter: Renter, market: Market) -> None:
    await opened(renter, market)
    await renter.tap("Send the request")
    await renter.tap("Open the trip")
    await renter.tap("Add to calendar")
    (call,) = [call for call in renter.bot.calls if isinstance(call, SendDocument)]
    assert b"STATUS:TENTATIVE" in call.document.data  # type: ignore[union-attr]  # a buffered file


async def test_an_apartment_off_the_market_leads_to_similar_places(renter: Renter, market: Market) -> None:
    loft = await market.another_flat(title="Лофт")
    await opened(renter, market)
    await renter.tap("Send the request")
    await renter.tap("Open the trip")
    await renter.tap("Take the request back")
    await renter.tap("Yes, take it back")
    await market.change_flat(publication=Publication.PAUSED)
    await renter.tap("Book again")
    assert "takes no bookings any more" in renter.text
    await renter.tap("🛎 1. Лофт")
    assert "on its way" in renter.text
    async with market.work() as work:
        (other,) = await work.occupancy.taken(loft.id, NIGHTS)
        assert (await work.bookings.get(BookingId(other.taker.id))).stay == NIGHTS


async def lost(renter: Renter, market: Market) -> tuple[Booking, Apartment, AskInstead]:
    """A declined request of the renter's, another apartment, and what its button carries."""
    await renter.say("/start")
    booking, loft = await market.request(NIGHTS, renter=await myself(renter, market)), await market.another_flat(title="Лофт")
    await market.decline(booking)
    tag = quote_for(loft, NIGHTS).tag
    asked = AskInstead(
        booking=booking.id, apartment=loft.id, total=tag.total.amount, currency=tag.total.currency, fingerprint=tag.fingerprint
    )
    return booking, loft, asked


async def test_one_tap_below_a_refusal_asks_for_another_place_once(renter: Renter, market: Market) -> None:
    _, loft, asked = await lost(renter, market)
    await renter.send(asked.pack())
    assert "on its way" in renter.text
    await renter.send(asked.pack())
    async with market.work() as work:
        (taken,) = await work.occupancy.taken(loft.id, NIGHTS)
    assert taken.nights == NIGHTS


async def test_another_price_than_the_offered_one_is_refused_and_the_offers_are_drawn_afresh(renter: Renter, market: Market) -> None:
    _, loft, asked = await lost(renter, market)
    answer = await renter.send(asked.model_copy(update={"total": 100, "fingerprint": "0" * 12}).pack())
    assert answer
    assert answer.show_alert
    assert "The price has changed" in str(answer.text)
    edits = [call for call in renter.bot.calls if type(call).__name__ == "EditMessageText"]
    assert asked.pack() in str(edits[-1].reply_markup)  # type: ignore[attr-defined]  # found by its name


async def test_an_offer_is_no_way_into_another_persons_trip(renter: Renter, market: Market) -> None:
    _, loft, asked = await lost(renter, market)
    theirs = await market.request()
    for forged in (asked.model_copy(update={"booking": theirs.id}).pack(), SeeInstead(booking=theirs.id, apartment=loft.id).pack()):
        answer = await renter.send(forged)
        assert answer
        assert "no such booking" in str(answer.text)
    async with market.work() as work:
        assert await work.occupancy.taken(loft.id, NIGHTS) == ()


async def test_an_offered_place_is_looked_at_with_the_dates_of_the_lost_stay(renter: Renter, market: Market) -> None:
    booking, loft, _ = await lost(renter, market)
    await renter.send(SeeInstead(booking=booking.id, apartment=loft.id).pack())
    assert "Лофт" in renter.text
    await renter.tap("Book")
    assert "10–13 May, 3 nights" in plain(renter)


def plain(renter: Renter) -> str:
    return renter.text.replace("\u00a0", " ")


async def test_extra_guests_are_in_the_price_that_is_shown_and_asked_for(renter: Renter, market: Market) -> None:
    await market.change_flat(guests=4, rates=evolve(RATES, extra_guest=Money(50_000), included_guests=1))
    await opened(renter, market)
    assert "Extra guests: 3 × 500 ₽ = 1,500 ₽" in plain(renter)  # two guests, three nights
    await renter.tap("Send the request")
    assert (await sent(market)).quote.total == Money(1_050_000 + 150_000 + 100_000)


async def test_the_season_of_the_arrival_says_how_long_a_stay_is_and_notice_how_soon(renter: Renter, market: Market) -> None:
    season = Season(name="Лето", nights=stay("2027-05-10", "2027-05-20"), min_nights=4)
    await market.change_flat(rates=evolve(RATES, seasons=(season,)), notice_days=2)
    await opened(renter, market)
    assert "A stay here has 4 nights at least: check-out from 14 May on." in plain(renter)
    await renter.tap("10")
    answer = await renter.tap("·2")
    assert answer
    assert "the check-in can be 3 May at the earliest" in str(answer.text).replace("\u00a0", " ")
    await renter.tap("4")
    await renter.tap("5")
    assert "Send the request" in "".join(renter.buttons)
