"""The bot from outside: what people read when they write and tap, in and out of order."""

from aiogram.methods import SetMyCommands
from attrs import evolve
from structlog.testing import capture_logs

from rental_core.accounts.person import Language, TelegramId
from rental_core.bookings.booking import BookingId, BookingStatus
from rental_core.moderation.block_person import BlockPerson
from rental_core.money import Money
from tests.edge.telegram.conftest import Renter
from tests.edge.telegram.shelves import MarketPlaces
from tests.support.builders import RATES, stay
from tests.support.market import Market


async def at_the_quote(renter: Renter) -> None:
    """Sochi, 10 to 13 May, the flat, and its price. It is 1 May in the market."""
    await renter.say("/start")
    await renter.tap("Find a place")
    await renter.say("сочи")
    for tap in ("10", "13", "Show", "Book"):
        await renter.tap(tap)


async def reopen(renter: Renter, button: str) -> None:
    """Tap a button of this window when nobody remembers it any more."""
    old, intent = renter.window, next(iter(renter.buttons.values())).partition("\x1d")[0]
    await renter.say("/search")
    await renter.send(f"{intent}\x1d{button}", old)


async def test_the_first_words_to_the_bot_open_the_menu_whatever_they_are(renter: Renter) -> None:
    await renter.say("hello?")
    assert "Hello, User_501!" in renter.text


async def test_a_request_takes_eight_taps_and_one_word_at_most(renter: Renter, market: Market) -> None:
    await at_the_quote(renter)
    assert "Total: 11,500 ₽" in renter.text.replace("\u00a0", " ")
    await renter.tap("Send the request")
    assert "on its way" in renter.text
    assert [taken.nights for taken in await market.calendar()] == [stay("2027-05-10", "2027-05-13")]


async def test_a_request_tapped_twice_is_one_booking(renter: Renter, market: Market) -> None:
    await at_the_quote(renter)
    quote = renter.window
    await renter.tap("Send the request", quote)
    await renter.tap("Send the request", quote)
    assert "on its way" in renter.text
    assert len(await market.calendar()) == 1


async def test_a_price_that_changed_is_told_and_agreed_to_anew(renter: Renter, market: Market) -> None:
    await at_the_quote(renter)
    await market.change_flat(rates=evolve(RATES, base=Money(400_000)))
    answer = await renter.tap("Send the request")
    assert answer
    assert answer.show_alert
    assert "was 11,500" in str(answer.text).replace("\u00a0", " ")
    assert "Total: 13,000" in renter.text.replace("\u00a0", " ")
    await renter.tap("Send the request")
    assert "on its way" in renter.text


async def test_whoever_loses_the_nights_is_back_at_the_calendar(renter: Renter, market: Market) -> None:
    await at_the_quote(renter)
    await market.block(stay("2027-05-11", "2027-05-12"))
    answer = await renter.tap("Send the request")
    assert answer
    assert answer.show_alert
    assert "✕11" in renter.buttons
    assert "These dates suit me" not in renter.buttons


async def test_dates_taken_here_lead_to_the_calendar_and_not_to_the_quote(renter: Renter, market: Market) -> None:
    await market.block(stay("2027-05-11", "2027-05-12"))
    await at_the_quote(renter)
    assert "are taken here" in renter.text
    assert "Tap the day of check-in" in renter.text


async def test_what_was_entered_outlives_the_windows(renter: Renter, market: Market) -> None:
    await at_the_quote(renter)
    await reopen(renter, "booking_send")
    assert "Is everything right?" in renter.text
    await renter.tap("Send the request")
    assert "on its way" in renter.text


