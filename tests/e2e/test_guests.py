"""Whom a landlord receives, in the chat: arrivals and departures, any booking with its history, cancel and no-show."""

from datetime import time

import pytest
from attrs import frozen

from rental_core.bookings.booking import BookingStatus
from tests.support.simulator import Simulator
from tests.support.system import System
from tests.support.town import Resident, Town, in_days


@frozen
class Phrases:
    """What is said in one language."""

    to_week: str
    today: str
    tomorrow: str
    history: str
    to_list: str
    by_you: str
    cancel: str
    tonight: str
    all_free: str
    told: str
    with_words: str
    cancelled: str
    to_no_show: str
    objection: str
    yes: str
    missed: str
    not_come: str
    open: str
    by_renter: str
    nobody: str


SAID = {
    "en": Phrases(
        to_week="Arrivals and departures",
        today="Today, ",
        tomorrow="Tomorrow, ",
        history="History",
        to_list="All bookings",
        by_you="✅ Confirmed · you",
        cancel="Cancel the stay",
        tonight="tonight stays sold, and 1 night from tomorrow on become free",
        all_free="All 3 nights become free for others",
        told="The guest is told at once",
        with_words="Cancel with these words",
        cancelled="🚫 Cancelled · you",
        to_no_show="The guest did not come",
        objection="can object to support",
        yes="Yes, nobody came",
        missed="🚪 The guest did not come · you",
        not_come="reports that you did not come",
        open="Open the booking",
        by_renter="🚫 Cancelled · Anna",
        nobody="Nobody comes or goes",
    ),
    "ru": Phrases(
        to_week="Заезды и выезды",
        today="Сегодня, ",
        tomorrow="Завтра, ",
        history="История",
        to_list="Все брони",
        by_you="✅ Подтверждено · вы",
        cancel="Отменить бронь",
        tonight="с завтрашнего дня освободится остальное: 1 ночь",
        all_free="Для других освободится всё: 3 ночи",
        told="Гость узнает сразу",
        with_words="Отменить с этими словами",
        cancelled="🚫 Отменено · вы",
        to_no_show="Гость не приехал",
        objection="возразить через поддержку",
        yes="Да, никто не приехал",
        missed="🚪 Гость не приехал · вы",
        not_come="сообщил, что вы не приехали",
        open="Открыть бронь",
        by_renter="🚫 Отменено · Anna",
        nobody="заездов и выездов нет",
    ),
}
LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])


@pytest.fixture(autouse=True)
async def _processes(system: System, simulator: Simulator) -> None:
    system.must_run("worker", "bot")
    await simulator.ready()


async def staying(town: Town, language: str, first: int, last: int) -> tuple[Resident, Resident]:
    """A landlord and a renter with a confirmed stay so many days from today; its check-in is at midnight."""
    landlord, renter = await town.resident("Boris", language), await town.resident("Anna", language)
    booking = await town.request(renter, await town.flat(landlord, check_in_from=time(0)), in_days(first, last))
    await town.confirm(booking)
    await renter.chat.sees("11, кв. 40")
    return landlord, renter


async def week(landlord: Resident, say: Phrases) -> None:
    asked = await landlord.chat.say("/letting")
    await landlord.chat.sees("🔑", after=asked)
    await landlord.chat.tap(say.to_week)


@LANGUAGES
async def test_who_comes_today_and_goes_tomorrow_is_told_and_leads_to_their_booking(town: Town, language: str) -> None:
    say = SAID[language]
    landlord, _ = await staying(town, language, 0, 1)
    await week(landlord, say)
    seen = await landlord.chat.sees(say.today)
    assert seen.text.index("🛬") < seen.text.index(say.tomorrow) < seen.text.index("🛫")
    await landlord.chat.tap("🛫")
    page = await landlord.chat.sees(say.history)
    assert say.by_you in page.text
    assert "Студия у моря" in page.text


@LANGUAGES
async def test_whoever_receives_nobody_reads_so(town: Town, language: str) -> None:
    say = SAID[language]
    landlord = await town.resident("Boris", language)
    await town.flat(landlord)
    await week(landlord, say)
    await landlord.chat.sees(say.nobody)


@LANGUAGES
async def test_a_stay_ahead_is_cancelled_with_words_after_its_consequences_were_read(town: Town, language: str) -> None:
    say, why = SAID[language], "Потоп у соседей"
    landlord, renter = await staying(town, language, 20, 23)
    await week(landlord, say)
    await landlord.chat.tap(say.to_list)
    await landlord.chat.tap("✅ ")
    await landlord.chat.sees(say.history)
    await landlord.chat.tap(say.cancel)
    warned = await landlord.chat.sees(say.all_free)
    assert say.told in warned.text
    typed = await landlord.chat.say(why)
    await landlord.chat.sees(why, after=typed)
    await landlord.chat.tap(say.with_words)
    assert why in (await landlord.chat.sees(say.cancelled)).text
    await renter.chat.sees(why)


@LANGUAGES
async def test_during_a_stay_tonight_stays_sold_and_that_is_said(town: Town, language: str) -> None:
    say = SAID[language]
    landlord, _ = await staying(town, language, 0, 2)
    await week(landlord, say)
    await landlord.chat.tap("🛬")
    await landlord.chat.tap(say.cancel)
    await landlord.chat.sees(say.tonight)


@LANGUAGES
async def test_a_no_show_is_reported_and_the_renter_told(town: Town, language: str) -> None:
    say = SAID[language]
    landlord, renter = await staying(town, language, 0, 2)
    await week(landlord, say)
    await landlord.chat.tap("🛬")
    await landlord.chat.tap(say.to_no_show)
    await landlord.chat.sees(say.objection)
    await landlord.chat.tap(say.yes)
    await landlord.chat.sees(say.missed)
    await renter.chat.sees(say.not_come)


@LANGUAGES
async def test_what_the_bot_tells_of_a_booking_leads_to_its_page(town: Town, language: str) -> None:
    say = SAID[language]
    landlord, renter = await town.resident("Boris", language), await town.resident("Anna", language)
    booking = await town.request(renter, await town.flat(landlord))
    await town.confirm(booking)
    await town.cancel(booking, by=renter)
    await landlord.chat.sees_button(say.open)
    await landlord.chat.tap(say.open)
    assert say.by_renter in (await landlord.chat.sees(say.history)).text
    assert await town.status(booking.id) is BookingStatus.CANCELLED
