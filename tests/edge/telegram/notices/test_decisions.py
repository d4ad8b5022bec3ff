"""A landlord decides on the card in their chat; stale, double and forged taps are answered kindly."""

import asyncio
import io
from datetime import timedelta

import pytest
from aiogram import Bot
from aiogram.fsm.storage.base import BaseStorage, StorageKey
from attrs import evolve
from PIL import Image

from adapters.telegram.notices.decisions import Declining
from rental_core.accounts.person import Blocking
from rental_core.bookings.booking import Booking, BookingStatus, Reason, Why
from rental_core.notifications.message import MessageKind
from tests.edge.telegram.notices.conftest import Office, Talk, Unheard, in_chat
from tests.support.builders import NOON
from tests.support.market import Market
from tests.support.simulator import Person, Simulator, until

REASONS = ["Недоступна", "Много гостей", "Правила дома", "Ремонт", "✍️ Своими словами", "← Назад"]
TO_DECIDE = ["✅ Подтвердить", "✖️ Отклонить"]


async def carded(office: Office, market: Market) -> Booking:
    """Anna's request, and the landlord's card of it."""
    booking = await market.request()
    await office.tell(MessageKind.DECISION_CARD, booking)
    return booking


async def heard(unheard: Unheard) -> bool:
    return bool(unheard.texts)


async def status(market: Market, booking: Booking) -> BookingStatus:
    return (await market.now(booking)).status


async def test_one_tap_confirms(office: Office, market: Market, marina: Person, talk: Talk) -> None:
    booking = await carded(office, market)
    async with talk():
        answer = await marina.tap("Подтвердить")
        seen = await marina.sees("✅ Подтверждено")
    assert (answer.text, answer.show_alert) == ("Подтверждено. Гость узнает сразу.", False)
    assert await status(market, booking) is BookingStatus.CONFIRMED
    assert seen.buttons == []
    assert "Гость получает адрес" in seen.text


async def test_two_taps_decline_with_a_reason(office: Office, market: Market, marina: Person, talk: Talk) -> None:
    booking = await carded(office, market)
    async with talk():
        await marina.tap("Отклонить")
        asked = await marina.sees("Почему вы отказываете?")
        answer = await marina.tap("Ремонт")
        seen = await marina.sees("Вы отклонили заявку.")
    assert asked.buttons == REASONS
    assert answer.text == "Отклонено. Гость узнает сразу."
    assert "Причина: в квартире ремонт" in seen.text
    assert (await market.now(booking)).history[-1].reason == Reason(Why.REPAIRS)


async def test_whoever_thinks_again_goes_back_to_the_card(office: Office, market: Market, marina: Person, talk: Talk) -> None:
    booking = await carded(office, market)
    async with talk():
        await marina.tap("Отклонить")
        await marina.tap("Назад")
        seen = await marina.last()
    assert seen.buttons == TO_DECIDE
    assert "Почему" not in seen.text
    assert await status(market, booking) is BookingStatus.REQUESTED


async def test_a_reason_in_own_words_reaches_the_renter_as_typed(office: Office, market: Market, marina: Person, talk: Talk) -> None:
    booking = await carded(office, market)
    async with talk():
        await marina.tap("Отклонить")
        await marina.tap("Своими словами")
        await marina.sees("Напишите причину")
        await marina.say("Меняем <b>окна</b>")
        await marina.sees("Гость прочтёт ваши слова.")
        card = await marina.sees("Вы отклонили заявку.")
    assert "Причина: Меняем <b>окна</b>" in card.text
    assert (await market.now(booking)).history[-1].reason == Reason(Why.OTHER, "Меняем <b>окна</b>")


async def test_the_question_for_a_reason_survives_a_restart(office: Office, market: Market, marina: Person, talk: Talk) -> None:
    booking = await carded(office, market)
    async with talk():
        await marina.tap("Отклонить")
        await marina.tap("Своими словами")
    async with talk():
        await marina.say("Меняем окна")
        await marina.sees("Гость прочтёт ваши слова.")
    assert await status(market, booking) is BookingStatus.DECLINED


async def test_too_many_words_are_asked_for_again(office: Office, market: Market, marina: Person, talk: Talk) -> None:
    booking = await carded(office, market)
    async with talk():
        await marina.tap("Отклонить")
        await marina.tap("Своими словами")
        await marina.say("я" * 501)
        await marina.sees("не больше 500 символов")
        await marina.say("Меняем окна")
        await marina.sees("Гость прочтёт ваши слова.")
    assert await status(market, booking) is BookingStatus.DECLINED


