"""Requests in their landlord's windows: by time left, with rivals and consequences, decided once, whoever is faster."""

from datetime import timedelta

import pytest

from adapters.telegram.callbacks import OpenBooking
from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import REASON_LENGTH, Booking, BookingStatus, Reason, Why
from rental_core.bookings.clockwork import ExpireRequest
from tests.edge.telegram.conftest import Renter
from tests.support.builders import a_block, at, stay
from tests.support.market import Market
from tests.support.seen import plain


async def opened(landlord: Renter, market: Market) -> Booking:
    """Anna's request, on its own page."""
    booking = await market.request()
    await landlord.say("/requests")
    await landlord.tap("Anna")
    return booking


async def rivals(market: Market) -> tuple[Booking, Booking]:
    """Anna's and Борис's open requests for some of the same nights."""
    await market.takes(BookingMode.OPEN)
    return await market.request(), await market.request(stay("2027-05-07", "2027-05-09"), renter=market.boris)


async def last(market: Market, booking: Booking) -> tuple[BookingStatus, Reason | None]:
    moved = (await market.now(booking)).history[-1]
    return moved.to, moved.reason


async def test_whom_nobody_waits_for_reads_so(landlord: Renter) -> None:
    await landlord.say("/requests")
    assert "Nobody is waiting for your answer" in landlord.text
    await landlord.tap("Back")
    assert "What you let" in landlord.text


async def test_the_menu_leads_there_and_back(landlord: Renter, market: Market) -> None:
    await market.request()
    await landlord.say("/start")
    await landlord.tap("Requests to me: 1")
    assert "Requests to decide" in landlord.text
    await landlord.tap("Back")
    assert "Hello" in landlord.text