async def test_the_message_to_the_landlord_outlives_the_windows_and_goes_with_its_request(renter: Renter, market: Market) -> None:
    await at_the_quote(renter)
    await renter.tap("Write to the landlord")
    await renter.say("Мы с собакой")
    await reopen(renter, "booking_send")
    assert "Мы с собакой" in renter.text
    await renter.tap("Send the request")
    (taken,) = await market.calendar()
    async with market.work() as work:
        assert (await work.bookings.get(BookingId(taken.taker.id))).message == "Мы с собакой"
    await renter.say("/search")
    for tap in ("Show", "Book", "20", "22"):
        await renter.tap(tap)
    assert "Is everything right?" in renter.text
    assert "Мы с собакой" not in renter.text


async def test_a_message_that_was_taken_back_is_not_sent(renter: Renter, market: Market) -> None:
    await at_the_quote(renter)
    await renter.tap("Write to the landlord")
    await renter.say("Мы с собакой")
    await renter.tap("Change the message")
    await renter.tap("Without a message")
    assert "Мы с собакой" not in renter.text
    await renter.tap("Send the request")
    (taken,) = await market.calendar()
    async with market.work() as work:
        assert (await work.bookings.get(BookingId(taken.taker.id))).message == ""


async def test_a_message_to_one_landlord_is_not_sent_to_another(renter: Renter, market: Market) -> None:
    await market.another_flat(title="Лофт")
    await at_the_quote(renter)
    await renter.tap("Write to the landlord")
    await renter.say("Мы с собакой")
    for tap in ("Back", "›", "Book"):
        await renter.tap(tap)
    assert "Лофт" in renter.text
    assert "Мы с собакой" not in renter.text


async def test_the_calendar_tells_of_the_preparation_before_the_next_guests(renter: Renter, market: Market) -> None:
    await market.change_flat(preparation_nights=2)
    await market.block(stay("2027-05-14", "2027-05-16"))
    await at_the_quote(renter)
    assert "are taken here" in renter.text
    assert "made ready for the next guests" in renter.text
    await renter.tap("10")
    answer = await renter.tap("✕13")
    assert answer
    assert "you can stay until 12 May" in str(answer.text).replace("\u00a0", " ")
    await renter.tap("12")
    await renter.tap("Send the request")
    assert "on its way" in renter.text


async def test_a_trip_in_a_list_of_another_time_opens_all_the_same(renter: Renter, market: Market) -> None:
    await at_the_quote(renter)
    await renter.tap("Send the request")
    (taken,) = await market.calendar()
    await reopen(renter, f"trips_open:{taken.taker.id}")
    assert "↩️ Take the request back" in renter.buttons


async def test_a_list_of_another_time_opens_no_strangers_trip(renter: Renter, market: Market) -> None:
    theirs = await market.request()
    await renter.say("/trips")
    await reopen(renter, f"trips_open:{theirs.id}")
    assert "Anna" not in renter.text
    assert "Hello" in renter.text


async def test_the_search_remembers_what_was_entered(renter: Renter) -> None:
    await at_the_quote(renter)
    await renter.say("/search")
    assert "10–13 May, 3 nights" in renter.text


async def test_search_again_on_a_notice_opens_the_search_as_it_was(renter: Renter) -> None:
    await at_the_quote(renter)
    await renter.send("again")
    assert "10–13 May, 3 nights" in renter.text


async def test_unexpected_words_get_a_kind_answer_and_the_same_window(renter: Renter) -> None:
    await renter.say("/start")
    await renter.say("what?")
    assert "did not expect" in renter.text
    assert "Hello" in renter.text


async def test_a_city_nobody_knows_is_no_dead_end(renter: Renter) -> None:
    await renter.say("/search")
    await renter.say("<b>Нью-Васюки")
    assert "I found nothing called “&lt;b&gt;Нью-Васюки”" in renter.text
    assert "Sochi" in renter.buttons


async def test_garbage_from_forged_taps_is_answered(renter: Renter) -> None:
    await at_the_quote(renter)
    intent = renter.buttons["✅ Send the request"].split("\x1d")[0]
    forged = ["garbage", "aaaaaa\x1dtrips_open:1", f"{intent}\x1dbooking_day:1970-01-01", f"{intent}\x1d__next__", "trip:1", "trip:x"]
    for data in forged:
        await renter.send(data)
        assert renter.buttons, data


