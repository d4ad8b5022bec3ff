"""A renter's trips in the chat: what happens next, taking back, cancelling, booking again, the calendar and the map."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
import pytest
from attrs import frozen
from icalendar import Calendar

from tests.support.journey import PHRASES, flat_in, next_month, pick_dates, search, tap_day
from tests.support.simulator import Simulator
from tests.support.system import System
from tests.support.town import Resident, Town, in_days

HOUSE = "11, кв. 40"
TITLE = "Студия у моря"


@frozen
class Phrases:
    """What is said in one language."""

    trips: str
    waiting: str
    answer: str
    ahead: str
    check_in: str
    withdraw: str
    yes: str
    taken_back: str
    cancel: str
    consequences: str
    plans: str
    cancelled: str
    again: str
    tap_days: str
    calendar: str
    map: str
    at_least: str


SAID = {
    "en": Phrases(
        trips="My trips",
        waiting="Waiting for an answer",
        answer="answer by",
        ahead="Ahead",
        check_in="check-in",
        withdraw="Take the request back",
        yes="Yes, take it back",
        taken_back="You took the request back",
        cancel="Cancel the stay",
        consequences="All nights become free for others, and it cannot be undone.",
        plans="my plans have changed",
        cancelled="You cancelled this stay.",
        again="Book again",
        tap_days="Tap the day of check-in",
        calendar="Add to calendar",
        map="Show on the map",
        at_least="A stay here has 3 nights at least",
    ),
    "ru": Phrases(
        trips="Мои поездки",
        waiting="Ждут ответа",
        answer="ответ до",
        ahead="Впереди",
        check_in="заезд",
        withdraw="Отозвать заявку",
        yes="Да, отозвать",
        taken_back="Вы отозвали заявку",
        cancel="Отменить бронь",
        consequences="вернуть бронь будет нельзя",
        plans="планы изменились",
        cancelled="Вы отменили",
        again="Забронировать снова",
        tap_days="Нажмите день заезда",
        calendar="В календарь",
        map="Показать на карте",
        at_least="Здесь не меньше 3 ночей",
    ),
}
LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])


@pytest.fixture(autouse=True)
async def _processes(system: System, simulator: Simulator) -> None:
    system.must_run("worker", "bot")
    await simulator.ready()


async def booked(town: Town, language: str, *, confirmed: bool) -> tuple[Resident, Resident]:
    """A landlord, and a renter with one trip."""
    landlord, renter = await town.resident("Boris", language), await town.resident("Anna", language)
    booking = await town.request(renter, await town.flat(landlord), in_days(10, 13))
    if confirmed:
        await town.confirm(booking)
        await renter.chat.sees(HOUSE)
    return landlord, renter


async def open_trip(renter: Resident, say: Phrases) -> None:
    asked = await renter.chat.say("/trips")
    await renter.chat.sees(say.trips, after=asked)
    await renter.chat.tap(TITLE)


@LANGUAGES
async def test_a_waiting_trip_says_until_when_and_is_taken_back(town: Town, language: str) -> None:
    say = SAID[language]
    landlord, renter = await booked(town, language, confirmed=False)
    asked = await renter.chat.say("/trips")
    listed = await renter.chat.sees(say.waiting, after=asked)
    assert say.answer in listed.text
    await renter.chat.tap(TITLE)
    await renter.chat.tap(say.withdraw)
    await renter.chat.tap(say.yes)
    await renter.chat.sees(say.taken_back)
    assert [row.kind for row in await town.deliveries(renter)] == []


@LANGUAGES
async def test_a_confirmed_trip_says_what_comes_next_and_what_a_cancel_means_before_the_tap(town: Town, language: str) -> None:
    say = SAID[language]
    _, renter = await booked(town, language, confirmed=True)
    asked = await renter.chat.say("/trips")
    listed = await renter.chat.sees(say.ahead, after=asked)
    assert say.check_in in listed.text
    await renter.chat.tap(TITLE)
    await renter.chat.tap(say.cancel)
    assert say.plans in " ".join((await renter.chat.sees(say.consequences)).buttons)
    await renter.chat.tap(say.plans)
    await renter.chat.sees(say.cancelled)


@LANGUAGES
async def test_an_ended_trip_is_booked_again_from_its_apartments_calendar(town: Town, language: str) -> None:
    say, steps = SAID[language], PHRASES[language]
    landlord, renter = await booked(town, language, confirmed=False)
    await open_trip(renter, say)
    await renter.chat.tap(say.withdraw)
    await renter.chat.tap(say.yes)
    await renter.chat.tap(say.again)
    await renter.chat.sees(say.tap_days)
    await pick_dates(renter.chat, next_month(10, 13))
    await renter.chat.tap(steps.send)
    await renter.chat.sees(steps.sent)


@LANGUAGES
async def test_a_trip_goes_into_the_calendar_as_a_file(town: Town, system: System, language: str) -> None:
    say = SAID[language]
    _, renter = await booked(town, language, confirmed=True)
    await open_trip(renter, say)
    await renter.chat.tap(say.calendar)
    [file] = [message.document for message in await renter.chat.visible() if message.document]
    assert file["file_name"].endswith(".ics")
    [event] = Calendar.from_ical(await download(system, file)).walk("VEVENT")
    stay = in_days(10, 13)
    assert str(event["SUMMARY"]) == TITLE
    assert HOUSE in str(event["LOCATION"])
    assert event.decoded("DTSTART").date() == stay.check_in
    assert event.decoded("DTSTART").utcoffset() == timedelta(hours=3)
    assert event.decoded("DTEND").date() == stay.check_out
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CONFIRMED", 1)
    await renter.chat.sees_button(say.map)


@LANGUAGES
async def test_the_exact_place_is_on_the_map_once_it_is_confirmed(town: Town, language: str) -> None:
    say = SAID[language]
    _, renter = await booked(town, language, confirmed=True)
    await open_trip(renter, say)
    await renter.chat.tap(say.map)
    [venue] = [message.raw["venue"] for message in await renter.chat.visible() if "venue" in message.raw]
    assert HOUSE in venue["address"]
    assert venue["location"]["latitude"] == pytest.approx(43.580331, abs=1e-5)


@LANGUAGES
async def test_a_minimum_stay_is_explained_at_the_tap_that_breaks_it(town: Town, language: str) -> None:
    say, steps, city = SAID[language], PHRASES[language], {"ru": "Черкесск", "en": "Саратов"}[language]
    landlord, renter = await town.resident("Boris", language), await town.resident("Anna", language)
    await flat_in(town, city, landlord, min_nights=3)
    stay = next_month(10, 14)
    await search(renter.chat, steps, city, stay)
    await renter.chat.tap(steps.show)
    await renter.chat.tap(steps.details)
    await renter.chat.tap(steps.free_dates)
    await tap_day(renter.chat, stay.check_in)
    await tap_day(renter.chat, stay.check_in + timedelta(days=2))
    assert say.at_least in renter.chat.toast
    await tap_day(renter.chat, stay.check_in + timedelta(days=3))
    await renter.chat.sees_button(steps.send)


@LANGUAGES
async def test_whoever_has_no_trips_is_led_to_the_search(town: Town, language: str) -> None:
    newcomer = await town.resident("Vera", language)
    asked = await newcomer.chat.say("/trips")
    await newcomer.chat.sees(SAID[language].trips, after=asked)
    await newcomer.chat.tap("🔎")
    await newcomer.chat.sees(PHRASES[language].where)


async def test_a_trip_that_ended_is_not_ended_twice_from_an_old_window(town: Town) -> None:
    say = SAID["en"]
    _, renter = await booked(town, "en", confirmed=True)
    await open_trip(renter, say)
    await renter.chat.tap(say.cancel)
    old = await renter.chat.sees(say.consequences)
    await renter.chat.tap(say.plans, old)
    again = await renter.chat.tap(say.plans, old)
    assert again.answered
    assert [row.kind for row in await town.deliveries(renter)] == ["confirmed"]


async def download(system: System, file: Mapping[str, Any]) -> bytes:
    """A file of the chat, as its page fetches it."""
    async with httpx.AsyncClient(base_url=system.chat_url, trust_env=False) as http:
        answer = await http.get(f"/sim/files/{file['file_unique_id']}")
        answer.raise_for_status()
        return answer.content
