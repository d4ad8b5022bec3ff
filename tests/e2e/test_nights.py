"""A landlord keeps the calendar in the chat: free or occupied in a tap, ranges closed and opened, and nothing closed over a stay."""

import pytest

from rental_core.stay import FOREVER, Stay
from tests.support.hand import Hand, hand_of, home, opened
from tests.support.simulator import Simulator
from tests.support.system import System
from tests.support.town import Town, in_days

LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])


@pytest.fixture(autouse=True)
async def _processes(system: System, simulator: Simulator) -> None:
    system.must_run("worker", "bot")
    await simulator.ready()


def dates(hand: Hand, stay: Stay) -> str:
    return hand.plain(hand.words.stay(stay, today=in_days(0, 1).check_in))


@LANGUAGES
async def test_occupied_and_free_in_a_tap_with_a_comment_and_all_of_it_in_the_history(town: Town, language: str) -> None:
    resident = await town.resident("Boris", language)
    landlord, flat = hand_of(resident, language), await town.flat(resident, title=f"Статус {language}")
    await opened(landlord, flat.title)
    await landlord.tap("🚦 Free or occupied")
    await landlord.sees("🟢 Free now")
    await landlord.chat.say("приехала сестра")
    await landlord.sees("💬 With your comment: <i>{comment}</i>", comment="приехала сестра")
    await landlord.tap("🔴 Until I free it")
    await landlord.sees("🔴 Occupied until you free it")
    assert await town.closed(flat) == [Stay(in_days(0, 1).check_in, FOREVER)]
    await landlord.tap("🟢 Free now")
    await landlord.sees("🟢 Free now")
    await landlord.tap("🔴 Occupied until…")
    await landlord.sees("🚦 <b>Occupied until when?</b>")
    await landlord.day(in_days(0, 4).check_out)
    await landlord.sees("🚦 <b>Free or occupied</b>")
    assert await town.closed(flat) == [in_days(0, 4)]
    await landlord.tap("🕘 History")
    told = await landlord.sees("🕘 <b>Free and occupied so far</b>")
    switches = [landlord.said("free → occupied"), landlord.said("occupied → free")]
    assert [told.text.count(each) for each in switches] == [2, 1]
    assert "приехала сестра" in told.text


@LANGUAGES
async def test_a_range_is_closed_and_opened_but_never_over_a_confirmed_stay(town: Town, language: str) -> None:
    resident, guest = await town.resident("Boris", language), await town.resident("Anna", language)
    landlord, flat = hand_of(resident, language), await town.flat(resident, title=f"Календарь {language}")
    booking = await town.request(guest, flat, in_days(10, 13))
    await town.confirm(booking)
    await opened(landlord, flat.title)
    await landlord.tap("🗓 Calendar")
    await landlord.tap("✕ Close or open nights")
    await landlord.sees("Tap the first night, then the day on which it is free again.")
    for day in (in_days(9, 14).check_in, in_days(9, 14).check_out):
        await landlord.day(day)
    refused = await landlord.sees("🧳 There is a confirmed stay, so these nights cannot be closed:")
    assert "Anna" in refused.text
    assert dates(landlord, booking.stay) in refused.text
    assert await town.closed(flat) == []
    for day in (in_days(5, 8).check_in, in_days(5, 8).check_out):
        await landlord.day(day)
    await landlord.tap("✕ Close these nights")
    await landlord.sees("🗓 <b>Calendar</b>")
    assert await town.closed(flat) == [in_days(5, 8)]


@LANGUAGES
async def test_a_request_is_named_before_its_nights_are_closed_and_its_renter_is_told(town: Town, language: str) -> None:
    resident, guest = await town.resident("Boris", language), await town.resident("Anna", language)
    landlord, flat = hand_of(resident, language), await town.flat(resident, title=f"Заявка {language}")
    await town.request(guest, flat, in_days(10, 13))
    await opened(landlord, flat.title)
    await landlord.tap("🗓 Calendar")
    await landlord.tap("✕ Close or open nights")
    for day in (in_days(10, 12).check_in, in_days(10, 12).check_out):
        await landlord.day(day)
    assert "Anna" in (await landlord.sees("❗️ Closing them declines:")).text
    await landlord.tap("✕ Close these nights")
    await landlord.tap("✕ Yes, close them")
    await hand_of(guest, language).sees("✖️ <b>The request was declined</b>")
    assert await town.closed(flat) == [in_days(10, 12)]


@LANGUAGES
async def test_all_calendars_are_one_picture_that_leads_to_each(town: Town, language: str) -> None:
    resident = await town.resident("Boris", language)
    landlord = hand_of(resident, language)
    for name in ("Аист", "Берёза"):
        await town.flat(resident, title=f"{name} {language}")
    await landlord.tap("🗓 All calendars", await home(landlord))
    assert (await landlord.sees("🗓 <b>All calendars</b>")).has_photo
    await landlord.chat.tap(f"2. Берёза {language}")
    assert f"Берёза {language}" in (await landlord.sees("🗓 <b>Calendar</b>")).text
