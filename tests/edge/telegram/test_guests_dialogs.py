"""Whom a landlord receives, in their windows: who comes and goes, all bookings, and one with its history and its ends."""

from datetime import timedelta

import pytest

from adapters.telegram.callbacks import OpenBooking, OpenGuests
from rental_core.accounts.person import TelegramId
from rental_core.bookings.booking import Booking, BookingStatus, Reason, Why
from rental_core.bookings.clockwork import EndStay
from tests.edge.telegram.conftest import Renter
from tests.support.builders import at, stay
from tests.support.market import Market
from tests.support.seen import plain

WHO = "Anna, 2 guests · Студия у моря, улица Орджоникидзе"


async def booked(market: Market, check_in: str = "2027-05-05", check_out: str = "2027-05-08") -> Booking:
    booking = await market.request(stay(check_in, check_out))
    await market.confirm(booking)
    return await market.now(booking)


async def page_of(landlord: Renter, booking: Booking) -> None:
    await landlord.send(OpenBooking(booking=booking.id).pack())


async def week(landlord: Renter) -> None:
    await landlord.say("/letting")
    await landlord.tap("Arrivals and departures")


async def test_a_week_without_guests_says_so(landlord: Renter) -> None:
    await week(landlord)
    assert "Nobody comes or goes today and in the next seven days." in landlord.text
    await landlord.tap("Back")
    assert "What you let" in landlord.text


async def test_who_comes_and_goes_is_told_by_day(landlord: Renter, market: Market) -> None:
    await booked(market, "2027-05-01", "2027-05-02")
    await booked(market, "2027-05-02", "2027-05-05")
    market.clock.set(at("2027-05-01 15:00"))
    await week(landlord)
    assert plain(landlord.text).split("\n\n")[1:] == [
        f"<b>Today, 1 May</b>\n🛬 from 14:00 · {WHO} ✓",
        f"<b>Tomorrow, 2 May</b>\n🛫 by 12:00 · {WHO}\n🛬 from 14:00 · {WHO}",
        f"<b>We, 5 May</b>\n🛫 by 12:00 · {WHO}",
    ]
    await landlord.tap("🛬 Today")
    assert "1–2 May" in landlord.text
    await landlord.tap("Back")
    assert "Arrivals and departures" in landlord.text


async def test_the_week_of_many_apartments_is_read_page_by_page(landlord: Renter, market: Market) -> None:
    market.limits = type(market.limits)(pending=40, upcoming=40)
    for number in range(12):
        flat = await market.another_flat(title=f"Дом {number:02}")
        booking = await market.request(stay("2027-05-02", "2027-05-20"), flat=flat)
        await market.confirm(booking)
    await week(landlord)
    seen = [said for said in landlord.buttons if said.startswith("🛬")]
    await landlord.tap("›")
    seen += [said for said in landlord.buttons if said.startswith("🛬")]
    assert [said[-6:] for said in seen] == [f"Дом {number:02}" for number in range(12)]


async def test_bookings_are_listed_by_what_became_of_them(landlord: Renter, market: Market) -> None:
    ahead, past = await booked(market), await booked(market, "2027-05-01", "2027-05-02")
    ended = await booked(market, "2027-06-01", "2027-06-03")
    await market.cancel(ended)
    market.clock.set(past.check_out_at)
    await EndStay(market.work, market.clock)(past.id, past.check_out_at)
    await week(landlord)
    await landlord.tap("All bookings")
    assert "✅ 5–8 May · Anna · Студия у моря" in landlord.buttons
    assert "check-in 5 May from 14:00" in landlord.text
    await landlord.tap("Past")
    assert "🏁 1–2 May · Anna · Студия у моря" in landlord.buttons
    await landlord.tap("Came to nothing")
    assert "🚫 1–3 June · Anna · Студия у моря" in landlord.buttons
    await landlord.tap("🚫 1–3 June")
    await landlord.tap("Back")
    assert "✓ Came to nothing" in landlord.buttons
    await market.cancel(ahead)
    await landlord.tap("Ahead")
    assert "No confirmed stays ahead." in landlord.text


async def test_many_bookings_are_read_page_by_page_and_a_new_part_begins_anew(landlord: Renter, market: Market) -> None:
    market.limits = type(market.limits)(pending=40, upcoming=40)
    for day in range(10, 28, 2):
        await booked(market, f"2027-05-{day}", f"2027-05-{day + 1}")
    await week(landlord)
    await landlord.tap("All bookings")
    assert "✅ 10–11 May · Anna · Студия у моря" in landlord.buttons
    await landlord.tap("›")
    assert [said for said in landlord.buttons if said.startswith("✅")] == ["✅ 26–27 May · Anna · Студия у моря"]
    await landlord.tap("Past")
    assert "Nobody has stayed yet." in landlord.text
    await landlord.tap("Ahead")
    assert "✅ 10–11 May · Anna · Студия у моря" in landlord.buttons
    await landlord.tap("›")
    await landlord.tap("Arrivals and departures")
    assert "Nobody comes or goes" in landlord.text