async def test_words_that_cannot_be_kept_are_asked_for_again(office: Office, market: Market, marina: Person, talk: Talk) -> None:
    booking = await carded(office, market)
    async with talk():
        await marina.tap("Отклонить")
        await marina.tap("Своими словами")
        await marina.say("Кот\x00и")
        await marina.sees("которые я не могу сохранить")
        await marina.say("Коты")
        await marina.sees("Гость прочтёт")
    assert (await market.now(booking)).history[-1].reason == Reason(Why.OTHER, "Коты")


async def test_a_command_takes_the_question_back_and_goes_where_it_was_meant_to(
    office: Office, market: Market, marina: Person, talk: Talk, unheard: Unheard
) -> None:
    booking = await carded(office, market)
    async with talk():
        await marina.tap("Отклонить")
        await marina.tap("Своими словами")
        await marina.say("/search")
        await marina.say("Сочи")
        await marina.tap("Назад")
        seen = await marina.last()
    assert unheard.texts == ["/search", "Сочи"]
    assert await status(market, booking) is BookingStatus.REQUESTED
    assert seen.buttons == TO_DECIDE


async def test_a_question_whose_request_is_forgotten_is_taken_back(
    marina: Person, talk: Talk, unheard: Unheard, bot: Bot, storage: BaseStorage
) -> None:
    await storage.set_state(StorageKey(bot.id, marina.id, marina.id), Declining.reason)
    async with talk():
        await marina.say("Сочи")
        await until(lambda: heard(unheard), within=10, problem=lambda: "nobody heard it")
    assert unheard.texts == ["Сочи"]
    assert await storage.get_state(StorageKey(bot.id, marina.id, marina.id)) is None


async def test_another_tap_takes_the_question_back_and_goes_where_it_was_meant_to(
    office: Office, market: Market, marina: Person, talk: Talk, unheard: Unheard
) -> None:
    booking = await carded(office, market)
    async with talk():
        await marina.tap("Отклонить")
        await marina.tap("Своими словами")
        await marina.tap_data("elsewhere", await marina.last())
        await marina.say("Сочи")
        await marina.tap("Назад")
    assert (unheard.taps, unheard.texts) == (["elsewhere"], ["Сочи"])
    assert await status(market, booking) is BookingStatus.REQUESTED


async def test_a_request_withdrawn_while_the_reason_is_typed_stays_withdrawn(
    office: Office, market: Market, marina: Person, talk: Talk
) -> None:
    booking = await carded(office, market)
    async with talk():
        await marina.tap("Отклонить")
        await marina.tap("Своими словами")
        await market.withdraw(booking)
        await marina.say("Меняем окна")
        await marina.sees("Гость только что отозвал заявку")
        await marina.sees("↩️ Отозвано")
    assert await status(market, booking) is BookingStatus.WITHDRAWN


async def test_a_double_tap_confirms_once_and_alarms_nobody(office: Office, market: Market, marina: Person, talk: Talk) -> None:
    booking = await carded(office, market)
    card = await marina.last()
    async with talk():
        answers = await asyncio.gather(marina.tap("Подтвердить", card), marina.tap("Подтвердить", card))
    assert all(answer.answered and not answer.show_alert for answer in answers)
    assert sorted(answer.text for answer in answers) == [
        "Бронь уже подтверждена. Чтобы её прекратить, отмените её.",
        "Подтверждено. Гость узнает сразу.",
    ]
    assert [change.to for change in (await market.now(booking)).history] == [BookingStatus.REQUESTED, BookingStatus.CONFIRMED]


@pytest.mark.parametrize("button", TO_DECIDE)
async def test_an_old_card_of_a_withdrawn_request_says_so_and_corrects_itself(
    office: Office, market: Market, marina: Person, talk: Talk, button: str
) -> None:
    booking = await carded(office, market)
    old = await marina.last()
    await market.withdraw(booking)
    async with talk():
        answer = await marina.tap(button, old)
        seen = await marina.sees("↩️ Отозвано")
    assert answer.show_alert
    assert answer.text.startswith("Гость только что отозвал заявку")
    assert seen.buttons == []
    assert await status(market, booking) is BookingStatus.WITHDRAWN


