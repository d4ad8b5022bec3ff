"""Free or occupied, and the calendar of one apartment."""

from datetime import date

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import BookingStatus, Reason, Why
from rental_core.stay import FOREVER, ONE_DAY, Stay
from tests.edge.telegram.conftest import Renter
from tests.edge.telegram.shelves import store_of
from tests.support.builders import NOON, at, stay
from tests.support.market import Market

TODAY = NOON.date()
NIGHTS = stay("2027-05-05", "2027-05-08")
NOT_THEIRS = "no longer here"


async def opened(landlord: Renter, button: str) -> None:
    await landlord.say("/letting")
    for tap in ("My apartments", "Студия", button):
        await landlord.tap(tap)


async def status(landlord: Renter) -> None:
    await opened(landlord, "Free or occupied")


async def calendar(landlord: Renter) -> None:
    await opened(landlord, "🗓 Calendar")


async def tap_day(landlord: Renter, day: date) -> str:
    """What is answered to it."""
    [button] = [each for each in days(landlord) if str(each.callback_data).endswith(f":{day.isoformat()}")]
    answer = await landlord.send(str(button.callback_data))
    return str(answer.text) if answer else ""


async def closed(market: Market) -> list[Stay]:
    return [holding.nights for holding in await market.calendar()]


def face(landlord: Renter, day: date) -> str:
    """What stands on the button of a day."""
    [button] = [each for each in days(landlord) if str(each.callback_data).endswith(f":{day.isoformat()}")]
    return button.text


def days(landlord: Renter) -> list[InlineKeyboardButton]:
    """All buttons of the window; many days may look alike."""
    keyboard = landlord.window.reply_markup
    assert isinstance(keyboard, InlineKeyboardMarkup)
    return [each for row in keyboard.inline_keyboard for each in row]


def may(day: int) -> date:
    return date(2027, 5, day)


async def test_one_tap_makes_it_occupied_until_freed_and_one_frees_it(landlord: Renter, market: Market) -> None:
    await status(landlord)
    assert "🟢 Free now" in landlord.text
    assert "🟢 Free now" not in landlord.buttons
    await landlord.tap("Until I free it")
    assert "🔴 Occupied until you free it" in landlord.text
    assert await closed(market) == [Stay(TODAY, FOREVER)]
    await landlord.tap("🟢 Free now")
    assert "🟢 Free now" in landlord.text
    assert await closed(market) == []


async def test_occupied_until_a_day_with_a_comment_that_survives_other_windows(landlord: Renter, market: Market) -> None:
    await status(landlord)
    await landlord.say("сестра <b>едет</b>")
    for tap in ("Calendar", "Free or occupied", "History", "Back", "Occupied until…"):
        await landlord.tap(tap)
    assert "With your comment: <i>сестра &lt;b&gt;едет&lt;/b&gt;</i>" in landlord.text
    await tap_day(landlord, may(8))
    assert "🔴 Occupied, free again on 8 May" in landlord.text
    assert "💬 <i>сестра &lt;b&gt;едет&lt;/b&gt;</i>" in landlord.text
    assert "If you write a comment now" in landlord.text, "it is used"
    assert await closed(market) == [Stay(TODAY, may(8))]
    await landlord.tap("Occupied until…")
    await tap_day(landlord, may(3))
    assert await closed(market) == [Stay(TODAY, may(3))], "another end takes its place"


async def test_it_is_occupied_until_a_day_to_come(landlord: Renter, market: Market) -> None:
    await status(landlord)
    await landlord.tap("Occupied until…")
    for forged in ("2027-05-01", "2027-04-30"):
        answer = await landlord.send(f"nights_until:{forged}")
        assert answer is not None
        assert "Tap a day to come" in str(answer.text)
    for nonsense in ("9999-12-31", "2027-13-01", "x", "2999-01"):
        await landlord.send(f"nights_until:{nonsense}")
    assert await closed(market) == []


