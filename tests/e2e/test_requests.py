"""A landlord decides in the chat: requests come at once, the most urgent first, with rivals named and consequences said before the tap."""

from datetime import time

import pytest
from attrs import frozen

from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import BookingStatus
from tests.support.seen import Message
from tests.support.simulator import Simulator
from tests.support.system import System
from tests.support.town import Resident, Town, in_days


@frozen
class Phrases:
    """What is said in one language."""

    card: str
    requests: str
    left: str
    nobody: str
    compare: str
    rival: str
    declines: str
    confirm: str
    confirmed: str
    back: str
    decline: str
    why: str
    with_words: str
    told: str
    you_declined: str
    was_declined: str
    ready: str
    ready_said: str
    reminder: str
    withdrawn: str
    taken_back: str


SAID = {
    "en": Phrases(
        card="New request",
        requests="Requests to decide",
        left="left",
        nobody="Nobody is waiting for your answer",
        compare="Compare",
        rival="1 other request for these dates",
        declines="Confirming declines: ",
        confirm="Confirm",
        confirmed="Confirmed",
        back="Back",
        decline="✖️ Decline",
        why="Choose a reason, or write it",
        with_words="Decline with these words",
        told="Declined. The renter reads your words.",
        you_declined="You declined it.",
        was_declined="The request was declined",
        ready="Repairs",
        ready_said="the apartment is being repaired",
        reminder="A request is still waiting for your answer",
        withdrawn="The renter took the request back a moment ago",
        taken_back="Withdrawn",
    ),
    "ru": Phrases(
        card="Новая заявка",
        requests="Заявки, которые ждут решения",
        left="Осталось",
        nobody="Никто не ждёт вашего ответа",
        compare="Сравнить",
        rival="Ещё 1 заявка на эти даты",
        declines="Подтверждение отклонит: ",
        confirm="Подтвердить",
        confirmed="Подтверждено",
        back="Назад",
        decline="✖️ Отклонить",
        why="Выберите причину или напишите её",
        with_words="Отклонить с этими словами",
        told="Отклонено. Гость прочтёт ваши слова.",
        you_declined="Вы отклонили заявку.",
        was_declined="Заявка отклонена",
        ready="Ремонт",
        ready_said="в квартире ремонт",
        reminder="Заявка всё ещё ждёт вашего ответа",
        withdrawn="Гость только что отозвал заявку",
        taken_back="Отозвано",
    ),
}
LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])


@pytest.fixture(autouse=True)
async def _processes(system: System, simulator: Simulator) -> None:
    system.must_run("worker", "bot")
    await simulator.ready()


async def people(town: Town, language: str, *names: str) -> list[Resident]:
    return [await town.resident(name, language) for name in names]


async def opened(landlord: Resident, say: Phrases, name: str) -> Message:
    """The request of somebody, from the list, once it was told."""
    await landlord.chat.sees(say.card)
    asked = await landlord.chat.say("/requests")
    await landlord.chat.sees(say.requests, after=asked)
    await landlord.chat.tap(name)
    return await landlord.chat.sees_button(say.back)


@LANGUAGES
async def test_requests_arrive_at_once_and_are_listed_by_time_left(town: Town, language: str) -> None:
    say = SAID[language]
    landlord, anna, vera = await people(town, language, "Boris", "Anna", "Vera")
    flat = await town.flat(landlord, check_in_from=time(0))
    await town.request(anna, flat, in_days(10, 13))
    await landlord.chat.sees("Anna", within=5)
    await town.request(vera, flat, in_days(0, 2))
    assert say.card in (await landlord.chat.sees("Vera", within=5)).text
    asked = await landlord.chat.say("/requests")
    listed = await landlord.chat.sees(say.requests, after=asked)
    waiting = [said for said in listed.buttons if said.startswith("⏳")]
    assert ["Vera" in waiting[0], "Anna" in waiting[1]] == [True, True]
    assert say.left in listed.text


@LANGUAGES
async def test_confirming_one_of_two_declines_the_other_as_was_said_and_their_renter_is_told(town: Town, language: str) -> None:
    say = SAID[language]
    landlord, anna, vera = await people(town, language, "Boris", "Anna", "Vera")
    flat = await town.flat(landlord, mode=BookingMode.OPEN)
    won = await town.request(anna, flat, in_days(10, 13))
    await landlord.chat.sees("Anna")
    lost = await town.request(vera, flat, in_days(12, 14))
    pushed = await landlord.chat.sees(say.rival)
    assert f"{say.declines}Anna" in pushed.text
    await landlord.chat.tap(say.compare)
    await landlord.chat.sees_button("👀 Anna")
    await landlord.chat.tap("👀 Anna")
    await landlord.chat.sees(f"{say.declines}Vera")
    window = await landlord.chat.sees_button("👀 Vera")
    await landlord.chat.tap(say.confirm, window)
    await anna.chat.sees("11, кв. 40")
    await vera.chat.sees(say.was_declined)
    assert [await town.status(each.id) for each in (won, lost)] == [BookingStatus.CONFIRMED, BookingStatus.DECLINED]
    asked = await landlord.chat.say("/requests")
    await landlord.chat.sees(say.nobody, after=asked)


@LANGUAGES
async def test_a_typed_reason_reaches_the_renter(town: Town, language: str) -> None:
    say, why = SAID[language], "Меняем <окна> & двери"
    landlord, anna = await people(town, language, "Boris", "Anna")
    await town.request(anna, await town.flat(landlord))
    await landlord.chat.tap(say.decline, await opened(landlord, say, "Anna"))
    await landlord.chat.sees(say.why)
    typed = await landlord.chat.say(why)
    await landlord.chat.sees(why, after=typed)
    await landlord.chat.tap(say.with_words)
    assert landlord.chat.toast == say.told
    await landlord.chat.sees(say.you_declined)
    assert say.was_declined in (await anna.chat.sees(why)).text


@LANGUAGES
async def test_a_ready_reason_reaches_the_renter_too(town: Town, language: str) -> None:
    say = SAID[language]
    landlord, anna = await people(town, language, "Boris", "Anna")
    await town.request(anna, await town.flat(landlord))
    await landlord.chat.tap(say.decline, await opened(landlord, say, "Anna"))
    await landlord.chat.sees(say.why)
    await landlord.chat.tap(say.ready)
    await anna.chat.sees(say.ready_said)


@LANGUAGES
async def test_halfway_to_the_expiry_the_landlord_is_reminded_with_the_time_left_and_the_buttons(town: Town, language: str) -> None:
    say = SAID[language]
    landlord, anna = await people(town, language, "Boris", "Anna")
    booking = await town.request(anna, await town.flat(landlord))
    await landlord.chat.sees(say.card)
    await town.let_remind(booking)
    reminder = await landlord.chat.sees(say.reminder)
    assert say.left.lower() in reminder.text.splitlines()[0]
    await landlord.chat.tap(say.confirm, reminder)
    await anna.chat.sees("11, кв. 40")
    assert await town.status(booking.id) is BookingStatus.CONFIRMED


@LANGUAGES
async def test_a_request_that_is_taken_back_under_the_finger_says_so(town: Town, language: str) -> None:
    say = SAID[language]
    landlord, anna = await people(town, language, "Boris", "Anna")
    booking = await town.request(anna, await town.flat(landlord))
    window = await opened(landlord, say, "Anna")
    await town.withdraw(booking)
    answer = await landlord.chat.tap(say.confirm, window)
    assert answer.show_alert
    assert answer.text.startswith(say.withdrawn)
    await landlord.chat.sees(say.taken_back)
    assert await town.status(booking.id) is BookingStatus.WITHDRAWN