async def test_one_apartment_shows_its_own_only(landlord: Renter, market: Market) -> None:
    other = await market.another_flat(title="Лофт")
    await market.confirm(await market.request(stay("2027-05-02", "2027-05-03"), flat=other))
    await booked(market)
    await landlord.send(OpenGuests(apartment=other.id).pack())
    assert "🏠 Лофт" in landlord.text
    assert "Студия" not in landlord.text
    await landlord.tap("All bookings")
    assert [said for said in landlord.buttons if said.startswith("✅")] == ["✅ 2–3 May · Anna · Лофт"]
    assert "Студия" not in landlord.text


async def test_an_apartments_page_leads_to_its_bookings_and_back(landlord: Renter, market: Market) -> None:
    await booked(market)
    await landlord.say("/letting")
    await landlord.tap("My apartments")
    await landlord.tap("Студия")
    await landlord.tap("🧳 Bookings")
    assert "🏠 Студия у моря" in landlord.text
    await landlord.tap("Back")
    assert "As renters see it" in "".join(landlord.buttons)


async def test_a_page_says_everything_with_its_history(landlord: Renter, market: Market) -> None:
    await market.change_person(market.anna, phone="+79160000001", username="anna")
    booking = await booked(market)
    market.clock.set(at("2027-05-02 13:00"))
    await market.cancel(booking, reason=Reason(Why.OTHER, "Передумали & всё"))
    await page_of(landlord, booking)
    said = plain(landlord.text)
    for told in (
        "🚫 Cancelled",
        "улица Орджоникидзе, 11, кв. 40",
        "Check-in 5 May from 14:00, check-out 8 May by 12:00",
        "3 nights × 3,500 ₽ = 10,500 ₽",
        "📞 +7 916 000-00-01",
        "1 May, 12:00 · 📨 Requested · Anna",
        "1 May, 12:00 · ✅ Confirmed · you",
        "2 May, 13:00 · 🚫 Cancelled · Anna: <i>Передумали &amp; всё</i>",
    ):
        assert told in said
    assert "✉️ Write to the guest" in landlord.buttons
    assert "Cancel the stay" not in "".join(landlord.buttons)


async def test_a_request_leads_to_its_decision_and_back(landlord: Renter, market: Market) -> None:
    booking = await market.request()
    await landlord.say("/letting")
    await landlord.tap("Requests")
    await landlord.tap("Anna")
    assert "Confirm" in "".join(landlord.buttons)
    await market.confirm(booking)
    await page_of(landlord, booking)
    assert "Decide" not in "".join(landlord.buttons)


async def test_the_phone_is_seen_from_the_confirmation_on(landlord: Renter, market: Market) -> None:
    await market.change_person(market.anna, phone="+79160000001")
    booking = await market.request()
    await landlord.say("/requests")
    await landlord.tap("Anna")
    assert "📞" not in landlord.text
    await landlord.tap("Confirm")
    await landlord.tap("Open the booking")
    assert "📞" in landlord.text
    assert booking.id


async def test_a_cancel_says_what_follows_before_the_tap(landlord: Renter, market: Market) -> None:
    booking = await booked(market)
    await page_of(landlord, booking)
    await landlord.tap("Cancel the stay")
    for told in ("All 3 nights become free for others: 5–8 May.", "The guest is told at once", "It cannot be undone."):
        assert told in plain(landlord.text)
    await landlord.tap("Keep it")
    assert (await market.now(booking)).status is BookingStatus.CONFIRMED
    await landlord.tap("Cancel the stay")
    answer = await landlord.tap("Repairs")
    assert answer
    assert answer.text == "The stay is cancelled"
    assert (await market.now(booking)).history[-1].reason == Reason(Why.REPAIRS)
    assert "🚫 Cancelled · you: <i>the apartment is being repaired</i>" in landlord.text
    assert await market.calendar() == ()


async def test_a_stay_that_has_begun_keeps_tonight(landlord: Renter, market: Market) -> None:
    booking = await booked(market, "2027-05-01", "2027-05-06")
    market.clock.set(at("2027-05-02 18:00"))
    await page_of(landlord, booking)
    await landlord.tap("Cancel the stay")
    assert "tonight stays sold, and 3 nights from tomorrow on become free: 3–6 May." in plain(landlord.text)
    await landlord.say("Потоп")
    await landlord.tap("Cancel with these words")
    cancelled = await market.now(booking)
    assert cancelled.history[-1].reason == Reason(Why.OTHER, "Потоп")
    assert cancelled.sold == stay("2027-05-01", "2027-05-03")