async def test_past_days_are_refused_even_when_forged(renter: Renter, market: Market) -> None:
    await at_the_quote(renter)
    await renter.tap("Other dates")
    intent = renter.buttons["🏠 Menu"].split("\x1d")[0]
    answer = await renter.send(f"{intent}\x1dbooking_day:1970-01-01")
    assert answer
    assert answer.text == "This day has passed"
    await renter.send(f"{intent}\x1dbooking_day:9999-99-99")
    assert "Tap the day" in renter.text


async def test_a_strangers_booking_cannot_be_opened(renter: Renter, market: Market) -> None:
    theirs = await market.request()
    await renter.say("/trips")
    answer = await renter.send(f"trip:{theirs.id}")
    assert answer
    assert "no such booking" in str(answer.text)
    assert "Anna" not in renter.text


async def test_a_button_of_an_old_window_opens_its_screen(renter: Renter) -> None:
    await renter.say("/trips")
    old = renter.window
    await renter.say("/search")
    answer = await renter.tap("Menu", old)
    assert answer
    assert "out of date" in str(answer.text)
    assert "My trips" in renter.text


async def test_a_trip_is_withdrawn_after_a_second_thought(renter: Renter, market: Market) -> None:
    await at_the_quote(renter)
    await renter.tap("Send the request")
    (taken,) = await market.calendar()
    await renter.send(f"trip:{taken.taker.id}")
    await renter.tap("Take the request back")
    assert "Take the request back?" in renter.text
    await renter.tap("Yes, take it back")
    assert "You took the request back." in renter.text
    assert await market.calendar() == ()


async def test_a_stay_is_cancelled_with_the_reason_that_was_typed(renter: Renter, market: Market) -> None:
    await at_the_quote(renter)
    await renter.tap("Send the request")
    (taken,) = await market.calendar()
    async with market.work() as work:
        (booking,) = await work.bookings.wanting(market.flat.id, taken.nights, waiting=True)
    await market.confirm(booking)
    await renter.send(f"trip:{booking.id}")
    assert "улица Орджоникидзе" in renter.text
    await renter.tap("Cancel the stay")
    await renter.say("Заболел")
    await renter.tap("Cancel with this reason")
    now = await market.now(booking)
    assert now.status is BookingStatus.CANCELLED
    assert now.history[-1].reason
    assert now.history[-1].reason.text == "Заболел"


async def test_a_new_language_is_spoken_at_once_and_by_the_commands_too(renter: Renter, market: Market) -> None:
    await renter.say("/language")
    await renter.tap("Русский")
    assert "На каком языке" in renter.text
    (commands,) = [call for call in renter.bot.calls if isinstance(call, SetMyCommands)]
    assert "Мои поездки" in [command.description for command in commands.commands]
    await renter.tap("Меню")
    assert "Здравствуйте" in renter.text


async def test_a_blocked_person_hears_why_and_nothing_else(renter: Renter, market: Market) -> None:
    await renter.say("/start")
    async with market.work() as work:
        person = await work.people.of_telegram(TelegramId(renter.client.user.id))
    assert person
    assert person.language is Language.ENGLISH
    await BlockPerson(market.work, market.clock)(person.id, reason="spam", by=None)
    drawn = len(renter.windows.sent_messages)
    answer = await renter.tap("Find a place")
    assert answer
    assert "blocked: spam" in str(answer.text)
    assert len(renter.windows.sent_messages) == drawn


async def test_whatever_breaks_the_tap_is_answered(renter: Renter, places: MarketPlaces) -> None:
    await at_the_quote(renter)
    places.broken = True
    with capture_logs() as logs:
        answer = await renter.tap("Other dates")
    assert answer
    assert "wrong on our side" in str(answer.text)
    assert [(log["event"], type(log["update"])) for log in logs] == [("update failed", int)]
    places.broken = False
    await renter.tap("Other dates")
    assert "Tap the day" in renter.text