async def test_a_comment_can_be_taken_back_and_a_long_one_is_cut_with_a_word(landlord: Renter, market: Market) -> None:
    await status(landlord)
    await landlord.say("ж" * 501)
    assert "A comment has 500 characters at most. I kept its beginning." in landlord.text
    await landlord.tap("Without the comment")
    assert "If you write a comment now" in landlord.text
    await landlord.say("ж" * 600)
    await landlord.tap("Until I free it")
    [block] = store_of(market).committed.blocks.values()
    assert len(block.history[0].comment) == 500


async def test_a_stay_says_whose_it_is_and_is_not_ended_here(landlord: Renter, market: Market) -> None:
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    market.clock.set(at("2027-05-06 12:00"))
    await status(landlord)
    assert "🔴 Occupied, free again on 8 May" in landlord.text
    assert "👤 Anna, 5–8 May, 2 guests" in landlord.text
    assert "leave by themselves" in landlord.text
    assert "🟢 Free now" not in landlord.buttons
    answer = await landlord.send("nights_free_now")
    assert answer is not None
    assert "Nothing of yours was closed" in str(answer.text)
    await landlord.tap("Until I free it")
    assert "🔴 Occupied until you free it" in landlord.text
    await landlord.tap("🟢 Free now")
    assert (await market.now(booking)).status is BookingStatus.CONFIRMED


async def test_a_confirmed_stay_in_between_is_named_by_dates_and_renter(landlord: Renter, market: Market) -> None:
    await market.confirm(await market.request(NIGHTS))
    await status(landlord)
    await landlord.tap("Occupied until…")
    said = await tap_day(landlord, may(10))
    assert "There is a confirmed stay: 5–8 May 2027 (Anna)" in said
    assert await closed(market) == [NIGHTS]


async def test_open_requests_are_named_before_they_lose(landlord: Renter, market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    loser = await market.request(NIGHTS)
    await status(landlord)
    await landlord.say("ремонт")
    await landlord.tap("Until I free it")
    assert "Closing them declines:\n👤 Anna, 5–8 May, 2 guests" in landlord.text
    assert await closed(market) == []
    await landlord.tap("← No")
    assert "With your comment: <i>ремонт</i>" in landlord.text
    await landlord.tap("Until I free it")
    await landlord.tap("Yes, close them")
    assert (await market.now(loser)).status is BookingStatus.DECLINED
    assert "🔴 Occupied until you free it" in landlord.text


async def test_the_history_goes_back_page_by_page(landlord: Renter, market: Market) -> None:
    await status(landlord)
    await landlord.tap("History")
    assert "It has been free all the time." in landlord.text
    await landlord.tap("Back")
    await market.block(stay("2027-05-01", "2027-05-03"), by=market.landlord, comment="ремонт")
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    market.clock.set(at("2027-05-06 09:00"))
    await market.cancel(booking, reason=Reason(Why.OTHER, "заболели"))
    for day in range(10, 14):
        market.clock.set(at(f"2027-05-{day} 12:00"))
        await market.block(Stay(may(day), FOREVER), by=market.landlord)
        market.clock.set(at(f"2027-05-{day} 18:00"))
        await market.free(Stay(may(day), FOREVER), by=market.landlord, comment=f"свободно {day}")
    await landlord.tap("History")
    assert landlord.text.index("свободно 13") < landlord.text.index("свободно 11")
    assert "🟢 <b>18:00</b> · occupied → free\n✋ by you\n💬 <i>свободно 13</i>" in landlord.text
    assert "заболели" not in landlord.text
    await landlord.tap("›")
    assert "🟢 <b>7 May at 12:00</b> · occupied → free\n⏰ by the clock: a stay ended, 5–8 May, Anna\n💬 <i>заболели</i>" in landlord.text
    assert "🔴 <b>5 May at 14:00</b> · free → occupied\n⏰ by the clock: a stay began, 5–8 May, Anna" in landlord.text
    assert "🟢 <b>3 May at 00:00</b> · occupied → free\n⏰ by the clock: closed nights are over\n💬 <i>ремонт</i>" in landlord.text
    assert "🔴 <b>1 May at 12:00</b> · free → occupied\n✋ by you\n💬 <i>ремонт</i>" in landlord.text
    answer = await landlord.tap("›")
    assert answer is not None
    assert "That was the last one" in str(answer.text)
    await landlord.tap("‹")
    assert "свободно 13" in landlord.text


async def test_every_kind_of_day_looks_different(landlord: Renter, market: Market) -> None:
    await market.change_flat(preparation_nights=1)
    await market.confirm(await market.request(stay("2027-05-03", "2027-05-05")))
    await market.confirm(await market.request(stay("2027-05-06", "2027-05-08"), renter=market.boris))
    await market.request(stay("2027-05-09", "2027-05-11"))
    await market.takes(BookingMode.OPEN)
    await market.request(stay("2027-05-20", "2027-05-21"))
    await market.block(stay("2027-05-08", "2027-05-09"), by=market.landlord)
    await market.block(stay("2027-05-25", "2027-05-26"), by=market.landlord)
    await calendar(landlord)
    faces = {day: face(landlord, may(day)) for day in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20, 21, 22, 25)}
    assert faces == {
        1: "(1)",
        2: "2",
        3: "[3",
        4: "•4",
        5: "]~5",
        6: "[6",
        7: "•7",
        8: "]~8",
        9: "?9",
        10: "?10",
        11: "~11",
        12: "12",
        20: "20?",
        21: "21?",
        22: "22",
        25: "✕25",
    }
    assert "Today is Sa, 1 May 2027." in landlord.text