async def test_requests_come_by_time_left_and_say_it_page_by_page(landlord: Renter, market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    market.limits = type(market.limits)(pending=20)
    for day in range(10, 19):
        await market.request(stay(f"2027-05-{day}", f"2027-05-{day + 1}"))
    await market.request(stay("2027-05-01", "2027-05-02"), renter=market.boris)
    await landlord.say("/requests")
    assert next(iter(landlord.buttons)) == "⏳ 2 h · 1–2 May · Борис · Студия у моря"
    assert "⏳ <b>2 h left</b> · Борис · 1–2 May · Студия у моря · 4,500 ₽" in plain(landlord.text)
    assert sum(said.startswith("⏳") for said in landlord.buttons) == 8
    await landlord.tap("›")
    assert sum(said.startswith("⏳") for said in landlord.buttons) == 2
    answer = await landlord.tap("›")
    assert answer
    assert "the last one" in str(answer.text)
    await landlord.tap("‹")
    assert "Борис" in landlord.text


async def test_a_request_says_everything_and_is_confirmed_with_one_tap(landlord: Renter, market: Market) -> None:
    booking = await opened(landlord, market)
    said = plain(landlord.text)
    for told in (
        "A request, 24 h left",
        "5–8 May · 3 nights · 2 guests",
        "3 nights × 3,500 ₽",
        "first stay here",
        "by 2 May, 12:00",
        "kept",
    ):
        assert told in said
    answer = await landlord.tap("Confirm")
    assert answer
    assert (answer.text, answer.show_alert) == ("Confirmed. The renter is told at once.", False)
    assert "Confirmed" in landlord.text
    assert "Decline" not in "".join(landlord.buttons)
    await landlord.tap("Open the booking")
    assert "History" in landlord.text
    assert (await last(market, booking))[0] is BookingStatus.CONFIRMED
    await landlord.tap("Back")
    await landlord.tap("Back")
    assert "Nobody is waiting" in landlord.text


async def test_rivals_are_named_looked_at_and_declined_by_what_was_said_to_decline_them(landlord: Renter, market: Market) -> None:
    annas, boris = await rivals(market)
    await landlord.say("/requests")
    await landlord.tap("Anna")
    assert "1 other request for these dates: only one can have them." in landlord.text
    assert "Confirming declines: Борис 7–9 May" in landlord.text
    await landlord.tap("👀 Борис")
    assert "Confirming declines: Anna 5–8 May" in landlord.text
    assert "👤 <b>Борис</b>" in landlord.text
    await landlord.tap("Back")
    assert "👤 <b>Anna</b>" in landlord.text
    await landlord.tap("👀 Борис")
    await landlord.tap("Confirm")
    assert await last(market, annas) == (BookingStatus.DECLINED, Reason(Why.NIGHTS_SOLD))
    assert (await last(market, boris))[0] is BookingStatus.CONFIRMED
    await landlord.tap("Back")
    assert "It was declined without you." in landlord.text
    await landlord.tap("Back")
    assert "Requests to decide" in landlord.text


async def test_who_holds_the_nights_has_to_be_decided_first(landlord: Renter, market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    booking = await market.request()
    await market.takes(BookingMode.HOLD)
    await market.request(stay("2027-05-07", "2027-05-09"), renter=market.boris)
    await landlord.say("/requests")
    await landlord.tap("Anna")
    assert "Decide first on those who hold their nights: Борис 7–9 May" in landlord.text
    answer = await landlord.tap("Confirm")
    assert answer
    assert answer.show_alert
    assert (await last(market, booking))[0] is BookingStatus.REQUESTED


async def test_a_ready_reason_declines_with_one_tap_more(landlord: Renter, market: Market) -> None:
    booking = await opened(landlord, market)
    await landlord.tap("Decline")
    assert "The renter is told at once" in landlord.text
    assert "The nights become free for others" in landlord.text
    answer = await landlord.tap("Repairs")
    assert answer
    assert answer.text == "Declined. The renter is told at once."
    assert "You declined it." in landlord.text
    assert await last(market, booking) == (BookingStatus.DECLINED, Reason(Why.REPAIRS))


async def test_a_typed_reason_is_kept_until_the_tap_and_shown_before_it(landlord: Renter, market: Market) -> None:
    booking = await opened(landlord, market)
    await landlord.tap("Decline")
    await landlord.say("Меняем <b>окна</b>")
    assert "<i>Меняем &lt;b&gt;окна&lt;/b&gt;</i>" in landlord.text
    await landlord.tap("← Back")
    await landlord.tap("Decline")
    assert "Меняем" in landlord.text
    await landlord.tap("Decline with these words")
    assert await last(market, booking) == (BookingStatus.DECLINED, Reason(Why.OTHER, "Меняем <b>окна</b>"))


async def test_too_many_words_are_said_to_be_and_what_fits_is_kept(landlord: Renter, market: Market) -> None:
    booking = await opened(landlord, market)
    await landlord.tap("Decline")
    await landlord.say("я" * (REASON_LENGTH + 1))
    assert "too long: at most 500 characters" in landlord.text
    await landlord.tap("Decline with these words")
    _, reason = await last(market, booking)
    assert reason
    assert len(reason.text) == REASON_LENGTH


async def test_words_for_one_request_are_not_said_of_its_rival(landlord: Renter, market: Market) -> None:
    await rivals(market)
    await landlord.say("/requests")
    await landlord.tap("Anna")
    await landlord.tap("Decline")
    await landlord.say("Меняем окна")
    await landlord.tap("← Back")
    await landlord.tap("👀 Борис")
    await landlord.tap("Decline")
    assert "Меняем" not in landlord.text


@pytest.mark.parametrize("button", ["Confirm", "Repairs"])
async def test_a_request_that_was_taken_back_a_moment_ago_stays_so(landlord: Renter, market: Market, button: str) -> None:
    booking = await opened(landlord, market)
    if button == "Repairs":
        await landlord.tap("Decline")
    await market.withdraw(booking)
    answer = await landlord.tap(button)
    assert answer
    assert answer.show_alert
    assert "took the request back a moment ago" in str(answer.text)
    assert "Withdrawn" in landlord.text
    assert button not in landlord.buttons


async def test_a_request_whose_time_is_up_cannot_be_confirmed(landlord: Renter, market: Market) -> None:
    booking = await opened(landlord, market)
    market.clock.advance(timedelta(hours=25))
    answer = await landlord.tap("Confirm")
    assert answer
    assert "The time to answer has run out" in str(answer.text)
    await ExpireRequest(market.work, market.clock)(booking.id)
    answer = await landlord.tap("Confirm")
    assert answer
    assert "Left without an answer" in landlord.text


async def test_nights_that_were_closed_meanwhile_decline_the_request_kindly(landlord: Renter, market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    booking = await opened(landlord, market)
    async with market.work() as work:  # as a transaction in progress leaves it behind: closed, and nobody has swept
        block = a_block(booking.nights, number=await work.blocks.next_id(), apartment_id=market.flat.id)
        await work.blocks.add(block)
        assert await work.occupancy.take(market.flat.id, booking.nights, block.taker)
    answer = await landlord.tap("Confirm")
    assert answer
    assert "sold or closed by now. The request is declined" in str(answer.text)
    assert "It was declined without you." in landlord.text


async def test_a_double_tap_alarms_nobody(landlord: Renter, market: Market) -> None:
    booking = await opened(landlord, market)
    window = landlord.window
    await landlord.tap("Confirm", window)
    answer = await landlord.tap("Confirm", window)
    assert answer
    assert not answer.show_alert
    assert len((await market.now(booking)).history) == 2


async def test_whose_request_it_is_not_sees_nothing(renter: Renter, market: Market) -> None:
    booking = await market.request()
    await renter.say("/start")
    answer = await renter.send(OpenBooking(booking=booking.id).pack())
    assert answer
    assert "There is no such booking among yours" in str(answer.text)
    assert "Anna" not in renter.text
    await renter.say("/requests")
    assert "Nobody is waiting" in renter.text
    intent = renter.buttons["🏠 Menu"].partition("\x1d")[0]
    answer = await renter.send(f"{intent}\x1drequests_open:{booking.id}")
    assert answer
    assert "There is no such booking among yours" in str(answer.text)


@pytest.mark.parametrize("forged", ["requests_open:0", "requests_open:x", "requests_rival:9223372036854775807"])
async def test_forged_ids_are_answered(landlord: Renter, market: Market, forged: str) -> None:
    await opened(landlord, market)
    intent = landlord.buttons["🏠 Menu"].partition("\x1d")[0]
    await landlord.send(f"{intent}\x1d{forged}")
    assert landlord.buttons


@pytest.mark.parametrize("forged", ["requests_ready:nights-sold", "requests_ready:x", "requests_typed"])
async def test_a_forged_reason_declines_nothing(landlord: Renter, market: Market, forged: str) -> None:
    booking = await opened(landlord, market)
    await landlord.tap("Decline")
    intent = landlord.buttons["🏠 Menu"].partition("\x1d")[0]
    await landlord.send(f"{intent}\x1d{forged}")
    assert (await last(market, booking))[0] is BookingStatus.REQUESTED


async def test_a_push_opens_the_request_while_it_waits_and_the_booking_afterwards(landlord: Renter, market: Market) -> None:
    booking = await market.request()
    await landlord.send(OpenBooking(booking=booking.id).pack())
    assert "A request, 24 h left" in plain(landlord.text)
    await market.confirm(booking)
    market.clock.set(at("2027-05-02 12:00"))
    await landlord.send(OpenBooking(booking=booking.id).pack())
    assert "History" in landlord.text