async def test_a_card_whose_time_has_passed_cannot_be_confirmed(office: Office, market: Market, marina: Person, talk: Talk) -> None:
    booking = await carded(office, market)
    market.clock.advance(timedelta(hours=25))
    async with talk():
        answer = await marina.tap("Подтвердить")
    assert answer.show_alert
    assert answer.text.startswith("Время на ответ вышло")
    assert await status(market, booking) is BookingStatus.REQUESTED  # until the clock says so


@pytest.mark.parametrize("data", ["dec:{id}:yes", "dec:{id}:no", "dec:{id}:back", "why:{id}:repairs", "why:{id}:other"])
async def test_a_stranger_learns_nothing_from_a_forged_id(market: Market, sim: Simulator, bot: Bot, talk: Talk, data: str) -> None:
    booking = await market.request()
    boris = await in_chat(sim, bot, market.boris)
    await bot.send_message(boris.id, "Привет")
    async with talk():
        answer = await boris.tap_data(data.format(id=booking.id), await boris.last())
    assert answer.show_alert
    assert answer.text.startswith("Среди ваших такой брони нет")
    assert (await boris.last()).text == "Привет"
    assert await status(market, booking) is BookingStatus.REQUESTED


@pytest.mark.parametrize("data", ["dec:{id}:yes", "dec:{id}:no", "why:{id}:repairs", "why:{id}:other"])
async def test_the_renter_cannot_decide_on_their_own_request(market: Market, anna: Person, bot: Bot, talk: Talk, data: str) -> None:
    booking = await market.request()
    await bot.send_message(anna.id, "Привет")
    async with talk():
        answer = await anna.tap_data(data.format(id=booking.id), await anna.last())
    assert answer.show_alert
    assert answer.text.startswith("Это может сделать только другой человек")
    assert (await anna.last()).text == "Привет"
    assert await status(market, booking) is BookingStatus.REQUESTED


@pytest.mark.parametrize(
    "data",
    ["dec:", "dec:0:yes", "dec:-1:yes", "dec:99999999999999999999:yes", "dec:1:maybe", "dec:one:yes", "why:1:nights-sold", "why:1:", "why"],
)
async def test_data_that_no_button_of_ours_carries_is_answered(
    office: Office, market: Market, marina: Person, talk: Talk, data: str
) -> None:
    booking = await carded(office, market)
    async with talk():
        answer = await marina.tap_data(data, await marina.last())
    assert answer.show_alert
    assert answer.text.startswith("Эта кнопка больше не работает")
    assert await status(market, booking) is BookingStatus.REQUESTED


async def test_an_id_that_no_booking_has_is_answered(office: Office, market: Market, marina: Person, talk: Talk) -> None:
    await carded(office, market)
    async with talk():
        answer = await marina.tap_data("dec:9223372036854775807:yes", await marina.last())
    assert answer.text.startswith("Среди ваших такой брони нет")


async def test_a_card_that_cannot_be_edited_is_decided_all_the_same(
    office: Office, market: Market, marina: Person, talk: Talk, sim: Simulator
) -> None:
    booking = await carded(office, market)
    await sim.fault(method="editMessageText", code=400, description="Bad Request: message can't be edited", times=1)
    async with talk():
        answer = await marina.tap("Подтвердить")
    assert answer.text == "Подтверждено. Гость узнает сразу."
    assert await status(market, booking) is BookingStatus.CONFIRMED


async def test_a_blocked_landlord_is_told_why(office: Office, market: Market, marina: Person, talk: Talk) -> None:
    booking = await carded(office, market)
    async with market.work() as work:
        await work.people.save(evolve(market.landlord, blocked=Blocking(NOON, None, "обман")))
    async with talk():
        answer = await marina.tap("Подтвердить")
    assert answer.show_alert
    assert "Ваш аккаунт заблокирован: обман." in answer.text
    assert await status(market, booking) is BookingStatus.REQUESTED


async def test_a_photo_is_no_reason(office: Office, market: Market, marina: Person, talk: Talk) -> None:
    await carded(office, market)
    async with talk():
        await marina.tap("Отклонить")
        await marina.tap("Своими словами")
        picture = io.BytesIO()
        Image.new("RGB", (200, 100)).save(picture, "JPEG")
        await marina.send_photo(picture.getvalue())
        await marina.sees("Напишите причину словами")