async def test_guests_who_come_as_others_leave_are_seen_on_the_day_of_both(landlord: Renter, market: Market) -> None:
    await market.confirm(await market.request(stay("2027-05-03", "2027-05-05")))
    await market.confirm(await market.request(stay("2027-05-05", "2027-05-06"), renter=market.boris))
    await calendar(landlord)
    assert face(landlord, may(5)) == "][5"
    await tap_day(landlord, may(5))
    assert "🚪 Departure\n👤 Anna, 3–5 May, 2 guests" in landlord.text
    assert "🧳 Arrival</b>\n👤 Борис, 5–6 May, 2 guests" in landlord.text


async def test_months_turn_back_to_what_was(landlord: Renter, market: Market) -> None:
    await market.confirm(await market.request(NIGHTS))
    market.clock.set(at("2027-06-10 12:00"))
    await calendar(landlord)
    await landlord.tap("‹")
    assert (face(landlord, may(4)), face(landlord, may(5)), face(landlord, may(8))) == ("·", "[5", "]8")
    await tap_day(landlord, may(6))
    assert "🧳 Confirmed stay</b>\n👤 Anna, 5–8 May" in landlord.text
    assert "Close this night" not in landlord.buttons
    await landlord.tap("Back")
    await tap_day(landlord, may(4))
    assert "This night was free." in landlord.text
    await landlord.send("nights_close_day")
    assert await closed(market) == [NIGHTS]


async def test_a_free_night_is_closed_and_opened_by_its_day(landlord: Renter, market: Market) -> None:
    await calendar(landlord)
    await tap_day(landlord, may(20))
    assert "This night is free." in landlord.text
    await landlord.say("себе")
    await landlord.tap("Close this night")
    assert face(landlord, may(20)) == "✕20"
    await tap_day(landlord, may(20))
    assert "💬 <i>себе</i>" in landlord.text
    await landlord.tap("Open this night")
    assert face(landlord, may(20)) == "20"