async def test_on_the_last_night_nothing_becomes_free(landlord: Renter, market: Market) -> None:
    booking = await booked(market, "2027-05-01", "2027-05-02")
    market.clock.set(at("2027-05-01 18:00"))
    await page_of(landlord, booking)
    await landlord.tap("Cancel the stay")
    assert "The last night has begun: no night becomes free." in landlord.text


@pytest.mark.parametrize("button", ["Repairs", "Cancel with these words"])
async def test_a_stay_that_ended_meanwhile_is_not_ended_twice(landlord: Renter, market: Market, button: str) -> None:
    booking = await booked(market)
    await page_of(landlord, booking)
    await landlord.tap("Cancel the stay")
    await landlord.say("Потоп")
    window = landlord.window
    await market.cancel(booking)
    answer = await landlord.tap(button, window)
    assert answer
    assert "cancelled already" in str(answer.text)
    assert "Keep it" in "".join(landlord.buttons)
    assert "Repairs" not in landlord.buttons
    assert (await market.now(booking)).history[-1].by == market.anna.id


async def test_after_the_check_out_there_is_nothing_to_cancel(landlord: Renter, market: Market) -> None:
    booking = await booked(market, "2027-05-01", "2027-05-02")
    await page_of(landlord, booking)
    await landlord.tap("Cancel the stay")
    window = landlord.window
    market.clock.set(booking.check_out_at)
    answer = await landlord.tap("Repairs", window)
    assert answer
    assert "The check-out has passed" in str(answer.text)


async def test_a_no_show_is_reported_within_two_days_of_check_in(landlord: Renter, market: Market) -> None:
    booking = await booked(market)
    await page_of(landlord, booking)
    assert "The guest did not come" not in "".join(landlord.buttons)
    market.clock.set(booking.check_in_at)
    await page_of(landlord, booking)
    await landlord.tap("The guest did not come")
    for told in ("2 nights from tomorrow on become free: 6–8 May", "can object to support", "history here", "by 7 May, 14:00"):
        assert told in plain(landlord.text)
    answer = await landlord.tap("Yes, nobody came")
    assert answer
    assert answer.text == "Noted. The guest is told at once."
    assert (await market.now(booking)).status is BookingStatus.NO_SHOW
    assert "🚪 The guest did not come · you" in landlord.text


@pytest.mark.parametrize(("hours", "said"), [(-1, "The check-in is still to come"), (48, "within 48 hours of check-in")])
async def test_a_no_show_too_early_or_too_late_is_refused(landlord: Renter, market: Market, hours: int, said: str) -> None:
    booking = await booked(market, "2027-05-01", "2027-05-20")
    market.clock.set(booking.check_in_at)
    await page_of(landlord, booking)
    await landlord.tap("The guest did not come")
    window = landlord.window
    market.clock.set(booking.check_in_at + timedelta(hours=hours))
    answer = await landlord.tap("Yes, nobody came", window)
    assert answer
    assert said in str(answer.text)
    assert "Yes, nobody came" not in "".join(landlord.buttons)


async def test_whose_guests_they_are_not_sees_nothing(renter: Renter, market: Market) -> None:
    booking = await booked(market)
    await renter.say("/start")
    for forged in (OpenBooking(booking=booking.id).pack(), OpenGuests(apartment=market.flat.id).pack()):
        assert await renter.send(forged)
        assert "Anna" not in renter.text
    await renter.say("/letting")
    intent = renter.buttons["🏠 Menu"].partition("\x1d")[0]
    await renter.send(f"{intent}\x1dguests_to_cancel")
    assert (await market.now(booking)).status is BookingStatus.CONFIRMED


async def test_a_renter_of_a_booking_is_not_its_landlord(renter: Renter, market: Market) -> None:
    await renter.say("/start")
    async with market.work() as work:
        person = await work.people.of_telegram(TelegramId(501))
    assert person
    booking = await market.request(renter=person)
    answer = await renter.send(OpenBooking(booking=booking.id).pack())
    assert answer
    assert "There is no such booking among yours" in str(answer.text)


async def test_whoever_wants_to_leave_cancels_on_the_bookings_page(landlord: Renter, market: Market) -> None:
    booking = await booked(market)
    await landlord.say("/profile")
    await landlord.tap("Delete my data")
    await landlord.tap("🔑 5–8 May")
    assert "History" in landlord.text
    await landlord.tap("Cancel the stay")
    await landlord.tap("Not available")
    await landlord.tap("Back")
    assert "What goes for good" in landlord.text
    assert (await market.now(booking)).status is BookingStatus.CANCELLED