async def test_a_block_is_opened_by_the_night_or_as_a_whole(landlord: Renter, market: Market) -> None:
    await market.block(stay("2027-05-10", "2027-05-14"), by=market.landlord)
    await calendar(landlord)
    await tap_day(landlord, may(11))
    assert f"✕ Closed 10–14 May by {market.landlord.name}" in landlord.text
    assert "Open all of it: 10–14 May" in "".join(landlord.buttons)
    await landlord.tap("Open this night")
    assert await closed(market) == [stay("2027-05-10", "2027-05-11"), stay("2027-05-12", "2027-05-14")]
    await tap_day(landlord, may(13))
    await landlord.tap("Open all of it")
    assert await closed(market) == [stay("2027-05-10", "2027-05-11")]


async def test_a_range_is_closed_by_two_taps_and_opened_again(landlord: Renter, market: Market) -> None:
    await calendar(landlord)
    await landlord.tap("Close or open nights")
    assert "Close these nights" not in landlord.buttons
    await tap_day(landlord, may(10))
    assert "✓ <b>10–11 May</b>, 1 night" in landlord.text
    await tap_day(landlord, may(14))
    assert "✓ <b>10–14 May</b>, 4 nights" in landlord.text
    assert [face(landlord, may(day)) for day in (9, 10, 13, 14)] == ["9", "✓10", "✓13", "14"]
    assert "Open these nights" not in "".join(landlord.buttons)
    await landlord.say("ремонт")
    await landlord.tap("Close these nights")
    assert await closed(market) == [stay("2027-05-10", "2027-05-14")]
    await landlord.tap("Close or open nights")
    for day in (12, 14):
        await tap_day(landlord, may(day))
    await landlord.tap("Open these nights")
    assert await closed(market) == [stay("2027-05-10", "2027-05-12")]


async def test_from_a_day_on_until_it_is_freed(landlord: Renter, market: Market) -> None:
    await calendar(landlord)
    await tap_day(landlord, may(20))
    await landlord.tap("Close from here on")
    assert "✓ <b>20–21 May</b>" in landlord.text
    await landlord.tap("From here until I free it")
    assert await closed(market) == [Stay(may(20), FOREVER)]


async def test_the_first_night_is_taken_back_and_moved(landlord: Renter, market: Market) -> None:
    await calendar(landlord)
    await landlord.tap("Close or open nights")
    await tap_day(landlord, may(10))
    await tap_day(landlord, may(10))
    assert "Tap the first night" in landlord.text
    for day in (10, 14, 12):
        await tap_day(landlord, may(day))
    assert "✓ <b>12–13 May</b>" in landlord.text
    await tap_day(landlord, may(8))
    assert "✓ <b>8–9 May</b>" in landlord.text
    answer = await landlord.send("nights_pick:2027-04-30")
    assert answer is not None
    assert "This day has passed" in str(answer.text)


async def test_a_range_over_a_stay_is_refused_with_it_named(landlord: Renter, market: Market) -> None:
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    await calendar(landlord)
    await landlord.tap("Close or open nights")
    for day in (4, 10):
        await tap_day(landlord, may(day))
    assert "these nights cannot be closed:\n👤 Anna, 5–8 May, 2 guests" in landlord.text
    answer = await landlord.tap("Close these nights")
    assert answer is not None
    assert "There is a confirmed stay: 5–8 May 2027 (Anna)" in str(answer.text)
    assert "✓ <b>4–10 May</b>" in landlord.text, "what was chosen is still there"
    assert await closed(market) == [NIGHTS]


async def test_held_requests_are_named_once_then_declined(landlord: Renter, market: Market) -> None:
    held = await market.request(NIGHTS)
    await calendar(landlord)
    await landlord.tap("Close or open nights")
    for day in (4, 10):
        await tap_day(landlord, may(day))
    assert "Closing them declines:\n👤 Anna, 5–8 May, 2 guests" in landlord.text
    await landlord.tap("Close these nights")
    assert "Close 4–10 May?" in landlord.text
    assert (await market.now(held)).pending
    await landlord.tap("← No")
    assert "✓ <b>4–10 May</b>" in landlord.text
    await landlord.tap("Close these nights")
    await landlord.tap("Yes, close them")
    assert (await market.now(held)).status is BookingStatus.DECLINED
    assert await closed(market) == [stay("2027-05-04", "2027-05-10")]


async def test_a_request_that_comes_after_the_question_is_named_before_anything_happens(landlord: Renter, market: Market) -> None:
    first = await market.request(NIGHTS)
    await calendar(landlord)
    await landlord.tap("Close or open nights")
    for day in (4, 10):
        await tap_day(landlord, may(day))
    await landlord.tap("Close these nights")
    second = await market.request(stay("2027-05-08", "2027-05-09"), renter=market.boris)
    answer = await landlord.tap("Yes, close them")
    assert answer is not None
    assert "8–9 May 2027 (Борис)" in str(answer.text)
    assert "👤 Борис, 8–9 May, 2 guests" in landlord.text
    assert (await market.now(first)).pending
    await landlord.tap("Yes, close them")
    for each in (first, second):
        assert (await market.now(each)).status is BookingStatus.DECLINED


async def test_requests_that_are_gone_by_now_are_no_reason_to_ask(landlord: Renter, market: Market) -> None:
    held = await market.request(NIGHTS)
    await calendar(landlord)
    await tap_day(landlord, may(4))
    await landlord.tap("Close from here on")
    await tap_day(landlord, may(10))
    await landlord.tap("Close these nights")
    await market.withdraw(held)
    await landlord.tap("Yes, close them")
    assert await closed(market) == [stay("2027-05-04", "2027-05-10")]


async def test_days_asked_for_by_many_say_how_many_more(landlord: Renter, market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    for number in range(10):
        renter = market.anna if number % 2 else market.boris
        await market.request(Stay(may(20) - number // 2 * ONE_DAY, may(21)), renter=renter)
    await calendar(landlord)
    await tap_day(landlord, may(20))
    assert landlord.text.count("A request asks for this night") == 8
    assert "and 2 more" in landlord.text
    assert "This night is free." in landlord.text


async def test_a_day_leads_to_the_booking_or_to_the_decision(landlord: Renter, market: Market) -> None:
    await market.confirm(await market.request(NIGHTS))
    await market.request(stay("2027-05-08", "2027-05-10"), renter=market.boris)
    await calendar(landlord)
    await tap_day(landlord, may(8))
    assert [said for said in landlord.buttons if said.startswith("📄")] == ["📄 Anna, 5–8 May", "📄 Борис, 8–10 May"]
    await landlord.tap("📄 Борис")
    assert "Confirm" in "".join(landlord.buttons)
    await landlord.tap("Back")
    await landlord.tap("📄 Anna")
    assert "Cancel the stay" in "".join(landlord.buttons)
    market.clock.set(at("2027-05-06 12:00"))
    await status(landlord)
    await landlord.tap("📄 Anna, 5–8 May")
    assert "Anna" in landlord.text
    for forged in (404, "0"):
        await landlord.send(f"nights_booking:{forged}")


@pytest.mark.parametrize("window", ["Free or occupied", "🗓 Calendar"])
async def test_what_became_somebody_elses_is_not_shown_and_not_changed(landlord: Renter, market: Market, window: str) -> None:
    await opened(landlord, window)
    await market.change_flat(landlord_id=market.anna.id)
    for tap in ("nights_until_freed", "nights_free_now", "nights_to_range", "nights_close_day", "nights_to_history"):
        await landlord.send(tap)
        assert "Студия" not in landlord.text
    assert await closed(market) == []


async def test_a_tap_without_what_it_is_about_does_nothing(landlord: Renter, market: Market) -> None:
    await calendar(landlord)
    for forged in ("nights_sure", "nights_not_sure", "nights_close", "nights_ever", "nights_open_range", "nights_open_whole"):
        await landlord.send(forged)
    assert await closed(market) == []
    assert store_of(market).committed.blocks == {}
